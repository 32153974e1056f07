//! What storing a value does to the places that hold a handle.

use super::automaton::Typestate;
use super::calls::CallSite;
use super::machine::{Machine, Wrong};
use super::observation::Exit;
use super::state::{Handle, State};
use super::storage::Storage;
use super::subject::Subject;
use super::value::{Origin, Value};
use crate::ir::{BinOp, CmpOp, Const, INDEX, Inst, LocalId, LocalKind, Operand, PlaceId, Rvalue, Step};
use crate::model::Trait;

/// Through so many operators a number with a handle in it is followed to a call.
const CODED: u8 = 3;

impl Machine<'_, '_> {
    /// Stores a value.
    pub(super) fn assign(&mut self, state: &mut State, dest: PlaceId, value: &Rvalue) {
        if self.is_message_data(dest) {
            return;
        }
        if matches!(&self.cx.places.get(dest).step, Step::Field(name) if name.as_str() == INDEX) {
            return self.list(state, dest, value);
        }
        let new = match value {
            Rvalue::Use(operand) => self.value(state, operand),
            Rvalue::Neg(operand) => self.negated(state, operand),
            Rvalue::Zeroed => Value::int(0),
            Rvalue::Binary(op, a, b) => self.value(state, a).computed(*op, &self.value(state, b)),
            Rvalue::Unknown => Value::ANY,
        };
        let source = match value {
            Rvalue::Use(Operand::Copy(place)) => Some(*place),
            _ => None,
        };
        self.store_out(state, dest, value);
        self.box_up(state, value.operands());
        let copies = source.map_or(Copies::default(), |source| self.copies(state, source, dest));
        let is_lodged = copies.has_any() && self.cx.is_of_others(dest);
        let is_constant = matches!(value, Rvalue::Use(Operand::Const(_)) | Rvalue::Zeroed);
        // A socket that is stored over another one tells nothing about it.
        if is_constant || self.tracked.subject != (Subject::Borrowed { place: dest }) {
            self.tell(state, dest, &new);
        }
        self.note_reset(state, dest, value);
        // A borrowed handle that is reset may well be somebody else's by now.
        let is_reset = self.is_borrowed() && is_constant;
        let spared = [is_reset || !copies.newest.is_empty(), is_reset || !copies.older.is_empty()];
        self.overwrite(state, dest, spared);
        for (handle, added) in [(&mut state.handle, copies.newest), (&mut state.older, copies.older)] {
            if let Some(handle) = handle {
                added.into_iter().for_each(|place| handle.add(place));
            }
        }
        if let Some(source) = source.filter(|source| self.is_moved(*source, dest)) {
            let places = &self.cx.places;
            state.handles().for_each(|handle| handle.places.retain(|held| !places.is_within(*held, source)));
        }
        let is_linked = |handle: &Handle| match value {
            Rvalue::Use(value) => self.cx.is_linked_by(handle, dest, value),
            _ => false,
        };
        let coded = |handle: &Handle| self.is_coded(handle, dest, value);
        if copies.escapes
            || is_lodged
            || state.handles().any(|handle| coded(handle))
            || !self.is_borrowed() && state.handles().any(|handle| is_linked(handle))
        {
            self.escape(state);
        }
        self.record(state, dest, new);
    }

    /// Writes down the index of an element.
    fn list(&self, state: &mut State, key: PlaceId, index: &Rvalue) {
        let Rvalue::Use(Operand::Copy(index)) = index else { return };
        if matches!(self.cx.storage(key), Storage::Own(_)) {
            return;
        }
        for handle in state.handles().filter(|handle| handle.is_in(*index, &self.cx.places)) {
            handle.marks.listed = true;
        }
    }

    /// Whether what is stored in `dest` is data that is sent: the kernel duplicates what `SCM_RIGHTS` brings, and who sends it
    /// still has its own to close.
    fn is_message_data(&self, dest: PlaceId) -> bool {
        let root = self.cx.places.root(dest);
        let gives_it =
            |call: &CallSite| call.dest == Some(root) && self.cx.models.has_trait(&call.name, Trait::GivesMessageData);
        let sets = |inst: &&Inst| match inst {
            Inst::Assign { dest, .. } => *dest == root,
            Inst::Call { dest, .. } => *dest == Some(root),
            _ => false,
        };
        root != dest && self.cx.calls.iter().any(gives_it) && self.cx.function.insts().filter(sets).count() == 1
    }

    /// Whether the value is another number with the handle in it, as `fd << 1`, that some function is given.
    fn is_coded(&self, handle: &Handle, dest: PlaceId, value: &Rvalue) -> bool {
        let Rvalue::Binary(BinOp::Other | BinOp::Or, a, b) = value else { return false };
        let holds = |operand: &Operand| {
            operand.place().is_some_and(|place| handle.is_in(place, &self.cx.places)) || self.carries(operand, handle)
        };
        (holds(a) || holds(b)) && self.feeds_call(dest, CODED)
    }

    /// Whether the operand is the handle's number shifted, multiplied or with bits set, from which it can be had back.
    pub(super) fn carries(&self, operand: &Operand, handle: &Handle) -> bool {
        let Operand::Copy(place) = operand else { return false };
        let place = self.cx.places.get(*place);
        let is_reversible = |how: &str| how.starts_with("<<") || how.starts_with(['|', '*', '^']);
        matches!(&place.step, Step::Derived(how) if is_reversible(how.as_str()))
            && place.parent.is_some_and(|parent| handle.is_in(parent, &self.cx.places))
    }

    fn feeds_call(&self, place: PlaceId, depth: u8) -> bool {
        let is_it = |operand: &Operand| *operand == Operand::Copy(place);
        self.cx.function.insts().any(|inst| match inst {
            Inst::Call { args, .. } => args.iter().any(is_it),
            Inst::Assign { dest, value: Rvalue::Binary(_, a, b), .. } => {
                depth > 0 && (is_it(a) || is_it(b)) && self.feeds_call(*dest, depth - 1)
            }
            _ => false,
        })
    }

    /// Whether what a temporary of Rust holds is moved to a variable: nothing reads it there again.
    fn is_moved(&self, source: PlaceId, dest: PlaceId) -> bool {
        let is_temp = |place: PlaceId| {
            let local = self.cx.places.root_local(place).map(|local| self.cx.function.local(local));
            local.is_some_and(|local| local.kind == LocalKind::Temp)
        };
        self.cx.function.callees_keep && is_temp(source) && !is_temp(dest)
    }

    fn negated(&self, state: &State, operand: &Operand) -> Value {
        let value = self.value(state, operand);
        // `-errno` and `-EINVAL` are how functions return failure.
        match value.symbol().filter(|name| !name.as_str().starts_with('-')) {
            Some(name) => {
                let name = format!("-{name}");
                Value::constant(&Const::Sym(name.as_str().into()), self.cx.models)
            }
            None if value.origin == Origin::Error => Value::satisfying(CmpOp::Lt, 0),
            None => Value::int(0).computed(BinOp::Sub, &value),
        }
    }

    /// Where handles appear a second time when `source` is copied to `dest`.
    fn copies(&self, state: &State, source: PlaceId, dest: PlaceId) -> Copies {
        let mut copies = Copies::default();
        for (handle, into) in [(&state.handle, &mut copies.newest), (&state.older, &mut copies.older)] {
            for &held in handle.iter().flat_map(|handle| &handle.places) {
                // Of several elements, one that is closed is not the one that is taken out next.
                let is_over = handle.as_ref().is_some_and(|handle| handle.typestate == Typestate::Released);
                if !self.cx.places.is_within(held, source) || is_over && self.cx.is_one_of_many(held) {
                    continue;
                }
                match self.moved(held, source, dest) {
                    Some(place) => into.push(place),
                    // Nothing names the copy; it lives on if the destination does.
                    None => copies.escapes = true,
                }
            }
        }
        copies
    }

    /// The place that lies to `dest` as `held` lies to `source`.
    fn moved(&self, held: PlaceId, source: PlaceId, dest: PlaceId) -> Option<PlaceId> {
        let places = &self.cx.places;
        places.follow(dest, &places.steps(source, held))
    }

    /// `dest` gets a new value: what it held is gone from there. A handle that is spared, the newest or the older one, is not
    /// lost by that.
    pub fn overwrite(&mut self, state: &mut State, dest: PlaceId, spared: [bool; 2]) {
        let places = &self.cx.places;
        state.retain_facts(|place, _| !places.is_within(place, dest));
        self.forget_same_field(state, dest);
        let is_summary = |at: PlaceId| matches!(places.get(at).step, Step::Elem(crate::ir::Elem::Any));
        if places.ancestors(dest).any(is_summary) {
            return;
        }
        let pointer_was_fresh = state.fact(dest).is_some_and(|value| value.origin == Origin::Fresh);
        let exits = spared.map(|is_spared| (!is_spared).then_some(Exit::Overwrite));
        self.drop_places(state, exits, pointer_was_fresh, |held| (places.is_within(held, dest), held != dest));
        self.borrow_anew(state, dest);
    }

    /// A variable that leads to the borrowed handle's place is set: from now on that place is another one, with a handle of
    /// its own.
    fn borrow_anew(&self, state: &mut State, dest: PlaceId) {
        if let Subject::Borrowed { place: home } = self.tracked.subject
            && home != dest
            && self.cx.places.root(home) == dest
            && matches!(self.cx.storage(home), Storage::Pointed(_))
        {
            state.handle = Some(Handle::open(home));
        }
    }

    /// Whether a variable that the function sets leads to the borrowed handle: then it says little whether nobody is told of
    /// a dead peer, for others can reach the object as well.
    pub(super) fn is_borrowed_anew(&self) -> bool {
        let Subject::Borrowed { place: home } = self.tracked.subject else { return false };
        let root = self.cx.places.root(home);
        let sets = |inst: &Inst| match inst {
            Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => *dest == root,
            _ => false,
        };
        matches!(self.cx.storage(home), Storage::Pointed(_)) && self.cx.function.insts().any(sets)
    }

    /// A store through one pointer may change the same field behind another.
    fn forget_same_field(&self, state: &mut State, dest: PlaceId) {
        let places = &self.cx.places;
        let Step::Field(field) = &places.get(dest).step else { return };
        if !places.has_deref(dest) {
            return;
        }
        state.retain_facts(|place, _| {
            !(places.has_deref(place) && matches!(&places.get(place).step, Step::Field(other) if other == field))
        });
    }

    /// Removes places from the handles. `gone` tells for a held place whether it goes, and whether it goes only because the
    /// pointer that led to it does: then the object lives on unless the pointer was the only way to it.
    pub fn drop_places(
        &mut self,
        state: &mut State,
        exits: [Option<Exit>; 2],
        is_fresh: bool,
        gone: impl Fn(PlaceId) -> (bool, bool),
    ) {
        let is_merged = state.is_merged;
        for (which, exit) in exits.into_iter().enumerate() {
            let slot = if which == 0 { &mut state.handle } else { &mut state.older };
            let Some(handle) = slot else { continue };
            // Who goes on with a freed object uses what it held, closed as it is.
            let is_past = exit == Some(Exit::Freed) && handle.typestate == Typestate::Released;
            if is_past || !handle.places.iter().any(|&held| gone(held).0) {
                continue;
            }
            let before = handle.clone();
            let mut lives_on = false;
            let cx = self.cx;
            handle.places.retain(|&mut held| {
                let (goes, through_pointer) = gone(held);
                let is_behind = through_pointer && !matches!(cx.storage(held), Storage::Own(_));
                lives_on |= goes && is_behind && !is_fresh;
                !goes
            });
            if !handle.places.is_empty() && !lives_on {
                continue;
            }
            if !lives_on && exit == Some(Exit::Overwrite) && self.is_home_behind_pointer() {
                // It is still open, and its owner cannot reach it any more.
                handle.peer = None;
                if handle.is_open() && before.is_untold() && self.tracked.is_socket && self.tracked.has_peer {
                    self.incident(Wrong::Lost(Exit::Overwrite), before, is_merged);
                }
            } else if lives_on || self.is_borrowed() {
                handle.typestate = if handle.is_open() { Typestate::Escaped } else { handle.typestate };
            } else if let Some(exit) = exit.filter(|_| handle.is_open() && !self.is_closed_with_others(&before)) {
                self.incident(Wrong::Lost(exit), before, is_merged);
                *slot = None;
            }
        }
    }

    /// Whether the handle was borrowed from a place that outlives the function: storing over that takes it from its owner.
    fn is_home_behind_pointer(&self) -> bool {
        match self.tracked.subject {
            Subject::Borrowed { place } => !matches!(self.cx.storage(place), Storage::Own(_)),
            Subject::Site { .. } => false,
        }
    }

    pub(super) fn end_scope(&mut self, state: &mut State, locals: &[LocalId]) {
        let cx = self.cx;
        let ends = |place: PlaceId| cx.places.root_local(place).is_some_and(|local| locals.contains(&local));
        let is_fresh = state.facts().iter().any(|(place, value)| ends(*place) && value.origin == Origin::Fresh);
        let is_cleaned =
            |place: PlaceId| cx.places.root_local(place).is_some_and(|id| cx.function.local(id).cleanup.is_some());
        for handle in state.handles() {
            if handle.places.iter().any(|&place| ends(place) && is_cleaned(place)) {
                handle.typestate = Typestate::Escaped;
            }
        }
        self.drop_places(state, [Some(Exit::Scope); 2], is_fresh, |held| (ends(held), true));
        state.retain_facts(|place, _| !ends(place));
    }
}

/// See [`Machine::copies`].
#[derive(Default)]
struct Copies {
    newest: Vec<PlaceId>,
    older: Vec<PlaceId>,
    escapes: bool,
}

impl Copies {
    fn has_any(&self) -> bool {
        !self.newest.is_empty() || !self.older.is_empty()
    }
}
