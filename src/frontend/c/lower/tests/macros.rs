//! Macros whose bodies are not known, once their repairs are made.

use super::{CParser, FileId, env, lower, prepared, snapshot};
use crate::frontend::c::{RepairNames, repair};

snapshot!(
    the_loop_variables_change,
    "void f(struct conn *p) { struct conn *c, *n; EACH_CONN(c, p->list, n) { close(c->fd); } FOR_BIT(i, next(p)) use(i); }"
);
snapshot!(
    jumps_among_arguments,
    "int f(int s) { CHECK(listen(s, 5) == 0, return -1); GOTO_IF(s < 0, \"m\", out); RET_IF(g(s), return 2); out: return 0; }"
);
snapshot!(a_macro_that_does_not_say_when_it_jumps, "int f(int s) { PROCESS(g(s), return -1); return 0; }");
snapshot!(blocks_behind_macros, "void f(int s) { WITH_LOCK(s) { g(s); } UNLESS(s < 0) { h(s); } TRY { k(s); } }");
snapshot!(statements_behind_macros, "void f(int s) { LOCK(m)\n close(s);\n UNLOCK(m) s = 2; END }");

#[test]
fn names_that_say_cleanup() {
    let repair = |text: &mut Vec<u8>, round| {
        let names = RepairNames { blank: &|name| name == "CLEANUP", is_type: &|_| false, is_cpp: false };
        repair(text, round, &names)
    };
    let text = "void f(void) { _cleanup_close_ int a = 1; g_autofd int b; int c CLEANUP = 2; g_autoptr(GSocket) d = g(); \
                UNUSED int e; }";
    let lowered = lower(&prepared(text), FileId(0), &env(), &mut CParser::new(), &mut { repair });
    let locals = lowered.function.expect("the text holds a function").locals;
    let found: Vec<_> = locals.iter().map(|local| format!("{} {}", local.name, local.cleanup.is_some())).collect();
    assert_eq!(found, ["a true", "b true", "c true", "d true", "e false"]);
}
