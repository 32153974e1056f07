//! Values and places.

use super::{function, snapshot};

snapshot!(
    places,
    "void f(struct c *p, int *q, int **r, int v[3], struct c s, int i) { g(p->fd, (*p).fd, *q, q[0], q[2], q[i], **r, v[1], s.fd, s.sub.fd, p->sub->fd, (&s)->fd, p[0].fd, p[i].fd, (&p[1])->fd); }"
);
snapshot!(
    addresses,
    "void f(struct c *p, int *q, struct c s, int v[3], int i) { g(&i, &s.fd, &p->fd, &v[0], &q[i], &*q, q + 2, q + i, v + 1, q - 1, &v); }"
);
snapshot!(
    pointer_arithmetic,
    "void f(char *p, char *q, int n) { *(p + 1) = 'a'; *(p + n) = 'b'; *p++ = 'c'; n = p - q; p = p + n; p += 2; g(*--p); }"
);
snapshot!(
    casts_to_structs,
    "void f(void *p, char *d) { ((struct conn *)p)->fd = -1; g(((struct conn *)p)->fd, *(int *)p, (long)d); }"
);
snapshot!(
    names,
    "void f(void) { g(undeclared, AF_INET, NULL, true, FALSE, ST_CLOSED, INVALID_SOCKET, listener, helper, X, stderr, __func__); listener = errno; STATE.fd = CTX->fd; }"
);
snapshot!(errno_spellings, "int f(void) { if (errno == EINTR) return (*__errno_location()); return -errno; }");
snapshot!(chains, "void f(struct c *p) { int a, b; a = b = -1; p->fd = p->old = dup(a); a = (b = g()) + 1; }");
snapshot!(
    own_value,
    "void f(int x, int y) { x = x + 1; x += 2; x |= FLAG; y = x & MASK; x = ~x; y = ~x; x = -x; x++; --x; y = x++; y = ++x; }"
);
snapshot!(
    arithmetic,
    "void f(int x, int y) { g(x + y, x * 2, 2 * x, 10 - x, (x & 3) >> 1, 2 + 3 * 4, 1 << 3, x / 0, -x, -(3)); }"
);
snapshot!(ternary, "int f(int a, int b) { int x = a < 0 ? -1 : g(b); b = a ?: h(); return a ? x : b ? 2 : 3; }");
snapshot!(comma_values, "int f(int a) { int x = (g(), a); return (h(), a = 2, x); }");
snapshot!(strings_and_numbers, "void f(void) { g(\"a\" \"b\", L\"c\", 'd', '\\n', 0xFFu, 017, 1.5, 100L); }");
snapshot!(
    unknown_values,
    "void f(int x) { g(sizeof(x), sizeof(int), offsetof(struct s, m), _Alignof(int)); x = sizeof x; }"
);
snapshot!(struct_assignment, "void f(struct c *p, struct c s) { *p = s; s = *p; p->sub = s.sub; p[1] = p[0]; }");
snapshot!(index_with_effects, "void f(int *v, int n, int s) { v[n++] = accept(s, 0, 0); v[g()] = 1; }");

#[test]
fn initial_values_of_named_globals_are_kept() {
    let function = function("int f(void) { return listener; }");
    assert_eq!(function.globals, [("listener".into(), crate::ir::Const::Int(-1))]);
    assert_eq!(super::function("int f(int listener) { return listener; }").globals, []);
}
