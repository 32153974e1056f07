//! What becomes of the values of parameters: whether somebody else has them afterwards.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::storage::Storage;
use super::summary::BoundaryPath;
use crate::ir::{Callee, Elem, Inst, LocalKind, Operand, Rvalue, Step, Terminator};
use crate::model::{FunctionModel, HandleAt, Role};

/// Per parameter: whether its value is stored, returned, or passed to a function that is not known to leave it alone.
pub fn lets_out(cx: &FunctionCx) -> Vec<bool> {
    let n = cx.function.params.len();
    let mut out = vec![cx.function.has_opaque(); n];
    let param = |operand: &Operand| -> Option<usize> {
        let BoundaryPath { param, steps } = cx.boundary_path(operand.place()?)?;
        let is_object = steps.iter().all(|step| matches!(step, Step::Elem(_) | Step::Field(_)));
        is_object.then_some(param as usize)
    };
    let mut mark = |operand: &Operand| {
        if let Some(at) = param(operand).and_then(|at| out.get_mut(at)) {
            *at = true;
        }
    };
    for inst in cx.function.insts() {
        match inst {
            Inst::Assign { value: Rvalue::Use(operand), .. } if is_pointer(cx, operand) => mark(operand),
            Inst::Assign { dest, value: Rvalue::Use(operand), .. }
                if is_whole(cx, operand) && !matches!(cx.storage(*dest), Storage::Own(_)) =>
            {
                mark(operand);
            }
            Inst::Call { callee: Callee::Pointer(_), args, .. } => args.iter().for_each(&mut mark),
            _ => {}
        }
    }
    for call in &cx.calls {
        match call.target {
            Target::Unknown(hints) if !hints.logs && !call.has_string() => call.args.iter().for_each(&mut mark),
            Target::Body(summary) => {
                let escaping = call.args.iter().enumerate().filter(|(at, _)| summary.lets_out(*at));
                escaping.for_each(|(_, arg)| mark(arg));
            }
            Target::Model(model) if model.role == Role::Transfer => given_away(call, model).for_each(&mut mark),
            _ => {}
        }
    }
    for block in &cx.function.blocks {
        if let Terminator::Return { value: Some(operand), .. } = &block.terminator
            && is_pointer(cx, operand)
        {
            mark(operand);
        }
    }
    out
}

/// What the call gives away for good.
fn given_away<'c>(call: &CallSite<'c>, model: &'c FunctionModel) -> impl Iterator<Item = &'c Operand> {
    let args = call.args;
    model.handles.iter().filter_map(move |at| match at {
        HandleAt::Arg(arg) => args.get(*arg as usize),
        HandleAt::Return | HandleAt::Pointee { .. } => None,
    })
}

/// Per parameter: whether it is a pointer whose value is stored where it outlives the call.
pub fn stores_pointer(cx: &FunctionCx) -> Vec<bool> {
    let mut stores = vec![false; cx.function.params.len()];
    let mut mark = |operand: &Operand| {
        let path = operand.place().filter(|_| is_pointer(cx, operand)).and_then(|place| cx.boundary_path(place));
        if let Some(stored) = path.and_then(|path| stores.get_mut(path.param as usize)) {
            *stored = true;
        }
    };
    for inst in cx.function.insts() {
        if let Inst::Assign { dest, value: Rvalue::Use(operand @ Operand::Copy(_)), .. } = inst
            && !matches!(cx.storage(*dest), Storage::Own(_))
        {
            mark(operand);
        }
    }
    for call in &cx.calls {
        if let Target::Body(summary) = call.target {
            let stored = call.args.iter().enumerate().filter(|(at, _)| summary.stores_pointer(*at));
            stored.for_each(|(_, arg)| mark(arg));
        }
    }
    stores
}

/// Whether the operand is a whole parameter, or all of what it points at, with whatever that holds.
fn is_whole(cx: &FunctionCx, operand: &Operand) -> bool {
    let path = operand.place().and_then(|place| cx.boundary_path(place));
    path.is_some_and(|path| path.steps.is_empty() || path.steps == [Step::Elem(Elem::At(0))])
}

/// Whether the operand is a whole parameter that is a pointer, or an address: what is read through it does not count.
fn is_pointer(cx: &FunctionCx, operand: &Operand) -> bool {
    match operand {
        Operand::AddrOf(_) => true,
        Operand::Copy(place) => match cx.places.get(*place).step {
            Step::Local(local) => {
                let variable = cx.function.local(local);
                // The name of a type may hide that it is one of a pointer; who follows it knows.
                let is_followed = || cx.places.find(Some(*place), Step::Elem(Elem::At(0))).is_some();
                matches!(variable.kind, LocalKind::Param(_)) && (variable.ty.is_pointer() || is_followed())
            }
            Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
        },
        Operand::Const(_) | Operand::Unknown => false,
    }
}
