//! Comments: which calls have one beside them, and calls that were commented out.

use super::context::Lowerer;
use crate::frontend::c::syntax::Node;
use crate::frontend::c::{Comment, Prepared};
use crate::frontend::{Beside, is_given};
use crate::ir::{Inst, Name, PlaceId};
use crate::source::LineTable;

/// The function's comments, and which of them have been passed.
pub(super) struct Comments<'a> {
    all: &'a [Comment],
    lines: LineTable,
    /// Per comment: where it stands.
    places: Vec<Beside>,
    /// Comments before this one have been passed.
    next: usize,
}

impl<'a> Comments<'a> {
    pub(super) fn new(prepared: &'a Prepared) -> Comments<'a> {
        let lines = LineTable::new(&prepared.text);
        let places = prepared.comments.iter().map(|comment| placed(&lines, &prepared.text, comment)).collect();
        Comments { all: &prepared.comments, lines, places, next: 0 }
    }

    /// Those that stand behind `offset` are to come.
    pub(super) fn skip_to(&mut self, offset: usize) {
        self.next = self.all.partition_point(|comment| comment.at < offset).max(self.next);
    }

    /// Whether a comment stands on a line of the text's bytes `start..end` or on the line above them.
    fn is_beside(&self, start: usize, end: usize) -> bool {
        let (first, last) = self.lines_of(start, end);
        self.places.iter().any(|comment| comment.lines.0 <= last && first <= comment.lines.1 + 1)
    }

    /// Whether one of those says that a failure is all right.
    fn consents(&self, start: usize, end: usize) -> bool {
        let (first, last) = self.lines_of(start, end);
        is_given(&self.places, first, last)
    }

    fn lines_of(&self, start: usize, end: usize) -> (usize, usize) {
        let line = |at: usize| self.lines.line_index(at as u32);
        (line(start), line(end.saturating_sub(1).max(start)))
    }
}

/// A comment's blank is as long as the comment where there is room for it.
fn placed(lines: &LineTable, text: &[u8], comment: &Comment) -> Beside {
    let length = (comment.span.end - comment.span.start) as usize;
    let room = text.get(comment.at..).unwrap_or_default();
    let blanks = room.iter().take(length).take_while(|byte| byte.is_ascii_whitespace()).count();
    let at = comment.at.min(text.len());
    let range = (lines.line_index(at as u32), lines.line_index((at + blanks.saturating_sub(1)) as u32));
    Beside::new(text, (at, at + blanks), range, comment.consents)
}

impl<'a> Lowerer<'a> {
    /// Whether a comment stands beside the statement that is being lowered.
    pub(super) fn has_comment(&self) -> bool {
        self.comments.is_beside(self.statement.0, self.statement.1)
    }

    /// Whether a comment there says that a failure is all right.
    pub(super) fn has_consent(&self) -> bool {
        self.comments.consents(self.statement.0, self.statement.1)
    }

    /// Emits the commented-out calls that stand before `offset` and have not been passed.
    pub(super) fn pass_comments(&mut self, offset: usize) {
        while let Some(comment) = self.comments.all.get(self.comments.next).filter(|comment| comment.at < offset) {
            self.comments.next += 1;
            if let Some((callee, args)) = &comment.call {
                let args = args.iter().filter_map(|arg| self.named_place(arg)).collect();
                self.builder.push(Inst::Commented { callee: Name::new(callee), args, span: comment.span });
            }
        }
    }

    /// Emits those that stand behind the jump `node` but surely belong to it: on its line, or before the closing brace.
    pub(super) fn pass_comments_of_jump(&mut self, node: Node) {
        let rest = self.text.get(node.end_byte()..).unwrap_or_default();
        let blanks =
            |end: fn(u8) -> bool| rest.iter().take_while(|&&byte| byte.is_ascii_whitespace() && !end(byte)).count();
        let to_next = blanks(|_| false);
        let in_reach = if rest.get(to_next) == Some(&b'}') { to_next } else { blanks(|byte| byte == b'\n') };
        self.pass_comments(node.end_byte() + in_reach);
    }

    /// The place that a text such as `fd`, `c->fd`, `&s` or `*p` names, if it is nothing more than that.
    fn named_place(&mut self, text: &str) -> Option<PlaceId> {
        let text = text.trim();
        if let Some(pointer) = text.strip_prefix('*') {
            let pointer = self.named_place(pointer)?;
            return Some(self.builder.places().deref(pointer));
        }
        let text = text.strip_prefix('&').unwrap_or(text).trim();
        let mut rest = text;
        let root = take_name(&mut rest)?;
        let mut place = self.variable(root)?;
        while !rest.is_empty() {
            let (arrow, after) = match rest.strip_prefix("->") {
                Some(after) => (true, after),
                None => (false, rest.strip_prefix('.')?),
            };
            rest = after;
            let member = take_name(&mut rest)?;
            if arrow {
                place = self.builder.places().deref(place);
            }
            place = self.builder.places().field(place, member);
        }
        Some(place)
    }
}

/// Takes an identifier and the blanks around it off the front of `rest`.
fn take_name<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let text = rest.trim_start();
    let length = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let (name, after) = text.split_at(length);
    *rest = after.trim_start();
    (!name.is_empty() && !name.as_bytes()[0].is_ascii_digit()).then_some(name)
}
