//! The exploded graph: one node per block and path state, at most [`CAP`] states per block.
//!
//! States that are equal are one node. Past the cap the states of a block are merged by [`Domain::widen`], and from
//! then on every new state of that block goes through it too, so the number of nodes is bounded by blocks times what
//! `widen` can tell apart. Nodes remember what led to them; [`Exploded::paths_to`] walks that back, shortest path first.

use crate::ir::{BlockId, Cfg};
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hash::{BuildHasher, Hash};

/// How many states a block may have before they are merged.
pub const CAP: usize = 64;

/// No block is entered with more states than this, merged or not: a last bound, counted when hit.
const HARD_CAP: usize = 4 * CAP;

/// How many partial paths are looked at when walking back from a node.
const PATH_BUDGET: usize = 1 << 16;

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

struct Node<S> {
    block: BlockId,
    state: S,
    predecessors: SmallVec<[NodeId; 2]>,
    /// The next older node with the same hash.
    same_hash: Option<NodeId>,
}

/// The graph after the fixpoint.
pub struct Exploded<S> {
    nodes: Vec<Node<S>>,
    per_block: Vec<u32>,
    /// The newest node of each hash: states are large, so none is kept twice.
    index: FxHashMap<u64, NodeId>,
    distance: OnceCell<Vec<usize>>,
    /// How often the hard cap threw a state away.
    pub dropped: u32,
}

impl<S: Clone + Eq + Hash> Exploded<S> {
    /// A graph without nodes.
    pub fn none() -> Exploded<S> {
        Exploded {
            nodes: Vec::new(),
            per_block: Vec::new(),
            index: FxHashMap::default(),
            distance: OnceCell::new(),
            dropped: 0,
        }
    }

    /// Runs `domain` over the graph to its fixpoint, in reverse post-order.
    pub fn run<D: Domain<State = S>>(cfg: &Cfg, domain: &mut D) -> Exploded<S> {
        let mut graph = Exploded { per_block: vec![0; cfg.successors.len()], ..Exploded::none() };
        let mut work = BinaryHeap::new();
        let entry = domain.entry();
        graph.visit(cfg, domain, BlockId(0), entry, None, &mut work);
        while let Some(Reverse((_, node))) = work.pop() {
            let Node { block, state, .. } = &graph.nodes[node as usize];
            for (next, after) in domain.flow(NodeId(node), *block, state) {
                graph.visit(cfg, domain, next, after, Some(NodeId(node)), &mut work);
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
        from: Option<NodeId>,
        work: &mut BinaryHeap<Reverse<(u32, u32)>>,
    ) {
        let count = self.per_block[block.0 as usize] as usize;
        let mut hash = FxBuildHasher.hash_one((block, &state));
        let mut known = self.find(hash, block, &state);
        if known.is_none() && count >= CAP {
            domain.widen(&mut state);
            hash = FxBuildHasher.hash_one((block, &state));
            known = self.find(hash, block, &state);
        }
        if let Some(known) = known {
            let predecessors = &mut self.nodes[known.0 as usize].predecessors;
            predecessors.extend(from.filter(|from| !predecessors.contains(from)));
            return;
        }
        if count >= HARD_CAP {
            self.dropped += 1;
            return;
        }
        let id = NodeId(self.nodes.len() as u32);
        let same_hash = self.index.insert(hash, id);
        self.nodes.push(Node { block, state, predecessors: from.into_iter().collect(), same_hash });
        self.per_block[block.0 as usize] += 1;
        work.push(Reverse((cfg.position[block.0 as usize], id.0)));
    }

    fn find(&self, hash: u64, block: BlockId, state: &S) -> Option<NodeId> {
        let mut at = self.index.get(&hash).copied();
        while let Some(id) = at {
            let node = &self.nodes[id.0 as usize];
            if node.block == block && node.state == *state {
                return Some(id);
            }
            at = node.same_hash;
        }
        None
    }

    /// The edges between blocks that some state took; an edge may come more than once.
    pub fn edges(&self) -> impl Iterator<Item = (BlockId, BlockId)> {
        self.nodes
            .iter()
            .flat_map(|node| node.predecessors.iter().map(|before| (self.nodes[before.0 as usize].block, node.block)))
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

    /// Up to `limit` block sequences from the entry to `node`, shortest first, in a fixed order.
    pub fn paths_to(&self, node: NodeId, limit: usize) -> Vec<Vec<BlockId>> {
        let mut found = Vec::new();
        // Partial paths as links (node, next link), so that a step costs no copy of the path. The most promising one goes
        // on first: by its length and how far the entry is from its beginning.
        let distance = self.distance.get_or_init(|| self.distances());
        let mut links = vec![(node, usize::MAX)];
        let mut work = BinaryHeap::from([Reverse((distance[node.0 as usize], 0, 0))]);
        while let Some(Reverse((_, at, length))) = work.pop() {
            let (here, _) = links[at];
            if here == NodeId(0) {
                found.push(self.blocks_from(&links, at));
            }
            if found.len() >= limit || links.len() >= PATH_BUDGET {
                break;
            }
            for &before in &self.nodes[here.0 as usize].predecessors {
                if !on_path(&links, at, before) {
                    work.push(Reverse((length + 1 + distance[before.0 as usize], links.len(), length + 1)));
                    links.push((before, at));
                }
            }
        }
        found
    }

    /// Per node: the number of steps on the shortest path from the entry.
    fn distances(&self) -> Vec<usize> {
        let mut successors = vec![Vec::new(); self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            node.predecessors.iter().for_each(|before| successors[before.0 as usize].push(at));
        }
        let mut distance = vec![usize::MAX / 2; self.nodes.len()];
        let mut work = std::collections::VecDeque::from([0]);
        distance[0] = 0;
        while let Some(at) = work.pop_front() {
            for &next in &successors[at] {
                if distance[next] == usize::MAX / 2 {
                    distance[next] = distance[at] + 1;
                    work.push_back(next);
                }
            }
        }
        distance
    }

    fn blocks_from(&self, links: &[(NodeId, usize)], mut at: usize) -> Vec<BlockId> {
        let mut blocks = Vec::new();
        while let Some(&(node, next)) = links.get(at) {
            blocks.push(self.nodes[node.0 as usize].block);
            at = next;
        }
        blocks
    }
}

fn on_path(links: &[(NodeId, usize)], mut at: usize, node: NodeId) -> bool {
    while let Some(&(known, next)) = links.get(at) {
        if known == node {
            return true;
        }
        at = next;
    }
    false
}
