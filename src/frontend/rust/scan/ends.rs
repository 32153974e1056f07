//! Where comments, strings and characters end.

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
