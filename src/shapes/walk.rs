//! A walk over the blocks of a function from one place on, way by way, with what is known on each.

use super::facts::Facts;
use crate::ir::{BlockId, Function, Inst, Operand, Terminator};
use rustc_hash::FxHashSet;
use std::hash::Hash;

/// So many blocks are entered; a walk that would enter more answers nothing.
const BUDGET: usize = 4_000;

/// A place between two instructions: before the instruction with this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The block.
    pub block: BlockId,
    /// The number of an instruction in it.
    pub inst: usize,
}

/// What a walk comes by.
pub enum Event<'f> {
    /// An instruction, before its effect.
    Inst(At, &'f Inst),
    /// The same instruction, after its effect.
    Done(At),
    /// A way on from a block, along its terminator.
    Way(BlockId, &'f Terminator, BlockId),
    /// The end of the function, or of the process.
    Leave(&'f Terminator),
}

/// Whether this way is followed further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is.
    Go,
    /// It is, and the instruction changes nothing of what is known.
    Keep,
    /// It is not.
    Stop,
}

/// Goes all ways from `start`, see [`walk_within`], as far as a function is ever followed.
pub fn walk<S: Clone + Eq + Hash>(
    function: &Function,
    start: At,
    facts: Facts,
    state: S,
    see: impl FnMut(Event, &mut Facts, &mut S) -> Next,
) -> bool {
    walk_within(BUDGET, function, start, facts, state, see)
}

/// Goes all ways from `start`, entering `budget` blocks at most. `see` is told what comes by, may change what is known, and
/// keeps a state of its own for each way. `false` if there were too many ways.
pub fn walk_within<S: Clone + Eq + Hash>(
    budget: usize,
    function: &Function,
    start: At,
    facts: Facts,
    state: S,
    mut see: impl FnMut(Event, &mut Facts, &mut S) -> Next,
) -> bool {
    let mut seen: FxHashSet<(BlockId, Facts, S)> = FxHashSet::default();
    let mut open = vec![(start, facts, state)];
    let mut n = 0;
    'ways: while let Some((at, mut facts, mut state)) = open.pop() {
        n += 1;
        if n > budget {
            return false;
        }
        let block = function.block(at.block);
        for (number, inst) in block.insts.iter().enumerate().skip(at.inst) {
            let here = At { block: at.block, inst: number };
            match see(Event::Inst(here, inst), &mut facts, &mut state) {
                Next::Go => effect(function, inst, &mut facts),
                Next::Keep => {}
                Next::Stop => continue 'ways,
            }
            see(Event::Done(here), &mut facts, &mut state);
        }
        if block.terminator.successors().is_empty() {
            see(Event::Leave(&block.terminator), &mut facts, &mut state);
            continue;
        }
        for (to, mut facts) in facts.ways(&block.terminator).into_iter().rev() {
            let mut state = state.clone();
            if see(Event::Way(at.block, &block.terminator, to), &mut facts, &mut state) != Next::Stop
                && seen.insert((to, facts.clone(), state.clone()))
            {
                open.push((At { block: to, inst: 0 }, facts, state));
            }
        }
    }
    true
}

pub(super) fn effect(function: &Function, inst: &Inst, facts: &mut Facts) {
    match inst {
        Inst::Assign { dest, value, .. } => facts.assign(function, *dest, value),
        Inst::Call { dest, args, .. } => {
            for arg in args {
                if let Operand::AddrOf(place) = arg {
                    facts.forget(function, *place);
                }
            }
            if let Some(dest) = dest {
                facts.forget(function, *dest);
            }
        }
        Inst::Opaque { uses, .. } => uses.iter().for_each(|place| facts.forget(function, *place)),
        Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
    }
}
