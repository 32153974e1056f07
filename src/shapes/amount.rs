//! Writes of which only success counts: what was not written is lost. Forms that clippy sees, `?` and `unwrap`, are left
//! to it.

use super::calls::Calls;
use super::flow::copies;
use crate::ir::{Const, Inst, Operand, PlaceId, Terminator, VALUE, VARIANT};
use crate::model::Does;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Writes whose amount nobody reads, though somebody asks whether they succeeded.
pub fn ignored(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    for call in calls.that(Does::Write).filter(|call| call.args.len() == 2) {
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
