//! Running one subject, and what came of it.

use super::automaton::Typestate;
use super::coarse::{Coarse, coarse};
use super::context::FunctionCx;
use super::facts::Facts;
use super::focus::focus;
use super::leaving::may_leave;
use super::machine::{ExitRecord, Incident, Machine, Wrong};
use super::search::Ways;
use super::state::State;
use super::subject::{Subject, Tracked};
use super::summarize::effect;
use super::uneven::may_matter;
use crate::dataflow::{Domain, Exploded, NodeId};
use crate::ir::BlockId;
use rustc_hash::FxHashSet;

/// The result of one simulation.
#[derive(Debug)]
pub struct Simulation {
    /// What was tracked.
    pub tracked: Tracked,
    /// The states, if they were to be kept.
    pub graph: Exploded<State>,
    /// The ways that the states took; none where nothing went wrong.
    pub ways: Ways,
    /// What went wrong.
    pub incidents: Vec<Incident>,
    /// The ways out.
    pub exits: Vec<ExitRecord>,
    /// The ways out by exception, of what the function opened itself.
    pub thrown: Vec<ExitRecord>,
    /// The calls of unknown functions that were given the handle, by number.
    pub asked: FxHashSet<u32>,
}

impl Simulation {
    /// Whether the function closes the handle on some way out.
    pub fn closes_somewhere(&self) -> bool {
        let is_closed = |exit: &ExitRecord| exit.handle.as_ref().is_some_and(|it| it.typestate == Typestate::Released);
        self.exits.iter().any(is_closed)
    }
}

/// Simulates one subject of a function, as far as something comes of it: first coarsely, and if that shows something, with
/// the facts that decide about it.
pub fn simulate(cx: &FunctionCx, tracked: Tracked) -> Simulation {
    let mut coarse = coarse(Machine::new(cx, &tracked, &Facts::Origins));
    let mut incidents = std::mem::take(&mut coarse.incidents);
    incidents
        .retain(|incident| is_told(cx, &tracked, &coarse, incident) && may_matter(cx, &tracked, &coarse, incident));
    coarse.incidents = incidents;
    let wants_returns = wants_returns(cx, &tracked, &coarse);
    let (exits, thrown) = (std::mem::take(&mut coarse.exits), std::mem::take(&mut coarse.thrown));
    if coarse.incidents.is_empty() && !wants_returns {
        let (graph, ways, incidents, asked) = (Exploded::none(), Ways::default(), Vec::new(), coarse.asked);
        return Simulation { tracked, graph, ways, incidents, exits, thrown, asked };
    }
    let facts = focus(cx, &tracked.subject, &coarse, wants_returns);
    let mut exact = run(cx, tracked, &facts);
    exact.incidents.retain(|incident| is_expected(&coarse.incidents, incident));
    // A path with nothing more to tell of the handle is not followed to its end.
    let (exits, thrown) = if wants_returns { (exact.exits, exact.thrown) } else { (exits, thrown) };
    let ways = if exact.incidents.is_empty() { Ways::default() } else { exact.ways };
    Simulation { graph: Exploded::none(), ways, exits, thrown, ..exact }
}

/// Simulates one subject with every fact, and keeps all states.
pub fn simulate_fully(cx: &FunctionCx, tracked: Tracked) -> Simulation {
    run(cx, tracked, &Facts::All)
}

fn run(cx: &FunctionCx, tracked: Tracked, facts: &Facts) -> Simulation {
    let mut exact = Exact { machine: Machine::new(cx, &tracked, facts), ways: Ways::default() };
    let graph = Exploded::run(&cx.cfg, &mut exact);
    let Exact { machine: Machine { incidents, exits, thrown, asked, .. }, ways } = exact;
    Simulation { tracked, graph, ways, incidents, exits, thrown, asked }
}

/// A machine that remembers which ways its states took.
struct Exact<'m, 'a> {
    machine: Machine<'m, 'a>,
    ways: Ways,
}

impl Domain for Exact<'_, '_> {
    type State = State;

    fn entry(&mut self) -> State {
        self.machine.entry()
    }

    fn flow(&mut self, node: NodeId, block: BlockId, state: &State) -> Vec<(BlockId, State)> {
        let after = self.machine.flow(node, block, state);
        self.ways.add(block, state, &after);
        after
    }

    fn widen(&mut self, state: &mut State) {
        self.machine.widen(state);
    }
}

/// Whether anything is ever said of such an incident.
fn is_told(cx: &FunctionCx, tracked: &Tracked, coarse: &Coarse, incident: &Incident) -> bool {
    incident.wrong != Wrong::LeftOpen || tracked.is_socket && tracked.has_peer || may_leave(cx, tracked, &coarse.exits)
}

/// Whether the coarse run has already shown that such an incident may be worth a word.
fn is_expected(coarse: &[Incident], incident: &Incident) -> bool {
    let tells_of_peer = |seen: &Incident| seen.wrong == Wrong::Reset && seen.handle.dead_peer().is_some();
    let is_same = |seen: &Incident| {
        seen.point == incident.point && seen.wrong == incident.wrong && tells_of_peer(seen) == tells_of_peer(incident)
    };
    !matches!(incident.wrong, Wrong::Uneven | Wrong::Reset) || coarse.iter().any(is_same)
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
