//! Braces that do not pair, as the choice between arms of `#if` can leave them.

use super::edits::Edits;
use super::{RepairNames, Slice};

/// Blanks what follows the function's end if that is only braces and semicolons.
pub(super) fn balance(slice: &Slice, _: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body() else { return };
    if let Some(close) = tokens.partner(body) {
        if close + 1 < tokens.len() && (close + 1..tokens.len()).all(|at| tokens.is_any(at, &["}", ";", ")"])) {
            edits.blank(tokens, close + 1, tokens.len() - 1);
        }
        return;
    }
    // As many braces are missing as were left open; there is room only in the blanks at the end.
    let (_, mut end) = tokens.span(tokens.len() - 1);
    for _ in (body..tokens.len()).filter(|&at| tokens.is(at, "{") && tokens.partner(at).is_none()) {
        edits.write_bytes(end, end + 1, "}");
        end += 1;
    }
}
