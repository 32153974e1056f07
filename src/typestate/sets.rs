//! Sets of descriptors (`fd_set`) and records that name one (`struct kevent`): what is put in lives there as long as the set.
//!
//! The members of a set are one place. It is named by a member that no source can spell, so that copying, clearing or
//! passing the set does with it what happens to any other member.

use super::calls::{CallSite, Target};
use super::elements::may_end;
use super::machine::Machine;
use super::state::{Handle, State};
use super::subject::{Subject, handle_arg};
use crate::ir::{Elem, Function, Inst, Operand, PlaceId, PlaceTable, Rvalue, Step};
use crate::model::{FunctionModel, SetUse};

/// The member that stands for all members of a set.
const MEMBERS: &str = "{members}";

/// Sets are copied to and fro a few times at most.
const ROUNDS: usize = 3;

/// Makes the places of members: of the sets that something is put into, and of their copies.
pub fn intern_sets(function: &Function, calls: &[CallSite], places: &mut PlaceTable) {
    let added = calls.iter().filter_map(|call| match call.target {
        Target::Model(model) => model.set.filter(|(_, does)| *does == SetUse::Add).map(|(arg, _)| (call, arg)),
        Target::Body(_) | Target::Unknown(_) | Target::Pointer(_) => None,
    });
    let mut is_any = false;
    for (call, arg) in added {
        let object = match call.args.get(arg as usize) {
            Some(Operand::AddrOf(place)) => *place,
            Some(Operand::Copy(place)) => places.intern(Some(*place), Step::Elem(Elem::At(0))),
            _ => continue,
        };
        places.intern(Some(object), Step::Field(MEMBERS.into()));
        is_any = true;
    }
    for _ in 0..if is_any { ROUNDS } else { 0 } {
        for inst in function.insts() {
            if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } = inst
                && places.find(Some(*source), Step::Field(MEMBERS.into())).is_some()
            {
                places.intern(Some(*dest), Step::Field(MEMBERS.into()));
            }
        }
    }
}

impl Machine<'_, '_> {
    /// What a call with the model `model` does to its set.
    pub fn on_set(&mut self, call: &CallSite, model: &FunctionModel, state: &mut State) {
        let Some((arg, does)) = model.set else { return };
        let Some(members) = self.members(call, arg) else { return };
        let handle = handle_arg(call);
        let places = &self.cx.places;
        let is_ours = |held: &Handle| handle.is_some_and(|handle| held.is_in(handle, places));
        match does {
            SetUse::Add if self.is_marked(call, "unwatch") => {}
            SetUse::Add => state.handles().filter(|held| is_ours(held)).for_each(|held| held.add(members)),
            SetUse::Remove => {
                state.handles().filter(|held| is_ours(held)).for_each(|held| held.places.retain(|at| *at != members))
            }
            SetUse::Clear => self.overwrite(state, members, [false; 2]),
            SetUse::Find => {}
        }
    }

    /// Whether the function closes one of several numbers, of which this handle may be one.
    pub fn is_closed_with_others(&self, handle: &Handle) -> bool {
        self.cx.closes_by_index(handle) || self.closes_from_set(handle)
    }

    /// The place of the members of the set that argument `arg` points at.
    fn members(&self, call: &CallSite, arg: u8) -> Option<PlaceId> {
        let places = &self.cx.places;
        let object = match call.args.get(arg as usize)? {
            Operand::AddrOf(place) => *place,
            Operand::Copy(place) => places.find(Some(*place), Step::Elem(Elem::At(0)))?,
            Operand::Const(_) | Operand::Unknown => return None,
        };
        places.find(Some(object), Step::Field(MEMBERS.into()))
    }

    /// Whether the function closes numbers that it finds in a set which may hold `handle`: by that, and not by the variable
    /// that it was put in from.
    fn closes_from_set(&self, handle: &Handle) -> bool {
        let is_member =
            |place: &PlaceId| matches!(&self.cx.places.get(*place).step, Step::Field(name) if name.as_str() == MEMBERS);
        if !handle.places.iter().any(is_member) {
            return false;
        }
        let birth = match self.tracked.subject {
            Subject::Site { call, which } => self.cx.birthplace(&self.cx.calls[call as usize], which),
            Subject::Borrowed { place } => Some(place),
        };
        let asks =
            |call: &&CallSite| call.model().and_then(|model| model.set).is_some_and(|(_, does)| does == SetUse::Find);
        let found = self.cx.calls.iter().filter(asks).filter_map(handle_arg);
        let mut found = found.filter(|place| Some(*place) != birth && !handle.places.contains(place));
        found.any(|place| {
            self.cx.calls.iter().filter(|call| may_end(call)).any(|call| call.args.contains(&Operand::Copy(place)))
        })
    }
}
