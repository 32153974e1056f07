//! What a function stores in members of objects that others have as well: what its callers knew of those holds no longer.

use super::context::FunctionCx;
use super::summary::BoundaryPath;
use crate::ir::{BlockId, Inst, Name, Operand, PlaceId, Rvalue, Step, Terminator};

/// A function that stores in more members than so many sets up objects: it is not followed in this.
const MANY: usize = 64;

/// The members of objects of others that the function itself may store something in; sorted. What it calls is left out: a caller
/// would have to be looked at again with each body that is found below it.
pub fn written_members(cx: &FunctionCx) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut see = |place: PlaceId| found.extend(outer_member(cx, place).cloned());
    for inst in cx.function.insts() {
        match inst {
            Inst::Assign { dest, .. } => see(*dest),
            Inst::Call { dest, args, .. } => {
                dest.iter().for_each(|dest| see(*dest));
                args.iter().for_each(|arg| match arg {
                    Operand::AddrOf(place) => see(*place),
                    Operand::Copy(_) | Operand::Const(_) | Operand::Unknown => {}
                });
            }
            Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => {}
        }
    }
    found.sort();
    found.dedup();
    if found.len() > MANY { Vec::new() } else { found }
}

/// The places of the caller in which the function stores what another place holds before anything is decided.
pub fn replaced(cx: &FunctionCx) -> Vec<BoundaryPath> {
    let mut found: Vec<BoundaryPath> = Vec::new();
    let mut block = BlockId(0);
    // A loop without a branch is never left.
    for _ in 0..cx.function.blocks.len() {
        for inst in &cx.function.block(block).insts {
            if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(_)), .. } = inst {
                found.extend(cx.boundary_path(*dest).filter(|path| !path.steps.is_empty()));
            }
        }
        match cx.function.block(block).terminator {
            Terminator::Goto { target, .. } => block = target,
            _ => break,
        }
    }
    found
}

/// The member that the place is, if it lies behind a pointer or in a file-scope variable. The name alone counts: where members of
/// several structures share it, more is forgotten than need be.
pub fn outer_member<'c>(cx: &'c FunctionCx, place: PlaceId) -> Option<&'c Name> {
    match &cx.places.get(place).step {
        Step::Field(name) => {
            let is_outside = || matches!(cx.places.get(cx.places.root(place)).step, Step::Global(_));
            (cx.places.has_deref(place) || is_outside()).then_some(name)
        }
        Step::Local(_) | Step::Global(_) | Step::Elem(_) | Step::Derived(_) => None,
    }
}
