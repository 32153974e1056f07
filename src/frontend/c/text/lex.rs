//! Tokens of a normalised text. The lexer is exact about comments, strings and directives and tolerant about the rest.

use super::directive::{Directive, parse};
use crate::source::Span;

/// Kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier or keyword.
    Ident,
    /// A preprocessing number.
    Number,
    /// A string literal.
    Str,
    /// A character literal.
    Char,
    /// An operator or separator, longest match.
    Punct,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its kind.
    pub kind: Kind,
    /// The first byte itself, by which most comparisons fail.
    pub first: u8,
}

impl Token {
    /// Its text.
    pub fn text<'t>(&self, text: &'t [u8]) -> &'t str {
        std::str::from_utf8(self.bytes(text)).unwrap_or("")
    }

    /// Its text as bytes.
    #[inline]
    pub fn bytes<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether it is the operator or separator `punct`.
    #[inline]
    pub fn is(&self, text: &[u8], punct: &str) -> bool {
        self.kind == Kind::Punct && self.reads(text, punct)
    }

    /// Whether it is spelled like this.
    #[inline]
    pub fn reads(&self, text: &[u8], spelling: &str) -> bool {
        spelling.as_bytes().first() == Some(&self.first)
            && (self.end - self.start) as usize == spelling.len()
            && (spelling.len() == 1 || self.bytes(text) == spelling.as_bytes())
    }

    /// The operator or separator that it is, if that takes one byte; else 0.
    #[inline]
    pub fn punct(&self) -> u8 {
        if self.kind == Kind::Punct && self.end - self.start == 1 { self.first } else { 0 }
    }
}

/// A text taken apart.
#[derive(Debug, Default)]
pub struct Lexed {
    /// Tokens outside directives and comments.
    pub tokens: Vec<Token>,
    /// Comments, outside directives.
    pub comments: Vec<Span>,
    /// Directives.
    pub directives: Vec<Directive>,
}

/// Takes a normalised text apart.
pub fn lex(text: &[u8]) -> Lexed {
    let mut lexer = Lexer { text, at: 0, out: Lexed::default() };
    // A token takes about five bytes.
    lexer.out.tokens.reserve(text.len() / 5);
    let mut at_line_start = true;
    while let Some(&byte) = text.get(lexer.at) {
        match byte {
            b'\n' => {
                at_line_start = true;
                lexer.at += 1;
            }
            b' ' | b'\t' => lexer.at += 1,
            b'\\' if lexer.splice() => {}
            b'#' if at_line_start => lexer.directive(),
            b'/' if lexer.comment() => {}
            _ => {
                at_line_start = false;
                lexer.token(byte);
            }
        }
    }
    lexer.out
}

struct Lexer<'t> {
    text: &'t [u8],
    at: usize,
    out: Lexed,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// A backslash before the end of a line, blanks allowed between.
    fn splice(&mut self) -> bool {
        match splice_len(&self.text[self.at..]) {
            Some(length) => {
                self.at += length;
                true
            }
            None => false,
        }
    }

    fn comment(&mut self) -> bool {
        let Some(length) = comment_len(&self.text[self.at..]) else { return false };
        self.out.comments.push(Span::new(self.at, self.at + length));
        self.at += length;
        true
    }

    fn directive(&mut self) {
        let length = directive_len(&self.text[self.at..]);
        let span = Span::new(self.at, self.at + length);
        let directive = parse(self.text, span, self.out.tokens.len());
        self.out.directives.push(directive);
        self.at += length;
    }

    fn token(&mut self, first: u8) {
        let rest = &self.text[self.at..];
        let (kind, length) = match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => {
                let length = word_len(rest);
                match rest.get(length) {
                    Some(b'"') if is_raw_prefix(&rest[..length]) => (Kind::Str, length + raw_len(&rest[length..])),
                    Some(&quote @ (b'"' | b'\'')) if is_prefix(&rest[..length]) => {
                        (if quote == b'"' { Kind::Str } else { Kind::Char }, length + quoted_len(&rest[length..]))
                    }
                    _ => (Kind::Ident, length),
                }
            }
            b'0'..=b'9' => (Kind::Number, number_len(rest)),
            b'.' if self.peek(1).is_ascii_digit() => (Kind::Number, number_len(rest)),
            b'"' => (Kind::Str, quoted_len(rest)),
            b'\'' => (Kind::Char, quoted_len(rest)),
            _ => (Kind::Punct, punct_len(rest)),
        };
        self.out.tokens.push(Token { start: self.at as u32, end: (self.at + length) as u32, kind, first });
        self.at += length;
    }
}

/// Prefixes of C++'s raw strings.
fn is_raw_prefix(word: &[u8]) -> bool {
    matches!(word, b"R" | b"LR" | b"uR" | b"UR" | b"u8R")
}

/// A raw string from its quote on, `"mark(...)mark"`; an unclosed one ends as any other.
fn raw_len(rest: &[u8]) -> usize {
    const LONGEST_MARK: usize = 16;
    let head = &rest[1..rest.len().min(LONGEST_MARK + 2)];
    let Some(open) = head.iter().position(|byte| *byte == b'(') else { return quoted_len(rest) };
    let end = [b")", &head[..open], b"\""].concat();
    memchr::memmem::find(&rest[open + 2..], &end).map_or_else(|| quoted_len(rest), |at| open + 2 + at + end.len())
}

fn is_prefix(word: &[u8]) -> bool {
    matches!(word, b"L" | b"u" | b"U" | b"u8")
}

/// Bytes of identifiers.
const IS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte == b'_' as usize || byte == b'$' as usize;
        byte += 1;
    }
    table
};

fn word_len(rest: &[u8]) -> usize {
    rest.iter().position(|byte| !IS_WORD[usize::from(*byte)]).unwrap_or(rest.len())
}

fn number_len(rest: &[u8]) -> usize {
    let mut length = 1;
    while let Some(&byte) = rest.get(length) {
        let is_sign = matches!(byte, b'+' | b'-') && matches!(rest[length - 1], b'e' | b'E' | b'p' | b'P');
        let is_hex_e = is_sign && rest.starts_with(b"0x") && matches!(rest[length - 1], b'e' | b'E');
        let is_separator = byte == b'\'' && rest.get(length + 1).is_some_and(u8::is_ascii_alphanumeric);
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || is_separator || is_sign && !is_hex_e) {
            break;
        }
        length += 1;
    }
    length
}

/// A literal up to its closing quote; an unclosed one ends at the end of its line.
pub(super) fn quoted_len(rest: &[u8]) -> usize {
    let quote = rest[0];
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\\' => at += splice_len(&rest[at..]).unwrap_or(2),
            b'\n' => return at,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

fn punct_len(rest: &[u8]) -> usize {
    let byte = |at: usize| rest.get(at).copied().unwrap_or(0);
    match (byte(0), byte(1)) {
        (b'.', b'.') if byte(2) == b'.' => 3,
        (b'<', b'<') | (b'>', b'>') if byte(2) == b'=' => 3,
        (b'-', b'>') | (b':', b':') => 2,
        (first @ (b'+' | b'-' | b'<' | b'>' | b'&' | b'|' | b'=' | b'#'), second) if first == second => 2,
        (b'<' | b'>' | b'!' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^', b'=') => 2,
        _ => 1,
    }
}

fn splice_len(rest: &[u8]) -> Option<usize> {
    let blanks = rest[1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    (rest.get(1 + blanks) == Some(&b'\n')).then_some(blanks + 2)
}

/// Length of the comment at the start of `rest`, if there is one.
pub(super) fn comment_len(rest: &[u8]) -> Option<usize> {
    match rest.get(1)? {
        b'*' => Some(memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4)),
        b'/' => {
            let mut at = 2;
            loop {
                match memchr::memchr2(b'\n', b'\\', &rest[at..]) {
                    None => return Some(rest.len()),
                    Some(next) if rest[at + next] == b'\n' => return Some(at + next),
                    Some(next) => at += next + splice_len(&rest[at + next..]).unwrap_or(1),
                }
            }
        }
        _ => None,
    }
}

/// Length of a directive's logical line, without its line feed.
fn directive_len(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\n' => return at,
            b'\\' => at += splice_len(&rest[at..]).unwrap_or(1),
            b'/' => match comment_len(&rest[at..]) {
                // A line comment ends the directive with its line.
                Some(length) => at += length,
                None => at += 1,
            },
            b'"' => at += quoted_len(&rest[at..]).max(1),
            _ => at += 1,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let text = text.as_bytes();
        lex(text).tokens.iter().map(|token| format!("{:?} {}", token.kind, token.text(text))).collect()
    }

    #[test]
    fn comments_strings_and_directives_are_exact() {
        let text = "a /* \" */ \"/*\" // x \\\n y\n#define X /* \n */ 1\nb->c 0x1e+2 1e+2 L'\\''";
        let want = [
            "Ident a",
            "Str \"/*\"",
            "Ident b",
            "Punct ->",
            "Ident c",
            "Number 0x1e",
            "Punct +",
            "Number 2",
            "Number 1e+2",
            "Char L'\\''",
        ];
        assert_eq!(shown(text), want);
        assert_eq!(lex(text.as_bytes()).comments.len(), 2);
    }

    #[test]
    fn raw_strings_and_digit_separators() {
        assert_eq!(shown("R\"x(a)\" \\)x\" b u8R\"(\n#c)\""), ["Str R\"x(a)\" \\)x\"", "Ident b", "Str u8R\"(\n#c)\""]);
        assert_eq!(shown("R\"abc\" 1'000 0'"), ["Str R\"abc\"", "Number 1'000", "Number 0", "Char '"]);
    }

    #[test]
    fn unclosed_things_end_somewhere() {
        assert_eq!(shown("\"abc\nd"), ["Str \"abc", "Ident d"]);
        assert_eq!(shown("x /* y"), ["Ident x"]);
    }
}
