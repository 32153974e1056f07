//! The set-up of a socket that has failed, is told of, and goes on as if it had not.

use super::FEW;
use super::cx::{Call, Cx, Words};
use super::unchecked::{Failure, asks_what_became, handle};
use crate::ir::{Callee, Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{NameKind, Role};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::flow::copies;
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeSet;

/// What needs a connection.
const TALKS: [&str; 8] = ["send", "sendmsg", "write", "writev", "recv", "recvmsg", "read", "readv"];

/// One observation for each `bind`, `listen` and `connect` that is tested, and whose failure is only told.
pub fn relied_upon(cx: &Cx) -> Vec<Observation> {
    cx.calls.iter().filter_map(|call| relied_upon_by(cx, call)).collect()
}

fn relied_upon_by(cx: &Cx, call: &Call) -> Option<Observation> {
    let name = call.name.as_str();
    let next: &[&str] = match name {
        "bind" => &["listen", "accept", "accept4"],
        "listen" => &["accept", "accept4"],
        "connect" => &TALKS,
        _ => return None,
    };
    if name == "connect" && cx.calls.iter().any(|other| asks_what_became(cx, other)) {
        return None;
    }
    let (place, result) = (handle(call)?, call.dest?);
    let used = used(cx, &SetUp { call, result, places: copies(&cx.function, place), next })?;
    let because = format!("where `{name}` has failed, that is told, and the way goes on to `{}`", used.0);
    let instead = format!("close the socket and leave where `{name}` fails");
    let path = vec![
        cx.step(call.span, StepKind::Call, format!("`{name}` fails")),
        cx.step(used.1, StepKind::Use, "this relies on it".to_owned()),
    ];
    let words = Words { because, instead, matters: true };
    Some(Observation { path, ..cx.lapse(Lapse::UncheckedCall, call.span, cx.function.show_place(place), words) })
}

/// A call that sets a socket up.
struct SetUp<'c, 'a> {
    call: &'c Call<'a>,
    result: PlaceId,
    /// The socket and its copies.
    places: BTreeSet<PlaceId>,
    /// What relies on it.
    next: &'static [&'static str],
}

impl SetUp<'_, '_> {
    /// Whether the call needs what has failed; one that tells that it is not there, and is looked at, does no harm.
    fn relies(&self, call: &Call) -> bool {
        self.next.contains(&call.name.as_str()) && (call.is_ignored || self.call.name.as_str() != "connect")
    }
}

/// The first call that relies on a set-up of which somebody has told that it failed.
fn used(cx: &Cx, it: &SetUp) -> Option<(String, Span)> {
    let errors = cx.errors();
    let failed = Const::Int(-1);
    let mut found: Option<(Span, String)> = None;
    let mut facts = cx.known_at(it.call.at);
    facts.forget(&cx.function, it.result);
    facts.set(it.result, Known::Is(failed.clone()));
    let see = |event: Event, facts: &mut Facts, failure: &mut Failure| match event {
        Event::Inst(at, inst) => match cx.call_at(at) {
            Some(call) if is_of(it, call) && it.relies(call) => {
                if *failure == Failure::Told {
                    let here = (call.span, call.name.to_string());
                    found = Some(found.take().map_or(here.clone(), |known| known.min(here)));
                }
                Next::Stop
            }
            Some(call) if is_another(it, call) || cx.may_never_return(call) => Next::Stop,
            Some(call) => cx.goes_on(call, failure),
            None if is_dealt_with(cx, it, inst) => Next::Stop,
            None => Next::Go,
        },
        Event::Way(from, Terminator::Branch { cond, span, .. }, _) => {
            // Why it has failed may be reason enough to go on.
            if cx.is_asserted(*span) || cx.depends(from, &errors) {
                return Next::Stop;
            }
            let is_failed =
                |side: &Operand| matches!(side, Operand::Copy(place) if facts.value(*place) == Some(&failed));
            if *failure == Failure::Unseen && (is_failed(&cond.lhs) || is_failed(&cond.rhs)) {
                *failure = Failure::Seen;
            }
            Next::Go
        }
        Event::Way(from, Terminator::Switch { .. }, _) if cx.depends(from, &errors) => Next::Stop,
        _ => Next::Go,
    };
    let start = At { block: it.call.at.block, inst: it.call.at.inst + 1 };
    walk_within(FEW, &cx.function, start, facts, Failure::Unseen, see);
    found.map(|(span, name)| (name, span))
}

impl Cx<'_> {
    /// Whether a call by its name may be the end, whatever its body seems to do.
    fn may_never_return(&self, call: &Call) -> bool {
        self.file.models.name_suggests(call.name.as_str(), NameKind::Ends)
    }
}

fn is_of(it: &SetUp, call: &Call) -> bool {
    call.args.iter().filter_map(Operand::place).any(|place| it.places.contains(&place))
}

/// Whether a call may do with the socket what makes up for the failure: it closes it, sets it up once more, or is unknown.
fn is_another(it: &SetUp, call: &Call) -> bool {
    let uses = call.model.is_some_and(|model| model.role == Role::Use);
    let is_new = call.dest.is_some_and(|dest| it.places.contains(&dest));
    is_new || call.at == it.call.at || is_of(it, call) && (!uses || matches!(call.name.as_str(), "bind" | "connect"))
}

/// Whether an instruction gives the socket up, or puts down for others that the set-up has failed.
fn is_dealt_with(cx: &Cx, it: &SetUp, inst: &Inst) -> bool {
    match inst {
        Inst::Assign { dest, value, .. } => {
            let is_constant = matches!(value, Rvalue::Use(Operand::Const(Const::Int(_) | Const::Sym(_))));
            let is_local = matches!(cx.function.places.get(*dest).step, Step::Local(_));
            // What is put down in another way than as a constant cannot be followed to where it is asked for.
            let is_asked = || !is_constant && is_variable(cx, *dest) && is_tested(cx, *dest);
            it.places.contains(dest) || is_constant && !is_local || is_asked()
        }
        Inst::Opaque { .. } | Inst::Call { callee: Callee::Pointer(_), .. } => true,
        _ => false,
    }
}

/// Whether it is a variable that the program names.
fn is_variable(cx: &Cx, place: PlaceId) -> bool {
    match cx.function.places.get(place).step {
        Step::Local(local) => cx.function.local(local).kind != LocalKind::Temp,
        _ => true,
    }
}

/// Whether some branch of the function asks for it.
fn is_tested(cx: &Cx, place: PlaceId) -> bool {
    let is_it = |operand: &Operand| operand.place() == Some(place);
    cx.function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch { cond, .. } => is_it(&cond.lhs) || is_it(&cond.rhs),
        Terminator::Switch { value, .. } => is_it(value),
        _ => false,
    })
}
