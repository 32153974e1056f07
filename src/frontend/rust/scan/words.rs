//! The words of a text alone, 64 bytes at a time.

use super::ends::{comment_end, quote_end, raw_string_end, string_end, word_end};
use super::keyword::Keyword;
use super::names::Names;
use super::{Scan, is_of_word};

/// How many bytes are told apart at once.
const WIDTH: usize = 64;

/// What [`scan_for`](super::scan_for) tells of words and names, and nothing of comments and brackets, in a fraction of the
/// time. `may_count` may leave out words that are no [`Keyword::naming`] ones; of those it lets pass `is_wanted` is asked.
pub fn scan_words(
    text: &[u8],
    may_count: &impl Fn(&[u8]) -> bool,
    is_wanted: &mut impl FnMut(u32, &[u8]) -> bool,
) -> Scan {
    let (mut found, mut names) = (Scan::default(), Names::new());
    each_word(text, &mut |at, end| {
        let word = &text[at..end];
        let next = text.get(end).copied().unwrap_or(0);
        let counts = may_count(word);
        // Most words change nothing.
        if !counts && next != b'(' && names.is_idle() {
            return end;
        }
        let keyword = if counts { Keyword::of(word) } else { Keyword::None };
        names.pass(word, keyword, next == b'(', &mut found);
        match (keyword, next) {
            (Keyword::Raw, b'"' | b'#') => return raw_string_end(text, end).unwrap_or(end),
            (Keyword::Bytes, b'"') => return string_end(text, end + 1),
            _ if counts && is_wanted(at as u32, word) => found.words.push(at as u32),
            _ => {}
        }
        end
    });
    found
}

/// Gives `see` where each word outside comments and strings begins and ends; it tells where to go on, as a string may begin
/// with a word.
fn each_word(text: &[u8], see: &mut impl FnMut(usize, usize) -> usize) {
    let mut at = 0;
    while at < text.len() {
        at = match text[at..].first_chunk() {
            Some(bytes) => chunk(text, at, bytes, see),
            None => {
                let mut bytes = [0; WIDTH];
                bytes[..text.len() - at].copy_from_slice(&text[at..]);
                chunk(text, at, &bytes, see)
            }
        };
    }
}

/// Goes through `bytes`, which begin at `from`; returns where to go on.
#[inline]
fn chunk(text: &[u8], from: usize, bytes: &[u8; WIDTH], see: &mut impl FnMut(usize, usize) -> usize) -> usize {
    let Classes { words, stops } = Classes::of(bytes);
    let mut starts = words & !(words << 1) | stops;
    while starts != 0 {
        let first = starts.trailing_zeros();
        let at = from + first as usize;
        let end = if stops >> first & 1 != 0 {
            stop(text, at)
        } else {
            let len = (!(words >> first)).trailing_zeros();
            match first + len < WIDTH as u32 {
                true => see(at, at + len as usize),
                // It may go on behind these bytes.
                false if first > 0 => return at,
                false => return see(at, word_end(text, at)),
            }
        };
        if end >= from + WIDTH {
            return end;
        }
        // What lies before it has been seen.
        starts &= !0 << (end - from);
    }
    from + WIDTH
}

/// Behind the comment, string or character that begins at `at`, or behind that byte.
fn stop(text: &[u8], at: usize) -> usize {
    match (text[at], text.get(at + 1)) {
        (b'"', _) => string_end(text, at + 1),
        (b'\'', _) => quote_end(text, at),
        (_, Some(b'/' | b'*')) => comment_end(text, at),
        _ => at + 1,
    }
}

/// A bit for each of some bytes.
struct Classes {
    /// Those that are part of a word.
    words: u64,
    /// Those that may begin something without words.
    stops: u64,
}

impl Classes {
    #[inline]
    fn of(bytes: &[u8; WIDTH]) -> Classes {
        let is_stop = |byte: u8| (byte == b'"') | (byte == b'\'') | (byte == b'/');
        Classes { words: bits(bytes, is_of_word), stops: bits(bytes, is_stop) }
    }
}

/// A bit for each byte, without jumps, so that the compiler looks at many at once.
#[inline]
fn bits(bytes: &[u8; WIDTH], is_one: impl Fn(u8) -> bool) -> u64 {
    let mut ones = [0; WIDTH];
    for (one, byte) in ones.iter_mut().zip(bytes) {
        *one = u8::from(is_one(*byte));
    }
    let mut bits = 0;
    for (at, eight) in ones.as_chunks().0.iter().enumerate() {
        // Moves the lowest bits of eight bytes side by side into the highest byte.
        bits |= (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at);
    }
    bits
}
