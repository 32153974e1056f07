//! Amounts that a read or a write gives and nobody looks at.

use super::calls::Calls;
use crate::ir::{
    AWAIT, BlockId, Callee, Const, Function, Inst, LocalKind, Operand, PlaceId, Rvalue, Terminator, VALUE,
};
use crate::ir::{Step, VARIANT};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// What only tells people, or nobody: who is told how much it was has not looked yet.
const TELLING: [&str; 11] =
    ["trace", "debug", "info", "warn", "error", "println", "eprintln", "print", "log", "drop", "mem::drop"];

/// What becomes of what is in a place.
#[derive(Clone, Copy)]
enum Use {
    /// It is copied to another place.
    Move(PlaceId),
    /// A value is computed of it, or a branch asks for it.
    Asked,
    /// A call is given it: one that only tells of it, and one that only waits for it.
    Given { is_told: bool, is_awaited: bool },
    /// Something that is not understood uses it.
    Opaque,
    /// It is returned at the end of the block.
    Returned(BlockId),
}

/// Where the values of a function are used, found once for all its calls.
#[derive(Default)]
pub struct Uses {
    /// The uses of each place.
    of: FxHashMap<PlaceId, Vec<Use>>,
    /// Whole copies of each place, with the blocks that they are made in.
    copies: FxHashMap<PlaceId, Vec<(BlockId, PlaceId)>>,
    /// Where each place is given a value, by a block and the number of an instruction.
    given: FxHashMap<PlaceId, Vec<(BlockId, usize)>>,
    /// Tags that a branch asks for success or failure.
    asked: FxHashSet<PlaceId>,
    /// The blocks that are only entered where a result has turned out to be a failure, with the result.
    failures: FxHashMap<BlockId, PlaceId>,
}

impl Uses {
    /// Goes through the function.
    pub fn new(function: &Function) -> Uses {
        let mut uses = Uses { failures: failures(function), ..Uses::default() };
        for block in function.block_ids() {
            let body = function.block(block);
            for (number, inst) in body.insts.iter().enumerate() {
                if let Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } = inst {
                    uses.given.entry(*dest).or_default().push((block, number));
                }
                uses.inst(block, inst);
            }
            uses.end(block, &body.terminator);
        }
        uses
    }

    fn add(&mut self, operand: &Operand, what: Use) {
        if let Some(place) = operand.place() {
            self.of.entry(place).or_default().push(what);
        }
    }

    fn inst(&mut self, block: BlockId, inst: &Inst) {
        match inst {
            Inst::Assign { dest, value, .. } => {
                if let Rvalue::Use(Operand::Copy(from)) = value {
                    self.copies.entry(*from).or_default().push((block, *dest));
                }
                match value {
                    Rvalue::Use(value) => self.add(value, Use::Move(*dest)),
                    _ => value.operands().for_each(|operand| self.add(operand, Use::Asked)),
                }
            }
            Inst::Call { args, callee, .. } => {
                let short = match callee {
                    Callee::Named(name) => name.as_str().trim_end_matches('!'),
                    _ => "",
                };
                let given = Use::Given { is_told: TELLING.contains(&short), is_awaited: short == AWAIT };
                args.iter().for_each(|arg| self.add(arg, given));
            }
            Inst::Opaque { uses, .. } => uses.iter().for_each(|place| self.add(&Operand::Copy(*place), Use::Opaque)),
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
        }
    }

    fn end(&mut self, block: BlockId, end: &Terminator) {
        match end {
            Terminator::Branch { cond, .. } => {
                self.add(&cond.lhs, Use::Asked);
                self.add(&cond.rhs, Use::Asked);
            }
            Terminator::Switch { value, cases, .. } => {
                self.add(value, Use::Asked);
                if let Some(tag) = value.place()
                    && cases.iter().any(|(constant, _)| is_one_of(constant, &["Ok", "Err"]))
                {
                    self.asked.insert(tag);
                }
            }
            Terminator::Return { value: Some(value), .. } => self.add(value, Use::Returned(block)),
            _ => {}
        }
    }

    /// Whether a place, or a copy of it, is returned.
    pub fn is_returned(&self, place: PlaceId) -> bool {
        let is_it = |place: PlaceId| self.of(place).iter().any(|used| matches!(used, Use::Returned(_)));
        is_it(place) || self.copies_of(place).any(is_it)
    }

    /// The whole copies of a place.
    pub fn copies_of(&self, place: PlaceId) -> impl Iterator<Item = PlaceId> {
        self.copies.get(&place).into_iter().flatten().map(|(_, dest)| *dest)
    }

    /// The instructions that give a place its value.
    pub fn given<'f>(&self, function: &'f Function, place: PlaceId) -> impl Iterator<Item = &'f Inst> {
        let at = self.given.get(&place).into_iter().flatten();
        at.map(|(block, number)| &function.block(*block).insts[*number])
    }

    fn of(&self, place: PlaceId) -> &[Use] {
        self.of.get(&place).map_or(&[], Vec::as_slice)
    }
}

/// Whether somebody asks if there was success, and nobody how much it was.
pub fn is_asked_unread(calls: &Calls, result: PlaceId) -> bool {
    let results = results(calls, result);
    results.iter().any(|place| is_asked(calls, *place)) && !is_read(calls, &results)
}

/// Whether nobody reads how much it was.
pub fn is_unread(calls: &Calls, result: PlaceId) -> bool {
    !is_read(calls, &results(calls, result))
}

/// The places that get how much it was.
pub fn amounts_of(calls: &Calls, result: PlaceId) -> BTreeSet<PlaceId> {
    amounts(calls, &results(calls, result))
}

/// The place and its copies, but for those in which another value has taken the place of the amount, as behind
/// `.map(|_| ())`, and those of a failure.
fn results(calls: &Calls, result: PlaceId) -> BTreeSet<PlaceId> {
    let uses = calls.uses();
    let mut found = BTreeSet::from([result]);
    let mut work = vec![result];
    while let Some(from) = work.pop() {
        for (block, dest) in uses.copies.get(&from).into_iter().flatten() {
            if uses.failures.get(block) != Some(&from) && !is_replaced(calls, *dest) && found.insert(*dest) {
                work.push(*dest);
            }
        }
    }
    found
}

/// The blocks that are only entered where a result has turned out to be a failure.
fn failures(function: &Function) -> FxHashMap<BlockId, PlaceId> {
    let mut found = FxHashMap::default();
    let mut others = FxHashSet::default();
    for block in &function.blocks {
        let failed = |to: BlockId| {
            let Terminator::Switch { value: Operand::Copy(tag), cases, default, .. } = &block.terminator else {
                return None;
            };
            let is_failure = |(constant, at): &(Const, BlockId)| *at != to || is_one_of(constant, &["Err", "None"]);
            let fails = match to != *default {
                true => cases.iter().all(is_failure),
                false => matches!(&cases[..], [(only, at)] if is_one_of(only, &["Ok"]) && *at != to),
            };
            let whole = function.places.get(*tag).parent;
            whole.filter(|whole| fails && function.places.find(Some(*whole), Step::Field(VARIANT.into())) == Some(*tag))
        };
        for to in block.terminator.successors() {
            match failed(to) {
                Some(whole) if found.get(&to).is_none_or(|known| *known == whole) => drop(found.insert(to, whole)),
                _ => drop(others.insert(to)),
            }
        }
    }
    found.retain(|block, _| !others.contains(block));
    found
}

fn is_one_of(constant: &Const, names: &[&str]) -> bool {
    matches!(constant, Const::Variant(name) if names.contains(&name.as_str()))
}

fn is_replaced(calls: &Calls, place: PlaceId) -> bool {
    let is_assigned = |inst: &Inst| matches!(inst, Inst::Assign { .. });
    calls.member(place, VALUE).is_some_and(|value| calls.uses().given(calls.function, value).any(is_assigned))
}

/// Whether a pattern, `?` or `unwrap` asks for success or failure.
fn is_asked(calls: &Calls, place: PlaceId) -> bool {
    calls.member(place, VARIANT).is_some_and(|tag| calls.uses().asked.contains(&tag))
}

/// The amounts in `results`, and the variables that get them.
fn amounts(calls: &Calls, results: &BTreeSet<PlaceId>) -> BTreeSet<PlaceId> {
    let mut found: BTreeSet<PlaceId> = results.iter().filter_map(|place| calls.member(*place, VALUE)).collect();
    let mut work: Vec<PlaceId> = found.iter().copied().collect();
    while let Some(from) = work.pop() {
        for (_, dest) in calls.uses().copies.get(&from).into_iter().flatten() {
            if is_variable(calls, *dest) && found.insert(*dest) {
                work.push(*dest);
            }
        }
    }
    found
}

/// Whether a place is a whole variable of the function's own.
fn is_variable(calls: &Calls, place: PlaceId) -> bool {
    let local = calls.function.places.get(place).parent.is_none().then(|| calls.function.places.root_local(place));
    local.flatten().is_some_and(|local| matches!(calls.function.local(local).kind, LocalKind::Auto | LocalKind::Temp))
}

/// Whether the amount, or the whole result, is used.
fn is_read(calls: &Calls, results: &BTreeSet<PlaceId>) -> bool {
    let (uses, amounts) = (calls.uses(), amounts(calls, results));
    let fails = |block: &BlockId, place: PlaceId| uses.failures.get(block) == Some(&place);
    let is_used = |place: PlaceId| {
        uses.of(place).iter().any(|used| match used {
            Use::Move(dest) => !amounts.contains(dest),
            Use::Asked | Use::Opaque => true,
            Use::Given { is_told, .. } => !is_told,
            Use::Returned(block) => !fails(block, place),
        })
    };
    let is_given = |place: PlaceId| {
        uses.of(place).iter().any(|used| match used {
            Use::Move(_) | Use::Asked => false,
            Use::Opaque => true,
            Use::Given { is_awaited, .. } => !is_awaited,
            Use::Returned(block) => !fails(block, place),
        })
    };
    amounts.iter().any(|place| is_used(*place)) || results.iter().any(|place| is_given(*place))
}
