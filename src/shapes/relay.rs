//! Relays whose two directions are waited for together: when one peer has finished, the other one decides how long both
//! connections stay.

use super::calls::{CallAt, Calls};
use super::flow::origin;
use crate::ir::Operand;
use crate::model::Does;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Two copies that are joined, where nothing in the function ends one of them.
pub fn joined(all: &[Calls]) -> Vec<Observation> {
    let is_limited = |calls: &&Calls| calls.that(Does::Limit).next().is_some();
    let limited: BTreeSet<&str> = all.iter().filter(is_limited).map(|calls| calls.function.base_name()).collect();
    all.iter().filter(|calls| !limited.contains(calls.function.base_name())).flat_map(in_function).collect()
}

fn in_function(calls: &Calls) -> Vec<Observation> {
    let mut found = Vec::new();
    for join in calls.that(Does::Join) {
        let of = |arg: &Operand| arg.place().and_then(|place| origin(calls, place));
        let copies: Vec<&CallAt> =
            join.args.iter().filter_map(of).filter(|call| call.does == Some(Does::Copy)).collect();
        if let [first, _, ..] = &copies[..] {
            let handle = calls.show(first.receiver());
            found.push(calls.observation(Shape::RelayJoined, first, handle, join.span));
        }
    }
    found
}
