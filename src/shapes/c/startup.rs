//! `WSAStartup` and `WSACleanup`: only what one function shows for certain.

use super::FEW;
use super::cx::{Call, Cx, Words};
use super::places::member;
use crate::ir::{Cond, Const, Inst, Operand, Terminator};
use crate::model::Trait;
use crate::shapes::facts::{Facts, Known};
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, PathStep, StepKind};
use std::collections::BTreeSet;

const STARTUP: Trait = Trait::StartsWinsock;
const CLEANUP: Trait = Trait::EndsWinsock;

/// One observation for each cleanup too many, too early, or left out.
pub fn unpaired(cx: &Cx) -> Vec<Observation> {
    let all = |what| cx.calls.iter().filter(|call| cx.has_trait(call, what)).collect::<Vec<_>>();
    let (startups, cleanups) = (all(STARTUP), all(CLEANUP));
    if cleanups.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for startup in &startups {
        found.extend(after_failure(cx, startup));
        found.extend(left_out(cx, startup));
    }
    found.extend(cleanups.into_iter().filter_map(|cleanup| too_early(cx, cleanup)));
    found
}

/// Whether a function of the file is called there that never comes back.
fn ends(cx: &Cx, at: At) -> bool {
    let summary = cx.call_at(at).and_then(|call| cx.file.summaries.get(call.name.as_str()));
    summary.is_some_and(|summary| summary.is_noreturn)
}

fn is_call(cx: &Cx, at: At, what: Trait) -> bool {
    cx.call_at(at).is_some_and(|call| cx.has_trait(call, what))
}

fn lapse(cx: &Cx, at: Span, because: &str, instead: &str, path: Vec<PathStep>) -> Observation {
    // Nobody is left to whom it makes a difference once the process has ended.
    let words = Words { because: because.to_owned(), instead: instead.to_owned(), matters: !cx.function.is_main() };
    Observation { path, ..cx.lapse(Lapse::StartupUnpaired, at, "Winsock".to_owned(), words) }
}

/// Cleanups that are surely come to when the start has failed.
fn after_failure(cx: &Cx, startup: &Call) -> Option<Observation> {
    let result = startup.dest?;
    let mut facts = cx.known_at(startup.at);
    facts.forget(&cx.function, result);
    facts.set(result, Known::Not(vec![Const::Int(0)]));
    let start = At { block: startup.at.block, inst: startup.at.inst + 1 };
    let mut found: BTreeSet<Span> = BTreeSet::new();
    let see = |event: Event, facts: &mut Facts, was_asked: &mut bool| match event {
        Event::Inst(at, inst) if is_call(cx, at, CLEANUP) => {
            if *was_asked {
                found.insert(inst.span());
            }
            Next::Stop
        }
        Event::Inst(at, _) if is_call(cx, at, STARTUP) || ends(cx, at) => Next::Stop,
        Event::Way(_, Terminator::Branch { cond, .. }, _) => {
            *was_asked |= facts.decide(cond).is_some();
            // What outlives the call may say whether the start has worked.
            if is_kept(cx, cond) { Next::Stop } else { Next::Go }
        }
        _ => Next::Go,
    };
    walk_within(FEW, &cx.function, start, facts, false, see);
    let at = found.into_iter().next()?;
    let path = vec![
        cx.step(startup.span, StepKind::Call, "`WSAStartup` fails".to_owned()),
        cx.step(at, StepKind::Call, "there is nothing to clean up here".to_owned()),
    ];
    let because = "a `WSAStartup` that failed counts for nothing, so this ends somebody else's";
    Some(lapse(cx, at, because, "leave `WSACleanup` out where `WSAStartup` failed", path))
}

/// Whether something that outlives the call decides.
fn is_kept(cx: &Cx, cond: &Cond) -> bool {
    let is_kept = |operand: &Operand| operand.place().is_some_and(|place| member(&cx.function, place).is_some());
    is_kept(&cond.lhs) || is_kept(&cond.rhs)
}

/// Exits without a cleanup after a start that worked, where others have one.
fn left_out(cx: &Cx, startup: &Call) -> Option<Observation> {
    let result = startup.dest?;
    let mut facts = cx.known_at(startup.at);
    facts.forget(&cx.function, result);
    facts.set(result, Known::Is(Const::Int(0)));
    let start = At { block: startup.at.block, inst: startup.at.inst + 1 };
    let (mut without, mut with) = (BTreeSet::new(), BTreeSet::new());
    let see = |event: Event, _: &mut Facts, cleaned: &mut bool| match event {
        Event::Inst(at, _) if is_call(cx, at, CLEANUP) => {
            *cleaned = true;
            Next::Go
        }
        Event::Inst(_, Inst::Opaque { .. }) => {
            *cleaned = true;
            Next::Go
        }
        Event::Leave(Terminator::Return { value, span }) => {
            let exits = if *cleaned { &mut with } else { &mut without };
            exits.insert((*span, value.clone()));
            Next::Go
        }
        _ => Next::Go,
    };
    if !walk_within(FEW, &cx.function, start, facts, false, see) {
        return None;
    }
    // Where every failure cleans up, what is left is the success; if all exits give the same, nothing tells which it is. What
    // `main` leaves, the end of the process cleans up.
    let all: BTreeSet<_> = with.iter().chain(&without).map(|(_, value)| value).collect();
    if all.len() < 2 || cx.function.is_main() {
        return None;
    }
    let is_failure =
        |value: &Option<crate::ir::Operand>| with.iter().any(|(_, other)| other == value && value.is_some());
    let (at, _) = without.iter().find(|(_, value)| is_failure(value))?;
    let path = vec![
        cx.step(startup.span, StepKind::Call, "`WSAStartup` works".to_owned()),
        cx.step(*at, StepKind::Exit, "the function is left here without `WSACleanup`".to_owned()),
    ];
    let because =
        "other exits of this function with the same result end what `WSAStartup` began, and this one does not";
    Some(lapse(cx, *at, because, "call `WSACleanup` on this way too", path))
}

/// A cleanup behind which a socket of the function is closed on every way.
fn too_early(cx: &Cx, cleanup: &Call) -> Option<Observation> {
    let start = At { block: cleanup.at.block, inst: cleanup.at.inst + 1 };
    let born: Vec<_> = cx.sources().into_iter().map(|source| source.dest).collect();
    let rest = cx.function.block(start.block).insts.iter().enumerate().skip(start.inst);
    let close = rest
        .map(|(inst, _)| At { block: start.block, inst })
        .find_map(|at| cx.calls.iter().find(|call| call.at == at && call.name.as_str() == "closesocket"))?;
    let place = close.place(0).filter(|place| born.contains(place))?;
    let path = vec![
        cx.step(cleanup.span, StepKind::Call, "Winsock is ended here".to_owned()),
        cx.step(close.span, StepKind::Release, format!("`{}` is closed here", cx.function.show_place(place))),
    ];
    let because = "a socket is closed only after it, when Winsock may be gone";
    Some(lapse(cx, cleanup.span, because, "close the sockets first", path))
}
