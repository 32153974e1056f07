//! Fresh handles that a function leaves where a parameter leads although its result says that it has failed.

use super::calls::Target;
use super::context::FunctionCx;
use super::machine::ExitRecord;
use super::observation::{PathStep, StepKind};
use super::summary::{Birth, FreshAt};
use crate::ir::{BlockId, CmpOp, Terminator, shown_key};
use crate::source::Location;
use std::collections::BTreeSet;

/// Through so many functions it is told how a handle came to be left.
const CALLEES: usize = 4;

/// So many ways out of one function that leave it are told.
const WAYS: usize = 4;

/// Notes in those of the outcomes of a site that leave a handle to a caller who cannot tell it by the result where that is.
pub fn tell_left(cx: &FunctionCx, site: u32, exits: &[ExitRecord], births: &mut [Birth]) {
    let failures: Vec<Birth> = births.iter().filter(|birth| birth.fresh.is_none()).cloned().collect();
    let is_failure = |birth: &Birth| failures.iter().any(|failure| failure.looks_like(birth));
    let is_kept = |birth: &&mut Birth| matches!(birth.fresh, Some(FreshAt::Path(_)));
    // Where no result stands for success, none stands for failure.
    if births.iter().filter(|birth| birth.fresh.is_some()).all(is_failure) {
        return;
    }
    for birth in births.iter_mut().filter(is_kept).filter(|birth| is_failure(birth)) {
        let leaves =
            |exit: &&ExitRecord| exit.fresh == birth.fresh && exit.returns.refine(CmpOp::Eq, &birth.returns).is_some();
        birth.left = steps(cx, site, exits.iter().filter(leaves), birth);
    }
}

fn steps<'e>(cx: &FunctionCx, site: u32, exits: impl Iterator<Item = &'e ExitRecord>, birth: &Birth) -> Vec<PathStep> {
    let blocks: BTreeSet<BlockId> = exits.map(|exit| exit.point.block).collect();
    let own = blocks.into_iter().take(WAYS).map(|block| way_out(cx, block));
    let deeper = match cx.calls[site as usize].target {
        Target::Body(summary) => {
            let mut outcomes = summary.births.iter().flatten();
            outcomes.find(|inner| !inner.left.is_empty() && inner.looks_like(birth)).map(|inner| inner.left.clone())
        }
        Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => None,
    };
    own.chain(deeper.into_iter().flatten().take(CALLEES - 1)).collect()
}

/// The end of a block, which leaves it.
fn way_out(cx: &FunctionCx, block: BlockId) -> PathStep {
    let span = match cx.function.block(block).terminator {
        Terminator::Return { span, .. } => span,
        _ => cx.function.name_span,
    };
    let text = format!("`{}` fails here and leaves it open", shown_key(cx.function.base_name()));
    PathStep { at: Location { file: cx.function.file, span }, kind: StepKind::Acquire, text }
}
