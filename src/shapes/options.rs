//! Options that methods set, where nobody looks whether that worked.

use super::calls::{CallAt, Calls};
use crate::ir::{Const, Inst, Operand, Rvalue, VARIANT};
use crate::model::{Does, TypeKind};
use crate::source::Location;
use crate::typestate::{Observation, ObservationKind, OptionCall, OptionFault, PathStep, Shape, StepKind};
use std::collections::BTreeMap;

/// Where an option is a type.
const OF_NIX: &str = "nix::setsockopt";

/// Options of nix that the program relies on.
const MATTERS: [&str; 6] = ["ReceiveTimeout", "SendTimeout", "Ipv6V6Only", "BindToDevice", "Broadcast", "PassCred"];

/// The option that a function of nix is given as a type.
pub fn named(calls: &Calls, call: &CallAt) -> Option<String> {
    let option = call.args.get(1).filter(|_| call.name.as_str() == OF_NIX)?;
    let tag = calls.member(option.place()?, VARIANT)?;
    calls.function.insts().find_map(|inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Const(Const::Variant(name))), .. } if *dest == tag => {
            Some(name.to_string())
        }
        _ => None,
    })
}

/// One observation for each socket.
pub fn unchecked(calls: &Calls) -> Vec<Observation> {
    let mut by_handle: BTreeMap<String, Vec<&CallAt>> = BTreeMap::new();
    let sets = |does| matches!(does, Some(Does::SetOption | Does::SetHint | Does::Share));
    let is_read_back = || calls.all.iter().any(|call| call.name.as_str() == "nix::getsockopt");
    let is_set = |call: &CallAt| sets(call.does) || call.name.as_str() == OF_NIX && !is_read_back();
    // A method of an unknown type may return nothing at all.
    let has_result = |call: &CallAt| call.is_given_up || calls.models.methods().is_type(TypeKind::Owner, call.ty());
    for call in calls.all.iter().filter(|call| is_set(call) && call.is_ignored && has_result(call)) {
        by_handle.entry(calls.show(call.receiver())).or_default().push(call);
    }
    by_handle.into_iter().map(|(handle, found)| observation(calls, handle, found)).collect()
}

fn observation(calls: &Calls, handle: String, mut found: Vec<&CallAt>) -> Observation {
    found.sort_by_key(|call| call.span);
    let location = |call: &CallAt| Location { file: calls.function.file, span: call.span };
    let option = |call: &&CallAt| OptionCall {
        at: location(call),
        option: named(calls, call).unwrap_or_else(|| call.short().as_str().to_owned()),
        matters: call.does == Some(Does::SetOption)
            || named(calls, call).is_some_and(|name| MATTERS.contains(&name.as_str())),
        fault: OptionFault::Ignored,
    };
    let options: Vec<OptionCall> = found.iter().map(option).collect();
    let step = |call: &&CallAt| PathStep {
        at: location(call),
        kind: StepKind::Call,
        text: format!("the result of `{}` is not looked at", call.short()),
    };
    let path = found.iter().map(step).collect();
    let at = options.iter().find(|call| call.matters).unwrap_or(&options[0]).at;
    let seen = calls.observation(Shape::AmountIgnored, found[0], handle, found[0].span);
    Observation { kind: ObservationKind::UncheckedOption { calls: options }, at, path, ..seen }
}
