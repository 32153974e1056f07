//! Iterators and streams over the connections of a listener.

use super::calls::{CallAt, Calls};
use super::flow::origin;
use crate::model::Does;
use crate::typestate::{Observation, Shape};

/// So many adapters of a stream are looked through.
const MAX_ADAPTERS: usize = 4;

/// Whether the call asks an iterator or a stream for what comes next.
pub fn is_next(call: &CallAt) -> bool {
    call.short().as_str() == "next" && call.args.len() == 1
}

/// Whether it asks for it in a way that gives an error first.
pub fn is_try_next(call: &CallAt) -> bool {
    call.short().as_str() == "try_next" && call.args.len() == 1
}

/// Whether it asks one over the connections of a listener.
pub fn is_next_of_incoming(calls: &Calls, call: &CallAt) -> bool {
    (is_next(call) || is_try_next(call)) && adapted(calls, call).is_some_and(|born| gives_connections(calls, born))
}

/// The call that a stream comes from, before what only ends it earlier.
fn adapted<'c, 'f>(calls: &'c Calls<'f>, next: &CallAt) -> Option<&'c CallAt<'f>> {
    let mut born = origin(calls, next.receiver()?)?;
    for _ in 0..MAX_ADAPTERS {
        if born.does != Some(Does::Adapt) {
            break;
        }
        born = origin(calls, born.receiver()?)?;
    }
    Some(born)
}

/// Whether a call makes a stream of the connections of a listener.
fn gives_connections(calls: &Calls, born: &CallAt) -> bool {
    let next = || calls.models.methods().does(&format!("{}.next", born.ty()));
    born.does == Some(Does::Incoming) || !born.ty().is_empty() && next() == Some(Does::Accept)
}

/// `for stream in listener.incoming().flatten()`
pub fn flattened(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    for call in calls.all.iter().filter(|call| is_next(call) && calls.is_in_loop(call)) {
        let Some(flat) = call.receiver().and_then(|place| origin(calls, place)) else { continue };
        let incoming = flat.receiver().and_then(|place| origin(calls, place));
        let incoming = incoming.filter(|call| flat.does == Some(Does::Flatten) && call.does == Some(Does::Incoming));
        if let Some(incoming) = incoming {
            let handle = calls.show(incoming.receiver());
            found.push(calls.observation(Shape::AcceptSpins, incoming, handle, flat.span));
        }
    }
    found
}

/// The call that is written: of `for stream in listener.incoming()`, not the round of the loop.
pub fn named<'c, 'f>(calls: &'c Calls<'f>, call: &'c CallAt<'f>) -> &'c CallAt<'f> {
    let born = is_next(call).then(|| adapted(calls, call)).flatten();
    born.filter(|call| call.does == Some(Does::Incoming)).unwrap_or(call)
}
