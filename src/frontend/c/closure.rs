//! Which functions of a file are worth reading: those that call what is of interest, those that the tree asks for, and
//! whom these call to end a socket's life or the path. More of them are asked for as sockets are seen to flow there.

use super::expand::Macros;
use super::mentions::{Mentions, Words};
use super::stopping::stopping;
use super::text::{FunctionSlice, Token, name_hash};
use crate::frontend::Interest;
use crate::ir::Function;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How many definitions of one name are read together: more are no functions of that name but calls of a macro.
const MAX_SAME: usize = 4;

/// A text in one world: its functions, whose tokens are ranges of the live ones, and the macros that they see.
#[derive(Clone, Copy)]
pub struct Live<'c> {
    /// The text.
    pub text: &'c [u8],
    /// Its live tokens.
    pub tokens: &'c [Token],
    /// The functions.
    pub functions: &'c [FunctionSlice],
    /// The macros.
    pub macros: &'c Macros,
    /// Whether it is C++.
    pub is_cpp: bool,
}

/// What decides which functions of a file are needed, whatever is wanted of it. Names are told apart by their hashes: where
/// two share one, a function is read for nothing.
#[derive(Debug, Default)]
pub struct Needs {
    /// What each function mentions.
    found: Vec<Mentions>,
    /// What each function is called.
    names: Vec<u32>,
    /// For each macro that functions mention: the names behind it.
    inner: Vec<Vec<u32>>,
    /// Whether a function ends a handle's life or the path.
    ends: Vec<bool>,
    /// Functions of one name.
    same: Vec<Vec<usize>>,
}

impl Needs {
    /// What is said in `live`, and the names of all macros that its functions may make use of.
    pub fn new<'c>(live: Live<'c>, interest: &Interest, closers: &[u32]) -> (Needs, FxHashSet<&'c str>) {
        let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, function) in live.functions.iter().enumerate() {
            let name = std::str::from_utf8(&live.text[function.name.range()]).unwrap_or("");
            by_name.entry(name).or_default().push(at);
        }
        let mut words = Words::new(live, &by_name, interest, closers);
        let found: Vec<Mentions> = live.functions.iter().map(|function| words.mentions(function)).collect();
        let mut callers = vec![Vec::new(); found.len()];
        for (at, mentions) in found.iter().enumerate() {
            mentions.functions.iter().for_each(|&callee| callers[callee].push(at));
        }
        let mut ends: Vec<bool> = found.iter().map(|mentions| mentions.is_release).collect();
        // What the file calls its own is not what the model of that name says.
        by_name.iter().filter(|(name, _)| interest.modelled.contains(**name)).for_each(|(_, own)| {
            own.iter().for_each(|&at| ends[at] = true);
        });
        close(&mut ends, |at| callers[at].iter().copied());
        let mut stops: Vec<bool> = found.iter().map(|mentions| mentions.is_noreturn).collect();
        close(&mut stops, |at| callers[at].iter().copied());
        stopping(live, &by_name, interest, &mut stops);
        ends.iter_mut().zip(stops).for_each(|(ends, stops)| *ends |= stops);
        let names = live.functions.iter().map(|function| name_hash(&live.text[function.name.range()])).collect();
        let (inner, macros) = (words.inner, words.macros);
        let same = by_name.into_values().filter(|same| (2..=MAX_SAME).contains(&same.len())).collect();
        (Needs { found, names, inner, ends, same }, macros)
    }

    /// Per function: whether it is needed; those named in `wanted` are, those that close what members of `held` hold, and
    /// those that reset what holds sockets elsewhere in the file.
    /// Of member functions that are called, only those count that are in `own`.
    pub fn needed(
        &self,
        is_seed: &dyn Fn(u32) -> bool,
        own: &FxHashSet<u32>,
        wanted: &FxHashSet<u32>,
        held: &FxHashSet<u32>,
    ) -> Vec<bool> {
        let has_seed = |names: &Vec<u32>| names.iter().any(|name| is_seed(*name));
        let is_alias: Vec<bool> = self.inner.iter().map(has_seed).collect();
        let found = &self.found;
        let sockets: FxHashSet<u32> = found.iter().flat_map(|mentions| &mentions.sockets).copied().collect();
        let is_needed = |(mentions, name): (&Mentions, &u32)| {
            let closes = mentions.closed.iter().any(|member| held.contains(member));
            closes
                || mentions.resets.iter().any(|reset| sockets.contains(reset))
                || wanted.contains(name)
                || mentions.macros.iter().any(|at| is_alias[*at])
                || has_seed(&mentions.called)
                || mentions.members_called.iter().any(|name| own.contains(name))
        };
        let mut needed: Vec<bool> = found.iter().zip(&self.names).map(is_needed).collect();
        for at in (0..found.len()).filter(|&at| found[at].is_start) {
            needed[at] |= found[at].functions.iter().any(|&named| needed[named]);
        }
        close(&mut needed, |at| found[at].functions.iter().copied().filter(|&callee| self.ends[callee]));
        for same in &self.same {
            let is_any = same.iter().any(|&at| needed[at]);
            same.iter().for_each(|&at| needed[at] = is_any);
        }
        needed
    }
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
