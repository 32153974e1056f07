//! Conditions become edges.

use super::snapshot;

snapshot!(assignment_inside, "int f(int l) { int fd; if ((fd = accept(l, NULL, NULL)) < 0) return -1; return fd; }");
snapshot!(and_or_not, "void f(int a, int b, int c) { if (a && (b || !c)) one(); else two(); three(); }");
snapshot!(bare_values, "void f(int s, char *p) { if (s) one(); if (!s) two(); if (!!p) three(); if (*p) four(); }");
snapshot!(
    disguised,
    "void f(int s) { if (~s) a(); if (s + 1) b(); if (s + 1 == 0) c(); if (0 == s - 5) d(); if (~s == 0) e(); if (!(s < 0) == 0) g(); }"
);
snapshot!(constant_left, "void f(int s) { if (-1 == s) a(); if (INVALID_SOCKET != s) b(); if (0 > s) c(); }");
snapshot!(
    hints,
    "void f(int s) { if (unlikely(s < 0)) a(); if (__builtin_expect(!!(s > 3), 1)) b(); if (likely(s && g(s))) c(); }"
);
snapshot!(
    constants_leave_no_branch,
    "void f(void) { if (0) dead(); if (1) live(); do { once(); } while (0); if (sizeof(int) == 4) any(); }"
);
snapshot!(as_a_value, "int f(int fd, int n) { int bad = fd < 0; g(n == 3); return bad && n; }");
snapshot!(as_a_value_negated, "int f(int fd) { int ok = !fd; return !ok; }");
snapshot!(comma, "void f(int l) { int fd; if (fd = accept(l, 0, 0), fd < 0) bad(); }");
snapshot!(choice, "void f(int a, int b, int c) { if (a ? b < 0 : c) x(); if (a ?: b) y(); }");
snapshot!(nested_calls, "void f(int s) { if (check(wrap(s), other(s, 1)) == 0 && last(s) != -1) x(); }");
snapshot!(
    call_in_middle,
    "void f(int s, char *b) { int n; if (s >= 0 && (n = recv(s, b, 10, 0)) <= 0 && n != -2) close(s); }"
);
snapshot!(old_value_of_postfix, "void f(int n) { while (n-- > 0) a(); if (--n == 0) b(); }");
snapshot!(
    correlated_flags,
    "void f(int flags) { if (flags & USE_TLS) a(); if (!(USE_TLS & flags)) b(); if (flags % 2 == 1) c(); }"
);
snapshot!(string_and_address_are_true, "void f(int *p) { if (\"x\") a(); if (p == &p[1]) b(); }");
snapshot!(spans condition_spans, "void f(int a, int b) { if (a < 0 || !b) x(); }");
