//! Sockets that are closed in an object which was filled with zeroes and never set up: 0 is a descriptor, and somebody else's.

use super::calls::{CallSite, Point, Target};
use super::context::FunctionCx;
use super::observation::{Lapse, Observation, ObservationKind, PathStep, StepKind};
use super::observe::shown;
use super::own_socket::is_own_socket;
use super::subject::handle_arg;
use super::summary::{BoundaryPath, DEPTH};
use super::table::Callers;
use super::value::Value;
use crate::ir::{BlockId, CmpOp, Cond, Elem, Inst, Name, Operand, PlaceId, Rvalue, Step, Terminator, shown_key};
use crate::model::{Role, Trait};
use crate::source::Location;

/// So many members are told of at most, and so many others decide about one.
const MANY: usize = 8;

/// A member that a function closes also where nothing in its object was ever set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unset {
    /// The member.
    pub path: BoundaryPath,
    /// Other members that keep it from that if they are set.
    pub decided_by: Vec<Name>,
}

/// The members that the function closes also in an object of a parameter that is all zeroes.
pub fn closes_unset(cx: &FunctionCx) -> Vec<Unset> {
    let of_param = |(call, place, decided_by): (&CallSite, PlaceId, Vec<Name>)| {
        let path = cx.boundary_path(place)?;
        let object = object_of(cx, place)?;
        let walk = Walk { cx, object, place, is_strict: false };
        let mut all = walk.reach(Point::default(), call.point)?;
        all.extend(decided_by);
        all.sort();
        all.dedup();
        (all.len() <= MANY && path.steps.len() <= DEPTH).then_some(Unset { path, decided_by: all })
    };
    let mut found: Vec<Unset> = closings(cx).into_iter().filter_map(of_param).collect();
    // Of several ways the one on which least else decides says most.
    found.sort_by(|a, b| {
        (&a.path, a.decided_by.len(), &a.decided_by).cmp(&(&b.path, b.decided_by.len(), &b.decided_by))
    });
    found.dedup_by(|a, b| a.path == b.path);
    found.truncate(MANY);
    found
}

/// The calls that close a member whatever number it holds, with the member and what else decides about it.
fn closings<'c, 'a>(cx: &'c FunctionCx<'a>) -> Vec<(&'c CallSite<'a>, PlaceId, Vec<Name>)> {
    let mut found = Vec::new();
    for call in &cx.calls {
        match call.target {
            Target::Model(model) if model.role == Role::Release => {
                found.extend(handle_arg(call).map(|place| (call, place, Vec::new())));
            }
            Target::Body(summary) => found.extend(summary.closes_unset.iter().filter_map(|unset| {
                let place = cx.resolve(call, &unset.path)?;
                Some((call, place, unset.decided_by.clone()))
            })),
            Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => {}
        }
    }
    found
}

/// The object behind a variable in which the place is a member.
fn object_of(cx: &FunctionCx, place: PlaceId) -> Option<PlaceId> {
    let is_field = |at: &PlaceId| matches!(cx.places.get(*at).step, Step::Field(_));
    let object = cx.places.ancestors(place).find(|at| !is_field(at)).filter(|object| *object != place)?;
    let pointer = cx.places.get(object).parent?;
    let is_pointee = cx.places.get(object).step == Step::Elem(Elem::At(0));
    (is_pointee && matches!(cx.places.get(pointer).step, Step::Local(_))).then_some(object)
}

/// The ways through a function on which nothing is stored in a member of an object that is all zeroes.
struct Walk<'w, 'a> {
    cx: &'w FunctionCx<'a>,
    object: PlaceId,
    place: PlaceId,
    /// Whether functions of which nothing is known may set the object up.
    is_strict: bool,
}

impl Walk<'_, '_> {
    /// The other members without which `target` is not reached from `start`; `None` if it is not reached at all.
    fn reach(&self, start: Point, target: Point) -> Option<Vec<Name>> {
        let mut decided_by = Vec::new();
        let mut seen: Vec<BlockId> = Vec::new();
        let mut work = vec![(start.block, start.index)];
        let mut is_reached = false;
        while let Some((block, from)) = work.pop() {
            let insts = self.cx.function.block(block).insts.iter().enumerate().skip(from as usize);
            let mut points = insts.map(|(index, inst)| (Point { block, index: index as u32 }, inst));
            match points.find(|(point, inst)| *point == target || self.may_set(*point, inst)) {
                Some((point, _)) => is_reached |= point == target,
                None => {
                    let next = self.next(block, target.block, &mut decided_by);
                    let new: Vec<BlockId> = next.into_iter().filter(|next| !seen.contains(next)).collect();
                    seen.extend(&new);
                    work.extend(new.into_iter().map(|next| (next, 0)));
                }
            }
        }
        is_reached.then_some(decided_by)
    }

    /// Where a block leads with an object that is all zeroes.
    fn next(&self, block: BlockId, target: BlockId, decided_by: &mut Vec<Name>) -> Vec<BlockId> {
        let all = || self.cx.cfg.successors[block.0 as usize].to_vec();
        let Terminator::Branch { cond, then, otherwise, .. } = &self.cx.function.block(block).terminator else {
            return all();
        };
        let Some((tested, holds)) = self.decided(block, cond) else { return all() };
        let (taken, left) = if holds { (*then, *otherwise) } else { (*otherwise, *then) };
        let leads_there = left == target || self.cx.cfg.reaches(left, target);
        if let (false, Some(name)) = (tested == self.place || leads_there, self.cx.places.name(tested)) {
            decided_by.extend(self.cx.places.is_within(tested, self.object).then(|| name.clone()));
        }
        vec![taken]
    }

    /// What the condition tests and whether it holds, if the object or the pointer to it decides.
    fn decided(&self, block: BlockId, cond: &Cond) -> Option<(PlaceId, bool)> {
        let (tested, op, bound) = match (&cond.lhs, &cond.rhs) {
            (Operand::Copy(tested), Operand::Const(bound)) => (*tested, cond.op, bound),
            (Operand::Const(bound), Operand::Copy(tested)) => (*tested, cond.op.swap(), bound),
            _ => return None,
        };
        let bound = Value::constant(bound, self.cx.models);
        let value = match Some(tested) == self.cx.places.get(self.object).parent {
            true => Value::satisfying(CmpOp::Ne, 0),
            false if self.is_unset_member(tested, block) => Value::int(0),
            false => return None,
        };
        match (value.refine(op, &bound).is_some(), value.refine(op.negate(), &bound).is_some()) {
            (true, true) | (false, false) => None,
            (holds, _) => Some((tested, holds)),
        }
    }

    /// Whether the place is a member of the object in which the function stores nothing on a way to the end of `block`.
    fn is_unset_member(&self, place: PlaceId, block: BlockId) -> bool {
        // The pointer that is set leads to another object.
        let places = &self.cx.places;
        let sets = |inst: &Inst| match inst {
            Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => {
                places.is_within(place, *dest) && places.is_within(*dest, self.object)
            }
            _ => false,
        };
        let is_ahead = |other: &BlockId| *other == block || self.cx.cfg.reaches(*other, block);
        let mut ahead = self.cx.function.block_ids().filter(is_ahead);
        object_of(self.cx, place) == Some(self.object)
            && !ahead.any(|other| self.cx.function.block(other).insts.iter().any(sets))
    }

    /// Whether the instruction may store something in the member, or make the pointer another one.
    fn may_set(&self, point: Point, inst: &Inst) -> bool {
        let places = &self.cx.places;
        match inst {
            Inst::Assign { dest, .. } => places.is_within(self.place, *dest),
            Inst::Call { dest, .. } => {
                let call = &self.cx.calls[self.cx.call_at(point) as usize];
                dest.is_some_and(|dest| places.is_within(self.place, dest)) || self.may_be_set_by(call)
            }
            Inst::Opaque { .. } => true,
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => false,
        }
    }

    fn may_be_set_by(&self, call: &CallSite) -> bool {
        let places = &self.cx.places;
        let is_given = call.args.iter().filter_map(Operand::place).any(|place| places.is_within(self.place, place));
        if call.args.contains(&Operand::AddrOf(self.place)) {
            return true;
        }
        match call.target {
            Target::Model(_) => false,
            Target::Body(summary) => {
                let name = places.name(self.place);
                let touches = |path| self.cx.resolve(call, path) == Some(self.place);
                summary.effects.iter().any(|(path, _)| touches(path))
                    || is_given && name.is_some_and(|name| summary.writes.binary_search(name).is_ok())
            }
            Target::Unknown(hints) if hints.logs || call.has_string() => false,
            Target::Unknown(_) | Target::Pointer(_) => is_given && self.is_strict,
        }
    }
}

/// One observation for each call that closes an unset member of an object that the function has just been given all zeroes, in
/// source order.
pub fn unset_closed(cx: &FunctionCx, callers: &Callers) -> Vec<Observation> {
    let mut found: Vec<Observation> = Vec::new();
    let closings = closings(cx);
    for made in cx.calls.iter().filter(|call| !closings.is_empty() && gives_zeroes(cx, call)) {
        let object = made.dest.and_then(|dest| cx.places.find(Some(dest), Step::Elem(Elem::At(0))));
        let Some(object) = object else { continue };
        let start = Point { index: made.point.index + 1, ..made.point };
        for (call, place, decided_by) in closings.iter().filter(|(_, place, _)| object_of(cx, *place) == Some(object)) {
            let walk = Walk { cx, object, place: *place, is_strict: true };
            let is_it = walk.reach(start, call.point).is_some() && !sets_any(cx, object, decided_by);
            let name = cx.places.name(*place);
            let is_known = name.is_some_and(|name| callers.outside.holds_sockets(name.as_str()));
            if is_it && is_own_socket(cx, is_known, *place, callers) {
                found.push(observation(cx, made, call, *place));
            }
        }
    }
    found.sort_by_key(|seen| seen.at);
    found.dedup_by_key(|seen| seen.at);
    found
}

/// Whether the call gives memory that is filled with zeroes.
pub fn gives_zeroes(cx: &FunctionCx, call: &CallSite) -> bool {
    match call.target {
        Target::Model(model) => model.role == Role::Allocate && cx.models.has_trait(&call.name, Trait::GivesZeroes),
        Target::Body(summary) => summary.memory.is_zeroed,
        Target::Unknown(_) | Target::Pointer(_) => false,
    }
}

/// Whether the function does nothing with the memory that it allocates, and all of that is filled with zeroes.
pub fn only_gives_zeroes(cx: &FunctionCx) -> bool {
    let allocates = |call: &&CallSite| match call.target {
        Target::Model(model) => model.role == Role::Allocate,
        Target::Body(summary) => summary.memory.is_fresh,
        Target::Unknown(_) | Target::Pointer(_) => false,
    };
    let mut made = cx.calls.iter().filter(allocates);
    let is_filled = |inst: &Inst| matches!(inst, Inst::Assign { dest, .. } if cx.places.has_deref(*dest));
    let is_given = |call: &CallSite| {
        let is_made =
            |place: PlaceId| cx.calls.iter().filter(allocates).any(|made| made.dest == Some(cx.places.root(place)));
        call.model().is_none() && call.args.iter().filter_map(Operand::place).any(is_made)
    };
    made.all(|call| gives_zeroes(cx, call)) && !cx.function.insts().any(is_filled) && !cx.calls.iter().any(is_given)
}

/// Whether the function stores something but zeroes in one of the members so named.
fn sets_any(cx: &FunctionCx, object: PlaceId, names: &[Name]) -> bool {
    let is_one = |place: PlaceId| {
        object_of(cx, place) == Some(object) && cx.places.name(place).is_some_and(|name| names.contains(name))
    };
    cx.function.insts().any(|inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Const(constant)), .. } => {
            is_one(*dest) && Value::constant(constant, cx.models).refine(CmpOp::Eq, &Value::int(0)).is_none()
        }
        Inst::Assign { dest, value, .. } => is_one(*dest) && !matches!(value, Rvalue::Zeroed),
        Inst::Call { dest, .. } => dest.is_some_and(is_one),
        _ => false,
    })
}

fn observation(cx: &FunctionCx, made: &CallSite, call: &CallSite, place: PlaceId) -> Observation {
    let at = |span| Location { file: cx.function.file, span };
    let handle = shown(cx, place);
    let [maker, closer] = [made, call].map(|call| shown_key(&call.name).to_owned());
    let made_here =
        PathStep { at: at(made.span), kind: StepKind::Acquire, text: format!("`{maker}` leaves 0 in `{handle}`") };
    let closed_here = PathStep { at: at(call.span), kind: StepKind::Release, text: "closed here".to_owned() };
    let kind = ObservationKind::Lapse {
        lapse: Lapse::UnsetClosed,
        found: closer.clone(),
        because: format!("`{closer}` closes descriptor 0, which `{maker}` has left in `{handle}`"),
        instead: format!("set `{handle}` to -1 right after `{maker}`"),
        matters: true,
        harm: None,
    };
    Observation::seen(cx.function, kind, handle, call.span, vec![made_here, closed_here])
}
