//! The ways out of a function.

use super::automaton::Typestate;
use super::calls::CallSite;
use super::machine::{ExitRecord, Machine, Wrong};
use super::observation::Exit;
use super::state::{Handle, State};
use super::storage::Storage;
use super::subject::Subject;
use super::success::success;
use super::summary::{BoundaryPath, FreshAt, Summary};
use super::value::{Origin, Value};
use crate::ir::{Operand, PlaceId, Step, VALUE};

impl Machine<'_, '_> {
    /// The function is left in `state`.
    pub fn exit(&mut self, mut state: State, value: Option<&Operand>) {
        self.box_up(&mut state, value.into_iter());
        let returns = value.map_or(Value::ANY, |value| self.value(&state, value));
        let handles = [state.handle.clone(), state.older.clone()];
        for (which, handle) in handles.into_iter().enumerate() {
            let Some(handle) = handle else {
                if which == 0 {
                    let point = self.at.0;
                    self.exits.push(ExitRecord { point, returns: returns.clone(), ..ExitRecord::default() });
                }
                continue;
            };
            self.exit_with(&state, handle, value, &returns, which == 0);
        }
    }

    /// The function is left by an exception, which tells the caller of a dead peer and is no return to be summed up.
    pub fn throw(&mut self, state: State) {
        if self.is_borrowed() {
            return self.throw_borrowed(&state);
        }
        let known = self.exits.len();
        self.exit(state, None);
        let thrown = self.exits.drain(known..);
        self.thrown.extend(thrown);
    }

    /// The same where the caller owns the handle: it may want to know whether that is still open.
    fn throw_borrowed(&mut self, state: &State) {
        let Some(handle) = state.handle.clone() else { return };
        let Subject::Borrowed { place: home } = self.tracked.subject else { return };
        let is_kept = handle.places.iter().any(|&place| place != home && self.survives(state, place));
        let is_reset = !handle.places.contains(&home);
        let point = self.at.0;
        self.thrown.push(ExitRecord { point, handle: Some(handle), is_kept, is_reset, ..ExitRecord::default() });
    }

    /// A callee throws, and nothing in the function catches it: what only the function knows of is lost.
    pub fn thrown_through(&mut self, call: &CallSite, summary: &Summary, state: &State) {
        let Some(handle) = state.handle.as_ref().filter(|handle| handle.is_open() && !call.flags.is_caught) else {
            return;
        };
        let is_it = |path| self.cx.resolve(call, path).is_some_and(|place| self.cx.is_surely(handle, place));
        if !summary.thrown.iter().any(is_it) {
            return;
        }
        let survives = handle.places.iter().any(|&place| self.survives(state, place));
        if self.is_borrowed() {
            self.throw_borrowed(state);
        } else if !survives && !self.is_cleaned(handle) {
            self.incident(Wrong::Lost(Exit::Throw), handle.clone(), state.is_merged);
        }
    }

    fn exit_with(&mut self, state: &State, handle: Handle, value: Option<&Operand>, returns: &Value, is_newest: bool) {
        let returned = value.and_then(Operand::place);
        let is_returned = returned.is_some_and(|place| handle.is_in(place, &self.cx.places));
        let object = value.and_then(|value| self.object_of(value));
        let is_inside = object.is_some_and(|place| handle.is_inside(place, &self.cx.places));
        let kept: Vec<PlaceId> = handle.places.iter().copied().filter(|&place| self.survives(state, place)).collect();
        let home = match self.tracked.subject {
            Subject::Borrowed { place } => Some(place),
            Subject::Site { .. } => None,
        };
        let is_kept = is_inside || kept.iter().any(|&place| Some(place) != home);
        if handle.is_open() && !is_returned {
            self.judge(state, &handle, is_kept, is_newest);
        }
        let fresh = self.fresh_at(state, &handle, value, &kept);
        if is_newest {
            let is_reset = home.is_some_and(|home| !handle.places.contains(&home));
            let returns = returns.clone();
            let point = self.at.0;
            let closed = self.closed_at(&handle, &kept);
            let handle = Some(handle);
            self.exits.push(ExitRecord { point, returns, handle, is_returned, is_kept, is_reset, fresh, closed });
        }
    }

    /// What the operand leads to: the variable itself, and for the address of a part (`&conn->base`) the pointer to the
    /// whole, from which the others of its parts are reached as well.
    fn object_of(&self, operand: &Operand) -> Option<PlaceId> {
        let places = &self.cx.places;
        match operand {
            Operand::AddrOf(part) => {
                let elem = places.ancestors(*part).find(|&at| matches!(places.get(at).step, Step::Elem(_)));
                elem.and_then(|elem| places.get(elem).parent).or(Some(*part))
            }
            other => other.place(),
        }
    }

    fn judge(&mut self, state: &State, handle: &Handle, is_kept: bool, is_newest: bool) {
        match self.tracked.subject {
            _ if !self.is_borrowed() => {
                if is_kept && is_newest {
                    self.incident(Wrong::Uneven, handle.clone(), state.is_merged);
                } else if !is_kept && !self.is_cleaned(handle) && !self.is_closed_with_others(handle) {
                    let at_brace = self.cx.source.text.get(self.at.1.start as usize) == Some(&b'}');
                    let is_throw = matches!(
                        self.cx.function.block(self.at.0.block).terminator,
                        crate::ir::Terminator::Throw { .. }
                    );
                    let exit = match at_brace {
                        _ if is_throw => Exit::Throw,
                        true => Exit::End,
                        false => Exit::Return,
                    };
                    self.incident(Wrong::Lost(exit), handle.clone(), state.is_merged);
                }
            }
            // What is no longer where it was, others cannot reach there.
            Subject::Borrowed { place }
                if is_newest
                    && !is_kept
                    && handle.is_untold()
                    && !(self.is_borrowed_anew() && handle.places.contains(&place)) =>
            {
                self.incident(Wrong::LeftOpen, handle.clone(), state.is_merged);
            }
            Subject::Borrowed { .. } if is_newest && !is_kept => self.left_behind(handle, state.is_merged),
            Subject::Site { .. } | Subject::Borrowed { .. } => {}
        }
    }

    /// Whether the place is still there after the return, for someone else to see.
    fn survives(&self, state: &State, place: PlaceId) -> bool {
        match self.cx.storage(place) {
            Storage::Own(_) => false,
            Storage::Caller | Storage::Static => true,
            Storage::Pointed(_) => {
                let root = self.cx.places.root(place);
                !state.fact(root).is_some_and(|value| value.origin == Origin::Fresh)
            }
        }
    }

    /// Whether a variable with a cleanup function holds the handle.
    fn is_cleaned(&self, handle: &Handle) -> bool {
        handle.places.iter().any(|&place| {
            self.cx.places.root_local(place).is_some_and(|local| self.cx.function.local(local).cleanup.is_some())
        })
    }

    /// Where a handle that was opened and closed again is still named to the caller: in one place.
    fn closed_at(&self, handle: &Handle, kept: &[PlaceId]) -> Option<BoundaryPath> {
        let is_opened = !self.is_borrowed() && handle.typestate == Typestate::Released;
        match kept {
            [place] if is_opened => self.cx.boundary_path(*place).filter(|path| !path.steps.is_empty()),
            _ => None,
        }
    }

    fn fresh_at(&self, state: &State, handle: &Handle, value: Option<&Operand>, kept: &[PlaceId]) -> Option<FreshAt> {
        if handle.typestate != Typestate::Open {
            return None;
        }
        // What is kept besides is not the caller's, though it is returned as well; what two objects hold, one may close.
        if !kept.is_empty() {
            let paths: Option<Vec<_>> = kept.iter().map(|&place| self.cx.boundary_path(place)).collect();
            let mut paths = paths?.into_iter();
            let path = paths.next()?;
            return paths.all(|other| other.param == path.param).then_some(FreshAt::Path(path));
        }
        let Some(Operand::Copy(result)) = value else { return None };
        if handle.is_in(*result, &self.cx.places) {
            return Some(FreshAt::Return);
        }
        let value = self.cx.places.find(Some(*result), Step::Field(VALUE.into()));
        if value.is_some_and(|value| handle.places.contains(&value))
            && let Some(variant) = success(self.cx, *result)
        {
            return Some(FreshAt::Success(variant));
        }
        let is_fresh = state.fact(*result).is_some_and(|value| value.origin == Origin::Fresh);
        let mut inside = handle.places.iter().filter(|&&place| is_fresh && self.cx.places.is_within(place, *result));
        inside.next().map(|&place| FreshAt::Behind(self.cx.places.steps(*result, place)))
    }
}
