//! How a call that reads tells that there is no more to come.

use super::calls::{CallAt, Calls};
use super::facts::{Facts, Known};
use super::flow::copies;
use super::walk::At;
use crate::ir::{Callee, Const, ERROR, Inst, Operand, PlaceId, Rvalue, Step, VALUE, VARIANT};
use crate::model::{Does, split};
use std::collections::BTreeSet;

/// The kind of error that says so.
const END: &str = "UnexpectedEof";

/// What a call gives once the peer has closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// No bytes.
    Zero,
    /// `None`.
    Nothing,
    /// The success that holds `None`.
    NothingInside,
    /// An error.
    Failure,
}

/// How the call tells it, if it reads at all.
pub fn ending(call: &CallAt) -> Option<Ending> {
    match call.does? {
        Does::Read if call.args.len() > 1 => Some(Ending::Zero),
        Does::ReadWhole => Some(Ending::Failure),
        Does::Message if call.short().as_str() == "next" => Some(Ending::Nothing),
        Does::Message => Some(Ending::NothingInside),
        _ => None,
    }
}

/// Takes it that the peer has closed.
pub fn assume(calls: &Calls, result: PlaceId, ending: Ending, facts: &mut Facts) {
    let variant = match ending {
        Ending::Nothing => "None",
        Ending::Failure => "Err",
        Ending::Zero | Ending::NothingInside => "Ok",
    };
    if let Some(tag) = calls.member(result, VARIANT) {
        facts.set(tag, Known::Is(Const::Variant(variant.into())));
    }
    let Some(value) = calls.member(result, VALUE) else { return };
    match (ending, calls.member(value, VARIANT)) {
        (Ending::Nothing | Ending::Failure, _) | (Ending::NothingInside, None) => {}
        (Ending::NothingInside, Some(_)) => assume(calls, value, Ending::Nothing, facts),
        // Of a `Poll` the result is inside.
        (Ending::Zero, Some(_)) => assume(calls, value, ending, facts),
        (Ending::Zero, None) => facts.set(value, Known::Is(Const::Int(0))),
    }
}

/// Takes it that there was something to read.
pub fn succeed(calls: &Calls, result: PlaceId, ending: Ending, facts: &mut Facts) {
    let variant = if ending == Ending::Nothing { "Some" } else { "Ok" };
    if let Some(tag) = calls.member(result, VARIANT) {
        facts.set(tag, Known::Is(Const::Variant(variant.into())));
    }
    let Some(value) = calls.member(result, VALUE) else { return };
    match (ending, calls.member(value, VARIANT)) {
        (Ending::NothingInside, Some(_)) => succeed(calls, value, Ending::Nothing, facts),
        (Ending::Zero, Some(_)) => succeed(calls, value, ending, facts),
        (Ending::Zero, None) => facts.set(value, Known::Is(Const::Int(1))),
        _ => {}
    }
}

/// The places with the error that says so, if it is one.
pub fn errors(calls: &Calls, result: PlaceId, ending: Ending) -> BTreeSet<PlaceId> {
    if ending != Ending::Failure {
        return BTreeSet::new();
    }
    let wholes = copies(calls.function, result);
    let errors = wholes.iter().filter_map(|place| calls.member(*place, ERROR));
    errors.flat_map(|error| copies(calls.function, error)).collect()
}

/// What is known behind an instruction: what kind such an error is, and which kind it is compared with.
pub fn learn(calls: &Calls, at: At, errors: &BTreeSet<PlaceId>, facts: &mut Facts) {
    if errors.is_empty() {
        return;
    }
    match &calls.function.block(at.block).insts[at.inst] {
        Inst::Call { dest: Some(dest), args, callee: Callee::Named(name), .. } if split(name.as_str()).1 == ".kind" => {
            let is_of = args.first().and_then(Operand::place).is_some_and(|of| errors.contains(&of));
            for place in calls.member(*dest, VARIANT).into_iter().chain([*dest]).filter(|_| is_of) {
                facts.set(place, Known::Is(Const::Variant(END.into())));
            }
        }
        Inst::Assign { dest, value: Rvalue::Use(Operand::Const(kind @ Const::Variant(_))), .. } => {
            let node = calls.function.places.get(*dest);
            let is_tag = matches!(&node.step, Step::Field(name) if name.as_str() == VARIANT);
            if let Some(whole) = node.parent.filter(|_| is_tag) {
                facts.set(whole, Known::Is(kind.clone()));
            }
        }
        _ => {}
    }
}
