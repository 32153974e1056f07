//! How two variables of a function compare, as far as the branches of one path have told: behind `for (i = 0; i < n; i++)`
//! that was left by a `break`, `i == n` cannot hold.
//!
//! Only the search for a path knows them; in a simulation they would keep apart states that differ in nothing else.

use super::context::FunctionCx;
use super::storage::Storage;
use crate::ir::{BlockId, CmpOp, Inst, Operand, PlaceId, Step, Terminator};
use rustc_hash::FxHashSet;

/// Two variables, the smaller first.
type Pair = (PlaceId, PlaceId);

/// The first may be less than the second, equal to it, greater: one bit each.
type Mask = u8;

const LESS: Mask = 1;
const EQUAL: Mask = 2;
const GREATER: Mask = 4;

/// What is known on one path, by pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Known(Vec<(Pair, Mask)>);

/// The comparisons of one function that can contradict each other.
pub struct Relations {
    pairs: FxHashSet<Pair>,
}

impl Relations {
    /// The pairs of own variables that more than one branch compares and that nothing else can reach.
    pub fn new(cx: &FunctionCx) -> Relations {
        let mut once: FxHashSet<Pair> = FxHashSet::default();
        let mut pairs: FxHashSet<Pair> = FxHashSet::default();
        let compared = cx.function.block_ids().filter_map(|block| compared(cx, block));
        for (pair, _) in compared.filter(|((a, b), _)| is_plain(cx, *a) && is_plain(cx, *b)) {
            if !once.insert(pair) {
                pairs.insert(pair);
            }
        }
        if !pairs.is_empty() {
            let reached: FxHashSet<PlaceId> = cx.function.insts().flat_map(reached).collect();
            pairs.retain(|(a, b)| !reached.contains(a) && !reached.contains(b));
        }
        Relations { pairs }
    }

    /// What is known once `block` was left for `next`; `None` if that contradicts what was `known`.
    pub fn after(&self, cx: &FunctionCx, known: &Known, block: BlockId, next: BlockId) -> Option<Known> {
        if self.pairs.is_empty() {
            return Some(Known::default());
        }
        let mut known = known.clone();
        let body = cx.function.block(block);
        for dest in body.insts.iter().filter_map(dest) {
            known.0.retain(|((a, b), _)| *a != dest && *b != dest);
        }
        let Terminator::Branch { then, otherwise, .. } = &body.terminator else { return Some(known) };
        let Some((pair, holds)) = compared(cx, block).filter(|(pair, _)| self.pairs.contains(pair)) else {
            return Some(known);
        };
        let mask = match (next == *then, next == *otherwise) {
            (true, false) => holds,
            (false, true) => !holds & (LESS | EQUAL | GREATER),
            _ => return Some(known),
        };
        match known.0.binary_search_by_key(&pair, |(pair, _)| *pair) {
            Ok(at) => known.0[at].1 &= mask,
            Err(at) => known.0.insert(at, (pair, mask)),
        }
        known.0.iter().all(|(_, mask)| *mask != 0).then_some(known)
    }
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
