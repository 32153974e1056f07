//! Nesting far beyond what anybody writes: told or read, but never a crash.

use crate::sandbox::Sandbox;

const DEPTH: usize = 100_000;

/// A function that calls a socket function and holds `inside`.
fn function(inside: &str) -> String {
    format!("int f(int s, int x) {{\n    char b[1];\n    recv(s, b, 1, 0);\n{inside}\n    return 0;\n}}\n")
}

fn nested(open: &str, middle: &str, close: &str) -> String {
    format!("{}{middle}{}", open.repeat(DEPTH), close.repeat(DEPTH))
}

/// Checks the text beside a good file. Deep functions may be refused, but then that is told.
fn survives(text: String, must_say: &[&str]) {
    Sandbox::new().with("deep.c", text).check().says(must_say);
}

#[test]
fn parentheses() {
    survives(function(&format!("x = {};", nested("(", "x", ")"))), &["deep.c", "nested too deeply"]);
}

#[test]
fn blocks() {
    survives(function(&nested("{", "x = 1;", "}")), &["deep.c", "nested too deeply"]);
}

#[test]
fn initialisers_at_file_scope() {
    survives(format!("int a[] = {};\n{}", nested("{", "1", "}"), function("")), &[]);
}

#[test]
fn unclosed() {
    survives(function(&"(".repeat(DEPTH)), &[]);
    survives(function(&"if (x) {".repeat(DEPTH)), &[]);
}

#[test]
fn without_brackets() {
    survives(function(&format!("x = {}x;", "!".repeat(DEPTH))), &[]);
    survives(function(&format!("x = {}x;", "-".repeat(DEPTH))), &[]);
    survives(function(&format!("x = {}x;", "*".repeat(DEPTH))), &[]);
    survives(function(&format!("{} x = 1;", "if (x) ".repeat(DEPTH / 4))), &[]);
    survives(function(&format!("{} x = 1;", "if (x) x = 2; else ".repeat(DEPTH / 8))), &[]);
    survives(function(&format!("x = {} x;", "x ? x : ".repeat(DEPTH / 8))), &[]);
    survives(function(&format!("x = {} x;", "x + ".repeat(DEPTH / 4))), &[]);
    survives(function(&format!("x = {} x;", "x && ".repeat(DEPTH / 4))), &[]);
    survives(function(&format!("{} x;", "x = ".repeat(DEPTH / 4))), &[]);
    survives(function(&format!("{} x = 1;", "l: ".repeat(DEPTH / 4))), &[]);
    survives(function(&format!("x = y{};", "->z".repeat(DEPTH / 4))), &[]);
    survives(function(&format!("x = y{};", "[0]".repeat(DEPTH / 4))), &[]);
}

#[test]
fn conditional_lines() {
    survives(function(&nested("#if X\n", "x = 1;\n", "#endif\n")), &[]);
    survives(function(&"#if X\n".repeat(DEPTH)), &[]);
    survives(function(&"#endif\n".repeat(DEPTH)), &[]);
    survives(function(&format!("#if {} X\n#endif", "!".repeat(DEPTH))), &[]);
    survives(function(&format!("#if {}\n#endif", nested("(", "X", ")"))), &[]);
}

#[test]
fn macros() {
    let chain: String = (0..2000).map(|at| format!("#define M{at} M{}\n", at + 1)).collect();
    survives(format!("{chain}{}", function("x = M0;")), &[]);
    let doubling: String = (0..64).map(|at| format!("#define D{at}(x) D{0}(x) D{0}(x)\n", at + 1)).collect();
    survives(format!("{doubling}{}", function("D0(x);")), &[]);
    survives(format!("#define F(x) x\n{}", function(&format!("x = {};", nested("F(", "x", ")")))), &[]);
}
