//! Calls, their flags, and what never returns.

use super::{function, lowered, snapshot};
use crate::ir::Inst;

snapshot!(
    result_goes_to_its_variable,
    "void f(void) { int fd = socket(1, 2, 0), e; e = bind(fd, 0, 0); c->fd = dup(fd); *out = dup(e); }"
);
snapshot!(
    ignored_and_void,
    "void f(int s) { setsockopt(s, 1); (void)setsockopt(s, 2); (void) (setsockopt)(s, 3); a(s), b(s); if (a(s), b(s)) c(); }"
);
snapshot!(ignored_in_choices, "void f(int s) { s ? a(s) : b(s); s && c(s); d(s) || e(s); }");
snapshot!(arguments_left_to_right, "void f(int s) { g(h(1), s, k(s), &s, \"t\", 'a', 0x1f, -1, NULL); }");
snapshot!(
    through_pointers,
    "void f(struct ops *o, int (*cb)(int), int s) { o->close(s); (*o->open)(s); cb(s); (*cb)(s); o->v[2](s); table[s](s); get()(s); }"
);
snapshot!(names_in_parentheses, "void f(int s) { (close)(s); (*close)(s); (helper)(s); (*helper)(s); (&helper)(s); }");
snapshot!(functions_as_values, "void f(struct ops *o) { o->h = helper; g(&helper, helper); }");
snapshot!(
    noreturn,
    "int f(int s) { if (s < 0) exit(1); if (s == 1) fatal(\"x\"); if (s == 2) err(1, \"y\"); return 0; }"
);
snapshot!(assert_ends_the_false_side, "int f(int s) { assert(s >= 0 && s != 3); return s; }");
snapshot!(
    casts_are_dropped,
    "void f(void *p) { SOCKET s = (SOCKET)(long)socket(1, 2, 3); int t = (int)s; g((struct sockaddr *)&t); }"
);
snapshot!(
    compares_in_last_argument,
    "void f(int s, int x) { setsockopt(s, 1, 2, &x, sizeof(x) < 0); setsockopt(s, 1, 2, &x, sizeof(x)); }"
);
snapshot!(
    types_as_arguments,
    "void f(va_list ap) { int fd = va_arg(ap, int); char *s = va_arg(ap, char *); g(container_of(s, struct conn, link)); }"
);
snapshot!(spans call_spans, "void f(int l) { int fd = (int)accept(l, 0, 0); x = y = g(fd); (void)h(fd); }");

#[test]
fn a_declared_err_of_the_project_returns() {
    let mut env = super::env();
    env.functions.insert("err".into(), crate::ir::Ty::value("void"));
    let prepared = super::prepared("int f(void) { err(1); return 2; }");
    let lowered =
        super::lower(&prepared, crate::source::FileId(0), &env, &mut super::CParser::new(), &mut |_, _| false);
    assert!(super::ir::pretty(&lowered.function.unwrap()).contains("return 2"));
}

#[test]
fn a_parameter_hides_a_function() {
    let function = function("void f(int (*exit)(int)) { exit(1); }");
    let calls: Vec<_> = function.insts().map(|inst| function.show_inst(inst)).collect();
    assert_eq!(calls, ["call (exit)(1) ignored"]);
}

#[test]
fn comments_beside_calls_are_seen() {
    let text = "void f(int s) {\n  a(s); /* why */\n  b(s,\n    2);\n\n  /* two\n     lines */\n  x = c(s);\n\n  d(s);\n  if (e(s) < 0) /* no */ {\n\n    g(s);\n  }\n}";
    let function = function(text);
    let marked: Vec<_> = function
        .insts()
        .filter_map(|inst| match inst {
            Inst::Call { callee: crate::ir::Callee::Named(name), flags, .. } if flags.has_comment => {
                Some(name.as_str())
            }
            _ => None,
        })
        .collect();
    assert_eq!(marked, ["a", "b", "c", "e"]);
}

#[test]
fn consent_stands_at_the_call() {
    let text = "void f(int s) {\n  /* ignored */\n  /* for now */\n  a(s);\n  b(s); /* ignored */\n  c(s);\n  d(s);\n  /* ignored */\n\n  e(s);\n  /* why */\n  g(s);\n}";
    let function = function(text);
    let consents = |inst: &Inst| matches!(inst, Inst::Call { flags, .. } if flags.has_consent);
    let marked: Vec<_> = function.insts().filter(|inst| consents(inst)).map(|inst| function.show_inst(inst)).collect();
    assert_eq!(
        marked,
        ["call a(s) ignored comment consent", "call b(s) ignored comment consent", "call d(s) ignored consent"]
    );
}

#[test]
fn calls_are_counted() {
    assert_eq!(lowered("void f(int s) { a(b(s)); if (c(s)) return; d(s); }").calls, 4);
}
