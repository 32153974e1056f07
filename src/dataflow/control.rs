//! Which branches decide whether a block is reached: control dependence, by post-dominators.

use super::idset::BlockSet;
use crate::ir::BlockId;
use smallvec::SmallVec;

/// Per block: the branches of which one way leads to it for sure and another may pass it by.
pub struct Control {
    deciders: Vec<SmallVec<[BlockId; 2]>>,
}

impl Control {
    /// The graph is given by the blocks that may follow each block. It is left from the blocks `ends`; a block from which
    /// none of these is reached decides nothing and is decided by nothing.
    pub fn new(successors: &[Vec<BlockId>], ends: &BlockSet) -> Control {
        let n = successors.len();
        let order = backward_order(successors, ends);
        let after = post_dominators(successors, ends, &order);
        let mut deciders: Vec<SmallVec<[BlockId; 2]>> = vec![SmallVec::new(); n];
        for &block in &order {
            let at = block.0 as usize;
            let ways = successors[at].len() + usize::from(ends.contains(block));
            for next in successors[at].iter().filter(|_| ways > 1) {
                // From the successor on, everything is decided here up to where all ways meet again.
                let mut here = next.0 as usize;
                while here < n && here != after[at] && after[here] != UNKNOWN {
                    if deciders[here].last() != Some(&block) {
                        deciders[here].push(block);
                    }
                    here = after[here];
                }
            }
        }
        Control { deciders }
    }

    /// The branches that decide whether `block` is reached.
    pub fn deciders(&self, block: BlockId) -> &[BlockId] {
        &self.deciders[block.0 as usize]
    }
}

const UNKNOWN: usize = usize::MAX;

/// The blocks from which an end is reached, in reverse post-order of the reversed graph.
fn backward_order(successors: &[Vec<BlockId>], ends: &BlockSet) -> Vec<BlockId> {
    let n = successors.len();
    let mut before: Vec<SmallVec<[u32; 4]>> = vec![SmallVec::new(); n];
    for (at, next) in successors.iter().enumerate() {
        next.iter().for_each(|to| before[to.0 as usize].push(at as u32));
    }
    let mut seen = BlockSet::new(n);
    let mut post = Vec::with_capacity(n);
    let mut stack: Vec<(BlockId, usize)> = Vec::new();
    for end in (0..n as u32).map(BlockId).filter(|&block| ends.contains(block)) {
        if seen.insert(end) {
            stack.push((end, 0));
        }
        while let Some((block, at)) = stack.last_mut() {
            let Some(&next) = before[block.0 as usize].get(*at) else {
                post.push(*block);
                stack.pop();
                continue;
            };
            *at += 1;
            if seen.insert(BlockId(next)) {
                stack.push((BlockId(next), 0));
            }
        }
    }
    post.reverse();
    post
}

/// Per block: the next block that every way to an end passes; the number of blocks where there is none but the end itself.
fn post_dominators(successors: &[Vec<BlockId>], ends: &BlockSet, order: &[BlockId]) -> Vec<usize> {
    let n = successors.len();
    let mut position = vec![UNKNOWN; n + 1];
    for (at, block) in order.iter().enumerate() {
        position[block.0 as usize] = at + 1;
    }
    position[n] = 0;
    let mut after = vec![UNKNOWN; n + 1];
    after[n] = n;
    let mut changed = true;
    while changed {
        changed = false;
        for &block in order {
            let at = block.0 as usize;
            let next = successors[at].iter().map(|to| to.0 as usize).chain(ends.contains(block).then_some(n));
            let known = next.filter(|&to| after[to] != UNKNOWN);
            let Some(met) = known.reduce(|a, b| meet(&after, &position, a, b)) else { continue };
            changed |= after[at] != met;
            after[at] = met;
        }
    }
    after
}

/// Where the ways from two blocks meet.
fn meet(after: &[usize], position: &[usize], mut a: usize, mut b: usize) -> usize {
    while a != b {
        while position[a] > position[b] {
            a = after[a];
        }
        while position[b] > position[a] {
            b = after[b];
        }
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(edges: &[&[u32]], ends: &[u32]) -> Vec<Vec<u32>> {
        let successors: Vec<Vec<BlockId>> =
            edges.iter().map(|next| next.iter().copied().map(BlockId).collect()).collect();
        let mut set = BlockSet::new(edges.len());
        ends.iter().for_each(|&end| _ = set.insert(BlockId(end)));
        let control = Control::new(&successors, &set);
        let of = |block: u32| control.deciders(BlockId(block)).iter().map(|block| block.0).collect();
        (0..edges.len() as u32).map(of).collect()
    }

    #[test]
    fn arms_are_decided_and_joins_are_not() {
        assert_eq!(control(&[&[1, 2], &[3], &[3], &[]], &[3]), [vec![], vec![0], vec![0], vec![]]);
    }

    #[test]
    fn an_early_way_out_decides_what_follows() {
        assert_eq!(control(&[&[1, 2], &[], &[3], &[]], &[1, 3]), [vec![], vec![0], vec![0], vec![0]]);
    }

    #[test]
    fn a_loop_decides_its_body_and_itself() {
        assert_eq!(control(&[&[1], &[2, 3], &[1], &[]], &[3]), [vec![], vec![1], vec![1], vec![]]);
    }

    #[test]
    fn a_dead_end_decides_nothing_unless_it_counts_as_an_end() {
        assert_eq!(control(&[&[1, 2], &[], &[]], &[2]), [Vec::<u32>::new(), vec![], vec![]]);
        assert_eq!(control(&[&[1, 2], &[], &[]], &[1, 2]), [vec![], vec![0], vec![0]]);
    }
}
