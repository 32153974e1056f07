//! Macro statements without a semicolon.

use super::edits::Edits;
use super::tokens::Tokens;
use super::words;
use super::{RepairNames, Slice};

/// Writes a semicolon into the blank behind the macro where the next token begins a statement.
pub(super) fn end_statements(slice: &Slice, _: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body() else { return };
    // Behind a semicolon that was written another statement begins.
    let mut written = usize::MAX;
    for at in (body + 1..tokens.len()).filter(|&at| tokens.is_name(at)) {
        if at != written && !slice.shape.is_start(at) {
            continue;
        }
        let last = tokens.group(at + 1).unwrap_or(at);
        let next = last + 1;
        if ends_at(tokens, at, last) {
            let (end, start) = (tokens.span(last).1, tokens.span(next).0);
            edits.write_bytes(end, start.min(end + 1), ";");
            written = next;
        }
    }
}

/// Whether the macro in the tokens `first..=last` is a statement by itself.
fn ends_at(tokens: &Tokens, first: usize, last: usize) -> bool {
    let next = last + 1;
    let is_on_own_line = tokens.is_line_end_between(last, next);
    if tokens.is_any(next, &["}", "case", "default", "else"]) {
        return true;
    }
    // Below `EACH(x)` stands what it repeats.
    if last > first && words::reads_like_a_loop(tokens.source(first)) {
        return false;
    }
    if words::is_statement(tokens.source(next)) {
        return true;
    }
    // What only a statement does with the name that follows.
    let is_used = tokens.is_any(next + 1, &["(", "->", ".", "++", "--", "+=", "-=", "|=", "&="]);
    if last > first {
        // On the same line, `NAME(x) y = 1` declares.
        let is_word = tokens.is_word(next) && (is_used || is_on_own_line);
        let is_prefix = tokens.is_any(next, &["*", "++", "--"]) || tokens.is(next, "(") && tokens.is(next + 1, "void");
        return is_word || is_prefix && is_on_own_line;
    }
    // `NAME x` may be a declaration even on two lines.
    let is_used = is_used
        || tokens.is(next + 1, "}")
        || tokens.is(next + 1, "[") && tokens.is_any(tokens.behind(next + 1), &["->", "."]);
    tokens.is_name(next) && is_used && is_on_own_line
}
