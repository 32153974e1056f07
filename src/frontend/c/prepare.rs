//! From a function slice to the text that is parsed.

use super::commented::commented_call;
use super::cpp::Standing;
use super::expand::{Expander, Macro, without_inert};
use super::opened::{Opened, View};
use super::prepared::{Comment, Prepared};
use super::repair::reads_like_a_guard;
use super::text::{Kind, Token, lex};
use crate::frontend::{Interest, annotation};
use crate::ir::Expansion;
use crate::source::Span;

/// Prepares the functions of one file in one world.
pub struct Preparer<'p> {
    opened: &'p Opened,
    view: &'p View,
    expander: Expander<'p>,
    interest: &'p Interest,
}

/// A function's text with comments, directives and dead arms blanked.
pub struct Masked {
    /// The text.
    pub text: Vec<u8>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Where it stands in the file.
    pub span: Span,
    /// Where it stands among namespaces and classes, if it is C++.
    pub standing: Option<Standing>,
}

impl Masked {
    /// Blanks what the parser must not see of the function at `span`.
    pub fn new(opened: &Opened, view: &View, span: Span) -> Masked {
        let mut text = opened.text[span.range()].to_vec();
        for hidden in [&opened.comments, &opened.directives, &view.dead] {
            for hidden in inside(span, hidden) {
                let (start, end) = (hidden.start - span.start, hidden.end.min(span.end) - span.start);
                blank(&mut text[start as usize..end as usize]);
            }
        }
        let mut tokens = lex(&text).tokens;
        let standing = view.standing(span).cloned();
        if standing.is_some() {
            empty_raw_strings(&mut text, &mut tokens);
        }
        Masked { text, tokens, span, standing }
    }

    /// The span in the file of part of the text.
    fn place(&self, start: u32, end: u32) -> Span {
        Span { start: self.span.start + start, end: self.span.start + end }
    }
}

impl<'p> Preparer<'p> {
    /// A preparer that looks in comments for calls of functions that there is a model of.
    pub fn new(opened: &'p Opened, view: &'p View, expander: Expander<'p>, interest: &'p Interest) -> Self {
        Preparer { opened, view, expander, interest }
    }

    /// The text of one function.
    pub fn prepare(&self, masked: &Masked) -> Prepared {
        let mut out = Assembly::new(masked);
        let tokens = &masked.tokens;
        let head = Head::of(masked);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let found = self.expansion(&masked.text, &tokens[at..]);
            match found.filter(|(_, expanded)| !head.is_called_by(at, &expanded.text)) {
                Some((found, expanded)) => {
                    let last = tokens[at + expanded.tokens - 1];
                    let call = masked.place(token.start, last.end);
                    out.copy(call.start);
                    out.expand(call, &expanded.text);
                    let definition = Some(found.at);
                    out.prepared.expansions.push(Expansion { name: found.name.clone(), call, definition });
                    at += expanded.tokens;
                }
                None => at += 1,
            }
        }
        out.copy(masked.span.end);
        self.comments(masked.span, &mut out);
        out.prepared
    }

    fn expansion(&self, text: &[u8], tokens: &[Token]) -> Option<(&'p Macro, super::expand::Expanded)> {
        let token = tokens.first().filter(|token| token.kind == Kind::Ident)?;
        let found = self.expander.find(token.text(text))?;
        let mut expanded = self.expander.call(found, text, tokens)?;
        without_inert(&mut expanded.text, &|name| self.interest.inert.contains(name));
        // What holds a lock while a block runs is mostly a loop of one round: the block alone is the same and simpler.
        let has_block = tokens.get(expanded.tokens).is_some_and(|next| next.is(text, "{"));
        let is_guard = has_block && found.params.is_some() && reads_like_a_guard(found.name.as_str());
        let (call, rest) = tokens.split_at(expanded.tokens);
        (!is_guard && !is_head(text, call, rest)).then_some((found, expanded))
    }

    /// Comments and `#if 0` arms inside the function. What is told to sockleak is no comment on the code.
    fn comments(&self, function: Span, out: &mut Assembly) {
        let text = &self.opened.text;
        let is_dead = |span: &Span| self.view.dead.iter().any(|dead| dead.contains(*span));
        let is_told = |span: &Span| annotation::written(&text[span.range()]).is_some_and(|written| written.start == 0);
        let comments = inside(function, &self.opened.comments).filter(|span| function.contains(**span));
        let comments = comments.filter(|span| !is_dead(span) && !is_told(span));
        let zero = self.view.zero.iter().filter(|span| function.contains(**span));
        let mut spans: Vec<Span> = comments.chain(zero).copied().collect();
        spans.sort();
        for span in spans {
            let call = commented_call(&text[span.range()], &|name| self.interest.modelled.contains(name));
            let at = out.position(span.start);
            let consents = self.interest.consent.is_in(&text[span.range()]);
            out.prepared.comments.push(Comment { span, at, call, consents });
        }
    }
}

/// The head of a function.
struct Head<'t> {
    /// The function's name.
    name: &'t str,
    /// How many tokens it has.
    tokens: usize,
}

impl<'t> Head<'t> {
    fn of(masked: &'t Masked) -> Head<'t> {
        let (text, tokens) = (&masked.text, &masked.tokens);
        let end = tokens.iter().position(|token| token.is(text, "{")).unwrap_or(tokens.len());
        let named = tokens[..end].windows(2).find(|two| two[0].kind == Kind::Ident && two[1].is(text, "("));
        Head { name: named.map_or("", |two| two[0].text(text)), tokens: end }
    }

    /// Whether `expanded`, which stands at token `at` of the body, calls the function itself: the macro is meant for its callers,
    /// and hidden from this file by a condition in the header.
    fn is_called_by(&self, at: usize, expanded: &[u8]) -> bool {
        let is_mentioned = || memchr::memmem::find(expanded, self.name.as_bytes()).is_some();
        let is_it = |token: &Token| token.kind == Kind::Ident && token.reads(expanded, self.name);
        let is_call = |two: &[Token]| is_it(&two[0]) && two[1].is(expanded, "(");
        at > self.tokens && !self.name.is_empty() && is_mentioned() && lex(expanded).tokens.windows(2).any(is_call)
    }
}

/// Whether `call`, with `rest` behind it, is the head of a function that has a macro's name in another configuration:
/// `shut(int fd) {`. Arguments have no types, and no parameter begins with a parenthesis as one of a macro may that makes the
/// head: `IMPL(int, shut, (int fd)) {`.
fn is_head(text: &[u8], call: &[Token], rest: &[Token]) -> bool {
    let is_word = |token: &Token| token.kind == Kind::Ident;
    let has_type = call[1..].windows(2).any(|pair| pair.iter().all(is_word));
    let has_group = || call[1..].windows(2).any(|pair| pair[0].is(text, ",") && pair[1].is(text, "("));
    has_type && rest.first().is_some_and(|next| next.is(text, "{")) && !has_group()
}

/// Those of `spans`, which are in order, that begin in `function`.
fn inside(function: Span, spans: &[Span]) -> impl Iterator<Item = &Span> {
    let first = spans.partition_point(|span| span.start < function.start);
    spans[first..].iter().take_while(move |span| span.start < function.end)
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}

/// What stands in a raw string has no meaning here: `R"x(...)x"` becomes `""` and blanks.
fn empty_raw_strings(text: &mut [u8], tokens: &mut [Token]) {
    for token in tokens.iter_mut().filter(|token| token.kind == Kind::Str) {
        let range = token.start as usize..token.end as usize;
        let is_raw = text[range.clone()].iter().take(4).take_while(|byte| **byte != b'"').any(|byte| *byte == b'R');
        if is_raw && range.len() >= 3 {
            blank(&mut text[range.clone()]);
            text[range.start..range.start + 2].copy_from_slice(b"\"\"");
            token.end = token.start + 2;
        }
    }
}

/// A prepared text that is being put together from left to right.
struct Assembly<'m> {
    masked: &'m Masked,
    prepared: Prepared,
    /// How far the file has been copied.
    from: u32,
    /// Starts of runs: in the file, in the text.
    runs: Vec<(u32, usize)>,
}

impl Assembly<'_> {
    fn new(masked: &Masked) -> Assembly<'_> {
        let prepared = Prepared { span: masked.span, cpp: masked.standing.clone(), ..Prepared::default() };
        Assembly { masked, prepared, from: masked.span.start, runs: Vec::new() }
    }

    /// Copies the file up to `to`.
    fn copy(&mut self, to: u32) {
        let start = self.prepared.text.len();
        self.prepared.map.push_file(start, self.from as usize);
        self.runs.push((self.from, start));
        let base = self.masked.span.start;
        self.prepared.text.extend(&self.masked.text[(self.from - base) as usize..(to - base) as usize]);
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
