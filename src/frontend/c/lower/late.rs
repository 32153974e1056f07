//! Attributes behind a declarator, as in `int fd __attribute__((cleanup(close_fd))) = open_it();`.
//!
//! The grammar has no place for them, and what its recovery makes of them depends on what stands around. So they are
//! blanked before parsing, and the one thing they say that matters here is kept aside.

use crate::ir::Name;
use memchr::memmem;

/// A text before any repair, its late attributes blanked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unrepaired {
    /// The text, as long as it was.
    pub text: Vec<u8>,
    /// Where each `cleanup` attribute stood and the function it names, in order.
    cleanups: Vec<(usize, Name)>,
}

impl Unrepaired {
    /// Blanks the attributes in `text` that stand before `=`, `,`, `;` or another such attribute.
    pub(super) fn new(text: &[u8]) -> Unrepaired {
        let mut text = text.to_vec();
        close_gaps(&mut text);
        let cleanups = blank(&mut text);
        Unrepaired { text, cleanups }
    }

    /// The cleanup function of the declarator that ends at `end`: that of the attribute which followed with only blanks
    /// between, `text` being the text without it.
    pub(super) fn behind(&self, text: &[u8], end: usize) -> Option<&Name> {
        let next = self.cleanups.partition_point(|(at, _)| *at < end);
        let (at, function) = self.cleanups.get(next)?;
        text.get(end..*at)?.iter().all(u8::is_ascii_whitespace).then_some(function)
    }
}

fn blank(text: &mut [u8]) -> Vec<(usize, Name)> {
    let mut cleanups = Vec::new();
    // Backwards, so that the one behind is blank when it is asked what follows.
    let mut all: Vec<_> = memmem::find_iter(text, "__attribute").chain(memmem::find_iter(text, "[[")).collect();
    all.sort_unstable();
    for start in all.into_iter().rev() {
        let Some(end) = attribute_end(text, start) else { continue };
        let next = text[end..].iter().find(|byte| !byte.is_ascii_whitespace());
        if !matches!(next, Some(b'=' | b',' | b';')) {
            continue;
        }
        let attribute = std::str::from_utf8(&text[start..end]).unwrap_or("");
        cleanups.extend(cleanup_function(attribute).map(|function| (start, function)));
        for byte in text[start..end].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    cleanups.reverse();
    cleanups
}

/// Tokens that a macro gave stand apart, `[ [ gnu :: cleanup(f) ] ]`, which the grammar does not take for an attribute.
fn close_gaps(text: &mut [u8]) {
    let starts: Vec<_> = memmem::find_iter(text, "[ [").collect();
    for start in starts {
        text[start..start + 3].copy_from_slice(b" [[");
        let Some(end) = memmem::find(&text[start..], b"] ]").map(|at| start + at) else { continue };
        if in_brackets(text, start + 1).is_none() && !text[start..end].contains(&b';') {
            text[end..end + 3].copy_from_slice(b"]] ");
        }
        while let Some(at) = memmem::find(&text[start..end], b": :") {
            text[start + at..start + at + 3].copy_from_slice(b" ::");
        }
    }
}

/// What stands between `[[` at `start` and the next `]]`, if no statement ends between.
fn in_brackets(text: &[u8], start: usize) -> Option<std::ops::Range<usize>> {
    let end = start + memmem::find(&text[start..], b"]]")?;
    let is_plain = |byte: &u8| !matches!(byte, b';' | b'{' | b'}');
    text[start..end].iter().all(is_plain).then_some(start + 2..end)
}

/// Where the attribute that begins at `start` ends, if it is one.
fn attribute_end(text: &[u8], start: usize) -> Option<usize> {
    if text[start..].starts_with(b"[[") {
        return in_brackets(text, start).map(|inside| inside.end + 2);
    }
    let word = text[start..].iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
    if !matches!(&text[start..start + word], b"__attribute__" | b"__attribute") {
        return None;
    }
    let mut depth = 0;
    let mut quoted = false;
    for (at, byte) in text.iter().enumerate().skip(start + word) {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' if depth > 1 => depth -= 1,
            b'{' | b'}' | b';' => return None,
            _ if depth == 0 && !byte.is_ascii_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// The argument of `cleanup(...)` or `__cleanup__(...)` in an attribute's text.
pub(super) fn cleanup_function(attribute: &str) -> Option<Name> {
    let (_, after) = attribute.split_once("cleanup")?;
    let after = after.trim_start_matches('_').trim_start().strip_prefix('(')?;
    let (name, _) = after.split_once(')')?;
    Some(Name::new(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanked(text: &str) -> (String, Vec<String>) {
        let before = Unrepaired::new(text.as_bytes());
        let shown = before.cleanups.iter().map(|(at, name)| format!("{at} {name}")).collect();
        assert_eq!(before.text.len(), text.len());
        (String::from_utf8(before.text).unwrap().split_whitespace().collect::<Vec<_>>().join(" "), shown)
    }

    #[test]
    fn only_late_ones_go() {
        let text = "int x __attribute__((unused)) __attribute__ ((cleanup(f))) = 1, y __attribute((a(\");\")));";
        assert_eq!(blanked(text), ("int x = 1, y ;".to_owned(), vec!["30 f".to_owned()]));
        for kept in ["__attribute__((cleanup(f))) int x;", "int f(int x __attribute__((unused)))", "my__attribute__x;"]
        {
            assert_eq!(blanked(kept), (kept.to_owned(), vec![]));
        }
        assert_eq!(blanked("__attribute__((fallthrough));"), (";".to_owned(), vec![]));
        assert_eq!(blanked("int x [[gnu::cleanup(f)]] = 1;"), ("int x = 1;".to_owned(), vec!["6 f".to_owned()]));
        assert_eq!(blanked("[ [ gnu : : cleanup(f) ] ] int x;").0, "[[ gnu :: cleanup(f) ]] int x;");
    }

    #[test]
    fn broken_ones_stay() {
        for text in ["__attribute__((x", "__attribute__ = 3", "int x __attribute__((y; }", "__attribute__"] {
            assert_eq!(blanked(text), (text.to_owned(), vec![]));
        }
    }
}
