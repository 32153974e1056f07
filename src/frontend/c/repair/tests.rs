//! Each repair: the text as it was, as it becomes, and that it parses then.

use super::{ROUNDS, RepairNames, repair, repair_certain};
use crate::frontend::c::parse::{CParser, parse_best};

const NAMES: RepairNames<'static> = RepairNames {
    blank: &|name| matches!(name, "EMPTY" | "MARK" | "NOTHING"),
    is_type: &|name| matches!(name, "conn_t" | "SOCKET" | "BOOL"),
    is_cpp: false,
};

/// The best attempt with all rounds, as text and whether it is clean.
fn repaired(text: &str) -> (String, bool) {
    let mut bytes = text.as_bytes().to_vec();
    repair_certain(&mut bytes, false);
    let best = parse_best(&mut CParser::new(), &bytes, &mut |text, round| repair(text, round, &NAMES)).unwrap();
    (String::from_utf8(best.text).unwrap(), !best.tree.root().has_error())
}

/// Checks cases of what is broken, and what it becomes; blanks before `;`, `,` and `)` and runs of blanks do not count.
fn check(cases: &[(&str, &str)]) {
    for (broken, expected) in cases {
        let (text, is_clean) = repaired(broken);
        assert_eq!(text.len(), broken.len());
        assert_eq!(squeezed(&text), squeezed(expected), "{broken}");
        assert!(is_clean, "not clean: {text}");
    }
}

fn squeezed(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let joined = [";", ",", ")", "("].iter().fold(joined, |text, mark| text.replace(&format!(" {mark}"), mark));
    joined.replace("( ", "(").replace("; ", ";")
}

/// Checks texts that are not C, but which no round may change.
fn check_kept(cases: &[&str]) {
    for text in cases {
        for round in 0..=ROUNDS.len() {
            let mut bytes = text.as_bytes().to_vec();
            repair_certain(&mut bytes, false);
            let is_kept = !repair(&mut bytes, round, &NAMES) && bytes == text.as_bytes();
            assert!(is_kept, "round {round}: {}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn nothing_moves() {
    let broken = "static int WINAPI f(char *RESTRICT p) { EACH(x, p) { CHECK(x, return -1); } LOG(\"end\") }";
    let fitted = "static int        f(char *         p) { if  (x, p) { if   (x) return -1 ; } LOG(\"end\");}";
    assert_eq!(repaired(broken), (fitted.to_owned(), true));
}

#[test]
fn lines_stay_unless_a_semicolon_needs_the_room() {
    let broken = "int f(void)\n{\n  asm(\"a\" B(1)\n \"b\");\n  LOCK(x)\n  return 1;\n}";
    let fitted = "int f(void)\n{\n  0           \n     ;\n  LOCK(x);  return 1;\n}";
    assert_eq!(repaired(broken), (fitted.to_owned(), true));
}

#[test]
fn known_words() {
    check(&[
        ("int f(int __cdecl z, _In_opt_ int x, _Out_writes_(n) char *y) { }", "int f(int z, int x, char *y) { }"),
        ("int f(void) { _Thread_local int z; z = __alignof__(*x); }", "int f(void) { int z; z = sizeof(*x); }"),
        ("int f(void) { goto *table[1]; }", "int f(void) { goto _; }"),
        ("int f(void) { typeof(x->y) z = 1; __typeof__(x) *p; }", "int f(void) { int z = 1; int *p; }"),
        (
            "int f(void) { if (__builtin_available(macOS 10.12, *)) g(); }",
            "int f(void) { if (__builtin_available()) g(); }",
        ),
        ("int f(void) { __asm { mov eax, 1 } __asm mov eax, 2\n return 1; }", "int f(void) { {}; return 1; }"),
        ("int f(void) { asm volatile (\"a\" B(1) \"c\" : \"=r\"(x)); }", "int f(void) { 0; }"),
    ]);
}

#[test]
fn names_defined_as_nothing() {
    check(&[
        ("int f(EMPTY int x, char *MARK y) { }", "int f(int x, char * y) { }"),
        ("int f(void) { MARK(3) int y; int z MARK(4) = g(); }", "int f(void) { int y; int z = g(); }"),
    ]);
    // A call may be a function where the name is defined as nothing elsewhere.
    check_kept(&["int EMPTY(int x) { EMPTY(x); return g(MARK(x)); }"]);
}

#[test]
fn heads() {
    check(&[
        ("LIB_API conn_t *LIB_CALL f(int x) { }", "conn_t * f(int x) { }"),
        ("BOOL STDMETHOD f(int x) { }", "BOOL f(int x) { }"),
        ("EXPORT static struct conn *f(int x) NOEXCEPT { }", "static struct conn *f(int x) { }"),
        ("static ATTR_PRINTF(1, 2) void f(const char *m, ...) { }", "static void f(const char *m, ...) { }"),
        ("UV_UNUSED(static int f(int fd)) { return fd; }", "static int f(int fd) { return fd; }"),
        ("int DEFINE_TEST(\"name\", 3) { run(); }", "int DEFINE_TEST() { run(); }"),
        ("API(unsigned long) EXPORT f(int x) NOTHROW { }", "unsigned long f(int x) { }"),
        ("API int f(a, b) int a; UNUSED char *b; { }", "int f(a, b) int a; char *b; { }"),
    ]);
}

#[test]
fn attributes() {
    check(&[
        (
            "void f(char *RESTRICT p, int x UNUSED, UNUSED int y, conn_t *c ATTR(3)) { }",
            "void f(char * p, int x, int y, conn_t *c) { }",
        ),
        (
            "void f(void) { UNUSED int x = 1; int y UNUSED; conn_t z ALIGNED(8) = g(); static THREAD struct s q; }",
            "void f(void) { int x = 1; int y; conn_t z = g(); static struct s q; }",
        ),
        (
            "void f(void) { struct s x[N] UNUSED; p = (z_const Byte *) q; }",
            "void f(void) { struct s x[N]; p = (Byte *) q; }",
        ),
    ]);
}

#[test]
fn beside_values() {
    check(&[
        ("void f(void) { log(c, APLOGNO(01) \"text\"); }", "void f(void) { log(c, \"text\"); }"),
        ("void f(void) { printf(\"a\" FMT(x) \"b\"); }", "void f(void) { printf(\"a\" \"b\"); }"),
        ("void f(void) { g(k, TEXT(\"a\") TEXT(\"b\")); }", "void f(void) { g(k, TEXT(\"b\")); }"),
        ("void f(void) { int x = , y = ; g(x = ); }", "void f(void) { int x, y; g(x); }"),
        ("void f(void) { n = sizeof(A B); u = MARKED (long) 0; }", "void f(void) { n = sizeof(B); u = (long) 0; }"),
    ]);
}

#[test]
fn macro_arguments() {
    check(&[
        ("void f(void) { p = container_of(q, struct conn, list); }", "void f(void) { p = container_of(q, 0, list); }"),
        ("void f(void) { y = va_arg(ap, const char *); }", "void f(void) { y = va_arg(ap, 0); }"),
        ("void f(void) { op(a, ==, b); cmp(a, > 3); g(a, , b); }", "void f(void) { op(a, 0, b); cmp(a, 3); g(a, b); }"),
        ("void f(void) { INIT(.x = 1, .y = 2); ev(EV_A_ 0); }", "void f(void) { INIT(1, 2); ev(EV_A, 0); }"),
        (
            "void f(void) { DECL(struct conn *c, unsigned x, conn_t *, conn_t d, >); }",
            "void f(void) { DECL(c, x, 0, d, 0); }",
        ),
        ("void f(void) { int g(struct s *, char); op(a, <); }", "void f(void) { int g(struct s *, char); op(a, 0); }"),
    ]);
}

#[test]
fn wrapped() {
    check(&[
        ("void f(void) { VERBOSE(int i); }", "void f(void) { int i;; }"),
        (
            "void f(void) { DEBUG({ a(); }); FOREACH_SOMETHING({ b(); }); }",
            "void f(void) { { a(); }; while(_) { b(); }; }",
        ),
        ("void f(void) { VERBOSE(a(); b();) c(); }", "void f(void) { a(); b();;; c(); }"),
        (
            "void f(void) { x = LIT(size_t){ 1 }; g(LIT(struct s){ .x = 1 }); }",
            "void f(void) { x = (size_t){ 1 }; g((struct s){ .x = 1 }); }",
        ),
    ]);
}

#[test]
fn jumps_among_arguments() {
    check(&[
        ("void f(int x) { CHECK(x, return); }", "void f(int x) { if (x) return; }"),
        (
            "int f(int x) { ENSURE(x, \"m\", goto out) out: return 0; }",
            "int f(int x) { if (x, \"m\") goto out; out: return 0; }",
        ),
        (
            "int f(int x) { TRY_IT(g(x, 1), return -1, \"text\"); }",
            "int f(int x) { if (g(x, 1)) return -1; \"text\"; }",
        ),
        (
            "void f(void) { DO_EACH(d, struct s, x, if (x) { b(); }); }",
            "void f(void) { while (d, 0, x) if (x) { b(); }; }",
        ),
    ]);
}

#[test]
fn loops() {
    check(&[
        ("void f(void) { LIST_FOREACH(x, list) { g(x); } }", "void f(void) { while (x, list) { g(x); } }"),
        ("void f(void) { for_each(struct s, x) ++x; }", "void f(void) { while (0, x) ++x; }"),
        ("void f(void) { FOR(i = 0; i < 3; i++) { g(i); } }", "void f(void) { for(i = 0; i < 3; i++) { g(i); } }"),
        ("void f(void) { WITH(x) { g(x); } LOCKED() { h(); } }", "void f(void) { { g(x); } { h(); } }"),
        ("void f(void) { UNLIKELY_CASE(x) { g(x); } }", "void f(void) { if (x) { g(x); } }"),
        (
            "void f(void) { TRY { a(); } CATCH(e) { b(); } FOREVER { g(); } }",
            "void f(void) { { a(); } if (e) { b(); } for(;;) { g(); } }",
        ),
    ]);
}

#[test]
fn semicolons() {
    check(&[
        (
            "void f(void) { BEGIN\n g(1); LOCK(x)\n if (x) { UNLOCK(x) return; } }",
            "void f(void) { BEGIN; g(1); LOCK(x); if (x) { UNLOCK(x);return; } }",
        ),
        (
            "void f(void) { A(1)\n A(2)\n END\n p->x = 1; NAME\n OUT(x) }",
            "void f(void) { A(1); A(2); END; p->x = 1; NAME; OUT(x);}",
        ),
    ]);
}

#[test]
fn macros_that_pass_for_types() {
    check(&[
        ("void f(void) { LOCK(x) b(); UNLOCK(x)\n a = 2; }", "void f(void) { LOCK(x); b(); UNLOCK(x); a = 2; }"),
        ("void f(void) { BEGIN\n close(fd); END\n }", "void f(void) { BEGIN; close(fd); END; }"),
    ]);
    check_kept(&["void f(void) { STACK_OF(X) *s = g(), t; LIST(X) l; LIST(X) m = 0; TYPE\n name = 1, *other; }"]);
}

#[test]
fn braces() {
    check(&[
        ("int f(void) { if (x) { return 1; } } }", "int f(void) { if (x) { return 1; } }"),
        ("int f(void) { if (x) { return 1; }  ", "int f(void) { if (x) { return 1; }}"),
    ]);
}

#[test]
fn attributes_that_matter_go_last() {
    let text = "int f(void) { int x __attribute__((cleanup(g))) = h() }";
    for round in 0..ROUNDS.len() {
        let mut bytes = text.as_bytes().to_vec();
        assert_eq!(repair(&mut bytes, round, &NAMES), round + 1 == ROUNDS.len(), "{round}");
    }
}

#[test]
fn plain_c_is_left_alone() {
    check_kept(&[
        "static inline const char *f(struct conn *c, int (*cb)(void *, int), char v[static 4], ...) { return c->name; }",
        "int f(a, b) int a; char *b; { return a * b; }",
        "int f(int x) { for (int i = 0; i < 3; i++) { if (g(i, &x, *p, -1, !x, x ? 1 : 2)) continue; else break; } return x; }",
        "int f(int x) { struct s a = { .x = 1 }, *b = &a; a = (struct s){ 1 }; h((struct s){ 2 }, (char *) p, sizeof(int)); }",
        "int f(int x) { switch (x) { case A: g(); case 'b': default: h(); } do { g(); } while (x); end: return x; }",
        "int f(int x) { int g(int, struct s *); extern int shared; unsigned long long y; const char *const p = \"a\" B \"c\"; }",
        "int f(conn_t *c, SOCKET s) { conn_t *d = c; SOCKET t[2] = { s, s }; a * b; (void) x; return (int) s; }",
        "void f(void) { BUG(({ int x = 1; x; }), \"text\"); int g(int x) { return x; } if (g(1)) { h(); } }",
        "int f(void) { enum e { A, B } x; struct { int a; char b[3]; } y; union u *z; typedef struct t t2; return x; }",
    ]);
}

#[test]
fn nonsense_does_no_harm() {
    for text in
        ["", "{", "}", "(", "f(", "f() {", "int f(", "x ; } ) ] (", "\"", "f(,)", "int f() { g(,,) }", "( { [ } ) ]"]
    {
        for round in 0..=ROUNDS.len() {
            let mut bytes = text.as_bytes().to_vec();
            repair(&mut bytes, round, &NAMES);
            assert_eq!(bytes.len(), text.len());
        }
    }
}
