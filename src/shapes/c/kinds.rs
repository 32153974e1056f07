//! What a socket carries, as far as the function shows it.

use super::cx::{Call, Cx};
use crate::ir::{Const, Inst, Operand, PlaceId, Rvalue};
use crate::shapes::flow::copies;

/// What a socket carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// A stream, where 0 bytes mean that the peer has closed.
    Stream,
    /// Datagrams, or nobody knows.
    Other,
}

impl Cx<'_> {
    /// What the socket carries that a call receives from. What only sockets are received from carries a stream unless
    /// something says that it does not; what may be a file has to be shown to be a socket.
    pub fn carries(&self, call: &Call) -> Carries {
        let (Some(model), Some(place)) = (call.model, call.handle()) else { return Carries::Other };
        let takes_address = |call: &&Call| {
            let address = call.model.and_then(|model| model.address).and_then(|arg| call.args.get(arg as usize));
            address.is_some_and(|address| *address != Operand::int(0))
        };
        let is_ours = |other: &&Call| other.handle() == Some(place);
        if self.calls.iter().filter(is_ours).any(|call| takes_address(&call)) {
            return Carries::Other;
        }
        let births: Vec<&Call> = self.births(place);
        let is_stream = births.iter().all(|birth| self.opens_stream(birth));
        // What tells from whom, or what else came, is seldom asked of a stream.
        // Of datagrams there is one at a time, and nothing more of it to wait for.
        let is_plain = model.address.is_none() && model.length.is_some() || self.has_flag(call, "wait-all");
        // What is accepted is no datagram socket, but may be of a family in which 0 means nothing.
        let is_alone = || !self.names_other_sockets(births.is_empty());
        let is_known =
            !births.is_empty() || is_plain && (model.is_socket_api || self.is_used(place) || self.is_told(place));
        if is_stream && is_known && is_alone() { Carries::Stream } else { Carries::Other }
    }

    /// Whether a call has a flag with a mark.
    pub fn has_flag(&self, call: &Call, mark: &str) -> bool {
        let flags = call.model.and_then(|model| model.flags).and_then(|arg| call.args.get(arg as usize));
        flags.is_some_and(|flags| self.is_marked(flags, mark))
    }

    /// The calls of the function that may have put a fresh socket into a place.
    pub fn births(&self, place: PlaceId) -> Vec<&Call<'_>> {
        let opens = |call: &&Call| {
            self.fails(call).is_some() && call.dest.is_some_and(|dest| copies(&self.function, dest).contains(&place))
        };
        self.calls.iter().filter(opens).collect()
    }

    fn opens_stream(&self, birth: &Call) -> bool {
        let Some(model) = birth.model else { return false };
        let (family, kind) = (birth.args.first(), model.kind.and_then(|kind| birth.args.get(kind as usize)));
        let is_distant = |family: &Operand| self.is_marked(family, "internet") || self.is_marked(family, "local");
        match kind {
            None => model.listener.is_some(),
            Some(kind) => {
                let is_other = self.is_marked(kind, "datagram");
                self.is_marked(kind, "stream") && !is_other && family.is_some_and(is_distant)
            }
        }
    }

    /// Whether an operand is or is made of a constant with a mark.
    pub fn is_marked(&self, operand: &Operand, mark: &str) -> bool {
        match operand {
            Operand::Const(Const::Sym(name)) => self.file.models.is_marked(name.as_str(), mark),
            Operand::Copy(place) => self.function.insts().any(|inst| match inst {
                Inst::Assign { dest, value: value @ (Rvalue::Use(_) | Rvalue::Binary(..)), .. } if dest == place => {
                    value.operands().any(|part| matches!(part, Operand::Const(_)) && self.is_marked(part, mark))
                }
                _ => false,
            }),
            _ => false,
        }
    }
}
