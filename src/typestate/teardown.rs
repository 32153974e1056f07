//! Functions that close the sockets of an object and free it: have they thought of all of them?
//!
//! Which members of a type hold sockets, the rest of the tree tells. So a function only notes what it takes down; what it
//! forgets is found once everything is known.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::machine::ExitRecord;
use super::observation::{Exit, Observation, PathStep, StepKind};
use super::outside::Outside;
use super::reset::closed;
use super::returning::can_return_from;
use super::simulate::Simulation;
use super::subject::{Subject, handle_arg};
use super::summary::{BoundaryPath, Class};
use super::table::Callers;
use crate::ir::{Elem, Inst, Name, Operand, PlaceId, Rvalue, Step, Ty};
use crate::model::Role;
use crate::source::Location;
use std::sync::Arc;

/// A member of a type, `sock` or `pair[1]`.
pub type Member = (Name, Name);

/// The end of an object some of whose sockets were closed before.
#[derive(Clone, Debug, PartialEq)]
pub struct Teardown {
    /// The object's type.
    ty: Name,
    /// Its members that are spoken of.
    spoken_of: Vec<Name>,
    /// Its members that are closed.
    closed: Vec<Name>,
    /// What is to be said of one that is not; the handle is the object's variable.
    observation: Observation,
}

impl Teardown {
    /// What is forgotten, by what is known of the members that hold sockets; `has` tells whether a type that the file sees has
    /// a member so named.
    pub fn forgotten(&self, outside: &dyn Outside, has: &dyn Fn(&str) -> bool) -> Vec<Observation> {
        let members = outside.socket_members(&self.ty);
        let is_forgotten = |member: &&Name| {
            let array = array_of(member);
            let is_spoken_of =
                self.spoken_of.contains(member) || self.spoken_of.iter().any(|name| name.as_str() == array);
            // Two that are closed are a habit, and so is one end of a pair.
            let is_twin = |closed: &Name| closed != *member && array != member.as_str() && array_of(closed) == array;
            !is_spoken_of && (self.closed.len() > 1 || self.closed.iter().any(is_twin))
        };
        let observed = |member: &Name| {
            let handle = format!("{}->{member}", self.observation.handle);
            Observation { handle, ..self.observation.clone() }
        };
        members.iter().filter(|member| has(array_of(member))).filter(is_forgotten).map(observed).collect()
    }
}

fn array_of(member: &Name) -> &str {
    member.as_str().split('[').next().unwrap_or_default()
}

/// The members in which the function stores fresh sockets, other than those that it always closes itself.
pub fn socket_members(cx: &FunctionCx, simulations: &[Arc<Simulation>]) -> Vec<Member> {
    let born = cx.calls.iter().flat_map(|call| births(cx, call));
    let mut born: Vec<PlaceId> = born.filter(|place| !is_closed_here(cx, *place, simulations)).collect();
    for inst in cx.function.insts() {
        if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } = inst
            && born.contains(source)
        {
            born.push(*dest);
        }
    }
    born.into_iter().filter_map(|place| member(cx, place).map(|(_, ty, name)| (ty.base.clone(), name))).collect()
}

/// Whether every way out on which the place got a socket has closed it: `fork` has left the other end to the child.
fn is_closed_here(cx: &FunctionCx, place: PlaceId, simulations: &[Arc<Simulation>]) -> bool {
    let is_it = |simulation: &&Arc<Simulation>| match simulation.tracked.subject {
        Subject::Site { call, which } => cx.birthplace(&cx.calls[call as usize], which) == Some(place),
        Subject::Borrowed { .. } => false,
    };
    // Closed ones may get out of sight too, with their object.
    let is_left = |exit: &ExitRecord| exit.handle.as_ref().is_some_and(|handle| handle.released_by.is_none());
    let mut mine = simulations.iter().filter(is_it).peekable();
    mine.peek().is_some()
        && cx.calls.iter().any(|call| closed(cx, call) == Some(place))
        && mine.all(|simulation| !simulation.exits.iter().any(is_left))
}

fn births(cx: &FunctionCx, call: &CallSite) -> Vec<PlaceId> {
    match call.target {
        Target::Model(model) if model.role == Role::Acquire => {
            (0..model.handles.len()).filter_map(|which| cx.birthplace(call, which)).collect()
        }
        Target::Body(summary) => cx.fresh_places(call, summary).collect(),
        Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => Vec::new(),
    }
}

/// The variable that points at the object of which the place is a member, its type, and the member.
fn member<'f>(cx: &'f FunctionCx, place: PlaceId) -> Option<(PlaceId, &'f Ty, Name)> {
    let node = cx.places.get(place);
    let (field, index) = match node.step {
        Step::Elem(Elem::At(index)) => (node.parent?, Some(index)),
        _ => (place, None),
    };
    let Step::Field(name) = &cx.places.get(field).step else { return None };
    let pointee = cx.places.get(field).parent?;
    let pointer = cx.places.get(pointee).parent?;
    let Step::Local(local) = cx.places.get(pointer).step else { return None };
    let ty = &cx.function.local(local).ty;
    let is_object = ty.pointers == 1 && cx.places.get(pointee).step == Step::Elem(Elem::At(0));
    let name = index.map_or(name.clone(), |index| Name::new(&format!("{name}[{index}]")));
    is_object.then_some((pointer, ty, name))
}

/// What the function takes down.
pub fn teardowns(cx: &FunctionCx, callers: &Callers) -> Vec<Teardown> {
    cx.calls.iter().filter_map(|call| teardown(cx, call, freed(cx, call)?, callers)).collect()
}

fn freed(cx: &FunctionCx, call: &CallSite) -> Option<PlaceId> {
    match call.target {
        Target::Model(model) => handle_arg(call).filter(|_| model.role == Role::Free),
        Target::Body(summary) => summary.memory.freed(cx, call).first().copied(),
        Target::Unknown(_) | Target::Pointer(_) => None,
    }
}

fn teardown(cx: &FunctionCx, free: &CallSite, object: PlaceId, callers: &Callers) -> Option<Teardown> {
    // Where the process ends next, the kernel closes the rest.
    if !can_return_from(cx, free.point.block, |_| false) {
        return None;
    }
    let member_of = |place| member(cx, place).filter(|(pointer, _, _)| *pointer == object);
    let closings = cx.calls.iter().filter_map(|call| Some((call, member_of(closed(cx, call)?)?)));
    let closings: Vec<_> = closings.collect();
    let ty = closings.first().map(|(_, (_, ty, _))| ty.base.clone())?;
    let at = |span| Location { file: cx.function.file, span };
    let step = |span, kind, text: String| PathStep { at: at(span), kind, text };
    let shown = cx.function.show_place(object);
    let mut path: Vec<PathStep> = Vec::new();
    for (call, (_, _, name)) in &closings {
        path.push(step(call.span, StepKind::Release, format!("`{shown}->{name}` is closed here")));
    }
    path.push(step(free.span, StepKind::Exit, "the object that holds it is freed here".to_owned()));
    let observation = Observation::forgotten(cx.function, shown, free.span, path, Exit::Freed);
    let mut closed: Vec<Name> = closings.into_iter().map(|(_, (_, _, name))| name).collect();
    closed.sort();
    closed.dedup();
    Some(Teardown { ty, spoken_of: spoken_of(cx, object, callers), closed, observation })
}

/// The members of the object that the function, or what it calls with the object, speaks of, and those that who calls it in
/// the file closes.
fn spoken_of(cx: &FunctionCx, object: PlaceId, callers: &Callers) -> Vec<Name> {
    let mut found = members_of(cx, object);
    for call in &cx.calls {
        let Target::Body(summary) = call.target else { continue };
        let paths = summary.effects.iter().map(|(path, _)| path).chain(&summary.unseen).chain(&summary.sockets);
        let is_it = |path: &&BoundaryPath| call.args.get(path.param as usize) == Some(&Operand::Copy(object));
        found.extend(paths.filter(is_it).filter_map(|path| path.member().cloned()));
    }
    let path = cx.boundary_path(object);
    for other in (callers.all)() {
        let calls = other.calls.iter().filter(|call| call.name == cx.function.name.as_str());
        let given = calls.filter_map(|call| other.resolve(call, path.as_ref()?));
        found.extend(given.flat_map(|object| closed_in(other, object)));
    }
    found.sort();
    found.dedup();
    found
}

/// The members of the object that a function closes, itself or by a helper that always does.
fn closed_in(cx: &FunctionCx, object: PlaceId) -> Vec<Name> {
    let closed_by = |call: &CallSite| -> Vec<PlaceId> {
        let Target::Body(summary) = call.target else { return closed(cx, call).into_iter().collect() };
        let closes = |classes: &[Class]| classes.iter().all(|class| !class.effect.is_quiet());
        let ends = summary.effects.iter().filter(|(_, classes)| closes(classes));
        ends.filter_map(|(path, _)| cx.resolve(call, path)).collect()
    };
    let members = cx.calls.iter().flat_map(closed_by).filter_map(|place| member(cx, place));
    members.filter(|(pointer, _, _)| *pointer == object).map(|(_, _, name)| name).collect()
}

fn members_of(cx: &FunctionCx, object: PlaceId) -> Vec<Name> {
    let places = (0..cx.places.len() as u32).map(PlaceId);
    let all = places.filter_map(|place| member(cx, place).filter(|(pointer, _, _)| *pointer == object));
    // The array that an element is named of is not spoken of as a whole by that.
    let all: Vec<Name> = all.map(|(_, _, name)| name).collect();
    let is_array = |name: &Name| all.iter().any(|other| other != name && array_of(other) == name.as_str());
    all.iter().filter(|name| !is_array(name)).cloned().collect()
}
