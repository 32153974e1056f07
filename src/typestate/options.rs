//! Options set without looking whether that worked: no typestate, one look at each call.

use super::calls::{CallSite, Point, Target};
use super::context::FunctionCx;
use super::habit::gives_up;
use super::observation::{Confidence, Observation, ObservationKind, OptionCall, OptionFault, PathStep, StepKind};
use super::subject::{handle_arg, same_or_copy};
use crate::ir::{Const, Name, Operand, PlaceId};
use crate::source::{Location, Span};

/// A call that sets an option.
struct Set<'c, 'a> {
    call: &'c CallSite<'a>,
    handle: Option<PlaceId>,
    /// Empty if it is not a plain name.
    option: String,
    /// Whether it has reported a failure by itself.
    tells: bool,
}

/// A call that reads an option.
struct Read<'c, 'a> {
    call: &'c CallSite<'a>,
    handle: Option<PlaceId>,
    option: String,
}

/// One observation for each socket and kind of fault, in source order.
pub fn unchecked_options(cx: &FunctionCx) -> Vec<Observation> {
    let sets: Vec<Set> = cx.calls.iter().filter_map(set).collect();
    let reads: Vec<Read> = cx.calls.iter().filter_map(read).collect();
    let is_read_back = |set: &Set| reads.iter().any(|read| reads_back(cx, set, read));
    let mut groups: Vec<(&Set, Option<Span>, Vec<OptionCall>)> = Vec::new();
    for set in sets.iter().filter(|set| !is_read_back(set)) {
        let Some((found, habit)) = unchecked(cx, set, &sets) else { continue };
        match groups.iter_mut().find(|(known, _, calls)| known.handle == set.handle && calls[0].fault == found.fault) {
            Some((_, _, calls)) => calls.push(found),
            None => groups.push((set, habit, vec![found])),
        }
    }
    groups.into_iter().map(|(set, habit, calls)| observation(cx, set.handle, habit, calls)).collect()
}

/// What a call sets, if it sets an option and nothing else.
fn set<'c, 'a>(call: &'c CallSite<'a>) -> Option<Set<'c, 'a>> {
    let named = |option: &Name| option.to_string();
    if let Target::Body(summary) = call.target {
        let setter = summary.sets.as_ref()?;
        let handle = call.args.get(setter.param as usize).and_then(Operand::place);
        return Some(Set { call, handle, option: named(&setter.option), tells: setter.tells });
    }
    let model = call.model()?;
    let option = match (&model.sets_option, model.option) {
        (Some(option), _) => named(option),
        (None, Some(index)) => symbol(call, index).unwrap_or_default(),
        (None, None) => return None,
    };
    Some(Set { call, handle: handle_arg(call), option, tells: false })
}

/// What is wrong with how a call's result fares, and where the function gives the socket up that is left here.
fn unchecked(cx: &FunctionCx, set: &Set, all: &[Set]) -> Option<(OptionCall, Option<Span>)> {
    let flags = set.call.flags;
    let found = |fault, matters| OptionCall {
        at: Location { file: cx.function.file, span: set.call.span },
        option: set.option.clone(),
        matters,
        fault,
    };
    if flags.compares_in_last_arg {
        return Some((found(OptionFault::ComparedInside, true), None));
    }
    if !flags.ignored || flags.void_cast || flags.has_consent {
        return None;
    }
    let matters = cx.models.option_matters(&set.option) && !set.tells;
    match habit(cx, set, all).filter(|_| !matters) {
        Some(at) => Some((found(OptionFault::Uneven, true), Some(at))),
        None => (!set.tells).then(|| (found(OptionFault::Ignored, matters), None)),
    }
}

/// Another call that sets an option of the same socket, and gives it up if that fails.
fn habit(cx: &FunctionCx, set: &Set, all: &[Set]) -> Option<Span> {
    let handle = set.handle?;
    let is_ours = |other: &&Set| other.handle.is_some_and(|other| same_or_copy(cx, other, handle));
    all.iter().filter(is_ours).find(|other| gives_up(cx, other.call, handle)).map(|other| other.call.span)
}

/// The option whose value a call reads.
fn read<'c, 'a>(call: &'c CallSite<'a>) -> Option<Read<'c, 'a>> {
    let option = symbol(call, call.model()?.option_read?)?;
    Some(Read { call, handle: handle_arg(call), option })
}

/// Whether somebody looks behind a call whether setting the option worked: on the same socket, as far as is known.
fn reads_back(cx: &FunctionCx, set: &Set, read: &Read) -> bool {
    let is_same = set.handle.zip(read.handle).is_none_or(|(one, other)| same_or_copy(cx, one, other));
    set.option == read.option && is_same && follows(cx, set.call.point, read.call.point)
}

/// Whether a way leads from one point on to the other.
fn follows(cx: &FunctionCx, first: Point, then: Point) -> bool {
    first.block == then.block && first.index < then.index || cx.cfg.reaches(first.block, then.block)
}

fn symbol(call: &CallSite, arg: u8) -> Option<String> {
    match call.args.get(arg as usize) {
        Some(Operand::Const(Const::Sym(name))) => Some(name.to_string()),
        _ => None,
    }
}

fn observation(cx: &FunctionCx, handle: Option<PlaceId>, habit: Option<Span>, calls: Vec<OptionCall>) -> Observation {
    let step = |at, text: String| PathStep { at, kind: StepKind::Call, text };
    let unlike = habit.map(|span| {
        let at = Location { file: cx.function.file, span };
        step(at, "where this fails, the socket is given up".to_owned())
    });
    let seen = calls.iter().map(|call| step(call.at, text(call)));
    let first = calls.iter().find(|call| call.matters).unwrap_or(&calls[0]);
    let mut path: Vec<PathStep> = unlike.into_iter().chain(seen).collect();
    path.sort_by_key(|step| step.at);
    Observation {
        file: cx.function.file,
        function: cx.function.shown_name(),
        handle: handle.map_or("the socket".to_owned(), |handle| cx.function.show_place(handle)),
        acquired: None,
        peer_call: None,
        at: first.at,
        path,
        confidence: Confidence::Certain,
        doubts: Vec::new(),
        at_process_end: false,
        depends_on_callers: false,
        kind: ObservationKind::UncheckedOption { calls },
    }
}

fn text(call: &OptionCall) -> String {
    let option = if call.option.is_empty() { "an option".to_owned() } else { format!("`{}`", call.option) };
    match call.fault {
        OptionFault::ComparedInside => format!("the length given with {option} is the result of a comparison"),
        OptionFault::Ignored | OptionFault::Uneven => format!("the result of setting {option} is not looked at"),
    }
}
