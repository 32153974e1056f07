//! Where a function begins and ends, by its braces: for C++ and Rust, where functions stand inside of classes and modules.

use super::body::has_word;
use crate::source::Span;

/// Words that begin what holds functions.
const CONTAINERS: [&str; 9] = ["namespace", "class", "struct", "union", "enum", "extern", "impl", "mod", "trait"];

/// Words that may stand before them.
const BEFORE: [&str; 9] = ["template", "typedef", "static", "inline", "export", "pub", "unsafe", "public", "private"];

/// The function around a place, its head included; `None` where braces do not match. `plain` is the file with nothing but
/// code in it.
pub fn around(plain: &[u8], at: usize) -> Option<Span> {
    let open = open_braces(plain, 0, at)?.into_iter().find(|open| !is_container(head(plain, *open)))?;
    let end = closing_brace(plain, open)?;
    let start = open - head(plain, open).len();
    Some(Span::new(start, end))
}

/// The heads of the blocks that are open at a place, the outermost first: what stands between the statement before a block
/// and its brace.
pub fn heads(plain: &[u8], span: Span, at: u32) -> Vec<&str> {
    let open = open_braces(plain, span.start as usize, at as usize).unwrap_or_default();
    open.into_iter().map(|open| head(plain, open).trim()).collect()
}

fn open_braces(plain: &[u8], from: usize, at: usize) -> Option<Vec<usize>> {
    let mut open = Vec::new();
    for (offset, byte) in plain.get(from..at)?.iter().enumerate() {
        match byte {
            b'{' => open.push(from + offset),
            b'}' => _ = open.pop()?,
            _ => {}
        }
    }
    Some(open)
}

fn closing_brace(plain: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, byte) in plain[open..].iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return Some(open + offset);
        }
    }
    None
}

/// What stands before a brace, from the statement or block before it on.
fn head(plain: &[u8], open: usize) -> &str {
    let start = plain[..open].iter().rposition(|byte| matches!(byte, b';' | b'{' | b'}')).map_or(0, |at| at + 1);
    std::str::from_utf8(&plain[start..open]).unwrap_or_default()
}

fn is_container(head: &str) -> bool {
    let lines: Vec<&str> = head.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    let head = without_angles(&lines.join("\n"));
    let mut words = head.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let first = words.find(|word| !BEFORE.contains(word)).unwrap_or_default();
    let is_aggregate = matches!(first, "struct" | "class" | "union" | "enum" | "extern");
    CONTAINERS.contains(&first) && !has_word(&head, "fn") && !(is_aggregate && head.contains('('))
}

/// Without what templates and generics are given.
fn without_angles(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_mark(text: &str) -> Option<&str> {
        let at = text.find("HERE").unwrap();
        around(text.as_bytes(), at).map(|span| text[span.range()].trim())
    }

    #[test]
    fn functions_are_found_inside_of_what_holds_them() {
        for (text, function) in [
            ("int a;\nint f() { if (x) { HERE } }\nint g() {}", "int f() { if (x) { HERE }"),
            (
                "namespace n {\nclass A : public B<C> {\n  int g() {}\n  int f() const { HERE }\n};\n}",
                "int f() const { HERE",
            ),
            ("template <class T> struct S { S() : a{1}, b(2) { HERE } };", ", b(2) { HERE"),
            ("#include <a>\nstruct A {\n#if B\nint f() { HERE }\n#endif\n};", "#if B\nint f() { HERE"),
            ("struct foo *f(void) { HERE }", "struct foo *f(void) { HERE"),
            (
                "impl<T> A for B {\n    pub unsafe fn f(self) -> impl C { HERE }\n}",
                "pub unsafe fn f(self) -> impl C { HERE",
            ),
            ("mod m { fn g() {} async fn f() { unsafe { HERE } } }", "async fn f() { unsafe { HERE }"),
        ] {
            assert_eq!(at_mark(text), Some(function), "{text}");
        }
        for text in ["} HERE {", "struct A { int HERE; };", "int f() { HERE"] {
            assert_eq!(at_mark(text), None, "{text}");
        }
    }

    #[test]
    fn open_blocks_have_heads() {
        let text = "fn f() { if a { } unsafe { match b { HERE } } }";
        let at = text.find("HERE").unwrap() as u32;
        assert_eq!(heads(text.as_bytes(), Span::new(0, text.len()), at), ["fn f()", "unsafe", "match b"]);
    }
}
