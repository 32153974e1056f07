//! From a function slice to the text that is parsed.

use super::commented::commented_call;
use super::expand::{Expander, Macro};
use super::facts::Parts;
use super::prepared::{Comment, Prepared};
use super::repair::reads_like_a_guard;
use super::text::{Chosen, FunctionSlice, Kind, Token};
use crate::frontend::annotation;
use crate::ir::Expansion;
use crate::source::Span;

/// One file in one world, ready to have its functions prepared.
pub struct Preparer<'p> {
    parts: &'p Parts,
    chosen: &'p Chosen,
    expander: Expander<'p>,
    wanted: &'p dyn Fn(&str) -> bool,
    /// The text with comments, directives and dead arms blanked.
    masked: Vec<u8>,
}

impl<'p> Preparer<'p> {
    /// Blanks what the parser must not see. `wanted` accepts the names to look for in comments.
    pub fn new(parts: &'p Parts, chosen: &'p Chosen, expander: Expander<'p>, wanted: &'p dyn Fn(&str) -> bool) -> Self {
        let mut masked = parts.text.clone();
        let directives = parts.lexed.directives.iter().map(|directive| directive.span);
        for span in parts.lexed.comments.iter().copied().chain(directives).chain(chosen.dead.iter().copied()) {
            blank(&mut masked[span.range()]);
        }
        Preparer { parts, chosen, expander, wanted, masked }
    }

    /// The text of one function.
    pub fn prepare(&self, slice: &FunctionSlice) -> Prepared {
        let mut out = Assembly::new(slice.span);
        let tokens = &self.chosen.tokens[slice.tokens.clone()];
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match self.expansion(&tokens[at..]) {
                Some((found, expanded)) => {
                    let last = tokens[at + expanded.tokens - 1];
                    let call = Span { start: token.start, end: last.end };
                    out.copy(&self.masked, token.start);
                    out.expand(call, &expanded.text);
                    let definition = Some(found.at);
                    out.prepared.expansions.push(Expansion { name: found.name.clone(), call, definition });
                    at += expanded.tokens;
                }
                None => at += 1,
            }
        }
        out.copy(&self.masked, slice.span.end);
        self.comments(slice.span, &mut out);
        out.prepared
    }

    fn expansion(&self, tokens: &[Token]) -> Option<(&'p Macro, super::expand::Expanded)> {
        let token = tokens.first().filter(|token| token.kind == Kind::Ident)?;
        let found = self.expander.find(token.text(&self.parts.text))?;
        let expanded = self.expander.call(found, &self.parts.text, tokens)?;
        // What holds a lock while a block runs is mostly a loop of one round: the block alone is the same and simpler.
        let has_block = tokens.get(expanded.tokens).is_some_and(|next| next.is(&self.parts.text, "{"));
        let is_guard = has_block && found.params.is_some() && reads_like_a_guard(found.name.as_str());
        (!is_guard).then_some((found, expanded))
    }

    /// Comments and `#if 0` arms inside the function. What is told to sockleak is no comment on the code.
    fn comments(&self, function: Span, out: &mut Assembly) {
        let is_dead = |span: &Span| self.chosen.dead.iter().any(|dead| dead.contains(*span));
        let is_told =
            |span: &Span| annotation::written(&self.parts.text[span.range()]).is_some_and(|written| written.start == 0);
        let zero = self.chosen.zero.iter().filter(|span| function.contains(**span));
        let comments = inside(function, &self.parts.lexed.comments).filter(|span| !is_dead(span) && !is_told(span));
        let mut spans: Vec<Span> = comments.chain(zero).copied().collect();
        spans.sort();
        for span in spans {
            let call = commented_call(&self.parts.text[span.range()], self.wanted);
            let at = out.position(span.start);
            out.prepared.comments.push(Comment { span, at, call });
        }
    }
}

/// Those of `spans`, which are in order, that lie in `function`.
fn inside(function: Span, spans: &[Span]) -> impl Iterator<Item = &Span> {
    let first = spans.partition_point(|span| span.start < function.start);
    let near = spans[first..].iter().take_while(move |span| span.start < function.end);
    near.filter(move |span| function.contains(**span))
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}

/// A prepared text that is being put together from left to right.
struct Assembly {
    prepared: Prepared,
    /// How far the file has been copied.
    from: u32,
    /// Starts of runs: in the file, in the text.
    runs: Vec<(u32, usize)>,
}

impl Assembly {
    fn new(span: Span) -> Assembly {
        Assembly { prepared: Prepared { span, ..Prepared::default() }, from: span.start, runs: Vec::new() }
    }

    /// Copies the file up to `to`.
    fn copy(&mut self, masked: &[u8], to: u32) {
        let start = self.prepared.text.len();
        self.prepared.map.push_file(start, self.from as usize);
        self.runs.push((self.from, start));
        self.prepared.text.extend(&masked[self.from as usize..to as usize]);
        self.from = to;
    }

    /// Puts `text` in the place of a macro call.
    fn expand(&mut self, call: Span, text: &[u8]) {
        let start = self.prepared.text.len();
        self.prepared.map.push_call(start, call);
        self.runs.push((call.start, start));
        self.prepared.text.push(b' ');
        self.prepared.text.extend(text);
        self.from = call.end;
    }

    /// Where the file's byte `offset` is in the text; inside a macro call: where that begins.
    fn position(&self, offset: u32) -> usize {
        let at = self.runs.partition_point(|(file, _)| *file <= offset).saturating_sub(1);
        let (file, start) = self.runs.get(at).copied().unwrap_or((offset, 0));
        let end = self.runs.get(at + 1).map_or(self.prepared.text.len(), |(_, start)| *start);
        (start + (offset - file) as usize).min(end)
    }
}
