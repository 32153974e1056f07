//! Servers on Windows that let others take their address: there `SO_REUSEADDR` means something else than elsewhere.

use super::calls::{CallAt, Calls};
use super::flow::copies;
use crate::ir::{Operand, PlaceId};
use crate::model::Does;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Sockets whose address may be used again, and that are bound and listened on in the same function.
pub fn addresses(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    for call in calls.that(Does::Share).filter(|call| call.args.get(1) == Some(&Operand::int(1))) {
        let Some(socket) = call.receiver() else { continue };
        let same = copies(calls.function, socket);
        if is_called(calls, "bind", &same) && is_called(calls, "listen", &same) {
            found.push(calls.observation(Shape::SharedAddress, call, calls.show(Some(socket)), call.span));
        }
    }
    found
}

fn is_called(calls: &Calls, method: &str, on: &BTreeSet<PlaceId>) -> bool {
    let is_it = |call: &CallAt| call.short().as_str() == method && call.receiver().is_some_and(|at| on.contains(&at));
    calls.all.iter().any(is_it)
}
