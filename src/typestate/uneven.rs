//! Borrowed handles that a function closes on some of its ways but not on others like them.
//!
//! Nothing need be known of the peer here. Two things are looked for: an exit that leaves open what the other exits with
//! the same result close, so that no caller can tell; and a place that is known to hold an open handle and is set to hold
//! none, though nobody closed it.

use super::automaton::Typestate;
use super::calls::{CallSite, Point};
use super::coarse::Coarse;
use super::context::FunctionCx;
use super::leaving::may_leave;
use super::machine::{ExitRecord, Incident, Machine, Wrong};
use super::own_socket::is_own_socket;
use super::simulate::Simulation;
use super::state::{Handle, State};
use super::storage::Storage;
use super::subject::{Subject, Tracked, handle_arg, is_no_handle};
use super::table::{Callers, callers_close};
use super::ways_back::is_known_open;
use crate::ir::{BlockId, CmpOp, Inst, Operand, PlaceId, Rvalue, Terminator};
use crate::model::{NameKind, Role};

/// So many closing calls make a habit.
const HABIT: usize = 2;

/// So many tests before a close are looked at.
const TESTS: usize = 4;

/// Whether the handle was passed by value to be worked on: who did so can only tell by the result what became of it. A
/// listener that gives birth to others is lent.
fn is_passed(cx: &FunctionCx, tracked: &Tracked) -> bool {
    let Subject::Borrowed { place } = tracked.subject else { return false };
    let has_child = |call: &CallSite| {
        let is_birth = call.model().is_some_and(|model| model.role == Role::Acquire);
        is_birth && call.args.contains(&Operand::Copy(place))
    };
    cx.boundary_path(place).is_some_and(|path| path.steps.is_empty()) && !cx.calls.iter().any(has_child)
}

fn habit(cx: &FunctionCx, tracked: &Tracked) -> usize {
    if is_passed(cx, tracked) { 1 } else { HABIT }
}

impl Machine<'_, '_> {
    /// Notes that the place of a borrowed handle is set to hold none, and in which state the handle is then.
    pub(super) fn note_reset(&mut self, state: &State, dest: PlaceId, value: &Rvalue) {
        let Rvalue::Use(Operand::Const(constant)) = value else { return };
        if self.tracked.subject != (Subject::Borrowed { place: dest }) || !is_no_handle(self.cx, constant) {
            return;
        }
        let Some(handle) = state.handle.as_ref().filter(|handle| handle.places.contains(&dest)) else { return };
        let seen = (self.at.0, handle.typestate);
        if !self.resets.contains(&seen) {
            self.resets.push(seen);
        }
        let lets_go = || self.cx.models.name_suggests(self.cx.function.base_name(), NameKind::LetsGo);
        let is_alone = || handle.places.iter().all(|held| *held == dest || self.cx.is_unread(*held));
        if handle.is_open() && is_alone() && !lets_go() {
            self.incident(Wrong::Reset, handle.clone(), state.is_merged);
        }
    }

    /// A borrowed handle is open where the function is left, and nobody else has it.
    pub(super) fn left_behind(&mut self, handle: &Handle, is_merged: bool) {
        let Subject::Borrowed { place } = self.tracked.subject else { return };
        let is_moved = !handle.places.contains(&place) && !handle.places.is_empty();
        if !is_moved {
            self.incident(Wrong::Uneven, handle.clone(), is_merged);
        } else if !handle.places.iter().all(|held| self.cx.is_unread(*held)) {
            // What nothing reads was told where the place was reset.
            self.incident(Wrong::Reset, handle.clone(), is_merged);
        }
    }
}

/// Whether such an incident of the coarse run may be worth a word.
pub fn may_matter(cx: &FunctionCx, tracked: &Tracked, coarse: &Coarse, incident: &Incident) -> bool {
    match (&incident.wrong, &tracked.subject) {
        (Wrong::Uneven, _) => {
            let is_throw = is_throw(cx, incident);
            let exits = if is_throw { &coarse.thrown } else { &coarse.exits };
            !is_throw && may_leave(cx, tracked, &coarse.exits)
                || tracked.is_socket && closers(cx, exits, |_| true) >= habit(cx, tracked)
        }
        // Who has just learnt of its peer's end on the way has it open there, whatever may happen on others.
        (Wrong::Reset, Subject::Borrowed { place }) if incident.handle.dead_peer().is_some() => {
            !is_asked_of_object(cx, *place)
        }
        (Wrong::Reset, Subject::Borrowed { place }) => resets(&coarse.resets, incident)
            .is_some_and(|points| points.iter().all(|point| is_known_open(cx, *place, *point))),
        (Wrong::Reset, Subject::Site { .. }) | (Wrong::Lost(_) | Wrong::Misuse(_) | Wrong::LeftOpen, _) => true,
    }
}

/// The resets that an incident speaks of, if there are any and the handle is always open at them.
fn resets(all: &[(Point, Typestate)], incident: &Incident) -> Option<Vec<Point>> {
    let is_at_one = all.iter().any(|(point, _)| *point == incident.point);
    let mine = all.iter().filter(|(point, _)| !is_at_one || *point == incident.point);
    let points = mine.map(|(point, typestate)| (*typestate == Typestate::Open).then_some(*point));
    points.collect::<Option<Vec<Point>>>().filter(|points| !points.is_empty())
}

/// How many calls close the handle on the way to exits for which `fits` holds, of its own accord.
fn closers(cx: &FunctionCx, exits: &[ExitRecord], fits: impl Fn(&ExitRecord) -> bool) -> usize {
    let mut calls: Vec<u32> = exits.iter().filter(|exit| fits(exit)).filter_map(released_by).collect();
    calls.sort_unstable();
    calls.dedup();
    calls.into_iter().filter(|call| !is_asked_for(cx, *call)).count()
}

/// Whether the caller says by a parameter of its own whether this call is made: `if (closefd) close(fd);`.
fn is_asked_for(cx: &FunctionCx, call: u32) -> bool {
    let call = &cx.calls[call as usize];
    let is_flag = |operand: &Operand| {
        let path = operand.place().and_then(|place| cx.boundary_path(place)).filter(|path| path.steps.is_empty());
        path.is_some() && operand.place() != handle_arg(call)
    };
    match cx.cfg.predecessors[call.point.block.0 as usize][..] {
        [before] => match &cx.function.block(before).terminator {
            Terminator::Branch { cond, .. } => is_flag(&cond.lhs) && matches!(cond.rhs, Operand::Const(_)),
            _ => false,
        },
        _ => false,
    }
}

/// Whether another member of the object says whether the function closes what is in `place`: `if (c->owns_fd) close(c->fd);`.
fn is_asked_of_object(cx: &FunctionCx, place: PlaceId) -> bool {
    let Some(object) = cx.places.get(place).parent else { return false };
    let is_other = |operand: &Operand| {
        operand.place().is_some_and(|other| other != place && other != object && cx.places.is_within(other, object))
    };
    let closes = |call: &&CallSite| {
        call.model().is_some_and(|model| model.role == Role::Release) && handle_arg(call) == Some(place)
    };
    let asked_before = |call: &CallSite| {
        let before = |block: &BlockId| match cx.cfg.predecessors[block.0 as usize][..] {
            [before] => Some(before),
            _ => None,
        };
        let blocks = std::iter::successors(before(&call.point.block), before);
        blocks.take(TESTS).any(|block| match &cx.function.block(block).terminator {
            Terminator::Branch { cond, .. } => is_other(&cond.lhs) && matches!(cond.rhs, Operand::Const(_)),
            _ => false,
        })
    };
    cx.calls.iter().filter(closes).any(asked_before)
}

/// The call that closes the handle on the way to an exit, other than because its peer is gone.
fn released_by(exit: &ExitRecord) -> Option<u32> {
    let handle = exit.handle.as_ref().filter(|handle| handle.typestate == Typestate::Released)?;
    handle.released_by.filter(|_| !handle.marks.closed_after_peer)
}

/// Whether something is to be said of a group of such incidents at one point.
pub fn is_wrong(cx: &FunctionCx, simulation: &Simulation, incident: &Incident, callers: &Callers) -> bool {
    match incident.wrong {
        Wrong::Reset => match simulation.tracked.subject {
            Subject::Borrowed { place } => is_own_socket(cx, simulation.tracked.is_socket, place, callers),
            Subject::Site { .. } => false,
        },
        Wrong::Uneven => {
            let is_closed_outside = |place: &PlaceId| callers_close(cx, *place, callers);
            let is_left_to_callers = || incident.handle.places.iter().any(is_closed_outside);
            simulation.tracked.is_socket
                && is_uneven(cx, simulation, incident)
                && (is_passed(cx, &simulation.tracked) || !is_left_to_callers())
        }
        Wrong::Lost(_) | Wrong::Misuse(_) | Wrong::LeftOpen => true,
    }
}

/// Whether the function is left by an exception there.
fn is_throw(cx: &FunctionCx, incident: &Incident) -> bool {
    matches!(cx.function.block(incident.point.block).terminator, Terminator::Throw { .. })
}

/// Whether the other ways out by exception close the handle, and a return keeps it: that is what success is then.
fn is_thrown_unevenly(cx: &FunctionCx, simulation: &Simulation, incident: &Incident) -> bool {
    let is_elsewhere = |exit: &ExitRecord| exit.point != incident.point;
    let is_success = |exit: &ExitRecord| is_left(exit, true);
    closers(cx, &simulation.thrown, is_elsewhere) >= habit(cx, &simulation.tracked)
        && simulation.exits.iter().any(is_success)
}

/// Whether the exits with the same result close the handle, and another result is there to tell success by.
fn is_uneven(cx: &FunctionCx, simulation: &Simulation, incident: &Incident) -> bool {
    if is_throw(cx, incident) {
        return is_thrown_unevenly(cx, simulation, incident);
    }
    let exits = &simulation.exits;
    let is_fresh = matches!(simulation.tracked.subject, Subject::Site { .. });
    let mut behind: Vec<u32> = exits.iter().filter(|_| is_fresh).filter_map(released_by).collect();
    behind.sort_unstable();
    behind.dedup();
    behind.retain(|call| is_closed_behind_store(cx, incident, *call));
    let is_behind = |exit: &ExitRecord| !is_fresh || released_by(exit).is_some_and(|call| behind.contains(&call));
    let is_here = |exit: &&ExitRecord| exit.point == incident.point && is_left(exit, is_fresh);
    let is_habit = |exit: &ExitRecord| {
        let result = if is_fresh { exit.returns.kind() } else { exit.returns.class() };
        // What one exit does with a fresh handle now this, now that, may be told apart by what is kept.
        let is_apart = |other: &ExitRecord| !is_fresh || other.point != exit.point;
        let of_kind = |other: &ExitRecord| if is_fresh { other.returns.kind() } else { other.returns.class() };
        let is_same = |other: &ExitRecord| of_kind(other) == result && is_apart(other) && is_behind(other);
        let is_other = |other: &&ExitRecord| other.returns.refine(CmpOp::Eq, &result).is_none();
        // Of what it opened itself it must have handed something on: that is what success is then.
        let is_success = |other: &ExitRecord| match is_fresh {
            true => {
                let is_away = |handle: &Handle| matches!(handle.typestate, Typestate::Escaped | Typestate::Wrapped);
                other.handle.as_ref().is_some_and(is_away) || is_left(other, true)
            }
            false => other.handle.as_ref().is_none_or(|handle| handle.typestate != Typestate::Released),
        };
        // Of what is not its own, the one exit that closes may be the one that is wrong.
        let is_odd = |closers: usize| {
            let mut left: Vec<Point> =
                exits.iter().filter(|exit| is_left(exit, is_fresh) && is_same(exit)).map(|exit| exit.point).collect();
            left.sort_unstable();
            left.dedup();
            !is_fresh && left.len() > closers
        };
        let closers = closers(cx, exits, is_same);
        closers >= habit(cx, &simulation.tracked)
            && !is_odd(closers)
            && exits.iter().any(|other| is_other(&other) && is_success(other))
    };
    exits.iter().filter(is_here).any(is_habit) && is_sure(cx, simulation, incident)
}

/// Whether a call closes the handle where it may already be in the caller's object that the incident leaves it in: what is done
/// before that says nothing of who has to do it afterwards.
fn is_closed_behind_store(cx: &FunctionCx, incident: &Incident, call: u32) -> bool {
    let is_outside = |place: &PlaceId| !matches!(cx.storage(*place), Storage::Own(_));
    let outside: Vec<PlaceId> = incident.handle.places.iter().copied().filter(is_outside).collect();
    let is_root = |place: PlaceId| outside.iter().any(|out| cx.places.root(*out) == cx.places.root(place));
    let stores = |inst: &Inst| match inst {
        Inst::Assign { dest, .. } => outside.contains(dest),
        Inst::Call { dest, args, .. } => {
            let leads_there = |arg: &Operand| arg.place().is_some_and(is_root);
            dest.is_some_and(|dest| outside.contains(&dest)) || args.iter().any(leads_there)
        }
        _ => false,
    };
    let mut seen = vec![false; cx.function.blocks.len()];
    let mut work = vec![cx.calls[call as usize].point.block];
    while let Some(block) = work.pop() {
        if cx.function.block(block).insts.iter().any(stores) {
            return true;
        }
        if !std::mem::replace(&mut seen[block.0 as usize], true) {
            work.extend(&cx.cfg.predecessors[block.0 as usize]);
        }
    }
    outside.is_empty()
}

/// Whether the handle is surely open where the incident is: what the function opened itself is.
fn is_sure(cx: &FunctionCx, simulation: &Simulation, incident: &Incident) -> bool {
    match simulation.tracked.subject {
        Subject::Borrowed { place } => is_known_open(cx, place, incident.point),
        Subject::Site { .. } => true,
    }
}

/// Whether the handle is open and nobody else has it but, if it is fresh, whoever is given it.
fn is_left(exit: &ExitRecord, is_fresh: bool) -> bool {
    exit.handle.as_ref().is_some_and(Handle::is_open) && !exit.is_returned && exit.is_kept == is_fresh
}
