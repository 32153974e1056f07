//! Calls that were commented out.

use super::snapshot;

snapshot!(
    before_a_return,
    "int f(int s) { int n = recv(s, b, 1, 0); if (n == SOCKET_ERROR) { /*call closesocket(s)*/ return 0; } return n; }"
);
snapshot!(alone_in_a_block, "void f(struct conn *c) { if (c->fd < 0) { /*call close(c->fd)*/ } else g(); }");
snapshot!(between_condition_and_statement, "int f(int s) { if (g(s))\n /*call close(s)*/\n return -1; return 0; }");
snapshot!(behind_a_jump_on_its_line, "int f(int s) { if (g(s)) return -1; /*call close(s)*/\n return 0; }");
snapshot!(
    behind_a_jump_before_the_brace,
    "int f(int s) { if (g(s)) {\n return -1;\n /*call close(s)*/\n }\n return 0; }"
);
snapshot!(
    on_the_next_line_it_belongs_to_the_next,
    "int f(int s) { if (g(s)) return -1;\n /*call close(s)*/\n h(); return 0; }"
);
snapshot!(
    arguments_that_are_places,
    "void f(struct conn *c, int *p, int s) { /*call close(c->sub.fd, *p, &s, s + 1, 5, AF_INET, ctx . fd)*/ g(); }"
);
snapshot!(in_an_else, "void f(int s) { if (s) { a(); } else /*call close(s)*/ if (b()) { c(); } /*call close(s)*/ }");
