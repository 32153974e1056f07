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

/// How often a recursive component is gone through before its summaries are taken as they are.
const ROUNDS: usize = 4;

/// Analyses the functions of one file in one world.
pub fn analyse(source: &SourceFile, functions: &[Function], models: &Models) -> Vec<Observation> {
    let summaries = summaries(source, functions, models);
    let by_name: FxHashMap<&str, &Summary> = functions
        .iter()
        .zip(&summaries)
        .filter_map(|(f, summary)| Some((f.name.as_str(), summary.as_ref()?)))
        .collect();
    let summary_of = |name: &str| by_name.get(name).copied();
    let all: Vec<FunctionCx> =
        functions.iter().map(|function| FunctionCx::new(function, source, models, &summary_of)).collect();
    let mut found = Vec::new();
    for cx in &all {
        for tracked in subjects(cx) {
            found.extend(observe(cx, &simulate(cx, tracked), &all));
        }
        found.extend(unchecked_options(cx));
    }
    found
}

/// Summaries, callees first; `None` where a function calls itself, directly or not, and has not settled yet.
fn summaries(source: &SourceFile, functions: &[Function], models: &Models) -> Vec<Option<Summary>> {
    let index: FxHashMap<&str, usize> = functions.iter().enumerate().map(|(at, f)| (f.name.as_str(), at)).collect();
    let mut known: Vec<Option<Summary>> = vec![None; functions.len()];
    for component in components(functions) {
        for _ in 0..ROUNDS {
            let mut changed = false;
            for &at in &component {
                let summary_of = |name: &str| known[*index.get(name)?].as_ref();
                let summary = summary_of_function(source, &functions[at], models, &summary_of);
                changed |= known[at].as_ref() != Some(&summary);
                known[at] = Some(summary);
            }
            let is_recursive = component.len() > 1 || calls_itself(&functions[component[0]]);
            if !changed || !is_recursive {
                break;
            }
        }
    }
    known
}

fn calls_itself(function: &Function) -> bool {
    function.insts().any(|inst| {
        matches!(inst, crate::ir::Inst::Call { callee: crate::ir::Callee::Named(name), .. } if *name == function.name)
    })
}

fn summary_of_function<'a>(
    source: &'a SourceFile,
    function: &'a Function,
    models: &'a Models,
    summary_of: &dyn Fn(&str) -> Option<&'a Summary>,
) -> Summary {
    let cx = FunctionCx::new(function, source, models, summary_of);
    let simulations: Vec<Simulation> = subjects(&cx).into_iter().map(|tracked| simulate(&cx, tracked)).collect();
    summarize(&cx, &simulations)
}
