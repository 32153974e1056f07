//! Calls that give birth to the tracked handle.

use crate::ir::{Const, Inst, Operand, PlaceId, Rvalue, Step, VARIANT};
use crate::model::Test;
use crate::typestate::automaton::Typestate;
use crate::typestate::calls::{CallSite, Target};
use crate::typestate::machine::{Machine, Wrong};
use crate::typestate::observation::Exit;
use crate::typestate::state::{Handle, State};
use crate::typestate::storage::Storage;
use crate::typestate::summary::{Birth, FreshAt, Summary};
use crate::typestate::value::{Origin, Value};

impl Machine<'_, '_> {
    pub(super) fn acquire(&mut self, number: u32, which: usize, state: State) -> Vec<State> {
        let cx = self.cx;
        let call = &cx.calls[number as usize];
        match call.target {
            Target::Model(model) => {
                let place = self.cx.birthplace(call, which);
                let failed = self.failed(state.clone(), call, model.error);
                let result = match place {
                    Some(place) if Some(place) == call.dest => Value::ANY,
                    _ => model.error.map_or(Value::ANY, |test| Value::satisfying(test.op.negate(), test.value)),
                };
                let born = self.born(state, call, place, result);
                vec![failed, born]
            }
            Target::Body(summary) => {
                let births = &summary.births[which];
                let outcome = |birth: &Birth| {
                    let mut state = self.birth(number, state.clone(), call, summary, birth);
                    state.handle.iter_mut().for_each(|handle| handle.marks.doubt(birth.marks));
                    self.learn_outputs(&mut state, call, birth);
                    state
                };
                births.iter().map(outcome).collect()
            }
            Target::Unknown(_) | Target::Pointer(_) => vec![state],
        }
    }

    fn failed(&mut self, state: State, call: &CallSite, error: Option<Test>) -> State {
        let value = error.map_or(Value::int(-1), |test| Value::satisfying(test.op, test.value));
        let mut state = self.finish(state, call, value);
        self.fold_into_older(&mut state);
        state
    }

    fn birth(&mut self, number: u32, mut state: State, call: &CallSite, summary: &Summary, birth: &Birth) -> State {
        self.settle(number, call, summary, &birth.returns, &mut state);
        match &birth.fresh {
            None => {
                let mut state = self.finish(state, call, birth.returns.clone());
                let closed = birth.closed.as_ref().and_then(|path| self.cx.resolve(call, path));
                // Who gives the result to something else may not come back from there.
                let is_asked = call.dest.is_some_and(|dest| self.cx.tested().contains(dest));
                let closed = closed.filter(|place| is_asked && !self.is_shown_to_others(*place));
                closed.into_iter().for_each(|place| self.overwrite(&mut state, place, [false; 2]));
                self.fold_into_older(&mut state);
                state.handle = closed.map(|place| Handle::closed(place, number));
                state
            }
            Some(FreshAt::Return) => self.born(state, call, call.dest, Value::ANY),
            Some(fresh @ FreshAt::Success(variant)) => {
                let place = self.cx.fresh_place(call, fresh);
                let mut state = self.born(state, call, place, Value::ANY);
                let tag = call.dest.and_then(|dest| self.cx.places.find(Some(dest), Step::Field(VARIANT.into())));
                if let Some(tag) = tag {
                    self.record(&mut state, tag, Value::constant(&Const::Variant(variant.clone()), self.cx.models));
                }
                state
            }
            Some(fresh @ FreshAt::Behind(_)) => {
                let place = self.cx.fresh_place(call, fresh);
                let mut result = birth.returns.clone();
                result.origin = Origin::Fresh;
                self.born(state, call, place, result)
            }
            Some(FreshAt::Path(path)) => {
                // What is given for the object leads nowhere that this function knows: a null pointer, a call's result.
                let Some(place) = self.cx.resolve(call, path) else {
                    let mut state = self.finish(state, call, birth.returns.clone());
                    self.fold_into_older(&mut state);
                    return state;
                };
                let place = Some(place);
                // What is still there was the callee's to look at: it was given the address.
                let held = |handle: &&mut Handle| place.is_some_and(|place| handle.places.contains(&place));
                state.handles().filter(held).for_each(|handle| handle.typestate = Typestate::Escaped);
                self.born_twice(state, call, place, birth)
            }
        }
    }

    /// The handle is left where a parameter leads, and may be returned too.
    fn born_twice(&mut self, state: State, call: &CallSite, place: Option<PlaceId>, birth: &Birth) -> State {
        let copy = call.dest.filter(|_| birth.is_returned);
        let result = if copy.is_some() { Value::ANY } else { birth.returns.clone() };
        let mut state = self.born(state, call, place, result);
        if let (Some(copy), Some(handle)) = (copy, &mut state.handle) {
            handle.add(copy);
        }
        if let Some(handle) = &mut state.handle {
            handle.marks.is_forsaken = !birth.left.is_empty();
        }
        state
    }

    fn learn_outputs(&self, state: &mut State, call: &CallSite, birth: &Birth) {
        for (path, value) in &birth.outputs {
            if let Some(place) = self.cx.resolve(call, path) {
                self.record(state, place, value.clone());
            }
        }
    }

    fn born(&mut self, state: State, call: &CallSite, place: Option<PlaceId>, result: Value) -> State {
        let mut state = self.finish(state, call, result);
        let Some(place) = place else {
            self.fold_into_older(&mut state);
            // Nobody looks at the result of a call that returns the handle.
            if call.dest.is_none() && !self.cx.diverges_after(call) {
                let mut handle = Handle::open(PlaceId(0));
                handle.places.clear();
                self.incident(Wrong::Lost(Exit::Scope), handle, state.is_merged);
            }
            return state;
        };
        if Some(place) != call.dest {
            self.overwrite(&mut state, place, [false; 2]);
        }
        self.fold_into_older(&mut state);
        let mut handle = Handle::open(place);
        if self.is_shown_to_others(place) {
            handle.typestate = Typestate::Escaped;
        }
        state.handle = Some(handle);
        state
    }

    /// Whether the address of the object of this function that `place` lies in is stored where others find it.
    fn is_shown_to_others(&self, place: PlaceId) -> bool {
        let cx = self.cx;
        let is_own = |place: PlaceId| matches!(cx.storage(place), Storage::Own(_));
        is_own(place)
            && cx.function.insts().any(|inst| match inst {
                Inst::Assign { dest, value: Rvalue::Use(Operand::AddrOf(object)), .. } => {
                    cx.places.is_within(place, *object) && !is_own(*dest)
                }
                _ => false,
            })
    }

    /// The site is reached again: the handle of the last round becomes the older one if something still holds it.
    pub(super) fn fold_into_older(&self, state: &mut State) {
        let Some(last) = state.handle.take() else { return };
        let is_worth_following = |handle: &Handle| handle.is_open() && !handle.places.is_empty();
        if !is_worth_following(&last) {
            return;
        }
        match &mut state.older {
            Some(older) if is_worth_following(older) => {
                last.places.iter().for_each(|&place| older.add(place));
                older.marks.told |= last.marks.told;
            }
            older => *older = Some(last),
        }
    }
}
