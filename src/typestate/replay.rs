//! Walking a finding's path again, without merging: what the user reads is a path the engine believes.

use super::automaton::Typestate;
use super::calls::Point;
use super::context::FunctionCx;
use super::facts::Facts;
use super::machine::{Incident, Machine, Wrong};
use super::observation::{PathStep, PeerGone};
use super::simulate::Simulation;
use super::state::{Handle, Marks, State};
use super::steps::Trail;
use crate::dataflow::{Domain, NodeId};
use crate::ir::BlockId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How often a block is run in search of one path.
const BUDGET: usize = 4096;

/// How many states are carried along one path.
const WIDTH: usize = 64;

/// A path that was walked.
#[derive(Clone, Debug)]
pub struct Walk {
    /// The steps, in order.
    pub steps: Vec<PathStep>,
    /// The incident at its end.
    pub incident: Incident,
}

/// Walks to one of the given incidents, which are the same fault seen in several states; of equally telling ones, the nearest.
pub fn replay(cx: &FunctionCx, simulation: &Simulation, incidents: &[&Incident]) -> Option<Walk> {
    let mut walker = Walker { cx, machine: Machine::new(cx, &simulation.tracked, &Facts::All) };
    let mut tried = Vec::new();
    for incident in incidents {
        if !tried.contains(&told(incident)) {
            tried.push(told(incident));
            let alike = incidents.iter().filter(|other| told(other) == told(incident));
            let search = Search::new(simulation, incident, alike.map(|other| other.node));
            let walk = search.path(&mut walker.machine, incident).and_then(|path| walker.walk(&path, incident));
            if walk.is_some() {
                return walk;
            }
        }
    }
    None
}

/// What is said of an incident.
fn told(incident: &Incident) -> (Option<PeerGone>, [bool; 3]) {
    let Marks { unknown_callee, taker_name, opaque, .. } = incident.handle.marks;
    (incident.handle.peer.map(|peer| peer.gone), [unknown_callee, taker_name, opaque])
}

/// Whether `seen` is the fault that is looked for.
fn is_wanted(seen: &Incident, wanted: &Incident) -> bool {
    seen.point == wanted.point && seen.wrong == wanted.wrong && told(seen) == told(wanted)
}

/// What of a handle the way that is still ahead depends on.
type Kind = (Typestate, Option<PeerGone>);

/// The search for a path that holds with every fact. It goes where the simulation, which knew fewer, found the way open.
struct Search {
    /// Steps to go, by block and handles.
    ahead: FxHashMap<(BlockId, [Option<Kind>; 2]), u32>,
    is_misuse: bool,
}

/// A block that was or will be entered, and from where.
struct Entered {
    block: BlockId,
    state: State,
    from: Option<usize>,
    steps: u32,
}

impl Search {
    fn new(simulation: &Simulation, wanted: &Incident, targets: impl Iterator<Item = NodeId>) -> Search {
        let is_misuse = matches!(wanted.wrong, Wrong::Misuse(_));
        let distances = simulation.graph.distances_to(targets);
        let mut ahead = FxHashMap::default();
        for ((_, block, state), distance) in simulation.graph.nodes().zip(distances) {
            let known: &mut u32 = ahead.entry((block, kinds(state, is_misuse))).or_insert(u32::MAX);
            *known = distance.min(*known);
        }
        Search { ahead, is_misuse }
    }

    fn to_go(&self, block: BlockId, state: &State) -> Option<u32> {
        self.ahead.get(&(block, kinds(state, self.is_misuse))).copied().filter(|steps| *steps != u32::MAX)
    }

    /// The blocks of the shortest path to an incident like `wanted`.
    fn path(&self, machine: &mut Machine, wanted: &Incident) -> Option<Vec<BlockId>> {
        let entry = Entered { block: BlockId(0), state: machine.entry(), from: None, steps: 0 };
        let mut seen: FxHashSet<(BlockId, State)> = FxHashSet::default();
        let mut work = BinaryHeap::from([Reverse((self.to_go(entry.block, &entry.state)?, 0))]);
        let mut entered = vec![entry];
        let mut runs = 0;
        while let Some(Reverse((_, at))) = work.pop() {
            let Entered { block, ref state, steps, .. } = entered[at];
            machine.incidents.clear();
            let after = machine.run_block(block, state.clone());
            if machine.incidents.iter().any(|seen| is_wanted(seen, wanted)) {
                return Some(blocks_to(&entered, at));
            }
            runs += 1;
            if runs >= BUDGET {
                break;
            }
            for (block, state) in after {
                let Some(ahead) = self.to_go(block, &state) else { continue };
                if seen.insert((block, state.clone())) {
                    work.push(Reverse((steps + 1 + ahead, entered.len())));
                    entered.push(Entered { block, state, from: Some(at), steps: steps + 1 });
                }
            }
        }
        None
    }
}

fn blocks_to(entered: &[Entered], last: usize) -> Vec<BlockId> {
    let mut blocks: Vec<BlockId> =
        std::iter::successors(Some(last), |at| entered[*at].from).map(|at| entered[at].block).collect();
    blocks.reverse();
    blocks
}

/// The handles as far as the way ahead depends on them. One that is out of sight is as good as none, and so is a closed one
/// unless its misuse is what is looked for.
fn kinds(state: &State, is_misuse: bool) -> [Option<Kind>; 2] {
    let kind = |handle: &Option<Handle>| {
        let handle = handle.as_ref().filter(|handle| match handle.typestate {
            Typestate::Open => true,
            Typestate::Released => is_misuse,
            Typestate::Escaped => false,
        })?;
        Some((handle.typestate, handle.peer.map(|peer| peer.gone)))
    };
    [kind(&state.handle), kind(&state.older)]
}

struct Walker<'m, 'a> {
    cx: &'m FunctionCx<'a>,
    machine: Machine<'m, 'a>,
}

type Carried = Vec<(State, Trail)>;

impl Walker<'_, '_> {
    /// Follows the blocks of `path`; the walk ends when the wanted incident happens in the last of them.
    fn walk(&mut self, path: &[BlockId], wanted: &Incident) -> Option<Walk> {
        let mut carried: Carried = vec![(self.machine.entry(), Trail::default())];
        for (at, &block) in path.iter().enumerate() {
            let next = path.get(at + 1).copied();
            let insts = &self.cx.function.block(block).insts;
            for (index, inst) in insts.iter().enumerate() {
                let point = Point { block, index: index as u32 };
                let mut after = Carried::new();
                for (state, trail) in carried {
                    self.machine.incidents.clear();
                    let states = self.machine.step(point, inst, state.clone());
                    if let Some(walk) = self.arrived(next, wanted, &trail) {
                        return Some(walk);
                    }
                    after.extend(states.into_iter().map(|new| {
                        let trail = trail.after_inst(self.cx, point, inst, &state, &new);
                        (new, trail)
                    }));
                }
                after.truncate(WIDTH);
                carried = after;
            }
            match self.leave(block, next, carried, wanted) {
                Ok(walk) => return Some(walk),
                Err(after) if after.is_empty() => return None,
                Err(after) => carried = after,
            }
        }
        None
    }

    fn leave(
        &mut self,
        block: BlockId,
        next: Option<BlockId>,
        carried: Carried,
        wanted: &Incident,
    ) -> Result<Walk, Carried> {
        let body = self.cx.function.block(block);
        let point = Point { block, index: body.insts.len() as u32 };
        let mut after = Carried::new();
        for (state, trail) in carried {
            self.machine.incidents.clear();
            let states = self.machine.leave(point, &body.terminator, state.clone());
            if let Some(walk) = self.arrived(next, wanted, &trail) {
                return Ok(walk);
            }
            for (to, mut new) in states.into_iter().filter(|(to, _)| Some(*to) == next) {
                let trail = trail.after_jump(self.cx, &body.terminator, to, &state, &new);
                Facts::All.forget(self.cx, to, &mut new);
                after.push((new, trail));
            }
        }
        after.truncate(WIDTH);
        Err(after)
    }

    fn arrived(&mut self, next: Option<BlockId>, wanted: &Incident, trail: &Trail) -> Option<Walk> {
        if next.is_some() {
            return None;
        }
        let incident = self.machine.incidents.iter().find(|seen| is_wanted(seen, wanted))?.clone();
        Some(Walk { steps: trail.steps(), incident })
    }
}
