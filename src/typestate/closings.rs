//! Where a callee closes what it is given: told behind the call that does so.

use super::automaton::Typestate;
use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::observation::{PathStep, StepKind};
use super::simulate::Simulation;
use super::state::{Handle, State};
use super::summary::BoundaryPath;
use super::value::Value;
use crate::ir::{CmpOp, shown_key};
use crate::source::Location;

/// Through so many functions it is told where a handle is closed.
const CALLEES: usize = 4;

/// One place in a function at which it closes a handle that it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The boundary place of the handle.
    pub path: BoundaryPath,
    /// What is returned behind it.
    pub returns: Value,
    /// The calls that lead to the close, its own first.
    pub steps: Vec<PathStep>,
}

/// Where the handle of a borrowed place is closed, once for each call.
pub fn closings(cx: &FunctionCx, path: &BoundaryPath, simulation: &Simulation) -> Vec<Closing> {
    let mut found: Vec<(u32, Value)> = Vec::new();
    for exit in &simulation.exits {
        let handle = exit.handle.as_ref().filter(|handle| handle.typestate == Typestate::Released);
        let Some(call) = handle.and_then(|handle| handle.released_by) else { continue };
        match found.iter_mut().find(|(known, _)| *known == call) {
            Some((_, returns)) => *returns = returns.join(&exit.returns.exact_class()),
            None => found.push((call, exit.returns.exact_class())),
        }
    }
    found.sort_by_key(|(call, _)| *call);
    let closing = |(call, returns)| Closing { path: path.clone(), returns, steps: steps(cx, call) };
    found.into_iter().map(closing).collect()
}

fn steps(cx: &FunctionCx, call: u32) -> Vec<PathStep> {
    let call = &cx.calls[call as usize];
    let text = format!("`{}` closes it here", shown_key(cx.function.base_name()));
    let at = Location { file: cx.function.file, span: call.span };
    let own = PathStep { at, kind: StepKind::Release, text };
    let deeper = match call.target {
        Target::Body(summary) => summary.closings.first().map(|closing| closing.steps.as_slice()),
        Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => None,
    };
    std::iter::once(own).chain(deeper.into_iter().flatten().cloned()).take(CALLEES).collect()
}

/// Where the callee has closed the handle, if it returns what is known behind the call.
pub fn closed_by<'a>(cx: &FunctionCx<'a>, call: &CallSite<'a>, before: &Handle, after: &State) -> &'a [PathStep] {
    let Target::Body(summary) = call.target else { return &[] };
    let result = call.dest.and_then(|dest| after.fact(dest));
    let fits = |closing: &&Closing| {
        cx.resolve(call, &closing.path).is_some_and(|place| before.is_in(place, &cx.places))
            && result.is_none_or(|result| closing.returns.refine(CmpOp::Eq, result).is_some())
    };
    summary.closings.iter().find(fits).map_or(&[], |closing| closing.steps.as_slice())
}
