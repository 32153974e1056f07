//! How two variables of a function compare, and which bits of one are set, as far as the branches of one path have told:
//! behind `for (i = 0; i < n; i++)` that was left by a `break`, `i == n` cannot hold, and must where it went to its end.
//!
//! Only the search for a path knows them; in a simulation they would keep apart states that differ in nothing else.

use super::bits::{BitTest, Bits};
use super::context::FunctionCx;
use super::storage::Storage;
use crate::ir::{BinOp, BlockId, CmpOp, Inst, Operand, PlaceId, Rvalue, Step, Terminator};
use rustc_hash::FxHashSet;

/// Two variables, the smaller first.
type Pair = (PlaceId, PlaceId);

/// The first may be less than the second, equal to it, greater: one bit each.
type Mask = u8;

const LESS: Mask = 1;
const EQUAL: Mask = 2;
const GREATER: Mask = 4;

/// What is known on one path, by pair and by variable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Known {
    pairs: Vec<(Pair, Mask)>,
    bits: Vec<(PlaceId, Bits)>,
}

impl Known {
    /// Forgets what the instruction changes, but for what it means to count a variable up by one.
    fn pass(&mut self, inst: &Inst) {
        let Some(dest) = dest(inst) else { return };
        self.bits.retain(|(place, _)| *place != dest);
        let counts = is_increment(inst, dest);
        self.pairs.retain_mut(|((a, b), mask)| match (*a == dest, *b == dest) {
            (false, false) => true,
            (true, false) if counts => {
                *mask = counted_up(*mask);
                true
            }
            (false, true) if counts => {
                *mask = turned(counted_up(turned(*mask)));
                true
            }
            _ => false,
        });
    }
}

/// `i = i + 1`.
fn is_increment(inst: &Inst, dest: PlaceId) -> bool {
    let Inst::Assign { value: Rvalue::Binary(BinOp::Add, a, b), .. } = inst else { return false };
    *a == Operand::Copy(dest) && *b == Operand::int(1)
}

/// How whole numbers compare once the first is one more: what was less is at most equal.
fn counted_up(mask: Mask) -> Mask {
    let from_less = if mask & LESS != 0 { LESS | EQUAL } else { 0 };
    let from_others = if mask & (EQUAL | GREATER) != 0 { GREATER } else { 0 };
    from_less | from_others
}

/// The same with the two exchanged.
fn turned(mask: Mask) -> Mask {
    let exchanged = |from: Mask, to: Mask| if mask & from != 0 { to } else { 0 };
    exchanged(LESS, GREATER) | exchanged(GREATER, LESS) | mask & EQUAL
}

/// The tests of one function that can contradict each other.
pub struct Relations {
    pairs: FxHashSet<Pair>,
    /// The variables whose bits are tested.
    bits: FxHashSet<PlaceId>,
}

impl Relations {
    /// The own variables that more than one branch compares or tests the bits of and that nothing else can reach.
    pub fn new(cx: &FunctionCx) -> Relations {
        let compared = cx.function.block_ids().filter_map(|block| compared(cx, block));
        let compared = compared.map(|(pair, _)| pair).filter(|(a, b)| is_plain(cx, *a) && is_plain(cx, *b));
        let tested = cx.function.block_ids().filter_map(|block| BitTest::at(cx, block));
        let tested = tested.map(|test| test.place).filter(|place| is_plain(cx, *place));
        let (mut pairs, mut bits) = (repeated(compared), repeated(tested));
        if !pairs.is_empty() || !bits.is_empty() {
            let reached: FxHashSet<PlaceId> = cx.function.insts().flat_map(reached).collect();
            pairs.retain(|(a, b)| !reached.contains(a) && !reached.contains(b));
            bits.retain(|place| !reached.contains(place));
        }
        Relations { pairs, bits }
    }

    /// What is known once `block` was left for `next`; `None` if that contradicts what was `known`.
    pub fn after(&self, cx: &FunctionCx, known: &Known, block: BlockId, next: BlockId) -> Option<Known> {
        if self.pairs.is_empty() && self.bits.is_empty() {
            return Some(Known::default());
        }
        let mut known = known.clone();
        let body = cx.function.block(block);
        body.insts.iter().for_each(|inst| known.pass(inst));
        let Terminator::Branch { then, otherwise, .. } = &body.terminator else { return Some(known) };
        let holds = match (next == *then, next == *otherwise) {
            (true, false) => true,
            (false, true) => false,
            _ => return Some(known),
        };
        let can_be = self.compare(cx, &mut known, block, holds) && self.test(cx, &mut known, block, holds);
        can_be.then_some(known)
    }

    /// Learns how two variables compare; whether that can be.
    fn compare(&self, cx: &FunctionCx, known: &mut Known, block: BlockId, holds: bool) -> bool {
        let Some((pair, mask)) = compared(cx, block).filter(|(pair, _)| self.pairs.contains(pair)) else {
            return true;
        };
        let mask = if holds { mask } else { !mask & (LESS | EQUAL | GREATER) };
        let at = known.pairs.binary_search_by_key(&pair, |(pair, _)| *pair).unwrap_or_else(|at| {
            known.pairs.insert(at, (pair, LESS | EQUAL | GREATER));
            at
        });
        known.pairs[at].1 &= mask;
        known.pairs[at].1 != 0
    }

    /// Learns which bits are set; whether that can be.
    fn test(&self, cx: &FunctionCx, known: &mut Known, block: BlockId, holds: bool) -> bool {
        let Some(test) = BitTest::at(cx, block).filter(|test| self.bits.contains(&test.place)) else { return true };
        let at = known.bits.binary_search_by_key(&test.place, |(place, _)| *place).unwrap_or_else(|at| {
            known.bits.insert(at, (test.place, Bits::default()));
            at
        });
        test.teach(&mut known.bits[at].1, holds)
    }
}

/// What occurs more than once.
fn repeated<T: Copy + Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> FxHashSet<T> {
    let mut once = FxHashSet::default();
    all.filter(|one| !once.insert(*one)).collect()
}

/// The variables that the branch at the end of the block compares, and how they compare where its condition holds.
fn compared(cx: &FunctionCx, block: BlockId) -> Option<(Pair, Mask)> {
    let Terminator::Branch { cond, .. } = &cx.function.block(block).terminator else { return None };
    let (Operand::Copy(lhs), Operand::Copy(rhs)) = (&cond.lhs, &cond.rhs) else { return None };
    let (pair, op) = if lhs <= rhs { ((*lhs, *rhs), cond.op) } else { ((*rhs, *lhs), cond.op.swap()) };
    (lhs != rhs).then_some((pair, mask(op)))
}

fn mask(op: CmpOp) -> Mask {
    match op {
        CmpOp::Eq => EQUAL,
        CmpOp::Ne => LESS | GREATER,
        CmpOp::Lt => LESS,
        CmpOp::Le => LESS | EQUAL,
        CmpOp::Gt => GREATER,
        CmpOp::Ge => GREATER | EQUAL,
    }
}

/// Whether the place is a whole variable of the function itself.
fn is_plain(cx: &FunctionCx, place: PlaceId) -> bool {
    matches!(cx.places.get(place).step, Step::Local(_)) && matches!(cx.storage(place), Storage::Own(_))
}

fn dest(inst: &Inst) -> Option<PlaceId> {
    match inst {
        Inst::Assign { dest, .. } => Some(*dest),
        Inst::Call { dest, .. } => *dest,
        Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => None,
    }
}

/// What the instruction lets others change: variables whose address it takes, and all that did not parse.
fn reached(inst: &Inst) -> Vec<PlaceId> {
    let address = |operand: &Operand| match operand {
        Operand::AddrOf(place) => Some(*place),
        Operand::Copy(_) | Operand::Const(_) | Operand::Unknown => None,
    };
    match inst {
        Inst::Assign { value, .. } => value.operands().filter_map(address).collect(),
        Inst::Call { args, .. } => args.iter().filter_map(address).collect(),
        Inst::Opaque { uses, .. } => uses.clone(),
        Inst::Commented { .. } | Inst::ScopeEnd { .. } => Vec::new(),
    }
}
