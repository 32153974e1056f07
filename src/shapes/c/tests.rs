//! Tests of numbers against 0: which of them tell what.

use super::cx::{Cx, number};
use crate::ir::{BlockId, CmpOp, Cond, Const, Operand, PlaceId, Terminator};
use crate::model::Models;
use crate::source::Span;

/// How a number is compared with 0, however that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Whether it is 0 or not.
    Truth,
    /// `> 0` or `<= 0`.
    Positive,
    /// `< 0` or `>= 0`.
    Negative,
}

/// A test of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Test {
    /// The block that it ends.
    pub block: BlockId,
    /// What is tested.
    pub place: PlaceId,
    /// How.
    pub sign: Sign,
    /// The condition.
    pub span: Span,
}

impl Cx<'_> {
    /// The tests against 0 of the function.
    pub fn tests(&self) -> Vec<Test> {
        self.function.block_ids().filter_map(|block| self.test_at(block)).collect()
    }

    /// The test that ends a block.
    pub fn test_at(&self, block: BlockId) -> Option<Test> {
        let Terminator::Branch { cond, span, .. } = &self.function.block(block).terminator else { return None };
        let (place, sign) = sign(cond)?;
        Some(Test { block, place, sign, span: *span })
    }
}

fn sign(cond: &Cond) -> Option<(PlaceId, Sign)> {
    let (place, op, value) = compared(cond)?;
    let sign = match (op, value) {
        (CmpOp::Eq | CmpOp::Ne, 0) => Sign::Truth,
        (CmpOp::Gt | CmpOp::Le, 0) | (CmpOp::Ge | CmpOp::Lt, 1) => Sign::Positive,
        (CmpOp::Lt | CmpOp::Ge, 0) | (CmpOp::Le | CmpOp::Gt, -1) => Sign::Negative,
        _ => return None,
    };
    Some((place, sign))
}

/// The same where names of numbers may stand for them.
pub fn compared_with(cond: &Cond, models: &Models) -> Option<(PlaceId, CmpOp, i64)> {
    match (&cond.lhs, &cond.rhs) {
        (Operand::Copy(place), Operand::Const(value)) => Some((*place, cond.op, number(value, models)?)),
        (Operand::Const(value), Operand::Copy(place)) => Some((*place, cond.op.swap(), number(value, models)?)),
        _ => None,
    }
}

/// A comparison of a place with a number, the place on the left.
pub fn compared(cond: &Cond) -> Option<(PlaceId, CmpOp, i64)> {
    match (&cond.lhs, &cond.rhs) {
        (Operand::Copy(place), Operand::Const(Const::Int(value))) => Some((*place, cond.op, *value)),
        (Operand::Const(Const::Int(value)), Operand::Copy(place)) => Some((*place, cond.op.swap(), *value)),
        _ => None,
    }
}
