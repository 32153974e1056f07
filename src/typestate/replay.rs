//! Walking a finding's path again, without merging: what the user reads is a path the engine believes.

use super::calls::Point;
use super::context::FunctionCx;
use super::facts::Facts;
use super::machine::{Incident, Machine};
use super::observation::{PathStep, PeerGone};
use super::search::{Search, is_same};
use super::simulate::Simulation;
use super::state::State;
use super::steps::Trail;
use crate::dataflow::Domain;
use crate::ir::BlockId;

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
            let path = Search::new(&simulation.ways, incident).path(&mut walker.machine);
            if let Some(walk) = path.and_then(|path| walker.walk(&path, incident)) {
                return Some(walk);
            }
        }
    }
    None
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
