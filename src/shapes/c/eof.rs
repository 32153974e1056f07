//! Loops around a receive that turn for ever once the peer has closed.
//!
//! A result of 0 is followed until it has come back to the receive twice: what was asked on the first round is known on the
//! second, unless something has changed it. If then some way leads out, or anything unknown is called, nothing is said.

use super::cx::{Call, Cx};
use super::kinds::Carries;
use crate::ir::{Callee, Const, Inst, Operand, PlaceId};
use crate::model::{HandleAt, Io, Role, SetUse, Trait};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::loops::innermost;
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::typestate::{Observation, Shape, StepKind};

/// So many blocks the two rounds may have.
const ROUNDS: usize = 600;

/// Receives of streams in loops that every way comes back to as it was, if they give 0.
pub fn endless(cx: &Cx) -> Vec<Observation> {
    let receives = cx.calls.iter().filter(|call| is_receive(call) && cx.is_in_loop(call));
    receives
        .filter(|call| cx.carries(call) == Carries::Stream && turns(cx, call))
        .map(|call| observation(cx, call))
        .collect()
}

/// Whether the call receives from a descriptor that it is given, tells 0 at its end, and has its result kept.
pub fn is_receive(call: &Call) -> bool {
    let Some(model) = call.model.filter(|model| model.io == Some(Io::Receive) && model.eof.is_some()) else {
        return false;
    };
    call.dest.is_some() && matches!(model.handles.first(), Some(HandleAt::Arg(_)))
}

fn observation(cx: &Cx, call: &Call) -> Observation {
    let handle = call.handle().map_or("the socket".to_owned(), |place| cx.function.show_place(place));
    let text = format!("`{}` gives 0, and leads back here", call.name);
    let path = vec![cx.step(call.span, StepKind::Call, text)];
    Observation { path, ..cx.shape(Shape::EofUnhandled, call, handle, call.span) }
}

/// What becomes of a result of 0.
#[derive(Default)]
struct Ways {
    comes_back: bool,
    /// Some way leads out, or may do so.
    leaves: bool,
}

/// Whether every way comes back, once it has come back before.
fn turns(cx: &Cx, call: &Call) -> bool {
    let Some(result) = call.dest else { return false };
    let (function, inside) = (&*cx.function, innermost(cx.cfg(), call.at.block));
    let (errors, mut ways) = (cx.errors(), Ways::default());
    let zero = |facts: &mut Facts| {
        facts.forget(function, result);
        facts.set(result, Known::Is(Const::Int(0)));
    };
    let see = |event: Event, facts: &mut Facts, is_second: &mut bool| match event {
        Event::Inst(at, _) if at == call.at => {
            ways.comes_back |= *is_second;
            if std::mem::replace(is_second, true) {
                return Next::Stop;
            }
            // Nothing is written where nothing was received, but into what tells of a message.
            zero(facts);
            told_of(call).for_each(|place| facts.forget(function, place));
            Next::Keep
        }
        Event::Inst(at, inst) => match effect(cx, call, at, inst) {
            Effect::None => Next::Go,
            Effect::Gives(result) => {
                let dest = cx.call_at(at).and_then(|call| call.dest);
                dest.into_iter().for_each(|dest| {
                    facts.forget(function, dest);
                    facts.set(dest, Known::Is(Const::Int(result)));
                });
                Next::Keep
            }
            Effect::Unknown => {
                ways.leaves = true;
                Next::Stop
            }
        },
        // What an old error says of a result of 0, nobody knows.
        Event::Way(from, _, _) if cx.depends(from, &errors) => {
            ways.leaves = true;
            Next::Stop
        }
        Event::Way(_, _, to) if inside.contains(&to) => Next::Go,
        Event::Way(..) | Event::Leave(_) => {
            ways.leaves |= *is_second;
            Next::Stop
        }
        Event::Done(_) => Next::Go,
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let mut facts = cx.known_at(call.at);
    zero(&mut facts);
    walk_within(ROUNDS, function, start, facts, false, see) && ways.comes_back && !ways.leaves
}

/// What a receive without a length is given: there it tells what it has received, be it nothing.
fn told_of<'c>(call: &'c Call) -> impl Iterator<Item = PlaceId> + 'c {
    let is_plain = call.model.is_some_and(|model| model.length.is_some());
    call.args.iter().skip(1).filter(move |_| !is_plain).filter_map(Operand::place)
}

/// What an instruction on the way may change.
pub enum Effect {
    /// Nothing that is not seen.
    None,
    /// The call gives this as long as nothing else happens.
    Gives(i64),
    Unknown,
}

/// What an instruction on the way from a receive on may change.
pub fn effect(cx: &Cx, receive: &Call, at: At, inst: &Inst) -> Effect {
    match inst {
        Inst::Call { callee: Callee::Named(_), .. } => {}
        Inst::Call { .. } | Inst::Opaque { .. } => return Effect::Unknown,
        Inst::Assign { .. } | Inst::Commented { .. } | Inst::ScopeEnd { .. } => return Effect::None,
    }
    let Some(call) = cx.call_at(at) else { return Effect::Unknown };
    if cx.has_trait(call, Trait::WaitsForReadiness) {
        return Effect::Gives(1);
    }
    // Whoever waits in between has thought of nothing coming.
    if cx.has_trait(call, Trait::Pauses) {
        return Effect::Unknown;
    }
    let Some(model) = call.model else { return if cx.only_tells(call) { Effect::None } else { Effect::Unknown } };
    let is_find = matches!(model.set, Some((_, SetUse::Find)));
    match model.role {
        Role::Inert if is_find && call.args.first() == receive.args.first() => Effect::Gives(1),
        Role::Inert | Role::ErrorCode | Role::Allocate => Effect::None,
        // Descriptors and what is done to them in passing; an end of one direction or a new peer is a change.
        Role::Use if model.phase.is_none() => Effect::None,
        _ => Effect::Unknown,
    }
}

impl Cx<'_> {
    /// Whether a call without a model only reports, as far as its name tells: it comes back, and changes nothing here.
    pub fn only_tells(&self, call: &Call) -> bool {
        use crate::model::NameKind;
        let (name, models) = (call.name.as_str(), self.file.models);
        models.name_suggests(name, NameKind::Tells)
            && !models.name_suggests(name, NameKind::Ends)
            && !self.is_noreturn(name)
    }

    /// Whether the body of a function was read, and it never comes back.
    pub fn is_noreturn(&self, name: &str) -> bool {
        let own = self.file.summaries.get(name).copied();
        let other = || self.file.outside.summary(name).map(|summary| &**summary);
        own.or_else(other).is_some_and(|summary| summary.is_noreturn)
    }
}
