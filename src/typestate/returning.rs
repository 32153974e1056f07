//! Whether a function comes back, and on which ways.

use super::calls::Target;
use super::context::FunctionCx;
use crate::ir::{BlockId, Terminator};
use crate::model::Role;

/// Whether no path returns.
pub fn is_noreturn(cx: &FunctionCx) -> bool {
    let ends = |target: &Target| match target {
        Target::Model(model) => model.role == Role::Noreturn,
        Target::Body(summary) => summary.is_noreturn,
        Target::Unknown(_) | Target::Pointer(_) => false,
    };
    if cx.function.is_noreturn {
        return true;
    }
    let stops: Vec<_> = cx.calls.iter().filter(|call| ends(&call.target)).map(|call| call.point.block).collect();
    !can_return_avoiding(cx, |block| stops.contains(&block))
}

/// Whether the function can be left by a return without entering one of the blocks.
pub fn can_return_avoiding(cx: &FunctionCx, is_one: impl Fn(BlockId) -> bool) -> bool {
    can_return_from(cx, BlockId(0), is_one)
}

/// Whether a return is reached from `start` without entering one of the blocks.
pub fn can_return_from(cx: &FunctionCx, start: BlockId, is_one: impl Fn(BlockId) -> bool) -> bool {
    let is_return = |block| matches!(cx.function.block(block).terminator, Terminator::Return { .. });
    can_reach(cx, start, is_return, is_one)
}

/// Whether a block that is `wanted` is reached from `start` without entering one of the others.
pub fn can_reach(
    cx: &FunctionCx,
    start: BlockId,
    wanted: impl Fn(BlockId) -> bool,
    is_one: impl Fn(BlockId) -> bool,
) -> bool {
    let mut seen = vec![false; cx.function.blocks.len()];
    let mut stack = vec![start];
    while let Some(block) = stack.pop() {
        if std::mem::replace(&mut seen[block.0 as usize], true) || is_one(block) {
            continue;
        }
        if wanted(block) {
            return true;
        }
        stack.extend(&cx.cfg.successors[block.0 as usize]);
    }
    false
}
