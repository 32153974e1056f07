//! Types that hold a raw descriptor and never close it.

use super::calls::{CallAt, Calls};
use super::flow::{depends, origin};
use super::raw::numbers;
use super::roles::{closes, only_uses, opens};
use crate::ir::{Inst, LocalId, LocalKind, Name, Operand, PlaceId, Rvalue, Step};
use crate::model::{Does, Role, split};
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Types of a file that are made with a fresh descriptor in a member that no function of the file closes or gives away, and
/// that have no `Drop`; and a `Drop` that shuts a socket down and leaves it open.
pub fn types(all: &[Calls]) -> Vec<Observation> {
    let opens = |calls: &Calls| calls.all.iter().any(|call| is_plain(calls, call));
    let is_about = |calls: &Calls| opens(calls) || is_drop(calls) || taken(calls).is_some();
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
        let taken_over = if is_given_constants(all, calls) { Vec::new() } else { taken_over(calls, &ended) };
        let made = made(calls, &ended).into_iter().chain(taken_over);
        for seen in made.chain(shut_only(calls)) {
            if !found.iter().any(|known| known.at == seen.at) {
                found.push(seen);
            }
        }
    }
    found
}

/// The members whose descriptor a function closes, or makes an owner of, or hands to a function that is not known.
fn ended(calls: &Calls) -> Vec<Name> {
    // What is only shown stays where it is.
    if split(calls.function.name.as_str()).1.trim_start_matches(['.', ':']) == "fmt" {
        return Vec::new();
    }
    let given = calls.all.iter().filter(|call| !opens(calls, call)).flat_map(|call| {
        let ends = move |at: &usize| !only_uses(calls, call.name.as_str(), *at);
        (0..call.args.len()).filter(ends).filter_map(|at| call.args[at].place())
    });
    given.flat_map(|place| members(calls, place)).collect()
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
    for call in calls.all.iter().filter(|call| opens(calls, call) && is_plain(calls, call)) {
        let numbers = call.dest.map(|dest| numbers(calls, dest)).unwrap_or_default();
        for (local, member) in holders(calls, &numbers, ended) {
            let own = calls.function.local(local);
            let seen = calls.loss(Shape::NeverClosed, call, member.to_string(), own.span);
            found.push(Observation { function: Name::new(""), ..seen });
        }
    }
    found
}

/// Values made of a descriptor that is taken over: `from_raw_fd` is for that.
fn taken_over(calls: &Calls, ended: &[Name]) -> Vec<Observation> {
    let Some(number) = taken(calls) else { return Vec::new() };
    let numbers = numbers(calls, number);
    let name: Name = split(calls.function.name.as_str()).1.trim_start_matches(':').into();
    let made = holders(calls, &numbers, ended).into_iter().map(|(local, member)| {
        let own = calls.function.local(local);
        let seen = calls.at(Shape::NeverClosed, name.clone(), member.to_string(), own.span);
        Observation { function: Name::new(""), ..seen }
    });
    made.collect()
}

/// Whether the function is given the descriptors of standard streams too, which nobody closes.
fn is_given_constants(all: &[Calls], calls: &Calls) -> bool {
    let is_it = |call: &&CallAt| call.name.as_str() == calls.function.name.as_str();
    let mut given = all.iter().flat_map(|calls| calls.all.iter().filter(is_it));
    given.any(|call| matches!(call.args, [Operand::Const(_)]))
}

/// The descriptor that the function takes over, if that is what it is for.
fn taken(calls: &Calls) -> Option<PlaceId> {
    let of_trait = calls.function.of_trait.as_ref().map(Name::as_str);
    let is_it = matches!(of_trait, Some("FromRawFd" | "FromRawSocket")) && calls.function.params.len() == 1;
    let number = calls.function.params.first().filter(|_| is_it)?;
    calls.function.places.find(None, Step::Local(*number))
}

/// The values of this file's types, with the members, in which one of the numbers is put and that nothing ends.
fn holders(calls: &Calls, numbers: &BTreeSet<PlaceId>, ended: &[Name]) -> Vec<(LocalId, Name)> {
    let mut found = Vec::new();
    for inst in calls.function.insts() {
        let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } = inst else { continue };
        if let Some((local, member)) = member_of_made(calls, *dest)
            && !ended.contains(&member)
            && depends(calls.function, numbers, &Operand::Copy(*from))
        {
            found.push((local, member));
        }
    }
    found
}

/// Whether what it opens is a plain number whatever the version.
fn is_plain(calls: &Calls, call: &CallAt) -> bool {
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
    calls.function.name.as_str().ends_with(".drop")
}

/// A `drop` that shuts its socket down, and does nothing else to it.
fn shut_only(calls: &Calls) -> Option<Observation> {
    if !is_drop(calls) {
        return None;
    }
    let is_shutdown = |call: &&CallAt| call.short().as_str() == "shutdown" && only_uses(calls, call.name.as_str(), 0);
    let shutdown = calls.all.iter().find(is_shutdown)?;
    let member = calls.function.places.name(shutdown.receiver()?)?.to_string();
    let may_close = |call: &CallAt| {
        let is_harmless = call.name.as_str().ends_with('!') || matches!(call.does, Some(Does::Look | Does::Kind));
        !is_harmless && !is_shutdown(&call) && (closes(calls, call) || !call.args.is_empty())
    };
    let is_open = !calls.all.iter().any(may_close);
    is_open.then(|| calls.observation(Shape::NeverClosed, shutdown, member, shutdown.span))
}
