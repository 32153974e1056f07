//! Searching a path with every fact, where the simulation, which knew fewer, found the way open.
//!
//! The search goes forward over exact states, the most promising first: by the steps taken and those that are still needed at
//! least. A step that no state survives ends its path at once, so that loops and flags cost little.

use super::automaton::Typestate;
use super::context::FunctionCx;
use super::follows::null_tested;
use super::machine::{Incident, Machine, Wrong};
use super::observation::PeerGone;
use super::relations::{Known, Relations};
use super::state::{Handle, State};
use crate::dataflow::Domain;
use crate::ir::{BlockId, CmpOp, Terminator};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::hash::BuildHasher;

/// How often a block is run in one try to find a path.
const BUDGET: usize = 2048;

/// How much more a step that is still to go counts than one that is taken: not at all, for the cheapest path, and then so
/// much that the search hardly turns back.
const HASTE: [u32; 2] = [1, 8];

/// So many blocks may a way be longer that does without one more pointer that is null: most calls succeed.
const NULL_COSTS: u32 = 3;

/// What of a handle the way ahead depends on.
type Kind = (Typestate, Option<PeerGone>);

/// A block, and the handles with which it is entered: the newest, and the older one.
type Place = (BlockId, [Option<Kind>; 2]);

/// The ways that the states of a simulation took.
#[derive(Debug, Default)]
pub struct Ways {
    edges: FxHashSet<(Place, Place)>,
}

impl Ways {
    /// Adds those from a block entered in `state`.
    pub fn add(&mut self, block: BlockId, state: &State, after: &[(BlockId, State)]) {
        let from = (block, kinds(state));
        for (next, after) in after {
            self.edges.insert((from, (*next, kinds(after))));
        }
    }
}

/// The handles as far as the way ahead depends on them. One that is out of sight is as good as none.
fn kinds(state: &State) -> [Option<Kind>; 2] {
    let kind = |handle: &Option<Handle>| {
        let handle = handle.as_ref().filter(|handle| handle.typestate != Typestate::Escaped)?;
        Some((handle.typestate, handle.peer.map(|peer| peer.gone)))
    };
    [kind(&state.handle), kind(&state.older)]
}

/// Whether a closed handle is as good as none: unless its misuse is what is looked for.
fn simplified((block, kinds): Place, is_misuse: bool) -> Place {
    (block, kinds.map(|kind| kind.filter(|(typestate, _)| is_misuse || *typestate == Typestate::Open)))
}

/// A block that was or will be entered, and from where.
struct Entered {
    block: BlockId,
    state: State,
    relations: Known,
    from: Option<usize>,
    cost: u32,
    /// The next older one with the same hash.
    same_hash: Option<usize>,
}

/// What was or will be entered. States are large, so none is kept twice.
#[derive(Default)]
struct Front {
    all: Vec<Entered>,
    /// The newest of each hash.
    index: FxHashMap<u64, usize>,
}

impl Front {
    /// Adds an entry, if it is cheaper than those that enter the same block with the same facts.
    fn add(&mut self, mut new: Entered) -> Option<usize> {
        let hash = FxBuildHasher.hash_one((new.block, &new.state, &new.relations));
        let newest = self.index.get(&hash).copied();
        let mut alike = std::iter::successors(newest, |at| self.all[*at].same_hash).map(|at| &self.all[at]);
        let is_same =
            |old: &&Entered| old.block == new.block && old.state == new.state && old.relations == new.relations;
        // Of those that are the same the newest is the cheapest.
        if alike.find(is_same).is_some_and(|old| old.cost <= new.cost) {
            return None;
        }
        let at = self.all.len();
        new.same_hash = newest;
        self.index.insert(hash, at);
        self.all.push(new);
        Some(at)
    }
}

/// The budget is used up, and whether there is a path is not known.
struct Spent;

/// The search for one incident.
pub struct Search<'s> {
    wanted: &'s Incident,
    /// Steps to go, from where there is a way.
    to_go: FxHashMap<Place, u32>,
}

impl<'s> Search<'s> {
    /// A search for an incident like `wanted` along `ways`.
    pub fn new(ways: &Ways, wanted: &'s Incident) -> Search<'s> {
        let is_misuse = matches!(wanted.wrong, Wrong::Misuse(_));
        let mut before: FxHashMap<Place, Vec<Place>> = FxHashMap::default();
        let mut to_go: FxHashMap<Place, u32> = FxHashMap::default();
        let mut work = VecDeque::new();
        let end = wanted.point.block;
        for &(from, to) in &ways.edges {
            let (from, to) = (simplified(from, is_misuse), simplified(to, is_misuse));
            before.entry(to).or_default().push(from);
            for place in [from, to] {
                if place.0 == end && to_go.insert(place, 0).is_none() {
                    work.push_back(place);
                }
            }
        }
        while let Some(place) = work.pop_front() {
            let steps = to_go[&place] + 1;
            for &from in before.get(&place).into_iter().flatten() {
                if let std::collections::hash_map::Entry::Vacant(new) = to_go.entry(from) {
                    new.insert(steps);
                    work.push_back(from);
                }
            }
        }
        // A function of one block has no ways.
        to_go.entry((end, [None, None])).or_insert(0);
        Search { wanted, to_go }
    }

    fn to_go(&self, block: BlockId, state: &State) -> Option<u32> {
        let is_misuse = matches!(self.wanted.wrong, Wrong::Misuse(_));
        self.to_go.get(&simplified((block, kinds(state)), is_misuse)).copied()
    }

    /// The blocks of the cheapest path on which it happens; of a path at least, where the cheapest one is too hard to find.
    pub fn path(&self, machine: &mut Machine) -> Option<Vec<BlockId>> {
        let relations = Relations::new(machine.cx);
        let mut found = HASTE.into_iter().map(|haste| self.path_in(machine, &relations, haste));
        found.find_map(Result::ok).flatten()
    }

    /// A path that is found by counting each step that is still to go `haste` times; an error if the budget is used up.
    fn path_in(&self, machine: &mut Machine, relations: &Relations, haste: u32) -> Result<Option<Vec<BlockId>>, Spent> {
        let (block, state, known) = (BlockId(0), machine.entry(), Known::default());
        let mut front = Front::default();
        front.add(Entered { block, state, relations: known, from: None, cost: 0, same_hash: None });
        let mut work = BinaryHeap::from([Reverse((0, 0, 0))]);
        for _ in 0..BUDGET {
            let Some(Reverse((_, _, at))) = work.pop() else { return Ok(None) };
            let Entered { block: from, ref state, relations: ref known, cost, .. } = front.all[at];
            let known = known.clone();
            machine.incidents.clear();
            let after = machine.run_block(from, state.clone());
            if machine.incidents.iter().any(|seen| is_same(seen, self.wanted)) {
                return Ok(Some(blocks_to(&front.all, at)));
            }
            for (block, state) in after {
                let Some(ahead) = self.to_go(block, &state) else { continue };
                let Some(relations) = relations.after(machine.cx, &known, from, block) else { continue };
                let cost = cost + 1 + surprise(machine.cx, from, block);
                let new = Entered { block, state, relations, from: Some(at), cost, same_hash: None };
                if let Some(new) = front.add(new) {
                    // Of equally long ways the one that has come furthest goes on, so that not all are tried in step.
                    work.push(Reverse((cost + haste * ahead, ahead, new)));
                }
            }
        }
        Err(Spent)
    }
}

/// What it costs that the branch at the end of `from` finds a pointer to be null on its way to `to`.
fn surprise(cx: &FunctionCx, from: BlockId, to: BlockId) -> u32 {
    let is_null = |op: CmpOp| match &cx.function.block(from).terminator {
        Terminator::Branch { then, otherwise, .. } => to == if op == CmpOp::Eq { *then } else { *otherwise },
        _ => false,
    };
    if null_tested(cx, from).is_some_and(|(_, op)| is_null(op)) { NULL_COSTS } else { 0 }
}

fn blocks_to(entered: &[Entered], last: usize) -> Vec<BlockId> {
    let all = std::iter::successors(Some(last), |at| entered[*at].from);
    let mut blocks: Vec<BlockId> = all.map(|at| entered[at].block).collect();
    blocks.reverse();
    blocks
}

/// Whether `seen` is the fault that is looked for.
pub fn is_same(seen: &Incident, wanted: &Incident) -> bool {
    seen.point == wanted.point
        && seen.wrong == wanted.wrong
        && seen.handle.peer.map(|peer| peer.gone) == wanted.handle.peer.map(|peer| peer.gone)
}
