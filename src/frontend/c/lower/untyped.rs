//! Functions whose head names no return type, as in `main(argc, argv) int argc; char **argv; {`.
//!
//! The grammar takes such a head for a macro call, so the `int` that the standard used to imply is written before it.

use crate::frontend::c::{Comment, Prepared};

const IMPLIED: &str = "int ";

/// The same function with `int` before it, if its head has no type.
pub(super) fn with_type(prepared: &Prepared) -> Option<Prepared> {
    if !has_untyped_head(&prepared.text) {
        return None;
    }
    let by = IMPLIED.len();
    let comments = prepared.comments.iter().map(|comment| Comment { at: comment.at + by, ..comment.clone() });
    Some(Prepared {
        text: [IMPLIED.as_bytes(), &prepared.text].concat(),
        map: prepared.map.moved(by),
        comments: comments.collect(),
        ..prepared.clone()
    })
}

/// Whether `text` begins like `static f(a) int a; {` or `main() {`. A macro around the name, as in `TEST(name) {`, and a
/// macro around the type, as in `API(int) f(void) {`, are no untyped heads.
fn has_untyped_head(text: &[u8]) -> bool {
    let find = |from: usize, wanted: &dyn Fn(u8) -> bool| (from..text.len()).find(|&at| wanted(text[at]));
    let Some(open) = find(0, &|byte| !is_word(byte) && !byte.is_ascii_whitespace()) else { return false };
    let head = std::str::from_utf8(&text[..open]).unwrap_or("");
    let mut words = head.split_ascii_whitespace().filter(|word| !matches!(*word, "static" | "extern" | "inline"));
    if text[open] != b'(' || words.next().is_none() || words.next().is_some() {
        return false;
    }
    let Some(close) = find(open + 1, &|byte| matches!(byte, b'(' | b')' | b'{')) else { return false };
    let Some(body) = find(close, &|byte| byte == b'{').filter(|_| text[close] == b')') else { return false };
    let params = text[open + 1..close].trim_ascii();
    let between = text[close + 1..body].trim_ascii();
    let is_one_name = !params.is_empty() && params.iter().all(|byte| is_word(*byte));
    if between.is_empty() { !is_one_name } else { between.ends_with(b";") }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::has_untyped_head;

    #[test]
    fn untyped_heads() {
        for text in ["main() {}", "f(x) int x; {}", "static f(a, b) char *a, *b;\n{}", "f(int x) {}"] {
            assert!(has_untyped_head(text.as_bytes()), "{text}");
        }
        for text in
            ["int f() {}", "API(int) f(void) {}", "TEST(x) {}", "int f(x) int x; {}", "f(", "f(x)", "", "f((x)) {}"]
        {
            assert!(!has_untyped_head(text.as_bytes()), "{text}");
        }
    }
}
