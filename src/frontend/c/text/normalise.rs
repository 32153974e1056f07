//! A same-length ASCII copy of a file's text, so that every later offset is an offset into the file.

/// Returns `text` with each byte that is not ASCII, and each control character, replaced by one that lexes harmlessly.
///
/// A lone carriage return becomes a line feed, else one directive would swallow the file. In text that is no UTF-8 the
/// second byte of a double-byte character may be a backslash or a quote, so both bytes go together.
pub fn normalise(text: &[u8]) -> Vec<u8> {
    let is_double_byte = std::str::from_utf8(text).is_err();
    let mut out = text.to_vec();
    let mut at = if text.starts_with(b"\xEF\xBB\xBF") { blank(&mut out, 3) } else { 0 };
    loop {
        at += plain_len(&text[at..]);
        let Some(&byte) = text.get(at) else { return out };
        match byte {
            b'\r' => out[at] = if text.get(at + 1) == Some(&b'\n') { b' ' } else { b'\n' },
            0x80.. => {
                out[at] = b'_';
                if is_double_byte && byte >= 0x81 && text.get(at + 1).is_some_and(|next| *next >= 0x40) {
                    out[at + 1] = b'_';
                    at += 1;
                }
            }
            byte if is_plain(byte) => {}
            _ => out[at] = b' ',
        }
        at += 1;
    }
}

/// How many bytes a look is taken at together.
const CHUNK: usize = 64;

/// Of how many bytes at least, from the first one on, all stay as they are: a quick look.
fn plain_len(text: &[u8]) -> usize {
    let is_all_plain = |chunk: &&[u8]| chunk.iter().fold(true, |all, byte| all & is_plain(*byte));
    text.chunks_exact(CHUNK).take_while(is_all_plain).count() * CHUNK
}

fn is_plain(byte: u8) -> bool {
    (byte == b'\t') | (byte == b'\n') | (b' '..=b'~').contains(&byte)
}

fn blank(out: &mut [u8], n: usize) -> usize {
    out[..n].fill(b' ');
    n
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn line_ends_and_odd_bytes() {
        assert_eq!(normalise(b"a\r\nb\rc\0d\x0c"), b"a \nb\nc d ");
        assert_eq!(normalise("é = 1".as_bytes()), b"__ = 1");
        assert_eq!(normalise(b"\xEF\xBB\xBFint x;"), b"   int x;");
    }

    #[test]
    fn a_double_byte_backslash_does_not_escape_the_quote() {
        assert_eq!(normalise(b"\"\x83\x5C\""), b"\"__\"");
    }
}
