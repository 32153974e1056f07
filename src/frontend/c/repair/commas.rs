//! Macros that bring a comma of their own, or nothing: `start(EV_A_ watcher)`, `static void on_read(EV_P_ watcher_t *w) {`.

use super::edits::Edits;
use super::tokens::{Kind, Tokens};
use super::{RepairNames, Slice};

/// Whether a name in the text may be one of such a macro: only few texts have any.
pub(super) fn may_bring_commas(text: &[u8]) -> bool {
    let mut ends = memchr::memmem::find_iter(text, b"_ ");
    ends.any(|at| text[..at].ends_with(b"_A") || text[..at].ends_with(b"_P"))
}

/// Writes the comma that such a macro brings, in calls and heads alike: `start(EV_A, watcher)`. Nothing in C is written without:
/// the grammar takes the call for a declaration of its callee.
pub(super) fn write_hidden(slice: &Slice, _: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let is_first = |at: usize| tokens.is(at - 1, "(") && tokens.is_name(at - 2) || tokens.is(at - 1, ",");
    for at in (2..tokens.len()).filter(|&at| tokens.is_name(at) && is_first(at)) {
        if brings_comma(tokens.source(at)) && begins_argument(tokens, at + 1) {
            let end = tokens.span(at).1;
            edits.write_bytes(end - 1, end, ",");
        }
    }
}

/// Whether a name is written as those of such macros are, in capitals with `A` for arguments or `P` for parameters, as `EV_A_`:
/// the last underscore stands for the comma.
fn brings_comma(name: &str) -> bool {
    let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    (name.ends_with("_A_") || name.ends_with("_P_")) && name.len() > 3 && name.bytes().all(is_capital)
}

fn begins_argument(tokens: &Tokens, at: usize) -> bool {
    let is_value = matches!(tokens.kind(at), Some(Kind::Name | Kind::Keyword | Kind::Number));
    is_value || tokens.is_any(at, &["&", "*"])
}
