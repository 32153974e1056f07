//! Reads whose end of data is told as "more to come", beside others of the same function where 0 counts.

use super::calls::{CallAt, Calls};
use super::flow::{copies, depends};
use crate::ir::{CmpOp, Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator, VALUE};
use crate::model::Does;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// How much a read gave, put into a value with several parts.
struct Given<'c, 'f> {
    call: &'c CallAt<'f>,
    /// The places with the amount.
    amounts: BTreeSet<PlaceId>,
    /// The value.
    whole: PlaceId,
}

/// Reads beside whose amount stands a constant `false`, where a read beside it has a comparison with 0 there.
pub fn ends(calls: &Calls) -> Vec<Observation> {
    let given: Vec<Given> =
        calls.all.iter().filter(|call| is_read(calls, call)).flat_map(|call| given(calls, call)).collect();
    let told: Vec<Step> =
        given.iter().flat_map(|one| flags(calls, one)).filter_map(|(step, is_told)| is_told.then_some(step)).collect();
    let mut found: Vec<Observation> = Vec::new();
    for one in given.iter().filter(|one| one.call.does == Some(Does::Read)) {
        let is_untold = |(step, is_told): &(Step, bool)| !is_told && told.contains(step);
        if flags(calls, one).iter().any(is_untold) && !found.iter().any(|seen| seen.at.span == one.call.span) {
            let handle = calls.show(one.call.receiver());
            found.push(calls.observation(Shape::EofUntold, one.call, handle, one.call.span));
        }
    }
    found
}

/// Whether it reads as methods of a stream do, whatever it is called on.
fn is_read(calls: &Calls, call: &CallAt) -> bool {
    let name = format!("TcpStream.{}", call.short());
    call.name.as_str().contains('.') && call.args.len() > 1 && calls.models.methods().does(&name) == Some(Does::Read)
}

fn given<'c, 'f>(calls: &'c Calls<'f>, call: &'c CallAt<'f>) -> Vec<Given<'c, 'f>> {
    let Some(amount) = call.dest.and_then(|dest| calls.member(dest, VALUE)) else { return Vec::new() };
    let amounts = copies(calls.function, amount);
    let whole = |place: &PlaceId| {
        let parent = calls.function.places.get(*place).parent?;
        let local = calls.function.places.root_local(parent)?;
        let is_made = calls.function.local(local).kind == LocalKind::Temp && Some(parent) != call.dest;
        is_made.then_some(parent)
    };
    let wholes: BTreeSet<PlaceId> = amounts.iter().filter_map(whole).collect();
    wholes.into_iter().map(|whole| Given { call, amounts: amounts.clone(), whole }).collect()
}

/// The other parts of the value that say yes or no: whether they come of a comparison with 0, or are always `false`.
fn flags(calls: &Calls, one: &Given) -> Vec<(Step, bool)> {
    let is_compared = calls.function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch { cond, .. } => {
            cond.op == CmpOp::Eq && cond.rhs == Operand::int(0) && depends(calls.function, &one.amounts, &cond.lhs)
        }
        _ => false,
    });
    let mut found = Vec::new();
    for inst in calls.function.insts() {
        let Inst::Assign { dest, value: Rvalue::Use(value), .. } = inst else { continue };
        let node = calls.function.places.get(*dest);
        if node.parent != Some(one.whole) || one.amounts.contains(dest) {
            continue;
        }
        match value {
            Operand::Const(Const::Int(0)) => found.push((node.step.clone(), false)),
            Operand::Copy(_) if is_compared => found.push((node.step.clone(), true)),
            _ => {}
        }
    }
    found
}
