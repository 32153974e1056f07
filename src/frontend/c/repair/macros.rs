//! Macros that stand for more than a call: compound literals, wrapped declarations and statements.

use super::edits::Edits;
use super::jumps;
use super::known::begins_type;
use super::shape::Inside;
use super::words;
use super::{RepairNames, Slice};

/// Rewrites them into what they stand for.
pub(super) fn unwrap_macros(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body() else { return };
    for at in (body + 1..tokens.len()).filter(|&at| tokens.is_name(at)) {
        let Some(close) = tokens.group(at + 1) else { continue };
        if !slice.shape.is_start(at) {
            if is_literal(slice, at, close) {
                edits.blank(tokens, at, at);
            }
        } else if tokens.partner(at + 2) == Some(close - 1) && tokens.is(at + 2, "{") {
            // `MACRO({ ... })`
            let is_loop = words::reads_like_a_loop(tokens.source(at));
            edits.write(tokens, at, at + 1, if is_loop { "while(_)" } else { "" });
            edits.blank(tokens, close, close);
        } else if jumps::statement_argument(tokens, at + 2, close).is_none() && is_wrapped(slice, at + 2, close, names)
        {
            // The semicolon ends the last of the wrapped statements.
            edits.blank(tokens, at, at + 1);
            edits.write(tokens, close, close, ";");
        }
    }
}

/// Whether the macro is the type of a compound literal: `x = LITERAL(struct s){ 1 };`
fn is_literal(slice: &Slice, at: usize, close: usize) -> bool {
    let tokens = &slice.tokens;
    let holds_values = tokens.is(close + 1, "{") && slice.shape.inside(close + 2) == Some(Inside::Values);
    let is_value = tokens.is(at - 1, "return") || !tokens.is_word(at - 1) && !tokens.is(at - 1, "*");
    let is_condition = tokens.is(at - 1, "(") && words::has_condition(tokens.source(at.wrapping_sub(2)));
    holds_values && is_value && !is_condition
}

/// Whether the tokens `first..close` are statements or a declaration rather than arguments.
fn is_wrapped(slice: &Slice, first: usize, close: usize, names: &RepairNames) -> bool {
    let tokens = &slice.tokens;
    if tokens.is(close + 1, "{") || words::reads_like_a_loop(tokens.source(first - 2)) {
        return false;
    }
    let holds = |wanted: &str| {
        let mut at = first;
        while at < close && !tokens.is(at, wanted) {
            at = tokens.behind(at);
        }
        at < close
    };
    if holds(";") {
        return true;
    }
    let is_type = begins_type(tokens, first, names);
    let name = (first + 1..close).find(|&at| !tokens.is(at, "*") && !words::is_builtin_type(tokens.source(at)));
    let declares = name.is_some_and(|at| tokens.is_name(at) && tokens.is_any(at + 1, &["=", ")", "["]));
    // `f(a * b)` is a product where `a` is not known as a type.
    let is_product = tokens.is(first + 1, "*") && !is_type;
    declares && (is_type || tokens.is_name(first)) && !is_product && !holds(",")
}
