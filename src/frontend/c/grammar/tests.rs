//! The trees are those of tree-sitter, or there is none.

mod random;

use super::parse;
use crate::frontend::c::syntax::{Node, Syntax};
use std::fmt::Write;
use std::path::Path;

const LIMIT: usize = 500;

/// What tree-sitter makes of `text`, if that is clean.
fn expected(text: &[u8]) -> Option<Syntax> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_c::LANGUAGE.into()).unwrap();
    let tree = parser.parse(text, None).unwrap();
    (!tree.root_node().has_error()).then(|| Syntax::new(&tree, LIMIT, false)).flatten()
}

/// A line for each node.
fn shown(tree: &Syntax) -> String {
    fn walk(node: Node, depth: usize, into: &mut String) {
        let _ = writeln!(into, "{:depth$}{node:?}", "");
        node.children().for_each(|child| walk(child, depth + 1, into));
    }
    let mut lines = String::new();
    walk(tree.root(), 0, &mut lines);
    lines
}

/// Whether `text` is taken; if it is, it must be read as by tree-sitter.
fn is_taken(text: &[u8]) -> bool {
    let Some(tree) = parse(text, LIMIT) else { return false };
    let expected = expected(text);
    if expected.as_ref() != Some(&tree) {
        let expected = expected.as_ref().map_or("an error\n".to_owned(), shown);
        // The fields are not shown: where only they differ, the lines are the same.
        assert_eq!(shown(&tree), expected, "{}", String::from_utf8_lossy(text));
        panic!("other fields: {}", String::from_utf8_lossy(text));
    }
    true
}

/// Checks that functions with each of these statements are taken.
fn check_statements(statements: &[&str]) {
    for statement in statements {
        let text = format!("int f(int a)\n{{\n  {statement}\n}}\n");
        assert!(is_taken(text.as_bytes()), "not taken: {statement}");
    }
}

/// The same for values.
fn check_values(values: &[&str]) {
    for value in values {
        check_statements(&[&format!("x = {value};")]);
    }
}

/// Checks that functions with these statements are left to tree-sitter.
fn check_left(texts: &[&str]) {
    for text in texts {
        let text = format!("int f(int a)\n{{\n  {text}\n}}\n");
        assert!(!is_taken(text.as_bytes()), "taken: {text}");
    }
}

#[test]
fn heads() {
    for text in [
        "int f(void) {}",
        "  static inline char *f(const char *a, struct s **b, ...)\n{ }\n",
        "f_t *f() __attribute__((unused)) { return 0; }",
        "int f(int (*a)(int), T (*)(T), char *[], int a[3], const T *restrict b) NOTHROW {}",
        "unsigned f(unsigned a) {}",
        "struct s { int a; } f(a, b) {}",
        "static int g(int); T *x = 0; int f(int a) { }",
        "static typeof(g) *h; __declspec(dllexport) void f(char *__restrict a) {}",
    ] {
        assert_eq!(is_taken(text.as_bytes()), !text.contains("NOTHROW"), "{text}");
    }
}

#[test]
fn statements() {
    check_statements(&[
        ";",
        "{ { } ; }",
        "if (a) b; else if (c) { d; } else e;",
        "if (a) if (b) c; else d;",
        "switch (a) { case 1: b; c; break; case B: case 'c': { } T x; x * y; default: ; }",
        "while (a) continue; do a; while (b);",
        "for (int i = 0; i < 3; i++) ; for (i = 0, j = 1; ; ) ; for (;;) { } for (T *p = a; p; p = p->n) b;",
        "return; return a, b; return (a); return -1;",
        "goto x; x: y; x: T y; x: ;",
        "asm volatile (\"x\" : \"=r\"(a) : [b] \"r\"(c) : \"memory\"); __asm__(\"x\");",
        "a, b; a = b, c = d; ({ a; }); f({ a; }, b);",
    ]);
}

#[test]
fn declarations() {
    check_statements(&[
        "int a, *b = 0, c[3], d[], (*e)(int), *g(char *);",
        "T x; T *x; T **x = y; T x[n + 1]; const T *const x = y; T const x; static T x; T f(x, int y);",
        "unsigned x, y; unsigned long int x = 1; long long x; long double x; signed char x;",
        "struct s x; struct s *x; struct s { int a; T b[3]; unsigned c : 3, d : 1; char *e, *g; } x; struct s; union u { int a; };",
        "struct { int a; } __attribute__((packed)) x; enum { A, B = 2, } x; enum e x;",
        "typedef int T; typedef struct s *T; typedef int (*T)(int); typedef unsigned char U, *V;",
        "int x[] = { 1, .a = 2, [3].b = 4, { 5 }, c: 6, [1 ... 2] = 7, }; T x = { };",
        "__attribute__((cleanup(c))) T *x = 0; int f(void) __attribute__((noreturn));",
        "typeof(a) b = c; static typeof(a) b;",
    ]);
}

#[test]
fn names_that_may_be_types() {
    check_statements(&[
        "a; a(b); a * b; a * b = c; a * b, c; a * b(c); a * b[1]; a * b->c; a * 2; a(b) = c; a(b)(c); a & b; T (*f)(int);",
    ]);
    check_left(&["a(b) * c;", "a * (b);", "a b c;", "a(b) { }", "a [[b]];"]);
    check_left(&["T *const (*x)(int);", "T *const (*x[2])(void);", "f(T *const);"]);
}

#[test]
fn values() {
    check_values(&[
        "a + b * c - d << 2 & ~e | f ^ g && h || i == j != k < l >= m / n % o",
        "-a + !b - ~c",
        "a - -1",
        "a -1",
        "a-1",
        "- 1",
        "-a++",
        "!a[1].b->c(d, e)++",
        "++*a",
        "*++a",
        "&a[1]",
        "*a++",
        "a ? b : c ? d : e",
        "a ? : b",
        "a ? b, c : d",
        "a = b = c",
        "a + b = c",
        "*a = b",
        "*(T *)a = b",
        "(T)a = b",
        "(a, b)",
        "({ a; b; })",
        "f()",
        "f(a, { b; })",
        "va_arg(a, int)",
        "a->int",
        "sizeof(a)",
        "sizeof a + 1",
        "sizeof(a) - 1",
        "sizeof(a)-1",
        "sizeof(int)",
        "sizeof(int) -1",
        "sizeof(struct s) * 2",
        "sizeof(a[1])",
        "sizeof(*a)",
        "sizeof(a->b) / sizeof(a->b[0])",
        "sizeof(T *)",
        "sizeof a->b",
        "_Generic(a, T: b, int *: c, default: d)",
        "offsetof(struct s, a)",
        "_Alignof(int)",
        "__extension__ ({ a; })",
    ]);
}

#[test]
fn literals() {
    check_values(&[
        "1",
        "0x1F",
        "1.5e-3f",
        ".5",
        "1ULL",
        "'a'",
        "'\\n'",
        "'\\0'",
        "L'a'",
        "'\\x41'",
        "'\\''",
        "\"a\"",
        "\"\"",
        "\"a\\n%d\\\\\\\"\"",
        "\"a\" \"b\"",
        "\"a\" B \"c\"",
        "A \"b\"",
        "L\"a\"",
        "\"//\"",
        "\"/*\"",
        "\"\\n//\"",
        "true",
        "NULL",
        "nullptr",
        "FALSE",
    ]);
}

#[test]
fn parentheses_that_may_be_casts() {
    check_values(&[
        "(int)a",
        "(T)a",
        "(T *)a",
        "(struct s *)f(a)",
        "(unsigned long)a + b",
        "(T)(U)a",
        "(T)(U *)(a)",
        "(void *)-1",
        "(int (*)(int))a",
        "(T){ 1 }",
        "(struct s){ .a = 1 }.a",
        "(T[]){ 1, 2 }",
        "(a)(b)",
        "(a)(b)(c)",
        "(a)(b)->c",
        "(a) - b",
        "(a) * b + c",
        "(a) & b",
        "(a)->b",
        "(a)++",
        "(a)[1]",
        "(a) ? b : c",
        "(a) - b * c",
        "(a) & b == c",
        "(a) && b == c",
        "(a) && b || c",
        "y + (a) - b",
        "y * (a) - b * c",
        "y == (a) & b + c",
        "y + (a) - b * c",
        "f(y) + (a) - b * c",
        "!(a) & b == c",
        "y < (a) - b * c",
        "(f(a)) - 1",
        "(a[1]) - 1",
        "(T)(a) - b",
        "(int)(a)(b)",
    ]);
    check_left(&[
        "x = (a[1]) - (T)(a *const) -1;",
        "x = (a[1]) & \"b\" C <= d;",
        "x = (f((a))) - 1;",
        "x = (f((s)))(y);",
        "x = (a((b[1])))(c);",
        "x = (T(({ a++; }))) - 1;",
        "x = (T)(a *const)(b);",
        "x = (f()) - 1;",
        "x = (a * (b)) - c;",
        "x = sizeof(f());",
        "x = (a) -1;",
    ]);
}

#[test]
fn what_is_no_plain_c_is_left() {
    check_left(&[
        "/* a */",
        "// a",
        "#define a",
        "a b",
        "\"a",
        "f(",
        "x = 08x;",
        "'ab';",
        "\u{e9};",
        "if (a) else b;",
        "}",
    ]);
    assert!(!is_taken(b"int f(a) int a; { }"));
    assert!(!is_taken(b""));
    assert!(!is_taken(b"int f(void) { } }"));
}

#[test]
fn depth_is_limited() {
    for (open, close, n, is_fine) in [("(", ")", 100, true), ("(", ")", 100_000, false), ("!", "", 100_000, false)] {
        let text = format!("int f() {{ x = {}a{}; }}", open.repeat(n), close.repeat(n));
        assert_eq!(parse(text.as_bytes(), LIMIT).is_some(), is_fine, "{n} times {open}");
    }
    assert!(is_taken(format!("int f() {{ {} ; }}", "if (a) b; else ".repeat(2000)).as_bytes()));
    assert!(!is_taken(format!("int f() {{ x = a{}; }}", " + a".repeat(600)).as_bytes()));
    assert!(!is_taken(format!("int f() {{ {} }}", "{".repeat(1000) + &"}".repeat(1000)).as_bytes()));
}

/// The C files below `testdata`, each with its comments and directives blanked as they are for the parser.
fn fixtures() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    let is_c = |path: &Path| path.extension().is_some_and(|extension| extension == "c");
    let texts = files.filter(|file| is_c(file.path())).map(|file| std::fs::read(file.path()).unwrap());
    texts.map(|text| blanked(&text)).collect()
}

fn blanked(text: &[u8]) -> Vec<u8> {
    let lexed = crate::frontend::c::text::lex(text);
    let mut blanked = text.to_vec();
    for span in lexed.comments.iter().chain(lexed.directives.iter().map(|directive| &directive.span)) {
        blanked[span.range()].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    blanked
}

/// Each function of a text, told by its braces.
fn functions(text: &[u8]) -> Vec<&[u8]> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 && *byte == b'}' {
            // What a structure ends with begins nothing.
            let piece = &text[start..=at];
            let blanks = piece.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b';').count();
            found.push(&piece[blanks..]);
            start = at + 1;
        }
    }
    found
}

#[test]
fn fixtures_have_the_same_trees() {
    let texts = fixtures();
    let functions: Vec<&[u8]> = texts.iter().flat_map(|text| functions(text)).collect();
    let clean: Vec<&&[u8]> = functions.iter().filter(|text| expected(text).is_some()).collect();
    let n_taken = functions.iter().filter(|text| is_taken(text)).count();
    for text in &texts {
        is_taken(text);
    }
    assert!(functions.len() > 100, "{} functions", functions.len());
    assert!(n_taken * 100 >= clean.len() * 95, "{n_taken} of {} clean functions are taken", clean.len());
}
