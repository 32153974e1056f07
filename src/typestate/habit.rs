//! Whether a function gives a socket up where setting one of its options fails: a habit that a call without a test breaks.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::reset::closed;
use super::subject::same_or_copy;
use super::value::Value;
use crate::ir::{BlockId, CmpOp, Operand, PlaceId, Terminator};
use crate::model::Test;

/// So many blocks lie between a failure and the end of the socket at most.
const FEW: usize = 12;

/// Whether the function looks at the result of `call`, and only where the call has failed closes the socket at once.
pub fn gives_up(cx: &FunctionCx, call: &CallSite, handle: PlaceId) -> bool {
    let Some((failed, succeeded)) = tested(cx, call) else { return false };
    is_end(cx, failed, handle) && !is_end(cx, succeeded, handle)
}

/// The ways on where a call has failed and where it has not, if its result decides with nothing called in between.
pub(super) fn tested(cx: &FunctionCx, call: &CallSite) -> Option<(BlockId, BlockId)> {
    let dest = call.dest?;
    let is_between = |other: &CallSite| other.point.block == call.point.block && other.point > call.point;
    if cx.calls.iter().any(is_between) {
        return None;
    }
    let Terminator::Branch { cond, then, otherwise, .. } = &cx.function.block(call.point.block).terminator else {
        return None;
    };
    let is_result = |operand: &Operand| operand.place().is_some_and(|place| same_or_copy(cx, place, dest));
    let (op, bound) = match (&cond.lhs, &cond.rhs) {
        (result, Operand::Const(bound)) if is_result(result) => (cond.op, bound),
        (Operand::Const(bound), result) if is_result(result) => (cond.op.swap(), bound),
        _ => return None,
    };
    let error = call.model().and_then(|model| model.error).unwrap_or(Test { op: CmpOp::Lt, value: 0 });
    let (failed, bound) = (Value::satisfying(error.op, error.value), Value::constant(bound, cx.models));
    match [op, op.negate()].map(|op| failed.refine(op, &bound).is_some()) {
        [true, false] => Some((*then, *otherwise)),
        [false, true] => Some((*otherwise, *then)),
        _ => None,
    }
}

/// Whether the socket is closed soon on all ways from a block that end.
fn is_end(cx: &FunctionCx, from: BlockId, handle: PlaceId) -> bool {
    let (mut open, mut seen, mut is_closed) = (vec![from], Vec::new(), false);
    while let Some(block) = open.pop() {
        if seen.contains(&block) {
            continue;
        }
        seen.push(block);
        if seen.len() > FEW {
            return false;
        }
        if closes(cx, block, handle) {
            is_closed = true;
            continue;
        }
        let next = cx.function.block(block).terminator.successors();
        if next.is_empty() {
            return false;
        }
        open.extend(next);
    }
    is_closed
}

fn closes(cx: &FunctionCx, block: BlockId, handle: PlaceId) -> bool {
    let is_ours = |place: PlaceId| same_or_copy(cx, place, handle);
    cx.calls.iter().filter(|call| call.point.block == block).any(|call| match call.target {
        Target::Unknown(hints) => hints.closes && call.args.iter().filter_map(Operand::place).any(is_ours),
        _ => closed(cx, call).is_some_and(is_ours),
    })
}
