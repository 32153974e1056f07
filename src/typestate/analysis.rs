//! What comes of one unit: the functions of a file in one world.

use super::given::called_later;
use super::handed::Handed;
use super::leaving::Leaving;
use super::memo::{Memo, Outcome};
use super::observation::Observation;
use super::outside::{Outside, Told, is_shared};
use super::summary::Summary;
use super::talkers::closed_by_talkers;
use super::teardown::Teardown;
use super::unit::{Effort, with_all};
use crate::ir::Function;
use crate::model::Models;
use crate::source::SourceFile;
use std::sync::Arc;

/// What came of one file in one world.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// What was seen, function by function.
    pub observations: Vec<Observation>,
    /// What the rest of the tree is told.
    pub told: Told,
    /// Objects that are taken down.
    pub teardowns: Vec<Teardown>,
    /// Whether long functions wait for the others to come to rest.
    pub is_waiting: bool,
    /// What came of each function that was looked at.
    results: Vec<Outcome>,
}

impl Analysis {
    /// Whether something was seen that depends on who calls the function.
    pub fn depends_on_callers(&self) -> bool {
        self.results.iter().any(Outcome::depends_on_callers)
    }

    /// The functions with what calling them does.
    pub fn summaries(&self) -> impl Iterator<Item = (&Function, &Summary)> {
        self.results.iter().map(|result| (&*result.heard.function, &*result.summary))
    }

    /// The functions of the file, each with its ways out that are wrong if a handle was given to it for good, and its calls
    /// that give one away so.
    pub fn handing(&self) -> impl Iterator<Item = (&Arc<Function>, &[Leaving], &[Handed])> {
        self.results.iter().map(|result| (&result.heard.function, &*result.leavings, &*result.handed))
    }

    /// Whether a function was not followed for a boundary place that may hold a socket after all.
    pub fn misses(&self, outside: &dyn Outside) -> bool {
        self.results.iter().any(|result| result.misses(outside))
    }
}

/// Analyses the functions of one file in one world. What came of them `earlier`, or in another world, is taken over where
/// nothing that it depends on is different. If `is_patient`, long functions wait: what came of them before stands, if
/// anything did.
pub fn analyse(
    source: &SourceFile,
    functions: &[Arc<Function>],
    models: &Models,
    outside: &dyn Outside,
    earlier: &[&Analysis],
    is_patient: bool,
) -> Analysis {
    let known = Memo::new(earlier.iter().flat_map(|analysis| &analysis.results));
    with_all(source, functions, models, outside, Effort::Needed { known: &known, is_patient }, |unit, found| {
        let found = found.into_iter().enumerate();
        let results = found.filter_map(|(at, found)| Some(unit.outcome(at, found?))).collect();
        let mut analysis = Analysis { results, is_waiting: unit.is_waiting.get(), ..Analysis::default() };
        for result in &analysis.results {
            let function = &result.heard.function;
            analysis.observations.extend(result.observations.iter().cloned());
            analysis.told.wanted.extend(result.wanted.iter().cloned());
            analysis.told.members.extend(result.members.iter().cloned());
            analysis.teardowns.extend(result.teardowns.iter().cloned());
            if is_shared(function, source) {
                analysis.told.summaries.push((function.name.clone(), result.summary.clone()));
            }
            if !result.leavings.is_empty() {
                analysis.told.leaving.push((function.name.clone(), is_shared(function, source)));
            }
            analysis.told.handed.extend(result.handed.iter().map(|handed| handed.callee.clone()));
            if result.summary.concerns_callers() || result.depends_on_callers() {
                analysis.told.own_seeds.push(function.name.clone());
                if !result.wanted.is_empty() {
                    analysis.told.unsettled.push((function.name.clone(), result.wanted.clone()));
                }
            }
        }
        analysis.told.summaries.sort_by(|(a, _), (b, _)| a.cmp(b));
        analysis.told.wanted.extend(called_later(functions, models));
        analysis.told.wanted.sort();
        analysis.told.wanted.dedup();
        analysis.told.members.sort();
        analysis.told.members.dedup();
        analysis.told.gives = unit.reach.gives();
        analysis.told.names = unit.reach.names();
        analysis.told.closed_by_talkers = closed_by_talkers(functions, models);
        analysis
    })
}
