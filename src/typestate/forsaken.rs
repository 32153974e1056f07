//! Fresh handles that a function leaves where a parameter leads although its result says that it has failed.

use super::calls::Target;
use super::context::FunctionCx;
use super::machine::ExitRecord;
use super::observation::{PathStep, StepKind};
use super::summary::{Birth, FreshAt};
use crate::ir::{CmpOp, Terminator, shown_key};
use crate::source::Location;

/// Through so many functions it is told how a handle came to be left.
const CALLEES: usize = 4;

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
        let first = exits.iter().filter(leaves).min_by_key(|exit| exit.point);
        birth.left = first.map(|exit| steps(cx, site, exit, birth)).unwrap_or_default();
    }
}

fn steps(cx: &FunctionCx, site: u32, exit: &ExitRecord, birth: &Birth) -> Vec<PathStep> {
    let span = match cx.function.block(exit.point.block).terminator {
        Terminator::Return { span, .. } => span,
        _ => cx.function.name_span,
    };
    let text = format!("`{}` fails here and leaves it open", shown_key(cx.function.base_name()));
    let own = PathStep { at: Location { file: cx.function.file, span }, kind: StepKind::Acquire, text };
    let deeper = match cx.calls[site as usize].target {
        Target::Body(summary) => {
            let mut outcomes = summary.births.iter().flatten();
            outcomes.find(|inner| !inner.left.is_empty() && inner.looks_like(birth)).map(|inner| inner.left.clone())
        }
        Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => None,
    };
    std::iter::once(own).chain(deeper.into_iter().flatten()).take(CALLEES).collect()
}
