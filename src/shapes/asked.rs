//! What a branch asks of the error that `accept` has failed with.

use super::calls::Calls;
use super::facts::Facts;
use super::flow::depends;
use crate::ir::{BlockId, CmpOp, Const, Operand, PlaceId, Terminator, VALUE, VARIANT};
use std::collections::BTreeSet;

/// Kinds of errors that say that there is nothing to accept now.
const HARMLESS: [&str; 6] = ["WouldBlock", "Interrupted", "TimedOut", "EAGAIN", "EWOULDBLOCK", "EINTR"];

/// What a branch asks of the error.
pub enum Asked {
    /// Nothing.
    Nothing,
    /// What it is: somebody has thought about it.
    Kind,
    /// Whether it only says that there is nothing to accept; the block where it does.
    Harmless(BlockId),
}

/// What the end of a block asks of the places that depend on the error.
pub fn asked(calls: &Calls, errors: &BTreeSet<PlaceId>, facts: &Facts, terminator: &Terminator) -> Asked {
    match terminator {
        Terminator::Branch { cond, then, otherwise, .. } => {
            let sides = [&cond.lhs, &cond.rhs];
            if !sides.iter().any(|side| depends(calls.function, errors, side)) {
                return Asked::Nothing;
            }
            let is_harmless = sides.iter().any(|side| is_harmless(calls, facts, side));
            match (is_harmless, cond.op) {
                (true, CmpOp::Eq) => Asked::Harmless(*then),
                (true, CmpOp::Ne) => Asked::Harmless(*otherwise),
                _ => Asked::Kind,
            }
        }
        Terminator::Switch { value, cases, .. } if depends(calls.function, errors, value) => match &cases[..] {
            [(Const::Variant(name), to)] if HARMLESS.contains(&name.as_str()) => Asked::Harmless(*to),
            _ => Asked::Kind,
        },
        _ => Asked::Nothing,
    }
}

/// `ErrorKind::WouldBlock`, `libc::EAGAIN`, `Some(libc::EAGAIN)`
fn is_harmless(calls: &Calls, facts: &Facts, operand: &Operand) -> bool {
    let named = |value: Option<&Const>| match value {
        Some(Const::Sym(name) | Const::Variant(name)) => HARMLESS.contains(&name.as_str()),
        _ => false,
    };
    let place = |place: PlaceId, member: &str| calls.member(place, member).and_then(|place| facts.value(place));
    match operand {
        Operand::Const(value) => named(Some(value)),
        Operand::Copy(at) | Operand::AddrOf(at) => {
            named(facts.value(*at)) || named(place(*at, VARIANT)) || named(place(*at, VALUE))
        }
        Operand::Unknown => false,
    }
}

/// Whether all ways on from a block lead to the same one.
pub fn same_way(calls: &Calls, from: BlockId, to: BlockId) -> bool {
    calls.function.block(from).terminator.successors().iter().all(|next| *next == to)
}
