//! Options set without looking whether that worked: no typestate, one look at each call.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::observation::{Confidence, Observation, ObservationKind, OptionCall, PathStep, StepKind};
use super::setter::Setter;
use super::subject::handle_arg;
use crate::ir::{Const, Operand, PlaceId};
use crate::source::Location;

/// One observation per socket with unchecked option calls, in source order.
pub fn unchecked_options(cx: &FunctionCx) -> Vec<Observation> {
    let mut by_handle: Vec<(Option<PlaceId>, Vec<OptionCall>)> = Vec::new();
    let read_back: Vec<String> = cx.calls.iter().filter_map(read_option).collect();
    for call in &cx.calls {
        let Some(found) = unchecked(cx, call).filter(|found| !read_back.contains(&found.option)) else { continue };
        let handle = match setter(call) {
            Some(setter) => call.args.get(setter.param as usize).and_then(Operand::place),
            None => handle_arg(call),
        };
        match by_handle.iter_mut().find(|(known, _)| *known == handle) {
            Some((_, calls)) => calls.push(found),
            None => by_handle.push((handle, vec![found])),
        }
    }
    by_handle.into_iter().map(|(handle, calls)| observation(cx, handle, calls)).collect()
}

fn unchecked(cx: &FunctionCx, call: &CallSite) -> Option<OptionCall> {
    let flags = call.flags;
    let is_ignored = flags.ignored && !flags.void_cast && !flags.has_comment;
    let option = match (setter(call), call.model().and_then(|model| model.option)) {
        (Some(setter), _) if is_ignored => setter.option.to_string(),
        (None, Some(index)) if is_ignored || flags.compares_in_last_arg => match call.args.get(index as usize) {
            Some(Operand::Const(Const::Sym(name))) => name.to_string(),
            _ => String::new(),
        },
        _ => return None,
    };
    let matters = flags.compares_in_last_arg || cx.models.option_matters(&option);
    let at = Location { file: cx.function.file, span: call.span };
    Some(OptionCall { at, option, matters, compares_inside: flags.compares_in_last_arg })
}

/// What a function of the tree sets that is called, if it does nothing else.
fn setter<'a>(call: &CallSite<'a>) -> Option<&'a Setter> {
    match call.target {
        Target::Body(summary) => summary.sets.as_ref(),
        Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => None,
    }
}

/// The option whose value a call reads back: then somebody looks whether setting it worked.
fn read_option(call: &CallSite) -> Option<String> {
    let index = call.model()?.option_read?;
    match call.args.get(index as usize) {
        Some(Operand::Const(Const::Sym(name))) => Some(name.to_string()),
        _ => None,
    }
}

fn observation(cx: &FunctionCx, handle: Option<PlaceId>, calls: Vec<OptionCall>) -> Observation {
    let path = calls.iter().map(|call| PathStep {
        at: call.at,
        kind: StepKind::Call,
        text: format!("the result of setting `{}` is not looked at", call.option),
    });
    let first = calls.iter().find(|call| call.matters).unwrap_or(&calls[0]);
    Observation {
        file: cx.function.file,
        function: cx.function.shown_name(),
        handle: handle.map_or("the socket".to_owned(), |handle| cx.function.show_place(handle)),
        acquired: None,
        peer_call: None,
        at: first.at,
        path: path.collect(),
        confidence: Confidence::Certain,
        doubts: Vec::new(),
        at_process_end: false,
        depends_on_callers: false,
        kind: ObservationKind::UncheckedOption { calls: calls.clone() },
    }
}
