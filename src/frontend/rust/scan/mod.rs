//! A look at the bytes, before anything is parsed: which words are there, where comments are, and how deep it nests.

mod bodies;
mod ends;
mod keyword;
mod names;
mod words;

pub use bodies::{Around, Body};
pub use keyword::Keyword;
pub use words::scan_words;

use crate::source::Span;
use bodies::Bodies;
use ends::{comment_end, quote_end, raw_string_end, string_end, word_end};
use names::Names;
use rustc_hash::FxHashMap;

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
    /// The bodies of functions, in order, but those inside other ones.
    pub bodies: Vec<Body>,
    /// What they stand in, the outermost first, by where they begin.
    pub around: FxHashMap<u32, Vec<Around>>,
    /// Why the text is not to be parsed, whatever is left out of the bodies.
    pub refused: Option<&'static str>,
}

impl Scan {
    /// The words inside `span`.
    pub fn words_in(&self, span: Span) -> &[u32] {
        let at = |offset: u32| self.words.partition_point(|at| *at < offset);
        &self.words[at(span.start)..at(span.end)]
    }

    /// Whether there are words inside `span`.
    pub fn has_words_in(&self, span: Span) -> bool {
        !self.words_in(span).is_empty()
    }
}

/// Goes through `text` once. `is_wanted` is asked for each word outside comments
/// and strings, with its offset.
pub fn scan(text: &[u8], is_wanted: &mut impl FnMut(u32, &[u8]) -> bool) -> Scan {
    scan_for(text, false, is_wanted)
}

/// The same, with the names of functions if that `is_index`.
pub fn scan_for(text: &[u8], is_index: bool, is_wanted: &mut impl FnMut(u32, &[u8]) -> bool) -> Scan {
    let mut scanner = Scanner {
        text,
        found: Scan::default(),
        is_index,
        names: Names::new(),
        outer: Vec::new(),
        here: Level::default(),
        bodies: Bodies::default(),
        last: 0,
        elses: 0,
    };
    let mut at = 0;
    while at < text.len() {
        at = scanner.step(at, is_wanted);
    }
    let (bodies, refused) = scanner.bodies.finish();
    scanner.found.bodies = bodies;
    scanner.found.refused = scanner.found.refused.or(refused);
    scanner.found
}

/// What has been seen between two brackets.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// The bracket that closes it.
    closing: u8,
    /// The links in front of the bracket.
    base: u32,
    /// Those, and the ones since the statement began.
    chain: u32,
    /// Those that no comma ends: open angles, and heads of closures.
    held: u32,
    /// Where its bracket is.
    open: u32,
    /// Whether it is a block, behind which an item may begin.
    is_block: bool,
    /// Where the last item in it begins.
    item: u32,
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
    names: Names,
    /// What is around the innermost bracket.
    outer: Vec<Level>,
    here: Level,
    bodies: Bodies,
    /// The last byte of the token before.
    last: u8,
    elses: u32,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(0)
    }

    /// Passes one token or blank; returns where the next one begins.
    fn step(&mut self, at: usize, is_wanted: &mut impl FnMut(u32, &[u8]) -> bool) -> usize {
        let byte = self.text[at];
        if byte.is_ascii_whitespace() {
            let more = self.text[at + 1..].iter().take_while(|byte| **byte == b' ').count();
            return at + 1 + more;
        }
        if byte == b'/' && matches!(self.byte(at + 1), b'/' | b'*') {
            let end = comment_end(self.text, at);
            self.found.comments.push(Span::new(at, end));
            return end;
        }
        let end = match byte {
            b'"' => string_end(self.text, at + 1),
            b'\'' => quote_end(self.text, at),
            _ if is_word(byte) => self.word(at, is_wanted),
            _ => self.punctuation(at),
        };
        self.last = self.byte(end - 1);
        end
    }

    #[inline]
    fn punctuation(&mut self, at: usize) -> usize {
        let byte = self.text[at];
        match byte {
            b'(' | b'[' | b'{' => self.open(at, byte),
            b')' | b']' | b'}' => {
                let fits = self.here.closing == byte;
                let inner = std::mem::replace(&mut self.here, self.outer.pop().unwrap_or_default());
                if inner.is_block {
                    self.here.item = at as u32 + 1;
                }
                self.bodies.close(at as u32 + 1, self.outer.len(), fits);
            }
            b';' => {
                self.bodies.semicolon(self.outer.len());
                self.here.restart(0);
                self.here.item = at as u32 + 1;
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

    fn open(&mut self, at: usize, byte: u8) {
        match byte {
            b'{' if self.last == b'}' => self.here.restart(0),
            b'(' | b'[' if matches!(self.last, b')' | b']' | b'}') => self.link(),
            _ => {}
        }
        // `A<{ N }>` is no body.
        let is_block = byte == b'{' && !matches!(self.last, b'<' | b',' | b'=');
        let closing = match byte {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        };
        if is_block && self.bodies.brace(at as u32, self.outer.len(), self.here.item) {
            self.around(at as u32);
        }
        let (chain, at) = (self.here.chain, at as u32);
        self.outer.push(self.here);
        self.here = Level { closing, base: chain, chain, held: 0, open: at, is_block, item: at + 1 };
        self.limit(self.outer.len() > MAX_DEPTH, "brackets nest too deep");
    }

    /// Notes what the body that begins at `start` stands in.
    fn around(&mut self, start: u32) {
        let inner = self.outer.iter().skip(1).chain([&self.here]);
        let around = self.outer.iter().zip(inner).map(|(outer, it)| Around {
            start: outer.item,
            open: it.open,
            closing: it.closing,
        });
        if !self.outer.is_empty() {
            self.found.around.insert(start, around.collect());
        }
    }

    #[inline]
    fn operator(&mut self, byte: u8) {
        match byte {
            b'<' => self.here.held += 1,
            b'>' if self.last != b'-' => self.here.held = self.here.held.saturating_sub(1),
            b'|' if !self.is_behind_value() => self.here.held += 1,
            _ => {}
        }
        self.link();
    }

    fn is_behind_value(&self) -> bool {
        is_word(self.last) || matches!(self.last, b')' | b']' | b'}' | b'"' | b'\'' | b'?')
    }

    /// Counts what may be one more level of an expression or a type.
    #[inline]
    fn link(&mut self) {
        self.here.chain += 1;
        self.limit(self.here.chain > MAX_CHAIN, "an expression is too long");
    }

    #[inline]
    fn limit(&mut self, is_over: bool, what: &'static str) {
        if is_over && !self.bodies.refuse(what) {
            self.found.refused = Some(what);
        }
    }

    fn word(&mut self, at: usize, is_wanted: &mut impl FnMut(u32, &[u8]) -> bool) -> usize {
        let end = word_end(self.text, at);
        let word = &self.text[at..end];
        let keyword = Keyword::of(word);
        self.chain(keyword);
        let is_called = self.byte(end) == b'(';
        // Most words are no names of functions, and change nothing.
        let is_plain = keyword == Keyword::None && !is_called && self.names.is_idle();
        let is_head = self.is_index && !is_plain && self.names.pass(word, keyword, is_called, &mut self.found);
        match (keyword, self.byte(end)) {
            (Keyword::Raw, b'"' | b'#') => {
                if let Some(end) = raw_string_end(self.text, end) {
                    return end;
                }
            }
            (Keyword::Bytes, b'"') => return string_end(self.text, end + 1),
            (Keyword::Else, _) => {
                self.elses += 1;
                self.limit(self.elses > MAX_ELSE, "a chain of `else` is too long");
            }
            (Keyword::Fn, _) => self.elses = 0,
            _ => {
                if keyword == Keyword::Test {
                    self.test(at);
                }
                // `fn(T)` is a type.
                if is_head && self.last == b'n' {
                    self.bodies.name(at as u32, self.outer.len());
                }
                if is_wanted(at as u32, word) {
                    self.found.words.push(at as u32);
                }
            }
        }
        end
    }

    /// A word goes on with an expression, or begins something new.
    #[inline]
    fn chain(&mut self, keyword: Keyword) {
        if self.last == b'}' && !matches!(keyword, Keyword::Else | Keyword::As) {
            self.here.restart(0);
        }
        if keyword.is_prefix() {
            self.link();
        }
    }

    /// The word `test` at `at`: in the usual attribute it tells of what comes behind that.
    fn test(&mut self, at: usize) {
        let before = &self.text[..at];
        let around = match self.byte(at + b"test".len()) {
            b')' if before.ends_with(b"#[cfg(") => 2,
            b',' if before.ends_with(b"#[cfg(all(") => 3,
            _ => return,
        };
        self.bodies.test(self.outer.len().saturating_sub(around));
    }
}

/// Whether names and keywords are made of such bytes: letters, digits, underscores and all that is not ASCII.
#[inline]
pub(super) fn is_word(byte: u8) -> bool {
    static WORD: [bool; 256] = {
        let (mut table, mut byte) = ([false; 256], 0);
        while byte < 256 {
            table[byte] = is_of_word(byte as u8);
            byte += 1;
        }
        table
    };
    WORD[usize::from(byte)]
}

#[inline]
const fn is_of_word(byte: u8) -> bool {
    (byte | 0x20).is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'_') | !byte.is_ascii()
}

#[cfg(test)]
mod tests;
