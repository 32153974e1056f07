//! Values of one token, and strings.

use super::kind::Kind;
use super::parser::Parser;

impl Parser<'_> {
    /// A name, number, string or the like.
    pub(super) fn primary(&mut self) -> Option<()> {
        match self.kind() {
            Kind::Number => self.named("number_literal"),
            Kind::Char => self.character()?,
            Kind::Str => self.strings()?,
            Kind::True | Kind::True2 => self.named("true"),
            Kind::False | Kind::False2 => self.named("false"),
            Kind::Null | Kind::Nullptr => self.wrapped("null"),
            Kind::Offsetof => self.offset()?,
            Kind::Generic => self.generic()?,
            kind if kind.is_alignof() => self.alignment()?,
            kind if kind.is_asm() => self.assembly()?,
            kind if kind.is_word() && !kind.is_value_word() => match self.ahead(1) {
                Kind::Str => self.strings()?,
                _ => self.named("identifier"),
            },
            _ => return None,
        }
        Some(())
    }

    /// A string, or several in a row with names of macros among them.
    pub(super) fn strings(&mut self) -> Option<()> {
        let mark = self.out.mark();
        let mut parts = 0;
        loop {
            match self.kind() {
                Kind::Str => self.string()?,
                Kind::Ident => self.named("identifier"),
                kind if kind.is_word() && parts > 0 => return None,
                kind if kind.is_word() => self.named("identifier"),
                _ => break,
            }
            parts += 1;
        }
        if parts > 1 {
            // Several take steps of their own, which puts the readings beside them in another order; and they are not computed with.
            if self.kind().precedence().is_some() {
                return None;
            }
            self.out.close(mark, "concatenated_string");
        }
        Some(())
    }

    /// One string.
    pub(super) fn string(&mut self) -> Option<()> {
        if self.kind() != Kind::Str {
            return None;
        }
        let mark = self.out.mark();
        let token = self.skip();
        let (mut at, end) = (token.start as usize, token.end as usize - 1);
        let quote = at + self.text[at..end].iter().position(|byte| *byte == b'"').unwrap_or(end - at);
        self.out.leaf(opening(&self.text[at..=quote])?, false, token.start, quote as u32 + 1);
        at = quote + 1;
        while at < end {
            let rest = &self.text[at..end];
            let run = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
            let (kind, length) = if run > 0 { ("string_content", run) } else { ("escape_sequence", escape_len(rest)?) };
            self.out.leaf(kind, true, at as u32, (at + length) as u32);
            at += length;
        }
        self.out.leaf("\"", false, end as u32, token.end);
        self.out.close(mark, "string_literal");
        Some(())
    }

    fn character(&mut self) -> Option<()> {
        let mark = self.out.mark();
        let token = self.skip();
        let (at, end) = (token.start as usize, token.end as usize - 1);
        let quote = at + self.text[at..end].iter().position(|byte| *byte == b'\'').unwrap_or(end - at);
        self.out.leaf(opening(&self.text[at..=quote])?, false, token.start, quote as u32 + 1);
        // More than one is rare, and blanks among them are left out.
        let inner = &self.text[quote + 1..end];
        let kind = match inner {
            [b'\\', ..] if escape_len(inner) == Some(inner.len()) => "escape_sequence",
            [byte] if *byte != b'\\' => "character",
            _ => return None,
        };
        self.out.leaf(kind, true, quote as u32 + 1, end as u32);
        self.out.leaf("'", false, end as u32, token.end);
        self.out.close(mark, "char_literal");
        Some(())
    }
}

/// How the grammar spells what opens a literal.
fn opening(text: &[u8]) -> Option<&'static str> {
    Some(match text {
        b"\"" => "\"",
        b"L\"" => "L\"",
        b"u\"" => "u\"",
        b"U\"" => "U\"",
        b"u8\"" => "u8\"",
        b"'" => "'",
        b"L'" => "L'",
        b"u'" => "u'",
        b"U'" => "U'",
        b"u8'" => "u8'",
        _ => return None,
    })
}

/// Length of the escape sequence that `rest` begins with.
fn escape_len(rest: &[u8]) -> Option<usize> {
    let count = |from: usize, most: usize, is: fn(&u8) -> bool| {
        rest[from..].iter().take(most).take_while(|byte| is(byte)).count()
    };
    match *rest.get(1)? {
        b'x' => Some(2 + count(2, 4, u8::is_ascii_hexdigit)).filter(|length| *length > 2),
        b'u' | b'U' | 128.. => None,
        b'0'..=b'9' => Some(1 + count(1, 3, u8::is_ascii_digit)),
        _ => Some(2),
    }
}
