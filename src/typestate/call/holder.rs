//! Objects of libraries that refer to a handle, or own it: whoever has the object has the handle too.

use crate::ir::{CmpOp, LocalKind, Operand, PlaceId, Step};
use crate::model::{FunctionModel, HandleAt};
use crate::typestate::automaton::{Event, Typestate};
use crate::typestate::calls::CallSite;
use crate::typestate::machine::Machine;
use crate::typestate::state::{Handle, State};
use crate::typestate::subject::handle_arg;
use crate::typestate::value::Value;

impl Machine<'_, '_> {
    /// After a call from which on an object refers to the handle that the call was given, if there is one.
    pub(super) fn held_by_object(&self, call: &CallSite, model: &FunctionModel, state: State) -> Vec<State> {
        let holder = model.holds.and_then(|at| holder(call, at));
        let Some((holder, given)) = holder.zip(handle_arg(call)) else { return vec![state] };
        let concerns = |handle: &Handle| handle.is_open() && handle.is_in(given, &self.cx.places);
        let is_concerned = state.handle.iter().chain(&state.older).any(concerns);
        let asked = call.dest.filter(|dest| is_concerned && self.cx.tested().contains(*dest));
        let Some((test, dest)) = model.takes.zip(asked) else { return vec![self.held(state, given, holder)] };
        let outcome = |op: CmpOp| {
            let mut state = state.clone();
            let result = self.value(&state, &Operand::Copy(dest)).refine(op, &Value::int(test.value))?;
            self.record(&mut state, dest, result);
            Some(state)
        };
        let held = outcome(test.op).map(|state| self.held(state, given, holder));
        held.into_iter().chain(outcome(test.op.negate())).collect()
    }

    /// The state in which `holder` refers to the handle in `given`.
    fn held(&self, mut state: State, given: PlaceId, holder: PlaceId) -> State {
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

    /// The variable of this function whose object owns what it is made of from then on.
    pub(super) fn owner(&self, call: &CallSite, model: &FunctionModel) -> Option<PlaceId> {
        model.holds.and_then(|at| holder(call, at)).filter(|holder| self.is_own_object(*holder))
    }

    /// The state in which `owner` owns the handle that was wrapped.
    pub(super) fn wrapped(&self, mut state: State, owner: Option<PlaceId>) -> State {
        let wrapped = state.handles().filter(|handle| handle.typestate == Typestate::Wrapped);
        for (handle, owner) in wrapped.zip(owner) {
            handle.add(owner);
            handle.marks.owned = true;
        }
        state
    }

    /// An object ends, and what it owns is closed.
    pub(super) fn end_owner(&mut self, number: u32, state: &mut State, object: PlaceId) {
        let is_merged = state.is_merged;
        let is_owned = |handle: &&mut Handle| handle.marks.owned && handle.places.contains(&object);
        for handle in state.handles().filter(is_owned) {
            self.event(handle, Event::Release, number, is_merged);
        }
    }

    /// What a call that is given more than the owner does to a handle that has one: it may open another one in its place.
    pub(super) fn let_out_wrapped(&self, handle: &mut Handle, call: &CallSite, only_logs: bool) {
        let mut others = handle.clone();
        others.places.retain(|place| !self.is_holder(*place));
        let mention = self.mention(&others, call);
        if mention.by_address || mention.inside && !only_logs {
            handle.typestate = Typestate::Escaped;
        }
    }

    /// Whether the object that a variable is or points at is out of reach for others: not one that a caller gave.
    fn is_own_object(&self, holder: PlaceId) -> bool {
        match self.cx.places.get(holder).step {
            Step::Local(local) => matches!(self.cx.function.local(local).kind, LocalKind::Auto | LocalKind::Temp),
            Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
        }
    }

    /// Whether the place is a pointer that stands for an object which refers to a handle.
    pub fn is_holder(&self, place: PlaceId) -> bool {
        match self.cx.places.get(place).step {
            Step::Local(local) => self.cx.function.local(local).ty.is_pointer(),
            Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
        }
    }
}

/// The object that refers to the handle from the call on.
fn holder(call: &CallSite, at: HandleAt) -> Option<PlaceId> {
    match at {
        HandleAt::Return => call.dest,
        HandleAt::Arg(arg) => call.args.get(arg as usize).and_then(Operand::place),
        HandleAt::Pointee { .. } => None,
    }
}
