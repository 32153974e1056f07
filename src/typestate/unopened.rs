//! Functions that say in so many words that they have opened no socket.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::habit::tested;
use crate::ir::{BlockId, Const, Operand, Terminator};
use crate::model::{HandleAt, Role};

/// Whether the function returns -1 where what is to open the socket has failed, with nothing on the way that may end the program.
pub fn returns_none(cx: &FunctionCx) -> bool {
    let failed = cx.calls.iter().filter(|call| opens(call)).filter_map(|call| tested(cx, call));
    failed.into_iter().any(|(failed, _)| comes_to_none(cx, failed))
}

fn opens(call: &CallSite) -> bool {
    match call.target {
        Target::Model(model) => model.role == Role::Acquire && model.handles == [HandleAt::Return],
        Target::Body(summary) => summary.says_none(),
        Target::Unknown(_) | Target::Pointer(_) => false,
    }
}

/// Whether some way from a block comes to such a return.
fn comes_to_none(cx: &FunctionCx, from: BlockId) -> bool {
    let (mut open, mut seen) = (vec![from], vec![false; cx.function.blocks.len()]);
    while let Some(block) = open.pop() {
        if std::mem::replace(&mut seen[block.0 as usize], true) || may_end_in(cx, block) {
            continue;
        }
        if let Terminator::Return { value: Some(Operand::Const(Const::Int(-1))), .. } =
            cx.function.block(block).terminator
        {
            return true;
        }
        open.extend(&cx.cfg.successors[block.0 as usize]);
    }
    false
}

fn may_end_in(cx: &FunctionCx, block: BlockId) -> bool {
    let may_end = |call: &CallSite| match call.target {
        Target::Model(model) => model.role == Role::Noreturn,
        Target::Body(summary) => summary.is_noreturn,
        Target::Unknown(hints) => !hints.logs,
        Target::Pointer(_) => true,
    };
    cx.calls.iter().any(|call| call.point.block == block && may_end(call))
}
