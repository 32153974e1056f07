//! Calls of functions that have a model.

use crate::ir::{CmpOp, Const, Inst, Operand, PlaceId, Rvalue};
use crate::model::{FunctionModel, HandleAt, Phase, Role, Test};
use crate::typestate::automaton::{Event, Typestate};
use crate::typestate::calls::CallSite;
use crate::typestate::datagram::names_address;
use crate::typestate::machine::Machine;
use crate::typestate::observation::Exit;
use crate::typestate::state::{Handle, State};
use crate::typestate::storage::Storage;
use crate::typestate::value::{Origin, Value};

impl Machine<'_, '_> {
    pub(super) fn modelled(&mut self, number: u32, call: &CallSite, model: &FunctionModel, state: State) -> Vec<State> {
        match model.role {
            Role::Acquire | Role::Duplicate => {
                let state = self.used(number, call, state);
                let mut state = self.finish(state, call, Value::ANY);
                // Another handle is born where this one may have been.
                for which in 0..model.handles.len() {
                    let place = self.cx.birthplace(call, which).filter(|place| Some(*place) != call.dest);
                    place.into_iter().for_each(|place| self.overwrite(&mut state, place, [false; 2]));
                }
                vec![state]
            }
            Role::Use => {
                let states = self.use_handle(number, call, model, state);
                states.into_iter().flat_map(|state| self.held_by_object(call, model, state)).collect()
            }
            Role::Release => self.release(number, call, model, state),
            Role::Transfer => self.transfer(call, model, state),
            Role::Allocate => {
                let value = Value::fresh();
                vec![self.finish(state, call, value)]
            }
            Role::Free => vec![self.free_modelled(number, call, state)],
            Role::Inert => {
                let mut state = state;
                self.wipe(&mut state, call);
                self.keep(call, model, state, Value::ANY)
            }
            Role::Noreturn => Vec::new(),
            Role::ErrorCode => vec![self.finish(state, call, Value::error_code())],
        }
    }

    /// Ends a call of a function that may give something back later: then what that holds is still in sight.
    fn keep(&mut self, call: &CallSite, model: &FunctionModel, mut state: State, value: Value) -> Vec<State> {
        self.on_set(call, model, &mut state);
        let arg = model.keeps.filter(|_| !self.is_marked(call, "unwatch"));
        let object = arg.and_then(|arg| call.args.get(arg as usize)).and_then(Operand::place);
        match object {
            Some(object) => self.taken_on_success(call, model, state, object),
            None => vec![self.finish(state, call, value)],
        }
    }

    /// Whether an argument is a named constant with the mark `mark`, alone or among flags.
    pub fn is_marked(&self, call: &CallSite, mark: &str) -> bool {
        call.args.iter().any(|arg| self.cx.has_mark(arg, mark))
    }

    /// A handle given by value to a call that only uses it.
    fn used(&mut self, number: u32, call: &CallSite, mut state: State) -> State {
        let is_merged = state.is_merged;
        for which in [0, 1] {
            let slot = if which == 0 { &mut state.handle } else { &mut state.older };
            let Some(mut handle) = slot.take() else { continue };
            let is_sure = |arg: &Operand| matches!(arg, Operand::Copy(place) if self.cx.is_surely(&handle, *place));
            match call.args.iter().any(is_sure) {
                // Who goes on with it where closing it has failed takes it to be open.
                true if handle.marks.close_failed => handle.typestate = Typestate::Escaped,
                true => self.event(&mut handle, Event::Use, number, is_merged),
                false => {}
            }
            *(if which == 0 { &mut state.handle } else { &mut state.older }) = Some(handle);
        }
        state
    }

    fn use_handle(&mut self, number: u32, call: &CallSite, model: &FunctionModel, state: State) -> Vec<State> {
        let mut state = self.used(number, call, state);
        let places = &self.cx.places;
        let arg = crate::typestate::subject::handle_arg(call);
        let is_ours = |handle: &Handle| arg.is_some_and(|arg| handle.is_in(arg, places));
        let mut value = match model.io {
            None if matches!(model.error, Some(Test { op: CmpOp::Eq, .. })) => results(model),
            _ => Value::ANY,
        };
        let mut amount = None;
        if let Some(handle) = state.handle.as_mut().filter(|handle| is_ours(handle)) {
            if model.io.is_some() {
                // A result that was stored told of that call only.
                handle.marks.told &= handle.peer.is_some();
                handle.peer = None;
                if self.tells_of_peer(call, model) {
                    amount = model.amount.and_then(|arg| call.args.get(arg as usize)).and_then(pointee);
                    value = results(model);
                    value.origin = Origin::Io(number);
                }
            }
            // Who talks over it, or shuts it down, has it still.
            handle.marks.lodged &= model.io.is_none() && model.phase != Some(Phase::Shutdown);
            handle.marks.receive_timeout |= sets_receive_timeout(self.cx.models, call, model);
        }
        let mut after = self.keep(call, model, state, value);
        if let Some(amount) = amount {
            after.iter_mut().for_each(|state| self.record(state, amount, Value::from(Origin::Amount(number))));
        }
        after
    }

    /// Whether the result of this receive or send says something about the peer.
    fn tells_of_peer(&self, call: &CallSite, model: &FunctionModel) -> bool {
        let arg = |index: Option<u8>| index.and_then(|index| call.args.get(index as usize));
        let is_zero = |operand: Option<&Operand>| matches!(operand, Some(Operand::Const(Const::Int(0))));
        let peeks = arg(model.flags).is_some_and(|flags| self.cx.has_mark(flags, "peek"));
        !peeks && !names_address(self.cx, call) && !is_zero(arg(model.length))
    }

    fn release(&mut self, number: u32, call: &CallSite, model: &FunctionModel, mut state: State) -> Vec<State> {
        let arg = model.handles.first().and_then(|_| crate::typestate::subject::handle_arg(call));
        let is_merged = state.is_merged;
        for which in [0, 1] {
            let slot = if which == 0 { &mut state.handle } else { &mut state.older };
            let Some(mut handle) = slot.take() else { continue };
            match arg.filter(|arg| handle.is_in(*arg, &self.cx.places)) {
                Some(arg) if !self.cx.is_surely(&handle, arg) => {
                    // One of several elements is closed: whether it is this one is not known.
                    handle.typestate = Typestate::Escaped;
                }
                Some(arg) => {
                    self.close_in(&mut handle, arg, number, is_merged);
                    // Who is given the address stores something else there.
                    let is_reset = matches!(model.handles.first(), Some(HandleAt::Pointee { .. }));
                    handle.places.retain(|held| !is_reset || *held != arg);
                }
                None => {}
            }
            *(if which == 0 { &mut state.handle } else { &mut state.older }) = Some(handle);
        }
        self.may_have_failed(call, model, state)
    }

    /// After a closing whose failure may leave the handle open: there nothing more is known of it.
    fn may_have_failed(&mut self, call: &CallSite, model: &FunctionModel, state: State) -> Vec<State> {
        let is_closed = |handle: &Handle| handle.typestate == Typestate::Released;
        // A result that is only handed on tells this function nothing.
        let test = model.takes.filter(|_| call.dest.is_some_and(|dest| self.cx.tested().contains(dest)));
        let Some(test) = test.filter(|_| state.handle.iter().chain(&state.older).any(is_closed)) else {
            return vec![self.finish(state, call, Value::ANY)];
        };
        let mut failed = state.clone();
        failed.handles().filter(|handle| is_closed(handle)).for_each(|handle| handle.typestate = Typestate::Escaped);
        let closed = self.finish(state, call, Value::satisfying(test.op, test.value));
        let failed = self.finish(failed, call, Value::satisfying(test.op.negate(), test.value));
        vec![closed, failed]
    }

    fn transfer(&mut self, call: &CallSite, model: &FunctionModel, state: State) -> Vec<State> {
        let arg = match model.handles.first() {
            Some(HandleAt::Arg(arg)) => call.args.get(*arg as usize).and_then(Operand::place),
            _ => crate::typestate::subject::handle_arg(call),
        };
        match arg {
            Some(object) if self.has_flag(call, model) => self.taken_on_success(call, model, state, object),
            _ => {
                let state = self.finish(state, call, Value::ANY);
                self.held_by_object(call, model, state)
            }
        }
    }

    /// Whether a transfer is given the flag that it needs to take the handle over, or may be given it.
    fn has_flag(&self, call: &CallSite, model: &FunctionModel) -> bool {
        let flags = model.flags.and_then(|arg| call.args.get(arg as usize));
        match (&model.takes_with, flags) {
            (Some(mark), Some(flags)) => self.cx.may_have_mark(flags, mark),
            _ => true,
        }
    }

    /// The call takes over the handles in or behind `object`, on the outcome that its model tells.
    fn taken_on_success(
        &mut self,
        call: &CallSite,
        model: &FunctionModel,
        mut state: State,
        object: PlaceId,
    ) -> Vec<State> {
        let places = &self.cx.places;
        let concerns = |handle: &Handle| handle.is_in(object, places) || handle.is_inside(object, places);
        if !state.handles().any(|handle| concerns(handle)) {
            return vec![self.finish(state, call, Value::ANY)];
        }
        let mut taken = state.clone();
        let owner = self.owner(call, model);
        let event = if owner.is_some() { Event::Wrap } else { Event::Take };
        for handle in taken.handles().filter(|handle| concerns(handle)) {
            handle.typestate = handle.typestate.step(event).0;
        }
        let Some(test) = model.takes.filter(|_| self.is_looked_at(call, model)) else {
            let taken = self.finish(taken, call, Value::ANY);
            return vec![self.wrapped(taken, owner)];
        };
        let taken = self.finish(taken, call, Value::satisfying(test.op, test.value));
        let taken = self.wrapped(taken, owner);
        let kept = self.finish(state, call, Value::satisfying(test.op.negate(), test.value));
        vec![taken, kept]
    }

    /// Whether somebody looks at the call's result: who does not takes it that it worked.
    fn is_looked_at(&self, call: &CallSite, model: &FunctionModel) -> bool {
        let Some(dest) = call.dest else { return false };
        // Where nobody asks about the copy in an object, nobody asks at all.
        let is_read =
            |copy: PlaceId| matches!(self.cx.storage(copy), Storage::Own(_)) || self.cx.tested().contains(copy);
        let is_copied = |inst: &Inst| match inst {
            Inst::Assign { dest: copy, value: Rvalue::Use(Operand::Copy(value)), .. } => {
                *value == dest && is_read(*copy)
            }
            _ => false,
        };
        // Who made an object may look at it later.
        let is_shown = model.role == Role::Transfer && !matches!(self.cx.storage(dest), Storage::Own(_));
        is_shown || self.cx.tested().contains(dest) || self.cx.function.insts().any(is_copied)
    }

    fn free_modelled(&mut self, number: u32, call: &CallSite, mut state: State) -> State {
        if let Some(object) = crate::typestate::subject::handle_arg(call) {
            self.end_owner(number, &mut state, object);
            self.free_object(&mut state, object);
            // An object that referred to the handle does so no more.
            self.drop_places(&mut state, [Some(Exit::Freed); 2], true, |held| (held == object, true));
        }
        self.finish(state, call, Value::ANY)
    }

    /// An object ends, and with it what it holds.
    pub(super) fn free_object(&mut self, state: &mut State, object: PlaceId) {
        let places = &self.cx.places;
        self.drop_places(state, [Some(Exit::Freed); 2], true, |held| {
            (held != object && places.is_within(held, object), true)
        });
    }
}

/// The place whose address an argument is.
fn pointee(operand: &Operand) -> Option<PlaceId> {
    match operand {
        Operand::AddrOf(place) => Some(*place),
        _ => None,
    }
}

/// What a receive or send may return: no system call fails with less than -1, and one that does not return how much it moved
/// returns 0 otherwise.
fn results(model: &FunctionModel) -> Value {
    match model.error {
        Some(Test { op: CmpOp::Lt, .. }) => Value::satisfying(CmpOp::Ge, -1),
        // Where 0 is failure, success is anything else.
        Some(Test { op: CmpOp::Eq, value }) if value != 0 => Value::int(value).join(&Value::int(0)),
        _ => Value::ANY,
    }
}

fn sets_receive_timeout(models: &crate::model::Models, call: &CallSite, model: &FunctionModel) -> bool {
    let option = model.option.and_then(|arg| call.args.get(arg as usize));
    matches!(option, Some(Operand::Const(Const::Sym(name))) if models.is_receive_timeout(name.as_str()))
}
