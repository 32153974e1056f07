//! Which bits of a variable the branches of one path have found set or clear: where `flags & PTY` held, `~flags & PTY`
//! cannot.

use super::context::FunctionCx;
use crate::ir::{BlockId, CmpOp, Const, Operand, PlaceId, Step, Terminator};

/// What is known of the bits of one variable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bits {
    set: i64,
    clear: i64,
    /// Of each of these some bit is set.
    some: Vec<i64>,
}

/// A test of some bits against zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BitTest {
    /// The variable.
    pub place: PlaceId,
    mask: i64,
    /// Whether it is the complement that is tested.
    is_inverted: bool,
    /// Whether the condition holds where a bit is set.
    holds_if_set: bool,
}

impl BitTest {
    /// The test at the end of the block: `x & MASK`, `~x & MASK`.
    pub fn at(cx: &FunctionCx, block: BlockId) -> Option<BitTest> {
        let Terminator::Branch { cond, .. } = &cx.function.block(block).terminator else { return None };
        let (Operand::Copy(tested), Operand::Const(Const::Int(0))) = (&cond.lhs, &cond.rhs) else { return None };
        let holds_if_set = match cond.op {
            CmpOp::Ne => true,
            CmpOp::Eq => false,
            CmpOp::Lt | CmpOp::Le | CmpOp::Gt | CmpOp::Ge => return None,
        };
        let (operand, text) = derived(cx, *tested)?;
        let mask = text.strip_prefix("& ")?.parse().ok()?;
        let (place, is_inverted) = match derived(cx, operand) {
            Some((place, "~")) => (place, true),
            _ => (operand, false),
        };
        Some(BitTest { place, mask, is_inverted, holds_if_set })
    }

    /// Adds what the test says where its condition `holds` or not; whether that can be.
    pub fn teach(&self, bits: &mut Bits, holds: bool) -> bool {
        let is_set = holds == self.holds_if_set;
        match (is_set, self.is_inverted) {
            (false, false) => bits.clear |= self.mask,
            (false, true) => bits.set |= self.mask,
            (true, false) if self.mask.count_ones() > 1 => bits.some.push(self.mask),
            (true, false) => bits.set |= self.mask,
            (true, true) if self.mask.count_ones() == 1 => bits.clear |= self.mask,
            (true, true) => {}
        }
        bits.some.sort_unstable();
        bits.some.dedup();
        bits.set & bits.clear == 0 && bits.some.iter().all(|mask| mask & !bits.clear != 0)
    }
}

/// What a place is computed from, and how.
fn derived<'c>(cx: &'c FunctionCx, place: PlaceId) -> Option<(PlaceId, &'c str)> {
    let node = cx.places.get(place);
    match &node.step {
        Step::Derived(text) => Some((node.parent?, text.as_str())),
        Step::Local(_) | Step::Global(_) | Step::Field(_) | Step::Elem(_) => None,
    }
}
