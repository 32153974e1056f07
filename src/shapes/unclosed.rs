//! Types that hold a raw descriptor and never close it.

use super::calls::{CallAt, Calls};
use super::flow::{depends, origin};
use super::owners::closes;
use super::raw::numbers;
use crate::ir::{Inst, LocalId, LocalKind, Name, Operand, PlaceId, Rvalue, Step};
use crate::model::{Does, Role};
use crate::typestate::{Observation, Shape};

/// Types of a file that are made with a fresh descriptor in a member that no function of the file closes or gives away, and
/// that have no `Drop`; and a `Drop` that shuts a socket down and leaves it open.
pub fn types(all: &[Calls]) -> Vec<Observation> {
    let is_about = |calls: &Calls| calls.all.iter().any(|call| opens(calls, call)) || is_drop(calls);
    if !all.iter().any(is_about) {
        return Vec::new();
    }
    // Whose descriptor it is that is lent and closed, nobody knows.
    let lent = |calls: &Calls, call: &CallAt| {
        let born = call.args.first().and_then(Operand::place).and_then(|place| origin(calls, place));
        closes(calls, call) && born.is_some_and(|call| call.does == Some(Does::Lend))
    };
    if all.iter().any(|calls| calls.all.iter().any(|call| lent(calls, call))) {
        return Vec::new();
    }
    let ended: Vec<Name> = all.iter().flat_map(|calls| ended(calls)).collect();
    let mut found: Vec<Observation> = Vec::new();
    for calls in all {
        for seen in made(calls, &ended).into_iter().chain(shut_only(calls)) {
            if !found.iter().any(|known| known.at == seen.at) {
                found.push(seen);
            }
        }
    }
    found
}

/// The members whose descriptor a function closes, or makes an owner of, or hands to a function that is not known.
fn ended(calls: &Calls) -> Vec<Name> {
    let uses = |call: &&CallAt| {
        let model = calls.models.function(call.name.as_str());
        let is_use = model.is_some_and(|model| !matches!(model.role, Role::Release | Role::Transfer));
        !is_use && !call.name.as_str().ends_with('!')
    };
    let places = calls.all.iter().filter(uses).flat_map(|call| call.args).filter_map(Operand::place);
    places.flat_map(|place| members(calls, place)).collect()
}

/// The members of `self` or of something else that a place is, or is a copy of.
fn members(calls: &Calls, place: PlaceId) -> Vec<Name> {
    let mut found: Vec<Name> = calls.function.places.name(place).cloned().into_iter().collect();
    for inst in calls.function.insts() {
        if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } = inst
            && *dest == place
        {
            found.extend(calls.function.places.name(*from).cloned());
        }
    }
    found
}

/// Values made of a fresh descriptor that the function gives to its caller.
fn made(calls: &Calls, ended: &[Name]) -> Vec<Observation> {
    let mut found = Vec::new();
    for call in calls.all.iter().filter(|call| opens(calls, call)) {
        let numbers = call.dest.map(|dest| numbers(calls, dest)).unwrap_or_default();
        for inst in calls.function.insts() {
            let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } = inst else { continue };
            let Some((local, member)) = member_of_made(calls, *dest) else { continue };
            if ended.contains(&member) || !depends(calls.function, &numbers, &Operand::Copy(*from)) {
                continue;
            }
            let own = calls.function.local(local);
            let mut seen = calls.loss(Shape::NeverClosed, call, member.to_string(), own.span);
            seen.function = Name::new("");
            found.push(seen);
        }
    }
    found
}

fn opens(calls: &Calls, call: &CallAt) -> bool {
    calls.models.function(call.name.as_str()).is_some_and(|model| model.role == Role::Acquire) && call.dest.is_some()
}

/// The value that a place is a member of, if it is of a type of this file that has no `Drop`.
fn member_of_made(calls: &Calls, place: PlaceId) -> Option<(LocalId, Name)> {
    let node = calls.function.places.get(place);
    let (Some(parent), Step::Field(member)) = (node.parent, &node.step) else { return None };
    let Step::Local(local) = calls.function.places.get(parent).step else { return None };
    let own = calls.function.local(local);
    let is_made = own.kind == LocalKind::Temp && own.ty.base.as_str().starts_with(|c: char| c.is_ascii_uppercase());
    (is_made && own.cleanup.is_none()).then(|| (local, member.clone()))
}

fn is_drop(calls: &Calls) -> bool {
    calls.function.name.as_str().ends_with("::drop")
}

/// A `drop` that shuts its socket down, and does nothing else to it.
fn shut_only(calls: &Calls) -> Option<Observation> {
    if !is_drop(calls) {
        return None;
    }
    let is_shutdown = |call: &&CallAt| matches!(call.name.as_str(), "shutdown" | "nix::shutdown");
    let shutdown = calls.all.iter().find(is_shutdown)?;
    let member = calls.function.places.name(shutdown.receiver()?)?.to_string();
    let may_close = |call: &CallAt| {
        let is_harmless = call.name.as_str().ends_with('!') || matches!(call.does, Some(Does::Look | Does::Kind));
        !is_harmless && !is_shutdown(&call) && (closes(calls, call) || !call.args.is_empty())
    };
    let is_open = !calls.all.iter().any(may_close);
    is_open.then(|| calls.observation(Shape::NeverClosed, shutdown, member, shutdown.span))
}
