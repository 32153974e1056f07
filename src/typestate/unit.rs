//! How one unit is gone through, the functions of a file in one world: callees first, and only what may be news.

mod outcome;

use super::callgraph::components;
use super::context::FunctionCx;
use super::given::callbacks;
use super::memo::{Heard, Memo, Outcome};
use super::outside::Outside;
use super::reach::Reach;
use super::simulate::{Simulation, simulate};
use super::subject::{Subject, Tracked, subjects};
use super::summarize::summarize;
use super::summary::{BoundaryPath, Summary};
use crate::ir::{Callee, Function, Inst, Name};
use crate::model::Models;
use crate::source::SourceFile;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, OnceCell};
use std::sync::Arc;

/// How often a recursive component is gone through before its summaries are taken as they are.
const ROUNDS: usize = 6;

/// A function with more blocks is long: it costs so much to simulate that it waits until the others have come to rest.
const LONG: usize = 64;

/// How a subject of a function is simulated.
pub(super) type Simulate = fn(&FunctionCx, Tracked) -> Simulation;

/// How much is simulated, and how.
pub(super) enum Effort<'e> {
    /// What something may come of, unless it is among what is `known` already.
    Needed { known: &'e Memo<'e>, is_patient: bool },
    /// All that can be followed, like this.
    All(Simulate),
}

/// Runs all simulations of a file and looks at them; callees come before their callers.
pub(super) fn with_simulations<R>(
    source: &SourceFile,
    functions: &[Arc<Function>],
    models: &Models,
    outside: &dyn Outside,
    simulate: Simulate,
    look: impl FnOnce(&[&FunctionCx], &[Vec<Arc<Simulation>>]) -> R,
) -> R {
    with_all(source, functions, models, outside, Effort::All(simulate), |unit, found| {
        let simulations: Vec<Vec<Arc<Simulation>>> = found.into_iter().flatten().map(Found::simulations).collect();
        look(&unit.all(), &simulations)
    })
}

/// Finds out about all functions of a file, and lets `look` see what came of it.
pub(super) fn with_all<R>(
    source: &SourceFile,
    functions: &[Arc<Function>],
    models: &Models,
    outside: &dyn Outside,
    effort: Effort,
    look: impl FnOnce(&Unit, Vec<Option<Found>>) -> R,
) -> R {
    let summaries: Vec<OnceCell<Arc<Summary>>> = functions.iter().map(|_| OnceCell::new()).collect();
    let (index, twice) = index(functions);
    let given = callbacks(functions, models);
    let reach = Reach::new(source, functions, &index, models, outside).followed(&given);
    let contexts = functions.iter().map(|_| OnceCell::new()).collect();
    let summaries = &summaries;
    let is_waiting = Cell::new(false);
    let unit = Unit {
        source,
        functions,
        models,
        outside,
        effort,
        given,
        index,
        twice,
        reach,
        summaries,
        contexts,
        is_waiting,
    };
    let mut found: Vec<Option<Found>> = functions.iter().map(|_| None).collect();
    for component in components(functions) {
        unit.component(&component).into_iter().for_each(|(at, new)| found[at] = Some(new));
    }
    look(&unit, found)
}

/// The positions of the functions that are defined once, and the names of those that are defined more than once: which of
/// them is meant nobody knows.
fn index(functions: &[Arc<Function>]) -> (FxHashMap<&str, usize>, FxHashSet<&str>) {
    let (mut index, mut twice) = (FxHashMap::default(), FxHashSet::default());
    for (at, function) in functions.iter().enumerate() {
        if index.insert(function.name.as_str(), at).is_some() {
            twice.insert(function.name.as_str());
        }
    }
    index.retain(|name, _| !twice.contains(name));
    (index, twice)
}

/// What was found out about one function.
pub(super) enum Found {
    /// It was known already.
    Old(Outcome),
    /// It was simulated.
    New { simulations: Vec<Arc<Simulation>>, summary: Arc<Summary>, heard: Heard },
}

impl Found {
    fn simulations(self) -> Vec<Arc<Simulation>> {
        match self {
            Found::Old(_) => Vec::new(),
            Found::New { simulations, .. } => simulations,
        }
    }
}

/// The functions of a file and what is known of them so far.
pub(super) struct Unit<'a> {
    source: &'a SourceFile,
    functions: &'a [Arc<Function>],
    models: &'a Models,
    outside: &'a dyn Outside,
    effort: Effort<'a>,
    /// Callbacks with a handle of their own.
    given: FxHashMap<Name, u32>,
    index: FxHashMap<&'a str, usize>,
    /// Names that are defined more than once.
    twice: FxHashSet<&'a str>,
    /// Where sockets may be.
    pub reach: Reach<'a>,
    summaries: &'a [OnceCell<Arc<Summary>>],
    contexts: Vec<OnceCell<FunctionCx<'a>>>,
    /// Whether a long function waits.
    pub is_waiting: Cell<bool>,
}

impl<'a> Unit<'a> {
    /// What is found out about the functions of a component.
    fn component(&self, component: &[usize]) -> Vec<(usize, Found)> {
        if let Some(old) = self.known(component) {
            return component.iter().copied().zip(old.into_iter().map(Found::Old)).collect();
        }
        if self.waits(component) {
            self.is_waiting.set(true);
            return component.iter().filter_map(|&at| Some((at, Found::Old(self.stale(at)?)))).collect();
        }
        self.settle(component);
        component.iter().map(|&at| (at, self.simulated(at, component))).collect()
    }

    fn waits(&self, component: &[usize]) -> bool {
        let is_long = |&at: &usize| self.functions[at].blocks.len() > LONG;
        matches!(self.effort, Effort::Needed { is_patient: true, .. }) && component.iter().any(is_long)
    }

    /// What came of a function before, whatever has changed since.
    fn stale(&self, at: usize) -> Option<Outcome> {
        let Effort::Needed { known, .. } = self.effort else { return None };
        let found = known.of(&self.functions[at]).first()?;
        let _ = self.summaries[at].set(found.summary.clone());
        Some((*found).clone())
    }

    /// Finds the summaries of a component whose members call each other. At first no call among them comes back; if that has
    /// not come to rest after a few rounds, nothing is known of them at first.
    fn settle(&self, component: &[usize]) {
        if !self.is_recursive(component) {
            return;
        }
        let never = Arc::new(Summary { is_noreturn: true, ..Summary::default() });
        let (found, is_settled) = self.rounds(component, Some(never));
        let found = if is_settled { found } else { self.rounds(component, None).0 };
        for (&at, summary) in component.iter().zip(found) {
            let _ = self.summaries[at].set(summary.unwrap_or_default());
        }
    }

    /// The summaries after a few rounds that begin with `first`, and whether they have come to rest.
    fn rounds(&self, component: &[usize], first: Option<Arc<Summary>>) -> (Vec<Option<Arc<Summary>>>, bool) {
        let mut rounds = vec![first; component.len()];
        for _ in 0..ROUNDS {
            let before = rounds.clone();
            for (slot, &at) in component.iter().enumerate() {
                let inner = |name: &str| match self.position(component, name) {
                    Some(member) => rounds[member].as_deref(),
                    None => self.summary(name),
                };
                let function = &self.functions[at];
                let cx = FunctionCx::new(function, self.source, self.models, &inner, self.given(at));
                let (simulations, unseen) = self.simulations(at, &cx, &[]);
                rounds[slot] = Some(Arc::new(self.summarized(&cx, &simulations, unseen)));
            }
            if rounds == before {
                return (rounds, true);
            }
        }
        (rounds, false)
    }

    fn position(&self, component: &[usize], name: &str) -> Option<usize> {
        let known = self.index.get(name)?;
        component.iter().position(|member| member == known)
    }

    fn summary(&self, name: &str) -> Option<&'a Summary> {
        match self.index.get(name) {
            Some(&known) => self.summaries[known].get().map(|summary| &**summary),
            None if self.twice.contains(name) => None,
            None => self.outside.summary(name).map(|summary| &**summary),
        }
    }

    /// What is known already of the functions of a component, if nothing that it depends on is different.
    fn known(&self, component: &[usize]) -> Option<Vec<Outcome>> {
        let Effort::Needed { known, .. } = self.effort else { return None };
        let mut found = Vec::new();
        for &at in component {
            let heard = self.heard(at, component);
            let is_unseen = |path: &BoundaryPath| !self.reach.may_get(at, path);
            let outcome = known.find(&heard, is_unseen)?;
            found.push(outcome.clone());
        }
        for (&at, outcome) in component.iter().zip(&found) {
            let _ = self.summaries[at].set(outcome.summary.clone());
        }
        Some(found)
    }

    /// What a function of a component depends on.
    fn heard(&self, at: usize, component: &[usize]) -> Heard {
        let function = &self.functions[at];
        let promise = self.outside.promise(function.name.as_str());
        Heard::new(function, self.given(at), promise, self.source, &|name| match self.index.get(name) {
            Some(callee) if component.contains(callee) => None,
            Some(&callee) => self.summaries[callee].get().cloned(),
            None if self.twice.contains(name) => None,
            None => self.outside.summary(name).cloned(),
        })
    }

    /// The function at `at`, with its callees as they are known.
    fn context(&self, at: usize) -> &FunctionCx<'a> {
        self.contexts[at].get_or_init(|| {
            let summary_of = |name: &str| self.summary(name);
            FunctionCx::new(&self.functions[at], self.source, self.models, &summary_of, self.given(at))
        })
    }

    /// All functions; most are looked at only by a function that wants to know its callers.
    fn all(&self) -> Vec<&FunctionCx<'a>> {
        (0..self.functions.len()).map(|at| self.context(at)).collect()
    }

    fn simulated(&self, at: usize, component: &[usize]) -> Found {
        let cx = self.context(at);
        let heard = self.heard(at, component);
        let (simulations, unseen) = self.simulations(at, cx, self.simulated_before(&heard, component));
        let summary = Arc::new(self.summarized(cx, &simulations, unseen));
        // A member of a recursive component has its summary already.
        let _ = self.summaries[at].set(summary.clone());
        Found::New { simulations, summary, heard }
    }

    /// What was simulated of a function of which what is said depends on its callers, if it has heard the same now.
    fn simulated_before(&self, heard: &Heard, component: &[usize]) -> &'a [Arc<Simulation>] {
        // What members of a recursive component know of each other they have not heard.
        match self.effort {
            Effort::Needed { known, .. } if !self.is_recursive(component) => known.simulated(heard),
            _ => &[],
        }
    }

    fn is_recursive(&self, component: &[usize]) -> bool {
        component.len() > 1 || calls_itself(&self.functions[component[0]])
    }

    /// What calling a function does that was simulated, and what is promised of it.
    fn summarized(&self, cx: &FunctionCx, simulations: &[Arc<Simulation>], unseen: Vec<BoundaryPath>) -> Summary {
        let summary = summarize(cx, simulations, unseen);
        match self.outside.promise(cx.function.name.as_str()) {
            Some(promise) if promise.is_binding() => Summary::promised(promise, Some(&summary)),
            _ => summary,
        }
    }

    /// The simulations of a function, and the boundary places that were not followed.
    fn simulations(
        &self,
        at: usize,
        cx: &FunctionCx,
        before: &[Arc<Simulation>],
    ) -> (Vec<Arc<Simulation>>, Vec<BoundaryPath>) {
        let (mut simulations, mut unseen) = (Vec::new(), Vec::new());
        let again = |tracked: Tracked| {
            let known = before.iter().find(|known| known.tracked.subject == tracked.subject);
            known.cloned().unwrap_or_else(|| Arc::new(simulate(cx, tracked)))
        };
        for tracked in subjects(cx) {
            match self.effort {
                Effort::All(simulate) => simulations.push(Arc::new(simulate(cx, tracked))),
                Effort::Needed { .. } if tracked.is_socket => simulations.push(again(tracked)),
                Effort::Needed { .. } => match self.may_be_socket(at, &tracked, cx) {
                    Ok(true) => simulations.push(again(tracked)),
                    Ok(false) => {}
                    Err(path) => unseen.push(path),
                },
            }
        }
        (simulations, unseen)
    }

    /// The parameter that is a handle of the function's own.
    fn given(&self, at: usize) -> Option<u32> {
        let function = &self.functions[at];
        // An empty body only stands for one.
        let is_empty = function.insts().next().is_none();
        self.given.get(&function.name).copied().filter(|_| !is_empty)
    }

    /// Whether a subject that nothing proves to be a socket may be one; an error if that may change with the callers.
    fn may_be_socket(&self, at: usize, tracked: &Tracked, cx: &FunctionCx) -> Result<bool, BoundaryPath> {
        let Subject::Borrowed { place } = tracked.subject else { return Ok(true) };
        match cx.boundary_path(place) {
            Some(path) if self.reach.may_get(at, &path) => Ok(true),
            Some(path) => Err(path),
            None => Ok(cx.places.name(place).is_some_and(|name| self.reach.is_name(name))),
        }
    }
}

fn calls_itself(function: &Function) -> bool {
    function
        .insts()
        .any(|inst| matches!(inst, Inst::Call { callee: Callee::Named(name), .. } if *name == function.name))
}
