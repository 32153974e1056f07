//! What the functions of the tree are known to do, and what one file sees of that.

use super::doubles::{Place, implements_api};
use super::file::FileState;
use super::headers::common;
use super::promises::{Entry, Own, Promises};
use super::tree::callers_of;
use crate::frontend::c::{held_hash, key_hash};
use crate::frontend::rust::{defined_as, in_module, is_module_at};
use crate::frontend::{Promise, World};
use crate::ir::Name;
use crate::model::Models;
use crate::source::Language;
use crate::typestate::{Given, Held, Outside, Summary};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Definitions of one name: where the defining file is, and the summary.
type Definitions = Vec<(Place, Arc<Summary>)>;

/// Where sockets may be in functions that are given some.
type GivenTo = FxHashMap<Name, FxHashSet<Given>>;

/// Summaries of all functions that other files can call, in the two base worlds, and where sockets may be in any.
#[derive(Default)]
pub struct Known {
    worlds: [FxHashMap<Name, Definitions>; 2],
    /// The same of functions of Rust.
    rust: [FxHashMap<Name, Definitions>; 2],
    /// Functions of C that Rust declares, and of Rust that C can call by their name.
    declared: FxHashSet<String>,
    exported: FxHashSet<String>,
    given: GivenTo,
    /// The same of functions of Rust.
    given_in_rust: GivenTo,
    /// Functions that it matters of who gives them a handle.
    leaving: FxHashSet<Name>,
    /// Functions that are given a handle for good.
    handed: FxHashSet<Name>,
    names: FxHashSet<Name>,
    members: FxHashMap<Name, Vec<Name>>,
    closed_by_talkers: FxHashMap<Held, usize>,
}

impl Known {
    /// Collects what the files tell.
    pub fn new(states: &[FileState], models: &Models) -> Known {
        let mut known = Known::default();
        for state in states {
            known.add_summaries(state, models);
            if state.input.language == Language::Rust {
                known.declared.extend(state.links().declared.iter().cloned());
                known.exported.extend(state.links().exported.iter().cloned());
                for (name, given) in state.analyses.iter().flat_map(|(_, analysis)| &analysis.told.gives) {
                    let name = defined_as(name.as_str()).into();
                    known.given_in_rust.entry(name).or_default().insert(*given);
                }
                continue;
            }
            for (_, analysis) in &state.analyses {
                for (name, given) in &analysis.told.gives {
                    known.given.entry(name.clone()).or_default().insert(*given);
                }
                let shared = analysis.told.leaving.iter().filter(|(_, is_shared)| *is_shared);
                known.leaving.extend(shared.map(|(name, _)| name.clone()));
                known.handed.extend(analysis.told.handed.iter().cloned());
                known.names.extend(analysis.told.names.iter().cloned());
                for (ty, member) in &analysis.told.members {
                    known.members.entry(ty.clone()).or_default().push(member.clone());
                }
            }
            for (held, count) in closed_by_talkers(state) {
                *known.closed_by_talkers.entry(held.clone()).or_default() += count;
            }
        }
        let Known { leaving, handed, .. } = &mut known;
        leaving.retain(|name| handed.contains(name));
        known.share_given();
        for members in known.members.values_mut() {
            members.sort();
            members.dedup();
        }
        known
    }

    /// What one language gives to a function of the other.
    fn share_given(&mut self) {
        let of_rust = self.given_in_rust.clone();
        share(&self.exported, &self.given, &mut self.given_in_rust);
        share(&self.declared, &of_rust, &mut self.given);
    }

    fn add_summaries(&mut self, state: &FileState, models: &Models) {
        let tables = match state.input.language {
            Language::Rust => &mut self.rust,
            _ => &mut self.worlds,
        };
        for (world, analysis) in state.analyses.iter().filter(|(world, _)| !matches!(world, World::Other(_))) {
            let table = &mut tables[index(*world)];
            let is_api = implements_api(&analysis.told.summaries, models);
            let is_news = |name: &str, summary: &Summary| {
                let may_be_api = is_api || models.arity(name).is_some_and(|arity| summary.may_be_api(arity));
                !may_be_api || models.function(name).is_none()
            };
            for (name, summary) in analysis.told.summaries.iter().filter(|(name, it)| is_news(name.as_str(), it)) {
                table.entry(name.clone()).or_default().push((state.place.clone(), summary.clone()));
            }
        }
    }

    fn tables(&self) -> impl Iterator<Item = &FxHashMap<Name, Definitions>> {
        self.worlds.iter().chain(&self.rust)
    }

    /// Whether anything is known of the function `name`.
    pub fn has(&self, name: &Name) -> bool {
        self.tables().any(|table| table.contains_key(defined_as(name.as_str())))
    }

    /// Whether a function of C is known that is called so.
    pub fn is_of_c(&self, name: &str) -> bool {
        self.worlds.iter().any(|table| table.contains_key(name))
    }

    /// Whether a function of C that Rust declares is called so, or one of Rust that C can call.
    pub fn is_shared(&self, name: &str) -> bool {
        self.declared.contains(name) || self.exported.contains(name)
    }

    /// Whether some call gives the function a handle for good.
    pub fn is_handed(&self, name: &Name) -> bool {
        self.handed.contains(name)
    }

    /// Whether it matters of the function who gives it a handle.
    pub fn is_leaving(&self, name: &str) -> bool {
        self.leaving.contains(name)
    }

    /// Names of functions whose callers must be looked at, sorted.
    pub fn seeds(&self) -> impl Iterator<Item = &str> {
        let concerns = |definitions: &Definitions| definitions.iter().any(|(_, summary)| summary.concerns_callers());
        // Rust passes results on by itself, and many methods have one name.
        let gives = |(name, definitions): &(&Name, &Definitions)| {
            !name.as_str().contains('.') && definitions.iter().any(|(_, summary)| !summary.births.is_empty())
        };
        let of_c = self.worlds.iter().flatten().filter(move |(_, definitions)| concerns(definitions));
        let all = of_c.chain(self.rust.iter().flatten().filter(gives)).map(|(name, _)| name);
        let mut names: Vec<&str> = all.chain(&self.leaving).map(Name::as_str).collect();
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
        for (now, old) in self.tables().zip(before.tables()) {
            changed.extend(now.iter().filter(|(name, now)| old.get(*name) != Some(now)).map(|(name, _)| name.clone()));
            changed.extend(old.keys().filter(|name| !now.contains_key(*name)).cloned());
        }
        changed.sort();
        changed.dedup();
        changed
    }
}

fn share(names: &FxHashSet<String>, from: &GivenTo, to: &mut GivenTo) {
    for name in names {
        let Some((name, given)) = from.get_key_value(name.as_str()) else { continue };
        to.entry(name.clone()).or_default().extend(given.iter().copied());
    }
}

/// What is known by one name.
enum Found<'d> {
    None,
    One(&'d Arc<Summary>),
    /// Several, and which one is meant nobody knows.
    Many,
}

impl<'d> Found<'d> {
    fn known(self) -> Option<&'d Arc<Summary>> {
        match self {
            Found::One(summary) => Some(summary),
            Found::None | Found::Many => None,
        }
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
    /// The file's language.
    pub language: Language,
    /// The world; what it does not know of, the first one tells.
    pub world: World,
    /// Where the file is.
    pub place: &'s Place,
    /// Who calls what: see `Plan`.
    pub callers: &'s [(u32, u32)],
    /// Which files define what for others to call, by hashes of the names.
    pub sharers: &'s FxHashMap<u32, Vec<u32>>,
    /// Where the files are, by position.
    pub places: &'s [Place],
    /// How often handles are closed under a name, by its hash.
    pub closed: &'s FxHashMap<u32, usize>,
    /// What the tree promises.
    pub promises: &'s Promises,
    /// What the file and its headers promise.
    pub own: &'s Own,
}

impl Outside for Sight<'_> {
    fn summary(&self, name: &str) -> Option<&Arc<Summary>> {
        match self.language {
            Language::Rust => self.of_rust(name),
            _ => self.of_c(name),
        }
    }

    fn promise(&self, name: &str) -> Option<&Promise> {
        self.promised(name).map(|entry| &entry.promise)
    }

    fn is_called(&self, name: &str) -> bool {
        callers_of(self.callers, name).any(|at| self.places[at as usize].path != self.place.path)
    }

    fn is_given(&self, name: &str, given: Given) -> bool {
        let given_to = match self.language {
            Language::Rust => &self.known.given_in_rust,
            _ => &self.known.given,
        };
        given_to.get(name).is_some_and(|known| known.contains(&given))
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
    fn of_c(&self, name: &str) -> Option<&Arc<Summary>> {
        match self.one(&self.known.worlds, name, &|_| true) {
            Found::None if self.known.exported.contains(name) => self.one(&self.known.rust, name, &|_| true).known(),
            Found::None => self.promised(name).map(|entry| &entry.summary),
            found => found.known(),
        }
    }

    /// A function of Rust, in the module that it is named by; or one of C, if Rust declares it.
    fn of_rust(&self, name: &str) -> Option<&Arc<Summary>> {
        let defined = defined_as(name);
        let module = in_module(name).map(|(module, _)| module);
        let is_there = |path: &str| module.is_none_or(|module| is_module_at(module, path));
        match self.one(&self.known.rust, defined, &is_there) {
            Found::None if self.known.declared.contains(defined) => self.of_c(defined),
            found => found.known(),
        }
    }

    /// The definition that is meant, of those in other files that are `there`.
    fn one<'d>(
        &self,
        tables: &'d [FxHashMap<Name, Definitions>; 2],
        name: &str,
        is_there: &dyn Fn(&str) -> bool,
    ) -> Found<'d> {
        let Some(all) = [index(self.world), 0].into_iter().find_map(|at| tables[at].get(name)) else {
            return Found::None;
        };
        let is_meant = |(place, _): &&(Place, _)| self.may_mean(place) && is_there(&place.path);
        let others: Vec<_> = all.iter().filter(is_meant).collect();
        match others.first() {
            Some(_) if self.language != Language::Rust && self.is_shadowed(name, &others) => Found::Many,
            Some((_, first)) if others.iter().all(|(_, summary)| summary == first) => Found::One(first),
            Some(_) => match self.nearest(&others).or_else(|| self.keeper(&others)) {
                Some(meant) => Found::One(meant),
                None => Found::Many,
            },
            None => Found::None,
        }
    }

    /// Whether a call in the file can mean a definition in another one at `place`.
    fn may_mean(&self, place: &Place) -> bool {
        place.path != self.place.path && self.place.can_mean(place)
    }

    fn promised(&self, name: &str) -> Option<&Entry> {
        let name = if self.language == Language::Rust { defined_as(name) } else { name };
        self.promises.seen(self.own, name, &self.place.path)
    }

    /// Whether a file nearer than all of `others` seems to define `name` too: one that has nothing to do with sockets.
    fn is_shadowed(&self, name: &str, others: &[&(Place, Arc<Summary>)]) -> bool {
        // The index knows methods without their class.
        if name.contains("::") {
            return false;
        }
        let nearness = |place: &Place| common(&place.path, &self.place.path);
        let best = others.iter().map(|(place, _)| nearness(place)).max().unwrap_or(0);
        let sharers = self.sharers.get(&key_hash(name)).into_iter().flatten();
        let mut places = sharers.map(|at| &self.places[*at as usize]);
        places.any(|place| self.may_mean(place) && self.is_linked(place) && nearness(place) > best)
    }

    /// Whether what a file calls by its bare name may be defined in the one at `place`: C calls no functions of C++.
    fn is_linked(&self, place: &Place) -> bool {
        self.language != Language::C || Language::of_path(&place.path) != Some(Language::Cpp)
    }

    /// Of several definitions one that keeps what it is given, if none does more to sockets: whichever is meant, it may be that.
    /// Methods of Rust share their names too often.
    fn keeper<'d>(&self, all: &[&'d (Place, Arc<Summary>)]) -> Option<&'d Arc<Summary>> {
        let mut summaries = all.iter().map(|(_, summary)| summary);
        let is_harmless = self.language != Language::Rust && summaries.clone().all(|summary| summary.at_most_keeps());
        summaries.find(|summary| is_harmless && summary.keeps())
    }

    /// The definition in the file that shares most folders with this one, if that is one.
    fn nearest<'d>(&self, all: &[&'d (Place, Arc<Summary>)]) -> Option<&'d Arc<Summary>> {
        let nearness = |place: &Place| common(&place.path, &self.place.path);
        let best = all.iter().map(|(place, _)| nearness(place)).max()?;
        let mut nearest = all.iter().filter(|(place, _)| nearness(place) == best);
        match (nearest.next(), nearest.next()) {
            (Some((_, summary)), None) => Some(summary),
            _ => None,
        }
    }
}
