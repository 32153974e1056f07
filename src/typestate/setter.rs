//! Functions that only set an option of a socket that they are given, and hand on whether that worked.

use super::calls::CallSite;
use super::context::FunctionCx;
use super::subject::{handle_arg, same_or_copy};
use crate::ir::{Const, Name, Operand, PlaceId, Terminator};
use crate::model::Role;

/// What such a function sets on what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setter {
    /// The parameter with the socket.
    pub param: u32,
    /// The option.
    pub option: Name,
    /// Whether it calls more than the one: then it may have reported a failure by itself.
    pub tells: bool,
}

/// What a function sets, if it does nothing else to the socket and tells its caller how that went.
pub fn setter(cx: &FunctionCx) -> Option<Setter> {
    let sets = |call: &CallSite| call.model().is_some_and(|model| model.option.is_some());
    let mut all = cx.calls.iter().filter(|call| sets(call));
    let (call, None) = (all.next()?, all.next()) else { return None };
    let (result, handle) = (call.dest?, handle_arg(call)?);
    let path = cx.boundary_path(handle).filter(|path| path.steps.is_empty())?;
    let Some(Operand::Const(Const::Sym(option))) = call.args.get(call.model()?.option? as usize) else { return None };
    let others = || cx.calls.iter().filter(|other| other.point != call.point);
    let is_inert = |other: &CallSite| other.model().is_some_and(|model| model.role == Role::Inert) && !other.has_text();
    let tells = !others().all(is_inert);
    let is_given = |other: &CallSite| other.args.iter().filter_map(Operand::place).any(|place| place == handle);
    if tells && (others().any(is_given) || !returns(cx, result)) {
        return None;
    }
    let is_told = cx.function.blocks.iter().all(|block| match &block.terminator {
        Terminator::Return { value, .. } => value.is_some(),
        _ => true,
    });
    is_told.then(|| Setter { param: path.param, option: option.clone(), tells })
}

/// Whether this very result is returned.
fn returns(cx: &FunctionCx, result: PlaceId) -> bool {
    cx.function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Return { value: Some(Operand::Copy(place)), .. } => same_or_copy(cx, *place, result),
        _ => false,
    })
}
