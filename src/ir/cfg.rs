//! The control-flow graph of a function: predecessors and reverse post-order.

use super::{BlockId, Blocks, Function};

/// Edges of a function, both ways.
#[derive(Debug)]
pub struct Cfg {
    /// Per block: the blocks that may follow, without repeats.
    pub successors: Vec<Blocks>,
    /// Per block: the blocks it may follow.
    pub predecessors: Vec<Blocks>,
    /// Reachable blocks so that, back edges aside, each comes after its predecessors.
    pub order: Vec<BlockId>,
    /// Position of each block in `order`.
    pub position: Vec<u32>,
}

impl Cfg {
    /// The graph of `function`.
    pub fn new(function: &Function) -> Cfg {
        let n = function.blocks.len();
        let mut successors = vec![Blocks::new(); n];
        let mut predecessors = vec![Blocks::new(); n];
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

    /// Per block: whether it lies in a loop. Each loop is gone through once, however many ways lead back to its head.
    pub fn in_loops(&self) -> Vec<bool> {
        let n = self.successors.len();
        let mut tails: Vec<Vec<BlockId>> = vec![Vec::new(); n];
        for &from in &self.order {
            for &head in self.successors[from.0 as usize].iter().filter(|head| self.is_back_edge(from, **head)) {
                tails[head.0 as usize].push(from);
            }
        }
        let mut in_loops = vec![false; n];
        let mut seen_from = vec![usize::MAX; n];
        for (head, mut work) in tails.into_iter().enumerate().filter(|(_, tails)| !tails.is_empty()) {
            in_loops[head] = true;
            seen_from[head] = head;
            while let Some(block) = work.pop() {
                if std::mem::replace(&mut seen_from[block.0 as usize], head) != head {
                    in_loops[block.0 as usize] = true;
                    work.extend(&self.predecessors[block.0 as usize]);
                }
            }
        }
        in_loops
    }

    /// Whether some way leads from the end of `from` to `to`.
    pub fn reaches(&self, from: BlockId, to: BlockId) -> bool {
        let mut seen = vec![false; self.successors.len()];
        let mut work: Vec<BlockId> = self.successors[from.0 as usize].to_vec();
        while let Some(block) = work.pop() {
            if !std::mem::replace(&mut seen[block.0 as usize], true) {
                work.extend(&self.successors[block.0 as usize]);
            }
        }
        seen[to.0 as usize]
    }

    /// Whether the edge closes a loop in reverse post-order.
    pub fn is_back_edge(&self, from: BlockId, to: BlockId) -> bool {
        self.position[to.0 as usize] <= self.position[from.0 as usize]
    }
}

/// Reverse post-order from block 0 of a graph with `n` blocks. Iterative, so depth is no limit.
pub(super) fn reverse_post_order(n: usize, successors: impl Fn(BlockId) -> Blocks) -> Vec<BlockId> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{CmpOp, Cond, FunctionBuilder, Operand, Terminator, Ty};
    use crate::source::{FileId, Span};

    #[test]
    fn a_loop_with_two_ways_back_is_one() {
        let span = Span::default();
        let mut b = FunctionBuilder::new("f", FileId(0), span, span, Ty::value("int"));
        let [head, first, second, after] = [(); 4].map(|()| b.new_block());
        let branch = |then, otherwise| {
            let cond = Cond { lhs: Operand::Unknown, op: CmpOp::Eq, rhs: Operand::int(0) };
            Terminator::Branch { cond, then, otherwise, span }
        };
        b.goto(head);
        for (at, end) in [(head, branch(first, after)), (first, branch(head, second))] {
            b.switch_to(at);
            b.end(end);
        }
        b.switch_to(second);
        b.goto(head);
        b.switch_to(after);
        b.end(Terminator::Return { value: None, span });
        assert_eq!(Cfg::new(&b.finish()).in_loops(), [false, true, true, true, false]);
    }
}
