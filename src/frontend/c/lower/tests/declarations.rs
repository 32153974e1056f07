//! Declarations and initialisers.

use super::{function, snapshot};
use crate::ir::LocalKind;

snapshot!(several_declarators, "void f(void) { int a = 1, *p = &a, v[2], (*fp)(int) = helper; a = fp(*p) + v[1]; }");
snapshot!(statics_keep_their_value, "int f(void) { static int fd = -1, *q; if (fd < 0) fd = open_it(); return fd; }");
snapshot!(
    zeroed,
    "void f(void) { struct s a = {0}; struct s b = {}; int v[4] = {0}; struct s c = {{0}}; struct s d = { NULL }; }"
);
snapshot!(designated, "void f(int s) { struct conn c = { .fd = -1, .sub.peer = accept(s, 0, 0), .v[2] = 3 }; }");
snapshot!(
    array_elements,
    "void f(int s) { int fds[2] = {-1, s}; int w[] = { 1, [5] = 2, 3 }; struct pollfd p[2] = { { s, POLLIN, 0 }, { .fd = fds[1] } }; }"
);
snapshot!(
    by_position,
    "void f(int s) { struct conn c = { s, dup(s), .fd = 4 }; struct linger l = { 1, 0 }; int n = { 3 }; }"
);
snapshot!(
    compound_literals,
    "void f(struct s *p, int fd) { *p = (struct s){ .fd = fd }; g(&(struct s){ .q = 1 }); h((int[]){ fd, 1 }); }"
);
snapshot!(
    local_enumerators,
    "int f(void) { enum { A, B = 5, C, D = A - 2 }; enum e { X } e = X; if (e == C) return D; return B; }"
);
snapshot!(
    local_prototypes_and_externs,
    "void f(void) { int helper2(int); extern int shared; g(helper2); shared = helper2(1); }"
);
snapshot!(
    local_types,
    "void f(void) { typedef struct conn *cp; struct local { int fd; } x; cp c = find(); x.fd = c[1].fd; g(c + 1); }"
);
snapshot!(shadowing, "int f(int fd) { { int fd = dup(1); use(fd); } return fd; }");
snapshot!(strings, "void f(void) { char a[] = \"x\" \"y\"; const char *b = L\"z\"; g(a, b); }");

#[test]
fn cleanup_is_recorded_wherever_it_stands() {
    let function = function(
        "void f(void) { __attribute__((cleanup(a))) int x = 1; int y __attribute__((__cleanup__(b))) = g(); \
         int z __attribute__((cleanup(c))); [[gnu::cleanup(d)]] int w; int v; \
         int p __attribute__((cleanup(e))), q; }",
    );
    let found: Vec<_> = function
        .locals
        .iter()
        .map(|local| format!("{} {:?}", local.name, local.cleanup.as_ref().map(|name| name.as_str())))
        .collect();
    assert_eq!(
        found,
        ["x Some(\"a\")", "y Some(\"b\")", "z Some(\"c\")", "w Some(\"d\")", "v None", "p Some(\"e\")", "q None"]
    );
    assert!(!function.has_opaque());
    assert!(super::ir::pretty(&function).contains("y = call g()"));
}

#[test]
fn types_are_read() {
    let function = function(
        "void f(void) { unsigned  int a; struct conn *b, **c; SOCKET d; char e[3], *g[2]; enum k h; struct { int x; } i; \
         const char *j; static unsigned long long m; }",
    );
    let types: Vec<_> = function
        .locals
        .iter()
        .map(|local| format!("{}: {} {} {}", local.name, local.ty.base, local.ty.pointers, local.ty.is_array))
        .collect();
    insta::assert_snapshot!(types.join("\n"));
    assert_eq!(function.locals.last().map(|local| local.kind), Some(LocalKind::Static));
}
