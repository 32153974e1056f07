//! What comments and attributes promise of the functions of the tree, and promises that contradict each other.

use super::file::FileState;
use super::headers::common;
use crate::frontend::{Promise, Promised, contradiction};
use crate::ir::Name;
use crate::model::{Models, NameKind};
use crate::typestate::{Outside, Summary};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A promise, and what calling the function does as far as it goes.
#[derive(Debug)]
pub struct Entry {
    /// The promise.
    pub promise: Promise,
    /// What calling the function does.
    pub summary: Arc<Summary>,
    /// Whether only the file itself may call the function.
    is_static: bool,
}

impl Entry {
    fn new(promise: Promise, is_static: bool) -> Entry {
        let summary = Arc::new(Summary::promised(&promise, None));
        Entry { promise, summary, is_static }
    }
}

/// What one file and the headers that it includes promise, by function.
#[derive(Debug, Default)]
pub struct Own(FxHashMap<Name, Entry>);

impl Own {
    /// Of what is said of one function the first word counts.
    pub fn new<'p>(all: impl Iterator<Item = &'p Promised>, models: &Models) -> Own {
        let mut merged: FxHashMap<Name, (Promise, bool)> = FxHashMap::default();
        for promised in all.filter(|promised| counts(promised, models)) {
            let (promise, is_static) = merged.entry(promised.function.clone()).or_default();
            promise.add(&promised.promise);
            *is_static |= promised.is_static;
        }
        Own(merged.into_iter().map(|(name, (promise, is_static))| (name, Entry::new(promise, is_static))).collect())
    }

    /// Functions whose results are fresh sockets, in no order.
    pub fn fresh(&self) -> impl Iterator<Item = &Name> {
        self.0.iter().filter(|(_, entry)| entry.promise.is_fresh).map(|(name, _)| name)
    }

    /// What is promised of `name`.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.0.get(name)
    }
}

/// Whether a promise counts. That an argument must be open does not say that it stays so: a model and even the name may say
/// more.
fn counts(promised: &Promised, models: &Models) -> bool {
    let name = promised.function.as_str();
    let suggestions = models.suggestions(name);
    let says_more = suggestions.has(NameKind::Closes) || suggestions.has(NameKind::Takes);
    let needs = !promised.promise.needs.is_empty();
    promised.promise.is_binding() || needs && models.function(name).is_none() && !says_more
}

/// What the tree promises of functions that several files can call.
#[derive(Debug, Default)]
pub struct Promises(FxHashMap<Name, Vec<(Arc<str>, Entry)>>);

impl Promises {
    /// Collects what the files promise, and tells them of contradictions. Where at most one file defines the function, its
    /// headers' word counts before that of other files, and otherwise the first by path; where several programs have one of
    /// that name, the nearest file's.
    pub fn new(states: &mut [FileState], models: &Models, definers: &dyn Fn(&Name) -> usize) -> Promises {
        let mut by_name: FxHashMap<Name, Vec<usize>> = FxHashMap::default();
        for (at, state) in states.iter().enumerate() {
            let is_header = is_header(&state.input.shown);
            let shared =
                state.promised.iter().filter(|promised| (is_header || !promised.is_static) && counts(promised, models));
            let mut names: Vec<&Name> = shared.map(|promised| &promised.function).collect();
            names.sort();
            names.dedup();
            names.into_iter().for_each(|name| by_name.entry(name.clone()).or_default().push(at));
        }
        let mut promises = Promises::default();
        for (name, mut files) in by_name {
            files.sort_by_key(|&at| (!is_header(&states[at].input.shown), at));
            let entries = match definers(&name) {
                0 | 1 => vec![one(states, &files, &name)],
                _ => files.iter().map(|&at| one(states, &[at], &name)).collect(),
            };
            promises.0.insert(name, entries);
        }
        promises
    }

    /// All functions, in no order, and whether their results are fresh sockets.
    pub fn all(&self) -> impl Iterator<Item = (&Name, bool)> {
        self.0.iter().map(|(name, entries)| (name, entries.iter().any(|(_, entry)| entry.promise.is_fresh)))
    }

    /// What is promised of `name`, as seen from the file `path`.
    fn get(&self, name: &str, path: &str) -> Option<&Entry> {
        let entries = self.0.get(name)?;
        // Of several that are equally near the first counts.
        let nearest = entries.iter().rev().max_by_key(|(from, _)| (&**from == path, common(from, path)));
        nearest.map(|(_, entry)| entry)
    }

    /// The same for a file that promises something itself.
    pub fn seen<'s>(&'s self, own: &'s Own, name: &str, path: &str) -> Option<&'s Entry> {
        let own = own.get(name);
        let of_file = own.filter(|entry| entry.is_static && !is_header(path));
        of_file.or_else(|| self.get(name, path)).or(own)
    }
}

/// One promise of what the files at `files` say; those that contradict an earlier one are told.
fn one(states: &mut [FileState], files: &[usize], name: &Name) -> (Arc<str>, Entry) {
    let mut promise = Promise::default();
    let mut said: Vec<(u32, String)> = Vec::new();
    for &at in files {
        let of_name = states[at].promised.iter().filter(|promised| promised.function == *name);
        let of_name: Vec<Promised> = of_name.cloned().collect();
        for promised in of_name {
            for found in promise.add(&promised.promise) {
                let place = said.iter().find(|(param, _)| *param == found.0).map_or("", |(_, place)| place);
                // A file's own contradictions are told already.
                if !place.starts_with(&format!("{}:", states[at].input.shown)) {
                    states[at].blame(&promised, contradiction(found, &format!("what {place} says counts")));
                }
            }
            let place = states[at].place(&promised);
            said.extend(promised.promise.duties.iter().map(|(param, _)| (*param, place.clone())));
        }
    }
    let path = files.first().map_or("", |&at| &states[at].input.shown);
    (path.into(), Entry::new(promise, false))
}

/// Whether the file at `path` is there to be included.
pub(super) fn is_header(path: &str) -> bool {
    path.ends_with(".h")
}

/// A file that knows nothing but what is promised.
pub struct Lone<'l>(pub &'l Own);

impl Outside for Lone<'_> {
    fn summary(&self, name: &str) -> Option<&Arc<Summary>> {
        self.0.get(name).map(|entry| &entry.summary)
    }

    fn promise(&self, name: &str) -> Option<&Promise> {
        self.0.get(name).map(|entry| &entry.promise)
    }
}
