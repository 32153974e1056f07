//! Error codes reported that nobody has asked for: the variable still holds the 0 of an earlier success.

use super::FEW;
use super::cx::{Call, Cx, Words};
use crate::ir::{Callee, CmpOp, Const, Inst, LocalKind, Operand, PlaceId, Terminator};
use crate::model::Role;
use crate::shapes::facts::{Facts, Known};
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};

/// Part of the names of functions that are given an error code to put into words.
const WORDING: &str = "error";

/// One observation for each call whose failure is reported with a code that is known to be 0.
pub fn reported(cx: &Cx) -> Vec<Observation> {
    let is_wording = |call: &Call| call.name.as_str().to_ascii_lowercase().contains(WORDING) && !call.args.is_empty();
    if !cx.is_windows() || !cx.calls.iter().any(is_wording) {
        return Vec::new();
    }
    let fails = |call: &&Call| call.dest.is_some() && call.model.is_some_and(|model| model.is_socket_api);
    cx.calls.iter().filter(fails).filter_map(|call| reported_after(cx, call)).collect()
}

fn reported_after(cx: &Cx, call: &Call) -> Option<Observation> {
    let (result, start) = (call.dest?, At { block: call.at.block, inst: call.at.inst + 1 });
    let mut facts = cx.known_at(call.at);
    // What it is given the address of, it may have filled in: SO_ERROR is a code.
    let addresses = call.args.iter().filter(|arg| matches!(arg, Operand::AddrOf(_))).filter_map(Operand::place);
    addresses.for_each(|place| facts.forget(&cx.function, place));
    facts.set(result, Known::Is(Const::Int(-1)));
    // What a test tells further on was not left there by an earlier success.
    let before = facts.clone();
    let mut found: Option<(Span, PlaceId)> = None;
    walk_within(FEW, &cx.function, start, facts, false, |event, facts, is_failed| match event {
        Event::Inst(_, Inst::Call { callee: Callee::Named(name), args, span, .. }) => {
            let is_none = |facts: &Facts, place: PlaceId| facts.value(place) == Some(&Const::Int(0));
            let is_zero =
                |place: &PlaceId| is_none(facts, *place) && is_none(&before, *place) && is_variable(cx, *place);
            let zero = args.iter().filter_map(Operand::place).find(is_zero);
            match zero.filter(|_| name.as_str().to_ascii_lowercase().contains(WORDING)) {
                Some(place) if *is_failed => {
                    found = Some(found.map_or((*span, place), |known| known.min((*span, place))));
                    Next::Stop
                }
                // Somebody has asked, or it is another call's failure from here on.
                _ if ends(cx, name.as_str()) => Next::Stop,
                _ => Next::Go,
            }
        }
        Event::Way(_, Terminator::Branch { cond, .. }, _) => {
            let is_result =
                |operand: &Operand| operand.place().is_some_and(|it| facts.value(it) == Some(&Const::Int(-1)));
            *is_failed |= (is_result(&cond.lhs) || is_result(&cond.rhs)) && cond.op != CmpOp::Gt;
            Next::Go
        }
        _ => Next::Go,
    });
    let (at, variable) = found?;
    let name = cx.function.show_place(variable);
    let because = format!("`{name}` is 0 here: nobody has asked why `{}` failed", call.name);
    let instead = "read `WSAGetLastError()`, right after the call that failed".to_owned();
    let handle = call.place(0).map_or("the socket".to_owned(), |place| cx.function.show_place(place));
    let path = vec![
        cx.step(call.span, StepKind::Call, format!("`{}` fails", call.name)),
        cx.step(at, StepKind::Branch, format!("`{name}` is reported here")),
    ];
    let words = Words { because, instead, matters: true };
    Some(Observation { path, ..cx.lapse(Lapse::WrongErrorCode, at, handle, words) })
}

fn ends(cx: &Cx, name: &str) -> bool {
    cx.file.models.function(name).is_some_and(|model| model.is_socket_api || model.role == Role::ErrorCode)
}

fn is_variable(cx: &Cx, place: PlaceId) -> bool {
    let local = cx.function.places.root_local(place);
    local.is_some_and(|local| cx.function.local(local).kind == LocalKind::Auto)
}
