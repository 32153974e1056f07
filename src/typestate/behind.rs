//! Functions that free what a pointer to a pointer leads to, and may take the pointer back: `drop(&conn)`.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::memory::frees;
use super::summary::DEPTH;
use crate::ir::{Const, Elem, Inst, LocalKind, Operand, PlaceId, Rvalue, Step};
use crate::model::Role;

/// Whether what the pointer behind a parameter points at is freed whatever happens but where one of the two is null, was kept
/// by nobody, and nothing is done to it before that a caller is not told.
pub(super) fn frees_behind(cx: &FunctionCx, param: PlaceId) -> bool {
    let Some(target) = cx.places.find(Some(param), Step::Elem(Elem::At(0))) else { return false };
    let names: Vec<PlaceId> = std::iter::once(target).chain(copies(cx, target)).collect();
    is_never_set(cx, param)
        && is_only_emptied(cx, target)
        && frees(cx, &names, &[param])
        && !cx.calls.iter().any(|call| may_end_inside(cx, call, target, &names))
}

fn is_never_set(cx: &FunctionCx, place: PlaceId) -> bool {
    cx.function.insts().all(|inst| match inst {
        Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => *dest != place,
        _ => true,
    })
}

/// Whether nothing but null is ever stored in the place.
fn is_only_emptied(cx: &FunctionCx, place: PlaceId) -> bool {
    let is_null = |value: &Rvalue| matches!(value, Rvalue::Use(Operand::Const(Const::Int(0))) | Rvalue::Zeroed);
    cx.function.insts().all(|inst| match inst {
        Inst::Assign { dest, value, .. } => *dest != place || is_null(value),
        Inst::Call { dest, .. } => *dest != Some(place),
        _ => true,
    })
}

/// Local variables that are only ever set to what the place holds.
fn copies(cx: &FunctionCx, place: PlaceId) -> Vec<PlaceId> {
    let is_copy = |value: &Rvalue| *value == Rvalue::Use(Operand::Copy(place));
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for inst in cx.function.insts() {
        match inst {
            Inst::Assign { dest, value, .. } if is_copy(value) => found.push(*dest),
            Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => others.push(*dest),
            _ => {}
        }
    }
    found.retain(|copy| is_variable(cx, *copy) && !others.contains(copy));
    found
}

fn is_variable(cx: &FunctionCx, place: PlaceId) -> bool {
    match cx.places.get(place).step {
        Step::Local(local) => matches!(cx.function.local(local).kind, LocalKind::Auto | LocalKind::Temp),
        _ => false,
    }
}

/// Whether the call may close what is in the object, and a caller is not told: whoever frees it has thought of that then.
fn may_end_inside(cx: &FunctionCx, call: &CallSite, target: PlaceId, names: &[PlaceId]) -> bool {
    let is_inside = |arg: &Operand| {
        let is_of = |place: PlaceId| names.iter().any(|name| cx.places.is_within(place, *name));
        arg.place().is_some_and(is_of)
    };
    let is_told = |arg: &Operand| {
        let path = arg.place().filter(|place| cx.places.is_within(*place, target));
        path.and_then(|place| cx.boundary_path(place)).is_some_and(|path| path.steps.len() <= DEPTH)
    };
    let is_harmless = |arg: &Operand| match call.target {
        Target::Model(model) if model.role == Role::Release => is_told(arg),
        Target::Model(_) => true,
        Target::Body(summary) => summary.memory.frees_any() || summary.effects.is_empty() && summary.unseen.is_empty(),
        Target::Unknown(hints) => hints.logs || call.has_string(),
        Target::Pointer(_) => false,
    };
    call.args.iter().any(|arg| is_inside(arg) && !is_harmless(arg))
}
