//! Loops and the jumps inside them.

use super::snapshot;

snapshot!(while_loop, "void f(int s) { while (recv(s, b, 1, 0) > 0) a(); c(); }");
snapshot!(
    while_one,
    "void f(int s) { while (1) { int c = accept(s, 0, 0); if (c < 0) break; if (c == 3) continue; close(c); } done(); }"
);
snapshot!(for_ever, "void f(int s) { for (;;) if (g(s)) return; }");
snapshot!(
    for_with_declaration,
    "void f(int n) { for (int i = 0, j = g(); i < n; i++, j--) { int fd = open_it(i); if (fd < 0) break; if (fd == 9) continue; close(fd); } }"
);
snapshot!(for_without_step, "void f(struct a *l) { struct a *p; for (p = l; p;) p = p->next; }");
snapshot!(do_while, "void f(int s) { do { int n = g(s); if (n) continue; h(n); } while (retry(s) && s < 9); }");
snapshot!(do_while_zero, "int f(int s) { do { if (a(s)) break; if (b(s)) continue; c(s); } while (0); return s; }");
snapshot!(while_true_macro_names, "void f(void) { while (TRUE) { if (g()) break; } while (FORCED) h(); }");
snapshot!(
    nested_breaks,
    "void f(int s) { while (a()) { for (int i = 0; i < 3; i++) { if (b()) break; } if (c()) break; } }"
);
snapshot!(spans jump_spans, "void f(void) { for (int i = 0; i < 3; i++) { int k = g(); if (k) break; if (k < 2) continue; h(); } }");
