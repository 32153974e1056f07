//! Macros that stand beside another value: `APLOGNO(01) "text"`, `sizeof(A B)`, `x = MARK (type) 0`.

use super::edits::Edits;
use super::tokens::Kind;
use super::{RepairNames, Slice};

/// Tokens behind which a value begins.
const BEFORE_VALUES: [&str; 21] = [
    "=", "?", ":", "return", "==", "!=", "<=", ">=", "<", ">", "+", "-", "/", "%", "|", "^", "<<", ">>", "&&", "||",
    "!",
];

/// Blanks calls that stand directly before or behind a string, names directly before a value, and what assigns nothing.
/// Lone names may stand beside a string.
pub(super) fn blank_beside_values(slice: &Slice, _: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    // A macro without arguments can leave `x = ;`.
    for at in (0..tokens.len()).filter(|&at| tokens.is(at, "=") && tokens.is_any(at + 1, &[";", ",", ")"])) {
        edits.blank(tokens, at, at);
    }
    for at in (1..tokens.len()).filter(|&at| tokens.is_name(at) && !slice.shape.is_start(at)) {
        let close = tokens.group(at + 1);
        let next = close.unwrap_or(at) + 1;
        let is_value = BEFORE_VALUES.iter().any(|before| tokens.is(at - 1, before))
            || tokens.is(at - 1, "(") && at > 1 && tokens.is(at - 2, "sizeof");
        let is_argument = close.is_some() && tokens.is_any(at - 1, &["(", ","]);
        match tokens.kind(next) {
            Some(Kind::Name | Kind::Number) if is_argument => edits.blank(tokens, at, next - 1),
            Some(Kind::Str) if close.is_some() => edits.blank(tokens, at, next - 1),
            Some(Kind::Number | Kind::Char) if is_value => edits.blank(tokens, at, at),
            Some(Kind::Name) if is_value => edits.blank(tokens, at, at),
            _ if close.is_some() && tokens.kind(at - 1) == Some(Kind::Str) => edits.blank(tokens, at, next - 1),
            _ => {}
        }
    }
}
