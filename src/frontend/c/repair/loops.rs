//! Macros that stand for the head of a loop: `LIST_FOREACH(x, list) {`.

use super::arguments::simplify_list;
use super::edits::Edits;
use super::shape::Inside;
use super::tokens::Tokens;
use super::words;
use super::{RepairNames, Slice};

/// Writes a keyword over the macro's name. Whether the body runs is then not for the condition to say: the keyword is not
/// the program's, which shows in the text before the repair.
pub(super) fn open_loops(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body() else { return };
    for at in (body + 1..tokens.len()).filter(|&at| tokens.is_name(at) && slice.shape.is_start(at)) {
        let name = tokens.source(at);
        match tokens.group(at + 1) {
            Some(close) if is_head(slice, close, name) => {
                simplify_list(slice, at + 1, close, names, edits);
                head(tokens, at, close, edits);
            }
            None if tokens.is(at + 1, "{") && words::reads_like_forever(name) => edits.write(tokens, at, at, "for(;;)"),
            None if tokens.is(at + 1, "{") => edits.blank(tokens, at, at),
            _ => {}
        }
    }
}

/// Makes a head of the macro in the tokens `at..=close`.
fn head(tokens: &Tokens, at: usize, close: usize, edits: &mut Edits) {
    let name = tokens.source(at);
    let semicolons: Vec<_> = (at..close).filter(|&at| tokens.is(at, ";")).collect();
    if semicolons.len() == 2 && name.len() >= 3 {
        return edits.write(tokens, at, at, "for");
    }
    if close == at + 2 || words::reads_like_a_guard(name) {
        // Nothing says how often: the body is left as a block.
        return edits.blank(tokens, at, close);
    }
    edits.write(tokens, at, at, keyword(name));
    // Semicolons separate expressions, as commas do.
    for at in semicolons {
        edits.write(tokens, at, at, ",");
    }
}

/// Whether what follows the parenthesis `close` is the macro's body.
fn is_head(slice: &Slice, close: usize, name: &str) -> bool {
    let tokens = &slice.tokens;
    if tokens.is(close + 1, "{") {
        return slice.shape.inside(close + 2) == Some(Inside::Block);
    }
    let is_statement = tokens.is_word(close + 1) && !tokens.is_any(close + 1, &["case", "default", "else"]);
    words::reads_like_a_loop(name) && (is_statement || tokens.is_any(close + 1, &["*", "(", "++", "--"]))
}

/// The keyword to write over the macro's name.
pub(super) fn keyword(name: &str) -> &'static str {
    if name.len() >= 5 && words::reads_like_a_loop(name) { "while" } else { "if" }
}
