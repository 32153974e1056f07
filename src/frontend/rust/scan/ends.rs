//! Where comments, strings and characters end.

use super::is_word;

/// Behind a comment.
pub fn comment_end(text: &[u8], at: usize) -> usize {
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

/// Behind a string; `at` is behind its first quote.
pub fn string_end(text: &[u8], mut at: usize) -> usize {
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
pub fn raw_string_end(text: &[u8], at: usize) -> Option<usize> {
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

/// Behind a character, or behind the quote of a lifetime.
pub fn quote_end(text: &[u8], at: usize) -> usize {
    if text.get(at + 1) == Some(&b'\\') {
        let rest = text.get(at + 3..).unwrap_or_default();
        return rest.iter().take(12).position(|byte| *byte == b'\'').map_or(at + 2, |len| at + 4 + len);
    }
    let rest = text.get(at + 2..).unwrap_or_default();
    // A character has up to four bytes.
    match rest.iter().take(4).position(|byte| *byte == b'\'') {
        Some(len) if len == 0 || !text[at + 1].is_ascii() => at + 3 + len,
        _ => at + 1,
    }
}

/// Behind the word that `at` is in, looking at eight bytes at once.
#[inline]
pub fn word_end(text: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = text.get(at..at + 8) {
        let others = other_bytes(u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + text[at..].iter().take_while(|byte| is_word(**byte)).count()
}

/// The highest bit of each of eight bytes that is of no word.
#[inline]
fn other_bytes(chunk: u64) -> u64 {
    let low = chunk & !HIGH;
    let is_from = |bytes: u64, first: u8| bytes.wrapping_add(each(0x80 - first));
    let is_in = |bytes: u64, first: u8, last: u8| is_from(bytes, first) & !is_from(bytes, last + 1);
    let letters = is_in(low | each(0x20), b'a', b'z');
    !(chunk | letters | is_in(low, b'0', b'9') | is_in(low, b'_', b'_')) & HIGH
}

/// The highest bit of each of eight bytes.
const HIGH: u64 = each(0x80);

/// Eight times the same byte.
#[inline]
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_told_apart_alone_and_in_eights() {
        for byte in 0..=u8::MAX {
            assert_eq!(other_bytes(each(byte)) == 0, is_word(byte), "{byte}");
        }
        for text in ["a", "word ", "Nine_9_letters(", "Nine_9_letters", "\u{e9}t\u{e9}-", "12345678;", "[z]"] {
            let len = text.bytes().position(|byte| !is_word(byte)).unwrap_or(text.len());
            assert_eq!(word_end(text.as_bytes(), 0), len, "{text}");
        }
    }
}
