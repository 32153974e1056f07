//! Which functions of a file may be ones that never return.

use super::closure::Live;
use super::expand::Macro;
use super::mentions::is_member;
use super::returns::may_return;
use super::text::{FunctionSlice, Kind, Token};
use crate::frontend::Interest;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;

/// Strikes off `stops`, which marks those that call what ends the path, what may return nevertheless.
pub fn stopping(live: Live, by_name: &FxHashMap<&str, Vec<usize>>, interest: &Interest, stops: &mut [bool]) {
    let stopping =
        Stopping { live, by_name, noreturn: &interest.noreturn, words: RefCell::default(), macros: RefCell::default() };
    let mut changed = stops.contains(&true);
    while std::mem::take(&mut changed) {
        for (at, function) in live.functions.iter().enumerate() {
            if stops[at] && stopping.may_return(function, stops) {
                stops[at] = false;
                changed = true;
            }
        }
    }
}

/// Finds functions that may return although they call what ends the path.
struct Stopping<'s, 'c> {
    live: Live<'c>,
    by_name: &'s FxHashMap<&'c str, Vec<usize>>,
    noreturn: &'s FxHashSet<String>,
    /// What is known of words.
    words: RefCell<FxHashMap<&'c [u8], Word<'s, 'c>>>,
    /// What is known of macros: whether the path ends in them.
    macros: RefCell<FxHashMap<&'c str, bool>>,
}

/// What may end the path behind a word.
#[derive(Clone, Copy)]
enum Word<'s, 'c> {
    Nothing,
    /// A function that never returns.
    End,
    /// Functions of the file.
    Own(&'s [usize]),
    /// A macro, and functions of the file.
    Macro(&'c str, &'c Macro, &'s [usize]),
}

impl<'s, 'c> Stopping<'s, 'c> {
    /// Whether `function` may return, if those that are marked in `stops` never do.
    fn may_return(&self, function: &FunctionSlice, stops: &[bool]) -> bool {
        let Live { text, tokens, .. } = self.live;
        let tokens = &tokens[(function.body + 1).min(function.tokens.end)..function.tokens.end];
        may_return(text, tokens, &|at| {
            tokens[at].kind == Kind::Ident && !is_member(text, tokens, at) && self.is_stop(&tokens[at], text, stops)
        })
    }

    fn is_stop(&self, token: &Token, text: &'c [u8], stops: &[bool]) -> bool {
        if token.kind != Kind::Ident {
            return false;
        }
        let known = *self.words.borrow_mut().entry(token.bytes(text)).or_insert_with(|| self.word(token.text(text)));
        let is_one = |own: &[usize]| own.iter().any(|own| stops[*own]);
        match known {
            Word::Nothing => false,
            Word::End => true,
            Word::Own(own) => is_one(own),
            Word::Macro(word, found, own) => is_one(own) || self.is_stop_macro(word, found, stops),
        }
    }

    fn word(&self, word: &'c str) -> Word<'s, 'c> {
        let own = self.by_name.get(word).map_or(&[][..], Vec::as_slice);
        match self.live.macros.get(word) {
            Some(found) => Word::Macro(word, found, own),
            None if self.noreturn.contains(word) => Word::End,
            None if own.is_empty() => Word::Nothing,
            None => Word::Own(own),
        }
    }

    /// Functions are only ever struck off, so what is noted here stays true enough.
    fn is_stop_macro(&self, word: &'c str, found: &'c Macro, stops: &[bool]) -> bool {
        if let Some(known) = self.macros.borrow().get(word) {
            return *known;
        }
        // A macro is not expanded in itself.
        self.macros.borrow_mut().insert(word, false);
        let stops = !may_return(&found.body, &found.tokens, &|at| self.is_stop(&found.tokens[at], &found.body, stops));
        self.macros.borrow_mut().insert(word, stops);
        stops
    }
}
