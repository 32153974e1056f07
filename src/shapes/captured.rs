//! Descriptors that move into a task, and that the task leaves open when it ends.

use super::calls::{CallAt, Calls};
use super::facts::{Facts, Known};
use super::raw::{exit_without, hands_on, is_variable, may_be_born, numbers};
use super::roles::{births, is_given_again, is_in_view, is_known, opens};
use super::walk::At;
use crate::ir::{BlockId, Function, Inst, LocalKind, Name, Operand, PlaceId, Rvalue, Step};
use crate::model::{Does, Role};
use crate::source::Span;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Descriptors that a function opens, uses and gives to nobody but a task that it starts.
pub fn lost(all: &[Calls]) -> Vec<Observation> {
    let mut found = Vec::new();
    for calls in all {
        for call in calls.all.iter().filter(|call| opens(calls, call) && may_be_born(calls, call)) {
            let Some(result) = call.dest else { continue };
            for birth in births(calls, result) {
                found.extend(left_by_task(all, calls, call, &numbers(calls, birth)));
            }
        }
    }
    found
}

fn left_by_task(all: &[Calls], calls: &Calls, call: &CallAt, numbers: &BTreeSet<PlaceId>) -> Option<Observation> {
    let (task, name) = task(calls, numbers)?;
    let inner = body_of(calls, all, task)?;
    let place = captured(inner.function, &name)?;
    let inside = self::numbers(inner, place);
    if !is_number(calls, call) && !is_used_as_number(inner, &inside) {
        return None;
    }
    let mut facts = Facts::default();
    facts.set(place, Known::NotNegative);
    let is_handed_on = |inst: &Inst| hands_on(inner, inst, &inside) && !is_repeated(inner, inst, &inside);
    let exit = exit_without(inner, At { block: BlockId(0), inst: 0 }, facts, None, &inside, &is_handed_on)?;
    Some(calls.loss(Shape::RawLost, call, name.to_string(), exit))
}

/// The task that gets the number, if nobody else does, and the number's name there.
fn task(calls: &Calls, numbers: &BTreeSet<PlaceId>) -> Option<(Span, Name)> {
    let mut tasks = Vec::new();
    for block in &calls.function.blocks {
        for (at, inst) in block.insts.iter().enumerate().filter(|(_, inst)| hands_on(calls, inst, numbers)) {
            let Inst::Opaque { uses, span } = inst else { return None };
            let next = block.insts[at + 1..].iter().find(|inst| matches!(inst, Inst::Call { .. }))?;
            let number = uses.iter().find(|place| numbers.contains(place) && is_variable(calls, **place))?;
            let Step::Local(local) = calls.function.places.get(*number).step else { return None };
            let name = calls.function.local(local).name.clone();
            tasks.push((*span, name, calls.does(next) == Some(Does::Spawn)));
        }
    }
    match &tasks[..] {
        [(span, name, true)] => Some((*span, name.clone())),
        _ => None,
    }
}

/// The function that a closure of another one is, if it was read.
pub fn body_of<'c, 'f>(calls: &Calls, all: &'c [Calls<'f>], closure: Span) -> Option<&'c Calls<'f>> {
    let is_it = |inner: &&Calls| inner.function.span == closure;
    all.iter().filter(is_it).find(|inner| inner.function.base_name() == calls.function.base_name())
}

/// The variable of the function around that a task knows by this name.
pub fn captured(task: &Function, name: &Name) -> Option<PlaceId> {
    let is_it = |id: &&crate::ir::LocalId| {
        let local = task.local(**id);
        local.name == *name && matches!(local.kind, LocalKind::Param(_))
    };
    task.places.find(None, Step::Local(*task.params.iter().find(is_it)?))
}

/// Whether the call gives a plain number: one of the C library does.
fn is_number(calls: &Calls, call: &CallAt) -> bool {
    calls.models.function(call.name.as_str()).is_some_and(|model| model.role == Role::Acquire)
}

/// Whether the task does what only can be done with a plain number.
fn is_used_as_number(task: &Calls, numbers: &BTreeSet<PlaceId>) -> bool {
    let is_number = |place: PlaceId| numbers.contains(&place);
    let is_viewed = task.function.insts().any(|inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } => {
            is_number(*from) && is_in_view(task, *dest)
        }
        _ => false,
    });
    let is_given = |call: &&CallAt| {
        let by_value = call.args.iter().any(|arg| matches!(arg, Operand::Copy(place) if is_number(*place)));
        by_value && task.models.function(call.name.as_str()).is_some() && is_known(task, call)
    };
    is_viewed || task.all.iter().any(|call| is_given_again(task, call, is_number) || is_given(&call))
}

fn is_repeated(task: &Calls, inst: &Inst, numbers: &BTreeSet<PlaceId>) -> bool {
    let is_it = |call: &&CallAt| matches!(inst, Inst::Call { span, .. } if *span == call.span);
    task.all.iter().find(is_it).is_some_and(|call| is_given_again(task, call, |place| numbers.contains(&place)))
}
