//! The lines of one file that a block shows, ready for a terminal.
//!
//! Only lines with labels are decoded. Characters that would steer the terminal or reverse the reading direction are
//! replaced, and of a very long line only the part around its first label is shown.

use crate::source::{SourceFile, Span};
use codespan_reporting::files::{Error, Files, column_index};
use std::collections::BTreeMap;
use std::ops::Range;

/// Of a longer line only a part of so many characters is shown.
const WIDTH: usize = 200;
/// So many characters before the first label are part of it.
const LEAD: usize = 40;

/// The shown lines of one file. Offsets are into `text`.
#[derive(Debug)]
pub struct Excerpt {
    path: String,
    text: String,
    lines: BTreeMap<usize, Line>,
}

#[derive(Debug)]
struct Line {
    range: Range<usize>,
    /// Characters cut off in front.
    cut: usize,
}

impl Excerpt {
    /// The lines of `source` on which `spans` begin, and their neighbours.
    pub fn new(source: &SourceFile, spans: &[Span]) -> Excerpt {
        let mut wanted: BTreeMap<usize, Option<u32>> = BTreeMap::new();
        for span in spans {
            let index = source.lines().line_index(span.start);
            for near in index.saturating_sub(1)..(index + 2).min(source.lines().len()) {
                wanted.entry(near).or_default();
            }
            let first = wanted.entry(index).or_default();
            *first = Some(first.map_or(span.start, |first| first.min(span.start)));
        }
        let mut excerpt = Excerpt { path: plain(&source.path), text: String::new(), lines: BTreeMap::new() };
        for (index, label) in wanted {
            excerpt.add(source, index, label);
        }
        excerpt
    }

    fn add(&mut self, source: &SourceFile, index: usize, label: Option<u32>) {
        let bytes = line_bytes(source, index);
        let shown = plain(&source.decode(bytes));
        let start = source.lines().line_range(index, source.text.len()).start;
        let column = label.map_or(0, |label| source.decode(prefix(bytes, label as usize - start)).chars().count());
        let cut = if column > WIDTH - LEAD { column - LEAD } else { 0 };
        let from = self.text.len();
        self.text.extend(shown.chars().skip(cut).take(WIDTH));
        self.text.push('\n');
        self.lines.insert(index, Line { range: from..self.text.len(), cut });
    }

    /// Where a span of the file is in the excerpt; what goes on behind the end of the line is left out.
    pub fn range(&self, source: &SourceFile, span: Span) -> Range<usize> {
        let index = source.lines().line_index(span.start);
        let Some(line) = self.lines.get(&index) else { return 0..0 };
        let start = source.lines().line_range(index, source.text.len()).start;
        let bytes = line_bytes(source, index);
        let place = |offset: u32| {
            let before = source.decode(prefix(bytes, offset as usize - start)).chars().count();
            let shown = &self.text[line.range.start..line.range.end - 1];
            let mut behind = shown.char_indices().map(|(at, _)| at).skip(before.saturating_sub(line.cut));
            line.range.start + behind.next().unwrap_or(shown.len())
        };
        place(span.start)..place(span.end)
    }
}

/// A line without its end.
fn line_bytes(source: &SourceFile, index: usize) -> &[u8] {
    let line = &source.text[source.lines().line_range(index, source.text.len())];
    let end = line.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |last| last + 1);
    &line[..end]
}

fn prefix(bytes: &[u8], len: usize) -> &[u8] {
    &bytes[..len.min(bytes.len())]
}

/// One visible character for each that a terminal would obey.
pub fn plain(text: &str) -> String {
    let is_bad =
        |c: char| (c.is_control() && c != '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if is_bad(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The excerpts of one block; a file's number is its place among them.
pub struct Excerpts(pub Vec<Excerpt>);

impl Excerpts {
    fn get(&self, id: usize) -> Result<&Excerpt, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.path)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.text)
    }

    fn line_index(&'a self, id: usize, at: usize) -> Result<usize, Error> {
        let found = self.get(id)?.lines.iter().find(|(_, line)| line.range.contains(&at));
        Ok(found.map_or(0, |(index, _)| *index))
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.get(id)?.lines.get(&index).map_or(0..0, |line| line.range.clone()))
    }

    fn column_number(&'a self, id: usize, index: usize, at: usize) -> Result<usize, Error> {
        let excerpt = self.get(id)?;
        let Some(line) = excerpt.lines.get(&index) else { return Ok(1) };
        Ok(column_index(&excerpt.text, line.range.clone(), at) + line.cut + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Language};

    /// The shown line and the part of it that a span over `words` marks.
    fn shown(text: &[u8], words: &[u8]) -> (String, String) {
        let source = SourceFile::new(FileId(0), "a.c", Language::C, text.to_vec());
        let start = memchr::memmem::find(text, words).unwrap();
        let span = Span::new(start, start + words.len());
        let excerpt = Excerpt::new(&source, &[span]);
        let range = excerpt.range(&source, span);
        let line = &excerpt.lines[&source.lines().line_index(span.start)];
        let text = excerpt.text[line.range.clone()].trim_end_matches('\n').to_owned();
        (text, excerpt.text[range].to_owned())
    }

    #[test]
    fn a_terminal_is_not_steered() {
        let (line, marked) = shown("a\x1b[2Jb\u{202E}; close(fd);\n".as_bytes(), b"close(fd)");
        assert_eq!(line, "a\u{FFFD}[2Jb\u{FFFD}; close(fd);");
        assert_eq!(marked, "close(fd)");
    }

    #[test]
    fn other_encodings_are_decoded() {
        let (line, marked) = shown(b"/* \xB9\xD8\xB1\xD5\xCC\xD7\xBD\xD3\xD7\xD6 */ close(fd);\r\n", b"close(fd)");
        assert_eq!(line, "/* 关闭套接字 */ close(fd);");
        assert_eq!(marked, "close(fd)");
    }

    #[test]
    fn of_a_long_line_the_part_around_the_label_is_shown() {
        let text = format!("{}close(fd);{}\n", "x;".repeat(5000), "y;".repeat(5000));
        let (line, marked) = shown(text.as_bytes(), b"close(fd)");
        assert_eq!((line.chars().count(), marked.as_str()), (WIDTH, "close(fd)"));
    }

    #[test]
    fn a_span_of_several_lines_is_marked_on_its_first() {
        let (_, marked) = shown(b"  setsockopt(fd,\n    0);\n", b"setsockopt(fd,\n    0)");
        assert_eq!(marked, "setsockopt(fd,");
    }
}
