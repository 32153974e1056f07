//! Objects that are handed on by the address of one of their members, as a node for a list or a tree.

use crate::ir::{Operand, PlaceId, Step};
use crate::typestate::calls::{CallSite, Target};
use crate::typestate::context::FunctionCx;
use crate::typestate::state::Handle;
use crate::typestate::storage::Storage;

impl FunctionCx<'_> {
    /// Whether argument `at` is the address of a member of the very object that holds `handle` in another member, and some
    /// other argument, or the callee's name, says where the object is put. An object on the stack is no node of anything.
    pub(super) fn links_in(&self, handle: &Handle, call: &CallSite, at: usize) -> bool {
        let Some(object) = call.args.get(at).and_then(|arg| self.object_of_member(arg)) else { return false };
        if matches!(call.target, Target::Unknown(hints) if hints.copies) {
            return false;
        }
        let sounds = match call.target {
            Target::Unknown(hints) | Target::Pointer(hints) => hints.takes,
            Target::Model(_) | Target::Body(_) => false,
        };
        let is_outside = |arg: &Operand| arg.place().is_some_and(|place| !self.places.is_within(place, object));
        handle.is_inside(object, &self.places)
            && (sounds || call.args.iter().any(|arg| is_outside(arg) && self.is_object_address(arg)))
    }

    /// Whether storing `value` in `dest` puts the object that holds `handle` where it can be found by one of its members.
    pub fn is_linked_by(&self, handle: &Handle, dest: PlaceId, value: &Operand) -> bool {
        let object = self.object_of_member(value);
        let is_outside =
            |object: &PlaceId| !matches!(self.storage(dest), Storage::Own(_)) && !self.places.is_within(dest, *object);
        object.filter(is_outside).is_some_and(|object| handle.is_inside(object, &self.places))
    }

    /// The object behind a pointer of which the operand is the address of a member.
    fn object_of_member(&self, operand: &Operand) -> Option<PlaceId> {
        let Operand::AddrOf(member) = operand else { return None };
        let is_field = |place: &PlaceId| matches!(self.places.get(*place).step, Step::Field(_));
        let object = self.places.ancestors(*member).find(|place| !is_field(place))?;
        (object != *member && matches!(self.places.get(object).step, Step::Elem(_))).then_some(object)
    }

    /// Whether the operand may be the address of a list, a tree or the like; text is none.
    fn is_object_address(&self, operand: &Operand) -> bool {
        match operand {
            Operand::AddrOf(_) => true,
            Operand::Copy(place) => match self.places.get(*place).step {
                Step::Local(local) => {
                    let ty = &self.function.local(local).ty;
                    ty.is_pointer() && !matches!(ty.base.as_str(), "char" | "int")
                }
                Step::Global(_) | Step::Field(_) | Step::Elem(_) => true,
                Step::Derived(_) => false,
            },
            Operand::Const(_) | Operand::Unknown => false,
        }
    }
}
