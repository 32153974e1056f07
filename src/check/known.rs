//! What the functions of the tree are known to do, and what one file sees of that.

use super::doubles::can_mean;
use super::file::FileState;
use super::headers::common;
use super::promises::{Entry, Own, Promises};
use super::tree::callers_of;
use crate::frontend::c::{held_hash, key_hash};
use crate::frontend::{Promise, World};
use crate::ir::Name;
use crate::source::Language;
use crate::typestate::{Given, Held, Outside, Summary};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Definitions of one name: the defining file's path, and the summary.
type Definitions = Vec<(Arc<str>, Arc<Summary>)>;

/// Summaries of all functions that other files can call, in the two base worlds, and where sockets may be in any.
#[derive(Default)]
pub struct Known {
    worlds: [FxHashMap<Name, Definitions>; 2],
    given: FxHashMap<Name, FxHashSet<Given>>,
    names: FxHashSet<Name>,
    members: FxHashMap<Name, Vec<Name>>,
    closed_by_talkers: FxHashMap<Held, usize>,
}

impl Known {
    /// Collects what the files tell.
    pub fn new(states: &[FileState]) -> Known {
        let mut known = Known::default();
        // What a function of Rust does, no other file knows it by its name.
        for state in states.iter().filter(|state| state.input.language != Language::Rust) {
            let path: Arc<str> = state.input.shown.as_str().into();
            for (_, analysis) in &state.analyses {
                for (name, given) in &analysis.told.gives {
                    known.given.entry(name.clone()).or_default().insert(*given);
                }
                known.names.extend(analysis.told.names.iter().cloned());
                for (ty, member) in &analysis.told.members {
                    known.members.entry(ty.clone()).or_default().push(member.clone());
                }
            }
            for (held, count) in closed_by_talkers(state) {
                *known.closed_by_talkers.entry(held.clone()).or_default() += count;
            }
            for (world, analysis) in state.analyses.iter().filter(|(world, _)| !matches!(world, World::Other(_))) {
                let table = &mut known.worlds[index(*world)];
                for (name, summary) in &analysis.told.summaries {
                    table.entry(name.clone()).or_default().push((path.clone(), summary.clone()));
                }
            }
        }
        for members in known.members.values_mut() {
            members.sort();
            members.dedup();
        }
        known
    }

    /// Whether anything is known of the function `name`.
    pub fn has(&self, name: &Name) -> bool {
        self.worlds.iter().any(|table| table.contains_key(name))
    }

    /// Names of functions whose callers must be looked at, sorted.
    pub fn seeds(&self) -> impl Iterator<Item = &str> {
        let concerns = |definitions: &Definitions| definitions.iter().any(|(_, summary)| summary.concerns_callers());
        let all = self.worlds.iter().flatten().filter(move |(_, definitions)| concerns(definitions));
        let mut names: Vec<&str> = all.map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter()
    }

    /// Of each member that holds sockets, see [`held_hash`]; a file-scope variable of the name counts as one too.
    pub fn held(&self) -> FxHashSet<u32> {
        self.names.iter().map(|name| held_hash(name.as_str().as_bytes(), true)).collect()
    }

    /// Names of which more or something else is known than in `before`, sorted.
    pub fn changed_since(&self, before: &Known) -> Vec<Name> {
        let mut changed: Vec<Name> = Vec::new();
        for (now, old) in self.worlds.iter().zip(&before.worlds) {
            changed.extend(now.iter().filter(|(name, now)| old.get(*name) != Some(now)).map(|(name, _)| name.clone()));
            changed.extend(old.keys().filter(|name| !now.contains_key(*name)).cloned());
        }
        changed.sort();
        changed.dedup();
        changed
    }
}

/// What the file's functions that send or receive close; a function may be there in each world.
fn closed_by_talkers<'s>(state: &'s FileState) -> FxHashMap<&'s Held, usize> {
    let mut most: FxHashMap<&Held, usize> = FxHashMap::default();
    for (held, count) in state.analyses.iter().flat_map(|(_, analysis)| &analysis.told.closed_by_talkers) {
        let known = most.entry(held).or_default();
        *known = (*known).max(*count);
    }
    most
}

fn index(world: World) -> usize {
    usize::from(world.base() == World::Windows)
}

/// The tree as one file sees it in one world.
pub struct Sight<'s> {
    /// What is known.
    pub known: &'s Known,
    /// The world; what it does not know of, the first one tells.
    pub world: World,
    /// The file's path.
    pub path: &'s str,
    /// Who calls what: see `Plan`.
    pub callers: &'s [(u32, u32)],
    /// Which files define what, statically or not, by hashes of the names.
    pub definers: &'s FxHashMap<u32, Vec<u32>>,
    /// The paths of the files by position.
    pub paths: &'s [String],
    /// How often handles are closed under a name, by its hash.
    pub closed: &'s FxHashMap<u32, usize>,
    /// What the tree promises.
    pub promises: &'s Promises,
    /// What the file and its headers promise.
    pub own: &'s Own,
}

impl Outside for Sight<'_> {
    fn summary(&self, name: &str) -> Option<&Arc<Summary>> {
        let tables = [index(self.world), 0].map(|at| self.known.worlds[at].get(name));
        let all = tables.into_iter().flatten().next().map_or(&[][..], Vec::as_slice);
        let is_meant = |path: &str| path != self.path && can_mean(self.path, path);
        let others: Vec<_> = all.iter().filter(|(path, _)| is_meant(path)).collect();
        match others.first() {
            Some(_) if self.is_shadowed(name, &others) => None,
            Some((_, first)) if others.iter().all(|(_, summary)| summary == first) => Some(first),
            Some(_) => self.nearest(&others),
            None => self.promised(name).map(|entry| &entry.summary),
        }
    }

    fn promise(&self, name: &str) -> Option<&Promise> {
        self.promised(name).map(|entry| &entry.promise)
    }

    fn is_called(&self, name: &str) -> bool {
        callers_of(self.callers, name).any(|at| self.paths[at as usize] != self.path)
    }

    fn is_given(&self, name: &str, given: Given) -> bool {
        self.known.given.get(name).is_some_and(|known| known.contains(&given))
    }

    fn holds_sockets(&self, name: &str) -> bool {
        self.known.names.contains(name)
    }

    fn is_closed_by_owner(&self, held: &Held) -> bool {
        let hash = held_hash(held.name.as_str().as_bytes(), held.is_member);
        let by_all = self.closed.get(&hash).copied().unwrap_or(0);
        by_all > self.known.closed_by_talkers.get(held).copied().unwrap_or(0)
    }

    fn socket_members(&self, ty: &Name) -> &[Name] {
        self.known.members.get(ty).map_or(&[], Vec::as_slice)
    }
}

impl Sight<'_> {
    fn promised(&self, name: &str) -> Option<&Entry> {
        self.promises.seen(self.own, name, self.path)
    }

    /// Whether a file nearer than all of `others` seems to define `name` too: one that has nothing to do with sockets.
    fn is_shadowed(&self, name: &str, others: &[&(Arc<str>, Arc<Summary>)]) -> bool {
        // The index knows methods without their class.
        if name.contains("::") {
            return false;
        }
        let nearness = |path: &str| common(path, self.path);
        let best = others.iter().map(|(path, _)| nearness(path)).max().unwrap_or(0);
        let definers = self.definers.get(&key_hash(name)).into_iter().flatten();
        let mut paths = definers.map(|at| self.paths[*at as usize].as_str());
        paths.any(|path| path != self.path && can_mean(self.path, path) && nearness(path) > best)
    }

    /// The definition in the file that shares most folders with this one, if that is one.
    fn nearest<'d>(&self, all: &[&'d (Arc<str>, Arc<Summary>)]) -> Option<&'d Arc<Summary>> {
        let best = all.iter().map(|(path, _)| common(path, self.path)).max()?;
        let mut nearest = all.iter().filter(|(path, _)| common(path, self.path) == best);
        match (nearest.next(), nearest.next()) {
            (Some((_, summary)), None) => Some(summary),
            _ => None,
        }
    }
}
