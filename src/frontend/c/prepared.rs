//! A function slice as the parser sees it, and the way back to the file.

use super::cpp::Standing;
use crate::ir::Expansion;
use crate::source::Span;

/// A function's text after choosing `#if` arms, expanding macros and repairs, with all comments blanked.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// ASCII text to parse.
    pub text: Vec<u8>,
    /// Where each byte of `text` comes from.
    pub map: OffsetMap,
    /// Macro calls that were expanded, in order.
    pub expansions: Vec<Expansion>,
    /// Comments inside the function, in order.
    pub comments: Vec<Comment>,
    /// The whole function in the file.
    pub span: Span,
    /// Where it stands, if it is C++.
    pub cpp: Option<Standing>,
}

/// A comment inside a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The comment in the file, with its delimiters.
    pub span: Span,
    /// Offset in [`Prepared::text`] of the blank that took its place.
    pub at: usize,
    /// If its text looks like code that calls a function we were told to look for: the name and the argument texts.
    pub call: Option<(String, Vec<String>)>,
    /// It says that a failure is all right.
    pub consents: bool,
}

/// Maps offsets in a prepared text to spans in the file. A run of text either comes straight from the file, or from a
/// macro expansion; in the latter every offset maps to the whole macro call.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

#[derive(Clone, Debug)]
struct Run {
    /// First offset of the run in the prepared text.
    start: u32,
    origin: Origin,
}

#[derive(Clone, Copy, Debug)]
enum Origin {
    /// The run's first byte stands at this offset of the file.
    File(u32),
    /// The run comes from the expansion of this call.
    Call(Span),
}

impl OffsetMap {
    /// From `start` on, the text comes from the file at `origin`.
    pub fn push_file(&mut self, start: usize, origin: usize) {
        self.push(start, Origin::File(origin as u32));
    }

    /// From `start` on, the text comes from the expansion of the macro call at `call`.
    pub fn push_call(&mut self, start: usize, call: Span) {
        self.push(start, Origin::Call(call));
    }

    /// The map for the same text with `by` bytes before it, which stand for the text's first byte.
    pub fn moved(&self, by: usize) -> OffsetMap {
        let first = self.runs.first().map_or(Origin::File(0), |run| run.origin);
        let mut moved = OffsetMap::default();
        moved.push(0, first);
        moved.push(by, first);
        for run in &self.runs {
            moved.push(run.start as usize + by, run.origin);
        }
        moved
    }

    fn push(&mut self, start: usize, origin: Origin) {
        let start = start as u32;
        if self.runs.last().is_some_and(|run| run.start == start) {
            self.runs.pop();
        }
        self.runs.push(Run { start, origin });
    }

    /// The file span of the prepared text's bytes `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.at(start);
        let last = self.at(end.saturating_sub(1).max(start));
        if start == end { Span { start: first.start, end: first.start } } else { first.to(last) }
    }

    /// The macro call that the byte at `offset` was expanded from.
    pub fn call_at(&self, offset: usize) -> Option<Span> {
        match self.run(offset)?.origin {
            Origin::Call(span) => Some(span),
            Origin::File(_) => None,
        }
    }

    fn run(&self, offset: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.start <= offset as u32);
        self.runs.get(after.checked_sub(1)?)
    }

    fn at(&self, offset: usize) -> Span {
        match self.run(offset) {
            None => Span::new(offset, offset + 1),
            Some(Run { origin: Origin::Call(span), .. }) => *span,
            Some(Run { start, origin: Origin::File(origin) }) => {
                let at = *origin as usize + offset - *start as usize;
                Span::new(at, at + 1)
            }
        }
    }
}
