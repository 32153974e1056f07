//! What calls do to the tracked handle.

mod acquire;
mod body;
mod holder;
mod model;
mod node;
mod unknown;
mod untouched;

use super::automaton::Typestate;
use super::calls::{CallSite, Target};
use super::machine::Machine;
use super::state::{Handle, State};
use super::subject::Subject;
use super::value::Value;
use super::writes::outer_member;
use crate::ir::{Name, Operand};
use crate::model::Role;

/// How an argument list mentions a handle.
#[derive(Clone, Copy, Debug, Default)]
struct Mention {
    /// By value.
    by_value: bool,
    /// By the address of the place that holds it.
    by_address: bool,
    /// Inside an object that is passed by pointer or by value.
    inside: bool,
}

impl Mention {
    fn any(self) -> bool {
        self.by_value || self.by_address || self.inside
    }
}

impl Machine<'_, '_> {
    /// The states after the call numbered `number`.
    pub fn call(&mut self, number: u32, mut state: State) -> Vec<State> {
        let cx = self.cx;
        let call = &cx.calls[number as usize];
        self.forget_written(&mut state, call);
        self.let_out(&mut state, call);
        for handle in state.handles().filter(|handle| handle.is_open()) {
            if call.args.iter().any(|arg| self.carries(arg, handle)) {
                handle.typestate = Typestate::Escaped;
            }
        }
        if !self.follow_args(&mut state, call) {
            return Vec::new();
        }
        if let Subject::Site { call: site, which } = self.tracked.subject
            && site == number
        {
            return self.acquire(number, which, state);
        }
        match call.target {
            Target::Model(model) => self.modelled(number, call, model, state),
            Target::Body(summary) => self.with_body(number, call, summary, state),
            Target::Unknown(hints) => {
                self.ask(number, call, &state);
                self.unknown(call, hints, false, state)
            }
            Target::Pointer(hints) => self.unknown(call, hints, true, state),
        }
    }

    /// Forgets values that the call may change: what it is given the address of, and the error code.
    fn forget_written(&self, state: &mut State, call: &CallSite) {
        let places = &self.cx.places;
        let written: &[Name] = match call.target {
            Target::Body(summary) => &summary.writes,
            Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => &[],
        };
        state.retain_facts(|fact, _| {
            if !written.is_empty()
                && outer_member(self.cx, fact).is_some_and(|name| written.binary_search(name).is_ok())
            {
                return false;
            }
            let is_error = self.cx.is_error_place(fact);
            let is_written = call.args.iter().any(|arg| match arg {
                Operand::AddrOf(place) => places.is_within(fact, *place),
                Operand::Copy(_) | Operand::Const(_) | Operand::Unknown => false,
            });
            !is_written && (!is_error || is_inert(call))
        });
    }

    fn mention(&self, handle: &Handle, call: &CallSite) -> Mention {
        let places = &self.cx.places;
        let mut mention = Mention::default();
        for (at, arg) in call.args.iter().enumerate() {
            mention.inside |= self.cx.links_in(handle, call, at);
            match arg {
                Operand::Copy(place) if handle.is_in(*place, places) && self.is_holder(*place) => mention.inside = true,
                Operand::Copy(place) if handle.is_in(*place, places) => mention.by_value = true,
                Operand::AddrOf(place) if handle.is_in(*place, places) => mention.by_address = true,
                Operand::Copy(place) | Operand::AddrOf(place) => mention.inside |= handle.is_inside(*place, places),
                Operand::Const(_) | Operand::Unknown => {}
            }
        }
        mention
    }

    /// Stores the call's result.
    fn finish(&mut self, mut state: State, call: &CallSite, value: Value) -> State {
        if let Some(dest) = call.dest {
            let aliases_arg = state.handles().any(|handle| handle.is_in(dest, &self.cx.places));
            let keeps = aliases_arg && call.args.contains(&Operand::Copy(dest));
            if keeps && !matches!(call.target, Target::Model(_)) {
                // `fd = wrap(fd)`: the result most likely is the same handle or its heir.
                self.release_quietly(&mut state);
            }
            self.overwrite(&mut state, dest, [false; 2]);
            self.tell(&mut state, dest, &value);
            self.record(&mut state, dest, value);
        }
        state
    }

    fn release_quietly(&self, state: &mut State) {
        for handle in state.handles().filter(|handle| handle.is_open()) {
            handle.typestate = Typestate::Escaped;
        }
    }
}

fn is_inert(call: &CallSite) -> bool {
    call.model().is_some_and(|model| matches!(model.role, Role::Inert | Role::ErrorCode))
}
