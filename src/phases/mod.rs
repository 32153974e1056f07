//! In which order a socket is set up, used and ended: options that come too late, steps that the kernel refuses, ends that
//! lose data. Knows no rule names.
//!
//! One socket at a time is followed through one function, with what its calls have done so far: bound, listening, connected,
//! shut down. A function that was given it, and of which only the name is known, may have done any of that; then nothing is
//! said. Steps that are plainly wrong must be so on all paths, others on one.

mod advice;
mod context;
mod ends;
mod fault;
mod linger;
mod machine;
mod report;
mod retry;
mod state;
mod steps;
mod subject;

use crate::dataflow::Exploded;
use crate::frontend::World;
use crate::ir::{Cfg, Function};
use crate::model::Models;
use crate::typestate::Observation;
use advice::advice;
use context::Context;
use machine::Machine;
use report::Report;
use std::sync::Arc;
use steps::{Act, Helpers, Steps};
use subject::subjects;

/// What is known of a file besides its functions.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    /// The world.
    pub world: World,
    /// Whether it sees to SIGPIPE, or its programs ignore it from the start, as those in Rust do.
    pub ignores_signal: bool,
}

/// Looks at the functions of a file in one world.
pub fn observe(functions: &[Arc<Function>], models: &Models, scene: Scene) -> Vec<Observation> {
    let helpers = Helpers::new(functions, models);
    let all = functions.iter().map(|function| Steps::new(function, models, &helpers));
    all.filter(is_worth).flat_map(|steps| of_function(&steps, scene)).collect()
}

fn of_function(steps: &Steps, scene: Scene) -> Vec<Observation> {
    let cfg = Cfg::new(steps.function);
    let cx = Context::new(steps, &cfg);
    let mut found = Vec::new();
    for subject in subjects(steps) {
        let mut machine = Machine::new(&cx, subject);
        Exploded::run(&cfg, &mut machine);
        let report = Report::new(steps, subject, &machine.incidents);
        found.extend(report.observations());
        found.extend(report.advice(&advice(&cx, subject, scene.world, scene.ignores_signal)));
    }
    // Several sockets may come to one call.
    let mut seen = Vec::new();
    found.retain(|one: &Observation| {
        let is_new = !seen.contains(&(one.at, one.kind.clone()));
        seen.push((one.at, one.kind.clone()));
        is_new
    });
    found
}

/// Whether two of its calls may be in the wrong order at all.
fn is_worth(steps: &Steps) -> bool {
    let matters = |call: &&steps::Call| !matches!(call.act, Act::Quiet | Act::Unknown | Act::Close);
    let mut calls = steps.calls.iter().filter(matters);
    let first = calls.next();
    let is_close_tested = |call: &steps::Call| call.act == Act::Close && call.dest.is_some();
    first.is_some_and(|call| matches!(call.act, Act::Send { .. } | Act::Accept))
        || calls.next().is_some()
        || steps.calls.iter().any(is_close_tested)
}
