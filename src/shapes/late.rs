//! Options that methods set on a socket that has its address by then.

use super::calls::{CallAt, Calls};
use super::facts::{Facts, Known};
use super::flow::{copies, origin};
use super::options::named;
use super::walk::{At, Event, Next, walk};
use crate::ir::{Const, Inst, Operand, PlaceId, VALUE, VARIANT};
use crate::model::{Does, LateOption, Phase};
use crate::source::Location;
use crate::typestate::{Observation, ObservationKind, Sequence, Shape};
use std::collections::BTreeSet;

/// So many conversions of a socket, and loans of it, are looked through.
const MAX_CONVERSIONS: usize = 4;

/// Options that are set behind the step before which they count, and not before it as well.
pub fn options(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    let settings: Vec<(&CallAt, String, &LateOption)> =
        calls.all.iter().filter_map(|call| setting(calls, call)).collect();
    if settings.is_empty() {
        return found;
    }
    for step in calls.all.iter().filter(|call| phase(call).is_some()) {
        let Some(socket) = socket(calls, step) else { continue };
        let behind = behind(calls, step, socket);
        let of_socket = |call: &CallAt| call.receiver().is_some_and(|place| is_same(calls, place, socket));
        for (call, option, late) in settings.iter().filter(|(call, ..)| behind.contains(&call.at) && of_socket(call)) {
            let is_earlier = |(other, name, _): &(&CallAt, String, &LateOption)| {
                name == option && other.at != call.at && of_socket(other) && !behind.contains(&other.at)
            };
            let counts = phase(step).is_some_and(|phase| late.before.contains(&phase)) && !sets_itself(step, option);
            if counts && !settings.iter().any(is_earlier) {
                found.push(observation(calls, step, call, option, late));
            }
        }
    }
    found.sort_by_key(|seen: &Observation| seen.at);
    found.dedup_by_key(|seen| seen.at);
    found
}

/// The option that a call sets, if that can come too late.
fn setting<'c, 'f>(calls: &'c Calls<'f>, call: &'c CallAt<'f>) -> Option<(&'c CallAt<'f>, String, &'f LateOption)> {
    let option = named(calls, call).unwrap_or_else(|| call.short().as_str().to_owned());
    let is_cleared = call.args.get(1) == Some(&Operand::int(0));
    let late = calls.models.order().late(&option).filter(|late| !late.stream)?;
    (!is_cleared || option == "set_only_v6").then_some((call, option, late))
}

/// The step of a socket's life that the call is.
fn phase(call: &CallAt) -> Option<Phase> {
    match call.does {
        Some(Does::Bind) => Some(Phase::Bind),
        Some(Does::Connect) => Some(Phase::Connect),
        _ => None,
    }
}

/// Whether the function that makes the socket sets the option for itself: those of the library do so for listeners.
fn sets_itself(step: &CallAt, option: &str) -> bool {
    let is_address = matches!(option, "set_reuse_address" | "set_reuseaddr" | "ReuseAddr");
    is_address && makes(step) && step.ty().ends_with("TcpListener")
}

/// Whether the step makes the socket too.
fn makes(step: &CallAt) -> bool {
    step.name.as_str().contains("::")
}

/// The place of the socket that the step is about.
fn socket(calls: &Calls, step: &CallAt) -> Option<PlaceId> {
    if makes(step) { calls.member(step.dest?, VALUE) } else { step.receiver() }
}

/// The calls that come behind a step which worked, as long as the socket is the same.
fn behind(calls: &Calls, step: &CallAt, socket: PlaceId) -> BTreeSet<At> {
    let mut facts = Facts::default();
    if let Some(tag) = step.dest.and_then(|dest| calls.member(dest, VARIANT)) {
        facts.set(tag, Known::Is(Const::Variant("Ok".into())));
    }
    let birth = origin(calls, socket).map(|call| call.at);
    let mut found = BTreeSet::new();
    let see = |event: Event, _: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, _) if at == step.at || Some(at) == birth => Next::Stop,
        Event::Inst(at, Inst::Call { .. }) => {
            found.insert(at);
            Next::Go
        }
        _ => Next::Go,
    };
    let start = At { block: step.at.block, inst: step.at.inst + 1 };
    if walk(calls.function, start, facts, (), see) { found } else { BTreeSet::new() }
}

/// Whether a place is the socket, or something that was made of it or refers to it.
fn is_same(calls: &Calls, place: PlaceId, socket: PlaceId) -> bool {
    let same = copies(calls.function, socket);
    let mut at = place;
    for _ in 0..MAX_CONVERSIONS {
        if same.contains(&at) {
            return true;
        }
        let Some(call) = origin(calls, at) else { return false };
        let converts = matches!(call.short().as_str(), "from" | "into" | "from_std" | "into_std" | "as_fd" | "unwrap")
            || call.does == Some(Does::Lend);
        match call.receiver().filter(|_| converts) {
            Some(from) => at = from,
            None => return false,
        }
    }
    false
}

fn observation(calls: &Calls, step: &CallAt, call: &CallAt, option: &str, late: &LateOption) -> Observation {
    let shown = socket(calls, step).map(|socket| copies(calls.function, socket)).unwrap_or_default();
    let shown = shown.into_iter().map(|place| calls.show(Some(place))).find(|name| !name.is_empty());
    let handle = shown.unwrap_or_else(|| calls.title(call.receiver()));
    let seen = calls.observation(Shape::DoubleOwner, step, handle, call.span);
    Observation {
        kind: ObservationKind::Order {
            what: Sequence::LateOption,
            callee: call.short(),
            option: option.to_owned(),
            earlier: Some(step.short()),
            why: late.why.clone(),
            is_grave: late.is_grave,
        },
        at: Location { file: calls.function.file, span: call.span },
        ..seen
    }
}
