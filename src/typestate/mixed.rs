//! Results that do not tell whether a handle was closed: the callee closes it on one way and not on another one, and returns
//! the same. Who closes it on that result closes it twice, now and then; who does not leaks it.

use super::automaton::Typestate;
use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::machine::ExitRecord;
use super::observation::PeerGone;
use super::returning::can_reach;
use super::simulate::Simulation;
use super::state::Handle;
use super::storage::Storage;
use super::summarize::effect;
use super::summary::Effect;
use super::value::Value;
use super::ways_back::is_known_open;
use crate::ir::{BlockId, CmpOp, Cond, Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::Role;

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

/// What is returned both where a call has failed and the parameter in `place`, a copy of the caller's number, is left open,
/// and where another one has failed and it is closed: whoever trusts that it is closed loses it, now and then.
pub fn left_on_failure(cx: &FunctionCx, place: PlaceId, simulation: &Simulation) -> Vec<Value> {
    if cx.places.depth(place) > 0 {
        return Vec::new();
    }
    let handles = |typestate| {
        let is_such = move |handle: &&Handle| handle.typestate == typestate;
        simulation.exits.iter().filter_map(move |exit| Some((exit, exit.handle.as_ref().filter(is_such)?)))
    };
    let closes = |handle: &Handle| handle.released_by.map(|call| cx.calls[call as usize].point.block);
    let is_closed =
        |block: &BlockId| is_on_failure(cx, *block) && !decides(cx, place, *block) && !tells_apart(cx, *block);
    let closed = handles(Typestate::Released).filter(|(_, handle)| closes(handle).as_ref().is_some_and(is_closed));
    let mut both: Vec<Value> = closed.map(|(exit, _)| value(cx, exit)).collect();
    let is_left = |exit: &ExitRecord| effect(cx, place, &simulation.tracked, exit).is_quiet();
    both.retain(|returns| {
        let left = handles(Typestate::Open).filter(|(exit, _)| is_left(exit) && value(cx, exit) == *returns);
        let mut points = left.map(|(exit, _)| exit.point).peekable();
        // Where it has used the handle before, that is told of the function itself.
        points.peek().is_some() && fails_without(cx, returns) && !points.any(|point| is_known_open(cx, place, point))
    });
    // Another result must be there to tell success by.
    both.retain(|returns| simulation.exits.iter().any(|exit| value(cx, exit).refine(CmpOp::Eq, returns).is_none()));
    both.dedup();
    both
}

/// Whether a failed call makes the function return `returns` at once, on a way on which it closes nothing.
fn fails_without(cx: &FunctionCx, returns: &Value) -> bool {
    let closes = |block: BlockId| {
        let is_release = |call: &CallSite| call.model().is_some_and(|model| model.role == Role::Release);
        let may_close = |call: &CallSite| is_release(call) || matches!(call.target, Target::Body(_));
        cx.calls.iter().any(|call| call.point.block == block && may_close(call))
    };
    cx.function.block_ids().any(|block| {
        let is_failure = is_on_failure(cx, block) && !can_reach(cx, block, closes, |_| false);
        is_failure && result_set_in(cx, block).is_some_and(|constant| of_constant(cx, constant) == *returns)
    })
}

/// The constant that the function returns whenever it has come through `block`, which returns it or sets the variable.
fn result_set_in<'f>(cx: &'f FunctionCx, block: BlockId) -> Option<&'f Const> {
    let body = cx.function.block(block);
    if let Terminator::Return { value: Some(Operand::Const(constant)), .. } = &body.terminator {
        return Some(constant);
    }
    let returned = cx.function.blocks.iter().find_map(|block| match &block.terminator {
        Terminator::Return { value: Some(Operand::Copy(place)), .. } => Some(*place),
        _ => None,
    })?;
    let sets = |inst: &Inst| match inst {
        Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => *dest == returned,
        _ => false,
    };
    let sets_again = |other: BlockId| other != block && cx.function.block(other).insts.iter().any(sets);
    let returns_other = |other: BlockId| match &cx.function.block(other).terminator {
        Terminator::Return { value, .. } => *value != Some(Operand::Copy(returned)),
        _ => false,
    };
    let last = body.insts.iter().rev().find(|inst| sets(inst))?;
    let constant = match last {
        Inst::Assign { value: Rvalue::Use(Operand::Const(constant)), .. } => constant,
        _ => return None,
    };
    (!can_reach(cx, block, |other| sets_again(other) || returns_other(other), |_| false)).then_some(constant)
}

fn of_constant(cx: &FunctionCx, constant: &Const) -> Value {
    let returns = Value::constant(constant, cx.models).exact_class();
    if cx.function.returns.is_pointer() { returns.of_pointer(false) } else { returns }
}

/// Whether a parameter that is a number decides whether the block is reached.
fn decides(cx: &FunctionCx, place: PlaceId, block: BlockId) -> bool {
    let leads_there = |next: &BlockId| *next == block || cx.cfg.reaches(*next, block);
    cx.function.block_ids().any(|from| {
        let next = &cx.cfg.successors[from.0 as usize];
        let is_asked = asks_in(cx, place, &cx.function.block(from).terminator);
        is_asked && next.iter().any(leads_there) && !next.iter().all(leads_there)
    })
}

/// Whether something that outlives the function may be told on the ways through the block and on no others.
fn tells_apart(cx: &FunctionCx, block: BlockId) -> bool {
    let is_common = |other: BlockId| other != block && can_reach(cx, BlockId(0), |at| at == other, |at| at == block);
    let behind = |other: &BlockId| *other == block || cx.cfg.reaches(block, *other);
    let (common, alone): (Vec<BlockId>, Vec<BlockId>) =
        cx.function.block_ids().filter(behind).partition(|other| is_common(*other));
    let is_outside = |place: PlaceId| !matches!(cx.storage(place), Storage::Own(_)) && !cx.is_error_place(place);
    let elsewhere = |inst: &Inst| {
        let is_alike = |other: &Inst| match (inst, other) {
            (Inst::Assign { dest, value, .. }, Inst::Assign { dest: other, value: also, .. }) => {
                dest == other && value == also && matches!(value, Rvalue::Use(Operand::Const(_)))
            }
            _ => false,
        };
        let others = cx.function.block_ids().filter(|other| !alone.contains(other));
        others.flat_map(|other| &cx.function.block(other).insts).any(is_alike)
    };
    let tells = |inst: &Inst| match inst {
        Inst::Assign { dest, .. } => is_outside(*dest) && !elsewhere(inst),
        Inst::Call { dest: Some(dest), .. } => is_outside(*dest),
        Inst::Opaque { .. } => true,
        _ => false,
    };
    let hands_on = |inst: &Inst| match inst {
        Inst::Assign { dest, value, .. } => is_outside(*dest) && !matches!(value, Rvalue::Use(Operand::Const(_))),
        _ => false,
    };
    let insts = |at: &BlockId| cx.function.block(*at).insts.iter();
    alone.iter().flat_map(insts).any(tells)
        || common.iter().flat_map(insts).any(hands_on)
        || cx.calls.iter().any(|call| alone.contains(&call.point.block) && asks_others(cx, call))
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
    cx.function.blocks.iter().any(|block| asks_in(cx, place, &block.terminator))
}

fn asks_in(cx: &FunctionCx, place: PlaceId, terminator: &Terminator) -> bool {
    let is_flag = |operand: &Operand| {
        let Some(asked) = operand.place().filter(|asked| *asked != place) else { return false };
        let Step::Local(local) = cx.places.get(asked).step else { return false };
        let variable = cx.function.local(local);
        matches!(variable.kind, LocalKind::Param(_)) && !variable.ty.is_pointer()
    };
    match terminator {
        Terminator::Branch { cond, .. } => is_flag(&cond.lhs) || is_flag(&cond.rhs),
        Terminator::Switch { value, .. } => is_flag(value),
        _ => false,
    }
}

/// Whether the block is entered only where a call has failed.
fn is_on_failure(cx: &FunctionCx, block: BlockId) -> bool {
    let [before] = cx.cfg.predecessors[block.0 as usize][..] else { return false };
    match &cx.function.block(before).terminator {
        Terminator::Branch { cond, then, .. } => {
            let op = if *then == block { cond.op } else { cond.op.negate() };
            is_failure(cx, cond, op)
        }
        _ => false,
    }
}

/// Whether the operator finds that the call on the left of the test has failed.
fn is_failure(cx: &FunctionCx, cond: &Cond, op: CmpOp) -> bool {
    let mut calls = cx.calls.iter().filter(|call| call.dest.is_some() && call.dest == cond.lhs.place());
    let is_modelled = |call: &CallSite| call.model().is_some_and(|model| model.error.is_some());
    match &cond.rhs {
        Operand::Const(Const::Int(0)) if op == CmpOp::Lt => calls.next().is_some(),
        Operand::Const(Const::Int(-1)) if op == CmpOp::Eq => calls.next().is_some(),
        Operand::Const(Const::Int(0)) if op == CmpOp::Ne => calls.any(is_modelled),
        _ => false,
    }
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
    let is_ahead = |other: BlockId| other == block || cx.cfg.reaches(block, other);
    let ahead = cx.function.block_ids().filter(|other| is_ahead(*other));
    let ahead: Vec<BlockId> = ahead.collect();
    ahead.iter().any(|at| cx.function.block(*at).insts.iter().any(stores))
        || cx.calls.iter().any(|call| ahead.contains(&call.point.block) && asks_others(cx, call))
}

/// Whether the call gives something that may be told to a function that is not known to tell nobody.
fn asks_others(cx: &FunctionCx, call: &CallSite) -> bool {
    let is_given = |arg: &Operand| match arg {
        Operand::AddrOf(_) => true,
        Operand::Copy(place) => {
            cx.places.root_local(*place).is_none_or(|local| cx.function.local(local).ty.is_pointer())
        }
        Operand::Const(_) | Operand::Unknown => false,
    };
    match call.target {
        Target::Unknown(hints) => !hints.logs && !call.has_string() && call.args.iter().any(is_given),
        Target::Body(_) | Target::Pointer(_) => call.args.iter().any(is_given),
        Target::Model(_) => false,
    }
}
