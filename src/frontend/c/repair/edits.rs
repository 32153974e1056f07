//! Changes to a text that move nothing.

use super::tokens::Tokens;

/// Changes to be made, in the order in which they were asked for.
#[derive(Default)]
pub(super) struct Edits {
    all: Vec<(usize, usize, &'static str)>,
}

impl Edits {
    /// Blanks the tokens `first..=last` and all between.
    pub(super) fn blank(&mut self, tokens: &Tokens, first: usize, last: usize) {
        self.write(tokens, first, last, "");
    }

    /// Puts `new` at the start of the tokens `first..=last` and blanks the rest of them. Does nothing where `new` is longer
    /// than they are.
    pub(super) fn write(&mut self, tokens: &Tokens, first: usize, last: usize, new: &'static str) {
        self.write_bytes(tokens.span(first).0, tokens.span(last).1, new);
    }

    /// The same for bytes instead of tokens.
    pub(super) fn write_bytes(&mut self, start: usize, end: usize, new: &'static str) {
        if start + new.len() <= end {
            self.all.push((start, end, new));
        }
    }

    /// Makes the changes and returns whether anything is different now. Line ends stay.
    pub(super) fn apply(self, text: &mut [u8]) -> bool {
        let mut is_changed = false;
        for (start, end, new) in self.all {
            let Some(room) = text.get_mut(start..end) else { continue };
            let new = new.bytes().chain(std::iter::repeat(b' '));
            for (old, new) in room.iter_mut().zip(new) {
                let is_line_end = matches!(*old, b'\n' | b'\r');
                if *old != new && !(is_line_end && new == b' ') {
                    *old = new;
                    is_changed = true;
                }
            }
        }
        is_changed
    }
}
