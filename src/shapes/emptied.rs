//! Data of which the amount that was read says that there is none, and what becomes of it.

use super::calls::Calls;
use super::flow::depends;
use super::unread::amounts_of;
use crate::ir::{Callee, Inst, Operand, PlaceId};
use crate::model::{Does, split};
use std::collections::BTreeSet;

/// What gives no more than it is given.
const PASSING: [&str; 13] = [
    "as_bytes",
    "as_ref",
    "as_slice",
    "as_str",
    "cloned",
    "copied",
    "from_utf8",
    "from_utf8_lossy",
    "into_owned",
    "iter",
    "to_owned",
    "to_vec",
    "into",
];

/// What is empty if the amount in `result` is 0: slices of that length, and what is made of them.
pub fn emptied(calls: &Calls, result: PlaceId) -> BTreeSet<PlaceId> {
    let amounts = amounts_of(calls, result);
    let is_amount = |operand: &Operand| operand.place().is_some_and(|place| amounts.contains(&place));
    let slices = calls.all.iter().filter(|call| call.name.as_str() == "slice");
    let slices = slices.filter(|call| matches!(call.args, [_, from, to] if *from == Operand::int(0) && is_amount(to)));
    let mut found: BTreeSet<PlaceId> = slices.filter_map(|call| call.dest).collect();
    loop {
        let n = found.len();
        for inst in calls.function.insts() {
            if let Inst::Assign { dest, value, .. } = inst
                && value.operands().any(|value| depends(calls.function, &found, value))
            {
                found.insert(*dest);
            }
        }
        for call in calls.all.iter().filter(|call| PASSING.contains(&last(call.name.as_str()))) {
            if call.args.first().is_some_and(|of| depends(calls.function, &found, of)) {
                found.extend(call.dest);
            }
        }
        if found.len() == n {
            return found;
        }
    }
}

/// Whether a call adds such data to something, or makes other data of it: nothing else changes, and nothing can go wrong.
pub fn adds_nothing(calls: &Calls, inst: &Inst, empty: &BTreeSet<PlaceId>) -> bool {
    let Inst::Call { args, callee: Callee::Named(name), .. } = inst else { return false };
    let is_given = |at: usize| args.get(at).is_some_and(|data| depends(calls.function, empty, data));
    calls.does(inst) == Some(Does::Append) && is_given(1) || PASSING.contains(&last(name.as_str())) && is_given(0)
}

fn last(name: &str) -> &str {
    split(name).1.trim_start_matches(['.', ':'])
}
