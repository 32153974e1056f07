//! Text without comments, in the languages whose comments look like those of C.

/// The text with blanks in place of `/* */` and `//` comments. What stands in quotes is no comment; an end that is missing is
/// the text's.
pub fn without_comments(text: &[u8]) -> Vec<u8> {
    let mut out = text.to_vec();
    let mut at = 0;
    while at < text.len() {
        let end = match &text[at..] {
            [b'/', b'/', ..] => memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |len| at + len),
            [b'/', b'*', ..] => memchr::memmem::find(&text[at + 2..], b"*/").map_or(text.len(), |len| at + len + 4),
            [b'"', ..] => {
                at = behind_string(text, at);
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        out[at..end].fill(b' ');
        at = end;
    }
    out
}

/// The first byte behind a string that begins at `start`.
fn behind_string(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_go() {
        let plain = |text: &str| String::from_utf8(without_comments(text.as_bytes())).unwrap().replace(' ', "");
        assert_eq!(plain("return /* why */ -1; // bye\n}"), "return-1;\n}");
        assert_eq!(plain("f(\"/* no */\", \"\\\"//\");"), "f(\"/*no*/\",\"\\\"//\");");
        assert_eq!(plain("a /* b"), "a");
        assert_eq!(plain("\"open"), "\"open");
    }
}
