//! The head of a function of C++: marks around the name that the grammar has no place for.

use super::edits::Edits;
use super::tokens::Tokens;
use super::words;
use super::{RepairNames, Slice};

/// Words that may stand between the parameters and the body.
const BEHIND: [&str; 9] = ["const", "volatile", "noexcept", "override", "final", "throw", "try", "mutable", "requires"];

/// Blanks names that read like export marks or calling conventions before the parameters, and any mark behind them.
pub(super) fn simplify_head(slice: &Slice, _: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body() else { return };
    let Some(open) = (0..body).find(|&at| tokens.is(at, "(") && at > 0 && tokens.is_word(at - 1)) else { return };
    let Some(close) = tokens.group(open) else { return };
    let first = first_of_name(tokens, open - 1);
    for at in (0..first).filter(|&at| tokens.is_name(at)) {
        let is_alone = !tokens.is(at + 1, "::") && !tokens.is(at + 1, ":") && !tokens.is(at + 1, "<");
        let others = (0..first).filter(|&other| other != at && tokens.is_word(other)).count();
        if is_alone && others > 0 && words::attribute_likeness(tokens.source(at)) > 1 {
            edits.blank(tokens, at, tokens.behind_group(at + 1).max(at + 1) - 1);
        }
    }
    let mut at = close + 1;
    while at < body && !tokens.is_any(at, &[":", "->"]) {
        let end = tokens.behind_group(at + 1);
        if tokens.is_name(at) && !BEHIND.contains(&tokens.source(at)) {
            edits.blank(tokens, at, end - 1);
        }
        at = end;
    }
}

/// The first token of the qualified name that ends at `last`.
fn first_of_name(tokens: &Tokens, last: usize) -> usize {
    let mut first = last;
    loop {
        let before = first.wrapping_sub(1);
        if tokens.is(before, "~") {
            first = before;
        } else if tokens.is(before, "::") && tokens.is_word(before.wrapping_sub(1)) {
            first = before - 1;
        } else if tokens.is(before, ":") && tokens.is(before.wrapping_sub(1), ":") && before >= 2 {
            first = before - 2;
        } else {
            return first;
        }
    }
}
