//! From incidents to observations: one per fault, acquisition and exit, with a replayed path.

use super::automaton::Violation;
use super::context::FunctionCx;
use super::dump::with_all_places;
use super::machine::{Incident, Wrong};
use super::naming::named;
use super::observation::{Acquisition, Confidence, Exit, Observation, ObservationKind, PathStep, StepKind};
use super::replay::replay;
use super::simulate::Simulation;
use super::state::Handle;
use super::subject::Subject;
use super::table::{self, Callers};
use super::uneven::is_wrong;
use crate::ir::{PlaceId, shown_key};
use crate::model::NameKind;
use crate::source::Location;
use std::sync::Arc;

/// How many faults of one handle are replayed; more of them say nothing new, and each path is as long as the function.
const REPLAYED: usize = 64;

/// The observations of a function's simulations, in source order for each. What a function opens itself and overwrites, it
/// does not also take from somebody else.
pub fn observe_all(cx: &FunctionCx, simulations: &[Arc<Simulation>], callers: &Callers) -> Vec<Observation> {
    let all: Vec<Observation> = simulations.iter().flat_map(|simulation| observe(cx, simulation, callers)).collect();
    let is_overwriting =
        |seen: &Observation| matches!(seen.kind, ObservationKind::Lost { exit: Exit::Overwrite, peer: None });
    let own: Vec<(Location, String)> = all
        .iter()
        .filter(|seen| seen.acquired.is_some() && is_overwriting(seen) && seen.confidence >= Confidence::Likely)
        .map(|seen| (seen.at, seen.handle.clone()))
        .collect();
    let is_echo = |seen: &Observation| {
        seen.acquired.is_none()
            && is_overwriting(seen)
            && own.iter().any(|(at, name)| *at == seen.at && *name == seen.handle)
    };
    all.into_iter().filter(|seen| !is_echo(seen)).collect()
}

/// The observations of one simulation, in source order.
fn observe(cx: &FunctionCx, simulation: &Simulation, callers: &Callers) -> Vec<Observation> {
    let mut groups: Vec<Vec<&Incident>> = Vec::new();
    for incident in &simulation.incidents {
        let same = |group: &&mut Vec<&Incident>| group[0].point == incident.point && group[0].wrong == incident.wrong;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(incident),
            None => groups.push(vec![incident]),
        }
    }
    groups.sort_by_key(|group| group[0].point);
    let groups = groups.into_iter().enumerate();
    let mut found: Vec<_> =
        groups.filter_map(|(at, group)| one(cx, simulation, group, callers, at < REPLAYED)).collect();
    found.sort_by_key(|observation| observation.at);
    found
}

/// One fault: the most telling kind of path first, then the surest.
fn one(
    cx: &FunctionCx,
    simulation: &Simulation,
    mut group: Vec<&Incident>,
    callers: &Callers,
    is_replayed: bool,
) -> Option<Observation> {
    group.sort_by_key(|incident| weight(incident));
    let kind = kind(cx, simulation, &group, callers)?;
    Some(told(cx, simulation, &group, kind, is_replayed))
}

/// One fault that is told of as `kind` says of the incident that shows most; `None` if there is no incident.
pub fn observed(
    cx: &FunctionCx,
    simulation: &Simulation,
    mut group: Vec<&Incident>,
    kind: &dyn Fn(&Incident) -> ObservationKind,
) -> Option<Observation> {
    group.sort_by_key(|incident| weight(incident));
    let kind = kind(group.first()?);
    Some(told(cx, simulation, &group, kind, true))
}

/// What is looked at first.
fn weight(incident: &Incident) -> impl Ord + use<> {
    let peer = incident.handle.peer.map(|peer| peer.gone);
    (std::cmp::Reverse(peer), doubts(&incident.handle).len(), incident.is_merged, incident.node)
}

fn told(
    cx: &FunctionCx,
    simulation: &Simulation,
    group: &[&Incident],
    kind: ObservationKind,
    is_replayed: bool,
) -> Observation {
    let walk = if is_replayed { replay(cx, simulation, group) } else { None };
    let incident = walk.as_ref().map_or(group[0], |walk| &walk.incident);
    let mut observation = base(cx, simulation, incident, kind);
    let mut doubts = doubts(&incident.handle);
    doubts.extend(is_opener_guessed(cx, simulation).then(|| OPENER.to_owned()));
    match walk {
        Some(ref walk) => observation.path = walk.steps.clone(),
        None if is_replayed => doubts.push("no single path to it could be replayed".to_owned()),
        None => doubts.push(format!("only the first {REPLAYED} ways on which this socket is lost are replayed")),
    }
    observation.path.extend(thrower(cx, incident));
    observation.path.push(last_step(cx, incident));
    // Where `main` never closes it, it is left to the kernel on purpose.
    let is_left_to_kernel = observation.at_process_end && !simulation.closes_somewhere();
    if is_left_to_kernel {
        doubts.push("the process ends here, and `main` closes it nowhere".to_owned());
    }
    // A table does not make a second close right.
    let is_listed = incident.handle.marks.listed && !matches!(incident.wrong, Wrong::Misuse(_));
    if is_listed {
        doubts.push("it is the index of an element of a table in which something was stored".to_owned());
    }
    let has_failed = is_failed_assertion(cx, incident);
    if has_failed {
        doubts.push("an assertion that fails leaves the function here".to_owned());
    }
    let marks = incident.handle.marks;
    let may_be_kept = (marks.may_be_kept() || is_listed) && !is_somebodys(simulation);
    let is_hedged = marks.opaque || may_be_kept || is_left_to_kernel || has_failed;
    let is_possible = walk.is_none() || is_hedged;
    observation.confidence = if is_possible {
        Confidence::Possible
    } else if doubts.is_empty() && incident.wrong != Wrong::Uneven && !is_borrowed_loss(&observation) {
        Confidence::Certain
    } else {
        Confidence::Likely
    };
    observation.doubts = doubts;
    observation
}

/// What there is to doubt where only the arguments of a call tell that it opens a socket.
const OPENER: &str = "a function whose body was not found is taken to open it, going by its arguments";

fn is_opener_guessed(cx: &FunctionCx, simulation: &Simulation) -> bool {
    matches!(simulation.tracked.subject, Subject::Site { call, .. } if cx.calls[call as usize].is_guessed)
}

/// Whether the handle belongs to a caller.
fn is_somebodys(simulation: &Simulation) -> bool {
    matches!(simulation.tracked.subject, Subject::Borrowed { .. }) && !simulation.tracked.is_given
}

/// Whether it is the loss of a handle that belongs to somebody else.
fn is_borrowed_loss(observation: &Observation) -> bool {
    match observation.kind {
        ObservationKind::LeftOpen { .. } => true,
        ObservationKind::Lost { .. } => observation.acquired.is_none(),
        _ => false,
    }
}

fn doubts(handle: &Handle) -> Vec<String> {
    let mut doubts = Vec::new();
    let mut add = |holds: bool, text: &str| doubts.extend(holds.then(|| text.to_owned()));
    add(handle.marks.unknown_callee, "a function whose body was not found was given the descriptor");
    add(handle.marks.taker_name, "a function whose name sounds like keeping it was given the descriptor");
    add(handle.marks.lodged, "a function whose body was not found was given the descriptor with what may keep it");
    add(handle.marks.opaque, "a statement on the path could not be parsed");
    doubts
}

fn kind(cx: &FunctionCx, simulation: &Simulation, group: &[&Incident], callers: &Callers) -> Option<ObservationKind> {
    let first = group[0];
    let peer = first.handle.peer.map(|peer| peer.gone);
    match first.wrong {
        Wrong::Uneven | Wrong::Reset => {
            let is_reset = first.wrong == Wrong::Reset;
            let exit = if is_reset { Exit::Overwrite } else { Exit::Return };
            is_wrong(cx, simulation, first, callers).then_some(ObservationKind::Lost { exit, peer })
        }
        Wrong::Lost(exit) => Some(ObservationKind::Lost { exit, peer }),
        Wrong::Misuse(Violation::DoubleClose) => Some(ObservationKind::DoubleClose),
        Wrong::Misuse(Violation::UseAfterClose) => {
            let callee = cx.calls.get(cx.call_at(first.point) as usize)?.name.as_str().into();
            Some(ObservationKind::UseAfterClose { callee })
        }
        Wrong::LeftOpen => {
            let Subject::Borrowed { place } = simulation.tracked.subject else { return None };
            // Of handles that the table does not tell apart, one stands for all.
            let looks = |handle: &Handle| (handle.marks.commented_close, handle.places.contains(&place));
            let mut seen = Vec::new();
            let mut each = group.iter().map(|incident| &incident.handle).filter(|handle| {
                let is_new = !seen.contains(&looks(handle));
                seen.extend(is_new.then(|| looks(handle)));
                is_new
            });
            let row = each.find_map(|handle| table::row(cx, place, simulation, handle, callers))?;
            Some(ObservationKind::LeftOpen { peer: peer?, row })
        }
    }
}

fn base(cx: &FunctionCx, simulation: &Simulation, incident: &Incident, kind: ObservationKind) -> Observation {
    let function = cx.function;
    let at = |span| Location { file: function.file, span };
    let (acquired, handle) = match simulation.tracked.subject {
        Subject::Site { call, which } => {
            let call = &cx.calls[call as usize];
            // What is lost on a way that leaves the loop is so once.
            let is_lost = matches!(incident.wrong, Wrong::Lost(Exit::Scope | Exit::Overwrite | Exit::Freed));
            let comes_back = || cx.cfg.reaches(incident.point.block, call.point.block);
            let in_loop = cx.is_in_loop(call.point.block) && (!is_lost || comes_back());
            let held = incident.handle.places.first().copied();
            let place = cx.birthplace(call, which).or(held).or(call.dest);
            let acquisition = Acquisition { at: at(call.span), callee: shown_key(&call.name).into(), in_loop };
            (Some(acquisition), place)
        }
        Subject::Borrowed { place } => (None, Some(place)),
    };
    // What `main` frees outside loops, it frees on its way out.
    let ends_process = match kind {
        ObservationKind::Lost { exit: Exit::Return | Exit::End | Exit::Throw, .. } => true,
        ObservationKind::Lost { exit: Exit::Freed | Exit::Scope, .. } => !cx.is_in_loop(incident.point.block),
        _ => false,
    };
    Observation {
        kind,
        file: function.file,
        function: function.shown_name(),
        handle: match (handle, &acquired) {
            (Some(place), _) => shown(cx, named(cx, place)),
            (None, Some(acquired)) => format!("{}()", acquired.callee),
            (None, None) => "the socket".to_owned(),
        },
        acquired,
        peer_call: incident.handle.peer.map(|peer| shown_key(&cx.calls[peer.call as usize].name).into()),
        at: at(incident.span),
        path: Vec::new(),
        confidence: Confidence::Certain,
        doubts: Vec::new(),
        depends_on_callers: is_left_to_callers(&incident.wrong, &simulation.tracked.subject),
        at_process_end: ends_process && function.is_main(),
    }
}

/// Whether the way out is part of a macro that claims something.
fn is_failed_assertion(cx: &FunctionCx, incident: &Incident) -> bool {
    let is_exit = !matches!(incident.wrong, Wrong::Misuse(_));
    let claims = |name: &str| cx.models.name_suggests(name, NameKind::Asserts);
    is_exit && cx.function.expansions.iter().any(|it| it.call.contains(incident.span) && claims(it.name.as_str()))
}

/// Whether a caller may close what is left.
fn is_left_to_callers(wrong: &Wrong, subject: &Subject) -> bool {
    match wrong {
        Wrong::LeftOpen | Wrong::Uneven => true,
        Wrong::Lost(_) | Wrong::Reset => matches!(subject, Subject::Borrowed { .. }),
        Wrong::Misuse(_) => false,
    }
}

/// A place as the source would spell it, also where the function itself never names it.
fn shown(cx: &FunctionCx, place: PlaceId) -> String {
    match (place.0 as usize) < cx.function.places.len() {
        true => cx.function.show_place(place),
        false => with_all_places(cx).show_place(place),
    }
}

/// The callee that throws, where the function is left by another one's exception.
fn thrower(cx: &FunctionCx, incident: &Incident) -> Option<PathStep> {
    let is_throw = matches!(incident.wrong, Wrong::Lost(Exit::Throw));
    let call = cx.calls.iter().find(|call| is_throw && call.point == incident.point)?;
    let text = format!("`{}` may throw, and nothing here catches it", shown_key(&call.name));
    Some(PathStep { at: Location { file: cx.function.file, span: call.span }, kind: StepKind::Call, text })
}

fn last_step(cx: &FunctionCx, incident: &Incident) -> PathStep {
    let (kind, text) = match incident.wrong {
        Wrong::Lost(Exit::Overwrite) => (StepKind::Exit, "the last reference is overwritten here"),
        Wrong::Lost(Exit::Freed) => (StepKind::Exit, "the object that holds it is freed here"),
        Wrong::Lost(Exit::Return | Exit::End | Exit::Throw) => {
            (StepKind::Exit, "the function is left here with the socket open")
        }
        Wrong::Lost(Exit::Scope) => (StepKind::Exit, "the scope of the last reference is left here"),
        Wrong::Uneven => (StepKind::Exit, "the function is left here with the socket open"),
        Wrong::Reset => (StepKind::Exit, "the last reference is overwritten here"),
        Wrong::LeftOpen => (StepKind::Exit, "the function is left here and nobody is told"),
        Wrong::Misuse(Violation::DoubleClose) => (StepKind::Release, "closed again here"),
        Wrong::Misuse(Violation::UseAfterClose) => (StepKind::Use, "used here"),
    };
    PathStep { at: Location { file: cx.function.file, span: incident.span }, kind, text: text.to_owned() }
}
