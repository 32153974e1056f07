//! Statements among a macro's arguments: `CHECK(x, return -1);`, `EACH(x, list, { ... })`.

use super::arguments::simplify_list;
use super::edits::Edits;
use super::loops::keyword;
use super::tokens::Tokens;
use super::words;
use super::{RepairNames, Slice};

/// Puts the other arguments into a condition before the statement.
pub(super) fn condition_jumps(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body() else { return };
    for at in (body + 1..tokens.len()).filter(|&at| tokens.is_name(at) && slice.shape.is_start(at)) {
        let Some(close) = tokens.group(at + 1) else { continue };
        if let Some(statement) = statement_argument(tokens, at + 2, close) {
            simplify_list(slice, at + 1, statement - 1, names, edits);
            statement_behind_condition(tokens, at, statement, close, edits);
        }
    }
}

/// The argument that is a statement, if it is not the first.
pub(super) fn statement_argument(tokens: &Tokens, first: usize, close: usize) -> Option<usize> {
    let mut at = first;
    while at < close {
        let is_statement = words::is_statement(tokens.source(at + 1)) || tokens.is(at + 1, "{");
        if at > first && tokens.is(at, ",") && is_statement {
            return Some(at + 1);
        }
        at = tokens.behind(at);
    }
    None
}

/// `CHECK(x, return -1);` becomes `if   (x) return -1 ;`. That the condition is the macro's own business shows by the
/// keyword, which the program did not write.
fn statement_behind_condition(tokens: &Tokens, at: usize, statement: usize, close: usize, edits: &mut Edits) {
    if tokens.source(at).len() < 2 {
        return;
    }
    edits.write(tokens, at, at, keyword(tokens.source(at)));
    edits.write(tokens, statement - 1, statement - 1, ")");
    edits.write(tokens, close, close, if tokens.is(close + 1, ";") { "" } else { ";" });
    if tokens.is_any(statement, &["return", "goto", "break", "continue"]) {
        let mut next = statement;
        while next < close && !tokens.is(next, ",") {
            next = tokens.behind(next);
        }
        if next < close {
            edits.write(tokens, next, next, ";");
        }
    }
}
