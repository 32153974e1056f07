//! Whether a second try goes to the same address.

use super::context::Context;
use super::steps::{Act, Call};
use crate::dataflow::BlockSet;
use crate::ir::{BlockId, Elem, Inst, Operand, PlaceId, Rvalue, Step};
use crate::model::Phase;

/// Which argument of `connect` is the address.
const ADDRESS: usize = 1;

impl Context<'_, '_> {
    /// Whether `call` is given the address that `earlier` was given, and nothing in between stores another one there.
    pub fn is_same_address(&self, earlier: &Call, call: &Call) -> bool {
        let (Some(before), Some(now)) = (earlier.args.get(ADDRESS), call.args.get(ADDRESS)) else { return false };
        let (before, now) = (self.origin(before), self.origin(now));
        let Some(address) = now.place().filter(|_| before == now) else { return false };
        // Elements at an index that is not constant are one place, but not one address.
        let places = &self.steps.function.places;
        let mut above = std::iter::successors(Some(address), |place| places.get(*place).parent);
        if above.any(|place| places.get(place).step == Step::Elem(Elem::Any)) {
            return false;
        }
        let (after, ahead) = (self.reached(earlier.at.0), self.reaching(call.at.0));
        let function = self.steps.function;
        let mut between = function.block_ids().filter(|block| after.contains(*block) && ahead.contains(*block));
        !between.any(|block| function.block(block).insts.iter().any(|inst| self.changes(inst, address)))
    }

    /// What a name for one value stands for.
    fn origin<'o>(&'o self, operand: &'o Operand) -> &'o Operand {
        let Operand::Copy(place) = operand else { return operand };
        let mut stores = self.steps.function.insts().filter_map(|inst| match inst {
            Inst::Assign { dest, value, .. } if dest == place => Some(Some(value)),
            Inst::Call { dest, .. } if *dest == Some(*place) => Some(None),
            _ => None,
        });
        match (stores.next(), stores.next()) {
            (Some(Some(Rvalue::Use(only @ Operand::AddrOf(_)))), None) => only,
            _ => operand,
        }
    }

    fn changes(&self, inst: &Inst, address: PlaceId) -> bool {
        let places = &self.steps.function.places;
        let is_part = |place: PlaceId| places.is_within(address, place) || places.is_within(place, address);
        let is_lent = |arg: &Operand| matches!(arg, Operand::AddrOf(place) if is_part(*place));
        match inst {
            Inst::Assign { dest, .. } => is_part(*dest),
            Inst::Call { dest, args, span, .. } => {
                let connects = |call: &&Call| call.span == *span && call.act == Act::Step(Phase::Connect);
                let is_connect = self.steps.calls.iter().any(|call| connects(&call));
                dest.is_some_and(is_part) || args.iter().any(is_lent) && !is_connect
            }
            Inst::Opaque { uses, .. } => uses.iter().any(|place| is_part(*place)),
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => false,
        }
    }

    /// The blocks that are reached from `from`, itself among them.
    fn reached(&self, from: BlockId) -> BlockSet {
        let mut found = BlockSet::new(self.cfg.successors.len());
        let mut work = vec![from];
        while let Some(block) = work.pop() {
            if found.insert(block) {
                work.extend(&self.cfg.successors[block.0 as usize]);
            }
        }
        found
    }
}
