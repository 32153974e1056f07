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
    let stopping = Stopping { live, by_name, noreturn: &interest.noreturn, macros: RefCell::default() };
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
    /// What is known of macros: whether the path ends in them.
    macros: RefCell<FxHashMap<&'c str, bool>>,
}

impl<'c> Stopping<'_, 'c> {
    /// Whether `function` may return, if those that are marked in `stops` never do.
    fn may_return(&self, function: &FunctionSlice, stops: &[bool]) -> bool {
        let Live { text, tokens, .. } = self.live;
        let tokens = &tokens[(function.body + 1).min(function.tokens.end)..function.tokens.end];
        may_return(text, tokens, &|at| !is_member(text, tokens, at) && self.is_stop(&tokens[at], text, stops))
    }

    fn is_stop(&self, token: &Token, text: &'c [u8], stops: &[bool]) -> bool {
        if token.kind != Kind::Ident {
            return false;
        }
        let word = token.text(text);
        let own = self.by_name.get(word);
        own.is_some_and(|own| own.iter().any(|own| stops[*own]))
            || match self.live.macros.get(word) {
                Some(found) => self.is_stop_macro(word, found, stops),
                None => self.noreturn.contains(word),
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
