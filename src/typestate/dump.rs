//! The engine's states as text, for `sockleak dump --states`.
//!
//! ```text
//! fn serve
//! subject `socket(AF_INET, SOCK_STREAM, 0)` of line 4
//!   bb0: unborn
//!   bb1: open in fd; n in {-1}
//! ```

use super::context::FunctionCx;
use super::outside::Alone;
use super::simulate::{Simulation, simulate_fully};
use super::state::{Handle, Marks, State};
use super::subject::Subject;
use super::unit::with_simulations;
use crate::ir::{BlockId, Function};
use crate::model::Models;
use crate::source::SourceFile;
use std::fmt::Write;
use std::sync::Arc;

/// The states in which each block of each function is entered, subject by subject, functions in source order.
pub fn dump_states(source: &SourceFile, functions: &[Arc<Function>], models: &Models, only: Option<&str>) -> String {
    with_simulations(source, functions, models, &Alone, simulate_fully, |all, simulations| {
        let mut dumps: Vec<(u32, String)> = all
            .iter()
            .zip(simulations)
            .filter(|(cx, _)| only.is_none_or(|name| cx.function.shown_name().as_str() == name))
            .map(|(cx, simulations)| (cx.function.span.start, dump_function(cx, simulations)))
            .collect();
        dumps.sort();
        dumps.into_iter().map(|(_, text)| text).collect()
    })
}

fn dump_function(cx: &FunctionCx, simulations: &[Arc<Simulation>]) -> String {
    let mut out = format!("fn {}\n", cx.function.name);
    let shown = with_all_places(cx);
    for simulation in simulations {
        let _ = writeln!(out, "subject {}", show_subject(cx, simulation));
        for block in cx.function.block_ids() {
            for (_, _, state) in simulation.graph.nodes().filter(|(_, at, _)| *at == block) {
                let _ = writeln!(out, "  {}", show_state(&shown, block, state));
            }
        }
        if simulation.graph.dropped > 0 {
            let _ = writeln!(out, "  {} states thrown away", simulation.graph.dropped);
        }
    }
    out
}

/// The function with the places that only calls bring in, so that they can be spelt.
pub(super) fn with_all_places(cx: &FunctionCx) -> Function {
    Function { places: cx.places.clone(), ..cx.function.clone() }
}

fn show_subject(cx: &FunctionCx, simulation: &Simulation) -> String {
    match simulation.tracked.subject {
        Subject::Site { call, which } => {
            let span = cx.calls[call as usize].span;
            let line = cx.source.lines().position(&cx.source.text, span.start).line;
            let number = if which == 0 { String::new() } else { format!(", handle {}", which + 1) };
            format!("`{}` of line {line}{number}", cx.snippet(span))
        }
        Subject::Borrowed { place } => format!("borrowed `{}`", with_all_places(cx).show_place(place)),
    }
}

fn show_state(shown: &Function, block: BlockId, state: &State) -> String {
    let mut parts = vec![state.handle.as_ref().map_or("unborn".to_owned(), |handle| show_handle(shown, handle))];
    parts.extend(state.older.as_ref().map(|older| format!("older {}", show_handle(shown, older))));
    parts.extend(state.facts().iter().map(|(place, value)| format!("{} {value}", shown.show_place(*place))));
    parts.extend(state.is_merged.then(|| "merged".to_owned()));
    format!("bb{}: {}", block.0, parts.join("; "))
}

fn show_handle(shown: &Function, handle: &Handle) -> String {
    let mut out = format!("{:?}", handle.typestate).to_lowercase();
    let places: Vec<String> = handle.places.iter().map(|&place| shown.show_place(place)).collect();
    if !places.is_empty() {
        let _ = write!(out, " in {}", places.join(", "));
    }
    if let Some(peer) = handle.peer {
        let _ = write!(out, " ({:?} from call {})", peer.gone, peer.call);
    }
    let marks: Marks = handle.marks;
    for (is_set, mark) in [
        (marks.unknown_callee, " unknown-callee"),
        (marks.taker_name, " taker-name"),
        (marks.lodged, " lodged"),
        (marks.listed, " listed"),
        (marks.opaque, " opaque"),
        (marks.receive_timeout, " receive-timeout"),
        (marks.told, " told"),
        (marks.commented_close, " commented-close"),
        (marks.closed_after_peer, " closed-after-peer"),
        (marks.close_failed, " close-failed"),
    ] {
        out.push_str(if is_set { mark } else { "" });
    }
    out
}
