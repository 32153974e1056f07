//! Objects that are filled with zeroes: what they held is gone from there, closed or not.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::machine::Machine;
use super::memory::on_every_way;
use super::observation::Exit;
use super::state::{Handle, State};
use crate::ir::{Const, Elem, Inst, Operand, PlaceId, Rvalue, Step, Ty};
use crate::model::Trait;

/// Whether the object of a call's argument is wiped whole, whatever happens.
fn is_wiped_by(cx: &FunctionCx, call: &CallSite, at: usize) -> bool {
    match call.target {
        Target::Model(_) => at == 0 && cx.models.has_trait(&call.name, Trait::Wipes) && is_whole(cx, call),
        Target::Body(summary) => summary.memory.wipes(at),
        Target::Unknown(_) | Target::Pointer(_) => false,
    }
}

/// Whether the size is that of the very object: `memset(p, 0, sizeof(*p))`, or that of its declared type.
fn is_whole(cx: &FunctionCx, call: &CallSite) -> bool {
    let Some(Operand::Const(Const::Sym(size))) = call.args.last() else { return false };
    let shown = |place: PlaceId| cx.function.show_place(place);
    let ty = |place: PlaceId, pointers: u8| {
        let local = cx.places.root_local(place).map(|local| &cx.function.local(local).ty);
        let is_its = |ty: &&Ty| cx.places.depth(place) == 0 && ty.pointers == pointers;
        local.filter(is_its).map(|ty| ty.base.to_string())
    };
    let wholes = match call.args.first() {
        Some(Operand::Copy(place)) => [Some(format!("*{}", shown(*place))), ty(*place, 1)],
        Some(Operand::AddrOf(place)) => [Some(shown(*place)), ty(*place, 0)],
        _ => [None, None],
    };
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    wholes.iter().flatten().any(|whole| plain(size.as_str()) == plain(&format!("sizeof({whole})")))
}

/// Whether every way out but those on which it is null wipes the object of a parameter, which was copied nowhere before.
pub fn wipes(cx: &FunctionCx, param: PlaceId) -> bool {
    let is_it = |call: &CallSite| {
        let given = call.args.iter().enumerate().filter(|(_, arg)| **arg == Operand::Copy(param));
        given.map(|(at, _)| at).any(|at| is_wiped_by(cx, call, at))
    };
    let is_given_on = |call: &CallSite| call.args.contains(&Operand::Copy(param)) && !is_it(call);
    let copies = |inst: &Inst| match inst {
        Inst::Assign { value: Rvalue::Use(Operand::Copy(source)), .. } => {
            *source == param || cx.places.is_within(*source, param) && is_whole_object(cx, *source)
        }
        _ => false,
    };
    cx.calls.iter().any(is_it)
        && on_every_way(cx, &[param], &is_it)
        && !cx.calls.iter().any(is_given_on)
        && !cx.function.insts().any(copies)
}

/// Whether the place is what a pointer leads to, and no part of that.
fn is_whole_object(cx: &FunctionCx, place: PlaceId) -> bool {
    matches!(cx.places.get(place).step, Step::Elem(_))
}

impl Machine<'_, '_> {
    /// Whether a handle is in an object that the call wipes.
    pub(super) fn is_in_wiped(&self, call: &CallSite, handle: &Handle) -> bool {
        let mut held = handle.places.iter();
        held.any(|&held| self.wiped(call).any(|object| is_part(self.cx, held, object, call)))
    }

    /// The call wipes objects: no handle is in them any more.
    pub(super) fn wipe(&mut self, state: &mut State, call: &CallSite) {
        let objects: Vec<PlaceId> = self.wiped(call).collect();
        if objects.is_empty() {
            return;
        }
        let cx = self.cx;
        let goes = |place: PlaceId| objects.iter().any(|&object| is_part(cx, place, object, call));
        state.retain_facts(|place, _| !goes(place));
        self.drop_places(state, [Some(Exit::Overwrite); 2], false, |held| (goes(held), false));
    }

    /// The objects that the call wipes, or the pointers to them.
    fn wiped(&self, call: &CallSite) -> impl Iterator<Item = PlaceId> {
        let given = call.args.iter().enumerate().filter(|(at, _)| is_wiped_by(self.cx, call, *at));
        given.filter_map(|(_, arg)| arg.place())
    }
}

/// Whether `place` is surely wiped with `object`: all of what a pointer leads to is, but not the pointer, and of several
/// elements nobody knows which.
fn is_part(cx: &FunctionCx, place: PlaceId, object: PlaceId, call: &CallSite) -> bool {
    let is_any = |at: PlaceId| matches!(cx.places.get(at).step, Step::Elem(Elem::Any));
    cx.places.is_within(place, object)
        && (place != object || call.args.contains(&Operand::AddrOf(object)))
        && !cx.places.ancestors(place).any(is_any)
}
