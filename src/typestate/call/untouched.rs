//! Calls of functions whose bodies do nothing to the handle.

use super::body::plain_result;
use crate::ir::{Operand, PlaceId, Step};
use crate::typestate::automaton::Typestate;
use crate::typestate::calls::CallSite;
use crate::typestate::context::FunctionCx;
use crate::typestate::machine::Machine;
use crate::typestate::state::{Handle, State};
use crate::typestate::storage::Storage;
use crate::typestate::subject::Subject;
use crate::typestate::summary::Summary;

impl Machine<'_, '_> {
    /// A function whose body does nothing to the handle; it may still let the object out that holds it.
    pub(super) fn without_effect(&mut self, call: &CallSite, summary: &Summary, mut state: State) -> State {
        let places = &self.cx.places;
        let is_unseen = |handle: &Handle| {
            let mut unseen = summary.unseen.iter().filter_map(|path| self.cx.resolve(call, path));
            unseen.any(|place| handle.is_in(place, places))
        };
        let (cx, is_borrowed) = (self.cx, self.is_borrowed());
        let home = match self.tracked.subject {
            Subject::Borrowed { place } => Some(place),
            Subject::Site { .. } => None,
        };
        self.escape_static(&mut state, false);
        for handle in state.handles() {
            let may_be_another = || may_be_moved(cx, call, handle) || is_replaced(cx, call, summary, handle);
            if handle.typestate == Typestate::Released && may_be_another() {
                handle.typestate = Typestate::Escaped;
                continue;
            }
            // A closed one may be opened again by whoever gets the object.
            let tells = is_borrowed && (handle.dead_peer().is_some() || !handle.is_open());
            // So may who gets a variable of this function that it was copied into, whoever it belongs to.
            let copies = home.map(|home| handle.without(home));
            handle.marks.lodged |= copies.as_ref().is_some_and(|copies| self.stores_copies(call, summary, copies));
            let copies_go = copies.is_some_and(|copies| self.lets_copies_out(call, summary, copies));
            if copies_go
                || (!is_borrowed || tells) && (self.lets_handle_out(call, summary, handle) || is_unseen(handle))
            {
                handle.typestate = Typestate::Escaped;
            }
        }
        self.finish(state, call, plain_result(summary))
    }

    /// Whether the handle, or an object that holds it, gets out of sight in the callee.
    fn lets_handle_out(&self, call: &CallSite, summary: &Summary, handle: &Handle) -> bool {
        let places = &self.cx.places;
        let is_out = |at: usize, arg: &Operand| match arg {
            Operand::Copy(place) => {
                let is_itself = || self.is_holder(*place) || summary.stores_pointer(at);
                handle.is_inside(*place, places) || handle.is_in(*place, places) && is_itself()
            }
            Operand::AddrOf(place) => {
                handle.is_inside(*place, places) || handle.is_in(*place, places) || self.cx.links_in(handle, call, at)
            }
            Operand::Const(_) | Operand::Unknown => false,
        };
        call.args.iter().enumerate().any(|(at, arg)| summary.lets_out(at) && is_out(at, arg))
    }

    /// Whether the callee stores a pointer to an object that holds one of the copies of a borrowed handle.
    fn stores_copies(&self, call: &CallSite, summary: &Summary, copies: &Handle) -> bool {
        let is_stored = |held: PlaceId| {
            let mut stored = call.args.iter().enumerate().filter(|(at, _)| summary.stores_pointer(*at));
            stored.any(|(_, arg)| matches!(arg, Operand::Copy(object) if self.cx.places.is_within(held, *object)))
        };
        let is_pointed = |held: PlaceId| matches!(self.cx.storage(held), Storage::Pointed(_));
        copies.places.iter().any(|&held| is_pointed(held) && is_stored(held))
    }

    /// Whether copies of a borrowed handle get out of sight in the callee that are in variables of this function.
    fn lets_copies_out(&self, call: &CallSite, summary: &Summary, mut copies: Handle) -> bool {
        copies.places.retain(|held| matches!(self.cx.storage(*held), Storage::Own(_)));
        self.lets_handle_out(call, summary, &copies)
    }
}

/// Whether the callee may set a pointer on the way to the handle's place, which then is another one: it gets the pointer's
/// address, or what leads to the pointer.
fn may_be_moved(cx: &FunctionCx, call: &CallSite, handle: &Handle) -> bool {
    let follows = |from: PlaceId, to: PlaceId| {
        let steps = cx.places.steps(from, to);
        steps.iter().filter(|step| matches!(step, Step::Elem(_))).count()
    };
    let leads_to = |arg: &Operand, held: PlaceId| match arg {
        Operand::AddrOf(place) => cx.places.is_within(held, *place) && follows(*place, held) > 0,
        Operand::Copy(place) => cx.places.is_within(held, *place) && follows(*place, held) > 1,
        Operand::Const(_) | Operand::Unknown => false,
    };
    handle.places.iter().any(|&held| call.args.iter().any(|arg| leads_to(arg, held)))
}

/// Whether the callee stores something else, whatever happens, where the handle is.
fn is_replaced(cx: &FunctionCx, call: &CallSite, summary: &Summary, handle: &Handle) -> bool {
    let mut replaced = summary.replaces.iter().filter_map(|path| cx.resolve(call, path));
    replaced.any(|place| handle.places.contains(&place))
}
