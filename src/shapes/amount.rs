//! Writes of which only success counts: what was not written is lost.

use super::calls::{CallAt, Calls};
use super::flow::{depends, derived, derived_wholes};
use super::unread::is_asked_unread;
use crate::ir::{Callee, Elem, Inst, LocalKind, Name, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{Does, Io, split};
use crate::typestate::{Observation, Shape};

/// So many copies of a literal are followed back.
const MAX_COPIES: usize = 4;

/// The name of a function that returns how much `write` or `send` of the C library took of one of its parameters.
pub fn writer<'f>(calls: &Calls<'f>) -> Option<&'f Name> {
    let (function, models) = (calls.function, calls.models);
    let sends = |call: &&CallAt| models.function(call.name.as_str()).is_some_and(|model| model.io == Some(Io::Send));
    let call = calls.all.iter().find(sends)?;
    let params = function.params.iter().filter_map(|id| function.places.find(None, Step::Local(*id)));
    let given = derived(function, params.skip(1));
    if !call.args.get(1).is_some_and(|buffer| depends(function, &given, buffer)) {
        return None;
    }
    let amounts = derived_wholes(function, call.dest);
    let is_returned = function.blocks.iter().any(|block| {
        matches!(&block.terminator, Terminator::Return { value: Some(value), .. } if depends(function, &amounts, value))
    });
    is_returned.then_some(&function.name)
}

/// Writes whose amount nobody reads, though somebody asks whether they succeeded.
pub fn ignored(calls: &Calls, writers: &[&Name]) -> Vec<Observation> {
    let mut found = Vec::new();
    let writes = |call: &&CallAt| {
        call.does == Some(Does::Write) && call.args.len() == 2 && !is_whole_or_nothing(calls, &call.args[1])
            || writers.contains(&call.name) && call.name != &calls.function.name
    };
    for call in calls.all.iter().filter(writes) {
        if call.dest.is_some_and(|result| is_asked_unread(calls, result)) {
            found.push(calls.observation(Shape::AmountIgnored, call, calls.show(call.receiver()), call.span));
        }
    }
    found
}

/// Whether the data is a single byte, as those are that wake somebody up, or none: of it nothing can be left.
fn is_whole_or_nothing(calls: &Calls, data: &Operand) -> bool {
    let Some(place) = data.place().map(|place| written(calls, place)) else { return false };
    let mut given = calls.uses().given(calls.function, place);
    if given.any(
        |inst| matches!(inst, Inst::Call { callee: Callee::Named(name), .. } if name.as_str() == "slice::from_ref"),
    ) {
        return true;
    }
    let element = |at| calls.function.places.find(Some(place), Step::Elem(Elem::At(at))).is_some();
    let is_literal = || {
        let local = calls.function.places.root_local(place);
        local.is_some_and(|local| calls.function.local(local).kind == LocalKind::Temp)
            && calls.function.places.get(place).parent.is_none()
            && calls.uses().given(calls.function, place).next().is_none()
    };
    !element(1) && (element(0) || is_literal())
}

/// The literal that a place is the only copy of, or that only its bytes are taken of.
fn written(calls: &Calls, mut place: PlaceId) -> PlaceId {
    for _ in 0..MAX_COPIES {
        let given: Vec<&Inst> = calls.uses().given(calls.function, place).collect();
        place = match &given[..] {
            [Inst::Assign { value: Rvalue::Use(Operand::Copy(from) | Operand::AddrOf(from)), .. }] => *from,
            [Inst::Call { callee: Callee::Named(name), args, .. }]
                if matches!(split(name.as_str()).1, ".as_bytes" | ".as_slice" | ".as_ref") =>
            {
                match args.first().and_then(Operand::place) {
                    Some(from) => from,
                    None => return place,
                }
            }
            _ => return place,
        };
    }
    place
}
