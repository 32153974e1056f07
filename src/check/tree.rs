//! The tree as a whole: what files learn from each other.
//!
//! Files are looked at alone first. Then, round by round, each file hears what the functions it calls do, and is looked at
//! again if that is news; files are read for the first time, or for more of their functions, because they call a function
//! that hands out sockets, or define one that was given one. Each round sees only what the last one told, so the result
//! does not depend on the order or the number of threads.

use super::doubles::Place;
use super::file::{Done, FileState, Run};
use super::known::{Known, Sight};
use super::owners::Owners;
use super::promises::{Own, Promises};
use crate::frontend::World;
use crate::frontend::c::key_hash;
use crate::frontend::rust::defined_as;
use crate::ir::Name;
use crate::shapes::c::Marks;
use crate::source::Language;
use crate::typestate::Outside;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How often the files may hear of each other; news that travels further is lost, and that is told. Trees of a million lines
/// have come to rest after 32 rounds at most.
const ROUNDS: usize = 128;

/// How the names of files end that are compiled by themselves. What others hold is part of each file that includes them.
const UNITS: [&str; 5] = [".c", ".cc", ".cpp", ".cxx", ".rs"];

/// A name that so many files seem to define is not looked for.
const MAX_DEFINITIONS: usize = 8;

/// A member that is closed so often is many members of one name.
const MAX_CLOSINGS: usize = 8;

/// Lets the files hear of each other until there is no news, and finishes them.
pub fn settle(run: &Run, mut states: Vec<FileState>) -> Vec<Done> {
    let plan = Plan::new(&mut states, run);
    let mut known = Known::default();
    for round in 0..=ROUNDS {
        let next = Known::new(&states, run.models);
        let mut tasks = plan.tasks(&mut states, round == 0, &known, &next);
        // Long functions are looked at once the others have come to rest.
        let is_patient = round < ROUNDS && tasks.iter().any(|task| *task != Task::Nothing);
        if !is_patient {
            tell_of_lost_news(&mut states, &tasks);
            tasks = states.iter().map(FileState::waiting).collect();
        }
        if tasks.iter().all(|task| *task == Task::Nothing) {
            break;
        }
        known = next;
        let work = states.par_iter_mut().zip(&tasks).with_max_len(1).filter(|(_, task)| **task != Task::Nothing);
        work.for_each(|(state, task)| {
            if *task == Task::Read {
                run.read_again(state);
            }
            let view = state.view();
            let sight = plan.sight(&known, &view);
            run.look(state, &|world| of(&sight, world), is_patient);
        });
    }
    let mut marks = Marks::default();
    states.iter().for_each(|state| state.mark(&mut marks, run.models));
    let owners = Owners::new(&states, &plan.callers, &plan.definers);
    let finish = |state: FileState| {
        let view = state.view();
        let sight = plan.sight(&known, &view);
        run.finish(state, &marks, &owners, &|world| of(&sight, world))
    };
    states.into_par_iter().map(finish).collect()
}

/// Files that would have had more to do, but for the limit on rounds.
fn tell_of_lost_news(states: &mut [FileState], tasks: &[Task]) {
    for (state, _) in states.iter_mut().zip(tasks).filter(|(_, task)| **task != Task::Nothing) {
        state.tell(format!("what other files do with its sockets was not settled after {ROUNDS} rounds"));
    }
}

fn of<'s>(sight: &'s [Sight; 2], world: World) -> &'s dyn Outside {
    &sight[usize::from(world.base() == World::Windows)]
}

/// Whose sight of the tree it is.
struct View {
    place: Place,
    language: Language,
    own: Arc<Own>,
}

impl FileState<'_> {
    fn view(&self) -> View {
        View { place: self.place.clone(), language: self.input.language, own: self.own.clone() }
    }

    /// What there is to do for functions that wait.
    fn waiting(&self) -> Task {
        match self.analyses.iter().any(|(_, analysis)| analysis.is_waiting) {
            true => Task::Look,
            false => Task::Nothing,
        }
    }
}

/// What a round does with one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Nothing,
    Look,
    Read,
}

/// Who calls and who defines what.
struct Plan {
    /// Hashes of called names with the positions of the files, sorted.
    callers: Vec<(u32, u32)>,
    definers: FxHashMap<u32, Vec<u32>>,
    /// Who defines what for others to call.
    sharers: FxHashMap<u32, Vec<u32>>,
    /// How often handles are closed under a name, by its hash.
    closed: FxHashMap<u32, usize>,
    places: Vec<Place>,
    promises: Promises,
}

impl Plan {
    fn new(states: &mut [FileState], run: &Run) -> Plan {
        let pairs = |at: usize, names: &[u32]| names.iter().map(|hash| (*hash, at as u32)).collect::<Vec<_>>();
        let mut callers: Vec<_> =
            states.iter().enumerate().flat_map(|(at, state)| pairs(at, &state.index.calls)).collect();
        callers.sort_unstable();
        let [mut definers, mut sharers] = [(); 2].map(|()| FxHashMap::<u32, Vec<u32>>::default());
        for (at, state) in states.iter().enumerate() {
            let is_included = !UNITS.iter().any(|ending| state.input.shown.ends_with(ending));
            for &hash in &state.index.definitions {
                definers.entry(hash).or_default().push(at as u32);
                if is_included || !state.index.is_static(hash) {
                    sharers.entry(hash).or_default().push(at as u32);
                }
            }
        }
        let places = states.iter().map(|state| state.place.clone()).collect();
        let mut closed = FxHashMap::default();
        for hash in states.iter().flat_map(|state| &state.index.closed) {
            *closed.entry(*hash).or_default() += 1;
        }
        let defined = |name: &Name| definers.get(&hash_of(name)).map_or(0, Vec::len);
        let promises = Promises::new(states, run.models, &defined);
        Plan { callers, definers, sharers, closed, places, promises }
    }

    fn sight<'s>(&'s self, known: &'s Known, view: &'s View) -> [Sight<'s>; 2] {
        [World::Posix, World::Windows].map(|world| self.sight_of(known, view, world))
    }

    fn sight_of<'s>(&'s self, known: &'s Known, view: &'s View, world: World) -> Sight<'s> {
        let Plan { callers, sharers, places, closed, promises, .. } = self;
        let View { place, language, own } = view;
        Sight { known, language: *language, world, place, callers, sharers, places, closed, promises, own }
    }

    fn tasks(&self, states: &mut [FileState], is_first: bool, before: &Known, now: &Known) -> Vec<Task> {
        let mut tasks = vec![Task::Nothing; states.len()];
        let mut changed: FxHashSet<Name> = now.changed_since(before).into_iter().collect();
        if is_first {
            changed.extend(self.promises.all().map(|(name, _)| name.clone()));
            self.for_promised(|at| tasks[at] = Task::Look);
        }
        for name in &changed {
            self.for_callers(name.as_str(), |at| tasks[at] = Task::Look);
        }
        for (task, state) in tasks.iter_mut().zip(states.iter()) {
            if *task == Task::Nothing && state.mentions(&changed) {
                *task = Task::Look;
            }
        }
        for (task, state) in tasks.iter_mut().zip(states.iter()) {
            // Looked at alone, a file does not know whether others call its functions.
            if is_first && state.analyses.iter().any(|(_, analysis)| analysis.depends_on_callers()) {
                *task = Task::Look;
            }
            let view = state.view();
            let sight = self.sight_of(now, &view, World::Posix);
            if state.analyses.iter().any(|(_, analysis)| analysis.misses(&sight)) {
                *task = Task::Look;
            }
            if state.analyses.is_empty() {
                *task = Task::Nothing;
            }
        }
        let fresh = self.define(states, now, &mut tasks);
        end_elsewhere(states, &mut tasks);
        let is_new = |name: &Name| fresh.contains(name.as_str()) || now.has(name) && !before.has(name);
        let unsettled = unsettled(states, is_new);
        self.seed(states, now, &unsettled, &mut tasks);
        self.seed_own(states, now, &unsettled, &mut tasks);
        self.close_members(states, now, &mut tasks);
        tasks
    }

    fn for_callers(&self, name: &str, mut job: impl FnMut(usize)) {
        callers_of(&self.callers, name).for_each(|at| job(at as usize));
    }

    /// Files that define a function of which something is promised.
    fn for_promised(&self, mut job: impl FnMut(usize)) {
        for (name, _) in self.promises.all() {
            self.definers.get(&hash_of(name)).into_iter().flatten().for_each(|at| job(*at as usize));
        }
    }

    /// Functions that hand out sockets make their callers worth reading, where a caller's file knows which one it means.
    fn seed(&self, states: &mut [FileState], now: &Known, unsettled: &FxHashSet<Name>, tasks: &mut [Task]) {
        let promised = self.promises.all().filter(|(_, is_fresh)| *is_fresh).map(|(name, _)| name.as_str());
        let settled = now.seeds().filter(|name| !unsettled.contains(*name));
        let mut seeds: Vec<&str> = settled.chain(promised).collect();
        seeds.sort_unstable();
        seeds.dedup();
        let mut fresh = vec![false; states.len()];
        for name in &seeds {
            self.for_callers(name, |at| {
                let state = &states[at];
                fresh[at] |= !state.wanted.seeds.contains(*name) && self.is_seed(now, state, name);
            });
        }
        for at in (0..states.len()).filter(|at| fresh[*at]) {
            let known = seeds.iter().filter(|name| self.is_seed(now, &states[at], name));
            let known: Vec<String> = known.map(|name| name.to_string()).collect();
            states[at].wanted.seeds.extend(known);
            tasks[at] = Task::Read;
        }
    }

    fn is_seed(&self, now: &Known, state: &FileState, name: &str) -> bool {
        let tells = |sight: &Sight| sight.summary(name).is_some_and(|summary| summary.concerns_callers());
        let is_leaving = now.is_leaving(name) && state.input.language != Language::Rust && !state.index.defines(name);
        is_leaving || state.links().is_foreign && now.is_of_c(name) || self.sight(now, &state.view()).iter().any(tells)
    }

    /// So they make those in their own file.
    fn seed_own(&self, states: &mut [FileState], now: &Known, unsettled: &FxHashSet<Name>, tasks: &mut [Task]) {
        for (task, state) in tasks.iter_mut().zip(states) {
            let told = state.analyses.iter().flat_map(|(_, analysis)| &analysis.told.own_seeds);
            let told = told.filter(|name| !unsettled.contains(*name));
            let leaving = state.analyses.iter().flat_map(|(_, analysis)| &analysis.told.leaving);
            // Who else calls what was given a socket for good?
            let told = told.chain(leaving.map(|(name, _)| name).filter(|name| now.is_handed(name)));
            let new = told.filter(|name| state.index.calls(name.as_str())).map(Name::to_string);
            let before = state.wanted.own_seeds.len();
            state.wanted.own_seeds.extend(new);
            if state.wanted.own_seeds.len() > before {
                *task = Task::Read;
            }
        }
    }

    /// Functions that were given a socket are worth reading; those that were not asked for before.
    fn define(&self, states: &mut [FileState], now: &Known, tasks: &mut [Task]) -> FxHashSet<String> {
        let mut wanted: Vec<(usize, String)> = Vec::new();
        for (at, state) in states.iter().enumerate() {
            for name in state.analyses.iter().flat_map(|(_, analysis)| &analysis.told.wanted) {
                let of = self.definers_of(states, now, name.as_str(), at).into_iter();
                wanted.extend(of.map(|file| (file, defined_as(name.as_str()).to_owned())));
            }
        }
        let mut fresh = FxHashSet::default();
        for (file, name) in wanted {
            if states[file].wanted.definitions.insert(name.clone()) {
                tasks[file] = Task::Read;
                fresh.insert(name);
            }
        }
        fresh
    }

    /// Functions that close what members hold are worth reading, where sockets are among that.
    fn close_members(&self, states: &mut [FileState], now: &Known, tasks: &mut [Task]) {
        let mut held = now.held();
        held.retain(|member| self.closed.get(member).is_some_and(|times| *times <= MAX_CLOSINGS));
        let held = Arc::new(held);
        for (task, state) in tasks.iter_mut().zip(states) {
            let is_new = |member: &u32| held.contains(member) && !state.wanted.held.contains(member);
            if state.index.closed.iter().any(is_new) {
                state.wanted.held = held.clone();
                *task = Task::Read;
            }
        }
    }

    fn definers_of(&self, states: &[FileState], now: &Known, name: &str, from: usize) -> Vec<usize> {
        let files = self.definers.get(&word_hash(name)).map_or(&[][..], Vec::as_slice);
        let is_meant = |file: &usize| self.places[from].can_mean(&self.places[*file]);
        let files = files.iter().map(|file| *file as usize).filter(is_meant);
        let is_rust = |file: usize| states[file].input.language == Language::Rust;
        if is_rust(from) && name.starts_with('.') {
            // A method of nobody knows what.
            return Vec::new();
        }
        // Its own definition is what a file of C means by a name.
        if !is_rust(from) && files.clone().any(|file| file == from) {
            return vec![from];
        }
        let is_shared = now.is_shared(defined_as(name));
        let is_foreign = |file: usize| states[file].links().is_foreign;
        let is_spoken =
            |file: &usize| is_rust(*file) == is_rust(from) || is_shared || is_foreign(*file) || is_foreign(from);
        let files: Vec<usize> = files.filter(is_spoken).collect();
        if files.len() <= MAX_DEFINITIONS { files } else { Vec::new() }
    }
}

/// Types of Rust that have a `Drop` in another file.
fn end_elsewhere(states: &mut [FileState], tasks: &mut [Task]) {
    let dropped: FxHashSet<String> = states.iter().flat_map(|state| &state.links().dropped).cloned().collect();
    for (task, state) in tasks.iter_mut().zip(states) {
        let links = state.links();
        let is_new = |ty: &&String| !links.dropped.contains(*ty) && !state.wanted.dropped.contains(*ty);
        let new: Vec<String> = links.structs.intersection(&dropped).filter(is_new).cloned().collect();
        if !new.is_empty() {
            state.wanted.dropped.extend(new);
            *task = Task::Read;
        }
    }
}

/// Functions that may turn out not to concern their callers, as they have still to hear of one that they want and that
/// `is_new`.
fn unsettled(states: &[FileState], is_new: impl Fn(&Name) -> bool) -> FxHashSet<Name> {
    let told = states.iter().flat_map(|state| &state.analyses).flat_map(|(_, analysis)| &analysis.told.unsettled);
    told.filter(|(_, wanted)| wanted.iter().any(&is_new)).map(|(name, _)| name.clone()).collect()
}

fn hash_of(name: &Name) -> u32 {
    word_hash(name.as_str())
}

/// The number of the word by which a text calls a function: of a method of Rust the one behind the dot.
fn word_hash(name: &str) -> u32 {
    key_hash(name.rsplit_once('.').map_or(name, |(_, method)| method))
}

/// Positions of the files that call `name`.
pub(super) fn callers_of<'c>(callers: &'c [(u32, u32)], name: &str) -> impl Iterator<Item = u32> + use<'c> {
    let hash = word_hash(name);
    let from = callers.partition_point(|(known, _)| *known < hash);
    callers[from..].iter().take_while(move |(known, _)| *known == hash).map(|(_, at)| *at)
}
