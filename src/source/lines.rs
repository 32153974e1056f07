//! From byte offsets to lines and columns.

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
        LineTable { starts }
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

    /// Line and UTF-16 column of `offset` in `text`. Bytes that are no UTF-8 count one unit each.
    pub fn position(&self, text: &[u8], offset: u32) -> Position {
        let offset = offset.min(text.len() as u32);
        let index = self.line_index(offset);
        let before = &text[self.starts[index] as usize..offset as usize];
        Position { line: index as u32 + 1, column: utf16_len(before) + 1 }
    }
}

/// Number of UTF-16 code units of `bytes`; a byte that belongs to no UTF-8 sequence counts one.
fn utf16_len(bytes: &[u8]) -> u32 {
    let mut n = 0;
    for chunk in bytes.utf8_chunks() {
        n += chunk.valid().chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        n += chunk.invalid().len() as u32;
    }
    n
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
    fn past_the_end_is_the_end() {
        assert_eq!(at(b"ab", 99), (1, 3));
    }
}
