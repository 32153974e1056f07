//! Descriptors with two owners: the second one closes what the first still has, or a number that is somebody else's by then.

use super::calls::{CallAt, Calls};
use super::captured::{body_of, captured};
use super::facts::Facts;
use super::flow::{copies, depends, origin, touches};
use super::roles::closes;
use super::walk::{At, Event, Next, walk};
use crate::ir::{Inst, Operand, PlaceId, Step};
use crate::model::{Does, TypeKind};
use crate::source::Span;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Owners made of, and closes of, descriptors that belong to another owner.
pub fn twice(calls: &Calls, all: &[Calls]) -> Vec<Observation> {
    let mut found: Vec<Observation> = Vec::new();
    for call in &calls.all {
        if call.does == Some(Does::Adopt) {
            // Of three owners of one number the first two tell enough.
            let new = adopted(calls, all, call).filter(|new| {
                let is_same = |old: &Observation| old.handle == new.handle && !new.handle.is_empty();
                lender(calls, call).is_some() || !found.iter().any(is_same)
            });
            found.extend(new);
        } else if closes(calls, call) {
            found.extend(closed(calls, all, call));
        }
    }
    found
}

/// The call that lends the descriptor in an argument.
fn lender<'c, 'f>(calls: &'c Calls<'f>, call: &CallAt) -> Option<&'c CallAt<'f>> {
    let place = call.args.first()?.place()?;
    origin(calls, place).filter(|call| call.does == Some(Does::Lend))
}

fn adopted(calls: &Calls, all: &[Calls], call: &CallAt) -> Option<Observation> {
    if let Some(lender) = lender(calls, call) {
        let owner = lender.receiver()?;
        return (!is_given_up(calls, all, call, Some(owner))).then(|| {
            let names = [Some(owner), call.receiver()].map(|place| calls.show(place));
            // An owner that has no name was dropped at the end of its statement: the number has one.
            let handle = names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| calls.title(Some(owner)));
            calls.since(lender, calls.observation(Shape::DoubleOwner, call, handle, call.span))
        });
    }
    adopted_again(calls, all, call)
}

/// Whether every way from the call on gives up one of the two owners: the new one, or the one that lent its descriptor.
fn is_given_up(calls: &Calls, all: &[Calls], call: &CallAt, lender: Option<PlaceId>) -> bool {
    let mut owners: BTreeSet<PlaceId> = call.dest.map(|dest| copies(calls.function, dest)).unwrap_or_default();
    owners.extend(lender);
    let mut leaves = false;
    let see = |event: Event, _: &mut Facts, (): &mut ()| match event {
        Event::Inst(_, inst) if gives_up(calls, all, inst, &owners) => Next::Stop,
        Event::Leave(crate::ir::Terminator::Return { .. }) => {
            leaves = true;
            Next::Stop
        }
        _ => Next::Go,
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    !walk(calls.function, start, Facts::default(), (), see) || !leaves
}

fn gives_up(calls: &Calls, all: &[Calls], inst: &Inst, owners: &BTreeSet<PlaceId>) -> bool {
    let args = match inst {
        Inst::Call { args, .. } => args,
        Inst::Opaque { uses, span } => {
            let mut held = uses.iter().filter(|place| depends(calls.function, owners, &Operand::Copy(**place)));
            return held.any(|place| !is_used_in(calls, all, *span, *place));
        }
        // What another type with a `Drop` of its own does with it, is for that type to know.
        Inst::Assign { dest, value, .. } => {
            let root = calls.function.places.root_local(*dest);
            let has_drop = root.is_some_and(|local| calls.function.local(local).cleanup.is_some());
            return has_drop && value.operands().any(|value| touches(calls.function, owners, value));
        }
        _ => return false,
    };
    let does = calls.does(inst);
    matches!(does, Some(Does::Forget | Does::GiveUp))
        && args.iter().any(|arg| depends(calls.function, owners, arg) || is_inside(calls, arg, owners))
}

/// Whether a closure, whose body was read, only uses an owner that it knows by its name.
fn is_used_in(calls: &Calls, all: &[Calls], closure: Span, owner: PlaceId) -> bool {
    let Step::Local(local) = calls.function.places.get(owner).step else { return false };
    let Some(inner) = body_of(calls, all, closure) else { return false };
    let Some(owner) = captured(inner.function, &calls.function.local(local).name) else { return false };
    let owners = copies(inner.function, owner);
    !inner.function.insts().any(|inst| gives_up(inner, all, inst, &owners))
}

/// Whether one of the owners is a part of what the argument is.
fn is_inside(calls: &Calls, arg: &Operand, owners: &BTreeSet<PlaceId>) -> bool {
    arg.place().is_some_and(|place| owners.iter().any(|owner| calls.function.places.is_within(*owner, place)))
}

/// A second owner of the same number, or a close of it, while the first one lives.
fn adopted_again(calls: &Calls, all: &[Calls], call: &CallAt) -> Option<Observation> {
    let number = call.args.first()?.place()?;
    // An element or what a call gives may be another one each time.
    let is_plain = calls
        .function
        .places
        .ancestors(number)
        .all(|at| matches!(&calls.function.places.get(at).step, Step::Local(_) | Step::Field(_)));
    let root = calls.function.places.root_local(number)?;
    if !is_plain || calls.function.local(root).kind == crate::ir::LocalKind::Temp {
        return None;
    }
    let owners: BTreeSet<PlaceId> = call.dest.map(|dest| copies(calls.function, dest)).unwrap_or_default();
    let mut second = None;
    let see = |event: Event, _: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, inst) => {
            if gives_up(calls, all, inst, &owners) || sets(calls, inst, number) {
                return Next::Stop;
            }
            let other = calls.all.iter().find(|other| other.at == at && other.at != call.at);
            let is_owner = |other: &&CallAt| other.does == Some(Does::Adopt) || closes(calls, other);
            let other =
                other.filter(is_owner).filter(|other| other.args.first().and_then(Operand::place) == Some(number));
            if let Some(other) = other {
                second = second.or(Some(*other));
                return Next::Stop;
            }
            if at == call.at { Next::Stop } else { Next::Go }
        }
        _ => Next::Go,
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    if !walk(calls.function, start, Facts::default(), (), see) {
        return None;
    }
    let second: CallAt = second?;
    if second.does == Some(Does::Adopt) && is_given_up(calls, all, &second, None) {
        return None;
    }
    Some(calls.observation(Shape::DoubleOwner, call, calls.show(Some(number)), second.span))
}

fn sets(calls: &Calls, inst: &Inst, place: PlaceId) -> bool {
    let dest = match inst {
        Inst::Assign { dest, .. } => Some(*dest),
        Inst::Call { dest, .. } => *dest,
        _ => None,
    };
    dest.is_some_and(|dest| calls.function.places.is_within(place, dest))
}

/// A close of what an owner lends.
fn closed(calls: &Calls, all: &[Calls], call: &CallAt) -> Option<Observation> {
    let lender = lender(calls, call)?;
    let owner = lender.receiver()?;
    let is_owner = calls.models.methods().is_type(TypeKind::Owner, lender.ty()) || is_shown_by_method(calls, lender);
    if !is_owner || is_given_up(calls, all, call, Some(owner)) {
        return None;
    }
    Some(calls.since(lender, calls.observation(Shape::DoubleOwner, call, calls.title(Some(owner)), call.span)))
}

/// Whether the descriptor is that of something that a method of another value shows: who could close a plain number of its own
/// has no need to ask two others for it.
fn is_shown_by_method(calls: &Calls, lender: &CallAt) -> bool {
    let born = lender.receiver().and_then(|place| origin(calls, place));
    // What only shows another view of it may belong to a value that never closes it.
    let shows = |born: &CallAt| born.does.is_none() && !matches!(born.short().as_str(), "as_fd" | "as_socket");
    born.is_some_and(|born| born.name.as_str().contains('.') && shows(born) && lender.ty().is_empty())
}
