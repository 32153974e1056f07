//! Running one subject, and what came of it.

use super::coarse::{Coarse, coarse};
use super::context::FunctionCx;
use super::facts::Facts;
use super::focus::focus;
use super::machine::{ExitRecord, Incident, Machine, Wrong};
use super::state::State;
use super::subject::{Subject, Tracked};
use super::summarize::effect;
use crate::dataflow::Exploded;
use rustc_hash::FxHashSet;

/// The result of one simulation.
pub struct Simulation {
    /// What was tracked.
    pub tracked: Tracked,
    /// The states, if they were to be kept.
    pub graph: Exploded<State>,
    /// What went wrong.
    pub incidents: Vec<Incident>,
    /// The ways out.
    pub exits: Vec<ExitRecord>,
    /// The calls of unknown functions that were given the handle, by number.
    pub asked: FxHashSet<u32>,
}

/// Simulates one subject of a function, as far as something comes of it: first coarsely, and if that shows something, with
/// the facts that decide about it.
pub fn simulate(cx: &FunctionCx, tracked: Tracked) -> Simulation {
    let mut coarse = coarse(Machine::new(cx, &tracked, &Facts::Origins));
    coarse.incidents.retain(|incident| is_told(&tracked, incident));
    let wants_returns = wants_returns(cx, &tracked, &coarse);
    let exits = std::mem::take(&mut coarse.exits);
    if coarse.incidents.is_empty() && !wants_returns {
        return Simulation { tracked, graph: Exploded::none(), incidents: Vec::new(), exits, asked: coarse.asked };
    }
    let facts = focus(cx, &tracked.subject, &coarse, wants_returns);
    let exact = run(cx, tracked, &facts);
    // A path with nothing more to tell of the handle is not followed to its end.
    let exits = if wants_returns { exact.exits } else { exits };
    Simulation { graph: Exploded::none(), exits, ..exact }
}

/// Simulates one subject with every fact, and keeps all states.
pub fn simulate_fully(cx: &FunctionCx, tracked: Tracked) -> Simulation {
    run(cx, tracked, &Facts::All)
}

fn run(cx: &FunctionCx, tracked: Tracked, facts: &Facts) -> Simulation {
    let mut machine = Machine::new(cx, &tracked, facts);
    let graph = Exploded::run(&cx.cfg, &mut machine);
    let Machine { incidents, exits, asked, .. } = machine;
    Simulation { tracked, graph, incidents, exits, asked }
}

/// Whether anything is ever said of such an incident.
fn is_told(tracked: &Tracked, incident: &Incident) -> bool {
    incident.wrong != Wrong::LeftOpen || tracked.is_socket && tracked.has_peer
}

/// Whether the caller is told what is returned when: only where that tells several outcomes apart.
fn wants_returns(cx: &FunctionCx, tracked: &Tracked, coarse: &Coarse) -> bool {
    match tracked.subject {
        Subject::Site { .. } => coarse.exits.iter().any(|exit| exit.fresh.is_some()),
        Subject::Borrowed { place } => {
            let mut effects = coarse.exits.iter().map(|exit| effect(cx, place, tracked, exit));
            let first = effects.next();
            cx.boundary_path(place).is_some() && effects.any(|effect| Some(effect) != first)
        }
    }
}
