//! What of a text is parsed: declarations, and the bodies of functions that matter.

use super::scan::{Around, Body, Scan};
use crate::source::Span;
use std::borrow::Cow;

/// What is left out of a text before it is parsed.
#[derive(Debug, Default)]
pub struct Outline {
    /// Bodies, in order.
    left_out: Vec<Span>,
    /// Those of them that cannot be parsed though they matter, with the reason.
    pub refused: Vec<(Span, &'static str)>,
}

impl Outline {
    /// Leaves out the bodies that are not needed.
    pub fn new(scan: &Scan, is_needed: impl Fn(&Body) -> bool) -> Outline {
        let mut outline = Outline::default();
        for body in &scan.bodies {
            match body.refused {
                Some(why) if scan.has_words_in(body.span()) => outline.refused.push((body.span(), why)),
                None if is_needed(body) => continue,
                _ => {}
            }
            outline.left_out.push(body.span());
        }
        outline
    }

    /// Whether the body that begins at `start` is left out.
    pub fn leaves_out(&self, start: u32) -> bool {
        self.left_out.binary_search_by_key(&start, |body| body.start).is_ok()
    }

    /// The text as UTF-8, with blanks in place of what is left out and of comments, and how many bytes that leaves.
    pub fn apply(&self, bytes: &[u8], comments: &[Span]) -> (String, usize) {
        let mut text = text(bytes).into_owned().into_bytes();
        let inside = self.left_out.iter().map(|body| body.start as usize + 1..body.end as usize - 1);
        let mut left = text.len();
        for range in inside.chain(comments.iter().map(|comment| comment.range())) {
            left -= text[range.clone()].iter().filter(|byte| **byte != b' ').count();
            text[range].fill(b' ');
        }
        // Brackets, and where comments begin and end, are characters of their own.
        (String::from_utf8(text).unwrap_or_default(), left)
    }
}

/// Nothing of a text but the bodies that are needed, with the heads of what they stand in; each byte in its place, blanks
/// elsewhere, and how many bytes that leaves.
pub fn excerpt(bytes: &[u8], scan: &Scan, is_needed: impl Fn(&Body) -> bool) -> (String, usize) {
    let mut text = text(bytes).into_owned().into_bytes();
    scan.comments.iter().for_each(|comment| text[comment.range()].fill(b' '));
    let mut excerpt = Excerpt { found: vec![b' '; text.len()], text, open: Vec::new(), end: 0 };
    for body in scan.bodies.iter().filter(|body| is_needed(body)) {
        excerpt.enter(scan.around.get(&body.start).map_or(&[], Vec::as_slice));
        excerpt.copy(body.item, body.end);
    }
    excerpt.enter(&[]);
    let left = excerpt.found.iter().filter(|byte| **byte != b' ').count();
    (String::from_utf8(excerpt.found).unwrap_or_default(), left)
}

struct Excerpt {
    text: Vec<u8>,
    found: Vec<u8>,
    /// What is open.
    open: Vec<Around>,
    /// Behind what was copied last.
    end: usize,
}

impl Excerpt {
    fn copy(&mut self, start: u32, end: u32) {
        let range = start as usize..end as usize;
        self.end = range.end;
        self.found[range.clone()].copy_from_slice(&self.text[range]);
    }

    /// Closes what is open but not `around` the next body, and opens the rest. Brackets may stand closer than they did: there
    /// is a place for each, as the text has them further on.
    fn enter(&mut self, around: &[Around]) {
        let n_shared = self.open.iter().zip(around).take_while(|(open, around)| open == around).count();
        for outer in self.open.drain(n_shared..).rev() {
            self.found[self.end] = outer.closing;
            self.end += 1;
        }
        for outer in &around[n_shared..] {
            self.copy(outer.start, outer.open + 1);
            self.open.push(*outer);
        }
    }
}

/// As UTF-8, each byte in its place.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|_| text.push('?'));
    }
    text.into()
}
