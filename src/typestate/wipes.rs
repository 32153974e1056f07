//! Objects that are filled with zeroes: what they held is gone from there, closed or not.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::machine::Machine;
use super::memory::on_every_way;
use super::observation::Exit;
use super::state::{Handle, State};
use crate::ir::{Const, Operand, PlaceId};
use crate::model::{Models, Trait};

/// Which of a call's arguments leads to an object that is wiped whole, whatever happens.
fn is_wiped_by(call: &CallSite, models: &Models, at: usize) -> bool {
    match call.target {
        Target::Model(_) => at == 0 && models.has_trait(&call.name, Trait::Wipes) && is_whole(call),
        Target::Body(summary) => summary.memory.wipes(at),
        Target::Unknown(_) | Target::Pointer(_) => false,
    }
}

/// Whether the size is that of a type or variable: `memset(p, 0, sizeof(*p))`.
fn is_whole(call: &CallSite) -> bool {
    matches!(call.args.last(), Some(Operand::Const(Const::Sym(size))) if size.as_str().starts_with("sizeof"))
}

/// Whether every way out but those on which it is null wipes the object of a parameter.
pub fn wipes(cx: &FunctionCx, param: PlaceId) -> bool {
    let is_it = |call: &CallSite| {
        let given = call.args.iter().enumerate().filter(|(_, arg)| **arg == Operand::Copy(param));
        given.map(|(at, _)| at).any(|at| is_wiped_by(call, cx.models, at))
    };
    cx.calls.iter().any(is_it) && on_every_way(cx, param, &is_it)
}

impl Machine<'_, '_> {
    /// Whether a handle is in an object that the call wipes.
    pub(super) fn is_in_wiped(&self, call: &CallSite, handle: &Handle) -> bool {
        let mut held = handle.places.iter();
        held.any(|&held| self.wiped(call).any(|object| self.is_part(held, object, call)))
    }

    /// The call wipes objects: no handle is in them any more.
    pub(super) fn wipe(&mut self, state: &mut State, call: &CallSite) {
        let objects: Vec<PlaceId> = self.wiped(call).collect();
        if objects.is_empty() {
            return;
        }
        let is_gone = |place: &PlaceId| objects.iter().any(|&object| self.is_part(*place, object, call));
        let gone: Vec<PlaceId> = (0..self.cx.places.len() as u32).map(PlaceId).filter(is_gone).collect();
        state.retain_facts(|place, _| !gone.contains(&place));
        self.drop_places(state, [Some(Exit::Overwrite); 2], false, |held| (gone.contains(&held), false));
    }

    /// Whether `place` is wiped with `object`: all of what a pointer leads to is, but not the pointer.
    fn is_part(&self, place: PlaceId, object: PlaceId, call: &CallSite) -> bool {
        self.cx.places.is_within(place, object) && (place != object || call.args.contains(&Operand::AddrOf(object)))
    }

    /// The objects that the call wipes, or the pointers to them.
    fn wiped(&self, call: &CallSite) -> impl Iterator<Item = PlaceId> {
        let given = call.args.iter().enumerate().filter(|(at, _)| is_wiped_by(call, self.cx.models, *at));
        given.filter_map(|(_, arg)| arg.place())
    }
}
