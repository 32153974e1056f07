//! Whether a function gives a socket up where setting one of its options fails: a habit that a call without a test breaks.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::reset::closed;
use super::subject::same_or_copy;
use crate::ir::{BlockId, Operand, PlaceId, Terminator};

/// So many blocks lie between a failure and the end of the socket at most.
const FEW: usize = 12;

/// Whether the function looks at the result of `call`, and on one of the two ways closes the socket at once.
pub fn gives_up(cx: &FunctionCx, call: &CallSite, handle: PlaceId) -> bool {
    let Some((then, otherwise)) = tested(cx, call) else { return false };
    is_end(cx, then, handle) != is_end(cx, otherwise, handle)
}

/// The two ways on behind a call whose result decides, with nothing called in between.
fn tested(cx: &FunctionCx, call: &CallSite) -> Option<(BlockId, BlockId)> {
    let dest = call.dest?;
    let is_between = |other: &CallSite| other.point.block == call.point.block && other.point > call.point;
    if cx.calls.iter().any(is_between) {
        return None;
    }
    let Terminator::Branch { cond, then, otherwise, .. } = &cx.function.block(call.point.block).terminator else {
        return None;
    };
    let is_result = |operand: &Operand| operand.place().is_some_and(|place| same_or_copy(cx, place, dest));
    (is_result(&cond.lhs) || is_result(&cond.rhs)).then_some((*then, *otherwise))
}

/// Whether the socket is closed on all ways from a block, before anything else is done with it.
fn is_end(cx: &FunctionCx, from: BlockId, handle: PlaceId) -> bool {
    let (mut open, mut seen) = (vec![from], Vec::new());
    while let Some(block) = open.pop() {
        if seen.contains(&block) {
            continue;
        }
        seen.push(block);
        if seen.len() > FEW {
            return false;
        }
        if closes(cx, block, handle) {
            continue;
        }
        let next = cx.function.block(block).terminator.successors();
        if next.is_empty() {
            return false;
        }
        open.extend(next);
    }
    true
}

fn closes(cx: &FunctionCx, block: BlockId, handle: PlaceId) -> bool {
    let is_ours = |place: PlaceId| same_or_copy(cx, place, handle);
    cx.calls.iter().filter(|call| call.point.block == block).any(|call| match call.target {
        Target::Unknown(hints) => hints.closes && call.args.iter().filter_map(Operand::place).any(is_ours),
        _ => closed(cx, call).is_some_and(is_ours),
    })
}
