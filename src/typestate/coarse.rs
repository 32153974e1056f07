//! A first, coarse run over a function: paths are told apart by the handle alone, hardly by values.
//!
//! It sees everything that the exact run can see and more, at next to no cost. What it does not see needs no exact run, and
//! where it sees the handle change tells which branches matter.

use super::automaton::Typestate;
use super::calls::Point;
use super::facts::Facts;
use super::machine::{ExitRecord, Incident, Machine};
use super::state::{Handle, State};
use crate::dataflow::{BlockSet, Domain, Exploded, NodeId};
use crate::ir::{BlockId, Terminator};
use rustc_hash::FxHashSet;

/// What the coarse run saw.
pub struct Coarse {
    /// Blocks in which something happens to a handle that is already there.
    pub events: BlockSet,
    /// Blocks that end by teaching something about it.
    pub lessons: BlockSet,
    /// Blocks that are entered or left with a handle.
    pub held: BlockSet,
    /// Blocks in which paths end, other than by a return, while a handle is open.
    pub stops: BlockSet,
    /// Per block: where its paths go on.
    pub successors: Vec<Vec<BlockId>>,
    /// What may go wrong.
    pub incidents: Vec<Incident>,
    /// The ways out.
    pub exits: Vec<ExitRecord>,
    /// The ways out by exception.
    pub thrown: Vec<ExitRecord>,
    /// The calls of unknown functions that may be given the handle, by number.
    pub asked: FxHashSet<u32>,
    /// See [`Machine::resets`].
    pub resets: Vec<(Point, Typestate)>,
}

/// Runs it with a machine that keeps only [`Facts::Origins`].
pub fn coarse(mut machine: Machine) -> Coarse {
    debug_assert!(matches!(machine.facts, Facts::Origins));
    let n = machine.cx.function.blocks.len();
    let set = || BlockSet::new(n);
    let mut run = Run {
        machine: &mut machine,
        events: set(),
        lessons: set(),
        held: set(),
        stops: set(),
        successors: vec![Vec::new(); n],
    };
    let cfg = &run.machine.cx.cfg;
    Exploded::run(cfg, &mut run);
    let Run { mut events, lessons, held, stops, mut successors, .. } = run;
    successors.iter_mut().for_each(|next| next.sort());
    let Machine { incidents, exits, thrown, asked, resets, .. } = machine;
    incidents.iter().for_each(|incident| _ = events.insert(incident.point.block));
    Coarse { events, lessons, held, stops, successors, incidents, exits, thrown, asked, resets }
}

struct Run<'r, 'm, 'a> {
    machine: &'r mut Machine<'m, 'a>,
    events: BlockSet,
    lessons: BlockSet,
    held: BlockSet,
    stops: BlockSet,
    successors: Vec<Vec<BlockId>>,
}

impl Domain for Run<'_, '_, '_> {
    type State = State;

    fn entry(&mut self) -> State {
        self.machine.entry()
    }

    fn flow(&mut self, node: NodeId, block: BlockId, state: &State) -> Vec<(BlockId, State)> {
        self.machine.start(node);
        let is_held = has_handle(state);
        let states = self.machine.run_insts(block, state.clone());
        if is_held || states.iter().any(has_handle) {
            self.held.insert(block);
        }
        if is_held && states.iter().any(|after| !same_handles(state, after)) {
            self.events.insert(block);
        }
        let body = self.machine.cx.function.block(block);
        let is_return = matches!(body.terminator, Terminator::Return { .. } | Terminator::Throw { .. });
        let stops = !is_return && (states.is_empty() || matches!(body.terminator, Terminator::Diverge { .. }));
        if stops && states.iter().chain([state]).any(has_open) {
            self.stops.insert(block);
        }
        let point = Point { block, index: body.insts.len() as u32 };
        let mut all = Vec::with_capacity(2 * states.len());
        for before in states {
            if let Terminator::Goto { target, .. } = body.terminator {
                // It teaches nothing.
                all.push((target, before));
                continue;
            }
            let handles = (before.handle.clone(), before.older.clone());
            let after = self.machine.leave(point, &body.terminator, before);
            if after.iter().any(|(_, after)| (&after.handle, &after.older) != (&handles.0, &handles.1)) {
                self.lessons.insert(block);
            }
            all.extend(after);
        }
        self.machine.tidy(block, &mut all);
        let successors = &mut self.successors[block.0 as usize];
        for (next, _) in &all {
            if !successors.contains(next) {
                successors.push(*next);
            }
        }
        all
    }

    fn widen(&mut self, state: &mut State) {
        self.machine.widen(state);
    }
}

fn has_handle(state: &State) -> bool {
    state.handle.is_some() || state.older.is_some()
}

fn same_handles(a: &State, b: &State) -> bool {
    a.handle == b.handle && a.older == b.older
}

fn has_open(state: &State) -> bool {
    state.handle.iter().chain(&state.older).any(Handle::is_open)
}
