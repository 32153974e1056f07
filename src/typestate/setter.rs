//! Functions that only set an option of a socket that they are given, and hand on whether that worked.

use super::context::FunctionCx;
use super::subject::handle_arg;
use crate::ir::{Const, Name, Operand, Terminator};
use crate::model::Role;

/// What such a function sets on what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setter {
    /// The parameter with the socket.
    pub param: u32,
    /// The option.
    pub option: Name,
}

/// What a function sets, if it does nothing else and tells its caller how that went. One that reports a failure itself has
/// looked.
pub fn setter(cx: &FunctionCx) -> Option<Setter> {
    let sets = |call: &super::calls::CallSite| call.model().is_some_and(|model| model.option.is_some());
    let mut all = cx.calls.iter().filter(|call| sets(call));
    let (call, None) = (all.next()?, all.next()) else { return None };
    call.dest?;
    let is_quiet = |other: &super::calls::CallSite| {
        other.point == call.point || other.model().is_some_and(|model| model.role == Role::Inert) && !other.has_string()
    };
    let path = cx.boundary_path(handle_arg(call)?).filter(|path| path.steps.is_empty())?;
    let Some(Operand::Const(Const::Sym(option))) = call.args.get(call.model()?.option? as usize) else { return None };
    let is_told = cx.function.blocks.iter().all(|block| match &block.terminator {
        Terminator::Return { value, .. } => value.is_some(),
        _ => true,
    });
    (is_told && cx.calls.iter().all(is_quiet)).then(|| Setter { param: path.param, option: option.clone() })
}
