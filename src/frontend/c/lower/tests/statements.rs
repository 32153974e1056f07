//! The other statements.

use super::snapshot;

snapshot!(
    if_chain,
    "int f(int s) { if (s == 1) return a(); else if (s == 2) b(); else if (s == 3) { c(); } else d(); return 0; }"
);
snapshot!(empty_statements, "void f(int s) { ; if (s) ; else ; while (s) ; {} }");
snapshot!(
    switch_falls_through,
    "void f(int s) { switch (g(s)) { case 0: case 'a': a(); case ST_CLOSED: b(); break; default: c(); case -1: d(); } e(); }"
);
snapshot!(switch_without_default, "int f(int s) { switch (s) { case 1: return 1; case EAGAIN: return 2; } return 3; }");
snapshot!(
    switch_ranges,
    "void f(int s) { switch (s) { case 0 ... 2: a(); break; case 5 ... N: b(); break; case 7: c(); } }"
);
snapshot!(
    switch_computed_case,
    "void f(int s) { switch (s) { case 4 + 1: a(); break; case SIZE(3): b(); break; default: c(); } }"
);
snapshot!(duff, "void f(int n) { switch (n) { case 0: do { a(); case 1: b(); } while (--n > 0); } }");
snapshot!(
    nested_switch,
    "void f(int a, int b) { switch (a) { case 1: switch (b) { case 2: x(); break; } y(); break; case 3: z(); } }"
);
snapshot!(
    goto_forward_and_back,
    "int f(int s) { retry: if (a(s)) goto out; if (b(s)) goto retry; return 1; out: c(s); return 0; }"
);
snapshot!(
    return_values,
    "void *f(struct c *c) { if (c->a) return c; if (c->b) return NULL; if (c->d) return (g(c), h(c)); return &c->e; }"
);
snapshot!(
    statement_expressions,
    "int f(int s) { int n = ({ int t; do t = read(s, b, 1); while (t == -1 && errno == EINTR); t; }); ({ g(n); }); if (({ int k = h(); k; }) < 0) return 1; return n; }"
);
snapshot!(
    attributed,
    "void f(int s) { switch (s) { case 1: a(); [[fallthrough]]; case 2: b(); __attribute__((fallthrough)); default: c(); } }"
);
snapshot!(assembly, "void f(int x) { asm volatile(\"nop\" : \"=r\"(x) : \"r\"(y)); __asm__(\"nop\"); if (x) g(); }");
snapshot!(
    seh_finally,
    "int f(int s) { __try { if (a(s)) __leave; if (b(s)) return 1; c(s); } __finally { close(s); } return 0; }"
);
snapshot!(seh_except, "int f(int s) { __try { a(s); } __except (1) { b(s); } return 0; }");
snapshot!(unreachable_code, "int f(int s) { return 1; close(s); }");
snapshot!(nested_function, "void f(int s) { int inner(int x) { return x; } g(inner(s)); }");
