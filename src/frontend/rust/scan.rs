//! A look at the bytes, before anything is parsed: which words are there, where comments are, and how deep it nests.

use super::super::c::key_hash;
use crate::source::Span;

/// How deep brackets may nest: the parser and everything behind it is recursive.
const MAX_DEPTH: usize = 256;

/// How many operators, dots and prefix keywords may follow each other in one statement, with those that it stands in:
/// each of them may be one level of an expression.
const MAX_CHAIN: u32 = 2_000;

/// How many `else` may follow each other in one chain.
const MAX_ELSE: u32 = 500;

/// What the bytes tell.
#[derive(Debug, Default)]
pub struct Scan {
    /// Offsets of words that were asked for, in order.
    pub words: Vec<u32>,
    /// Hashes of the names that look called, if they were asked for; a name may come more than once.
    pub calls: Vec<u32>,
    /// The same of those that look defined.
    pub definitions: Vec<u32>,
    /// Whether other languages may have to do with it: it says `extern` or `no_mangle`.
    pub is_foreign: bool,
    /// Types that have a `Drop` here.
    pub dropped: Vec<String>,
    /// The comments, in order.
    pub comments: Vec<Span>,
    /// Why the text is not to be parsed.
    pub refused: Option<&'static str>,
}

/// Goes through `text` once. `is_wanted` is asked for each word outside comments
/// and strings, with its offset.
pub fn scan(text: &[u8], is_wanted: &mut dyn FnMut(u32, &[u8]) -> bool) -> Scan {
    scan_for(text, false, is_wanted)
}

/// The same, with the names of functions if that `is_index`.
pub fn scan_for(text: &[u8], is_index: bool, is_wanted: &mut dyn FnMut(u32, &[u8]) -> bool) -> Scan {
    let (found, here) = (Scan::default(), Level::default());
    let mut scanner =
        Scanner { text, found, is_index, is_head: false, drop: 0, outer: Vec::new(), here, last: 0, elses: 0 };
    let mut at = 0;
    while at < text.len() {
        at = scanner.step(at, is_wanted);
    }
    scanner.found
}

/// What has been seen between two brackets.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// The links in front of the bracket.
    base: u32,
    /// Those, and the ones since the statement began.
    chain: u32,
    /// Those that no comma ends: open angles, and heads of closures.
    held: u32,
}

impl Level {
    /// A new statement, arm or argument begins.
    fn restart(&mut self, held: u32) {
        (self.chain, self.held) = (self.base + held, held);
    }
}

struct Scanner<'t> {
    text: &'t [u8],
    found: Scan,
    /// Whether names of functions are wanted.
    is_index: bool,
    /// Whether `fn` came last.
    is_head: bool,
    /// How much of `Drop for` came last.
    drop: u8,
    /// What is around the innermost bracket.
    outer: Vec<Level>,
    here: Level,
    /// The last byte of the token before.
    last: u8,
    elses: u32,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(0)
    }

    /// Passes one token or blank; returns where the next one begins.
    fn step(&mut self, at: usize, is_wanted: &mut dyn FnMut(u32, &[u8]) -> bool) -> usize {
        let byte = self.text[at];
        if byte.is_ascii_whitespace() {
            return at + 1;
        }
        if byte == b'/' && matches!(self.byte(at + 1), b'/' | b'*') {
            let end = comment_end(self.text, at);
            self.found.comments.push(Span::new(at, end));
            return end;
        }
        let end = match byte {
            b'"' => string_end(self.text, at + 1),
            b'\'' => self.quote_end(at),
            _ if is_word(byte) => self.word(at, is_wanted),
            _ => self.punctuation(at),
        };
        self.last = self.byte(end - 1);
        end
    }

    fn punctuation(&mut self, at: usize) -> usize {
        let byte = self.text[at];
        match byte {
            b'(' | b'[' | b'{' => self.open(byte),
            b')' | b']' | b'}' => self.here = self.outer.pop().unwrap_or_default(),
            b';' => {
                self.here.restart(0);
                self.elses = 0;
            }
            b',' => self.here.restart(self.here.held),
            b'#' if self.last == b'}' => self.here.restart(0),
            b'=' if self.byte(at + 1) == b'>' => {
                self.here.restart(0);
                return at + 2;
            }
            b':' | b'#' | b'$' | b'@' => {}
            _ if byte.is_ascii_punctuation() => self.operator(byte),
            _ => {}
        }
        at + 1
    }

    fn open(&mut self, byte: u8) {
        match byte {
            b'{' if self.last == b'}' => self.here.restart(0),
            b'(' | b'[' if matches!(self.last, b')' | b']' | b'}') => self.link(),
            _ => {}
        }
        self.outer.push(self.here);
        self.here = Level { base: self.here.chain, chain: self.here.chain, held: 0 };
        self.limit(self.outer.len() > MAX_DEPTH, "brackets nest too deep");
    }

    fn operator(&mut self, byte: u8) {
        let is_value = is_word(self.last) || matches!(self.last, b')' | b']' | b'}' | b'"' | b'\'' | b'?');
        match byte {
            b'<' => self.here.held += 1,
            b'>' if self.last != b'-' => self.here.held = self.here.held.saturating_sub(1),
            b'|' if !is_value => self.here.held += 1,
            _ => {}
        }
        self.link();
    }

    /// Counts what may be one more level of an expression or a type.
    fn link(&mut self) {
        self.here.chain += 1;
        self.limit(self.here.chain > MAX_CHAIN, "an expression is too long");
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
        if self.last == b'}' && !matches!(word, b"else" | b"as") {
            self.here.restart(0);
        }
        if is_prefix(word) {
            self.link();
        }
        if self.is_index {
            self.name(word, end);
        }
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

    /// Notes a word that is the name of a function, be it defined or called.
    fn name(&mut self, word: &[u8], end: usize) {
        self.found.is_foreign |= matches!(word, b"extern" | b"no_mangle");
        let is_head = std::mem::replace(&mut self.is_head, word == b"fn");
        if is_head || self.byte(end) == b'(' {
            let hashes = if is_head { &mut self.found.definitions } else { &mut self.found.calls };
            hashes.extend(std::str::from_utf8(word).map(key_hash));
        }
        self.drop = match (self.drop, word) {
            (_, b"Drop") => 1,
            (1, b"for") => 2,
            (2, _) => {
                self.found.dropped.extend(std::str::from_utf8(word).map(str::to_owned));
                0
            }
            _ => 0,
        };
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

/// Words that an expression, a pattern or a type may follow, and `as`, which follows one.
fn is_prefix(word: &[u8]) -> bool {
    matches!(
        word,
        b"as"
            | b"async"
            | b"become"
            | b"box"
            | b"break"
            | b"const"
            | b"dyn"
            | b"for"
            | b"if"
            | b"impl"
            | b"in"
            | b"let"
            | b"match"
            | b"move"
            | b"mut"
            | b"ref"
            | b"return"
            | b"static"
            | b"unsafe"
            | b"while"
            | b"yield"
    )
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
        let refused = |text: &str| scan(text.repeat(5000).as_bytes(), &mut |_, _| false).refused.is_some();
        for text in [
            "return ",
            ".g()",
            "[0]",
            "(0)",
            "+ h(1)",
            "as T ",
            "A<x, ",
            "|a, b| ",
            "if ",
            "?",
            "fn() -> ",
            "!{}",
            "A<fn() -> x, ",
        ] {
            assert!(refused(text), "{text}");
        }
        for text in [
            "f(!a, b); ",
            "f(!a, b), ",
            "fn f() -> A<B> { return 1 } ",
            "(A, B) => {} ",
            "&A | &B => return 1, ",
            "if !a {} ",
            "{ !a }",
            "#[a] impl A for B {} ",
            "a: Vec<u8>, ",
            "#[a] B(c, d), ",
            "m! { !a } ",
        ] {
            assert!(!refused(text), "{text}");
        }
        assert_eq!(scan("f(a, b); ".repeat(5000).as_bytes(), &mut |_, _| false).refused, None);
    }
}
