//! Numbers of descriptors that are returned while their owner ends with the function.

use super::calls::{CallAt, Calls};
use super::flow::born;
use super::raw::{is_part, is_variable, numbers};
use crate::ir::{Inst, Operand, PlaceId, Rvalue, Terminator};
use crate::model::{Does, TypeKind};
use crate::source::Span;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Numbers that a socket of the function's own lends, where the function gives them to its caller and keeps the socket.
pub fn numbers_of_the_dead(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    for lender in calls.that(Does::Lend) {
        let (Some(number), Some(owner)) = (lender.dest, lender.receiver()) else { continue };
        if !calls.models.methods().is_type(TypeKind::Owner, lender.ty()) || !is_made_here(calls, owner) {
            continue;
        }
        let Some(holders) = holders(calls, owner) else { continue };
        let numbers = numbers(calls, number);
        if !stays(calls, &holders) || !only_looks(calls, &numbers) {
            continue;
        }
        if let Some(at) = returned(calls, &numbers) {
            found.push(calls.observation(Shape::OwnerEnds, lender, calls.show(Some(owner)), at));
        }
    }
    found
}

/// Whether a function of the library has made the socket just before, and gave it by value.
fn is_made_here(calls: &Calls, owner: PlaceId) -> bool {
    is_variable(calls, owner) && {
        let makes = |call: &CallAt| match call.does {
            Some(Does::Bind | Does::Connect) => call.name.as_str().contains("::"),
            does => does == Some(Does::Accept),
        };
        born(calls, owner).is_some_and(makes)
    }
}

/// The variables that the socket is in; `None` if it is also put into something else.
fn holders(calls: &Calls, owner: PlaceId) -> Option<BTreeSet<PlaceId>> {
    let (mut found, mut work) = (BTreeSet::new(), vec![owner]);
    while let Some(place) = work.pop() {
        if !found.insert(place) {
            continue;
        }
        for inst in calls.function.insts() {
            if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from) | Operand::AddrOf(from)), .. } = inst
                && *from == place
            {
                if !is_variable(calls, *dest) {
                    return None;
                }
                work.push(*dest);
            }
        }
    }
    Some(found)
}

/// Whether nothing takes the socket over: it is only asked, set up and talked to.
fn stays(calls: &Calls, holders: &BTreeSet<PlaceId>) -> bool {
    let holds = |place: PlaceId| holders.iter().any(|at| calls.function.places.is_within(*at, place));
    let is_known = |call: &CallAt| {
        let does = matches!(
            call.does,
            Some(
                Does::Lend
                    | Does::Look
                    | Does::Peer
                    | Does::Read
                    | Does::ReadWhole
                    | Does::Write
                    | Does::SetOption
                    | Does::SetHint
                    | Does::Share
                    | Does::Bind
                    | Does::Connect
            )
        );
        does || matches!(call.short().as_str(), "write_all" | "flush" | "shutdown" | "drop")
    };
    let leaves = |inst: &Inst| match inst {
        Inst::Call { args, .. } => !args.iter().filter_map(Operand::place).any(holds),
        Inst::Opaque { uses, .. } => !uses.iter().any(|place| holds(*place)),
        _ => true,
    };
    let known: Vec<Span> = calls.all.iter().filter(|call| is_known(call)).map(|call| call.span).collect();
    let is_returned = calls.function.blocks.iter().any(|block| {
        matches!(&block.terminator, Terminator::Return { value: Some(value), .. } if value.place().is_some_and(holds))
    });
    !is_returned && calls.function.insts().all(|inst| leaves(inst) || known.contains(&inst.span()))
}

/// Whether the number itself goes nowhere but back to the caller: nobody else makes an owner of it, or closes it.
fn only_looks(calls: &Calls, numbers: &BTreeSet<PlaceId>) -> bool {
    let gets = |call: &&CallAt| call.args.iter().filter_map(Operand::place).any(|place| numbers.contains(&place));
    !calls.all.iter().filter(gets).any(|call| matches!(call.does, Some(Does::Adopt | Does::Close)))
}

/// Where the number is returned.
fn returned(calls: &Calls, numbers: &BTreeSet<PlaceId>) -> Option<Span> {
    let mut places = calls.function.blocks.iter().filter_map(|block| match &block.terminator {
        Terminator::Return { value: Some(value), span } => {
            value.place().filter(|place| is_part(calls, *place, numbers)).map(|_| *span)
        }
        _ => None,
    });
    places.next()
}
