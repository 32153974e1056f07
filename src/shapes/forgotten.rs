//! Sockets that are kept from ending: nothing closes them for the life of the process.

use super::calls::{CallAt, Calls};
use super::flow::{copies, origin};
use crate::ir::{Callee, Inst, LocalKind, Operand, PlaceId, Step};
use crate::model::{Does, TypeKind};
use crate::typestate::{Observation, Shape};

/// Sockets that are forgotten, but for those whose descriptor somebody has by then.
pub fn sockets(calls: &Calls) -> Vec<Observation> {
    let forgets = calls.that(Does::Forget).filter(|call| is_socket(calls, call) && !is_lent(calls, call));
    forgets
        .filter(|call| !is_taken_back(calls, call))
        .map(|call| calls.observation(Shape::SocketForgotten, call, calls.show(call.receiver()), call.span))
        .collect()
}

/// Whether a variable of a socket's type is given, by value.
fn is_socket(calls: &Calls, call: &CallAt) -> bool {
    let Some(Operand::Copy(place)) = call.args.first() else { return false };
    let Step::Local(local) = calls.function.places.get(*place).step else { return false };
    let local = calls.function.local(local);
    let is = |kind| calls.models.methods().is_type(kind, local.ty.base.as_str());
    let is_own = matches!(local.kind, LocalKind::Auto | LocalKind::Param(_)) && !local.ty.is_pointer();
    is_own
        && is(TypeKind::Owner)
        && (is(TypeKind::Stream) || is(TypeKind::Datagram) || local.ty.base.as_str().ends_with("Listener"))
}

/// Whether the socket, or a part of it, is taken out of what keeps it from ending, or is there for somebody to do that.
fn is_taken_back(calls: &Calls, call: &CallAt) -> bool {
    let Some(kept) = call.dest.map(|dest| copies(calls.function, dest)) else { return false };
    let is_part = |place: PlaceId| {
        !kept.contains(&place) && kept.iter().any(|whole| calls.function.places.is_within(place, *whole))
    };
    calls.function.insts().any(|inst| match inst {
        Inst::Opaque { uses, .. } => uses.iter().any(|place| kept.contains(place) || is_part(*place)),
        Inst::Call { callee: Callee::Named(name), args, .. } => {
            let is_ended =
                matches!(name.as_str(), "ManuallyDrop::into_inner" | "ManuallyDrop::take" | "ManuallyDrop::drop");
            args.iter().filter_map(Operand::place).any(|place| is_part(place) || is_ended && kept.contains(&place))
        }
        _ => false,
    })
}

/// Whether its descriptor was asked for, or it was made of one that another owner has.
fn is_lent(calls: &Calls, call: &CallAt) -> bool {
    let Some(place) = call.receiver() else { return true };
    let born = origin(calls, place).is_some_and(|call| call.does == Some(Does::Adopt));
    let lends = |other: &CallAt| other.receiver().is_some_and(|of| copies(calls.function, of).contains(&place));
    born || calls.that(Does::Lend).any(lends)
}
