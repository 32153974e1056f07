//! Calls of functions whose bodies were read.

use crate::ir::{Operand, PlaceId};
use crate::typestate::automaton::{Event, Typestate};
use crate::typestate::calls::CallSite;
use crate::typestate::machine::Machine;
use crate::typestate::state::{Handle, Peer, State};
use crate::typestate::summary::{BoundaryPath, Class, Effect, FreshAt, Summary};
use crate::typestate::value::Value;

impl Machine<'_, '_> {
    pub(super) fn with_body(&mut self, number: u32, call: &CallSite, summary: &Summary, state: State) -> Vec<State> {
        if summary.is_noreturn {
            return Vec::new();
        }
        let mut state = state;
        let affects = |handle: &Handle| summary.effects.iter().any(|(path, _)| self.is_held(handle, call, path));
        if !state.handle.as_ref().is_some_and(affects) {
            self.reopened(&mut state, call, summary);
        }
        let Some(handle) = &state.handle else { return vec![self.finish(state, call, Value::ANY)] };
        let affected = summary.effects.iter().find_map(|(path, classes)| {
            let place = self.cx.resolve(call, path)?;
            handle.is_in(place, &self.cx.places).then_some((place, classes))
        });
        match affected {
            Some((place, classes)) => {
                // Who does not look at the result takes it that the callee took or closed the handle if it ever does.
                let is_quiet = |class: &&Class| matches!(class.effect, Effect::None | Effect::PeerGone(_));
                let acts = call.dest.is_none() && !classes.iter().all(|class| is_quiet(&class));
                let classes = classes.iter().filter(|class| !acts || !is_quiet(class));
                classes.map(|class| self.outcome(number, call, place, class, state.clone())).collect()
            }
            None => vec![self.without_effect(call, summary, state)],
        }
    }

    pub(super) fn is_held(&self, handle: &Handle, call: &CallSite, path: &BoundaryPath) -> bool {
        self.cx.resolve(call, path).is_some_and(|place| handle.is_in(place, &self.cx.places))
    }

    /// The callee may leave another handle in a place whose address it was given: what was there is the callee's to see to.
    fn reopened(&self, state: &mut State, call: &CallSite, summary: &Summary) {
        for birth in summary.births.iter().flatten() {
            let Some(FreshAt::Path(path)) = &birth.fresh else { continue };
            let Some(place) = self.cx.resolve(call, path) else { continue };
            for handle in state.handles().filter(|handle| handle.places.contains(&place)) {
                handle.typestate = Typestate::Escaped;
            }
        }
    }

    /// One outcome of a function with a body for the handle in `place`.
    fn outcome(&mut self, number: u32, call: &CallSite, place: PlaceId, class: &Class, mut state: State) -> State {
        let is_merged = state.is_merged;
        let mut returns = class.returns.clone();
        let mut alias = None;
        if let Some(mut handle) = state.handle.take() {
            let is_sure = self.cx.is_surely(&handle, place);
            match &class.effect {
                // What happens to one of several elements happens to this one or not.
                Effect::None | Effect::PeerGone(_) if !is_sure && !handle.is_open() => {}
                Effect::Release | Effect::ReleaseAndReset if !is_sure => handle.typestate = Typestate::Escaped,
                Effect::None => self.event(&mut handle, Event::Use, number, is_merged),
                Effect::PeerGone(gone) => {
                    self.event(&mut handle, Event::Use, number, is_merged);
                    if self.tracked.has_peer {
                        handle.peer = Some(Peer { gone: *gone, call: number });
                    }
                }
                Effect::Release => self.event(&mut handle, Event::Release, number, is_merged),
                Effect::ReleaseAndReset => {
                    self.event(&mut handle, Event::Release, number, is_merged);
                    handle.places.retain(|held| *held != place);
                }
                Effect::Take => self.event(&mut handle, Event::Take, number, is_merged),
                Effect::Alias => alias = call.dest,
            }
            state.handle = Some(handle);
        }
        if alias.is_some() {
            returns = Value::ANY;
        }
        // The result may be stored over the very place: keep the handle alive across that.
        if let (Some(dest), Some(handle)) = (alias, &mut state.handle) {
            handle.places.retain(|held| *held != dest);
            let mut state = self.finish(state, call, returns);
            state.handle.iter_mut().for_each(|handle| handle.add(dest));
            return state;
        }
        self.finish(state, call, returns)
    }

    /// A function whose body does nothing to the handle; it may still let the object out that holds it.
    fn without_effect(&mut self, call: &CallSite, summary: &Summary, mut state: State) -> State {
        let places = &self.cx.places;
        let lets_out = |handle: &Handle| {
            call.args.iter().enumerate().any(|(at, arg)| {
                summary.lets_out(at)
                    && match arg {
                        Operand::Copy(place) => handle.is_inside(*place, places),
                        Operand::AddrOf(place) => {
                            handle.is_inside(*place, places)
                                || handle.is_in(*place, places)
                                || self.cx.links_in(handle, call, at)
                        }
                        Operand::Const(_) | Operand::Unknown => false,
                    }
            })
        };
        let is_borrowed = self.is_borrowed();
        self.escape_static(&mut state, false);
        for handle in state.handles() {
            let tells = is_borrowed && handle.peer.is_some();
            if handle.is_open() && (!is_borrowed || tells) && lets_out(handle) {
                handle.typestate = Typestate::Escaped;
            }
        }
        self.finish(state, call, Value::ANY)
    }
}
