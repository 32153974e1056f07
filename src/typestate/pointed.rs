//! Pointers that may lead to one of several variables: what is done through such a pointer may be done to each of them.
//!
//! A pointer that leads to one variable alone is not met here, see `ir::resolve_aliases`.

use super::automaton::Typestate;
use super::calls::{CallSite, Point, Target};
use super::context::FunctionCx;
use super::machine::Machine;
use super::state::State;
use crate::ir::{Inst, LocalKind, Operand, PlaceId, Rvalue, Step};
use crate::model::Role;

/// Pointer variables, and what each of them is given the address of.
pub(super) fn targets(cx: &FunctionCx) -> Vec<(PlaceId, PlaceId)> {
    let given = cx.function.insts().filter_map(|inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::AddrOf(target)), .. } => Some((*dest, *target)),
        _ => None,
    });
    let mut found: Vec<(PlaceId, PlaceId)> = given.filter(|(pointer, _)| is_pointer(cx, *pointer)).collect();
    found.sort();
    found.dedup();
    found
}

/// Whether the place is a variable of this call that holds an address.
pub(super) fn is_pointer(cx: &FunctionCx, place: PlaceId) -> bool {
    let Step::Local(local) = cx.places.get(place).step else { return false };
    let local = cx.function.local(local);
    local.kind == LocalKind::Auto && local.ty.pointers == 1 && !local.ty.is_array
}

impl Machine<'_, '_> {
    /// A handle that the instruction may close, store over or hand on through a pointer is out of sight.
    pub(super) fn reach_through(&self, state: &mut State, point: Point, inst: &Inst) {
        let (cx, targets) = (self.cx, self.cx.targets());
        if targets.is_empty() {
            return;
        }
        for handle in state.handles().filter(|handle| handle.is_open()) {
            let is_reached = |held: PlaceId| {
                let mut leading = targets.iter().filter(|(_, target)| cx.places.is_within(held, *target));
                leading.any(|(pointer, target)| acts_on(cx, point, inst, *pointer, &cx.places.steps(*target, held)))
            };
            if handle.places.iter().any(|&held| is_reached(held)) {
                handle.typestate = Typestate::Escaped;
            }
        }
    }
}

/// Whether the instruction does more than use what lies `below` what the pointer leads to, or lets the pointer go on.
fn acts_on(cx: &FunctionCx, point: Point, inst: &Inst, pointer: PlaceId, below: &[Step]) -> bool {
    let is_there = |place: PlaceId| place != pointer && leads_to(cx, place, pointer, below);
    let is_given = |operand: &Operand| match operand {
        Operand::Copy(place) => *place == pointer || is_there(*place),
        Operand::AddrOf(place) => cx.places.is_within(*place, pointer),
        Operand::Const(_) | Operand::Unknown => false,
    };
    match inst {
        Inst::Assign { dest, value, .. } => {
            is_there(*dest) || matches!(value, Rvalue::Use(operand) if is_given(operand))
        }
        Inst::Call { dest, .. } => {
            let call = &cx.calls[cx.call_at(point) as usize];
            dest.is_some_and(is_there) || !only_uses(call) && call.args.iter().any(is_given)
        }
        Inst::Opaque { uses, .. } => uses.iter().any(|used| cx.places.is_within(*used, pointer)),
        Inst::Commented { .. } | Inst::ScopeEnd { .. } => false,
    }
}

/// Whether the place is on the way from the pointer to what lies `below` what it leads to, or a part of that.
fn leads_to(cx: &FunctionCx, place: PlaceId, pointer: PlaceId, below: &[Step]) -> bool {
    if !cx.places.is_within(place, pointer) {
        return false;
    }
    let steps = cx.places.steps(pointer, place);
    steps.iter().skip(1).zip(below).all(|(a, b)| a == b)
}

fn only_uses(call: &CallSite) -> bool {
    match call.target {
        Target::Model(model) => !matches!(model.role, Role::Release | Role::Transfer | Role::Free),
        Target::Unknown(hints) => (hints.logs || call.has_string()) && !hints.closes,
        Target::Body(_) | Target::Pointer(_) => false,
    }
}
