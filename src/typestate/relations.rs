//! How a variable of a function compares with another one, a member or a constant, and which bits of one are set, as far as
//! the branches of one path have told: behind `for (i = 0; i < n; i++)` that was left by a `break`, `i == n` cannot hold, and
//! must where it went to its end. What such a loop counts up to is taken to be no less than 0.
//!
//! Only the search for a path knows them; in a simulation they would keep apart states that differ in nothing else.

use super::bits::{BitTest, Bits};
use super::context::FunctionCx;
use super::storage::Storage;
use crate::ir::{BinOp, BlockId, CmpOp, Const, Inst, Operand, PlaceId, Rvalue, Step, Terminator};
use rustc_hash::FxHashSet;

/// A variable and what it is compared with; of two variables the smaller one first.
type Pair = (PlaceId, Operand);

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
    /// Forgets what the instruction changes, but for what it means to count a variable up by one, or to begin at 0.
    fn pass(&mut self, cx: &FunctionCx, relations: &Relations, inst: &Inst) {
        self.pairs.retain(|((_, other), _)| !may_change(cx, inst, other));
        let Some(dest) = dest(inst) else { return };
        self.bits.retain(|(place, _)| *place != dest);
        let counts = is_increment(inst, dest);
        self.pairs.retain_mut(|((a, b), mask)| match (*a == dest, b.place() == Some(dest)) {
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
        if is_zero(inst) {
            self.begin(relations, dest);
        }
    }

    /// A counter begins at 0: what it is counted up to is no less, and a constant is more.
    fn begin(&mut self, relations: &Relations, counter: PlaceId) {
        for pair in relations.counted.iter().filter(|(a, b)| *a == counter || b.place() == Some(counter)) {
            let mask = match &pair.1 {
                Operand::Const(_) => LESS,
                _ if pair.0 == counter => LESS | EQUAL,
                _ => GREATER | EQUAL,
            };
            self.learn(pair, mask);
        }
    }

    /// What is left of how the pair may compare; 0 if that cannot be.
    fn learn(&mut self, pair: &Pair, mask: Mask) -> Mask {
        let at = self.pairs.binary_search_by_key(&pair, |(pair, _)| pair).unwrap_or_else(|at| {
            self.pairs.insert(at, (pair.clone(), LESS | EQUAL | GREATER));
            at
        });
        self.pairs[at].1 &= mask;
        self.pairs[at].1
    }
}

/// Whether the instruction may change a member: it gets what leads there.
fn may_change(cx: &FunctionCx, inst: &Inst, other: &Operand) -> bool {
    let Some(member) = other.place().filter(|place| cx.places.depth(*place) > 0) else { return false };
    let leads_there = |arg: &Operand| match arg {
        // Its number alone leads nowhere.
        Operand::Copy(place) => *place != member && cx.places.is_within(member, *place),
        Operand::AddrOf(place) => cx.places.is_within(member, *place),
        Operand::Const(_) | Operand::Unknown => false,
    };
    matches!(inst, Inst::Call { args, .. } if args.iter().any(leads_there))
}

/// `i = 0`.
fn is_zero(inst: &Inst) -> bool {
    matches!(inst, Inst::Assign { value: Rvalue::Use(Operand::Const(Const::Int(0))) | Rvalue::Zeroed, .. })
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
    /// Those of them that loops compare whose one side only such loops count up.
    counted: Vec<Pair>,
    /// The variables whose bits are tested.
    bits: FxHashSet<PlaceId>,
}

impl Relations {
    /// The own variables that more than one branch compares or tests the bits of and that nothing else can reach.
    pub fn new(cx: &FunctionCx) -> Relations {
        let compared = cx.function.block_ids().filter_map(|block| compared(cx, block));
        let compared = compared.map(|(pair, _)| pair).filter(|(a, b)| is_plain(cx, *a) && is_steady(cx, b));
        let tested = cx.function.block_ids().filter_map(|block| BitTest::at(cx, block));
        let tested = tested.map(|test| test.place).filter(|place| is_plain(cx, *place));
        let (mut pairs, mut bits) = (repeated(compared), repeated(tested));
        if !pairs.is_empty() || !bits.is_empty() {
            let reached: FxHashSet<PlaceId> = cx.function.insts().flat_map(reached).collect();
            let is_reached = |operand: &Operand| operand.place().is_some_and(|place| reached.contains(&place));
            pairs.retain(|(a, b)| !reached.contains(a) && !is_reached(b));
            bits.retain(|place| !reached.contains(place));
        }
        let mut counted: Vec<Pair> = pairs.iter().filter(|pair| is_counted(cx, pair)).cloned().collect();
        counted.sort();
        Relations { pairs, counted, bits }
    }

    /// What is known once `block` was left for `next`; `None` if that contradicts what was `known`.
    pub fn after(&self, cx: &FunctionCx, known: &Known, block: BlockId, next: BlockId) -> Option<Known> {
        if self.pairs.is_empty() && self.bits.is_empty() {
            return Some(Known::default());
        }
        let mut known = known.clone();
        let body = cx.function.block(block);
        body.insts.iter().for_each(|inst| known.pass(cx, self, inst));
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
        known.learn(&pair, mask) != 0
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
fn repeated<T: Clone + Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> FxHashSet<T> {
    let mut once = FxHashSet::default();
    all.filter(|one| !once.insert(one.clone())).collect()
}

/// What the branch at the end of the block compares, and how that compares where its condition holds. What a number of the
/// program's text means for a variable its value tells, but for where counting up to it ends.
fn compared(cx: &FunctionCx, block: BlockId) -> Option<(Pair, Mask)> {
    let Terminator::Branch { cond, .. } = &cx.function.block(block).terminator else { return None };
    let is_bound = |operand: &Operand| match operand {
        Operand::Copy(_) | Operand::Const(Const::Sym(_)) => true,
        Operand::Const(Const::Int(number)) => *number > 0,
        _ => false,
    };
    let (pair, op) = match (&cond.lhs, &cond.rhs) {
        (Operand::Copy(lhs), Operand::Copy(rhs)) if is_plain(cx, *rhs) && (lhs > rhs || !is_plain(cx, *lhs)) => {
            ((*rhs, Operand::Copy(*lhs)), cond.op.swap())
        }
        (Operand::Copy(lhs), rhs) if is_bound(rhs) => ((*lhs, rhs.clone()), cond.op),
        (lhs, Operand::Copy(rhs)) if is_bound(lhs) => ((*rhs, lhs.clone()), cond.op.swap()),
        _ => return None,
    };
    (pair.1.place() != Some(pair.0)).then_some((pair, mask(op)))
}

/// Whether a loop compares the two, and counts up the one and leaves the other alone, as it does all along.
fn is_counted(cx: &FunctionCx, (a, b): &Pair) -> bool {
    let sets = |place: PlaceId| cx.function.insts().filter(move |inst| dest(inst) == Some(place));
    let is_counter = |place: PlaceId| {
        sets(place).any(|inst| is_increment(inst, place))
            && sets(place).all(|inst| is_increment(inst, place) || is_zero(inst))
    };
    let is_bound = |operand: &Operand| match operand.place() {
        Some(place) => sets(place).next().is_none(),
        None => true,
    };
    is_counter(*a) && is_bound(b) || b.place().is_some_and(is_counter) && is_bound(&Operand::Copy(*a))
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

/// Whether the other side of a comparison stays what it is but for what the instructions of the path tell: a constant, a
/// variable of the function itself, or a member that it never sets.
fn is_steady(cx: &FunctionCx, operand: &Operand) -> bool {
    let Some(place) = operand.place() else { return true };
    let is_set = || cx.function.insts().any(|inst| dest(inst).is_some_and(|dest| cx.places.is_within(place, dest)));
    is_plain(cx, place) || cx.places.depth(place) > 0 && !is_set()
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
