//! Calls that may fail and are relied upon.

use super::FEW;
use super::cx::{Call, Cx, Words};
use super::sources::Source;
use super::tests::Sign;
use crate::ir::{Callee, Const, Inst, Operand, PlaceId, Terminator};
use crate::model::{HandleAt, NameKind, Role, Trait};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::flow::copies;
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};

/// One observation for each call that is relied upon.
pub fn relied_upon(cx: &Cx) -> Vec<Observation> {
    let sources = cx.sources().into_iter().chain(cx.guessed_sources());
    let mut found: Vec<Observation> = sources.filter_map(|source| used_though_none(cx, &source)).collect();
    found.extend(cx.calls.iter().filter_map(|call| set_up_in_vain(cx, call)));
    found
}

/// The socket that a call is given by value.
pub(super) fn handle(call: &Call) -> Option<PlaceId> {
    call.model.filter(|model| model.is_socket_api && model.role == Role::Use)?;
    call.handle()
}

/// The socket that a call makes an object of.
fn wrapped(call: &Call) -> Option<PlaceId> {
    call.model.filter(|model| model.role == Role::Use && model.holds == Some(HandleAt::Return))?;
    call.handle()
}

/// A failure behind which the socket is used all the same. That nobody has looked tells something only of functions of
/// libraries, and of those that say with -1 that there is none: others of the project may not come back from a failure.
fn used_though_none(cx: &Cx, source: &Source) -> Option<Observation> {
    // Which element of an array is meant, nobody knows.
    if !source.fails.minus_one || cx.is_any_element(source.dest) {
        return None;
    }
    let start = At { block: source.at.block, inst: source.at.inst + 1 };
    let none = Const::Int(-1);
    let callee = source.callee.as_str();
    let is_of_library = cx.file.models.function(callee).is_some();
    let is_known = is_of_library || cx.says_none(callee);
    let mut facts = cx.known_at(source.at);
    facts.forget(&cx.function, source.dest);
    facts.set(source.dest, Known::Is(none.clone()));
    let mut found: Option<(Span, PlaceId, bool)> = None;
    let see = |event: Event, facts: &mut Facts, failure: &mut Failure| match event {
        Event::Inst(at, inst) => {
            let Some(call) = cx.calls.iter().find(|call| call.at == at) else {
                // What a pointer calls may never return.
                let is_opaque = matches!(inst, Inst::Opaque { .. } | Inst::Call { callee: Callee::Pointer(_), .. });
                return if is_opaque { Next::Stop } else { Next::Go };
            };
            if let Some(place) =
                handle(call).or_else(|| wrapped(call)).filter(|place| facts.value(*place) == Some(&none))
            {
                let is_seen = *failure != Failure::Unseen;
                if is_seen || is_known {
                    let here = (call.span, place, is_seen);
                    found = Some(found.map_or(here, |known| known.min(here)));
                }
                return Next::Stop;
            }
            // What else of the program is given -1 may look at it, and does where it is told what to say: `check(s, "socket")`.
            let is_text = |arg: &Operand| matches!(arg, Operand::Const(Const::Str | Const::Key));
            let is_told = || call.args.iter().any(is_text);
            let may_look = *failure == Failure::Unseen && call.model.is_none() && (!is_of_library || is_told());
            if may_look && call.args.iter().any(|arg| is_none(facts, arg)) {
                return Next::Stop;
            }
            cx.goes_on(call, failure)
        }
        Event::Way(from, Terminator::Branch { cond, span, .. }, _) => {
            let is_about = is_none(facts, &cond.lhs) || is_none(facts, &cond.rhs);
            // An assertion that fails ends the program, however it tells.
            if cx.is_asserted(*span) && is_about {
                return Next::Stop;
            }
            // Other tests against 0 are another rule's matter.
            let is_right = cx.test_at(from).is_none_or(|test| test.sign == Sign::Negative);
            if *failure == Failure::Unseen && is_right && is_about {
                *failure = Failure::Seen;
            }
            Next::Go
        }
        _ => Next::Go,
    };
    walk_within(FEW, &cx.function, start, facts, Failure::Unseen, see);
    found.map(|found| relied(cx, source, found))
}

/// What is to be said of a use of the socket that there is not, and of whether somebody has looked.
fn relied(cx: &Cx, source: &Source, (at, place, is_seen): (Span, PlaceId, bool)) -> Observation {
    let name = &source.callee;
    let because = match is_seen {
        true => format!("where `{name}` has failed, the way goes on to here"),
        false => format!("nobody has looked whether `{name}` failed"),
    };
    let instead = format!("leave where `{name}` fails, before the socket is used");
    let words = Words { because, instead, matters: true };
    let path = vec![
        cx.step(source.span, StepKind::Acquire, format!("`{name}` fails")),
        cx.step(at, StepKind::Use, "the socket that there is not is used here".to_owned()),
    ];
    let handle = shown(cx, place);
    Observation { path, ..cx.lapse(Lapse::UncheckedCall, at, handle, words) }
}

/// Whether an operand is the -1 that says that there is no socket.
fn is_none(facts: &Facts, operand: &Operand) -> bool {
    matches!(operand, Operand::Copy(place) if facts.value(*place) == Some(&Const::Int(-1)))
}

/// What has become of a failure.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Failure {
    /// Nobody has looked.
    Unseen,
    /// Somebody has.
    Seen,
    /// It was told, and the way went on.
    Told,
}

impl Cx<'_> {
    /// Whether a way goes on behind a call. What is called first where a failure was seen may never come back, unless it is
    /// known or only reports.
    pub(super) fn goes_on(&self, call: &Call, failure: &mut Failure) -> Next {
        let (name, models) = (call.name.as_str(), self.file.models);
        let is_known =
            call.model.is_some() || self.file.summaries.contains_key(name) || self.file.outside.summary(name).is_some();
        if self.is_noreturn(name) || call.model.is_some_and(|model| model.role == Role::Noreturn) {
            return Next::Stop;
        }
        let logs = models.name_suggests(name, NameKind::Tells);
        let goes_on = match *failure {
            Failure::Unseen => true,
            Failure::Seen => is_known || logs && !models.name_suggests(name, NameKind::Ends),
            Failure::Told => is_known || !models.name_suggests(name, NameKind::Ends),
        };
        if *failure == Failure::Seen && logs {
            *failure = Failure::Told;
        }
        if goes_on { Next::Go } else { Next::Stop }
    }
}

fn shown(cx: &Cx, place: PlaceId) -> String {
    cx.function.show_place(place)
}

/// Whether the call may tell whether a connection came about that was begun before.
pub(super) fn asks_what_became(cx: &Cx, call: &Call) -> bool {
    cx.has_trait(call, Trait::WaitsForReadiness) || matches!(call.name.as_str(), "getsockopt" | "fcntl" | "ioctl")
}

/// `bind` or `listen` whose failure nobody sees, with the socket used further on as if it had worked.
fn set_up_in_vain(cx: &Cx, call: &Call) -> Option<Observation> {
    let name = call.name.as_str();
    if !call.is_ignored || !matches!(name, "bind" | "listen" | "connect") {
        return None;
    }
    let place = handle(call)?;
    if name == "connect" && cx.calls.iter().any(|other| asks_what_became(cx, other)) {
        return None;
    }
    let places = copies(&cx.function, place);
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let mut found: Option<Span> = None;
    let relies = |other: &Call| match name {
        "bind" => matches!(other.name.as_str(), "listen" | "recv" | "recvfrom" | "recvmsg" | "accept" | "accept4"),
        "listen" => matches!(other.name.as_str(), "accept" | "accept4"),
        // One whose result is looked at tells.
        _ => other.is_ignored && matches!(other.name.as_str(), "send" | "recv" | "write" | "read" | "writev" | "readv"),
    };
    let see = |event: Event, _: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, _) => {
            let other = cx.calls.iter().find(|other| other.at == at);
            if let Some(other) =
                other.filter(|other| relies(other) && other.place(0).is_some_and(|at| places.contains(&at)))
            {
                found = Some(found.map_or(other.span, |known| known.min(other.span)));
                return Next::Stop;
            }
            Next::Go
        }
        _ => Next::Go,
    };
    walk_within(FEW, &cx.function, start, Facts::default(), (), see);
    let used = found?;
    let because = format!("nobody looks whether `{name}` failed, and the socket is used as if it had not");
    let instead = format!("test the result of `{name}`, and say why if it does not matter");
    let path = vec![
        cx.step(call.span, StepKind::Call, format!("the result of `{name}` is not looked at")),
        cx.step(used, StepKind::Use, "this relies on it".to_owned()),
    ];
    let words = Words { because, instead, matters: true };
    Some(Observation { path, ..cx.lapse(Lapse::UncheckedCall, call.span, shown(cx, place), words) })
}
