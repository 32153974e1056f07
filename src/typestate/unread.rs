//! Variables that nothing reads.

use super::context::FunctionCx;
use crate::ir::{Inst, LocalKind, Operand, PlaceId, Step, Terminator};
use rustc_hash::FxHashSet;

/// The places that the function reads, and those that they lie in.
pub fn read_places(cx: &FunctionCx) -> FxHashSet<PlaceId> {
    let mut read = FxHashSet::default();
    let mut see = |operand: &Operand| read.extend(operand.place().into_iter().flat_map(|at| cx.places.ancestors(at)));
    for inst in cx.function.insts() {
        match inst {
            Inst::Assign { value, .. } => value.operands().for_each(&mut see),
            Inst::Call { args, .. } => args.iter().for_each(&mut see),
            Inst::Opaque { uses, .. } => uses.iter().for_each(|used| see(&Operand::Copy(*used))),
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
        }
    }
    for block in &cx.function.blocks {
        match &block.terminator {
            Terminator::Branch { cond, .. } => [&cond.lhs, &cond.rhs].into_iter().for_each(&mut see),
            Terminator::Switch { value, .. } | Terminator::Return { value: Some(value), .. } => see(value),
            _ => {}
        }
    }
    read
}

/// Whether the place is a variable that the program names.
pub fn is_named(cx: &FunctionCx, place: PlaceId) -> bool {
    matches!(cx.places.get(place).step, Step::Local(local) if cx.function.local(local).kind == LocalKind::Auto)
}
