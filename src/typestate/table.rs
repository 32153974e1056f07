//! Borrowed handles: who must close a dead connection? The table of the design, row by row.
//!
//! Rows 1 (closed or handed on) and 3 (told) are settled in the simulation: such paths bring no incident.

use super::automaton::Typestate;
use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::observation::PeerGone;
use super::outside::Outside;
use super::simulate::Simulation;
use super::state::Handle;
use super::subject::{handle_arg, takes_address_of};
use super::talkers::Held;
use crate::frontend::Duty;
use crate::ir::{Const, LocalKind, Operand, PlaceId};
use crate::model::{Io, NameKind, Role};

/// Where a function may be called from.
pub struct Callers<'c, 'a> {
    /// The functions of its file.
    pub all: &'c dyn Fn() -> Vec<&'c FunctionCx<'a>>,
    /// The rest of the tree.
    pub outside: &'c dyn Outside,
}

/// The row that decides about an exit which leaves the borrowed handle of `simulation` open; `None`: silent.
pub fn row(cx: &FunctionCx, place: PlaceId, simulation: &Simulation, handle: &Handle, callers: &Callers) -> Option<u8> {
    if !simulation.tracked.is_socket || !simulation.tracked.has_peer {
        return None;
    }
    let all = (callers.all)();
    let visible: Vec<Caller> = visible_callers(cx, &all);
    let sibling_closes = simulation.closes_somewhere();
    // Callers in other files are simulated with what this function tells them; they are not looked through here.
    let is_called_elsewhere = !cx.function.is_static && callers.outside.is_called(cx.function.name.as_str());
    let callers_close = !visible.is_empty() && visible.iter().all(|caller| caller.closes(cx, place));
    let is_theirs = || is_closed_elsewhere(cx, place, callers);
    // A failure may be one that somebody else takes for worth another try.
    let is_over = handle.dead_peer().is_some_and(|peer| peer.gone == PeerGone::Eof);
    let is_ours = || is_over && cleans_up_itself(cx, simulation) || !is_theirs();
    if handle.marks.commented_close || (sibling_closes && !callers_close && !is_called_elsewhere && is_ours()) {
        return Some(2);
    }
    if !visible.is_empty() || is_called_elsewhere {
        // Row 4: each caller is simulated with what this function tells it.
        return None;
    }
    if is_lent(cx, place, callers) {
        return None;
    }
    if is_entry(cx, place, handle, &all) {
        return Some(5);
    }
    let is_silent = is_theirs() || is_callback(cx, &all) || is_read_primitive(cx, simulation, place);
    (!is_silent).then_some(7)
}

/// Whether the handle belongs to an object or variable that some function cleans up which does not itself talk to the peer.
fn is_closed_elsewhere(cx: &FunctionCx, place: PlaceId, callers: &Callers) -> bool {
    Held::new(&cx.places, place).is_some_and(|held| callers.outside.is_closed_by_owner(&held))
}

/// Whether another way out on which the peer is gone closes the handle by a function of the project's own, as who cleans up
/// would: then so can all.
fn cleans_up_itself(cx: &FunctionCx, simulation: &Simulation) -> bool {
    let closers = simulation.exits.iter().filter_map(|exit| {
        let handle = exit.handle.as_ref().filter(|handle| handle.typestate == Typestate::Released)?;
        handle.released_by.filter(|_| handle.marks.closed_after_peer)
    });
    closers.into_iter().any(|call| matches!(cx.calls[call as usize].target, Target::Body(_)))
}

/// Whether somebody asked to be called with what that one keeps: nobody else calls a static function that is called nowhere.
fn is_callback(cx: &FunctionCx, all: &[&FunctionCx]) -> bool {
    cx.function.is_static || all.iter().any(|other| takes_address_of(other, &cx.function.name))
}

/// Whether the caller keeps the handle, as is promised of the function.
fn is_lent(cx: &FunctionCx, place: PlaceId, callers: &Callers) -> bool {
    let promise = callers.outside.promise(cx.function.name.as_str());
    let param = cx.boundary_path(place).map(|path| path.param);
    promise.zip(param).is_some_and(|(promise, param)| promise.duty(param) == Some(Duty::Keeps))
}

/// Whether there are callers in the file, and each of them closes the handle in `place` of `cx` itself.
pub fn callers_close(cx: &FunctionCx, place: PlaceId, callers: &Callers) -> bool {
    let all = (callers.all)();
    let visible = visible_callers(cx, &all);
    !visible.is_empty() && visible.iter().all(|caller| caller.closes(cx, place))
}

struct Caller<'c, 'a> {
    cx: &'c FunctionCx<'a>,
    call: &'c CallSite<'a>,
}

fn visible_callers<'c, 'a>(cx: &FunctionCx, all: &[&'c FunctionCx<'a>]) -> Vec<Caller<'c, 'a>> {
    let calls_it = |call: &&CallSite| matches!(call.target, Target::Body(_)) && call.name == cx.function.name.as_str();
    all.iter()
        .flat_map(|other| other.calls.iter().filter(calls_it).map(move |call| Caller { cx: other, call }))
        .collect()
}

impl Caller<'_, '_> {
    /// Whether the caller closes what it passes, or calls something that sounds like it. A rough look, made only to stay quiet.
    fn closes(&self, callee: &FunctionCx, place: PlaceId) -> bool {
        let Some(path) = callee.boundary_path(place) else { return true };
        let passed = self.cx.resolve(self.call, &path);
        let object = self.call.args.get(path.param as usize).and_then(Operand::place);
        self.cx.calls.iter().any(|call| {
            let releases = call.model().is_some_and(|model| model.role == Role::Release);
            let sounds = matches!(call.target, Target::Unknown(hints) | Target::Pointer(hints) if hints.closes)
                || matches!(call.target, Target::Body(_)) && self.cx.models.name_suggests(&call.name, NameKind::Closes);
            let same = |arg: PlaceId| Some(arg) == passed || Some(arg) == object;
            (releases && handle_arg(call).is_some_and(same))
                || (sounds && call.args.iter().filter_map(Operand::place).any(same))
        })
    }
}

/// Row 5: a thread's entry that gets the handle itself, or copies it out of its argument and frees that: nobody else keeps it.
fn is_entry(cx: &FunctionCx, place: PlaceId, handle: &Handle, all: &[&FunctionCx]) -> bool {
    let is_param = cx.boundary_path(place).is_some_and(|path| path.steps.is_empty());
    let is_alone = is_param || !handle.places.contains(&place);
    let starts_it = |call: &CallSite| {
        let entry = call.model().filter(|model| model.role == Role::Transfer).and_then(|model| model.entry);
        let given = entry.and_then(|arg| call.args.get(arg as usize));
        matches!(given, Some(Operand::Const(Const::Func(name))) if *name == cx.function.name)
    };
    is_alone && all.iter().any(|other| takes_address_of(other, &cx.function.name) && other.calls.iter().any(starts_it))
}

/// Row 6: a function that hands recv's own data or result to its caller, who is unknown.
fn is_read_primitive(cx: &FunctionCx, simulation: &Simulation, place: PlaceId) -> bool {
    let fills_param = cx.calls.iter().any(|call| {
        let Some(model) = call.model().filter(|model| model.io.is_some()) else { return false };
        let buffer = model.buffer.and_then(|arg| call.args.get(arg as usize)).and_then(Operand::place);
        let is_ours = handle_arg(call) == Some(place) || model.io == Some(Io::Receive);
        is_ours && buffer.is_some_and(|buffer| derives_from_param(cx, buffer))
    });
    let returns_result = simulation.exits.iter().any(|exit| matches!(exit.returns.origin, super::value::Origin::Io(_)));
    fills_param || returns_result
}

/// Whether a buffer is a parameter, lies behind one, or is a local pointer set from one.
fn derives_from_param(cx: &FunctionCx, place: PlaceId) -> bool {
    let is_param = |place: PlaceId| {
        let local = cx.places.root_local(place);
        local.is_some_and(|local| matches!(cx.function.local(local).kind, LocalKind::Param(_)))
    };
    is_param(place)
        || cx.function.insts().any(|inst| match inst {
            crate::ir::Inst::Assign { dest, value: crate::ir::Rvalue::Use(Operand::Copy(source)), .. } => {
                *dest == cx.places.root(place) && is_param(*source)
            }
            _ => false,
        })
}
