//! The exploded graph: one node per block and path state, at most [`CAP`] states per block, fewer in a long function.
//!
//! States that are equal are one node. Past the cap the states of a block are merged by [`Domain::widen`], and from
//! then on every new state of that block goes through it too, so the number of nodes is bounded by blocks times what
//! `widen` can tell apart. Nodes remember what led to them.

use crate::ir::{BlockId, Cfg};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hash::{BuildHasher, Hash};

/// How many states a block may have before they are merged.
pub const CAP: usize = 64;

/// How many it may have at least.
const LOW_CAP: usize = 16;

/// How many states a whole function may have before those of each block have to be fewer.
const STATES: usize = 4096;

/// No block is entered with more states than this many times the cap, merged or not: a last bound, counted when hit.
pub const HARD: usize = 4;

/// How many states each of `blocks` may have before they are merged.
pub fn cap(blocks: usize) -> usize {
    (STATES / blocks.max(1)).clamp(LOW_CAP, CAP)
}

/// What is propagated.
pub trait Domain {
    /// What is known on one path.
    type State: Clone + Eq + Hash;

    /// The state in which the function is entered.
    fn entry(&mut self) -> Self::State;

    /// Runs `block` from `state`, which is node `node`; the states in which each successor is entered, in source order.
    fn flow(&mut self, node: NodeId, block: BlockId, state: &Self::State) -> Vec<(BlockId, Self::State)>;

    /// Forgets what need not be told apart, once a block has too many states.
    fn widen(&mut self, state: &mut Self::State);
}

/// The number of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

#[derive(Debug)]
struct Node<S> {
    block: BlockId,
    state: S,
    /// The next older node with the same hash.
    same_hash: Option<NodeId>,
}

/// The graph after the fixpoint.
#[derive(Debug)]
pub struct Exploded<S> {
    nodes: Vec<Node<S>>,
    per_block: Vec<u32>,
    /// The newest node of each hash: states are large, so none is kept twice.
    index: FxHashMap<u64, NodeId>,
    /// How often the hard cap threw a state away.
    pub dropped: u32,
}

impl<S: Clone + Eq + Hash> Exploded<S> {
    /// A graph without nodes.
    pub fn none() -> Exploded<S> {
        Exploded { nodes: Vec::new(), per_block: Vec::new(), index: FxHashMap::default(), dropped: 0 }
    }

    /// Runs `domain` over the graph to its fixpoint, in reverse post-order.
    pub fn run<D: Domain<State = S>>(cfg: &Cfg, domain: &mut D) -> Exploded<S> {
        let mut graph = Exploded { per_block: vec![0; cfg.successors.len()], ..Exploded::none() };
        let mut work = BinaryHeap::new();
        let entry = domain.entry();
        graph.visit(cfg, domain, BlockId(0), entry, &mut work);
        while let Some(Reverse((_, node))) = work.pop() {
            let Node { block, state, .. } = &graph.nodes[node as usize];
            for (next, after) in domain.flow(NodeId(node), *block, state) {
                graph.visit(cfg, domain, next, after, &mut work);
            }
        }
        graph
    }

    fn visit<D: Domain<State = S>>(
        &mut self,
        cfg: &Cfg,
        domain: &mut D,
        block: BlockId,
        mut state: S,
        work: &mut BinaryHeap<Reverse<(u32, u32)>>,
    ) {
        let count = self.per_block[block.0 as usize] as usize;
        let mut hash = FxBuildHasher.hash_one((block, &state));
        let mut is_known = self.knows(hash, block, &state);
        let cap = cap(self.per_block.len());
        if !is_known && count >= cap {
            domain.widen(&mut state);
            hash = FxBuildHasher.hash_one((block, &state));
            is_known = self.knows(hash, block, &state);
        }
        if is_known {
            return;
        }
        if count >= HARD * cap {
            self.dropped += 1;
            return;
        }
        let id = NodeId(self.nodes.len() as u32);
        let same_hash = self.index.insert(hash, id);
        self.nodes.push(Node { block, state, same_hash });
        self.per_block[block.0 as usize] += 1;
        work.push(Reverse((cfg.position[block.0 as usize], id.0)));
    }

    fn knows(&self, hash: u64, block: BlockId, state: &S) -> bool {
        let mut at = self.index.get(&hash).copied();
        while let Some(id) = at {
            let node = &self.nodes[id.0 as usize];
            if node.block == block && node.state == *state {
                return true;
            }
            at = node.same_hash;
        }
        false
    }

    /// All nodes with their blocks and states, in the order in which they were found.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, BlockId, &S)> {
        self.nodes.iter().enumerate().map(|(at, node)| (NodeId(at as u32), node.block, &node.state))
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node; never true after a run.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}
