//! The analysis of one unit: the functions of a file in one world.

use super::callgraph::components;
use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::given::callbacks;
use super::observation::{Observation, ObservationKind};
use super::observe::observe;
use super::options::unchecked_options;
use super::outside::{Outside, Told};
use super::simulate::{Simulation, simulate};
use super::subject::{Tracked, subjects};
use super::summarize::summarize;
use super::summary::Summary;
use crate::ir::{Function, Name};
use crate::model::{Models, NameKind};
use crate::source::SourceFile;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::sync::Arc;

/// How often a recursive component is gone through before its summaries are taken as they are.
const ROUNDS: usize = 4;

/// A function with everything that was found out about it.
struct Analysed<'a> {
    cx: FunctionCx<'a>,
    simulations: Vec<Simulation>,
}

/// What came of one file in one world.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// What was seen, function by function.
    pub observations: Vec<Observation>,
    /// What the rest of the tree is told.
    pub told: Told,
    /// What came of each function.
    results: Vec<Outcome>,
}

/// What came of one function.
#[derive(Clone, Debug, Default)]
struct Outcome {
    summary: Summary,
    observations: Vec<Observation>,
    wanted: Vec<Name>,
}

/// An earlier analysis of the same functions, and what has changed since.
pub struct Before<'b> {
    /// The analysis.
    pub analysis: &'b Analysis,
    /// Whether something else is known by now of the function with this name in another file.
    pub is_news: &'b dyn Fn(&str) -> bool,
}

impl Analysis {
    /// Whether something was seen that depends on who calls the function.
    pub fn depends_on_callers(&self) -> bool {
        self.results.iter().any(Outcome::depends_on_callers)
    }
}

impl Outcome {
    fn depends_on_callers(&self) -> bool {
        self.observations.iter().any(|observation| matches!(observation.kind, ObservationKind::LeftOpen { .. }))
    }
}

/// Analyses the functions of one file in one world; of functions that nothing new concerns, what came `before` holds.
pub fn analyse(
    source: &SourceFile,
    functions: &[Function],
    models: &Models,
    outside: &dyn Outside,
    before: Option<&Before>,
) -> Analysis {
    with_all(source, functions, models, outside, simulate, before, |all, simulations, old| {
        let mut found = Analysis::default();
        for (at, (cx, simulations)) in all.iter().zip(simulations).enumerate() {
            let result = match before.filter(|_| old[at]) {
                Some(before) => before.analysis.results[at].clone(),
                None => outcome(cx, simulations, all, outside),
            };
            found.observations.extend(result.observations.iter().cloned());
            found.told.wanted.extend(result.wanted.iter().cloned());
            if !cx.function.is_static || source.path.ends_with(".h") {
                found.told.summaries.push((cx.function.name.clone(), Arc::new(result.summary.clone())));
            }
            found.results.push(result);
        }
        found.told.summaries.sort_by(|(a, _), (b, _)| a.cmp(b));
        found.told.wanted.sort();
        found.told.wanted.dedup();
        found
    })
}

fn outcome(cx: &FunctionCx, simulations: &[Simulation], all: &[FunctionCx], outside: &dyn Outside) -> Outcome {
    let observed = simulations.iter().flat_map(|simulation| observe(cx, simulation, all, outside));
    let observations = observed.chain(unchecked_options(cx)).collect();
    Outcome { summary: summarize(cx, simulations), observations, wanted: wanted(cx, simulations) }
}

/// Names of callees whose bodies would tell more about a handle, whether they return, or whether what they return is fresh.
fn wanted(cx: &FunctionCx, simulations: &[Simulation]) -> Vec<Name> {
    let asked = |number: &u32| simulations.iter().any(|simulation| simulation.asked.contains(number));
    let ends = |call: &CallSite| {
        matches!(call.target, Target::Unknown(_)) && cx.models.name_suggests(&call.name, NameKind::Ends)
    };
    let allocates = |call: &CallSite| {
        let may = matches!(call.target, Target::Unknown(hints) if hints.returns_pointer);
        may && !simulations.is_empty() && cx.models.name_suggests(&call.name, NameKind::Allocates)
    };
    let is_wanted = |at: usize, call: &CallSite| asked(&(at as u32)) || ends(call) || allocates(call);
    let calls = cx.calls.iter().enumerate().filter(|(at, call)| is_wanted(*at, call));
    calls.map(|(_, call)| call.name.as_str().into()).collect()
}

/// How a subject of a function is simulated.
pub(super) type Simulate = fn(&FunctionCx, Tracked) -> Simulation;

/// Runs all simulations of a file and looks at them; callees come before their callers.
pub(super) fn with_simulations<R>(
    source: &SourceFile,
    functions: &[Function],
    models: &Models,
    outside: &dyn Outside,
    simulate: Simulate,
    look: impl FnOnce(&[FunctionCx], &[Vec<Simulation>]) -> R,
) -> R {
    with_all(source, functions, models, outside, simulate, None, |all, simulations, _| look(all, simulations))
}

/// The same, but functions that nothing new concerns are not simulated again: `look` is told which.
fn with_all<R>(
    source: &SourceFile,
    functions: &[Function],
    models: &Models,
    outside: &dyn Outside,
    simulate: Simulate,
    before: Option<&Before>,
    look: impl FnOnce(&[FunctionCx], &[Vec<Simulation>], &[bool]) -> R,
) -> R {
    let summaries: Vec<OnceCell<Summary>> = functions.iter().map(|_| OnceCell::new()).collect();
    let given = callbacks(functions, models);
    let unit =
        Unit { given, source, functions, models, outside, simulate, index: index(functions), summaries: &summaries };
    let mut analysed: Vec<Option<Analysed>> = functions.iter().map(|_| None).collect();
    let mut old = vec![false; functions.len()];
    let before = before.filter(|before| before.analysis.results.len() == functions.len());
    for component in components(functions) {
        let is_old = before.is_some_and(|before| unit.is_old(&component, before));
        match before.filter(|_| is_old) {
            Some(before) => unit.keep(&component, before),
            None => unit.settle(&component),
        }
        for at in component {
            old[at] = is_old;
            analysed[at] = Some(unit.analyse(at, !is_old));
        }
    }
    let (all, simulations): (Vec<_>, Vec<_>) = analysed.into_iter().flatten().map(|a| (a.cx, a.simulations)).unzip();
    look(&all, &simulations, &old)
}

fn index(functions: &[Function]) -> FxHashMap<&str, usize> {
    functions.iter().enumerate().map(|(at, function)| (function.name.as_str(), at)).collect()
}

/// The functions of a file and what is known of them so far.
struct Unit<'a> {
    source: &'a SourceFile,
    functions: &'a [Function],
    models: &'a Models,
    outside: &'a dyn Outside,
    simulate: Simulate,
    /// Callbacks with a handle of their own.
    given: FxHashMap<Name, u32>,
    index: FxHashMap<&'a str, usize>,
    summaries: &'a [OnceCell<Summary>],
}

impl<'a> Unit<'a> {
    /// Finds the summaries of a component whose members call each other: a few rounds from knowing nothing.
    fn settle(&self, component: &[usize]) {
        if component.len() == 1 && !calls_itself(&self.functions[component[0]]) {
            return;
        }
        let mut rounds: Vec<Option<Summary>> = vec![None; component.len()];
        for _ in 0..ROUNDS {
            let before = rounds.clone();
            for (slot, &at) in component.iter().enumerate() {
                let inner = |name: &str| {
                    let Some(&known) = self.index.get(name) else { return self.outside.summary(name) };
                    match component.iter().position(|&member| member == known) {
                        Some(member) => rounds[member].as_ref(),
                        None => self.summaries[known].get(),
                    }
                };
                let cx = self.prepare(at, &inner);
                let summary = summarize(&cx, &self.simulations(&cx));
                rounds[slot] = Some(summary);
            }
            if rounds == before {
                break;
            }
        }
        for (&at, summary) in component.iter().zip(rounds) {
            let _ = self.summaries[at].set(summary.unwrap_or_default());
        }
    }

    /// Whether nothing that the component's functions call has changed, and nothing was seen that depends on callers.
    fn is_old(&self, component: &[usize], before: &Before) -> bool {
        let is_same = |name: &Name| match self.index.get(name.as_str()) {
            Some(callee) if component.contains(callee) => true,
            Some(&callee) => self.summaries[callee].get() == Some(&before.analysis.results[callee].summary),
            None => !(before.is_news)(name.as_str()),
        };
        component.iter().all(|&at| {
            !before.analysis.results[at].depends_on_callers() && self.functions[at].mentioned_functions().all(is_same)
        })
    }

    fn keep(&self, component: &[usize], before: &Before) {
        for &at in component {
            let _ = self.summaries[at].set(before.analysis.results[at].summary.clone());
        }
    }

    fn analyse(&self, at: usize, is_simulated: bool) -> Analysed<'a> {
        let summary_of = |name: &str| match self.index.get(name) {
            Some(&known) => self.summaries[known].get(),
            None => self.outside.summary(name),
        };
        let cx = self.prepare(at, &summary_of);
        if !is_simulated {
            return Analysed { cx, simulations: Vec::new() };
        }
        let simulations = self.simulations(&cx);
        // A member of a recursive component has its summary already.
        let _ = self.summaries[at].set(summarize(&cx, &simulations));
        Analysed { cx, simulations }
    }

    fn prepare(&self, at: usize, summary_of: &dyn Fn(&str) -> Option<&'a Summary>) -> FunctionCx<'a> {
        let function = &self.functions[at];
        // An empty body only stands for one.
        let is_empty = function.insts().next().is_none();
        let given = self.given.get(&function.name).copied().filter(|_| !is_empty);
        FunctionCx::new(function, self.source, self.models, summary_of, given)
    }

    fn simulations(&self, cx: &FunctionCx) -> Vec<Simulation> {
        subjects(cx).into_iter().map(|tracked| (self.simulate)(cx, tracked)).collect()
    }
}

fn calls_itself(function: &Function) -> bool {
    function.insts().any(|inst| {
        matches!(inst, crate::ir::Inst::Call { callee: crate::ir::Callee::Named(name), .. } if *name == function.name)
    })
}
