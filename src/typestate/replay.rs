//! Walking a finding's path again, without merging: what the user reads is a path the engine believes.
//!
//! The search goes forward over exact states, the most promising first: by the steps taken and those that are still needed
//! at least. A step that no state survives ends its path at once, so that loops and flags cost little.

use super::calls::Point;
use super::context::FunctionCx;
use super::facts::Facts;
use super::machine::{Incident, Machine};
use super::observation::{PathStep, PeerGone};
use super::simulate::Simulation;
use super::state::State;
use super::steps::Trail;
use super::subject::Subject;
use crate::dataflow::Domain;
use crate::ir::BlockId;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many states one search goes on from.
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

/// Walks to one of the given incidents, which are the same fault seen in several states; the first feasible path wins.
pub fn replay(cx: &FunctionCx, simulation: &Simulation, incidents: &[&Incident]) -> Option<Walk> {
    let mut tried: Vec<Option<PeerGone>> = Vec::new();
    let mut walker = Walker { cx, machine: Machine::new(cx, &simulation.tracked, &Facts::All) };
    for incident in incidents {
        let peer = incident.handle.peer.map(|peer| peer.gone);
        if !tried.contains(&peer) {
            tried.push(peer);
            if let Some(walk) = walker.search(incident) {
                return Some(walk);
            }
        }
    }
    None
}

/// A state on the way.
struct Visit {
    block: BlockId,
    state: State,
    before: Option<usize>,
    steps: usize,
}

/// The least number of steps to somewhere, per block.
struct Distance {
    to_end: Vec<Option<usize>>,
    /// To the place of birth, and from there to the end; `None` for a borrowed handle.
    by_birth: Option<(Vec<Option<usize>>, usize)>,
}

impl Distance {
    fn new(cx: &FunctionCx, subject: &Subject, end: BlockId) -> Option<Distance> {
        let to_end = steps_to(cx, end);
        let by_birth = match *subject {
            Subject::Borrowed { .. } => None,
            Subject::Site { call, .. } => {
                let site = cx.calls[call as usize].point.block;
                Some((steps_to(cx, site), to_end[site.0 as usize]?))
            }
        };
        Some(Distance { to_end, by_birth })
    }

    fn left(&self, block: BlockId, state: &State) -> Option<usize> {
        match &self.by_birth {
            Some((to_site, rest)) if state.handle.is_none() && state.older.is_none() => {
                Some(to_site[block.0 as usize]? + rest)
            }
            _ => self.to_end[block.0 as usize],
        }
    }
}

fn steps_to(cx: &FunctionCx, end: BlockId) -> Vec<Option<usize>> {
    let mut steps = vec![None; cx.function.blocks.len()];
    steps[end.0 as usize] = Some(0);
    let mut work = std::collections::VecDeque::from([(end, 0)]);
    while let Some((block, n)) = work.pop_front() {
        for before in &cx.cfg.predecessors[block.0 as usize] {
            let slot = &mut steps[before.0 as usize];
            if slot.is_none() {
                *slot = Some(n + 1);
                work.push_back((*before, n + 1));
            }
        }
    }
    steps
}

struct Walker<'m, 'a> {
    cx: &'m FunctionCx<'a>,
    machine: Machine<'m, 'a>,
}

type Carried = Vec<(State, Trail)>;

impl Walker<'_, '_> {
    /// Searches for a path on which `wanted` happens.
    fn search(&mut self, wanted: &Incident) -> Option<Walk> {
        let end = wanted.point.block;
        let distance = Distance::new(self.cx, &self.machine.tracked.subject, end)?;
        let mut visits = vec![Visit { block: BlockId(0), state: self.machine.entry(), before: None, steps: 0 }];
        let mut seen: FxHashSet<(BlockId, State)> = FxHashSet::default();
        let mut work = BinaryHeap::from([Reverse((0, 0))]);
        for _ in 0..BUDGET {
            let Reverse((_, at)) = work.pop()?;
            let (block, state, steps) = (visits[at].block, visits[at].state.clone(), visits[at].steps);
            if block == end
                && self.happens(block, state.clone(), wanted)
                && let Some(walk) = self.walk(&path(&visits, at), wanted)
            {
                return Some(walk);
            }
            for (next, after) in self.machine.run_block(block, state) {
                let left = distance.left(next, &after);
                if let Some(left) = left.filter(|_| seen.insert((next, after.clone()))) {
                    work.push(Reverse((steps + 1 + left, visits.len())));
                    visits.push(Visit { block: next, state: after, before: Some(at), steps: steps + 1 });
                }
            }
        }
        None
    }

    /// Whether `wanted` happens in `block` when it is entered in `state`.
    fn happens(&mut self, block: BlockId, state: State, wanted: &Incident) -> bool {
        self.machine.incidents.clear();
        self.machine.run_block(block, state);
        self.machine.incidents.iter().any(|seen| is_same(seen, wanted))
    }

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
                self.machine.go_round(block, to, &mut new);
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
        let incident = self.machine.incidents.iter().find(|seen| is_same(seen, wanted))?.clone();
        Some(Walk { steps: trail.steps(), incident })
    }
}

fn is_same(seen: &Incident, wanted: &Incident) -> bool {
    seen.point == wanted.point
        && seen.wrong == wanted.wrong
        && seen.handle.peer.map(|peer| peer.gone) == wanted.handle.peer.map(|peer| peer.gone)
}

/// The blocks that lead to the visit `at`, itself among them.
fn path(visits: &[Visit], at: usize) -> Vec<BlockId> {
    let all = std::iter::successors(Some(at), |&at| visits[at].before);
    let mut blocks: Vec<BlockId> = all.map(|at| visits[at].block).collect();
    blocks.reverse();
    blocks
}
