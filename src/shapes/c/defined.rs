//! Where the value of a variable comes from, on every way to a place.

use super::cx::Cx;
use crate::ir::{Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::shapes::walk::At;
use std::collections::BTreeSet;

/// So many steps back are made at most.
const STEPS: usize = 200;

/// What a search looks for: the instruction that last stored into the place, before `at`.
type Wanted = (At, PlaceId);

impl Cx<'_> {
    /// The calls that give what is in `place` before `at`, itself or through copies. `None` if on some way something else does,
    /// or nobody knows what; 0 and -1 count as nothing.
    pub fn given_by(&self, place: PlaceId, at: At) -> Option<BTreeSet<At>> {
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut open: Vec<Wanted> = vec![(at, place)];
        let mut known: Vec<(PlaceId, bool)> = Vec::new();
        let mut is_own = |place: PlaceId| {
            let found = known.iter().find(|(other, _)| *other == place).map(|(_, is_own)| *is_own);
            found.unwrap_or_else(|| {
                let is_own = self.is_own_variable(place);
                known.push((place, is_own));
                is_own
            })
        };
        while let Some((at, place)) = open.pop() {
            if !is_own(place) || seen.len() > STEPS {
                return None;
            }
            let before = self.function.block(at.block).insts[..at.inst].iter().enumerate().rev();
            let mut stores = before.filter_map(|(inst, what)| Some((inst, stored(what, place)?)));
            let next: Vec<Wanted> = match stores.next() {
                Some((inst, Stored::Result)) => {
                    found.insert(At { block: at.block, inst });
                    Vec::new()
                }
                Some((inst, Stored::Copy(from))) => vec![(At { block: at.block, inst }, from)],
                Some((_, Stored::Nothing)) => Vec::new(),
                Some((_, Stored::Other)) => return None,
                None => self.ends_before(at, place)?,
            };
            open.extend(next.into_iter().filter(|next| seen.insert(*next)));
        }
        (!found.is_empty()).then_some(found)
    }

    /// The ends of the blocks before the one of `at`; `None` at the beginning of the function.
    fn ends_before(&self, at: At, place: PlaceId) -> Option<Vec<Wanted>> {
        let before = &self.cfg().predecessors[at.block.0 as usize];
        let end = |block| (At { block, inst: self.function.block(block).insts.len() }, place);
        (at.block.0 > 0 && !before.is_empty()).then(|| before.iter().map(|block| end(*block)).collect())
    }

    /// Whether nothing but the function itself stores into the place: a variable of which nobody has the address.
    pub fn is_own_variable(&self, place: PlaceId) -> bool {
        let Step::Local(local) = self.function.places.get(place).step else { return false };
        let is_plain =
            matches!(self.function.local(local).kind, LocalKind::Auto | LocalKind::Temp | LocalKind::Param(_));
        let gives = |operand: &Operand| *operand == Operand::AddrOf(place);
        let is_taken = |inst: &Inst| match inst {
            Inst::Assign { value, .. } => value.operands().any(gives),
            Inst::Call { args, .. } => args.iter().any(gives),
            Inst::Opaque { uses, .. } => uses.contains(&place),
            _ => false,
        };
        let is_returned =
            |end: &Terminator| matches!(end, Terminator::Return { value: Some(value), .. } if gives(value));
        is_plain
            && !self
                .function
                .blocks
                .iter()
                .any(|block| block.insts.iter().any(is_taken) || is_returned(&block.terminator))
    }
}

/// What is stored.
enum Stored {
    /// The result of a call.
    Result,
    /// What is in another place.
    Copy(PlaceId),
    /// 0 or -1: no code.
    Nothing,
    /// Anything else.
    Other,
}

/// What an instruction stores into `place`; `None` if it does not.
fn stored(inst: &Inst, place: PlaceId) -> Option<Stored> {
    match inst {
        Inst::Assign { dest, value, .. } if *dest == place => Some(match value {
            Rvalue::Use(Operand::Copy(from)) => Stored::Copy(*from),
            Rvalue::Use(Operand::Const(Const::Int(0 | -1))) => Stored::Nothing,
            _ => Stored::Other,
        }),
        Inst::Call { dest: Some(dest), .. } if *dest == place => Some(Stored::Result),
        _ => None,
    }
}
