//! Completion ports: a receive that completed with 0 bytes is the peer's end, and the object that comes back as the key has a
//! socket to close.

use super::FEW;
use super::cx::{Call, Cx};
use crate::ir::{Const, Elem, Function, Inst, Operand, PlaceId, Step, Terminator};
use crate::model::{HandleAt, Role, Trait};
use crate::shapes::flow::copies;
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::{Location, Span};
use crate::typestate::{Confidence, Exit, Observation, ObservationKind, PeerGone, StepKind};
use std::collections::BTreeSet;

/// The arguments with the addresses where the number of bytes and the key go.
const AMOUNT: usize = 1;
const KEY: usize = 2;

/// One observation for each wait behind which an object is freed with its socket open, though 0 bytes were completed.
pub fn forgotten(cx: &Cx) -> Vec<Observation> {
    let waits = cx.calls.iter().filter(|call| cx.has_trait(call, Trait::Completes));
    waits.filter_map(|call| forgotten_after(cx, call)).collect()
}

fn forgotten_after(cx: &Cx, wait: &Call) -> Option<Observation> {
    let (amount, key) = (pointee(wait, AMOUNT)?, pointee(wait, KEY)?);
    let objects = copies(&cx.function, key);
    let socket = socket_of(cx, &objects)?;
    let start = At { block: wait.at.block, inst: wait.at.inst + 1 };
    let mut found: Option<(Span, Span)> = None;
    walk_within(
        FEW,
        &cx.function,
        start,
        Default::default(),
        None,
        |event, facts, zero: &mut Option<Span>| match event {
            Event::Way(_, Terminator::Branch { cond, span, .. }, _) => {
                let asks = [&cond.lhs, &cond.rhs].iter().any(|side| side.place() == Some(amount));
                if asks && facts.value(amount) == Some(&Const::Int(0)) {
                    *zero = Some(*span);
                }
                Next::Go
            }
            Event::Inst(at, inst @ Inst::Call { args, .. }) => {
                let call = cx.call_at(at);
                let concerns = |operand: &Operand| operand.place().is_some_and(|it| is_of(&cx.function, it, &objects));
                match zero.filter(|_| call.is_some_and(|call| frees(call, &objects))) {
                    Some(asked) => {
                        let seen = (inst.span(), asked);
                        found = Some(found.map_or(seen, |known| known.min(seen)));
                        Next::Stop
                    }
                    // Somebody else may close it, or it is the next round.
                    None if args.iter().any(concerns) || at == wait.at => Next::Stop,
                    None => Next::Go,
                }
            }
            Event::Inst(_, Inst::Opaque { .. }) => Next::Stop,
            _ => Next::Go,
        },
    );
    let (freed, asked) = found?;
    Some(observation(cx, wait, socket, freed, asked))
}

fn pointee(call: &Call, arg: usize) -> Option<PlaceId> {
    match call.args.get(arg)? {
        Operand::AddrOf(place) => Some(*place),
        _ => None,
    }
}

/// Whether the place is one of the pointers, or lies behind one.
fn is_of(function: &Function, place: PlaceId, objects: &BTreeSet<PlaceId>) -> bool {
    function.places.ancestors(place).any(|at| objects.contains(&at))
}

fn frees(call: &Call, objects: &BTreeSet<PlaceId>) -> bool {
    let model = call.model.filter(|model| model.role == Role::Free);
    model.is_some_and(|model| match model.handles.first() {
        Some(HandleAt::Arg(arg)) => call.place(*arg).is_some_and(|place| objects.contains(&place)),
        _ => false,
    })
}

/// The member of the object that the function uses as only sockets are used.
fn socket_of(cx: &Cx, objects: &BTreeSet<PlaceId>) -> Option<PlaceId> {
    let places = &cx.function.places;
    let is_member = |place: &PlaceId| {
        let node = places.get(*place);
        let object = node.parent.map(|object| places.get(object));
        matches!(node.step, Step::Field(_))
            && object.is_some_and(|object| {
                object.step == Step::Elem(Elem::At(0))
                    && object.parent.is_some_and(|pointer| objects.contains(&pointer))
            })
    };
    let is_use = |call: &&Call| call.model.is_some_and(|model| model.is_socket_api && model.role == Role::Use);
    cx.calls.iter().filter(is_use).filter_map(Call::handle).find(is_member)
}

fn observation(cx: &Cx, wait: &Call, socket: PlaceId, freed: Span, asked: Span) -> Observation {
    let gone = format!("`{}` gave 0 bytes: the peer has closed", wait.name);
    Observation {
        kind: ObservationKind::Lost { exit: Exit::Freed, peer: Some(PeerGone::Eof) },
        file: cx.function.file,
        function: cx.function.shown_name(),
        handle: cx.function.show_place(socket),
        acquired: None,
        peer_call: Some(wait.name.clone()),
        at: Location { file: cx.function.file, span: freed },
        path: vec![
            cx.step(asked, StepKind::Branch, gone),
            cx.step(freed, StepKind::Exit, "the object that holds it is freed here".to_owned()),
        ],
        confidence: Confidence::Likely,
        doubts: Vec::new(),
        at_process_end: false,
        depends_on_callers: false,
    }
}
