//! In which order a socket is set up, used and ended: options that come too late, steps that the kernel refuses, ends that
//! lose data. Knows no rule names.
//!
//! One socket at a time is followed through one function, with what its calls have done so far: bound, listening, connected,
//! shut down. A function that was given it, and of which only the name is known, may have done any of that; then nothing is
//! said. Steps that are plainly wrong must be so on all paths, others on one.

mod ends;
mod fault;
mod linger;
mod machine;
mod report;
mod state;
mod steps;
mod subject;

use crate::dataflow::Exploded;
use crate::ir::{Cfg, Function};
use crate::model::Models;
use crate::typestate::Observation;
use machine::{Context, Machine};
use report::Report;
use std::sync::Arc;
use steps::{Act, Helpers, Steps};
use subject::subjects;

/// Looks at the functions of a file in one world.
pub fn observe(functions: &[Arc<Function>], models: &Models) -> Vec<Observation> {
    let helpers = Helpers::new(functions, models);
    functions.iter().flat_map(|function| of_function(function, models, &helpers)).collect()
}

fn of_function(function: &Function, models: &Models, helpers: &Helpers) -> Vec<Observation> {
    let steps = Steps::new(function, models, helpers);
    if !is_worth(&steps) {
        return Vec::new();
    }
    let cfg = Cfg::new(function);
    let cx = Context::new(&steps, &cfg);
    let mut found = Vec::new();
    for subject in subjects(&steps) {
        let mut machine = Machine::new(&cx, subject);
        Exploded::run(&cfg, &mut machine);
        found.extend(Report::new(&steps, subject, &machine.incidents).observations());
    }
    found
}

/// Whether two of its calls may be in the wrong order at all.
fn is_worth(steps: &Steps) -> bool {
    let matters = |call: &&steps::Call| !matches!(call.act, Act::Quiet | Act::Unknown | Act::Close);
    let mut calls = steps.calls.iter().filter(matters);
    let first = calls.next();
    first.is_some_and(|call| matches!(call.act, Act::Send { .. })) || calls.next().is_some()
}
