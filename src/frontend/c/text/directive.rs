//! Preprocessor directives.

use super::lex::{Kind, Token, comment_len, lex, quoted_len};
use crate::source::Span;

/// What a directive says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// `#if`, and `#ifdef`, `#ifndef` rewritten to it.
    If,
    /// `#elif` and its kin.
    Elif,
    /// `#else`
    Else,
    /// `#endif`
    Endif,
    /// `#define`
    Define,
    /// `#undef`
    Undef,
    /// `#include "name"`, or `#include <name>` where it is not quoted.
    Include {
        /// The name.
        name: String,
        /// Whether it stands in quotes.
        is_quoted: bool,
    },
    /// `#error`
    Error,
    /// Anything else.
    Other,
}

/// One directive.
#[derive(Clone, Debug)]
pub struct Directive {
    /// From the `#` to the end of its logical line.
    pub span: Span,
    /// How many tokens of the text stand before it.
    pub at: usize,
    /// What it says.
    pub word: Word,
    /// What follows the word: comments and line joints blanked. `#ifdef X` has `defined X`.
    pub rest: Vec<u8>,
    tokens: Vec<Token>,
}

impl Directive {
    /// The tokens of [`Directive::rest`].
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The first identifier behind the word: the defined or undefined name.
    pub fn name(&self) -> Option<String> {
        self.tokens().first().filter(|token| token.kind == Kind::Ident).map(|token| token.text(&self.rest).to_owned())
    }
}

/// Reads the directive in `span`.
pub(super) fn parse(text: &[u8], span: Span, at: usize) -> Directive {
    let line = logical_line(&text[span.range()]);
    let after_hash = skip_blanks(&line[1..]);
    let length = after_hash.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (word, rest) = after_hash.split_at(length);
    let prefixed = |prefix: &[u8]| [prefix, rest].concat();
    let (word, rest) = match word {
        b"if" => (Word::If, rest.to_vec()),
        b"ifdef" => (Word::If, prefixed(b"defined ")),
        b"ifndef" => (Word::If, prefixed(b"!defined ")),
        b"elif" => (Word::Elif, rest.to_vec()),
        b"elifdef" => (Word::Elif, prefixed(b"defined ")),
        b"elifndef" => (Word::Elif, prefixed(b"!defined ")),
        b"else" => (Word::Else, Vec::new()),
        b"endif" => (Word::Endif, Vec::new()),
        b"define" => (Word::Define, skip_blanks(rest).to_vec()),
        b"undef" => (Word::Undef, skip_blanks(rest).to_vec()),
        b"include" => (include(rest).unwrap_or(Word::Other), Vec::new()),
        b"error" => (Word::Error, Vec::new()),
        _ => (Word::Other, Vec::new()),
    };
    let tokens = if rest.is_empty() { Vec::new() } else { lex(&rest).tokens };
    Directive { span, at, word, rest, tokens }
}

fn skip_blanks(text: &[u8]) -> &[u8] {
    let blanks = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    &text[blanks..]
}

fn include(rest: &[u8]) -> Option<Word> {
    let (&open, inner) = skip_blanks(rest).split_first()?;
    let close = if open == b'<' { b'>' } else { open };
    let end = memchr::memchr(close, inner).filter(|_| matches!(open, b'"' | b'<'))?;
    Some(Word::Include { name: String::from_utf8_lossy(&inner[..end]).into_owned(), is_quoted: open == b'"' })
}

/// The directive on one line: comments and joints become blanks.
fn logical_line(text: &[u8]) -> Vec<u8> {
    let mut line = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if byte == b'"' {
            let length = quoted_len(&text[at..]).max(1);
            line.extend(&text[at..at + length]);
            at += length;
            continue;
        }
        let skipped = match byte {
            b'/' => comment_len(&text[at..]),
            b'\\' | b'\n' => {
                let rest = &text[at + 1..];
                let is_joint = byte == b'\n' || skip_spaces(rest).first() == Some(&b'\n');
                is_joint.then_some(1)
            }
            _ => None,
        };
        line.push(if skipped.is_some() { b' ' } else { byte });
        at += skipped.unwrap_or(1);
    }
    line
}

fn skip_spaces(text: &[u8]) -> &[u8] {
    let blanks = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    &text[blanks..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_rests() {
        let text =
            b"# ifdef X // why\n#define A(b) \\\n  b /* c */ + 1\n#include \"x/y.h\"\n#define U \"http://x\" // c\n";
        let found: Vec<_> =
            lex(text).directives.into_iter().map(|d| (d.word, String::from_utf8(d.rest).unwrap())).collect();
        assert_eq!(found[0].0, Word::If);
        assert_eq!(found[0].1.trim(), "defined  X");
        assert_eq!(found[1].1.split_whitespace().collect::<Vec<_>>(), ["A(b)", "b", "+", "1"]);
        assert_eq!(found[3].1.trim(), "U \"http://x\"");
        assert_eq!(found[2].0, Word::Include { name: "x/y.h".to_owned(), is_quoted: true });
    }
}
