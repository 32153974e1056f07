//! The control-flow graph of a function: predecessors and reverse post-order.

use super::{BlockId, Function};

/// Edges of a function, both ways.
#[derive(Debug)]
pub struct Cfg {
    /// Per block: the blocks that may follow, without repeats.
    pub successors: Vec<Vec<BlockId>>,
    /// Per block: the blocks it may follow.
    pub predecessors: Vec<Vec<BlockId>>,
    /// Reachable blocks so that, back edges aside, each comes after its predecessors.
    pub order: Vec<BlockId>,
    /// Position of each block in `order`.
    pub position: Vec<u32>,
}

impl Cfg {
    /// The graph of `function`.
    pub fn new(function: &Function) -> Cfg {
        let n = function.blocks.len();
        let mut successors = vec![Vec::new(); n];
        let mut predecessors = vec![Vec::new(); n];
        for block in function.block_ids() {
            let mut next = function.block(block).terminator.successors();
            next.sort();
            next.dedup();
            for &to in &next {
                predecessors[to.0 as usize].push(block);
            }
            successors[block.0 as usize] = next;
        }
        let order = reverse_post_order(n, |block| function.block(block).terminator.successors());
        let mut position = vec![u32::MAX; n];
        for (at, block) in order.iter().enumerate() {
            position[block.0 as usize] = at as u32;
        }
        Cfg { successors, predecessors, order, position }
    }

    /// Whether the edge closes a loop in reverse post-order.
    pub fn is_back_edge(&self, from: BlockId, to: BlockId) -> bool {
        self.position[to.0 as usize] <= self.position[from.0 as usize]
    }
}

/// Reverse post-order from block 0 of a graph with `n` blocks. Iterative, so depth is no limit.
pub(super) fn reverse_post_order(n: usize, successors: impl Fn(BlockId) -> Vec<BlockId>) -> Vec<BlockId> {
    let mut seen = vec![false; n];
    let mut post = Vec::with_capacity(n);
    let entry = BlockId(0);
    seen[0] = true;
    // The last successor is visited first, so that the first one comes first in the reversed order.
    let mut stack = vec![(entry, successors(entry))];
    while let Some((block, rest)) = stack.last_mut() {
        match rest.pop() {
            Some(next) if !seen[next.0 as usize] => {
                seen[next.0 as usize] = true;
                let after = successors(next);
                stack.push((next, after));
            }
            Some(_) => {}
            None => {
                post.push(*block);
                stack.pop();
            }
        }
    }
    post.reverse();
    post
}
