//! Running one subject, and what came of it.

use super::context::FunctionCx;
use super::machine::{ExitRecord, Incident, Machine};
use super::state::State;
use super::subject::Tracked;
use crate::dataflow::Exploded;
use rustc_hash::FxHashSet;

/// The result of one simulation.
pub struct Simulation {
    /// What was tracked.
    pub tracked: Tracked,
    /// The states.
    pub graph: Exploded<State>,
    /// What went wrong.
    pub incidents: Vec<Incident>,
    /// The ways out.
    pub exits: Vec<ExitRecord>,
    /// The calls of unknown functions that were given the handle, by number.
    pub asked: FxHashSet<u32>,
}

/// Simulates one subject of a function.
pub fn simulate(cx: &FunctionCx, tracked: Tracked) -> Simulation {
    let mut machine = Machine::new(cx, &tracked);
    let graph = Exploded::run(&cx.cfg, &mut machine);
    let Machine { incidents, exits, asked, .. } = machine;
    Simulation { tracked, graph, incidents, exits, asked }
}
