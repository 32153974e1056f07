//! Sockets that are kept though registering them failed: nothing will ever happen on them.

use super::calls::{CallAt, Calls};
use super::facts::{Facts, Known};
use super::flow::copies;
use super::walk::{At, Event, Next, walk};
use crate::ir::{Const, Operand, PlaceId, VARIANT};
use crate::model::Does;
use crate::source::Span;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Registrations whose failure is noticed and then forgotten.
pub fn ignored(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    for call in calls.that(Does::Register).filter(|call| call.args.len() >= 3) {
        let Some(result) = call.dest else { continue };
        let same = copies(calls.function, result);
        let is_asked = same.iter().any(|place| calls.asked(*place).contains(&"Err"));
        if let Some(at) = keeps(calls, call, result).filter(|_| is_asked) {
            let handle = call.args[1..].iter().filter_map(Operand::place).map(|place| calls.show(Some(place))).next();
            found.push(calls.observation(Shape::RegisterIgnored, call, handle.unwrap_or_default(), at));
        }
    }
    found
}

/// If every way from a failure keeps something under one of the call's other arguments, such as its token: what is done
/// first about the failure.
fn keeps(calls: &Calls, call: &CallAt, result: PlaceId) -> Option<Span> {
    let places = call.args[1..].iter().filter_map(Operand::place);
    let given: BTreeSet<PlaceId> = places.flat_map(|place| copies(calls.function, place)).collect();
    let mut facts = Facts::default();
    if let Some(tag) = calls.member(result, VARIANT) {
        facts.set(tag, Known::Is(Const::Variant("Err".into())));
    }
    let (mut keeps, mut leaves, mut first) = (false, false, None);
    let see = |event: Event, _: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, inst) => {
            if at == call.at {
                leaves = true;
                return Next::Stop;
            }
            let is_kept = calls.does(inst) == Some(Does::Keep)
                && matches!(inst, crate::ir::Inst::Call { args, .. }
                    if args.iter().skip(1).filter_map(Operand::place).any(|place| given.contains(&place)));
            if first.is_none() && matches!(inst, crate::ir::Inst::Call { .. }) {
                first = Some(inst.span());
            }
            if is_kept {
                keeps = true;
                return Next::Stop;
            }
            Next::Go
        }
        Event::Leave(_) => {
            leaves = true;
            Next::Stop
        }
        Event::Way(..) | Event::Done(_) => Next::Go,
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let is_done = walk(calls.function, start, facts, (), see);
    first.filter(|_| is_done && keeps && !leaves)
}
