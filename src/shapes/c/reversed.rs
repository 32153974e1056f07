//! The reason of a failure asked for where `connect` has succeeded, and not where it has failed: the test is the wrong way round.

use super::cx::{Call, Cx, Words};
use super::tests::compared;
use crate::ir::{BlockId, CmpOp, Operand, PlaceId, Step, Terminator};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};

/// One observation for each such test.
pub fn reversed(cx: &Cx) -> Vec<Observation> {
    let calls = cx.calls.iter().filter(|call| call.name.as_str() == "connect" && call.model.is_some());
    calls.filter_map(|call| judged(cx, call)).collect()
}

fn judged(cx: &Cx, call: &Call) -> Option<Observation> {
    let (succeeded, failed, span) = ways(cx, call)?;
    let asked = asks(cx, succeeded).filter(|_| asks(cx, failed).is_none())?;
    let name = &call.name;
    let because = format!(
        "the test is inverted: where `{name}` has succeeded, `errno` says nothing, and where it has failed nobody asks"
    );
    let path = vec![
        cx.step(span, StepKind::Branch, format!("`{name}` has succeeded")),
        cx.step(asked, StepKind::Branch, "the reason of a failure is asked for".to_owned()),
    ];
    let words = Words { because, instead: format!("ask where `{name}` does not give 0"), matters: true };
    let handle = cx.function.show_place(call.handle()?);
    Some(Observation { path, ..cx.lapse(Lapse::InvertedTest, span, handle, words) })
}

/// Where the way goes on behind a call that has succeeded and one that has failed, if its result decides at once.
fn ways(cx: &Cx, call: &Call) -> Option<(BlockId, BlockId, Span)> {
    let Terminator::Branch { cond, then, otherwise, span } = &cx.function.block(call.at.block).terminator else {
        return None;
    };
    let is_last = cx.function.block(call.at.block).insts.len() == call.at.inst + 1;
    let (_, op, _) = compared(cond).filter(|(place, _, value)| is_last && Some(*place) == call.dest && *value == 0)?;
    match op {
        CmpOp::Eq => Some((*then, *otherwise, *span)),
        CmpOp::Ne => Some((*otherwise, *then, *span)),
        _ => None,
    }
}

/// Where a block asks for the code of the last error before it does anything else.
fn asks(cx: &Cx, block: BlockId) -> Option<Span> {
    let block = cx.function.block(block);
    let Terminator::Branch { cond, span, .. } = &block.terminator else { return None };
    let is_code = |operand: &Operand| matches!(operand, Operand::Copy(place) if is_error(cx, *place));
    (block.insts.is_empty() && (is_code(&cond.lhs) || is_code(&cond.rhs))).then_some(*span)
}

fn is_error(cx: &Cx, place: PlaceId) -> bool {
    match &cx.function.places.get(place).step {
        Step::Global(name) => cx.file.models.is_error_variable(name.as_str()),
        _ => false,
    }
}
