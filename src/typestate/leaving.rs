//! Ways out on which a function leaves a handle open that it was given by value, where on others like them it closes or
//! keeps it: wrong if it was the function's to close. Whether it was, only its callers show, see `handed`.

use super::automaton::Typestate;
use super::calls::Point;
use super::context::FunctionCx;
use super::machine::{ExitRecord, Incident, Wrong};
use super::observation::{Exit, Observation, ObservationKind, PathStep, StepKind};
use super::observe::observed;
use super::simulate::Simulation;
use super::state::Handle;
use super::subject::{Subject, Tracked};
use super::value::Value;
use crate::source::Location;
use std::collections::BTreeMap;

/// So many ways out of one function are replayed at most; they are found one by one, and mended together.
const REPLAYED: usize = 16;

/// What is wrong with one way out, if the handle in a parameter was the function's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    /// The parameter's index.
    pub param: u32,
    /// Whether the result tells it from the ways out that close or keep the handle.
    pub is_told: bool,
    /// What is to be said then.
    pub observation: Observation,
}

impl Leaving {
    /// What is to be said once it is known how the function got the handle: lower case, no final stop.
    pub fn told(&self, how: &str, head: Location) -> Observation {
        let mut observation = self.observation.clone();
        observation.path.insert(0, PathStep { at: head, kind: StepKind::Acquire, text: how.to_owned() });
        observation
    }
}

/// Whether the function may leave the handle open on some ways out and not on others.
pub fn may_leave(cx: &FunctionCx, tracked: &Tracked, exits: &[ExitRecord]) -> bool {
    param(cx, tracked).is_some() && exits.iter().any(is_left) && exits.iter().any(is_settled)
}

/// The parameter that is the handle.
fn param(cx: &FunctionCx, tracked: &Tracked) -> Option<u32> {
    let Subject::Borrowed { place } = tracked.subject else { return None };
    let path = cx.boundary_path(place).filter(|path| path.steps.is_empty() && !tracked.is_given);
    path.map(|path| path.param)
}

/// The ways out that leave the handle open, where others close or keep it.
pub fn leavings(cx: &FunctionCx, simulation: &Simulation) -> Vec<Leaving> {
    let Some(param) = param(cx, &simulation.tracked) else { return Vec::new() };
    let settled: Vec<Value> =
        simulation.exits.iter().filter(|exit| is_settled(exit)).map(|exit| exit.returns.exact_class()).collect();
    if settled.is_empty() {
        return Vec::new();
    }
    let mut points: BTreeMap<Point, bool> = BTreeMap::new();
    for exit in simulation.exits.iter().filter(|exit| is_left(exit)) {
        let is_told = !settled.contains(&exit.returns.exact_class());
        points.entry(exit.point).and_modify(|all| *all &= is_told).or_insert(is_told);
    }
    // Who keeps what it is given and says when it could not does its part; who closes it has taken it for its own.
    points.retain(|_, is_told| !*is_told || simulation.closes_somewhere());
    let incidents = |point| {
        let is_it =
            |incident: &&Incident| incident.point == point && matches!(incident.wrong, Wrong::LeftOpen | Wrong::Uneven);
        simulation.incidents.iter().filter(is_it).collect::<Vec<_>>()
    };
    let found = points.into_iter().take(REPLAYED).filter_map(|(point, is_told)| {
        let observation = observed(cx, simulation, incidents(point), &|incident| lost(cx, incident))?;
        Some(Leaving { param, is_told, observation })
    });
    found.collect()
}

fn lost(cx: &FunctionCx, incident: &Incident) -> ObservationKind {
    let is_brace = cx.source.text.get(incident.span.start as usize) == Some(&b'}');
    let exit = if is_brace { Exit::End } else { Exit::Return };
    ObservationKind::Lost { exit, peer: incident.handle.dead_peer().map(|peer| peer.gone) }
}

/// Whether the exit leaves the handle open, with nobody who would have it but the caller.
fn is_left(exit: &ExitRecord) -> bool {
    let is_open = |handle: &Handle| handle.is_open() && !handle.marks.may_be_kept() && !handle.marks.listed;
    exit.handle.as_ref().is_some_and(is_open) && !exit.is_returned && !exit.is_kept && !exit.is_reset
}

/// Whether the handle is closed there, or has found another owner.
fn is_settled(exit: &ExitRecord) -> bool {
    let is_settled = |handle: &Handle| handle.typestate != Typestate::Open || exit.is_kept;
    exit.handle.as_ref().is_some_and(is_settled) && !exit.is_returned
}
