//! What the shapes of a file's functions show, with what is known of the functions that they call.

use crate::frontend::World;
use crate::ir::Function;
use crate::model::Models;
use crate::shapes::observe;
use crate::typestate::{Analysis, Observation, Outside, Summary};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What the shapes of `functions` show.
pub fn shapes(
    functions: &[Arc<Function>],
    models: &Models,
    world: World,
    analysis: &Analysis,
    outside: &dyn Outside,
) -> Vec<Observation> {
    let mut own: FxHashMap<&str, Option<&Summary>> = FxHashMap::default();
    for (function, summary) in analysis.summaries() {
        let name = function.name.as_str();
        // Which of several functions is meant, nobody knows.
        own.entry(name).and_modify(|known| *known = None).or_insert(Some(summary));
    }
    let body = |name: &str| match own.get(name) {
        Some(known) => *known,
        None => outside.summary(name).map(|summary| &**summary),
    };
    observe(functions, models, world, &body)
}
