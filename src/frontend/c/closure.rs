//! Which functions of a file are worth reading: those that call what is of interest, those that the tree asks for, and
//! whom these call to end a socket's life or the path. More of them are asked for as sockets are seen to flow there.

use super::expand::{Macro, Macros};
use super::returns::may_return;
use super::text::{FunctionSlice, Kind, Token};
use crate::frontend::Interest;
use crate::ir::Function;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::sync::Arc;

/// Functions by name, and the names each mentions as a call or as a value.
pub struct Closure<'c> {
    text: &'c [u8],
    tokens: &'c [Token],
    macros: &'c Macros,
    by_name: FxHashMap<&'c str, Vec<usize>>,
}

impl<'c> Closure<'c> {
    /// Prepares to look at `functions`, whose tokens are ranges of `tokens`.
    pub fn new(text: &'c [u8], tokens: &'c [Token], functions: &'c [FunctionSlice], macros: &'c Macros) -> Closure<'c> {
        let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, function) in functions.iter().enumerate() {
            let name = std::str::from_utf8(&text[function.name.range()]).unwrap_or("");
            by_name.entry(name).or_default().push(at);
        }
        Closure { text, tokens, macros, by_name }
    }

    /// Per function: whether it is needed; those named in `wanted` are.
    pub fn needed(
        &self,
        functions: &[FunctionSlice],
        is_seed: &dyn Fn(&str) -> bool,
        interest: &Interest,
        wanted: &FxHashSet<String>,
    ) -> Vec<bool> {
        let mut words = FxHashMap::default();
        let is = Is { seed: is_seed, interest };
        let found: Vec<Mentions> = functions.iter().map(|function| self.mentions(function, &is, &mut words)).collect();
        let mut callers = vec![Vec::new(); functions.len()];
        for (at, mentions) in found.iter().enumerate() {
            mentions.functions.iter().for_each(|&callee| callers[callee].push(at));
        }
        let stops = self.stops(functions, &found, &callers, interest);
        let mut ends: Vec<bool> = found.iter().map(|mentions| mentions.is_release).collect();
        // What the file calls its own is not what the model of that name says.
        self.by_name.iter().filter(|(name, _)| interest.modelled.contains(**name)).for_each(|(_, own)| {
            own.iter().for_each(|&at| ends[at] = true);
        });
        close(&mut ends, |at| callers[at].iter().copied());
        ends.iter_mut().zip(stops).for_each(|(ends, stops)| *ends |= stops);
        let mut needed: Vec<bool> = found.iter().map(|mentions| mentions.is_seed).collect();
        for name in wanted {
            self.by_name.get(name.as_str()).into_iter().flatten().for_each(|&at| needed[at] = true);
        }
        for at in (0..found.len()).filter(|&at| found[at].is_start) {
            needed[at] |= found[at].functions.iter().any(|&named| needed[named]);
        }
        close(&mut needed, |at| found[at].functions.iter().copied().filter(|&callee| ends[callee]));
        needed
    }

    /// Per function: whether it may be one that never returns, of those that call what ends the path.
    fn stops(
        &self,
        functions: &[FunctionSlice],
        found: &[Mentions],
        callers: &[Vec<usize>],
        interest: &Interest,
    ) -> Vec<bool> {
        let mut stops: Vec<bool> = found.iter().map(|mentions| mentions.is_noreturn).collect();
        close(&mut stops, |at| callers[at].iter().copied());
        let stopping = Stopping { closure: self, noreturn: &interest.noreturn, macros: RefCell::default() };
        let mut changed = stops.contains(&true);
        while std::mem::take(&mut changed) {
            for at in 0..functions.len() {
                if stops[at] && stopping.may_return(&functions[at], &stops) {
                    stops[at] = false;
                    changed = true;
                }
            }
        }
        stops
    }

    fn mentions(&self, function: &FunctionSlice, is: &Is, words: &mut FxHashMap<&'c [u8], Mentions>) -> Mentions {
        let mut mentions = Mentions::default();
        let tokens = &self.tokens[function.body.min(function.tokens.end)..function.tokens.end];
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Ident) {
            if is_member(self.text, tokens, at) {
                continue;
            }
            let word = words.entry(token.bytes(self.text)).or_insert_with(|| self.word(token.text(self.text), is));
            mentions.is_release |= word.is_release;
            mentions.is_noreturn |= word.is_noreturn;
            mentions.is_start |= word.is_start;
            if word.is_seed || word.is_seed_called || !word.functions.is_empty() {
                let is_call = tokens.get(at + 1).is_some_and(|next| next.punct() == b'(');
                mentions.is_seed |= word.is_seed || is_call && word.is_seed_called;
                mentions.functions.extend(&word.functions);
            }
        }
        mentions.functions.sort();
        mentions.functions.dedup();
        mentions
    }

    /// What one word mentions.
    fn word(&self, word: &str, is: &Is) -> Mentions {
        let mut mentions = Mentions { is_seed_called: (is.seed)(word), ..Mentions::default() };
        self.mention(word, is, &mut FxHashSet::default(), &mut mentions);
        mentions
    }

    /// Follows a name, through macros to what their bodies mention.
    fn mention(&self, word: &str, is: &Is, seen: &mut FxHashSet<String>, into: &mut Mentions) {
        into.is_release |= is.interest.releases.contains(word);
        into.is_noreturn |= is.interest.noreturn.contains(word);
        into.is_start |= is.interest.starts.contains(word);
        if let Some(functions) = self.by_name.get(word) {
            into.functions.extend(functions);
        }
        let Some(found) = self.macros.get(word) else { return };
        if !seen.insert(word.to_owned()) {
            return;
        }
        for inner in found.mentions() {
            into.is_seed |= (is.seed)(inner);
            self.mention(inner, is, seen, into);
        }
    }
}

/// What names mean.
struct Is<'i> {
    seed: &'i dyn Fn(&str) -> bool,
    interest: &'i Interest,
}

#[derive(Debug, Default)]
struct Mentions {
    is_seed: bool,
    /// Whether a call of the word is one of a seed.
    is_seed_called: bool,
    /// Whether it may end a handle's life.
    is_release: bool,
    /// Whether it may end the path.
    is_noreturn: bool,
    /// Whether it may give another function a handle to work with.
    is_start: bool,
    functions: Vec<usize>,
}

/// Finds functions that may return although they call what ends the path.
struct Stopping<'s, 'c> {
    closure: &'s Closure<'c>,
    noreturn: &'s FxHashSet<String>,
    /// What is known of macros: whether the path ends in them.
    macros: RefCell<FxHashMap<&'c str, bool>>,
}

impl<'c> Stopping<'_, 'c> {
    /// Whether `function` may return, if those that are marked in `stops` never do.
    fn may_return(&self, function: &FunctionSlice, stops: &[bool]) -> bool {
        let Closure { text, tokens, .. } = *self.closure;
        let tokens = &tokens[(function.body + 1).min(function.tokens.end)..function.tokens.end];
        may_return(text, tokens, &|at| !is_member(text, tokens, at) && self.is_stop(&tokens[at], text, stops))
    }

    fn is_stop(&self, token: &Token, text: &'c [u8], stops: &[bool]) -> bool {
        if token.kind != Kind::Ident {
            return false;
        }
        let word = token.text(text);
        let own = self.closure.by_name.get(word);
        own.is_some_and(|own| own.iter().any(|own| stops[*own]))
            || match self.closure.macros.get(word) {
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

fn is_member(text: &[u8], tokens: &[Token], at: usize) -> bool {
    at > 0 && [".", "->"].iter().any(|punct| tokens[at - 1].is(text, punct))
}

/// Adds what `next` leads to until nothing new comes.
fn close<I: IntoIterator<Item = usize>>(needed: &mut [bool], next: impl Fn(usize) -> I) {
    let mut work: Vec<usize> = (0..needed.len()).filter(|&at| needed[at]).collect();
    while let Some(at) = work.pop() {
        for to in next(at) {
            if !std::mem::replace(&mut needed[to], true) {
                work.push(to);
            }
        }
    }
}

/// Of functions, and whether each is new: the new ones, those that lead to them, and those that any of these lead to.
pub fn touched(functions: Vec<(Arc<Function>, bool)>) -> Vec<Arc<Function>> {
    let by_name: FxHashMap<&str, usize> =
        functions.iter().enumerate().map(|(at, (f, _))| (f.name.as_str(), at)).collect();
    let callees: Vec<Vec<usize>> = functions
        .iter()
        .map(|(function, _)| {
            function.mentioned_functions().filter_map(|name| by_name.get(name.as_str()).copied()).collect()
        })
        .collect();
    let mut callers = vec![Vec::new(); functions.len()];
    for (at, callees) in callees.iter().enumerate() {
        callees.iter().for_each(|&callee| callers[callee].push(at));
    }
    let mut needed: Vec<bool> = functions.iter().map(|(_, is_new)| *is_new).collect();
    close(&mut needed, |at| callers[at].iter().copied());
    close(&mut needed, |at| callees[at].iter().copied());
    functions.into_iter().zip(needed).filter(|(_, needed)| *needed).map(|((function, _), _)| function).collect()
}
