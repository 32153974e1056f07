//! What the shape of a function shows without a simulation of a socket's life: loops around `accept` and `read`, owners of
//! descriptors, results that nobody looks at. Where values close what they hold when they end, this is what goes wrong.
//!
//! Each question is a walk over the blocks from one call on, with what is assumed of its result: "it failed: does every way
//! lead out of the loop?" A walk that takes too long answers nothing.

mod accept;
mod amount;
mod calls;
mod eof;
mod facts;
mod flow;
mod into_raw;
mod options;
mod owners;
mod raw;
mod register;
mod report;
mod select;
mod unclosed;
mod walk;

use crate::ir::{Function, Name};
use crate::model::Models;
use crate::typestate::{Observation, ObservationKind, Shape};
use calls::Calls;
use std::sync::Arc;

/// Looks at functions one by one.
pub fn observe(functions: &[Arc<Function>], models: &Models) -> Vec<Observation> {
    let writers: Vec<&Name> = functions.iter().filter_map(|function| amount::writer(function, models)).collect();
    let restarted = accept::restarted(functions, models);
    let is_fine = |seen: &Observation| {
        matches!(seen.kind, ObservationKind::Shape { shape: Shape::AcceptDies, .. })
            && restarted.contains(&seen.function)
    };
    let single = functions.iter().flat_map(|function| of_function(function, models, &writers));
    let single = single.filter(|seen| !is_fine(seen));
    single.chain(unclosed::types(functions, models)).collect()
}

fn of_function(function: &Function, models: &Models, writers: &[&Name]) -> Vec<Observation> {
    let calls = Calls::new(function, models);
    let mut found = Vec::new();
    found.extend(accept::loops(&calls));
    found.extend(eof::loops(&calls));
    found.extend(owners::twice(&calls));
    found.extend(into_raw::dropped(&calls));
    found.extend(raw::lost(&calls));
    found.extend(select::swallowed(&calls));
    found.extend(register::ignored(&calls));
    found.extend(amount::ignored(&calls, writers));
    found.extend(options::unchecked(&calls));
    found
}
