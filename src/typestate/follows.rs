//! Pointers that are followed whatever happens: where a call has come back, what was passed there was not null.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::machine::Machine;
use super::returning::can_return_avoiding;
use super::state::State;
use crate::ir::{BlockId, CmpOp, Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use smallvec::SmallVec;

/// Further parameters are not looked at.
const PARAMS: usize = 32;

/// The places that an instruction reads or writes. Taking an address touches nothing: `&((struct s *)0)->member` is how
/// offsets are computed.
pub fn touched(inst: &Inst) -> SmallVec<[PlaceId; 4]> {
    let mut places = SmallVec::new();
    match inst {
        Inst::Assign { dest, value, .. } => {
            places.push(*dest);
            match value {
                Rvalue::Use(a) | Rvalue::Neg(a) => read(a).into_iter().for_each(|place| places.push(place)),
                Rvalue::Binary(_, a, b) => [a, b].into_iter().filter_map(read).for_each(|place| places.push(place)),
                Rvalue::Zeroed | Rvalue::Unknown => {}
            }
        }
        Inst::Call { dest, args, .. } => {
            dest.iter().copied().chain(args.iter().filter_map(read)).for_each(|place| places.push(place));
        }
        Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => {}
    }
    places
}

fn read(operand: &Operand) -> Option<PlaceId> {
    match operand {
        Operand::Copy(place) => Some(*place),
        Operand::AddrOf(_) | Operand::Const(_) | Operand::Unknown => None,
    }
}

/// Per parameter: whether no return is reached without following it; empty if that holds for none.
pub fn follows(cx: &FunctionCx) -> Vec<bool> {
    let fixed = fixed(cx);
    let followed: Vec<u32> = cx.function.block_ids().map(|block| followed_in(cx, block) & fixed).collect();
    let anywhere = followed.iter().fold(0, |all, bits| all | bits);
    let is_always = |param: usize| {
        let is_here = |block: BlockId| followed[block.0 as usize] >> param & 1 == 1;
        anywhere >> param & 1 == 1 && !can_return_avoiding(cx, is_here)
    };
    let always: Vec<bool> = (0..cx.function.params.len().min(PARAMS)).map(is_always).collect();
    if always.contains(&true) { always } else { Vec::new() }
}

/// The parameters that nothing else is ever stored in, as bits: nobody sets them, or is given their address.
fn fixed(cx: &FunctionCx) -> u32 {
    let mut set = 0;
    let mut mark = |place: PlaceId| set |= bit(cx, place);
    for inst in cx.function.insts() {
        match inst {
            Inst::Assign { dest, value, .. } => {
                mark(*dest);
                if let Rvalue::Use(Operand::AddrOf(place)) = value {
                    mark(*place);
                }
            }
            Inst::Call { dest, args, .. } => {
                dest.iter().copied().for_each(&mut mark);
                args.iter().filter_map(address).for_each(&mut mark);
            }
            Inst::Opaque { uses, .. } => uses.iter().copied().for_each(&mut mark),
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
        }
    }
    !set
}

fn address(operand: &Operand) -> Option<PlaceId> {
    match operand {
        Operand::AddrOf(place) => Some(*place),
        Operand::Copy(_) | Operand::Const(_) | Operand::Unknown => None,
    }
}

/// The parameters that are followed in a block, as bits.
fn followed_in(cx: &FunctionCx, block: BlockId) -> u32 {
    let body = cx.function.block(block);
    let mut bits = 0;
    let mut follow = |place: PlaceId| bits = cx.pointers_to(place).iter().fold(bits, |bits, &at| bits | bit(cx, at));
    body.insts.iter().flat_map(touched).for_each(&mut follow);
    match &body.terminator {
        Terminator::Branch { cond, .. } => [&cond.lhs, &cond.rhs].into_iter().filter_map(read).for_each(follow),
        Terminator::Switch { value, .. } => read(value).into_iter().for_each(follow),
        Terminator::Return { value, .. } => value.iter().filter_map(read).for_each(follow),
        Terminator::Goto { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. } => {}
    }
    let calls = cx.calls.iter().filter(|call| call.point.block == block);
    calls.flat_map(passed).fold(bits, |bits, place| bits | bit(cx, place))
}

fn bit(cx: &FunctionCx, place: PlaceId) -> u32 {
    let Step::Local(local) = cx.places.get(place).step else { return 0 };
    match cx.function.local(local).kind {
        LocalKind::Param(param) if (param as usize) < PARAMS => 1 << param,
        LocalKind::Param(_) | LocalKind::Auto | LocalKind::Static | LocalKind::Temp => 0,
    }
}

/// The arguments that a call follows.
fn passed<'c>(call: &'c CallSite) -> impl Iterator<Item = PlaceId> + use<'c> {
    let follows = match call.target {
        Target::Body(summary) => summary.follows.as_slice(),
        Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => &[],
    };
    follows.iter().zip(call.args).filter(|(follows, _)| **follows).filter_map(|(_, arg)| read(arg))
}

impl Machine<'_, '_> {
    /// Learns that what the callee follows is not null; `false` where it is, and the call does not come back.
    pub(super) fn follow_args(&self, state: &mut State, call: &CallSite) -> bool {
        passed(call).all(|pointer| self.is_no_null(state, pointer))
    }
}

/// Calls of functions whose bodies were not found, and which may follow a pointer that may also be null.
pub fn may_follow<'c>(cx: &'c FunctionCx<'c>) -> impl Iterator<Item = &'c CallSite<'c>> {
    let tested = cx.function.block_ids().filter_map(|block| Some(null_tested(cx, block)?.0));
    let nulls: Vec<PlaceId> = tested.chain(cx.function.insts().filter_map(|inst| set_to_null(cx, inst))).collect();
    let is_null = move |arg: &Operand| read(arg).is_some_and(|place| nulls.contains(&place));
    cx.calls.iter().filter(move |call| matches!(call.target, Target::Unknown(_)) && call.args.iter().any(&is_null))
}

/// The local pointer that an instruction sets to null.
fn set_to_null(cx: &FunctionCx, inst: &Inst) -> Option<PlaceId> {
    match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Const(Const::Int(0))), .. } => {
            is_local_pointer(cx, *dest).then_some(*dest)
        }
        _ => None,
    }
}

/// The local pointer that a block's branch compares with null, and whether for being or not being it.
pub fn null_tested(cx: &FunctionCx, block: BlockId) -> Option<(PlaceId, CmpOp)> {
    let Terminator::Branch { cond, .. } = &cx.function.block(block).terminator else { return None };
    let is_null = matches!(cond.rhs, Operand::Const(Const::Int(0)));
    let place = read(&cond.lhs).filter(|_| is_null && matches!(cond.op, CmpOp::Eq | CmpOp::Ne))?;
    is_local_pointer(cx, place).then_some((place, cond.op))
}

fn is_local_pointer(cx: &FunctionCx, place: PlaceId) -> bool {
    match cx.places.get(place).step {
        Step::Local(local) => cx.function.local(local).ty.is_pointer(),
        Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
    }
}
