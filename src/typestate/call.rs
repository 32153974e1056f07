//! What calls do to the tracked handle.

use super::automaton::{Event, Typestate};
use super::calls::{CallSite, Hints, Target};
use super::machine::{Machine, Wrong};
use super::observation::Exit;
use super::state::{Handle, Peer, State};
use super::subject::Subject;
use super::summary::{Birth, Class, Effect, FreshAt, Summary};
use super::value::{Origin, Value};
use crate::ir::{CmpOp, Const, Operand, PlaceId};
use crate::model::{FunctionModel, Role, Test};

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
        if let Subject::Site { call: site, which } = self.tracked.subject
            && site == number
        {
            return self.acquire(call, which, state);
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
        state.retain_facts(|fact| {
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
        for arg in call.args {
            match arg {
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
            self.overwrite(&mut state, dest, true);
            self.record(&mut state, dest, value);
        }
        state
    }

    fn release_quietly(&self, state: &mut State) {
        for handle in state.handles().filter(|handle| handle.is_open()) {
            handle.typestate = Typestate::Escaped;
        }
    }

    // Acquiring.

    fn acquire(&mut self, call: &CallSite, which: usize, state: State) -> Vec<State> {
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
                births.iter().map(|birth| self.birth(state.clone(), call, birth)).collect()
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

    fn birth(&mut self, state: State, call: &CallSite, birth: &Birth) -> State {
        match &birth.fresh {
            None => {
                let mut state = self.finish(state, call, birth.returns.clone());
                self.fold_into_older(&mut state);
                state
            }
            Some(FreshAt::Return) => self.born(state, call, call.dest, Value::ANY),
            Some(FreshAt::Path(path)) => {
                let place = self.cx.resolve(call, path);
                let mut state = state;
                // What the place held before was the callee's to look at: it was given the address.
                let held = |handle: &&mut Handle| place.is_some_and(|place| handle.places.contains(&place));
                state.handles().filter(held).for_each(|handle| handle.typestate = Typestate::Escaped);
                self.born(state, call, place, birth.returns.clone())
            }
        }
    }

    fn born(&mut self, state: State, call: &CallSite, place: Option<PlaceId>, result: Value) -> State {
        let mut state = self.finish(state, call, result);
        let Some(place) = place else {
            self.fold_into_older(&mut state);
            // Nobody looks at the result of a call that returns the handle.
            if call.dest.is_none() {
                let mut handle = Handle::open(PlaceId(0));
                handle.places.clear();
                self.incident(Wrong::Lost(Exit::Scope), handle, state.is_merged);
            }
            return state;
        };
        if Some(place) != call.dest {
            self.overwrite(&mut state, place, true);
        }
        self.fold_into_older(&mut state);
        state.handle = Some(Handle::open(place));
        state
    }

    /// The site is reached again: the handle of the last round becomes the older one if something still holds it.
    fn fold_into_older(&self, state: &mut State) {
        let Some(last) = state.handle.take() else { return };
        let is_worth_following = last.is_open() && !last.places.is_empty();
        if is_worth_following {
            match &mut state.older {
                None => state.older = Some(last),
                Some(older) => {
                    last.places.iter().for_each(|&place| older.add(place));
                    older.marks.told |= last.marks.told;
                }
            }
        }
    }

    // Models.

    fn modelled(&mut self, number: u32, call: &CallSite, model: &FunctionModel, state: State) -> Vec<State> {
        match model.role {
            Role::Acquire | Role::Duplicate => {
                let state = self.used(number, call, state);
                vec![self.finish(state, call, Value::ANY)]
            }
            Role::Use => self.use_handle(number, call, model, state),
            Role::Release => self.release(number, call, model, state),
            Role::Transfer => self.transfer(call, model, state),
            Role::Allocate => {
                let value = Value::fresh();
                vec![self.finish(state, call, value)]
            }
            Role::Free => vec![self.free(call, state)],
            Role::Inert => vec![self.finish(state, call, Value::ANY)],
            Role::Noreturn => Vec::new(),
            Role::ErrorCode => vec![self.finish(state, call, Value::error_code())],
        }
    }

    /// A handle given by value to a call that only uses it.
    fn used(&mut self, number: u32, call: &CallSite, mut state: State) -> State {
        let is_merged = state.is_merged;
        for which in [0, 1] {
            let slot = if which == 0 { &mut state.handle } else { &mut state.older };
            let Some(mut handle) = slot.take() else { continue };
            if self.mention(&handle, call).by_value {
                self.event(&mut handle, Event::Use, number, is_merged);
            }
            *(if which == 0 { &mut state.handle } else { &mut state.older }) = Some(handle);
        }
        state
    }

    fn use_handle(&mut self, number: u32, call: &CallSite, model: &FunctionModel, state: State) -> Vec<State> {
        let mut state = self.used(number, call, state);
        let places = &self.cx.places;
        let arg = super::subject::handle_arg(call);
        let is_ours = |handle: &Handle| arg.is_some_and(|arg| handle.is_in(arg, places));
        let mut value = Value::ANY;
        if let Some(handle) = state.handle.as_mut().filter(|handle| is_ours(handle)) {
            if model.io.is_some() {
                handle.peer = None;
                if self.tells_of_peer(call, model) {
                    value = Value::from(Origin::Io(number));
                }
            }
            handle.marks.receive_timeout |= sets_receive_timeout(self.cx.models, call, model);
        }
        vec![self.finish(state, call, value)]
    }

    /// Whether the result of this receive or send says something about the peer.
    fn tells_of_peer(&self, call: &CallSite, model: &FunctionModel) -> bool {
        let arg = |index: Option<u8>| index.and_then(|index| call.args.get(index as usize));
        let is_zero = |operand: Option<&Operand>| matches!(operand, Some(Operand::Const(Const::Int(0))));
        let peeks = matches!(arg(model.flags), Some(Operand::Const(Const::Sym(name))) if self.cx.models.is_marked(name.as_str(), "peek"));
        let has_address = model.address.is_some() && arg(model.address).is_some() && !is_zero(arg(model.address));
        !peeks && !has_address && !is_zero(arg(model.length))
    }

    fn release(&mut self, number: u32, call: &CallSite, model: &FunctionModel, mut state: State) -> Vec<State> {
        let arg = model.handles.first().and_then(|_| super::subject::handle_arg(call));
        let is_merged = state.is_merged;
        for which in [0, 1] {
            let slot = if which == 0 { &mut state.handle } else { &mut state.older };
            let Some(mut handle) = slot.take() else { continue };
            match arg.filter(|arg| handle.is_in(*arg, &self.cx.places)) {
                Some(arg) if self.cx.is_one_of_many(arg) || !handle.places.contains(&arg) => {
                    // One of several elements is closed: whether it is this one is not known.
                    handle.typestate = Typestate::Escaped;
                }
                Some(_) => self.event(&mut handle, Event::Release, number, is_merged),
                None => {}
            }
            *(if which == 0 { &mut state.handle } else { &mut state.older }) = Some(handle);
        }
        vec![self.finish(state, call, Value::ANY)]
    }

    fn transfer(&mut self, call: &CallSite, model: &FunctionModel, mut state: State) -> Vec<State> {
        let arg = match model.handles.first() {
            Some(crate::model::HandleAt::Arg(arg)) => call.args.get(*arg as usize).and_then(Operand::place),
            _ => None,
        };
        let places = &self.cx.places;
        let concerns =
            |handle: &Handle| arg.is_some_and(|arg| handle.is_in(arg, places) || handle.is_inside(arg, places));
        if !state.handles().any(|handle| concerns(handle)) {
            return vec![self.finish(state, call, Value::ANY)];
        }
        let mut taken = state.clone();
        for handle in taken.handles().filter(|handle| concerns(handle)) {
            handle.typestate = handle.typestate.step(Event::Take).0;
        }
        let Some(test) = model.takes.filter(|_| call.dest.is_some()) else {
            return vec![self.finish(taken, call, Value::ANY)];
        };
        let taken = self.finish(taken, call, Value::satisfying(test.op, test.value));
        let kept = self.finish(state, call, Value::satisfying(test.op.negate(), test.value));
        vec![taken, kept]
    }

    fn free(&mut self, call: &CallSite, mut state: State) -> State {
        if let Some(object) = super::subject::handle_arg(call) {
            let places = &self.cx.places;
            self.drop_places(&mut state, Some(Exit::Freed), true, |held| {
                (held != object && places.is_within(held, object), true)
            });
        }
        self.finish(state, call, Value::ANY)
    }

    // Bodies.

    fn with_body(&mut self, number: u32, call: &CallSite, summary: &Summary, state: State) -> Vec<State> {
        if summary.is_noreturn {
            return Vec::new();
        }
        let Some(handle) = &state.handle else { return vec![self.finish(state, call, Value::ANY)] };
        let affected = summary.effects.iter().find_map(|(path, classes)| {
            let place = self.cx.resolve(call, path)?;
            handle.is_in(place, &self.cx.places).then_some((place, classes))
        });
        match affected {
            Some((place, classes)) => {
                classes.iter().map(|class| self.outcome(number, call, place, class, state.clone())).collect()
            }
            None => vec![self.without_effect(call, summary, state)],
        }
    }

    /// One outcome of a function with a body for the handle in `place`.
    fn outcome(&mut self, number: u32, call: &CallSite, place: PlaceId, class: &Class, mut state: State) -> State {
        let is_merged = state.is_merged;
        let mut returns = class.returns.clone();
        let mut alias = None;
        if let Some(mut handle) = state.handle.take() {
            match &class.effect {
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
                        Operand::AddrOf(place) => handle.is_inside(*place, places) || handle.is_in(*place, places),
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

    // Names only.

    /// Notes that the body of an unknown callee would tell more about the handle.
    fn ask(&mut self, number: u32, call: &CallSite, state: &State) {
        let mut handles = state.handle.iter().chain(state.older.iter()).filter(|handle| handle.is_open());
        if handles.any(|handle| self.mention(handle, call).any()) {
            self.asked.insert(number);
        }
    }

    fn unknown(&mut self, call: &CallSite, hints: Hints, is_pointer: bool, mut state: State) -> Vec<State> {
        let only_logs = call.has_string() && !hints.closes || hints.logs && !is_pointer;
        let mut splits = false;
        let is_borrowed = self.is_borrowed();
        self.escape_static(&mut state, only_logs);
        let mentions: Vec<Mention> =
            state.handle.iter().chain(state.older.iter()).map(|handle| self.mention(handle, call)).collect();
        let tells_static = is_borrowed && !only_logs && self.is_static_subject();
        for (handle, mention) in state.handles().zip(mentions) {
            if !handle.is_open() {
                continue;
            }
            if is_borrowed && handle.peer.is_some() && !only_logs && (mention.any() || tells_static) {
                handle.typestate = Typestate::Escaped;
                continue;
            }
            if !mention.any() || (is_borrowed && !hints.closes && !(is_pointer && mention.by_value)) {
                continue;
            }
            let goes =
                mention.by_address || hints.closes || is_pointer && mention.any() || mention.inside && !only_logs;
            if goes {
                handle.typestate = Typestate::Escaped;
            } else if mention.by_value && hints.returns_pointer {
                splits = true;
            } else if mention.by_value && !only_logs {
                handle.marks.unknown_callee = true;
                handle.marks.taker_name |= hints.takes;
            }
        }
        if splits { self.take_if_not_null(call, state) } else { vec![self.finish_unknown(call, hints, state)] }
    }

    /// An owned handle that a file-scope variable holds may be closed by any function.
    fn escape_static(&self, state: &mut State, only_logs: bool) {
        if only_logs || self.is_borrowed() {
            return;
        }
        for handle in state.handles().filter(|handle| handle.is_open()) {
            if handle.places.iter().any(|&place| self.cx.storage(place) == super::storage::Storage::Static) {
                handle.typestate = Typestate::Escaped;
            }
        }
    }

    fn is_static_subject(&self) -> bool {
        match self.tracked.subject {
            Subject::Borrowed { place } => self.cx.storage(place) == super::storage::Storage::Static,
            Subject::Site { .. } => false,
        }
    }

    fn take_if_not_null(&mut self, call: &CallSite, mut state: State) -> Vec<State> {
        let kept = self.finish(state.clone(), call, Value::int(0));
        for handle in state.handles().filter(|handle| handle.is_open()) {
            handle.typestate = Typestate::Escaped;
        }
        let taken = self.finish(state, call, Value::satisfying(CmpOp::Ne, 0));
        vec![taken, kept]
    }

    fn finish_unknown(&mut self, call: &CallSite, hints: Hints, state: State) -> State {
        let tests_error = hints.retries
            || call.args.iter().any(|arg| self.value(&state, arg).origin == Origin::Error && !call.has_string());
        let value = if tests_error { Value::from(Origin::ErrorTest) } else { Value::ANY };
        self.finish(state, call, value)
    }
}

fn is_inert(call: &CallSite) -> bool {
    call.model().is_some_and(|model| matches!(model.role, Role::Inert | Role::ErrorCode))
}

fn sets_receive_timeout(models: &crate::model::Models, call: &CallSite, model: &FunctionModel) -> bool {
    let option = model.option.and_then(|arg| call.args.get(arg as usize));
    matches!(option, Some(Operand::Const(Const::Sym(name))) if models.is_receive_timeout(name.as_str()))
}
