//! A look at the bytes, before anything is parsed: which words are there, where comments are, and how deep it nests.

use crate::source::Span;

/// How deep brackets may nest: the parser and everything behind it is recursive.
const MAX_DEPTH: u32 = 256;

/// How many operators and dots may follow each other without a bracket, comma or semicolon between them.
const MAX_CHAIN: u32 = 2_000;

/// How many `else` may follow each other in one chain.
const MAX_ELSE: u32 = 500;

/// What the bytes tell.
#[derive(Debug, Default)]
pub struct Scan {
    /// Offsets of words that were asked for, in order.
    pub words: Vec<u32>,
    /// The comments, in order.
    pub comments: Vec<Span>,
    /// Why the text is not to be parsed.
    pub refused: Option<&'static str>,
}

/// Goes through `text` once. `is_wanted` is asked for each word outside comments
/// and strings, with its offset.
pub fn scan(text: &[u8], is_wanted: &mut dyn FnMut(u32, &[u8]) -> bool) -> Scan {
    let mut scanner = Scanner { text, found: Scan::default(), depth: 0, chain: 0, elses: 0 };
    let mut at = 0;
    while at < text.len() {
        at = scanner.step(at, is_wanted);
    }
    scanner.found
}

struct Scanner<'t> {
    text: &'t [u8],
    found: Scan,
    depth: u32,
    chain: u32,
    elses: u32,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(0)
    }

    /// Passes one token or blank; returns where the next one begins.
    fn step(&mut self, at: usize, is_wanted: &mut dyn FnMut(u32, &[u8]) -> bool) -> usize {
        let byte = self.text[at];
        match byte {
            b'/' if matches!(self.byte(at + 1), b'/' | b'*') => {
                let end = comment_end(self.text, at);
                self.found.comments.push(Span::new(at, end));
                end
            }
            b'"' => string_end(self.text, at + 1),
            b'\'' => self.quote_end(at),
            _ if is_word(byte) => self.word(at, is_wanted),
            b'(' | b'[' | b'{' => {
                self.depth += 1;
                self.chain = 0;
                self.limit(self.depth > MAX_DEPTH, "brackets nest too deep");
                at + 1
            }
            b')' | b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                at + 1
            }
            b';' | b',' => {
                self.chain = 0;
                self.elses = if byte == b';' { 0 } else { self.elses };
                at + 1
            }
            _ if byte.is_ascii_punctuation() => {
                self.chain += 1;
                self.limit(self.chain > MAX_CHAIN, "an expression is too long");
                at + 1
            }
            _ => at + 1,
        }
    }

    fn limit(&mut self, is_over: bool, what: &'static str) {
        if is_over {
            self.found.refused = Some(what);
        }
    }

    fn word(&mut self, at: usize, is_wanted: &mut dyn FnMut(u32, &[u8]) -> bool) -> usize {
        let len = self.text[at..].iter().position(|byte| !is_word(*byte)).unwrap_or(self.text.len() - at);
        let end = at + len;
        let word = &self.text[at..end];
        match (word, self.byte(end)) {
            (b"r" | b"br" | b"cr", b'"' | b'#') => {
                if let Some(end) = raw_string_end(self.text, end) {
                    return end;
                }
            }
            (b"b" | b"c", b'"') => return string_end(self.text, end + 1),
            (b"else", _) => {
                self.elses += 1;
                self.limit(self.elses > MAX_ELSE, "a chain of `else` is too long");
            }
            (b"fn", _) => self.elses = 0,
            _ if is_wanted(at as u32, word) => self.found.words.push(at as u32),
            _ => {}
        }
        end
    }

    /// Behind a character, or behind the quote of a lifetime.
    fn quote_end(&self, at: usize) -> usize {
        if self.byte(at + 1) == b'\\' {
            let rest = self.text.get(at + 3..).unwrap_or_default();
            return rest.iter().take(12).position(|byte| *byte == b'\'').map_or(at + 2, |len| at + 4 + len);
        }
        let rest = self.text.get(at + 2..).unwrap_or_default();
        // A character has up to four bytes.
        match rest.iter().take(4).position(|byte| *byte == b'\'') {
            Some(len) if len == 0 || !self.byte(at + 1).is_ascii() => at + 3 + len,
            _ => at + 1,
        }
    }
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn comment_end(text: &[u8], at: usize) -> usize {
    if text[at + 1] == b'/' {
        return memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |len| at + len);
    }
    let (mut depth, mut at) = (1, at + 2);
    while depth > 0 {
        let Some(len) = memchr::memchr2(b'/', b'*', text.get(at..).unwrap_or_default()) else { return text.len() };
        at += len;
        match (text[at], text.get(at + 1)) {
            (b'/', Some(b'*')) => (depth, at) = (depth + 1, at + 2),
            (b'*', Some(b'/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    at
}

fn string_end(text: &[u8], mut at: usize) -> usize {
    while let Some(len) = memchr::memchr2(b'"', b'\\', text.get(at..).unwrap_or_default()) {
        at += len;
        if text[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    text.len()
}

/// From the first `#` or quote behind `r`; `None` if it is no string but `r#name`.
fn raw_string_end(text: &[u8], at: usize) -> Option<usize> {
    let hashes = text[at..].iter().take_while(|byte| **byte == b'#').count();
    let mut from = at + hashes;
    if text.get(from) != Some(&b'"') {
        return None;
    }
    from += 1;
    loop {
        let Some(len) = memchr::memchr(b'"', text.get(from..).unwrap_or_default()) else { return Some(text.len()) };
        from += len + 1;
        let rest = text.get(from..from + hashes).unwrap_or_default();
        if rest.len() == hashes && rest.iter().all(|byte| *byte == b'#') {
            return Some(from + hashes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<u32> {
        scan(text.as_bytes(), &mut |_, word| word == b"accept").words
    }

    #[test]
    fn words_in_strings_and_comments_do_not_count() {
        assert_eq!(words("accept"), [0]);
        assert_eq!(words("// accept\n/* accept /* */ accept */ \"accept\" r#\"\" accept\"# accept"), [59]);
        assert_eq!(words("fn f<'a>(x: &'a str) { '\"'; '\\''; accept }"), [34]);
        assert_eq!(words("r#accept b\"accept\" c\"accept"), [2]);
    }

    #[test]
    fn what_nests_too_deep_is_refused() {
        let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
        assert!(scan(deep.as_bytes(), &mut |_, _| false).refused.is_some());
        let long = "!".repeat(5000);
        assert!(scan(long.as_bytes(), &mut |_, _| false).refused.is_some());
        assert!(scan("if a {} else ".repeat(5000).as_bytes(), &mut |_, _| false).refused.is_some());
        assert_eq!(scan("f(a, b); ".repeat(5000).as_bytes(), &mut |_, _| false).refused, None);
    }
}
