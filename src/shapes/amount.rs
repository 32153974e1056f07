//! Writes of which only success counts: what was not written is lost. Forms that clippy sees, `?` and `unwrap`, are left
//! to it.

use super::calls::{CallAt, Calls};
use super::flow::{copies, depends, derived, derived_wholes};
use crate::ir::{Const, Inst, Name, Operand, PlaceId, Step, Terminator, VALUE, VARIANT};
use crate::model::{Does, Io};
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// The name of a function that returns how much `write` or `send` of the C library took of one of its parameters.
pub fn writer<'f>(calls: &Calls<'f>) -> Option<&'f Name> {
    let (function, models) = (calls.function, calls.models);
    let sends = |call: &&CallAt| models.function(call.name.as_str()).is_some_and(|model| model.io == Some(Io::Send));
    let call = calls.all.iter().find(sends)?;
    let params = function.params.iter().filter_map(|id| function.places.find(None, Step::Local(*id)));
    let given = derived(function, params.skip(1));
    if !call.args.get(1).is_some_and(|buffer| depends(function, &given, buffer)) {
        return None;
    }
    let amounts = derived_wholes(function, call.dest);
    let is_returned = function.blocks.iter().any(|block| {
        matches!(&block.terminator, Terminator::Return { value: Some(value), .. } if depends(function, &amounts, value))
    });
    is_returned.then_some(&function.name)
}

/// Writes whose amount nobody reads, though somebody asks whether they succeeded.
pub fn ignored(calls: &Calls, writers: &[&Name]) -> Vec<Observation> {
    let mut found = Vec::new();
    let writes = |call: &&CallAt| {
        call.does == Some(Does::Write) && call.args.len() == 2
            || writers.contains(&call.name) && call.name != &calls.function.name
    };
    for call in calls.all.iter().filter(writes) {
        let Some(result) = call.dest else { continue };
        let same = copies(calls.function, result);
        if same.iter().any(|place| is_asked_alone(calls, *place)) && !is_read(calls, &same) {
            found.push(calls.observation(Shape::AmountIgnored, call, calls.show(call.receiver()), call.span));
        }
    }
    found
}

/// Whether a pattern asks for `Ok` or `Err`; `?` and `unwrap` ask for `Err` and `None` at once.
fn is_asked_alone(calls: &Calls, place: PlaceId) -> bool {
    let Some(tag) = calls.member(place, VARIANT) else { return false };
    calls.function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Switch { value, cases, .. } => {
            *value == Operand::Copy(tag)
                && matches!(&cases[..], [(Const::Variant(name), _)] if matches!(name.as_str(), "Ok" | "Err"))
        }
        _ => false,
    })
}

/// Whether the amount, or the whole result, is used.
fn is_read(calls: &Calls, results: &BTreeSet<PlaceId>) -> bool {
    let amounts: BTreeSet<PlaceId> = results.iter().filter_map(|place| calls.member(*place, VALUE)).collect();
    let is_used = |operand: &Operand| operand.place().is_some_and(|place| amounts.contains(&place));
    let is_given = |operand: &Operand| operand.place().is_some_and(|place| results.contains(&place));
    let in_insts = calls.function.insts().any(|inst| match inst {
        Inst::Assign { value, .. } => value.operands().any(is_used),
        Inst::Call { args, callee, .. } => {
            let is_await = matches!(callee, crate::ir::Callee::Named(name) if name.as_str() == crate::ir::AWAIT);
            args.iter().any(is_used) || !is_await && args.iter().any(is_given)
        }
        Inst::Opaque { uses, .. } => uses.iter().any(|place| amounts.contains(place) || results.contains(place)),
        Inst::Commented { .. } | Inst::ScopeEnd { .. } => false,
    });
    let in_ends = calls.function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch { cond, .. } => is_used(&cond.lhs) || is_used(&cond.rhs),
        Terminator::Switch { value, .. } => is_used(value),
        Terminator::Return { value: Some(value), .. } => is_used(value) || is_given(value),
        _ => false,
    });
    in_insts || in_ends
}
