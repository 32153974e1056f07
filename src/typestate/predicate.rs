//! Functions that only test what they are given: `bool is_valid(int fd) { return fd >= 0; }`.

use super::context::FunctionCx;
use super::summary::BoundaryPath;
use crate::ir::{BlockId, CmpOp, Const, Function, Inst, Operand, PlaceId, Rvalue, Terminator};
use rustc_hash::FxHashMap;

/// How many blocks lie between a test and a return at most.
const MAX_STEPS: usize = 4;

/// One test of one boundary place, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// What is tested.
    pub path: BoundaryPath,
    /// The comparison.
    pub op: CmpOp,
    /// What it is compared with.
    pub bound: Const,
    /// What is returned where the comparison holds, and where it does not.
    pub results: [i64; 2],
}

/// The test that a function is, if it is one.
pub fn predicate(cx: &FunctionCx) -> Option<Predicate> {
    let entry = cx.function.block(BlockId(0));
    let Terminator::Branch { cond, then, otherwise, .. } = &entry.terminator else { return None };
    let (place, op, bound) = match (&cond.lhs, &cond.rhs) {
        (Operand::Copy(place), Operand::Const(bound)) => (*place, cond.op, bound),
        (Operand::Const(bound), Operand::Copy(place)) => (*place, cond.op.swap(), bound),
        _ => return None,
    };
    let path = cx.boundary_path(place).filter(|_| entry.insts.is_empty())?;
    let results = [result(cx.function, *then)?, result(cx.function, *otherwise)?];
    Some(Predicate { path, op, bound: bound.clone(), results })
}

/// The number that is returned from `block` on, if nothing else happens.
fn result(function: &Function, mut block: BlockId) -> Option<i64> {
    let mut known: FxHashMap<PlaceId, i64> = FxHashMap::default();
    for _ in 0..MAX_STEPS {
        let body = function.block(block);
        for inst in &body.insts {
            let Inst::Assign { dest, value: Rvalue::Use(Operand::Const(Const::Int(value))), .. } = inst else {
                return None;
            };
            known.insert(*dest, *value);
        }
        match &body.terminator {
            Terminator::Goto { target, .. } => block = *target,
            Terminator::Return { value: Some(Operand::Const(Const::Int(value))), .. } => return Some(*value),
            Terminator::Return { value: Some(Operand::Copy(place)), .. } => return known.get(place).copied(),
            _ => return None,
        }
    }
    None
}
