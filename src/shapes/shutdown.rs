//! `poll_shutdown` of sockets that does nothing: the peer never hears that there is no more to come.

use super::calls::{CallAt, Calls};
use crate::ir::{Inst, Terminator};
use crate::model::{Does, Io, split};
use crate::typestate::{Observation, Shape};

/// Functions that only say that the socket is shut down.
pub fn silent(all: &[Calls]) -> Vec<Observation> {
    let mut found = Vec::new();
    for calls in all {
        let (ty, name) = split(calls.function.name.as_str());
        let is_shut = matches!(name.trim_start_matches(['.', ':']), "poll_shutdown" | "poll_close");
        if is_shut && is_empty(calls) && all.iter().any(|other| writes_to_socket(other, ty)) {
            let name = name.trim_start_matches(['.', ':']);
            found.push(calls.at(Shape::SilentShutdown, name.into(), ty.to_owned(), calls.function.name_span));
        }
    }
    found
}

/// Whether it returns a success at once.
fn is_empty(calls: &Calls) -> bool {
    let is_act = |inst: &Inst| matches!(inst, Inst::Call { .. } | Inst::Opaque { .. });
    let mut ends = calls.function.blocks.iter().map(|block| &block.terminator);
    let returns = |end: &Terminator| matches!(end, Terminator::Return { value: Some(_), .. });
    !calls.function.insts().any(is_act) && ends.any(returns) && !asks(calls)
}

fn asks(calls: &Calls) -> bool {
    let is_way = |end: &Terminator| matches!(end, Terminator::Branch { .. } | Terminator::Switch { .. });
    calls.function.blocks.iter().any(|block| is_way(&block.terminator))
}

/// Whether the function is one of the type that writes to a socket: to one inside it, or to its own descriptor.
fn writes_to_socket(calls: &Calls, ty: &str) -> bool {
    let (own, name) = split(calls.function.name.as_str());
    let is_write = own == ty && name.contains("write");
    is_write && calls.all.iter().any(|call| is_socket_write(calls, call, ty))
}

fn is_socket_write(calls: &Calls, call: &CallAt, ty: &str) -> bool {
    let is_socket = |ty: &str| calls.models.methods().does(&format!("{ty}.poll_shutdown")) == Some(Does::Shut);
    let sends = calls.models.function(call.name.as_str()).is_some_and(|model| model.io == Some(Io::Send));
    let is_method = call.name.as_str().contains('.') && call.short().as_str().contains("write");
    is_method && is_socket(call.ty()) || sends && is_socket(ty)
}
