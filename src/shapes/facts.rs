//! What a walk knows of the values of places.

use crate::dataflow::SortedMap;
use crate::ir::{BinOp, BlockId, CmpOp, Cond, Const, Function, Operand, PlaceId, Rvalue, Terminator};
use smallvec::{SmallVec, smallvec};

/// What is known of one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// Its value.
    Is(Const),
    /// Values that it does not have, in order.
    Not(Vec<Const>),
    /// It is no less than 0.
    NotNegative,
    /// It is a variant that stands for success: neither `Err` nor `None`.
    Success,
}

/// What is known on one way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    places: SortedMap<PlaceId, Known>,
    conds: SortedMap<Cond, bool>,
}

impl Facts {
    /// Notes what is known of a place.
    pub fn set(&mut self, place: PlaceId, known: Known) {
        self.places.insert(place, known);
    }

    /// What is known of a place.
    pub fn known(&self, place: PlaceId) -> Option<&Known> {
        self.places.get(&place)
    }

    /// The value of a place.
    pub fn value(&self, place: PlaceId) -> Option<&Const> {
        match self.places.get(&place) {
            Some(Known::Is(value)) => Some(value),
            _ => None,
        }
    }

    /// Keeps what is known by the other too; whether anything was forgotten.
    pub fn join(&mut self, other: &Facts) -> bool {
        let before = self.places.len() + self.conds.len();
        self.places.retain(|place, known| other.places.get(place) == Some(known));
        self.conds.retain(|cond, holds| other.conds.get(cond) == Some(holds));
        self.places.len() + self.conds.len() < before
    }

    /// Forgets a place with its parts.
    pub fn forget(&mut self, function: &Function, place: PlaceId) {
        self.places.retain(|known, _| !function.places.is_within(*known, place));
        let is_part = |operand: &Operand| operand.place().is_some_and(|known| function.places.is_within(known, place));
        self.conds.retain(|cond, _| !is_part(&cond.lhs) && !is_part(&cond.rhs));
    }

    /// Forgets all but the parts of these places.
    pub fn keep(&mut self, function: &Function, wholes: &std::collections::BTreeSet<PlaceId>) {
        self.places.retain(|place, _| function.places.ancestors(*place).any(|at| wholes.contains(&at)));
        self.conds.clear();
    }

    /// `dest = value`
    pub fn assign(&mut self, function: &Function, dest: PlaceId, value: &Rvalue) {
        let kept = match value {
            Rvalue::Use(Operand::Const(value)) => vec![(dest, Known::Is(value.clone()))],
            Rvalue::Use(Operand::Copy(from) | Operand::AddrOf(from)) => self.moved(function, *from, dest),
            Rvalue::Binary(BinOp::Add | BinOp::Sub, a, b) if self.constant(b) == Some(&Const::Int(0)) => {
                if a.place() == Some(dest) {
                    return;
                }
                a.place().map_or(Vec::new(), |from| self.moved(function, from, dest))
            }
            _ => Vec::new(),
        };
        self.forget(function, dest);
        kept.into_iter().for_each(|(place, known)| self.places.insert(place, known));
    }

    /// What is known of `dest` once it is what `from` is.
    fn moved(&self, function: &Function, from: PlaceId, dest: PlaceId) -> Vec<(PlaceId, Known)> {
        let parts = self.places.iter().filter(|(place, _)| function.places.is_within(**place, from));
        let moved = parts.filter_map(|(place, known)| {
            let steps = function.places.steps(from, *place);
            Some((function.places.follow(dest, &steps)?, known.clone()))
        });
        moved.collect()
    }

    /// The constant that an operand is.
    pub fn constant<'c>(&'c self, operand: &'c Operand) -> Option<&'c Const> {
        match operand {
            Operand::Const(value) => Some(value),
            Operand::Copy(place) => self.value(*place),
            Operand::AddrOf(_) | Operand::Unknown => None,
        }
    }

    /// Whether a condition holds, if that is known.
    pub fn decide(&self, cond: &Cond) -> Option<bool> {
        if let Some(known) = self.conds.get(cond) {
            return Some(*known);
        }
        match (self.constant(&cond.lhs), self.constant(&cond.rhs)) {
            (Some(Const::Int(a)), Some(Const::Int(b))) => Some(compare(cond.op, *a, *b)),
            (Some(a), Some(b)) if a == b => match cond.op {
                CmpOp::Eq => Some(true),
                CmpOp::Ne => Some(false),
                _ => None,
            },
            (Some(Const::Int(number)), Some(Const::Sym(name))) | (Some(Const::Sym(name)), Some(Const::Int(number)))
                if *number < 0 && is_kind(name.as_str()) =>
            {
                match cond.op {
                    CmpOp::Eq => Some(false),
                    CmpOp::Ne => Some(true),
                    _ => None,
                }
            }
            (Some(Const::Variant(_)), Some(Const::Variant(_))) => match cond.op {
                CmpOp::Eq => Some(false),
                CmpOp::Ne => Some(true),
                _ => None,
            },
            (None, Some(value)) => self.decide_place(&cond.lhs, cond.op, value),
            (Some(value), None) => self.decide_place(&cond.rhs, cond.op.swap(), value),
            _ => None,
        }
    }

    fn decide_place(&self, operand: &Operand, op: CmpOp, value: &Const) -> Option<bool> {
        match (self.places.get(&operand.place()?)?, value) {
            (Known::Not(others), value) if others.contains(value) => match op {
                CmpOp::Eq => Some(false),
                CmpOp::Ne => Some(true),
                _ => None,
            },
            (Known::NotNegative, Const::Int(value)) if *value < 0 => match op {
                CmpOp::Eq | CmpOp::Lt | CmpOp::Le => Some(false),
                CmpOp::Ne | CmpOp::Gt | CmpOp::Ge => Some(true),
            },
            (Known::NotNegative, Const::Int(0)) => match op {
                CmpOp::Lt => Some(false),
                CmpOp::Ge => Some(true),
                _ => None,
            },
            (Known::NotNegative, Const::Sym(name)) if is_invalid(name.as_str()) => match op {
                CmpOp::Eq => Some(false),
                CmpOp::Ne => Some(true),
                _ => None,
            },
            _ => None,
        }
    }

    /// Learns that a condition holds, or does not; what is known already says more than what a value is not.
    pub fn learn(&mut self, cond: &Cond, holds: bool) {
        let op = if holds { cond.op } else { cond.op.negate() };
        match (&cond.lhs, op, &cond.rhs) {
            (Operand::Copy(place), CmpOp::Eq, Operand::Const(value)) => self.set(*place, Known::Is(value.clone())),
            (Operand::Copy(place), CmpOp::Ne, Operand::Const(value)) => {
                self.exclude(*place, value);
            }
            (Operand::Copy(_), _, Operand::Copy(_) | Operand::Const(_)) => self.conds.insert(cond.clone(), holds),
            _ => {}
        }
    }

    /// Notes a value that a place does not have; what else is known of it says more, but for other such values.
    fn exclude(&mut self, place: PlaceId, value: &Const) {
        let known = match self.places.get(&place) {
            Some(Known::Not(others)) => {
                let mut all = others.clone();
                all.push(value.clone());
                all.sort_unstable();
                all.dedup();
                all
            }
            Some(_) => return,
            None => vec![value.clone()],
        };
        self.places.insert(place, Known::Not(known));
    }

    /// The ways on from the end of a block, with what is known on each; those that cannot be are left out.
    pub fn ways(self, terminator: &Terminator) -> SmallVec<[(BlockId, Facts); 2]> {
        match terminator {
            Terminator::Goto { target, .. } => smallvec![(*target, self)],
            Terminator::Branch { cond, then, otherwise, .. } => match self.decide(cond) {
                Some(holds) => smallvec![(if holds { *then } else { *otherwise }, self)],
                None => {
                    let (mut yes, mut no) = (self.clone(), self);
                    yes.learn(cond, true);
                    no.learn(cond, false);
                    smallvec![(*then, yes), (*otherwise, no)]
                }
            },
            Terminator::Switch { value, cases, default, .. } => self.switched(value, cases, *default),
            Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. } => SmallVec::new(),
        }
    }

    fn switched(
        &self,
        value: &Operand,
        cases: &[(Const, BlockId)],
        default: BlockId,
    ) -> SmallVec<[(BlockId, Facts); 2]> {
        if let Some(known) = self.constant(value) {
            let case = cases.iter().find(|(constant, _)| constant == known);
            return smallvec![(case.map_or(default, |(_, to)| *to), self.clone())];
        }
        let place = match value {
            Operand::Copy(place) => Some(*place),
            _ => None,
        };
        let not = place.and_then(|place| self.places.get(&place));
        let with = |known: Option<Known>| {
            let mut facts = self.clone();
            match (place, known) {
                (Some(place), Some(Known::Not(values))) => {
                    values.iter().for_each(|value| facts.exclude(place, value));
                }
                (Some(place), Some(known)) => facts.set(place, known),
                _ => {}
            }
            facts
        };
        if not == Some(&Known::Success) {
            let case = cases.iter().find(|(constant, _)| is_named(constant, &["Ok", "Some"]));
            let is_answered = cases.iter().all(|(constant, _)| is_named(constant, &["Ok", "Some", "Err", "None"]));
            if case.is_some() || is_answered {
                return smallvec![(case.map_or(default, |(_, to)| *to), self.clone())];
            }
        }
        let can_be = |constant: &Const| self.decide_place(value, CmpOp::Eq, constant) != Some(false);
        let possible = cases.iter().filter(|(constant, _)| can_be(constant));
        let mut ways: SmallVec<_> =
            possible.map(|(constant, to)| (*to, with(Some(Known::Is(constant.clone()))))).collect();
        let rest = match cases {
            [(only, _)] => Some(opposite(only)),
            _ if cases.iter().all(|(constant, _)| is_named(constant, &["Err", "None"])) => Some(Known::Success),
            _ => None,
        };
        ways.push((default, with(rest)));
        ways
    }
}

/// What a value is that is not the variant: there are only two of `Result` and `Option`.
fn opposite(variant: &Const) -> Known {
    let other = match variant {
        Const::Variant(name) => match name.as_str() {
            "Ok" => Some("Err"),
            "Err" => Some("Ok"),
            "Some" => Some("None"),
            "None" => Some("Some"),
            "Ready" => Some("Pending"),
            "Pending" => Some("Ready"),
            _ => None,
        },
        _ => None,
    };
    other.map_or_else(|| Known::Not(vec![variant.clone()]), |name| Known::Is(Const::Variant(name.into())))
}

fn is_named(constant: &Const, names: &[&str]) -> bool {
    matches!(constant, Const::Variant(name) if names.contains(&name.as_str()))
}

/// Whether a constant is the type or family of sockets: those are never negative.
fn is_kind(name: &str) -> bool {
    ["SOCK_", "AF_", "PF_"].iter().any(|start| name.starts_with(start))
}

fn is_invalid(name: &str) -> bool {
    matches!(name, "INVALID_SOCKET" | "SOCKET_ERROR")
}

fn compare(op: CmpOp, a: i64, b: i64) -> bool {
    match op {
        CmpOp::Eq => a == b,
        CmpOp::Ne => a != b,
        CmpOp::Lt => a < b,
        CmpOp::Le => a <= b,
        CmpOp::Gt => a > b,
        CmpOp::Ge => a >= b,
    }
}
