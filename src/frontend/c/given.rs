//! What the member functions of a class that a file defines do with one of its members, lowered or not.

use super::Declared;
use super::mentions::is_member;
use super::opened::View;
use super::text::{Kind, Token, last_word, lex};
use crate::source::Span;
use std::ops::Range;

/// Longest chain of names for one function that is followed.
const MAX_CHAIN: usize = 8;

impl Declared<'_> {
    /// The functions that member functions of `class` in this file give its member `name` to as their first argument, in
    /// what is live in this world, and where: `read(fd_, ...)`. A macro that is but another name counts as what it stands
    /// for.
    pub fn given(&self, class: &str, name: &str) -> Vec<(String, Span)> {
        let (view, text) = (self.view, &self.opened.text);
        let is_own = |at: &usize| {
            let class_there = view.standings.get(*at).and_then(|standing| standing.class.as_ref());
            class_there.is_some_and(|there| last_word(there.as_str()) == last_word(class))
        };
        let bodies = (0..view.functions.len()).filter(is_own).map(|at| view.functions[at]);
        bodies.flat_map(|body| given_in(view, text, body, name)).collect()
    }
}

fn given_in(view: &View, text: &[u8], body: Span, name: &str) -> Vec<(String, Span)> {
    let body_text = &text[body.range()];
    if memchr::memmem::find(body_text, name.as_bytes()).is_none() {
        return Vec::new();
    }
    let tokens = lex(body_text).tokens;
    let is_live = |token: &Token| {
        let at = body.start + token.start;
        !view.dead.iter().any(|dead| (dead.start..dead.end).contains(&at))
    };
    let tokens: Vec<Token> = tokens.into_iter().filter(is_live).collect();
    let call = |at: usize| {
        let arguments = first_argument(body_text, &tokens, at)?;
        let is_it = tokens[arguments].iter().map(|token| token.text(body_text)).eq([name]);
        let Token { start, end, .. } = tokens[at];
        let span = Span { start: body.start + start, end: body.start + end };
        is_it.then(|| (meaning(view, tokens[at].text(body_text)), span))
    };
    (0..tokens.len()).filter_map(call).collect()
}

/// The tokens of the first argument of the call at `at`, without a `this->` before them, if there is a call of a function that is no member.
fn first_argument(text: &[u8], tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let is_call = tokens[at].kind == Kind::Ident && tokens.get(at + 1)?.punct() == b'(';
    if !is_call || is_member(text, tokens, at) {
        return None;
    }
    let is_through_this = tokens.get(at + 2)?.reads(text, "this") && tokens.get(at + 3)?.is(text, "->");
    // `(SOCKET)fd_`
    let is_cast = tokens.get(at + 2)?.punct() == b'(' && tokens.get(at + 4)?.punct() == b')';
    let start = at
        + 2
        + if is_through_this {
            2
        } else if is_cast {
            3
        } else {
            0
        };
    let length = tokens[start..].iter().position(|token| matches!(token.punct(), b',' | b')' | b'('))?;
    Some(start..start + length)
}

/// What a name for a function stands for.
fn meaning(view: &View, name: &str) -> String {
    let mut name = name.to_owned();
    for _ in 0..MAX_CHAIN {
        let found = view.scope.macros.get(&name).filter(|found| found.params.is_none());
        let mut words = found.into_iter().flat_map(|found| found.mentions());
        let (Some(next), None) = (words.next(), words.next()) else { break };
        name = next.to_owned();
    }
    name
}
