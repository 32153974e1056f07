//! A place that is set to hold no handle and closed right after that: what it held before is lost.

use super::calls::{CallSite, Point, Target};
use super::context::FunctionCx;
use super::observation::{Exit, Observation, PathStep, StepKind};
use super::own_socket::is_own_socket;
use super::subject::{handle_arg, is_no_handle};
use super::summary::{Class, Effect};
use super::table::Callers;
use crate::ir::{Inst, Operand, PlaceId, Rvalue};
use crate::model::Role;
use crate::source::{Location, Span};

/// One observation per such close, in source order.
pub fn closed_after_reset(cx: &FunctionCx, callers: &Callers) -> Vec<Observation> {
    let wrong = cx.calls.iter().filter_map(|call| {
        let place = closed(cx, call)?;
        let (reset, at) = reset_before(cx, call.point, place)?;
        let is_over = cx.calls.iter().any(|other| other.point < at && closed(cx, other) == Some(place));
        let held_elsewhere = cx.places.name(place).is_some_and(|name| callers.outside.holds_sockets(name.as_str()));
        (!is_over && is_own_socket(cx, held_elsewhere, place, callers)).then(|| observation(cx, call, place, reset))
    });
    wrong.collect()
}

/// What the call closes, whatever happens.
pub(super) fn closed(cx: &FunctionCx, call: &CallSite) -> Option<PlaceId> {
    match call.target {
        Target::Model(model) => handle_arg(call).filter(|_| model.role == Role::Release),
        Target::Body(summary) => summary.effects.iter().find_map(|(path, classes)| {
            let closes = |class: &Class| matches!(class.effect, Effect::Release | Effect::ReleaseAndReset);
            // What is reached through an object may be tested by whoever gets that.
            (path.steps.is_empty() && classes.iter().all(closes)).then(|| cx.resolve(call, path))?
        }),
        Target::Unknown(_) | Target::Pointer(_) => None,
    }
}

/// Where `place` was set to hold none, just before `point`.
fn reset_before(cx: &FunctionCx, point: Point, place: PlaceId) -> Option<(Span, Point)> {
    let insts = &cx.function.block(point.block).insts[..point.index as usize];
    for (index, inst) in insts.iter().enumerate().rev() {
        match inst {
            Inst::Assign { dest, value: Rvalue::Use(Operand::Const(constant)), span } if *dest == place => {
                let at = Point { block: point.block, index: index as u32 };
                return is_no_handle(cx, constant).then_some((*span, at));
            }
            Inst::Assign { dest, .. } if cx.places.is_within(place, *dest) => return None,
            Inst::Call { .. } => {
                let call = &cx.calls[cx.call_at(Point { block: point.block, index: index as u32 }) as usize];
                if !matches!(call.target, Target::Unknown(hints) if hints.logs || call.has_string()) {
                    return None;
                }
            }
            Inst::Opaque { .. } => return None,
            Inst::Assign { .. } | Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
        }
    }
    None
}

fn observation(cx: &FunctionCx, call: &CallSite, place: PlaceId, reset: Span) -> Observation {
    let at = |span| Location { file: cx.function.file, span };
    let step = |span, kind, text: &str| PathStep { at: at(span), kind, text: text.to_owned() };
    let closed = step(call.span, StepKind::Release, "what is closed here is no socket any more");
    let lost = step(reset, StepKind::Exit, "the last reference is overwritten here");
    Observation::forgotten(cx.function, cx.function.show_place(place), reset, vec![lost, closed], Exit::Overwrite)
}
