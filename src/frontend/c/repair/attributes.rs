//! Attribute macros inside parameters and local declarations: `char *RESTRICT p`, `int x UNUSED`, `UNUSED int y = 1;`.

use super::edits::Edits;
use super::tokens::Tokens;
use super::words;
use super::{RepairNames, Slice};

/// Blanks the words that a declaration has too many.
pub(super) fn simplify_declarations(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    parameters(slice, names, edits);
    let Some(body) = slice.shape.body() else { return };
    for at in (body..slice.tokens.len()).filter(|&at| slice.shape.is_start(at) && slice.tokens.is_word(at)) {
        local(slice, at, names, edits);
    }
    misplaced(slice, edits);
}

/// `* RESTRICT p`, `MARK int x` and `(MARK type *) x`: pairs that are never right.
fn misplaced(slice: &Slice, edits: &mut Edits) {
    let tokens = &slice.tokens;
    for at in (1..tokens.len()).filter(|&at| tokens.is_name(at)) {
        let next = tokens.source(at + 1);
        if words::is_builtin_type(next) || words::is_tag(next) {
            edits.blank(tokens, at, at);
        } else if tokens.is_name(at + 1) && (tokens.is(at - 1, "*") || is_cast(tokens, at - 1)) {
            let [first, second] = [at, at + 1].map(|at| words::attribute_likeness(tokens.source(at)));
            let worse = if second > first { at + 1 } else { at };
            edits.blank(tokens, worse, worse);
        }
    }
}

/// Whether the parenthesis `open` begins a cast.
fn is_cast(tokens: &Tokens, open: usize) -> bool {
    let Some(close) = tokens.group(open) else { return false };
    let is_type = (open + 1..close).all(|at| tokens.is_word(at) || tokens.is(at, "*"));
    is_type && open > 0 && !tokens.is_word(open - 1) && !tokens.is_any(open - 1, &[")", "]"])
}

/// Each parameter of the head, and of the function pointers in it.
fn parameters(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let body = slice.shape.body().unwrap_or(0);
    for open in (0..body).filter(|&at| tokens.group(at).is_some()) {
        let close = tokens.group(open).unwrap_or(open);
        let mut first = open + 1;
        let mut at = first;
        while at <= close {
            if at == close || tokens.is(at, ",") {
                declaration(tokens, first, at, names, edits);
                first = at + 1;
            }
            at = tokens.behind_group(at).max(at + 1);
        }
    }
}

/// A declaration at the start of a statement, up to its first `=`, `,` or `;`.
fn local(slice: &Slice, first: usize, names: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let mut at = first;
    while tokens.is_word(at) || tokens.is(at, "*") || tokens.group(at).is_some() && at > first {
        if words::is_statement(tokens.source(at)) || tokens.is_any(at, &["sizeof", "typedef"]) {
            return;
        }
        at = tokens.behind_group(at).max(at + 1);
    }
    let end = at;
    while tokens.is(at, "[") && tokens.partner(at).is_some() {
        at = tokens.partner(at).unwrap_or(at) + 1;
        // `int v[3] UNUSED;`
        if tokens.is_name(at) && tokens.is_any(tokens.behind_group(at + 1), &[";", "=", ","]) {
            edits.blank(tokens, at, tokens.behind_group(at + 1) - 1);
            break;
        }
    }
    if tokens.is_any(at, &["=", ",", ";"]) {
        declaration(tokens, first, end, names, edits);
    }
}

/// Leaves one type and one name in the tokens `first..end`.
fn declaration(tokens: &Tokens, first: usize, end: usize, names: &RepairNames, edits: &mut Edits) {
    // A declarator in parentheses is left alone; groups behind a name are a mark's arguments.
    let is_nested = |at: usize| tokens.group(at).is_some() && (at == first || !tokens.is_name(at - 1));
    if first >= end || (first..end).any(is_nested) {
        return;
    }
    let mut star = None;
    let mut at = first;
    while at < end {
        star = if tokens.is(at, "*") { Some(at) } else { star };
        at = tokens.behind(at);
    }
    let split = star.map_or(first, |at| at + 1);
    let before = plain_words(tokens, first, star.unwrap_or(first), names);
    let behind = plain_words(tokens, split, end, names);
    if star.is_some() {
        keep(tokens, &before, usize::from(!before.has_builtin), edits);
        keep(tokens, &behind, 1, edits);
    } else {
        // The name comes last unless what comes last is a mark.
        keep(tokens, &behind, 1 + usize::from(!behind.has_builtin), edits);
    }
}

struct Words {
    /// First and last token, and how much it reads like an attribute.
    all: Vec<(usize, usize, u32)>,
    has_builtin: bool,
}

/// The names among the tokens `first..end`, each with the group behind it.
fn plain_words(tokens: &Tokens, first: usize, end: usize, names: &RepairNames) -> Words {
    let mut words = Words { all: Vec::new(), has_builtin: false };
    let mut at = first;
    while at < end {
        let word = tokens.source(at);
        let last = tokens.behind_group(at + 1) - 1;
        if words::is_tag(word) {
            words.has_builtin = true;
            at += 1;
        } else if words::is_builtin_type(word) {
            words.has_builtin = true;
        } else if tokens.is_name(at) {
            let likeness = match last > at {
                true => 100,
                false if (names.is_type)(word) => 0,
                false => words::attribute_likeness(word),
            };
            words.all.push((at, last, likeness));
        }
        at = at.max(last) + 1;
    }
    words
}

/// Keeps `count` of the words: those that read least like attributes, of equals the last.
fn keep(tokens: &Tokens, words: &Words, count: usize, edits: &mut Edits) {
    let mut ranked: Vec<_> = words.all.iter().enumerate().collect();
    ranked.sort_by_key(|(position, word)| (word.2, std::cmp::Reverse(*position)));
    for (_, (first, last, _)) in ranked.into_iter().skip(count) {
        edits.blank(tokens, *first, *last);
    }
}
