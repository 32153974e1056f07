//! The tokens of a prepared text.

use super::kind::{Kind, of_word};

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: u32,
    pub end: u32,
    /// Of an opening bracket: the token that closes it.
    pub mate: u32,
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Word,
    Digit,
    Quote,
    Punct,
    Other,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut at = 0;
    while at < 128 {
        table[at] = match at as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 11 | 12 => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => Class::Word,
            b'0'..=b'9' => Class::Digit,
            b'"' | b'\'' => Class::Quote,
            b'(' | b')' | b'{' | b'}' | b'[' | b']' | b';' | b',' | b':' | b'?' | b'.' | b'*' | b'/' | b'%' | b'+'
            | b'-' | b'&' | b'|' | b'^' | b'~' | b'!' | b'<' | b'>' | b'=' => Class::Punct,
            _ => Class::Other,
        };
        at += 1;
    }
    table
};

/// The tokens, with one for the end; `None` if there is anything else: a comment, a directive, an unclosed quote or bracket.
pub(super) fn tokens(text: &[u8]) -> Option<Vec<Token>> {
    let mut found = Vec::with_capacity(text.len() / 4 + 2);
    let mut open: Vec<u32> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let rest = &text[at..];
        let (kind, length) = match CLASS[usize::from(byte)] {
            Class::Space => {
                at += run(rest, |class| class == Class::Space);
                continue;
            }
            Class::Word => word(rest),
            Class::Digit => (Kind::Number, number_len(rest)?),
            Class::Quote => quoted(rest, 0)?,
            Class::Punct => punct(rest)?,
            Class::Other if byte == b'\\' => {
                at += splice_len(rest)?;
                continue;
            }
            Class::Other => return None,
        };
        let (kind, length) = if kind == Kind::Ident { prefixed(rest, length)? } else { (kind, length) };
        pair(&mut found, &mut open, kind)?;
        found.push(Token { kind, start: at as u32, end: (at + length) as u32, mate: 0 });
        at += length;
    }
    found.push(Token { kind: Kind::End, start: at as u32, end: at as u32, mate: 0 });
    open.is_empty().then_some(found)
}

/// Notes which bracket the next token, a `kind`, closes.
fn pair(found: &mut [Token], open: &mut Vec<u32>, kind: Kind) -> Option<()> {
    let opener = match kind {
        Kind::Open | Kind::OpenBrace | Kind::OpenBracket => {
            open.push(found.len() as u32);
            return Some(());
        }
        Kind::Close => Kind::Open,
        Kind::CloseBrace => Kind::OpenBrace,
        Kind::CloseBracket => Kind::OpenBracket,
        _ => return Some(()),
    };
    let mate = found.len() as u32;
    let token = &mut found[open.pop()? as usize];
    token.mate = mate;
    (token.kind == opener).then_some(())
}

/// How many bytes `rest` begins with whose class `is` it.
fn run(rest: &[u8], is: impl Fn(Class) -> bool) -> usize {
    rest.iter().position(|byte| !is(CLASS[usize::from(*byte)])).unwrap_or(rest.len())
}

fn word(rest: &[u8]) -> (Kind, usize) {
    let length = run(rest, |class| matches!(class, Class::Word | Class::Digit));
    (of_word(&rest[..length]), length)
}

/// A literal whose prefix the word of `length` is; else the word.
fn prefixed(rest: &[u8], length: usize) -> Option<(Kind, usize)> {
    let is_quote = matches!(rest.get(length), Some(b'"' | b'\''));
    let is_prefix = is_quote && matches!(&rest[..length], b"L" | b"u" | b"U" | b"u8");
    if is_prefix { quoted(rest, length) } else { Some((Kind::Ident, length)) }
}

fn splice_len(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'\\', b'\n', ..] => Some(2),
        [b'\\', b'\r', b'\n', ..] => Some(3),
        _ => None,
    }
}

/// A string or character with `prefix` bytes before its quote, if it is closed on its line.
fn quoted(rest: &[u8], prefix: usize) -> Option<(Kind, usize)> {
    let quote = rest[prefix];
    let kind = if quote == b'"' { Kind::Str } else { Kind::Char };
    let mut at = prefix + 1;
    loop {
        match *rest.get(at)? {
            b'\\' => at += 2,
            b'\n' | b'\r' => return None,
            byte if byte == quote => return Some((kind, at + 1)),
            _ => at += 1,
        }
    }
}

/// A number of a usual form: nothing that depends on where a longer one would have ended.
pub(super) fn number_len(rest: &[u8]) -> Option<usize> {
    let run = |from: usize, is: fn(&u8) -> bool| from + rest[from..].iter().take_while(|byte| is(byte)).count();
    let is_hex = matches!(rest, [b'0', b'x' | b'X', ..]);
    let mut at = if is_hex { run(2, u8::is_ascii_hexdigit) } else { run(0, u8::is_ascii_digit) };
    if is_hex && at == 2 {
        return None;
    }
    if !is_hex && rest.get(at) == Some(&b'.') {
        at = run(at + 1, u8::is_ascii_digit);
    }
    if !is_hex && at > 0 && matches!(rest.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(rest.get(at + 1), Some(b'+' | b'-')));
        let digits = at + 1 + sign;
        at = run(digits.min(rest.len()), u8::is_ascii_digit);
        if at == digits {
            return None;
        }
    }
    let last = rest[at - 1];
    at = run(at, |byte| matches!(byte, b'u' | b'U' | b'l' | b'L' | b'f' | b'F'));
    let is_end =
        |byte: &u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'.' | b'\'' | b'$' | b'\\' | 128..);
    // `0xe+1` is one number for some.
    let may_go_on = matches!(last, b'e' | b'E' | b'p' | b'P') && matches!(rest.get(at), Some(b'+' | b'-'));
    (rest.get(at).is_none_or(is_end) && !may_go_on).then_some(at)
}

fn punct(rest: &[u8]) -> Option<(Kind, usize)> {
    let next = |at: usize| rest.get(at).copied().unwrap_or(0);
    let or_equal = |plain: Kind, equal: Kind| if next(1) == b'=' { (equal, 2) } else { (plain, 1) };
    Some(match (rest[0], next(1), next(2)) {
        (b'.', b'.', b'.') => (Kind::Dots, 3),
        (b'.', b'0'..=b'9', _) => (Kind::Number, number_len(rest)?),
        (b'[', b'[', _) | (b':', b':', _) | (b'/', b'/' | b'*', _) => return None,
        (b'<', b'<', b'=') => (Kind::ShiftLeftAssign, 3),
        (b'>', b'>', b'=') => (Kind::ShiftRightAssign, 3),
        (b'<', b'<', _) => (Kind::ShiftLeft, 2),
        (b'>', b'>', _) => (Kind::ShiftRight, 2),
        (b'+', b'+', _) => (Kind::Increment, 2),
        (b'-', b'-', _) => (Kind::Decrement, 2),
        (b'-', b'>', _) => (Kind::Arrow, 2),
        (b'&', b'&', _) => (Kind::And, 2),
        (b'|', b'|', _) => (Kind::Or, 2),
        (b'<', ..) => or_equal(Kind::Less, Kind::LessEqual),
        (b'>', ..) => or_equal(Kind::Greater, Kind::GreaterEqual),
        (b'=', ..) => or_equal(Kind::Assign, Kind::Equal),
        (b'!', ..) => or_equal(Kind::Bang, Kind::NotEqual),
        (b'+', ..) => or_equal(Kind::Plus, Kind::PlusAssign),
        (b'-', ..) => or_equal(Kind::Minus, Kind::MinusAssign),
        (b'*', ..) => or_equal(Kind::Star, Kind::StarAssign),
        (b'/', ..) => or_equal(Kind::Slash, Kind::SlashAssign),
        (b'%', ..) => or_equal(Kind::Percent, Kind::PercentAssign),
        (b'&', ..) => or_equal(Kind::Amp, Kind::AmpAssign),
        (b'|', ..) => or_equal(Kind::Pipe, Kind::PipeAssign),
        (b'^', ..) => or_equal(Kind::Caret, Kind::CaretAssign),
        (byte, ..) => (single(byte), 1),
    })
}

fn single(byte: u8) -> Kind {
    match byte {
        b'(' => Kind::Open,
        b')' => Kind::Close,
        b'{' => Kind::OpenBrace,
        b'}' => Kind::CloseBrace,
        b'[' => Kind::OpenBracket,
        b']' => Kind::CloseBracket,
        b';' => Kind::Semicolon,
        b',' => Kind::Comma,
        b':' => Kind::Colon,
        b'?' => Kind::Question,
        b'~' => Kind::Tilde,
        _ => Kind::Dot,
    }
}
