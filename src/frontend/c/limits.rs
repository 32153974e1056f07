//! Texts that are not worth parsing: they would cost much and give nothing.

use super::prepared::Prepared;

/// Longest function that is parsed, in bytes.
const MAX_BYTES: usize = 256 * 1024;

/// Deepest nesting of brackets.
const MAX_NESTING: usize = 1000;

/// Why the text is not parsed, if it is not.
pub fn refuses(prepared: &Prepared) -> Option<&'static str> {
    if prepared.text.len() > MAX_BYTES {
        return Some("longer than 256 KiB");
    }
    (nesting(&prepared.text) > MAX_NESTING).then_some("nested too deeply")
}

fn nesting(text: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for byte in text {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        deepest = deepest.max(depth);
    }
    deepest
}
