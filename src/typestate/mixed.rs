//! Results that do not tell whether a handle was closed: the callee closes it on one way and not on another one, and returns
//! the same. Who closes it on that result closes it twice, now and then.

use super::automaton::Typestate;
use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::machine::ExitRecord;
use super::observation::PeerGone;
use super::simulate::Simulation;
use super::storage::Storage;
use super::summarize::effect;
use super::summary::Effect;
use super::value::Value;
use crate::ir::{BlockId, CmpOp, Cond, Const, Inst, LocalKind, Operand, PlaceId, Step, Terminator};

/// What is returned where the parameter in `place`, a copy of the caller's number, is closed: not as the caller asks for it, and
/// with nothing else that would tell.
pub fn closed_untold(cx: &FunctionCx, place: PlaceId, simulation: &Simulation) -> Vec<Value> {
    if cx.places.depth(place) > 0 || asks(cx, place) {
        return Vec::new();
    }
    let is_closed = |exit: &&ExitRecord| {
        let handle = exit.handle.as_ref().filter(|handle| handle.typestate == Typestate::Released);
        let call = handle.and_then(|handle| handle.released_by).map(|call| &cx.calls[call as usize]);
        call.is_some_and(|call| !tells(cx, call.point.block))
    };
    simulation.exits.iter().filter(is_closed).map(|exit| value(cx, exit)).collect()
}

/// What is returned both where the parameter in `place`, a copy of the caller's number, is left open with its peer gone, and
/// where it is closed, and what is known of the peer there: whoever trusts that it is closed loses it, now and then.
pub fn left_or_closed(cx: &FunctionCx, place: PlaceId, simulation: &Simulation) -> Vec<(Value, PeerGone)> {
    if cx.places.depth(place) > 0 || asks(cx, place) {
        return Vec::new();
    }
    let is_closed = |exit: &&ExitRecord| {
        let closed =
            exit.handle.as_ref().filter(|it| it.typestate == Typestate::Released && it.marks.closed_after_peer);
        let call = closed.and_then(|it| it.released_by).map(|call| &cx.calls[call as usize]);
        call.is_some_and(|call| !tells(cx, call.point.block) && !sets_error(cx, call.point.block))
    };
    let closed: Vec<Value> = simulation.exits.iter().filter(is_closed).map(|exit| value(cx, exit)).collect();
    let left = simulation.exits.iter().filter_map(|exit| match effect(cx, place, &simulation.tracked, exit) {
        Effect::PeerGone(gone) => Some((value(cx, exit), gone)),
        _ => None,
    });
    left.filter(|(value, _)| closed.contains(value)).collect()
}

/// Whether the function itself says in the block what the error is: `errno = ECONNRESET`.
fn sets_error(cx: &FunctionCx, block: BlockId) -> bool {
    let sets = |inst: &Inst| matches!(inst, Inst::Assign { dest, .. } if cx.is_error_place(*dest));
    cx.function.block(block).insts.iter().any(sets)
}

/// The class of what is returned at an exit that keeps no handle.
fn value(cx: &FunctionCx, exit: &ExitRecord) -> Value {
    let returns = exit.returns.exact_class();
    if cx.function.returns.is_pointer() { returns.of_pointer(false) } else { returns }
}

/// Whether a parameter that is a number decides something: the caller may say by it what is to be done.
fn asks(cx: &FunctionCx, place: PlaceId) -> bool {
    let is_flag = |operand: &Operand| {
        let Some(asked) = operand.place().filter(|asked| *asked != place) else { return false };
        let Step::Local(local) = cx.places.get(asked).step else { return false };
        let variable = cx.function.local(local);
        matches!(variable.kind, LocalKind::Param(_)) && !variable.ty.is_pointer()
    };
    cx.function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch { cond, .. } => is_flag(&cond.lhs) || is_flag(&cond.rhs),
        Terminator::Switch { value, .. } => is_flag(value),
        _ => false,
    })
}

/// Whether something that outlives the function may be told, from the block on.
fn tells(cx: &FunctionCx, block: BlockId) -> bool {
    let is_outside = |place: PlaceId| matches!(cx.storage(place), Storage::Caller | Storage::Static);
    let stores = |inst: &Inst| match inst {
        Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => {
            is_outside(*dest) && !cx.is_error_place(*dest)
        }
        Inst::Opaque { .. } => true,
        _ => false,
    };
    let is_given = |arg: &Operand| match arg {
        Operand::AddrOf(_) => true,
        Operand::Copy(place) => {
            cx.places.root_local(*place).is_none_or(|local| cx.function.local(local).ty.is_pointer())
        }
        Operand::Const(_) | Operand::Unknown => false,
    };
    let asks_others = |call: &CallSite| match call.target {
        Target::Unknown(hints) => !hints.logs && !call.has_string() && call.args.iter().any(is_given),
        Target::Body(_) | Target::Pointer(_) => call.args.iter().any(is_given),
        Target::Model(_) => false,
    };
    let is_ahead = |other: BlockId| other == block || cx.cfg.reaches(block, other);
    let ahead = cx.function.block_ids().filter(|other| is_ahead(*other));
    let ahead: Vec<BlockId> = ahead.collect();
    ahead.iter().any(|at| cx.function.block(*at).insts.iter().any(stores))
        || cx.calls.iter().any(|call| ahead.contains(&call.point.block) && asks_others(call))
}
