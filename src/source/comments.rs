//! Text without comments, in the languages whose comments look like those of C.

/// The text with blanks in place of `/* */` and `//` comments. What stands in quotes is no comment; an end that is missing is
/// the text's. Line ends stay where they are.
pub fn without_comments(text: &[u8]) -> Vec<u8> {
    blanked(text, false)
}

/// The same without what stands in quotes, which themselves stay.
pub fn without_literals(text: &[u8]) -> Vec<u8> {
    blanked(text, true)
}

fn blanked(text: &[u8], with_literals: bool) -> Vec<u8> {
    let mut out = text.to_vec();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (end, inside) = match rest {
            [b'/', b'/', ..] => (memchr::memchr(b'\n', rest).map_or(text.len(), |len| at + len), None),
            [b'/', b'*', ..] => (memchr::memmem::find(&rest[2..], b"*/").map_or(text.len(), |len| at + len + 4), None),
            [b'"', ..] => quoted(text, at, b'"'),
            // Not the tick of a lifetime.
            [b'\'', b'\\', ..] | [b'\'', _, b'\'', ..] => quoted(text, at, b'\''),
            _ => {
                at += 1;
                continue;
            }
        };
        match inside {
            None => blank(&mut out[at..end]),
            Some(()) if with_literals && end > at + 1 => blank(&mut out[at + 1..end - 1]),
            Some(()) => {}
        }
        at = end;
    }
    out
}

fn blank(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

/// The first byte behind what begins with a quote at `start`.
fn quoted(text: &[u8], start: usize, quote: u8) -> (usize, Option<()>) {
    let mut at = start + 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            byte if byte == quote => return (at + 1, Some(())),
            _ => at += 1,
        }
    }
    (text.len(), Some(()))
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
        assert_eq!(plain("c == '\"' /* x */ && 'a"), "c=='\"'&&'a");
        assert_eq!(without_literals(b"f(\"{\", '}') // {"), b"f(\" \", ' ')     ");
    }
}
