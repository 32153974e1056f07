//! The function's head: one type before the name, nothing between the parameters and the body.

use super::edits::Edits;
use super::known::begins_type;
use super::tokens::{Kind, Tokens};
use super::words;
use super::{RepairNames, Slice};

/// Blanks what the grammar has no place for.
pub(super) fn simplify_head(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body() else { return };
    if let Some(close) = wrapped(tokens, body) {
        edits.blank(tokens, 0, 1);
        return edits.blank(tokens, close, close);
    }
    let Some((name, open, close)) = find_name(tokens, body) else { return };
    simplify_type(tokens, name, names, edits);
    if holds_values(tokens, open, close) {
        // The arguments of a macro that makes the head.
        edits.blank(tokens, open + 1, close - 1);
    }
    let is_old_style = (close..body).any(|at| tokens.is(at, ";"));
    if !is_old_style && body > close + 1 {
        edits.blank(tokens, close + 1, body - 1);
    }
}

/// Whether a literal stands directly between the parentheses.
fn holds_values(tokens: &Tokens, open: usize, close: usize) -> bool {
    let mut at = open + 1;
    while at < close {
        if matches!(tokens.kind(at), Some(Kind::Str | Kind::Number)) && tokens.is_any(at - 1, &["(", ","]) {
            return true;
        }
        at = tokens.behind_group(at).max(at + 1);
    }
    false
}

/// The end of a macro around the whole head: `UNUSED(static int f(int x)) {`.
fn wrapped(tokens: &Tokens, body: usize) -> Option<usize> {
    let close = tokens.group(1).filter(|close| close + 1 == body && tokens.is_name(0))?;
    let params = tokens.partner(close - 1).filter(|_| tokens.is(close - 1, ")"))?;
    let is_head =
        params > 3 && tokens.is_name(params - 1) && (2..params).all(|at| tokens.is_word(at) || tokens.is(at, "*"));
    is_head.then_some(close)
}

/// The function's name and its parentheses. Of several candidates, as in `API(int) f(int x) PRINTF(1, 2) {`, the last whose
/// parentheses hold what can only be parameters, else the last.
fn find_name(tokens: &Tokens, body: usize) -> Option<(usize, usize, usize)> {
    let mut found = None;
    let mut at = 0;
    let mut is_sure = false;
    while at < body && !tokens.is(at, ";") {
        let Some(close) = tokens.group(at) else {
            at += 1;
            continue;
        };
        if at > 0 && tokens.is_name(at - 1) && close < body {
            let reads_like_params = reads_like_params(tokens, at, close);
            if reads_like_params || !is_sure {
                found = Some((at - 1, at, close));
            }
            is_sure |= reads_like_params;
        }
        at = close + 1;
    }
    found
}

fn reads_like_params(tokens: &Tokens, open: usize, close: usize) -> bool {
    let is_pair = |at: usize| {
        tokens.is_word(at) && (tokens.is_word(at + 1) || tokens.is(at + 1, "*") && !tokens.is(at + 2, ")"))
            || tokens.is(at, "*") && tokens.is_word(at + 1)
    };
    close == open + 1 || tokens.is(open + 1, "void") && close == open + 2 || (open + 1..close).any(is_pair)
}

/// One part of what stands before the name.
#[derive(Clone, Copy)]
struct Part {
    first: usize,
    last: usize,
    /// How well it serves as the type.
    worth: u32,
}

/// Keeps one type before token `name`, and the words that may stand around it.
fn simplify_type(tokens: &Tokens, name: usize, names: &RepairNames, edits: &mut Edits) {
    let mut parts = Vec::new();
    let mut at = 0;
    let mut has_builtin = false;
    while at < name {
        let word = tokens.source(at);
        let mut last = at;
        if words::is_builtin_type(word) {
            has_builtin = true;
        } else if words::is_tag(word) {
            has_builtin = true;
            // A tag may come with a body.
            last = (at + 1).min(name - 1);
            last = tokens.partner(last + 1).filter(|&close| tokens.is(last + 1, "{") && close < name).unwrap_or(last);
        } else if tokens.is_name(at) {
            last = tokens.behind_group(at + 1) - 1;
            parts.push(Part { first: at, last: last.min(name - 1), worth: worth(tokens, at, last, names) });
        }
        at = last + 1;
    }
    // Of equals, the last: export marks come first.
    let best = parts.iter().max_by_key(|part| part.worth).filter(|_| !has_builtin).copied();
    for part in &parts {
        match best.filter(|best| best.first == part.first) {
            None => edits.blank(tokens, part.first, part.last),
            Some(best) if best.first != best.last => {
                // `API(int) f` has its type inside.
                edits.blank(tokens, best.first, best.first + 1);
                edits.blank(tokens, best.last, best.last);
            }
            Some(_) => {}
        }
    }
}

fn worth(tokens: &Tokens, first: usize, last: usize, names: &RepairNames) -> u32 {
    let word = tokens.source(first);
    if last > first {
        let holds_type = (first + 2..last).any(|at| begins_type(tokens, at, names));
        return if holds_type { 60 } else { 0 };
    }
    if (names.is_type)(word) { 100 } else { 50 - words::attribute_likeness(word) }
}
