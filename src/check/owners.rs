//! Functions that have to close what they are given: all who call them hand a fresh socket over and do not look back.

use super::file::FileState;
use super::tree::callers_of;
use crate::frontend::c::{key_hash, last_word};
use crate::ir::{Callee, Const, Function, Inst, Name, Operand};
use crate::source::{FileId, Language, Location};
use crate::typestate::{Analysis, Handed, Leaving, Observation};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A parameter of a function in a file.
type Key = (FileId, Name, u32);

/// How a function gets a socket of its own.
struct Got {
    /// In words: lower case, no final stop.
    how: String,
    /// Whether nobody looks at its result.
    ignores_result: bool,
}

/// The parameters that hold sockets of the function's own, and how each gets one.
#[derive(Default)]
pub struct Owners(FxHashMap<Key, Got>);

impl Owners {
    /// Looks through the files for who calls the functions of which it matters. `callers` and `definers` are as in `Plan`.
    pub fn new(states: &[FileState], callers: &[(u32, u32)], definers: &FxHashMap<u32, Vec<u32>>) -> Owners {
        let mut owners = Owners::default();
        let found = candidates(states).into_iter().filter_map(|candidate| {
            let got = candidate.got(states, callers, definers)?;
            Some((candidate, got))
        });
        let found: Vec<(Candidate, Got)> = found.collect();
        let used = used_as_values(states, found.iter().map(|(candidate, _)| candidate));
        for (candidate, got) in found.into_iter().filter(|(candidate, _)| !used.contains(&candidate.key.1)) {
            owners.0.insert(candidate.key, got);
        }
        owners
    }

    /// What is wrong in a file with functions that own what they are given.
    pub fn left(&self, file: FileId, analysis: &Analysis) -> Vec<Observation> {
        let of = |function: &Function, leaving: &Leaving| {
            let got = self.0.get(&(file, function.name.clone(), leaving.param))?;
            let told = || leaving.told(&got.how, Location { file, span: function.name_span });
            (got.ignores_result || !leaving.is_told).then(told)
        };
        let all = analysis.handing().flat_map(|(function, leavings, _)| leavings.iter().map(move |it| (function, it)));
        all.filter_map(|(function, leaving)| of(function, leaving)).collect()
    }
}

/// A parameter of which it matters whether its socket is the function's own.
struct Candidate {
    key: Key,
    /// The position of the function's file.
    at: usize,
    is_static: bool,
}

fn candidates(states: &[FileState]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, state) in states.iter().enumerate() {
        let all = state.analyses.iter().flat_map(|(_, analysis)| analysis.handing());
        let mut seen = FxHashSet::default();
        for (function, leaving) in all.flat_map(|(function, leavings, _)| leavings.iter().map(move |it| (function, it)))
        {
            let key = (state.id, function.name.clone(), leaving.param);
            if seen.insert(key.clone()) {
                found.push(Candidate { key, at, is_static: function.is_static });
            }
        }
    }
    found
}

impl Candidate {
    /// How the function gets its sockets, if all who call it hand one over.
    fn got(&self, states: &[FileState], callers: &[(u32, u32)], definers: &FxHashMap<u32, Vec<u32>>) -> Option<Got> {
        let name = self.key.1.as_str();
        // What a header defines is in many files.
        if states[self.at].input.shown.ends_with(".h") {
            return None;
        }
        let is_unique = definers.get(&key_hash(name)).is_none_or(|files| files.len() <= 1);
        let mut got: Option<Got> = None;
        for at in callers_of(callers, name).map(|at| at as usize).chain([self.at]) {
            let is_home = at == self.at;
            let is_other = !is_home && (self.is_static || states[at].index.defines(name));
            if is_other || states[at].input.language == Language::Rust {
                continue;
            }
            for (caller, call) in self.calls_in(&states[at])?.into_iter().filter(|_| is_home || is_unique) {
                let line = states[at].line(call.span.start);
                let how =
                    || format!("`{caller}` hands it over at {}:{line} and does not look back", states[at].input.shown);
                let ignores_result = call.ignores_result;
                let known = got.get_or_insert_with(|| Got { how: how(), ignores_result });
                known.ignores_result &= ignores_result;
            }
        }
        got
    }

    /// The calls of a file that hand a socket over, with the functions that they are in; `None` if there is another one.
    fn calls_in<'s>(&self, state: &'s FileState) -> Option<Vec<(Name, &'s Handed)>> {
        let known: FxHashMap<*const Function, &[Handed]> = state
            .analyses
            .iter()
            .flat_map(|(_, analysis)| analysis.handing())
            .map(|(function, _, handed)| (Arc::as_ptr(function), handed))
            .collect();
        let mut found = Vec::new();
        for function in state.functions() {
            let handed = known.get(&Arc::as_ptr(function)).copied().unwrap_or_default();
            for inst in function.insts() {
                match self.judge(function, inst, handed) {
                    Some(Verdict::HandsOver(handed)) => found.push((function.shown_name(), handed)),
                    Some(Verdict::Keeps) => return None,
                    None => {}
                }
            }
        }
        Some(found)
    }

    fn judge<'h>(&self, function: &Function, inst: &Inst, handed: &'h [Handed]) -> Option<Verdict<'h>> {
        let (_, name, param) = &self.key;
        let is_value = |operand: &Operand| matches!(operand, Operand::Const(Const::Func(known)) if known == name);
        let (callee, args, span) = match inst {
            Inst::Call { callee, args, span, .. } => (callee, args, *span),
            Inst::Assign { value, .. } => return value.operands().any(is_value).then_some(Verdict::Keeps),
            Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => return None,
        };
        let is_call = matches!(callee, Callee::Named(known) if known == name);
        // A method of an object whose class is not known.
        let is_maybe = |place| {
            let member = function.places.name(place).is_some_and(|member| member.as_str() == last_word(name.as_str()));
            member && name.as_str().contains("::")
        };
        if matches!(callee, Callee::Pointer(place) if is_maybe(*place)) {
            return Some(Verdict::Keeps);
        }
        if !is_call && !args.iter().any(is_value) {
            return None;
        }
        let arg = args.get(*param as usize).filter(|_| is_call);
        if matches!(arg, Some(Operand::Const(_))) {
            return None;
        }
        let is_it =
            |it: &&Handed| it.callee == *name && it.span == span && it.param == *param && it.is_thread != is_call;
        match handed.iter().find(is_it) {
            Some(handed) => (!handed.ends).then_some(Verdict::HandsOver(handed)),
            None => Some(Verdict::Keeps),
        }
    }
}

enum Verdict<'h> {
    HandsOver(&'h Handed),
    Keeps,
}

/// Of the candidates' names those that some text has where no call of the function is meant, or in a macro.
fn used_as_values<'c>(states: &[FileState], all: impl Iterator<Item = &'c Candidate>) -> FxHashSet<Name> {
    let all: Vec<&Candidate> = all.collect();
    let in_file = |(at, state): (usize, &FileState)| -> Vec<Name> {
        let mine: Vec<&&Candidate> =
            all.iter().filter(|candidate| !candidate.is_static || candidate.at == at).collect();
        if mine.is_empty() || state.input.language == Language::Rust {
            return Vec::new();
        }
        let text = state.text();
        let handed = state.analyses.iter().flat_map(|(_, analysis)| analysis.handing()).flat_map(|(_, _, it)| it);
        let threads: Vec<&Handed> = handed.filter(|handed| handed.is_thread).collect();
        let is_used = |candidate: &&&&Candidate| {
            let name = &candidate.key.1;
            let is_known = |at: usize| {
                let is_there =
                    |it: &&&Handed| it.callee == *name && (it.span.start as usize..it.span.end as usize).contains(&at);
                threads.iter().any(|it| is_there(&it))
            };
            // A method is named with its class.
            let is_meant = |at: usize| !name.as_str().contains("::") || text[..at].ends_with(b"::");
            uses(&text, last_word(name.as_str())).any(|at| is_meant(at) && !is_known(at))
        };
        mine.iter().filter(is_used).map(|candidate| candidate.key.1.clone()).collect()
    };
    states.par_iter().enumerate().map(in_file).flatten_iter().collect()
}

/// Where `text` has the word as a value, or in a macro.
fn uses<'t>(text: &'t [u8], word: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let whole = move |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        !before.is_some_and(is_word) && !text.get(at + word.len()).is_some_and(is_word)
    };
    let is_use = move |at: &usize| {
        let (before, after) = (&text[..*at], &text[at + word.len()..]);
        let next = after.iter().find(|byte| !byte.is_ascii_whitespace());
        let last = before.iter().rev().find(|byte| !byte.is_ascii_whitespace());
        match next {
            Some(b'(') => is_in_macro(before, after),
            Some(b',' | b';' | b')' | b'}' | b':' | b'?' | b'|') => {
                last.is_some_and(|last| b"=,({&:?|)".contains(last)) || before.ends_with(b"return ")
            }
            _ => false,
        }
    };
    memchr::memmem::find_iter(text, word).filter(whole).filter(is_use)
}

fn is_in_macro(before: &[u8], after: &[u8]) -> bool {
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let line = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
    before[start..].trim_ascii_start().starts_with(b"#") || line.trim_ascii_end().ends_with(b"\\")
}
