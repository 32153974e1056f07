//! Descriptors that are lost between their birth and their first owner.

use super::calls::{CallAt, Calls};
use super::facts::{Facts, Known};
use super::roles::{births, closes, is_in_view, is_known, only_uses, opens};
use super::walk::{At, Event, Next, walk};
use crate::ir::{BlockId, Callee, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator, VALUE, VARIANT};
use crate::model::{Does, HandleAt, Role};
use crate::source::Span;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Descriptors that one way gives an owner or closes, and another way leaves behind.
pub fn lost(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    found.extend(lent_away(calls));
    let ends: Vec<PlaceId> = calls.all.iter().filter(|call| is_end(calls, call)).filter_map(CallAt::receiver).collect();
    let is_raw = |call: &CallAt| is_nix(calls, call) || is_plain(calls, call);
    for call in calls.all.iter().filter(|call| !ends.is_empty() || is_raw(call)) {
        let Some(result) = call.dest.filter(|_| may_be_born(calls, call)) else { continue };
        for birth in births(calls, result) {
            let numbers = numbers(calls, birth);
            let is_raw = ends.iter().any(|place| numbers.contains(place))
                || is_nix(calls, call) && is_used_by_value(calls, &numbers)
                || is_plain(calls, call);
            if !is_raw || is_lent(calls, &numbers) {
                continue;
            }
            if let Some((place, exit)) = leak(calls, call, result, &numbers) {
                found.push(calls.loss(Shape::RawLost, call, calls.show(Some(place)), exit));
            }
        }
    }
    found
}

/// Owners that are given up for a number which only calls get that do not keep it: `epoll_ctl(.., socket.into_raw_fd())`.
fn lent_away(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    for call in calls.that(Does::GiveUp) {
        let Some(result) = call.dest else { continue };
        let numbers = numbers(calls, result);
        let is_number = |operand: &Operand| operand.place().is_some_and(|place| numbers.contains(&place));
        // Flags are changed for somebody who gets the number on another way, such as a new process.
        let is_kept = |call: &&CallAt| {
            !call.name.as_str().ends_with('!')
                && !call.short().as_str().starts_with("dup")
                && call.short().as_str() != "fcntl"
        };
        let mut uses = calls.all.iter().filter(|call| call.args.iter().any(is_number)).peekable();
        let is_used = uses.peek().is_some() && uses.all(|call| is_kept(&call));
        let is_returned = calls.function.blocks.iter().any(|block| {
            let is_it = |value: &Operand| value.place().is_some_and(|place| is_part(calls, place, &numbers));
            matches!(&block.terminator, Terminator::Return { value: Some(value), .. } if is_it(value))
        });
        let is_handed_on = calls.function.insts().any(|inst| hands_on(calls, inst, &numbers));
        if is_used && !is_returned && !is_handed_on {
            found.push(calls.loss(Shape::RawLost, call, calls.show(call.receiver()), call.span));
        }
    }
    found
}

/// Whether the call may give birth to a descriptor: it does not only tell one that somebody has.
pub fn may_be_born(calls: &Calls, call: &CallAt) -> bool {
    let name = call.short();
    let known = matches!(call.does, Some(Does::Lend | Does::Look | Does::Adopt | Does::Kind));
    let is_number = |name: &str| {
        matches!(name, "slice" | "next" | "parse" | "get" | "pop" | "remove" | "load" | "raw" | "null" | "null_mut")
    };
    let modelled = calls.models.function(call.name.as_str());
    let is_born = modelled.is_none_or(|model| matches!(model.role, Role::Acquire | Role::Duplicate));
    is_born && !known && !name.as_str().ends_with('!') && !is_number(name.as_str())
}

/// The places with the number: the result or what its success holds, and copies of these, be it inside other values; not
/// in those that only refer to it.
pub fn numbers(calls: &Calls, result: PlaceId) -> BTreeSet<PlaceId> {
    let places = &calls.function.places;
    let mut all = BTreeSet::new();
    let mut work: Vec<PlaceId> = [Some(result), calls.member(result, VALUE)].into_iter().flatten().collect();
    while let Some(part) = work.pop() {
        if !all.insert(part) {
            continue;
        }
        for (dest, from) in calls.moves(part).iter().filter(|(_, from)| places.is_within(part, *from)) {
            if is_in_view(calls, *dest) {
                continue;
            }
            let copy = places.follow(*dest, &places.steps(*from, part));
            work.extend(copy);
            work.extend(copy.and_then(|copy| calls.member(copy, VALUE)));
        }
    }
    all
}

/// Whether it opens a plain number, as functions of the C library do.
fn is_plain(calls: &Calls, call: &CallAt) -> bool {
    let model = calls.models.function(call.name.as_str());
    model.is_some_and(|model| model.role == Role::Acquire && model.handles == [HandleAt::Return])
}

/// Whether it is a call of a crate of which only the version tells whether what it opens has an owner.
fn is_nix(calls: &Calls, call: &CallAt) -> bool {
    call.does == Some(Does::Open) && opens(calls, call)
}

/// Whether calls of nix or libc get the number itself: an owner would have moved there, and could not be used again.
fn is_used_by_value(calls: &Calls, numbers: &BTreeSet<PlaceId>) -> bool {
    let gets = |call: &&CallAt| {
        is_known(calls, call)
            && call.args.iter().any(|arg| matches!(arg, Operand::Copy(place) if numbers.contains(place)))
    };
    calls.all.iter().filter(gets).count() > 1
}

/// Whether the number is lent as values are that have an owner: by reference.
fn is_lent(calls: &Calls, numbers: &BTreeSet<PlaceId>) -> bool {
    let lends = |arg: &Operand| matches!(arg, Operand::AddrOf(place) if numbers.contains(place));
    calls.all.iter().any(|call| call.args.iter().any(lends))
}

/// Whether the call proves that what it is given is a descriptor of the function's own.
fn is_end(calls: &Calls, call: &CallAt) -> bool {
    call.does == Some(Does::Adopt) || closes(calls, call)
}

/// The exit of a way that keeps the number from everybody.
fn leak(calls: &Calls, call: &CallAt, result: PlaceId, numbers: &BTreeSet<PlaceId>) -> Option<(PlaceId, Span)> {
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let shown: Vec<Span> =
        calls.all.iter().filter(|at| at.at != call.at && is_shown(calls, at, numbers)).map(|at| at.span).collect();
    let is_handed_on = |inst: &Inst| hands_on(calls, inst, numbers) && !shown.contains(&inst.span());
    let exit = exit_without(calls, start, success(calls, result), Some(call.at), numbers, &is_handed_on)?;
    let named = numbers.iter().find(|place| !calls.show(Some(**place)).is_empty() && is_variable(calls, **place));
    Some((*named?, exit))
}

/// What is known of a result that is no failure.
fn success(calls: &Calls, result: PlaceId) -> Facts {
    let mut facts = Facts::default();
    if let Some(tag) = calls.member(result, VARIANT) {
        facts.set(tag, Known::Success);
    }
    facts.set(result, Known::NotNegative);
    if let Some(value) = calls.member(result, VALUE) {
        facts.set(value, Known::NotNegative);
    }
    facts
}

/// Whether the number stays with the function although it gives it to one of which nothing is known: wherever that has
/// worked, and the function itself does not fail later, it makes an owner of it, closes it or returns it.
fn is_shown(calls: &Calls, call: &CallAt, numbers: &BTreeSet<PlaceId>) -> bool {
    let is_number = |place: &PlaceId| numbers.contains(place);
    let is_given = call.args.iter().filter_map(Operand::place).any(|place| is_number(&place));
    if !is_given || call.body.is_some() || is_known(calls, call) || is_end(calls, call) {
        return false;
    }
    // What gives the number back may have kept it where it does not.
    if call.dest.is_some_and(|dest| !self::numbers(calls, dest).is_disjoint(numbers)) {
        return false;
    }
    let ends: Vec<&CallAt> = calls.all.iter().filter(|end| is_end(calls, end)).collect();
    let ends_it = |at: At| ends.iter().any(|end| end.at == at && end.receiver().as_ref().is_some_and(is_number));
    let (mut is_ended, mut is_left) = (false, false);
    let see = |event: Event, facts: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, _) if at == call.at || ends_it(at) => {
            is_ended |= at != call.at;
            Next::Stop
        }
        Event::Leave(Terminator::Return { value, .. }) => {
            let is_returned = |value: &Operand| value.place().is_some_and(|place| is_part(calls, place, numbers));
            is_ended |= value.as_ref().is_some_and(is_returned);
            is_left |= !value.as_ref().is_some_and(|value| is_returned(value) || calls.is_failure(facts, value));
            Next::Stop
        }
        _ => Next::Go,
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let facts = call.dest.map(|dest| success(calls, dest)).unwrap_or_default();
    walk(calls.function, start, facts, (), see) && is_ended && !is_left
}

/// The first exit that is reached from `start` before the number `is_handed_on`, is returned, or is born anew at `birth`.
pub fn exit_without(
    calls: &Calls,
    start: At,
    facts: Facts,
    birth: Option<At>,
    numbers: &BTreeSet<PlaceId>,
    is_handed_on: &dyn Fn(&Inst) -> bool,
) -> Option<Span> {
    let mut exits: Vec<Span> = Vec::new();
    let see = |event: Event, _: &mut Facts, exit: &mut Option<Span>| match event {
        Event::Inst(at, inst) if Some(at) == birth || is_handed_on(inst) => Next::Stop,
        Event::Way(_, Terminator::Goto { span: Some(span), .. }, _) => {
            *exit = Some(*span);
            Next::Go
        }
        Event::Leave(Terminator::Return { value, span }) => {
            let given = value.as_ref().and_then(Operand::place);
            let is_returned = given.is_some_and(|place| is_part(calls, place, numbers));
            if !is_returned {
                exits.push(exit.filter(|exit| exit.end <= span.start).unwrap_or(*span));
            }
            Next::Stop
        }
        _ => Next::Go,
    };
    if walk(calls.function, start, facts, None, see) {
        return exits.into_iter().min();
    }
    // Of too many ways none needs to be told from another if all of them keep it.
    let is_kept = !calls.function.insts().any(is_handed_on);
    is_kept.then(|| first_return(calls, start.block, numbers)).flatten()
}

/// The first return of something else that can be reached.
fn first_return(calls: &Calls, from: BlockId, numbers: &BTreeSet<PlaceId>) -> Option<Span> {
    let (mut seen, mut work, mut found) = (BTreeSet::new(), vec![from], Vec::new());
    while let Some(block) = work.pop() {
        if !seen.insert(block) {
            continue;
        }
        let end = &calls.function.block(block).terminator;
        if let Terminator::Return { value, span } = end
            && !value.as_ref().and_then(Operand::place).is_some_and(|place| is_part(calls, place, numbers))
        {
            found.push(*span);
        }
        work.extend(end.successors());
    }
    found.into_iter().min()
}

/// Whether a place is a variable as the source names it.
pub fn is_variable(calls: &Calls, place: PlaceId) -> bool {
    let Step::Local(local) = calls.function.places.get(place).step else { return false };
    calls.function.local(local).kind == LocalKind::Auto
}

/// Whether a place, or a part of it, holds the number.
pub fn is_part(calls: &Calls, place: PlaceId, numbers: &BTreeSet<PlaceId>) -> bool {
    numbers.iter().any(|number| {
        calls.function.places.is_within(*number, place) || calls.function.places.is_within(place, *number)
    })
}

/// Whether somebody else has the number from here on: it is closed, has an owner, is stored, or goes to a function that is
/// not known to only use it.
pub fn hands_on(calls: &Calls, inst: &Inst, numbers: &BTreeSet<PlaceId>) -> bool {
    let holds = |operand: &Operand| {
        let within = |place| numbers.iter().any(|number| calls.function.places.is_within(*number, place));
        operand.place().is_some_and(within)
    };
    match inst {
        Inst::Assign { dest, value: Rvalue::Use(value), .. } => {
            holds(value) && is_outside(calls, *dest) && !is_in_view(calls, *dest)
        }
        Inst::Assign { .. } | Inst::Commented { .. } | Inst::ScopeEnd { .. } => false,
        Inst::Opaque { uses, .. } => uses.iter().any(|place| numbers.contains(place)),
        Inst::Call { callee, args, .. } => {
            args.iter().enumerate().any(|(at, arg)| holds(arg) && !is_used_by(calls, callee, at))
        }
    }
}

/// Whether others see what is stored there: behind a reference, or in something that is made of several parts.
fn is_outside(calls: &Calls, dest: PlaceId) -> bool {
    let places = &calls.function.places;
    let is_value = |at: PlaceId| matches!(&places.get(at).step, Step::Field(name) if name.as_str() == VALUE);
    let is_part = places.ancestors(dest).any(|at| !is_value(at) && places.get(at).parent.is_some());
    is_part
        || places.root_local(dest).is_none_or(|local| matches!(calls.function.local(local).kind, LocalKind::Param(_)))
}

fn is_used_by(calls: &Calls, callee: &Callee, at: usize) -> bool {
    matches!(callee, Callee::Named(name) if only_uses(calls, name.as_str(), at))
}
