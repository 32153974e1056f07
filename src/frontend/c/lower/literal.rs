//! Numbers, characters and texts.

use crate::ir::Const;

/// The value of an integer literal in any base, with any suffix and an optional sign; `None` for other numbers.
pub(super) fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let lower = digits.to_ascii_lowercase().replace('\'', "");
    let (radix, digits) = match lower.as_bytes() {
        [b'0', b'x', ..] => (16, &lower[2..]),
        [b'0', b'b', ..] => (2, &lower[2..]),
        [b'0', _, ..] => (8, &lower[1..]),
        _ => (10, lower.as_str()),
    };
    let digits = strip_suffix(digits);
    // `0u`: all that was left after the octal mark was a suffix.
    let value = if digits.is_empty() && radix == 8 { 0 } else { u64::from_str_radix(digits, radix).ok()? };
    // Values beyond i64 wrap as they do in C when a SOCKET meets a signed type: ~0 and 0xffff... are -1.
    let value = value as i64;
    Some(if negative { value.wrapping_neg() } else { value })
}

/// Drops `u`, `l`, `z` in any order and Microsoft's `i64`.
fn strip_suffix(digits: &str) -> &str {
    let digits = digits.strip_suffix("i64").or_else(|| digits.strip_suffix("i32")).unwrap_or(digits);
    digits.trim_end_matches(['u', 'l', 'z'])
}

/// The value of a character literal.
pub(super) fn character(text: &str) -> Option<i64> {
    let (_, quoted) = text.split_once('\'')?;
    let inner = quoted.strip_suffix('\'')?;
    let Some(escape) = inner.strip_prefix('\\') else {
        let mut chars = inner.chars();
        return chars.next().filter(|_| chars.next().is_none()).map(|only| only as i64);
    };
    let simple = match escape {
        "n" => 10,
        "t" => 9,
        "r" => 13,
        "a" => 7,
        "b" => 8,
        "f" => 12,
        "v" => 11,
        "e" => 27,
        "\\" | "'" | "\"" | "?" => i64::from(escape.as_bytes()[0]),
        _ => match escape.strip_prefix('x') {
            Some(hex) => i64::from_str_radix(hex, 16).ok()?,
            None => i64::from_str_radix(escape, 8).ok()?,
        },
    };
    Some(simple)
}

/// What a string literal is: one of a single word may be a key, any other one is for people.
pub(super) fn text(literal: &str) -> Const {
    let inner = literal.split_once('"').and_then(|(_, rest)| rest.strip_suffix('"')).unwrap_or_default();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let is_key = !inner.is_empty() && !inner.ends_with('.') && inner.bytes().all(is_word);
    if is_key { Const::Key } else { Const::Str }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_in_every_spelling() {
        let spelled = [
            ("0", 0),
            ("-1", -1),
            ("0x10UL", 16),
            ("017", 15),
            ("0u", 0),
            ("0b101", 5),
            ("1'000ll", 1000),
            ("5i64", 5),
            ("0xffffffffffffffff", -1),
            ("- 3", -3),
        ];
        for (text, value) in spelled {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        assert_eq!(integer("1.5"), None);
        assert_eq!(integer("1e3"), None);
    }

    #[test]
    fn characters_and_escapes() {
        for (text, value) in [("'a'", 97), ("'\\0'", 0), ("'\\n'", 10), ("'\\x41'", 65), ("L'b'", 98), ("'\\''", 39)] {
            assert_eq!(character(text), Some(value), "{text}");
        }
        assert_eq!(character("'ab'"), None);
    }
}
