//! Datagram sockets: they have no peer that could be gone.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::subject::{handle_arg, same_or_copy};
use crate::ir::{Const, Inst, Operand, PlaceId, Rvalue, Step};

/// The member of a message that holds the peer's address.
const ADDRESS: &str = "msg_name";

/// Whether the place is used with a call that names a peer address, here or in a callee.
pub fn is_datagram_place(cx: &FunctionCx, place: PlaceId) -> bool {
    let is_it = |arg: PlaceId| same_or_copy(cx, arg, place);
    cx.calls.iter().any(|call| match call.target {
        Target::Model(_) => names_address(cx, call) && handle_arg(call).is_some_and(is_it),
        Target::Body(summary) => {
            let has = |path| cx.resolve(call, path).is_some_and(is_it);
            let with_message = || summary.effects.iter().any(|(path, _)| has(path)) && passes_address(cx, call);
            summary.datagrams.iter().any(has) || with_message()
        }
        Target::Unknown(_) | Target::Pointer(_) => false,
    })
}

/// Whether a modelled call is given a peer address.
pub fn names_address(cx: &FunctionCx, call: &CallSite) -> bool {
    let Some(model) = call.model() else { return false };
    let arg = model.address.and_then(|address| call.args.get(address as usize));
    let is_given = arg.is_some_and(|arg| !matches!(arg, Operand::Const(Const::Int(0))));
    is_given || model.io.is_some() && passes_address(cx, call)
}

/// Whether a message among the arguments was given an address.
fn passes_address(cx: &FunctionCx, call: &CallSite) -> bool {
    cx.function.insts().filter_map(addressed).any(|at| {
        let is_address = matches!(&cx.places.get(at).step, Step::Field(name) if name.as_str() == ADDRESS);
        is_address && call.args.iter().filter_map(Operand::place).any(|arg| cx.places.is_within(at, arg))
    })
}

/// The place in which an instruction stores something other than null.
fn addressed(inst: &Inst) -> Option<PlaceId> {
    match inst {
        Inst::Assign { value: Rvalue::Zeroed | Rvalue::Use(Operand::Const(Const::Int(0))), .. } => None,
        Inst::Assign { dest, .. } => Some(*dest),
        _ => None,
    }
}
