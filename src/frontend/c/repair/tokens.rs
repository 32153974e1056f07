//! The tokens of a function's text, with their brackets paired.

use super::words;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word that is no keyword.
    Name,
    Keyword,
    Number,
    /// A string, with its prefix.
    Str,
    Char,
    Punct,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: u32,
    end: u32,
}

/// All tokens of a text. Tokens are named by their index; asking beyond the end gives nothing.
pub(super) struct Tokens<'t> {
    text: &'t str,
    all: Vec<Token>,
    /// Per token: the bracket that belongs to it, or [`NONE`].
    partners: Vec<u32>,
    is_cpp: bool,
}

const NONE: u32 = u32::MAX;

impl<'t> Tokens<'t> {
    /// The tokens of `text`, up to the first byte that is no text; C++ has more keywords than C.
    pub(super) fn new(text: &'t [u8], is_cpp: bool) -> Tokens<'t> {
        let text = match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or(""),
        };
        let bytes = text.as_bytes();
        let mut all = Vec::with_capacity(bytes.len() / 4);
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii_whitespace() || bytes[at] == b'\\' {
                at += 1;
                continue;
            }
            let (mut kind, end) = token(text, at);
            if is_cpp && kind == Kind::Name && words::is_cpp_keyword(&text[at..end]) {
                kind = Kind::Keyword;
            }
            all.push(Token { kind, start: at as u32, end: end as u32 });
            at = end;
        }
        let partners = partners(bytes, &all);
        Tokens { text, all, partners, is_cpp }
    }

    /// Whether the text is C++.
    pub(super) fn is_cpp(&self) -> bool {
        self.is_cpp
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn kind(&self, index: usize) -> Option<Kind> {
        self.all.get(index).map(|token| token.kind)
    }

    /// The token's source; empty beyond the end.
    pub(super) fn source(&self, index: usize) -> &'t str {
        let (start, end) = self.span(index);
        self.text.get(start..end).unwrap_or("")
    }

    /// Where the token starts and ends.
    pub(super) fn span(&self, index: usize) -> (usize, usize) {
        match self.all.get(index) {
            Some(token) => (token.start as usize, token.end as usize),
            None => (self.text.len(), self.text.len()),
        }
    }

    /// Whether the token is this keyword, identifier or operator.
    pub(super) fn is(&self, index: usize, source: &str) -> bool {
        let is_kind = matches!(self.kind(index), Some(Kind::Name | Kind::Keyword | Kind::Punct));
        is_kind && self.source(index) == source
    }

    /// Whether the token is one of these.
    pub(super) fn is_any(&self, index: usize, sources: &[&str]) -> bool {
        sources.iter().any(|source| self.is(index, source))
    }

    pub(super) fn is_word(&self, index: usize) -> bool {
        matches!(self.kind(index), Some(Kind::Name | Kind::Keyword))
    }

    /// Whether the token is a word that is no keyword.
    pub(super) fn is_name(&self, index: usize) -> bool {
        self.kind(index) == Some(Kind::Name)
    }

    /// The bracket that closes the one at `index`, or opens it.
    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        self.partners.get(index).filter(|partner| **partner != NONE).map(|partner| *partner as usize)
    }

    /// The closing parenthesis of the group that begins at `index`, if one does.
    pub(super) fn group(&self, index: usize) -> Option<usize> {
        if self.is(index, "(") { self.partner(index) } else { None }
    }

    /// The index behind the group that begins at `index`; `index` itself if none does.
    pub(super) fn behind_group(&self, index: usize) -> usize {
        self.group(index).map_or(index, |close| close + 1)
    }

    /// Whether a line ends between the two tokens.
    pub(super) fn is_line_end_between(&self, first: usize, second: usize) -> bool {
        let (start, end) = (self.span(first).1, self.span(second).0);
        self.text.get(start..end).is_some_and(|between| between.contains('\n'))
    }

    /// The index behind the token at `index`, or behind the bracket that closes it.
    pub(super) fn behind(&self, index: usize) -> usize {
        self.partner(index).filter(|&close| close > index).unwrap_or(index) + 1
    }

    /// The text's byte at `offset`.
    pub(super) fn byte(&self, offset: usize) -> Option<u8> {
        self.text.as_bytes().get(offset).copied()
    }
}

fn token(source: &str, at: usize) -> (Kind, usize) {
    let text = source.as_bytes();
    match text[at] {
        byte if is_word_byte(byte) && !byte.is_ascii_digit() => {
            let end = run(text, at, is_word_byte);
            match text.get(end) {
                Some(b'"') if is_prefix(&text[at..end]) => (Kind::Str, quoted(text, end)),
                Some(b'\'') if is_prefix(&text[at..end]) => (Kind::Char, quoted(text, end)),
                _ if words::is_keyword(&source[at..end]) => (Kind::Keyword, end),
                _ => (Kind::Name, end),
            }
        }
        b'"' => (Kind::Str, quoted(text, at)),
        b'\'' => (Kind::Char, quoted(text, at)),
        byte if byte.is_ascii_digit() || byte == b'.' && text.get(at + 1).is_some_and(u8::is_ascii_digit) => {
            (Kind::Number, number(text, at))
        }
        byte if byte.is_ascii_punctuation() => (Kind::Punct, at + operator(&text[at..])),
        // Something that C has no use for; all of it, so that no character is cut.
        _ => (Kind::Punct, run(text, at, |byte| !byte.is_ascii()).max(at + 1)),
    }
}

/// The length of the operator that `text` begins with.
fn operator(text: &[u8]) -> usize {
    let second = text.get(1).copied().unwrap_or(b' ');
    match (text[0], second) {
        (b'.', b'.') if text.get(2) == Some(&b'.') => 3,
        (b'<', b'<') | (b'>', b'>') if text.get(2) == Some(&b'=') => 3,
        (b'-', b'>') | (b'#', b'#') | (b':', b':') => 2,
        (b'+' | b'-' | b'<' | b'>' | b'&' | b'|', _) if text[0] == second => 2,
        (b'<' | b'>' | b'=' | b'!' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^', b'=') => 2,
        _ => 1,
    }
}

pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

fn is_prefix(word: &[u8]) -> bool {
    matches!(word, b"L" | b"u" | b"U" | b"u8")
}

fn run(text: &[u8], at: usize, wanted: fn(u8) -> bool) -> usize {
    at + text[at..].iter().take_while(|byte| wanted(**byte)).count()
}

fn number(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(&byte) = text.get(end) {
        let is_sign = matches!(byte, b'+' | b'-') && matches!(text[end - 1], b'e' | b'E' | b'p' | b'P');
        // `0x1E+2` is a sum, but nobody writes it without blanks.
        let is_separator = byte == b'\'' && text.get(end + 1).is_some_and(|byte| is_word_byte(*byte));
        if !(is_word_byte(byte) || byte == b'.' || is_separator || is_sign && end > at)
            || text[end..].starts_with(b"...")
        {
            break;
        }
        end += 1;
    }
    end.max(at + 1)
}

/// Behind the literal whose quote stands at `at`; at the end of the line if it is not closed there.
fn quoted(text: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(&byte) = text.get(end) {
        match byte {
            b'\\' => end += 2,
            b'\n' => return end,
            _ if byte == text[at] => return end + 1,
            _ => end += 1,
        }
    }
    text.len()
}

/// Pairs brackets. A brace closes parentheses that were left open; a lone closing bracket has no partner.
fn partners(text: &[u8], all: &[Token]) -> Vec<u32> {
    let mut partners = vec![NONE; all.len()];
    let mut open: Vec<(u32, u8)> = Vec::new();
    for (index, token) in all.iter().enumerate().filter(|(_, token)| token.kind == Kind::Punct) {
        let wanted = match text[token.start as usize] {
            byte @ (b'(' | b'[' | b'{') => {
                open.push((index as u32, byte));
                continue;
            }
            b')' => b'(',
            b']' => b'[',
            b'}' => b'{',
            _ => continue,
        };
        while wanted == b'{' && open.last().is_some_and(|(_, byte)| *byte != b'{') {
            open.pop();
        }
        if let Some((start, _)) = open.pop_if(|(_, byte)| *byte == wanted) {
            partners[start as usize] = index as u32;
            partners[index] = start;
        }
    }
    partners
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text.as_bytes(), false);
        (0..tokens.len()).map(|index| format!("{:?} {}", tokens.kind(index).unwrap(), tokens.source(index))).collect()
    }

    #[test]
    fn kinds() {
        assert_eq!(
            split("ab1 .5e+3 0x1f L\"\\\"x\" 'c'"),
            ["Name ab1", "Number .5e+3", "Number 0x1f", "Str L\"\\\"x\"", "Char 'c'"]
        );
        assert_eq!(
            split("a->b...1...5"),
            ["Name a", "Punct ->", "Name b", "Punct ...", "Number 1", "Punct ...", "Number 5"]
        );
        assert_eq!(split("\"open\n'x"), ["Str \"open", "Char 'x"]);
        assert_eq!(split("\"end\\"), ["Str \"end\\"]);
    }

    #[test]
    fn pairs() {
        let tokens = Tokens::new(b"f ( a [ 1 ] ) { ( } ] )", false);
        let pairs: Vec<_> = (0..tokens.len()).filter_map(|index| Some((index, tokens.partner(index)?))).collect();
        assert_eq!(pairs, [(1, 6), (3, 5), (5, 3), (6, 1), (7, 9), (9, 7)]);
        assert_eq!(tokens.behind_group(1), 7);
        assert_eq!(tokens.behind_group(2), 2);
    }
}
