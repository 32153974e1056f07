//! Where variables end.

use super::snapshot;

snapshot!(nested_blocks, "void f(void) { int a = 1; { int b = 2; { int c = 3; g(c); } g(b); } g(a); }");
snapshot!(not_before_return, "int f(void) { { int fd = g(); if (fd) return fd; } return 0; }");
snapshot!(
    goto_out,
    "int f(void) { int e = 0; { int a = g(); { int b = h(); if (b) goto out; } if (a) goto out; } e = 1; out: return e; }"
);
snapshot!(
    goto_back_in_the_same_block,
    "void f(void) { again:; int fd = g(); if (fd < 0) goto again; { int k = h(); if (k) goto again; } }"
);
snapshot!(
    goto_into_a_block,
    "void f(int s) { int z = 1; if (s) { int y = 2; goto in; } while (s) { int x = 3; in: g(x, z); } }"
);
snapshot!(
    goto_out_of_loops,
    "void f(void) { while (a()) { int p = 1; for (int i = 0;;i++) { int q = 2; if (b(p, q)) goto done; } } done: c(); }"
);
snapshot!(switch_scope, "void f(int s) { switch (s) { case 1: { int a = g(); if (a) break; h(); } default: k(); } }");
snapshot!(statics_and_parameters_do_not_end, "void f(int s) { { static int fd; int x; g(s, fd, x); } }");
snapshot!(label_at_the_end, "void f(int s) { { int a = g(s); if (a) goto end; h(); end: ; } k(); }");
snapshot!(spans scope_end_spans, "void f(int s) { { int a = g(); if (s) goto out; h(a); } out: return; }");
