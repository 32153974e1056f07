//! What does not parse stays small.

use super::{CParser, FileEnv, FileId, lower, lowered, prepared, snapshot};
use crate::frontend::ProblemKind;

snapshot!(expression, "void f(int fd, struct c *c) { a(); g(fd, c->peer.fd 1 2); b(); }");
snapshot!(condition_keeps_its_branches, "void f(int fd) { if (fd @ 3) { close(fd); } else b(fd); c(); }");
snapshot!(
    loop_head_keeps_its_body,
    "void f(int fd) { while (fd $ 3) { if (g(fd)) break; } for (int i = 0; i @ fd; i++) h(i); }"
);
snapshot!(switch_head_keeps_its_cases, "void f(int fd) { switch (fd @ 2) { case 1: a(); break; default: b(); } }");
snapshot!(declaration_still_declares, "int f(int s) { int fd = accept(s 1), e = 2; if (fd < 0) return -1; return e; }");
snapshot!(return_still_returns, "int f(int s) { if (s) return g(s 1); return 2; }");
snapshot!(missing_semicolon, "void f(int s) { LOCK(s) a(s); b(s) }");
snapshot!(
    hidden_loop,
    "void f(int l) { LIST_EACH(c, l) { if (c->fd < 0) continue; if (g(c)) break; close(c->fd); } h(); }"
);
snapshot!(hidden_loop_without_braces, "void f(int l) { list_for_each(c, l) close(c->fd); h(); }");
snapshot!(statements_inside_an_error, "void f(int s) { a(); @ if (s) { close(s); return; } @ b(); }");
snapshot!(text_behind_the_end, "void f(int s) { if (s) { a(); } } } close(s); }");
snapshot!(break_without_loop, "void f(int s) { if (s) break; a(); }");
snapshot!(goto_without_label, "void f(int s) { if (s) goto gone; a(); }");
snapshot!(no_function, "int x = 3;");

#[test]
fn repairs_are_asked_until_the_text_is_clean() {
    let prepared = prepared("int f(int s) { g(s @@ 1); return @ 2; }");
    let mut rounds = Vec::new();
    let mut repair = |text: &mut Vec<u8>, round: usize| {
        rounds.push(round);
        let at = text.iter().position(|&byte| byte == b'@');
        match (round, at) {
            (0, Some(at)) => text[at..at + 2].copy_from_slice(b", "),
            (1, Some(at)) => text[at] = b' ',
            _ => return false,
        }
        true
    };
    let lowered = lower(&prepared, FileId(0), &FileEnv::default(), &mut CParser::new(), &mut repair);
    assert_eq!(lowered.problems, []);
    assert_eq!(rounds, [0, 1]);
    assert!(!lowered.function.unwrap().has_opaque());
}

#[test]
fn a_repair_that_makes_it_worse_is_not_taken() {
    let prepared = prepared("int f(int s) { @ return 2; }");
    let mut repair = |text: &mut Vec<u8>, round: usize| {
        text[8..12].fill(b'@');
        round == 0
    };
    let lowered = lower(&prepared, FileId(0), &FileEnv::default(), &mut CParser::new(), &mut repair);
    assert_eq!(lowered.function.unwrap().params.len(), 1);
}

#[test]
fn without_a_function_there_is_a_problem() {
    let lowered = lowered("} nonsense");
    assert!(lowered.function.is_none());
    assert_eq!(lowered.problems[0].kind, ProblemKind::Function);
}
