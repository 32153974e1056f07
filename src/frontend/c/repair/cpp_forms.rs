//! Forms of C++ that the grammar does not have, written as others that mean the same here.

use super::edits::Edits;
use super::tokens::Tokens;
use super::{RepairNames, Slice};

/// Pointers to members, conversions called by name, empty braces as arguments, local classes with functions, and `try` with
/// `__finally`.
pub(super) fn rewrite(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body().filter(|_| names.is_cpp) else { return };
    for at in 0..tokens.len() {
        member_pointer(tokens, at, edits);
        empty_argument(tokens, at, edits);
        if at > body {
            conversion(tokens, at, edits);
            local_class(tokens, at, edits);
            finally(tokens, at, edits);
        }
    }
}

/// `(this->*next)(x)` calls what a member holds, `int (A::*next)(int)` is a pointer.
fn member_pointer(tokens: &Tokens, at: usize, edits: &mut Edits) {
    if !tokens.is(at, "*") {
        return;
    }
    let is_beside = |first: usize, second: usize| tokens.span(first).1 == tokens.span(second).0;
    if at > 0 && tokens.is_any(at - 1, &["->", "."]) && is_beside(at - 1, at) {
        edits.blank(tokens, at, at);
    }
    let mut first = at;
    while first >= 2 && tokens.is(first - 1, "::") && tokens.is_name(first - 2) {
        first -= 2;
    }
    if first < at && first > 0 && tokens.is(first - 1, "(") {
        edits.blank(tokens, first, at - 1);
    }
}

/// `f(a, {})`
fn empty_argument(tokens: &Tokens, at: usize, edits: &mut Edits) {
    let is_empty = tokens.is(at, "{") && tokens.is(at + 1, "}");
    if is_empty && at > 0 && tokens.is_any(at - 1, &["(", ","]) && tokens.is_any(at + 2, &[",", ")"]) {
        edits.write(tokens, at, at + 1, "0");
    }
}

/// `name.operator const Name&()`
fn conversion(tokens: &Tokens, at: usize, edits: &mut Edits) {
    if !tokens.is(at, "operator") || !tokens.is_any(at - 1, &[".", "->"]) || !tokens.is_word(at + 1) {
        return;
    }
    let is_type = |at: usize| tokens.is_word(at) || tokens.is_any(at, &["::", "*", "&"]);
    let open = (at + 1..tokens.len()).find(|&at| !is_type(at)).filter(|&open| tokens.is(open, "("));
    if let Some(open) = open {
        edits.write(tokens, at, open - 1, "convert_");
    }
}

/// What a local class does is not followed; its name is enough.
fn local_class(tokens: &Tokens, at: usize, edits: &mut Edits) {
    if !tokens.is_any(at, &["class", "struct"]) || !tokens.is_name(at + 1) {
        return;
    }
    let is_base = |at: usize| tokens.is_word(at) || tokens.is_any(at, &[":", "::", ",", "<", ">"]);
    let Some(open) = (at + 2..tokens.len()).find(|&at| !is_base(at)).filter(|&open| tokens.is(open, "{")) else {
        return;
    };
    let Some(close) = tokens.partner(open) else { return };
    let has_function = (open..close).any(|at| tokens.is(at, "("));
    if has_function || open > at + 2 {
        edits.blank(tokens, at + 2, close);
    }
}

/// `try { } __finally { }`, as Borland's compiler has it.
fn finally(tokens: &Tokens, at: usize, edits: &mut Edits) {
    if !tokens.is(at, "try") || !tokens.is(at + 1, "{") {
        return;
    }
    let (start, end) = (tokens.span(at).0, tokens.span(at + 1).0);
    let is_blank = |range: std::ops::Range<usize>| {
        range.into_iter().all(|at| tokens.byte(at).is_some_and(|byte| byte.is_ascii_whitespace()))
    };
    if !tokens.partner(at + 1).is_some_and(|close| tokens.is(close + 1, "__finally")) {
        return;
    }
    if start + 5 <= end {
        edits.write_bytes(start, end, "__try");
    } else if start >= 2 && is_blank(start - 2..start) {
        edits.write_bytes(start - 2, start + 3, "__try");
    }
}
