//! Which members and variables a function asks about and then sets to hold none, and which ones socket functions are given.

use super::mentions::is_member;
use super::text::{Kind, Token, held_hash};
use rustc_hash::FxHashSet;

/// What the assignment at `at` resets, see [`held_hash`]: `c->fd = -1;`, where the function has named it before, see `named`. What
/// is only initialised is not asked about.
pub fn reset_at<'t>(
    text: &'t [u8],
    tokens: &[Token],
    at: usize,
    is_cpp: bool,
    named: &mut FxHashSet<&'t [u8]>,
) -> Option<u32> {
    let is_set = tokens.get(at + 1).is_some_and(|next| next.punct() == b'=') && sets_to_none(text, &tokens[at + 2..]);
    let is_new = named.insert(tokens[at].bytes(text));
    (is_set && !is_new).then(|| held_at(text, tokens, at, is_cpp))
}

/// Whether the value that ends with the first `;` looks like that of no descriptor: -1, or a constant.
fn sets_to_none(text: &[u8], tokens: &[Token]) -> bool {
    let Some(end) = tokens.iter().take(MAX_VALUE).position(|token| token.punct() == b';') else { return false };
    let is_constant = |name: &[u8]| name.iter().all(|byte| !byte.is_ascii_lowercase());
    match &tokens[..end] {
        [.., sign, one] if sign.punct() == b'-' => one.reads(text, "1"),
        [.., last] => last.kind == Kind::Ident && is_constant(last.bytes(text)),
        [] => false,
    }
}

/// A cast and -1 have so many tokens.
const MAX_VALUE: usize = 8;

/// The member or variable named at `at`. In C++ a name alone may be a member.
pub fn held_at(text: &[u8], tokens: &[Token], at: usize, is_cpp: bool) -> u32 {
    held_hash(tokens[at].bytes(text), is_cpp || is_member(text, tokens, at))
}

/// What a socket function that is named at `at` works on: the last name of its first argument, and what its result is stored
/// in.
pub fn worked_on<'t>(
    text: &'t [u8],
    tokens: &'t [Token],
    at: usize,
    is_cpp: bool,
) -> impl Iterator<Item = u32> + use<'t> {
    let first = &tokens[at + 1..];
    let end = first.iter().position(|token| matches!(token.punct(), b',' | b')' | b';')).unwrap_or(0);
    let given = (end > 0 && first[end - 1].kind == Kind::Ident).then_some(at + end);
    let is_set = at >= 2 && tokens[at - 1].punct() == b'=' && tokens[at - 2].kind == Kind::Ident;
    given.into_iter().chain(is_set.then(|| at - 2)).map(move |at| held_at(text, tokens, at, is_cpp))
}
