//! Calls of functions whose bodies were read.

use crate::ir::{CmpOp, Operand, PlaceId};
use crate::typestate::automaton::{Event, Typestate};
use crate::typestate::calls::CallSite;
use crate::typestate::machine::Machine;
use crate::typestate::observation::Exit;
use crate::typestate::predicate::Predicate;
use crate::typestate::state::{Handle, Peer, State};
use crate::typestate::summary::{Class, Effect, Summary};
use crate::typestate::value::{Origin, Value};

impl Machine<'_, '_> {
    pub(super) fn with_body(
        &mut self,
        number: u32,
        call: &CallSite,
        summary: &Summary,
        mut state: State,
    ) -> Vec<State> {
        if summary.is_noreturn {
            return Vec::new();
        }
        if let Some(predicate) = &summary.predicate
            && let Some(place) = self.cx.resolve(call, &predicate.path)
        {
            return self.tested(call, predicate, place, &state);
        }
        self.thrown_through(call, summary, &state);
        let newest = state.handle.take();
        self.settle(number, call, summary, &Value::ANY, &mut state);
        state.handle = newest;
        if self.frees(call, summary, &state) {
            return vec![self.free(number, call, summary, state)];
        }
        if self.wipes(call, summary, &state) {
            self.wipe(&mut state, call);
            return vec![self.finish(state, call, plain_result(summary))];
        }
        let Some(handle) = &state.handle else { return vec![self.finish(state, call, plain_result(summary))] };
        match self.affected(call, summary, handle) {
            Some((place, classes)) => {
                // Who does not look at the result takes it that the callee took or closed the handle if it ever does.
                let is_ignored = call.dest.is_none_or(|dest| self.is_kept_unasked(call, dest, classes));
                let acts = is_ignored && !classes.iter().all(|class| class.effect.is_quiet());
                let classes = classes.iter().filter(|class| !acts || !class.effect.is_quiet());
                classes.map(|class| self.outcome(number, call, place, class, state.clone())).collect()
            }
            None => vec![self.without_effect(call, summary, state)],
        }
    }

    /// Whether the callee returns the object that keeps the handle, or null, and nobody asks which behind the call.
    fn is_kept_unasked(&self, call: &CallSite, dest: PlaceId, classes: &[Class]) -> bool {
        let is_object = |class: &Class| match class.effect.is_quiet() {
            true => class.returns.always(CmpOp::Eq, 0),
            false => class.effect.is_kept() && class.returns.always(CmpOp::Ne, 0),
        };
        classes.iter().all(is_object) && !self.is_read_behind(call, dest)
    }

    /// A function that only tests what is in `place`.
    fn tested(&mut self, call: &CallSite, predicate: &Predicate, place: PlaceId, state: &State) -> Vec<State> {
        let (tested, bound) = (Operand::Copy(place), Operand::Const(predicate.bound.clone()));
        let [holds, fails] = predicate.results;
        let ways = [(predicate.op, holds), (predicate.op.negate(), fails)];
        let after = ways.map(|(op, result)| Some((self.branch(state.clone(), &tested, op, &bound)?, result)));
        after.into_iter().flatten().map(|(state, result)| self.finish(state, call, Value::int(result))).collect()
    }

    /// The place in which the call touches the handle, and what it does there.
    fn affected<'s>(&self, call: &CallSite, summary: &'s Summary, handle: &Handle) -> Option<(PlaceId, &'s [Class])> {
        summary.effects.iter().find_map(|(path, classes)| {
            let place = self.cx.resolve(call, path)?;
            handle.is_in(place, &self.cx.places).then_some((place, classes.as_slice()))
        })
    }

    /// What the call does, where it returns one of `returns`, to handles whose outcomes are not told apart.
    pub(super) fn settle(
        &mut self,
        number: u32,
        call: &CallSite,
        summary: &Summary,
        returns: &Value,
        state: &mut State,
    ) {
        let is_merged = state.is_merged;
        for which in [0, 1] {
            let slot = if which == 0 { &mut state.handle } else { &mut state.older };
            let Some(mut handle) = slot.take() else { continue };
            let affected = self.affected(call, summary, &handle);
            if let Some((place, classes)) = affected {
                let fits = |class: &&Class| class.returns.refine(CmpOp::Eq, returns).is_some();
                let effects: Vec<&Effect> = classes.iter().filter(fits).map(|class| &class.effect).collect();
                let all = |test: fn(&Effect) -> bool| effects.iter().all(|effect| test(effect));
                if self.cx.is_surely(&handle, place) && all(|effect| *effect == Effect::Overwrite) {
                    handle = match self.overwritten(handle, place, is_merged) {
                        Some(handle) => handle,
                        None => continue,
                    };
                } else if self.cx.is_surely(&handle, place)
                    && all(|effect| matches!(effect, Effect::Release | Effect::ReleaseAndReset))
                {
                    self.event(&mut handle, Event::Release, number, is_merged);
                } else if !all(Effect::is_quiet) && handle.is_open() {
                    handle.typestate = Typestate::Escaped;
                }
            }
            *(if which == 0 { &mut state.handle } else { &mut state.older }) = Some(handle);
        }
    }

    /// The handle after something else is stored in `place`, if it is not lost by that.
    fn overwritten(&mut self, handle: Handle, place: PlaceId, is_merged: bool) -> Option<Handle> {
        let mut alone = State::new();
        (alone.handle, alone.is_merged) = (Some(handle), is_merged);
        self.drop_places(&mut alone, [Some(Exit::Overwrite); 2], false, |held| (held == place, false));
        alone.handle
    }

    /// One outcome of a function with a body for the handle in `place`.
    fn outcome(&mut self, number: u32, call: &CallSite, place: PlaceId, class: &Class, mut state: State) -> State {
        let is_merged = state.is_merged;
        let mut returns = class.returns.clone();
        let (mut alias, mut moved) = (None, None);
        if let Some(mut handle) = state.handle.take() {
            let is_sure = self.cx.is_surely(&handle, place);
            match &class.effect {
                Effect::None | Effect::Overwrite => {}
                // What happens to one of several elements happens to this one or not.
                effect if !is_sure && (effect.is_quiet() || *effect == Effect::Alias) && !handle.is_open() => {}
                Effect::Release | Effect::ReleaseAndReset if !is_sure => handle.typestate = Typestate::Escaped,
                Effect::Lend => handle.marks.unknown_callee = true,
                Effect::List => handle.marks.listed = true,
                Effect::Use => self.event(&mut handle, Event::Use, number, is_merged),
                Effect::Forward => {
                    self.event(&mut handle, Event::Use, number, is_merged);
                    handle.peer = None;
                    returns.origin = Origin::Io(number);
                }
                Effect::PeerGone(gone) => {
                    self.event(&mut handle, Event::Use, number, is_merged);
                    if self.tracked.has_peer {
                        handle.peer = Some(Peer { gone: *gone, call: number, may_retry: false });
                    }
                }
                Effect::Release => self.close_in(&mut handle, place, number, is_merged),
                Effect::ReleaseAndReset => {
                    self.event(&mut handle, Event::Release, number, is_merged);
                    handle.places.retain(|held| *held != place);
                }
                Effect::Take => self.event(&mut handle, Event::Take, number, is_merged),
                Effect::Move(steps) => {
                    let inside = call.dest.and_then(|dest| self.cx.places.follow(dest, steps));
                    moved = inside.filter(|_| !self.is_borrowed() && handle.is_open());
                    match moved {
                        Some(_) => returns.origin = Origin::Fresh,
                        None => self.event(&mut handle, Event::Take, number, is_merged),
                    }
                }
                Effect::Alias => alias = call.dest,
            }
            state.handle = match class.effect {
                // Of one of several elements nobody knows whether it is this one.
                Effect::Overwrite if is_sure => self.overwritten(handle, place, is_merged),
                _ => Some(handle),
            };
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
        let mut state = self.finish(state, call, returns);
        if let Some((inside, handle)) = moved.zip(state.handle.as_mut()) {
            handle.add(inside);
        }
        state
    }

    /// Whether the call frees an object and does nothing else to a handle that this holds.
    fn frees(&self, call: &CallSite, summary: &Summary, state: &State) -> bool {
        let is_touched = |handle: &Handle| self.affected(call, summary, handle).is_some();
        summary.memory.frees_any() && !state.handle.iter().chain(&state.older).any(is_touched)
    }

    /// Whether it wipes an object and does nothing else to a handle in it.
    fn wipes(&self, call: &CallSite, summary: &Summary, state: &State) -> bool {
        let is_wiped =
            |handle: &Handle| self.is_in_wiped(call, handle) && self.affected(call, summary, handle).is_none();
        summary.memory.wipes.contains(&true) && state.handle.iter().chain(&state.older).any(is_wiped)
    }

    fn free(&mut self, number: u32, call: &CallSite, summary: &Summary, mut state: State) -> State {
        for object in summary.memory.freed(self.cx, call) {
            self.end_owner(number, &mut state, object);
            self.free_object(&mut state, object);
        }
        self.finish(state, call, plain_result(summary))
    }
}

/// The result of a function that does nothing to the handle.
pub(super) fn plain_result(summary: &Summary) -> Value {
    if summary.memory.is_fresh { Value::fresh() } else { Value::ANY }
}
