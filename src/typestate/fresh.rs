//! Objects that only this function can reach, until their address gets out: what is put into them from then on is not lost
//! with the function's own pointer.

use super::calls::{CallSite, Target};
use super::machine::Machine;
use super::state::State;
use super::storage::Storage;
use super::subject::same_or_copy;
use super::value::{Origin, Value};
use crate::ir::{Operand, PlaceId, Rvalue};
use crate::model::Role;

impl Machine<'_, '_> {
    /// The call may make objects known to others that it is given the address of.
    pub(super) fn let_out(&self, state: &mut State, call: &CallSite) {
        for (at, arg) in call.args.iter().enumerate() {
            if lets_out(call, at) {
                // What is given together with an object of somebody else is most likely put there.
                let is_put = self.is_borrowed() && call.args.iter().any(|other| other != arg && self.is_others(other));
                self.no_longer_fresh(state, arg, is_put);
            }
        }
    }

    /// Whether the operand leads to what is there when the function is left.
    fn is_others(&self, operand: &Operand) -> bool {
        let place = operand.place().filter(|place| self.is_holder(*place));
        place.is_some_and(|place| self.cx.boundary_path(place).is_some())
    }

    /// So does storing their address where the function is not the only one to see it.
    pub(super) fn store_out(&self, state: &mut State, dest: PlaceId, value: &Rvalue) {
        if let Rvalue::Use(operand) = value
            && !matches!(self.cx.storage(dest), Storage::Own(_))
        {
            self.no_longer_fresh(state, operand, false);
        }
    }

    fn no_longer_fresh(&self, state: &mut State, operand: &Operand, is_put: bool) {
        let is_it = |pointer: PlaceId| match operand {
            Operand::Copy(place) => same_or_copy(self.cx, *place, pointer),
            Operand::AddrOf(part) => self.cx.places.is_within(*part, pointer) && *part != pointer,
            Operand::Const(_) | Operand::Unknown => false,
        };
        let is_fresh = |value: &Value| value.origin == Origin::Fresh;
        let known = state.facts().iter().filter(|(pointer, value)| is_fresh(value) && is_it(*pointer));
        let mut pointers: Vec<(PlaceId, Value)> = known.cloned().collect();
        // What becomes of a handle that is in the object already is for the call, or the store, itself to say; but for that of
        // a caller, which is kept if the object is put somewhere.
        let mut holds = |pointer: PlaceId| state.handles().any(|handle| handle.is_inside(pointer, &self.cx.places));
        pointers.retain(|(pointer, _)| is_put || !holds(*pointer));
        for (pointer, mut value) in pointers {
            value.origin = Origin::None;
            state.set_fact(pointer, value);
        }
    }
}

/// Whether the callee may keep the address that it is given as argument `at`. One of which only the name is known mostly
/// fills the object in.
fn lets_out(call: &CallSite, at: usize) -> bool {
    match call.target {
        Target::Model(model) => model.role == Role::Transfer || model.keeps.map(usize::from) == Some(at),
        Target::Body(summary) => summary.lets_out(at) && !summary.memory.frees(at),
        Target::Unknown(hints) => hints.takes && !call.has_string(),
        Target::Pointer(_) => true,
    }
}
