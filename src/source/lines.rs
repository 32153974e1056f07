//! From byte offsets to lines and columns.

use super::encoding::{decode, guess};
use std::sync::OnceLock;

/// A place as people and SARIF count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in UTF-16 code units, the unit of SARIF's `utf16CodeUnits` and of the language server protocol.
    pub column: u32,
}

/// Start offsets of a text's lines. `\n`, `\r\n` and a lone `\r` end a line.
#[derive(Debug, Clone)]
pub struct LineTable {
    starts: Vec<u32>,
    /// The encoding of the text, once something that is no UTF-8 was asked for.
    codec: OnceLock<&'static encoding_rs::Encoding>,
}

impl LineTable {
    /// Finds the line starts of `text`.
    pub fn new(text: &[u8]) -> LineTable {
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', text) {
            if text[at] == b'\n' || text.get(at + 1) != Some(&b'\n') {
                starts.push(at as u32 + 1);
            }
        }
        LineTable { starts, codec: OnceLock::new() }
    }

    /// Number of lines, counting an empty last one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no line; never true, since even an empty text has one.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// 0-based index of the line that holds `offset`.
    pub fn line_index(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Byte range of the 0-based line `index`, with its line end.
    pub fn line_range(&self, index: usize, text_len: usize) -> std::ops::Range<usize> {
        let start = self.starts[index] as usize;
        let end = self.starts.get(index + 1).map_or(text_len, |&next| next as usize);
        start..end
    }

    /// Decodes part of `text`, which the table was made of, for showing it.
    pub fn decode(&self, text: &[u8], part: &[u8]) -> String {
        decode(part, || self.codec.get_or_init(|| guess(text)))
    }

    /// Line and UTF-16 column of `offset` in `text`, which the table was made of. What is no UTF-8 counts as it is shown.
    pub fn position(&self, text: &[u8], offset: u32) -> Position {
        let offset = offset.min(text.len() as u32);
        let index = self.line_index(offset);
        let before = &text[self.starts[index] as usize..offset as usize];
        let units = if before.is_ascii() { before.len() } else { self.decode(text, before).encode_utf16().count() };
        Position { line: index as u32 + 1, column: units as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &[u8], offset: u32) -> (u32, u32) {
        let p = LineTable::new(text).position(text, offset);
        (p.line, p.column)
    }

    #[test]
    fn every_line_ending_counts_once() {
        assert_eq!(at(b"a\nb", 2), (2, 1));
        assert_eq!(at(b"a\r\nb", 3), (2, 1));
        assert_eq!(at(b"a\rb", 2), (2, 1));
    }

    #[test]
    fn columns_are_utf16_units() {
        let text = "x\u{1F600}y".as_bytes();
        assert_eq!(at(text, 5), (1, 4));
        assert_eq!(at(b"\xFF\xFEy", 2), (1, 3));
    }

    #[test]
    fn double_byte_characters_count_once() {
        // "x /* close the socket */ y" in GBK.
        let text = b"x /* \xB9\xD8\xB1\xD5\xCC\xD7\xBD\xD3\xD7\xD6 */ y";
        assert_eq!(at(text, 19), (1, 15));
    }

    #[test]
    fn past_the_end_is_the_end() {
        assert_eq!(at(b"ab", 99), (1, 3));
    }
}
