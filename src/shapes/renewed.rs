//! Whether a loop gets another socket once the one that it reads from has come to its end.

use super::calls::{CallAt, Calls};
use super::ending::{Ending, succeed};
use super::facts::Facts;
use super::flow::born;
use super::walk::{At, Event, Next, walk};
use crate::ir::{AWAIT, BlockId, Callee, Inst, LocalKind, Operand, PlaceId};
use crate::model::Does;
use std::collections::BTreeSet;

/// What is read from, and where it may be replaced.
pub struct Renewal {
    receiver: PlaceId,
    /// The blocks on the ways of data: what is called there is there for the data.
    of_data: BTreeSet<BlockId>,
    /// Whether a value stored in the receiver is a new one, and not the first that the loop gives it.
    is_set_before: bool,
}

impl Renewal {
    /// Looks where data goes.
    pub fn new(calls: &Calls, call: &CallAt, result: PlaceId, ending: Ending) -> Option<Renewal> {
        let receiver = call.receiver()?;
        let root = calls.function.places.root(receiver);
        let is_param = calls
            .function
            .places
            .root_local(receiver)
            .is_some_and(|local| matches!(calls.function.local(local).kind, LocalKind::Param(_)));
        let is_set_before = is_param || calls.uses().given(calls.function, root).count() > 1;
        Some(Renewal { receiver, of_data: of_data(calls, call, result, ending), is_set_before })
    }

    /// Whether an instruction puts something else in the place of what is read from, or gives it to somebody who may do so
    /// because it has come to its end.
    pub fn may_be(&self, calls: &Calls, at: At, inst: &Inst) -> bool {
        let places = &calls.function.places;
        let is_around = |place: PlaceId| places.is_within(self.receiver, place);
        match inst {
            Inst::Assign { dest, .. } => self.is_set_before && is_around(*dest),
            Inst::Call { dest, callee, args, flags, .. } => {
                let name = match callee {
                    Callee::Named(name) => name.as_str(),
                    Callee::Pointer(_) => "",
                };
                let is_known = flags.only_looks || name.ends_with('!') || name == AWAIT || calls.does(inst).is_some();
                let is_method = usize::from(name.contains('.'));
                let owner = args
                    .iter()
                    .take(is_method)
                    .filter_map(Operand::place)
                    .any(|place| place != self.receiver && is_around(place));
                let is_lent = args.iter().skip(is_method).any(|arg| match arg {
                    Operand::AddrOf(place) => is_around(*place),
                    _ => false,
                });
                let is_given = !is_known && !self.of_data.contains(&at.block) && (owner || is_lent);
                is_given || self.is_set_before && dest.is_some_and(is_around)
            }
            _ => false,
        }
    }
}

/// The blocks from a read that gave something to the next one.
fn of_data(calls: &Calls, call: &CallAt, result: PlaceId, ending: Ending) -> BTreeSet<BlockId> {
    let mut facts = Facts::default();
    succeed(calls, result, ending, &mut facts);
    let mut found = BTreeSet::from([call.at.block]);
    let see = |event: Event, _: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, _) if at == call.at => Next::Stop,
        Event::Way(_, _, to) => {
            found.insert(to);
            Next::Go
        }
        _ => Next::Go,
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    walk(calls.function, start, facts, (), see);
    found
}

/// Whether each round reads from a socket that it has got for itself.
pub fn is_another(calls: &Calls, call: &CallAt) -> bool {
    let root = call.receiver().map(|place| calls.function.places.root(place));
    let inside = calls.innermost(call.at.block);
    root.and_then(|root| born(calls, root)).is_some_and(|born| {
        let makes = matches!(born.does, Some(Does::Accept | Does::Handshake | Does::Adopt))
            || born.does == Some(Does::Connect) && born.name.as_str().contains("::");
        makes && inside.contains(&born.at.block)
    })
}
