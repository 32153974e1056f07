//! Which objects a function of Rust has made itself: what is stored in others, somebody else can see.
//!
//! `self.fd = fd`, `guard.fd = fd`: behind the name is an object of the caller, or one that a call has given. Only what is
//! put together here, `Conn { fd }`, ends here.

use super::context::FunctionCx;
use crate::ir::{ERROR, Inst, LocalId, LocalKind, Operand, PlaceId, Rvalue, Step, VALUE};

/// Through so many copies an object is followed back.
const DEPTH: usize = 6;

impl FunctionCx<'_> {
    /// Whether `place` is a part of an object that the function has not made.
    pub fn is_of_others(&self, place: PlaceId) -> bool {
        let node = self.places.get(place);
        let Some(local) = self.places.root_local(place).filter(|_| node.parent.is_some()) else { return false };
        // What a result holds is changed on its way: `result.map(..)`.
        let is_held = matches!(&node.step, Step::Field(name) if matches!(name.as_str(), VALUE | ERROR));
        let is_result = is_held && self.function.local(local).kind == LocalKind::Temp;
        self.function.callees_keep && !is_result && !self.is_made(local, DEPTH)
    }

    /// Whether a variable only ever is what the function has put together.
    fn is_made(&self, local: LocalId, depth: usize) -> bool {
        let variable = self.function.local(local);
        if matches!(variable.kind, LocalKind::Param(_)) || depth == 0 {
            return false;
        }
        let is_whole = |place: PlaceId| self.places.get(place).step == Step::Local(local);
        variable.ty.is_array
            || self.function.insts().all(|inst| match inst {
                Inst::Call { dest: Some(dest), .. } => !is_whole(*dest),
                Inst::Assign { dest, value, .. } if is_whole(*dest) => self.makes(value, depth),
                _ => true,
            })
    }

    fn makes(&self, value: &Rvalue, depth: usize) -> bool {
        let Rvalue::Use(Operand::Copy(from)) = value else { return false };
        match self.places.get(*from).step {
            Step::Local(local) => self.is_made(local, depth - 1),
            _ => false,
        }
    }
}
