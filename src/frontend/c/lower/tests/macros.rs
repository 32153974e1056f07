//! Macros whose bodies are not known, once their repairs are made.

use super::snapshot;

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
