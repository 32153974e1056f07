//! Functions that only test what they are given, and may report it: `bool is_valid(int fd) { return fd >= 0; }`.

use super::calls::{Point, Target};
use super::context::FunctionCx;
use super::summary::BoundaryPath;
use crate::ir::{BlockId, CmpOp, Cond, Const, Inst, Operand, PlaceId, Rvalue, Terminator};
use crate::model::Role;
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
    let results = [(*then, true), (*otherwise, false)].map(|(block, holds)| result(cx, block, cond, holds));
    let results = [results[0]?, results[1]?];
    Some(Predicate { path, op, bound: bound.clone(), results })
}

/// The number that is returned from `block` on, where `cond` is known to hold or not, if nothing happens but that it is told.
fn result(cx: &FunctionCx, mut block: BlockId, cond: &Cond, holds: bool) -> Option<i64> {
    let mut known: FxHashMap<PlaceId, i64> = FxHashMap::default();
    for _ in 0..MAX_STEPS {
        let body = cx.function.block(block);
        for (index, inst) in body.insts.iter().enumerate() {
            match inst {
                Inst::Assign { dest, value: Rvalue::Use(Operand::Const(Const::Int(value))), .. }
                    if ![cond.lhs.place(), cond.rhs.place()].contains(&Some(*dest)) =>
                {
                    known.insert(*dest, *value);
                }
                Inst::Call { .. } if tells(cx, Point { block, index: index as u32 }) => {}
                _ => return None,
            }
        }
        match &body.terminator {
            Terminator::Branch { cond: again, then, otherwise, .. } if again == cond => {
                block = if holds { *then } else { *otherwise };
            }
            Terminator::Goto { target, .. } => block = *target,
            Terminator::Return { value: Some(Operand::Const(Const::Int(value))), .. } => return Some(*value),
            Terminator::Return { value: Some(Operand::Copy(place)), .. } => return known.get(place).copied(),
            _ => return None,
        }
    }
    None
}

/// Whether the call only reports.
fn tells(cx: &FunctionCx, point: Point) -> bool {
    match cx.calls[cx.call_at(point) as usize].target {
        Target::Model(model) => model.role == Role::Inert,
        Target::Unknown(hints) => hints.logs,
        Target::Body(_) | Target::Pointer(_) => false,
    }
}
