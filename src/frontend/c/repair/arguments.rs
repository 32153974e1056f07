//! Types and operators as arguments of macros: `container_of(p, struct s, m)`, `CHECK(a, ==, b)`.

use super::edits::Edits;
use super::known::begins_type;
use super::tokens::{Kind, Tokens};
use super::words;
use super::{RepairNames, Slice};

/// Operators that need something on both sides.
const INFIX: [&str; 29] = [
    "==", "!=", "<", ">", "<=", ">=", "&&", "||", "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=",
    "/", "%", "|", "^", "<<", ">>", "->", ".", "?", ":",
];

/// Operators that may stand before a value.
const PREFIX: [&str; 8] = ["*", "&", "-", "+", "!", "~", "++", "--"];

/// Makes each argument of each call in the body an expression.
pub(super) fn simplify_arguments(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(body) = slice.shape.body() else { return };
    for open in (body + 1..tokens.len()).filter(|&at| tokens.is_name(at - 1)) {
        if let Some(close) = tokens.group(open).filter(|_| !declares(slice, open - 1)) {
            simplify_list(slice, open, close, names, edits);
        }
    }
}

/// The same for the arguments between two parentheses.
pub(super) fn simplify_list(slice: &Slice, open: usize, close: usize, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let mut first = open + 1;
    let mut at = first;
    while at <= close {
        if at == close || tokens.is(at, ",") {
            argument(slice, first, at, names, edits);
            if first == at && close > open + 1 {
                fill_gap(tokens, at, close, edits);
            }
            first = at + 1;
        }
        // An argument in braces is left alone.
        at = tokens.behind(at);
    }
}

/// Whether the name is that of a function being declared: `int f(struct s *);`.
fn declares(slice: &Slice, name: usize) -> bool {
    let tokens = &slice.tokens;
    let mut at = name;
    while at > 0 && tokens.is(at - 1, "*") {
        at -= 1;
    }
    at > 0
        && tokens.is_word(at - 1)
        && !words::is_statement(tokens.source(at - 1))
        && !tokens.is(at - 1, "sizeof")
        && !slice.shape.is_start(name)
}

/// An argument that is not there: a comma before or behind it goes.
fn fill_gap(tokens: &Tokens, at: usize, close: usize, edits: &mut Edits) {
    let comma = if at == close { at - 1 } else { at };
    if tokens.is(comma, ",") {
        edits.blank(tokens, comma, comma);
    }
}

/// The argument in the tokens `first..end`.
fn argument(slice: &Slice, first: usize, end: usize, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    if first >= end || words::is_statement(tokens.source(first)) {
        return;
    }
    let last = end - 1;
    let is_operator = |at: usize| INFIX.iter().chain(&PREFIX).any(|operator| tokens.is(at, operator));
    if first == last && (is_operator(first) || words::is_builtin_type(tokens.source(first))) {
        return edits.write(tokens, first, last, "0");
    }
    if begins_type(tokens, first, names) && !tokens.is_any(first + 1, &["(", "[", ".", "->"]) {
        return type_argument(tokens, first, end, edits);
    }
    if tokens.is_name(first) && tokens.is_name(first + 1) {
        return type_argument(tokens, first, end, edits);
    }
    if tokens.is_name(first) && matches!(tokens.kind(first + 1), Some(Kind::Number | Kind::Char)) {
        return edits.blank(tokens, first, first);
    }
    // `.member = value`
    if tokens.is(first, ".") && tokens.is(first + 2, "=") {
        return edits.blank(tokens, first, first + 2);
    }
    if INFIX.iter().any(|operator| tokens.is(first, operator)) {
        edits.blank(tokens, first, first);
    }
    let mut at = last;
    while at > first && is_operator(at) && !tokens.is_any(at, &["++", "--"]) {
        edits.blank(tokens, at, at);
        at -= 1;
    }
}

/// Keeps the variable that is declared with a type; without one, a value that is nobody's stands for the type.
fn type_argument(tokens: &Tokens, first: usize, end: usize, edits: &mut Edits) {
    let is_part = |at: &usize| tokens.is_word(*at) || tokens.is_any(*at, &["*", "&"]);
    let behind = (first..end).find(|at| !is_part(at)).unwrap_or(end);
    // Values may follow a declared name or a macro's text, but no type.
    let is_plain = behind == end || tokens.is(behind, "=") || tokens.kind(behind) == Some(Kind::Str);
    let name =
        (first..behind).rev().find(|&at| tokens.is_name(at) && !words::is_tag(tokens.source(at.wrapping_sub(1))));
    let Some(name) = name.filter(|&name| name > first) else {
        let is_type = tokens.is_any(behind - 1, &["*", "&"]) || behind > first + 1 || !tokens.is_name(first);
        if is_plain && is_type {
            edits.write(tokens, first, behind - 1, "0");
        }
        return;
    };
    if is_plain || name == behind - 1 {
        edits.blank(tokens, first, name - 1);
        if name + 1 < behind {
            edits.blank(tokens, name + 1, behind - 1);
        }
    }
}
