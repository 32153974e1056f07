//! The first look at a file, at memory speed: does it call anything of interest?

/// Whether `wanted` accepts the name before some `(` of `text`. Comments and strings count too: a later, slower look
/// leaves them out.
pub fn calls_any(text: &[u8], wanted: impl Fn(&[u8]) -> bool) -> bool {
    memchr::memchr_iter(b'(', text).any(|at| {
        let name = name_before(text, at);
        !name.is_empty() && wanted(name)
    })
}

pub(super) fn name_before(text: &[u8], at: usize) -> &[u8] {
    let before = &text[..at];
    let end = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).map_or(0, |last| last + 1);
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let start = before[..end].iter().rposition(|byte| !is_word(byte)).map_or(0, |last| last + 1);
    &before[start..end]
}

#[cfg(test)]
mod tests {
    use super::calls_any;

    #[test]
    fn only_whole_names_before_a_parenthesis_count() {
        let wanted = |name: &[u8]| name == b"recv";
        assert!(calls_any(b"n = recv (s, b, 1, 0);", wanted));
        assert!(!calls_any(b"n = my_recv(s); recv = 1; f(recv)", wanted));
    }
}
