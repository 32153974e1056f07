//! Objects of libraries that refer to a handle without owning it: whoever has the object has the handle too.

use crate::ir::{LocalKind, Operand, PlaceId, Step};
use crate::model::{FunctionModel, HandleAt};
use crate::typestate::automaton::Typestate;
use crate::typestate::calls::CallSite;
use crate::typestate::machine::Machine;
use crate::typestate::state::State;
use crate::typestate::subject::handle_arg;

impl Machine<'_, '_> {
    /// After a call from which on an object refers to the handle that the call was given.
    pub(super) fn held_by_object(&self, call: &CallSite, model: &FunctionModel, mut state: State) -> State {
        let (Some(at), Some(given)) = (model.holds, handle_arg(call)) else { return state };
        let holder = match at {
            HandleAt::Return => call.dest,
            HandleAt::Arg(arg) => call.args.get(arg as usize).and_then(Operand::place),
            HandleAt::Pointee { .. } => None,
        };
        let Some(holder) = holder else { return state };
        let is_own = self.is_own_object(holder);
        for handle in state.handles().filter(|handle| handle.is_open() && handle.is_in(given, &self.cx.places)) {
            if is_own {
                handle.add(holder);
            } else {
                handle.typestate = Typestate::Escaped;
            }
        }
        state
    }

    /// Whether the object that a variable is or points at is out of reach for others: not one that a caller gave.
    fn is_own_object(&self, holder: PlaceId) -> bool {
        match self.cx.places.get(holder).step {
            Step::Local(local) => matches!(self.cx.function.local(local).kind, LocalKind::Auto | LocalKind::Temp),
            Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
        }
    }

    /// Whether the place is a pointer that stands for an object which refers to a handle.
    pub(super) fn is_holder(&self, place: PlaceId) -> bool {
        match self.cx.places.get(place).step {
            Step::Local(local) => self.cx.function.local(local).ty.is_pointer(),
            Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
        }
    }
}
