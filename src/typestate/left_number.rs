//! Members and file-scope variables that keep the number of a socket that was opened for them and closed again: whoever looks
//! there next takes it for an open one.
//!
//! Who calls such a function and comes upon the number, the simulation of the caller shows. Here are those that find it
//! themselves the next time, as they open another socket only where there is none; and those that are called through a table, so
//! that no caller is in sight, where another function of the file closes whatever number it finds.

use super::automaton::Typestate;
use super::calls::CallSite;
use super::context::FunctionCx;
use super::machine::ExitRecord;
use super::observation::{Observation, ObservationKind, PathStep, StepKind};
use super::observe::shown;
use super::reset::closed;
use super::simulate::Simulation;
use super::storage::Storage;
use super::subject::{Subject, handle_arg, is_no_handle};
use super::table::Callers;
use crate::ir::{BlockId, CmpOp, Const, Inst, Name, Operand, PlaceId, Rvalue, Step, Terminator, shown_key};
use crate::model::Role;
use crate::source::Location;
use std::sync::Arc;

/// One observation per place that keeps such a number, in source order.
pub fn numbers_left(cx: &FunctionCx, simulations: &[Arc<Simulation>], callers: &Callers) -> Vec<Observation> {
    let mut found: Vec<Observation> = Vec::new();
    for simulation in simulations {
        let Subject::Site { call, .. } = simulation.tracked.subject else { continue };
        let site = &cx.calls[call as usize];
        for left in left(cx, simulation, site) {
            let again = used_again(cx, site, left.place).filter(|_| !is_emptied_by_caller(cx, left.place, callers));
            let again = again.or_else(|| closed_again(cx, left.place, callers).filter(|_| is_in_table(cx)));
            found.extend(again.map(|again| observation(cx, &left, again)));
        }
    }
    found
}

/// Whether the file has the function's name as a value, and nowhere calls it.
fn is_in_table(cx: &FunctionCx) -> bool {
    let name = cx.function.base_name();
    let own = cx.function.span.range();
    let text = &cx.source.text;
    let others = memchr::memmem::find_iter(text, name).filter(|at| !own.contains(at) && is_word(text, *at, name.len()));
    let mut is_value = false;
    for at in others {
        let is_followed_by_arguments = text[at + name.len()..].trim_ascii_start().starts_with(b"(");
        if is_followed_by_arguments && !is_prototype(&text[..at]) {
            return false;
        }
        is_value |= !is_followed_by_arguments;
    }
    cx.function.is_static && is_value
}

fn is_word(text: &[u8], at: usize, len: usize) -> bool {
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    !is_part(at.checked_sub(1).and_then(|at| text.get(at))) && !is_part(text.get(at + len))
}

/// Whether what stands before a name with arguments makes a declaration of it: a type.
fn is_prototype(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    let is_name = before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_*".contains(byte));
    let is_keyword = [&b"return"[..], b"else", b"do", b"case"].iter().any(|word| before.ends_with(word));
    is_name && !is_keyword
}

/// A place that is left with the number of a closed socket.
struct Left<'s, 'a> {
    site: &'s CallSite<'a>,
    place: PlaceId,
    release: &'s CallSite<'a>,
    exit: &'s ExitRecord,
}

/// The places that outlive the function and are left with the number of a closed socket on some exit, where another exit leaves
/// an open one; each with the first such exit.
fn left<'s, 'a>(cx: &'s FunctionCx<'a>, simulation: &'s Simulation, site: &'s CallSite<'a>) -> Vec<Left<'s, 'a>> {
    let mut found: Vec<Left> = Vec::new();
    for exit in &simulation.exits {
        let handle = exit.handle.as_ref().filter(|handle| handle.typestate == Typestate::Released);
        let Some((handle, release)) = handle.and_then(|handle| Some((handle, handle.released_by?))) else { continue };
        let release = &cx.calls[release as usize];
        for &place in handle.places.iter().filter(|place| outlives(cx, **place)) {
            match found.iter_mut().find(|known| known.place == place) {
                Some(known) if exit.point < known.exit.point => (known.exit, known.release) = (exit, release),
                Some(_) => {}
                None => found.push(Left { site, place, release, exit }),
            }
        }
    }
    let is_open_in = |exit: &ExitRecord, place: PlaceId| {
        exit.handle.as_ref().is_some_and(|handle| handle.is_open() && handle.places.contains(&place))
    };
    found.retain(|left| simulation.exits.iter().any(|exit| is_open_in(exit, left.place)));
    found
}

/// Whether the place lies in an object or variable that is there after the function, other than one that it has made itself.
fn outlives(cx: &FunctionCx, place: PlaceId) -> bool {
    match cx.storage(place) {
        Storage::Own(_) => false,
        Storage::Pointed(_) => !is_made(cx, cx.places.root(place), POINTERS),
        Storage::Caller | Storage::Static => true,
    }
}

/// So many pointers are followed to where an object comes from.
const POINTERS: usize = 3;

/// Whether the pointer is what a call gives, or comes from an object of such a pointer.
fn is_made(cx: &FunctionCx, pointer: PlaceId, left: usize) -> bool {
    let gives = |call: &CallSite| call.dest == Some(pointer) || call.args.contains(&Operand::AddrOf(pointer));
    let is_from = |inst: &Inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } => {
            let from = cx.places.root(*source);
            *dest == pointer && matches!(cx.storage(from), Storage::Own(_)) && is_made(cx, from, left - 1)
        }
        _ => false,
    };
    left == 0 || cx.calls.iter().any(gives) || cx.function.insts().any(is_from)
}

/// Whether a caller in the file sets such a place to hold none.
fn is_emptied_by_caller(cx: &FunctionCx, place: PlaceId, callers: &Callers) -> bool {
    let home = home(cx, place);
    let empties = |other: &FunctionCx, inst: &Inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Const(constant)), .. } => {
            is_no_handle(other, constant) && self::home(other, *dest) == home
        }
        _ => false,
    };
    let calls_it = |other: &&FunctionCx| other.calls.iter().any(|call| call.name == cx.function.name.as_str());
    let mut others = (callers.all)().into_iter().filter(calls_it);
    others.any(|other| other.function.insts().any(|inst| empties(other, inst)))
}

/// Where a place lies: the type of the object or the name of the variable, and the steps from there.
fn home(cx: &FunctionCx, place: PlaceId) -> Option<(Name, Vec<Step>)> {
    let root = cx.places.root(place);
    let steps = cx.places.steps(root, place);
    match &cx.places.get(root).step {
        Step::Global(name) => Some((name.clone(), steps)),
        Step::Local(local) => {
            let ty = &cx.function.local(*local).ty;
            (ty.pointers == 1 && steps.len() > 1).then(|| (ty.base.clone(), steps))
        }
        Step::Field(_) | Step::Elem(_) | Step::Derived(_) => None,
    }
}

/// What takes the number for that of an open socket.
struct Again<'c, 'a> {
    cx: &'c FunctionCx<'a>,
    call: &'c CallSite<'a>,
    kind: ObservationKind,
}

/// Another function of the file that closes what lies in such a place wherever it finds a number there.
fn closed_again<'c, 'a>(cx: &FunctionCx, place: PlaceId, callers: &Callers<'c, 'a>) -> Option<Again<'c, 'a>> {
    let home = home(cx, place)?;
    let closes = |other: &FunctionCx, call: &CallSite| {
        let place = closed(other, call).filter(|place| self::home(other, *place).as_ref() == Some(&home));
        place.is_some_and(|place| is_asked_for(other, call.point.block, place) && !is_set_before(other, call, place))
    };
    let others = (callers.all)().into_iter().filter(|other| other.function.name != cx.function.name);
    others.into_iter().find_map(|cx| {
        let call = cx.calls.iter().find(|call| closes(cx, call))?;
        Some(Again { cx, call, kind: ObservationKind::DoubleClose })
    })
}

/// Whether the function stores something in `place` on a way to the call.
fn is_set_before(cx: &FunctionCx, call: &CallSite, place: PlaceId) -> bool {
    let sets = |inst: &Inst| match inst {
        Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => *dest == place,
        _ => false,
    };
    let is_ahead = |block: BlockId| block == call.point.block || cx.cfg.reaches(block, call.point.block);
    let blocks = cx.function.block_ids().filter(|block| is_ahead(*block));
    let before = |block: BlockId| {
        let insts = &cx.function.block(block).insts;
        &insts[..if block == call.point.block { call.point.index as usize } else { insts.len() }]
    };
    blocks.flat_map(before).any(sets)
}

/// Whether the block is entered only where there is a number in `place`.
fn is_asked_for(cx: &FunctionCx, block: BlockId, place: PlaceId) -> bool {
    let mut seen = vec![block];
    let mut work = vec![block];
    while let Some(at) = work.pop() {
        if at == BlockId(0) {
            return false;
        }
        for &before in &cx.cfg.predecessors[at.0 as usize] {
            if told(cx, before, at, place) != Some(true) && !seen.contains(&before) {
                seen.push(before);
                work.push(before);
            }
        }
    }
    true
}

/// Whether the edge says that there is a number in `place`, or that there is none; `None` if it says nothing.
fn told(cx: &FunctionCx, from: BlockId, to: BlockId, place: PlaceId) -> Option<bool> {
    let Terminator::Branch { cond, then, otherwise, .. } = &cx.function.block(from).terminator else { return None };
    let op = if *then == to { cond.op } else { cond.op.negate() };
    match (&cond.lhs, &cond.rhs) {
        (Operand::Copy(tested), Operand::Const(bound)) if *tested == place && then != otherwise => match op {
            CmpOp::Ne | CmpOp::Gt => is_no_handle(cx, bound).then_some(true),
            CmpOp::Eq | CmpOp::Le => is_no_handle(cx, bound).then_some(false),
            CmpOp::Ge => (*bound == Const::Int(0)).then_some(true),
            CmpOp::Lt => (*bound == Const::Int(0)).then_some(false),
        },
        _ => None,
    }
}

/// The first call that uses the number where the function opens no other socket because it finds that one.
fn used_again<'c, 'a>(cx: &'c FunctionCx<'a>, site: &CallSite, place: PlaceId) -> Option<Again<'c, 'a>> {
    let opening = site.point.block;
    let [test] = cx.cfg.predecessors[opening.0 as usize][..] else { return None };
    // What it has stored there itself is not what the last time has left.
    (told(cx, test, opening, place) == Some(false) && !is_set_before(cx, site, place)).then_some(())?;
    let mut ahead = cx.cfg.successors[test.0 as usize].iter().copied().filter(|next| *next != opening);
    let skipped = ahead.next()?;
    let is_use = |call: &&CallSite| {
        let is_ahead = call.point.block == skipped || cx.cfg.reaches(skipped, call.point.block);
        let is_used = call.model().is_some_and(|model| model.role == Role::Use);
        is_ahead && is_used && handle_arg(call) == Some(place)
    };
    let call = cx.calls.iter().filter(is_use).min_by_key(|call| call.point)?;
    let kind = ObservationKind::UseAfterClose { callee: call.name.as_str().into() };
    Some(Again { cx, call, kind })
}

fn observation(cx: &FunctionCx, left: &Left, again: Again) -> Observation {
    let at = |span| Location { file: cx.function.file, span };
    let step = |span, kind, text: String| PathStep { at: at(span), kind, text };
    let handle = shown(cx, left.place);
    let opens = format!("`{}` opens the socket here", shown_key(&left.site.name));
    let closes = format!("`{}` closes it here", shown_key(&left.release.name));
    let exit = match cx.function.block(left.exit.point.block).terminator {
        Terminator::Return { span, .. } => span,
        _ => cx.function.name_span,
    };
    let leaves = format!("`{}` is left here, and `{handle}` keeps the number", cx.function.shown_name());
    let (kind, last) = match again.kind {
        ObservationKind::DoubleClose => (StepKind::Release, "closed again here, as it looks open"),
        _ => (StepKind::Use, "used here the next time, as it looks open"),
    };
    let path = vec![
        step(left.site.span, StepKind::Acquire, opens),
        step(left.release.span, StepKind::Release, closes),
        step(exit, StepKind::Exit, leaves),
        PathStep { at: Location { file: again.cx.function.file, span: again.call.span }, kind, text: last.to_owned() },
    ];
    let seen = Observation::seen(again.cx.function, again.kind, handle, again.call.span, path);
    // A caller that is read later may empty the place.
    Observation { depends_on_callers: true, ..seen }
}
