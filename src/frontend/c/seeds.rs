//! Where a file calls what is of interest, and which of these calls the IR has.

use super::facts::Parts;
use super::text::{Chosen, Kind, Token};
use crate::frontend::{Interest, Unit};
use crate::ir::Inst;

/// Offsets of seed calls outside `#if 0`, whatever world they are in, in order.
pub fn seed_calls(parts: &Parts, chosen: &Chosen, interest: &Interest) -> Vec<u32> {
    let text = &parts.text;
    let tokens = &parts.lexed.tokens;
    let is_zero = |at: u32| chosen.zero.iter().any(|zero| (zero.start..zero.end).contains(&at));
    // What is only named after one is none: `: _socket(socket)`.
    let is_seed = |name: &str| interest.seeds.contains(name) && interest.modelled.contains(name);
    let is_call = |pair: &&[Token]| {
        pair[0].kind == Kind::Ident && pair[1].is(text, "(") && is_seed(pair[0].text(text)) && !is_zero(pair[0].start)
    };
    // A prototype has a type before the name; a member call is not the library's function.
    let is_plain = |at: usize| {
        let before = at.checked_sub(1).map(|at| tokens[at]);
        before.is_none_or(|before| {
            let word = before.text(text);
            let is_type = before.kind == Kind::Ident && !matches!(word, "return" | "else" | "do" | "case");
            !is_type && !matches!(word, "." | "->")
        })
    };
    // A member of that name, or a function of another namespace: `Base::connect(`, and `connect(this, ...)` of an object.
    let is_other = |at: usize| {
        let is_scoped = at > 1 && tokens[at - 1].is(text, "::") && tokens[at - 2].kind == Kind::Ident;
        let passes_object = || tokens.get(at + 2).is_some_and(|first| first.is(text, "&") || first.reads(text, "this"));
        is_scoped || passes_object() || is_declared(text, tokens, at) || is_other_arity(text, tokens, at, interest)
    };
    let calls = tokens.windows(2).enumerate().filter(|(at, pair)| is_call(pair) && is_plain(*at));
    let calls = calls.filter(|(at, _)| !parts.is_cpp || !is_other(*at));
    calls.map(|(_, pair)| pair[0].start).collect()
}

/// Whether the name at `at` stands behind a type such as `Socket &` or `list<int>`.
fn is_declared(text: &[u8], tokens: &[Token], at: usize) -> bool {
    let is_mark = |token: &&Token| matches!(token.punct(), b'*' | b'&') || token.is(text, "&&");
    let marks = tokens[..at].iter().rev().take_while(is_mark).count();
    let before = (at - marks).checked_sub(1).map(|before| tokens[before]);
    before.is_some_and(|before| {
        let is_word = before.kind == Kind::Ident && !matches!(before.text(text), "return" | "else" | "do" | "case");
        before.punct() == b'>' || marks > 0 && is_word
    })
}

/// Whether a function of the system takes another number of arguments than stand behind the name at `at`.
fn is_other_arity(text: &[u8], tokens: &[Token], at: usize, interest: &Interest) -> bool {
    let Some(&wanted) = interest.arities.get(tokens[at].text(text)) else { return false };
    let (mut depth, mut commas) = (0, 0);
    for (offset, token) in tokens[at + 1..].iter().enumerate() {
        match token.punct() {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b',' if depth == 1 => commas += 1,
            b';' if depth == 1 => return false,
            _ => {}
        }
        if depth == 0 {
            let n = if offset == 1 { 0 } else { commas + 1 };
            return n != wanted;
        }
    }
    false
}

/// Notes which of the unit's seed calls became calls of its IR.
pub fn count_calls(unit: &mut Unit) {
    let (mut lowered, mut clean) = (Vec::new(), Vec::new());
    let seeds = &unit.stats.seed_calls;
    for function in unit.worlds.iter().flat_map(|(_, functions)| functions) {
        let found = lowered.len();
        for inst in function.insts().filter(|inst| matches!(inst, Inst::Call { .. })) {
            let span = inst.span();
            let from = seeds.partition_point(|at| *at < span.start);
            lowered.extend(seeds[from..].iter().take_while(|at| **at < span.end));
        }
        if found < lowered.len() && !function.has_opaque() {
            clean.extend_from_slice(&lowered[found..]);
        }
    }
    for (calls, into) in [(lowered, &mut unit.stats.lowered_calls), (clean, &mut unit.stats.clean_calls)] {
        *into = calls;
        into.sort();
        into.dedup();
    }
}
