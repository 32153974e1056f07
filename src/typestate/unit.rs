//! The analysis of one unit: the functions of a file in one world.

use super::callgraph::components;
use super::context::FunctionCx;
use super::observation::Observation;
use super::observe::observe;
use super::options::unchecked_options;
use super::simulate::{Simulation, simulate};
use super::subject::subjects;
use super::summarize::summarize;
use super::summary::Summary;
use crate::ir::Function;
use crate::model::Models;
use crate::source::SourceFile;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// How often a recursive component is gone through before its summaries are taken as they are.
const ROUNDS: usize = 4;

/// A function with everything that was found out about it.
struct Analysed<'a> {
    cx: FunctionCx<'a>,
    simulations: Vec<Simulation>,
}

/// Analyses the functions of one file in one world.
pub fn analyse(source: &SourceFile, functions: &[Function], models: &Models) -> Vec<Observation> {
    with_simulations(source, functions, models, |all, simulations| {
        let mut found = Vec::new();
        for (cx, simulations) in all.iter().zip(simulations) {
            found.extend(simulations.iter().flat_map(|simulation| observe(cx, simulation, all)));
            found.extend(unchecked_options(cx));
        }
        found
    })
}

/// Runs all simulations of a file and looks at them; callees come before their callers.
pub(super) fn with_simulations<R>(
    source: &SourceFile,
    functions: &[Function],
    models: &Models,
    look: impl FnOnce(&[FunctionCx], &[Vec<Simulation>]) -> R,
) -> R {
    let summaries: Vec<OnceCell<Summary>> = functions.iter().map(|_| OnceCell::new()).collect();
    let unit = Unit { source, functions, models, index: index(functions), summaries: &summaries };
    let mut analysed: Vec<Option<Analysed>> = functions.iter().map(|_| None).collect();
    for component in components(functions) {
        unit.settle(&component);
        for at in component {
            analysed[at] = Some(unit.analyse(at));
        }
    }
    let (all, simulations): (Vec<_>, Vec<_>) = analysed.into_iter().flatten().map(|a| (a.cx, a.simulations)).unzip();
    look(&all, &simulations)
}

fn index(functions: &[Function]) -> FxHashMap<&str, usize> {
    functions.iter().enumerate().map(|(at, function)| (function.name.as_str(), at)).collect()
}

/// The functions of a file and what is known of them so far.
struct Unit<'a> {
    source: &'a SourceFile,
    functions: &'a [Function],
    models: &'a Models,
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
                    let known = *self.index.get(name)?;
                    match component.iter().position(|&member| member == known) {
                        Some(member) => rounds[member].as_ref(),
                        None => self.summaries[known].get(),
                    }
                };
                let cx = FunctionCx::new(&self.functions[at], self.source, self.models, &inner);
                let summary = summarize(&cx, &simulations(&cx));
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

    fn analyse(&self, at: usize) -> Analysed<'a> {
        let summary_of = |name: &str| self.summaries[*self.index.get(name)?].get();
        let cx = FunctionCx::new(&self.functions[at], self.source, self.models, &summary_of);
        let simulations = simulations(&cx);
        // A member of a recursive component has its summary already.
        let _ = self.summaries[at].set(summarize(&cx, &simulations));
        Analysed { cx, simulations }
    }
}

fn simulations(cx: &FunctionCx) -> Vec<Simulation> {
    subjects(cx).into_iter().map(|tracked| simulate(cx, tracked)).collect()
}

fn calls_itself(function: &Function) -> bool {
    function.insts().any(|inst| {
        matches!(inst, crate::ir::Inst::Call { callee: crate::ir::Callee::Named(name), .. } if *name == function.name)
    })
}
