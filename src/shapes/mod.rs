//! What the shape of a function shows without a simulation of a socket's life: loops around `accept` and `read`, owners of
//! descriptors, results that nobody looks at. Where values close what they hold when they end, this is what goes wrong.
//!
//! Each question is a walk over the blocks from one call on, with what is assumed of its result: "it failed: does every way
//! lead out of the loop?" A walk that takes too long answers nothing.

mod accept;
mod amount;
mod asked;
pub mod c;
mod calls;
mod captured;
mod dangling;
mod emptied;
mod ending;
mod eof;
mod facts;
mod flow;
mod forgotten;
mod incoming;
mod into_raw;
mod joined;
mod late;
mod loops;
mod options;
mod owners;
mod raw;
mod register;
mod relay;
mod renewed;
mod report;
mod roles;
mod select;
mod servers;
mod share;
mod shutdown;
mod unclosed;
mod unmeasured;
mod unread;
mod untold;
mod walk;

use crate::frontend::World;
use crate::ir::{Function, Name};
use crate::model::Models;
use crate::typestate::{Observation, ObservationKind, Shape};
use calls::{Bodies, Calls};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Looks at the functions of a file in one world. `bodies` tells what calling a function does, where that is known.
pub fn observe<'f>(
    functions: &'f [Arc<Function>],
    models: &'f Models,
    world: World,
    bodies: Bodies<'f>,
) -> Vec<Observation> {
    let all: Vec<Calls> = functions.iter().map(|function| Calls::new(function, models, bodies)).collect();
    let writers: Vec<&Name> = all.iter().filter_map(amount::writer).collect();
    let givers: Vec<&Name> = all.iter().filter_map(accept::giver).collect();
    let servers = servers::servers(&all);
    let mut found: Vec<Observation> =
        all.iter().flat_map(|calls| of_function(calls, &all, &writers, &givers, &servers)).collect();
    let dies = |seen: &Observation| matches!(seen.kind, ObservationKind::Shape { shape: Shape::AcceptDies, .. });
    if found.iter().any(dies) {
        let restarted = accept::restarted(&all);
        found.retain(|seen| !dies(seen) || !restarted.contains(&seen.function));
    }
    found.extend(unclosed::types(&all));
    found.extend(captured::lost(&all));
    found.extend(shutdown::silent(&all));
    found.extend(relay::joined(&all));
    if world == World::Windows {
        found.extend(all.iter().flat_map(share::addresses));
    }
    found
}

fn of_function(
    calls: &Calls,
    all: &[Calls],
    writers: &[&Name],
    givers: &[&Name],
    servers: &BTreeSet<&Name>,
) -> Vec<Observation> {
    let mut found = Vec::new();
    found.extend(accept::loops(calls, givers, servers));
    found.extend(eof::loops(calls));
    found.extend(untold::ends(calls));
    found.extend(unmeasured::reads(calls, &found));
    found.extend(owners::twice(calls, all));
    found.extend(into_raw::dropped(calls));
    found.extend(dangling::numbers_of_the_dead(calls));
    found.extend(raw::lost(calls));
    found.extend(select::swallowed(calls));
    found.extend(register::ignored(calls));
    found.extend(amount::ignored(calls, writers));
    found.extend(options::unchecked(calls));
    found.extend(late::options(calls));
    found.extend(forgotten::sockets(calls));
    found
}
