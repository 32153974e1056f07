//! Reads outside loops whose data is used, though nobody looks how much of it there is.

use super::calls::{CallAt, Calls};
use super::flow::{depends, origin};
use super::unread::is_asked_unread;
use crate::ir::{BlockId, Callee, Inst, Operand, PlaceId, Terminator};
use crate::model::{Does, split};
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Reads into a buffer of a given length whose amount nobody reads, where something is done with the buffer afterwards.
pub fn reads(calls: &Calls, known: &[Observation]) -> Vec<Observation> {
    let mut found = Vec::new();
    for call in calls.that(Does::Read).filter(|call| call.args.len() == 2 && fills(call)) {
        let is_known = known.iter().any(|seen| seen.at.span == call.span);
        if !is_known && call.dest.is_some_and(|result| is_asked_unread(calls, result)) && is_used_after(calls, call) {
            found.push(calls.observation(Shape::AmountUnread, call, calls.show(call.receiver()), call.span));
        }
    }
    found
}

/// Whether the buffer is as long afterwards as before.
fn fills(call: &CallAt) -> bool {
    matches!(call.short().as_str(), "read" | "try_read" | "recv")
}

fn is_used_after(calls: &Calls, read: &CallAt) -> bool {
    let Some(buffer) = read.args[1].place() else { return false };
    let buffer = origin(calls, buffer).and_then(CallAt::receiver).unwrap_or(buffer);
    let slices = calls.all.iter().filter(|call| call.name.as_str() == "slice" && call.receiver() == Some(buffer));
    let data: BTreeSet<PlaceId> = slices.filter_map(|call| call.dest).chain([buffer]).collect();
    let is_data = |operand: &Operand| depends(calls.function, &data, operand);
    let is_fill = |name: &str| matches!(name, "peek" | "read_exact" | "recv_from" | "fill" | "clear" | "slice");
    let uses = |inst: &Inst| match inst {
        Inst::Assign { value, .. } => value.operands().any(is_data),
        Inst::Call { callee: Callee::Named(name), args, .. } => {
            let short = split(name.as_str()).1.trim_start_matches(['.', ':']);
            calls.does(inst) != Some(Does::Read) && !is_fill(short) && args.iter().any(is_data)
        }
        _ => false,
    };
    let is_returned = |end: &Terminator| matches!(end, Terminator::Return { value: Some(value), .. } if is_data(value));
    let is_in = |block: BlockId, skipped: usize| {
        let body = calls.function.block(block);
        body.insts.iter().skip(skipped).any(uses) || is_returned(&body.terminator)
    };
    is_in(read.at.block, read.at.inst + 1) || calls.reaches(read.at.block, |block| is_in(block, 0))
}
