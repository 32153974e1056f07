//! Where the engine stopped following a handle, and why: silence is not proof.

use super::calls::{CallSite, Point, Target};
use super::context::FunctionCx;
use super::dump::with_all_places;
use super::facts::Facts;
use super::machine::Machine;
use super::outside::Outside;
use super::simulate::{Simulation, simulate_fully};
use super::state::{Handle, State};
use super::subject::Subject;
use super::unit::with_simulations;
use super::{automaton::Typestate, storage::Storage};
use crate::ir::{Function, Inst, Name, Operand, Terminator, shown_key};
use crate::model::Models;
use crate::source::{Location, SourceFile, Span};
use std::sync::Arc;

/// The end of one handle's tracking on some path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dropped {
    /// Where it was acquired.
    pub acquired: Location,
    /// Where tracking ends.
    pub at: Location,
    /// The function.
    pub function: Name,
    /// Why: lower case, no final stop, names in backticks.
    pub why: String,
}

/// Where the owned handles of a file go out of sight, sorted and without repetition.
pub fn dropped(
    source: &SourceFile,
    functions: &[Arc<Function>],
    models: &Models,
    outside: &dyn Outside,
) -> Vec<Dropped> {
    with_simulations(source, functions, models, outside, simulate_fully, |all, simulations| {
        let mut found = Vec::new();
        for (cx, simulations) in all.iter().zip(simulations) {
            simulations.iter().for_each(|simulation| of_simulation(cx, simulation, &mut found));
        }
        found.sort();
        found.dedup();
        found
    })
}

fn of_simulation(cx: &FunctionCx, simulation: &Simulation, found: &mut Vec<Dropped>) {
    let Subject::Site { call, .. } = simulation.tracked.subject else { return };
    let at = |span| Location { file: cx.function.file, span };
    let acquired = at(cx.calls[call as usize].span);
    let mut add = |span: Span, why: String| {
        found.push(Dropped { acquired, at: at(span), function: cx.function.shown_name(), why });
    };
    let mut machine = Machine::new(cx, &simulation.tracked, &Facts::All);
    for (_, block, state) in simulation.graph.nodes() {
        let body = cx.function.block(block);
        let mut states = vec![state.clone()];
        for (index, inst) in body.insts.iter().enumerate() {
            let point = Point { block, index: index as u32 };
            let mut after = Vec::new();
            for state in states {
                let next = machine.step(point, inst, state.clone());
                if let Some(handle) = next.iter().find_map(|next| newly_escaped(&state, next)) {
                    add(inst.span(), why(cx, point, inst, handle));
                }
                after.extend(next);
            }
            states = after;
        }
        if let Terminator::Return { value, span } = &body.terminator {
            states.iter().filter_map(|state| moved_out(cx, state, value.as_ref())).for_each(|why| add(*span, why));
        }
    }
    if simulation.graph.dropped > 0 {
        add(acquired.span, "too many states; some paths were not followed".to_owned());
    }
}

/// The handle as it was before it went out of sight.
fn newly_escaped<'s>(before: &'s State, after: &State) -> Option<&'s Handle> {
    let is_gone = |handle: &Option<Handle>| handle.as_ref().is_some_and(|h| h.typestate == Typestate::Escaped);
    let pairs = [(&before.handle, &after.handle), (&before.older, &after.older)];
    let mut gone = pairs.into_iter().filter(|(_, after)| is_gone(after)).filter_map(|(before, _)| before.as_ref());
    gone.find(|handle| handle.is_open())
}

fn why(cx: &FunctionCx, point: Point, inst: &Inst, handle: &Handle) -> String {
    match inst {
        Inst::Call { .. } => why_call(cx, &cx.calls[cx.call_at(point) as usize], handle),
        Inst::ScopeEnd { .. } => "the object that holds it may live on, or is cleaned up by an attribute".to_owned(),
        Inst::Assign { .. } => "it is copied, or what leads to it changes, in a way that is not followed".to_owned(),
        Inst::Opaque { .. } | Inst::Commented { .. } => "a statement was not understood".to_owned(),
    }
}

fn why_call(cx: &FunctionCx, call: &CallSite, handle: &Handle) -> String {
    let name = shown_key(&call.name);
    let has = |test: &dyn Fn(&Operand) -> bool| call.args.iter().any(test);
    let by_address = has(&|arg| matches!(arg, Operand::AddrOf(place) if handle.is_in(*place, &cx.places)));
    let by_value = has(&|arg| matches!(arg, Operand::Copy(place) if handle.is_in(*place, &cx.places)));
    match call.target {
        Target::Model(_) => format!("`{name}` takes it over"),
        Target::Body(_) => format!("`{name}` takes it over or lets it out, going by its body"),
        Target::Unknown(_) if by_address => format!("`{name}`, whose body was not found, got its address"),
        Target::Unknown(hints) if hints.closes => format!("`{name}` may close it, going by its name"),
        Target::Unknown(hints) if by_value && hints.returns_pointer => {
            format!("`{name}`, whose body was not found, may keep it in what it returns")
        }
        Target::Unknown(_) if by_value => format!("`{name}`, whose body was not found, got it and may return it"),
        Target::Unknown(_) => format!("`{name}`, whose body was not found, can reach what holds it"),
        Target::Pointer(_) => format!("`{name}` is called through a pointer and may take it over"),
    }
}

/// Why an open handle is not lost at a `return`.
fn moved_out(cx: &FunctionCx, state: &State, value: Option<&Operand>) -> Option<String> {
    let handle = state.handle.as_ref().filter(|handle| handle.is_open())?;
    if matches!(value, Some(Operand::Copy(place)) if handle.places.contains(place)) {
        return Some("it is returned to the caller".to_owned());
    }
    let kept = handle.places.iter().find(|&&place| !matches!(cx.storage(place), Storage::Own(_)))?;
    Some(format!("it stays in `{}`, which outlives the call", with_all_places(cx).show_place(*kept)))
}
