//! From the exits of a function's simulations to its summary.

use super::automaton::Typestate;
use super::births::births;
use super::calls::{CallSite, Target};
use super::closings::closings;
use super::context::FunctionCx;
use super::follows::follows;
use super::lets_out::{lets_out, stores_pointer};
use super::machine::ExitRecord;
use super::memory::memory;
use super::mixed::{closed_untold, left_on_failure, left_or_closed};
use super::predicate::predicate;
use super::returning::{can_reach, can_return_avoiding, is_noreturn};
use super::setter::setter;
use super::simulate::Simulation;
use super::storage::Storage;
use super::subject::{Subject, Tracked, handle_arg, same_or_copy};
use super::summary::{BoundaryPath, Class, DEPTH, Effect, FreshAt, Summary};
use super::unopened::returns_none;
use super::value::Value;
use super::writes::{replaced, written_members};
use crate::ir::{BinOp, BlockId, CmpOp, Cond, Inst, Operand, PlaceId, Rvalue, Terminator};
use crate::model::Role;
use std::sync::Arc;

/// At most so many return classes; more are joined.
const CLASSES: usize = 6;

/// The summary of a function from all its simulations.
pub fn summarize(cx: &FunctionCx, simulations: &[Arc<Simulation>], unseen: Vec<BoundaryPath>) -> Summary {
    let (is_noreturn, lets_out, memory, follows) = (is_noreturn(cx), lets_out(cx), memory(cx), follows(cx));
    let (predicate, sets, returns_none) = (predicate(cx), setter(cx), returns_none(cx));
    let stores_pointer = stores_pointer(cx);
    let mut summary =
        Summary { is_noreturn, lets_out, stores_pointer, memory, unseen, follows, predicate, ..Summary::default() };
    (summary.sets, summary.returns_none) = (sets, returns_none);
    (summary.writes, summary.replaces) = (written_members(cx), replaced(cx));
    for simulation in simulations {
        match simulation.tracked.subject {
            Subject::Site { call, .. } => {
                // Who hears the same of two sites sees the same come of both.
                let births = births(cx, call, &simulation.exits).filter(|births| !summary.births.contains(births));
                summary.births.extend(births);
            }
            Subject::Borrowed { place } => {
                let Some(path) = cx.boundary_path(place).filter(|path| path.steps.len() <= DEPTH) else { continue };
                if simulation.closes_somewhere() {
                    summary.renews.push(path.clone());
                    summary.closings.extend(closings(cx, &path, simulation));
                }
                let classes = classes(cx, place, simulation);
                if simulation.tracked.is_socket {
                    summary.sockets.push(path.clone());
                }
                if !simulation.tracked.has_peer {
                    summary.datagrams.push(path.clone());
                }
                let is_open = |exit: &ExitRecord| effect(cx, place, &simulation.tracked, exit).is_quiet();
                if simulation.thrown.iter().any(is_open) {
                    summary.thrown.push(path.clone());
                }
                if classes.iter().any(|class| class.effect == Effect::Forward) {
                    summary.forwards = simulation.exits.iter().find_map(|exit| cx.forwarded(exit));
                }
                if classes.iter().any(|class| class.effect != Effect::None) {
                    summary.effects.push((path, classes));
                }
            }
        }
    }
    summary.effects.sort_by(|(a, _), (b, _)| a.cmp(b));
    summary.closings.sort_by(|a, b| a.path.cmp(&b.path));
    let is_opened = |path: &BoundaryPath| {
        summary.births.iter().flatten().any(|birth| matches!(&birth.fresh, Some(FreshAt::Path(at)) if at == path))
    };
    summary.renews.retain(is_opened);
    if !summary.effects.is_empty() || !summary.births.is_empty() {
        summary.predicate = None;
    }
    summary
}

/// Whether the handle in `place` is used whatever happens, if loops that go over an amount run at least once.
fn always_uses(cx: &FunctionCx, place: PlaceId) -> bool {
    let uses = |call: &CallSite| match call.target {
        Target::Model(model) => {
            model.role == Role::Use && handle_arg(call).is_some_and(|arg| same_or_copy(cx, arg, place))
        }
        Target::Body(summary) => summary.effects.iter().any(|(path, classes)| {
            let uses = |class: &Class| !matches!(class.effect, Effect::None | Effect::Lend) && class.effect.is_quiet();
            classes.iter().all(uses) && cx.resolve(call, path).is_some_and(|arg| same_or_copy(cx, arg, place))
        }),
        Target::Unknown(_) | Target::Pointer(_) => false,
    };
    let mut stops: Vec<BlockId> = cx.calls.iter().filter(|call| uses(call)).map(|call| call.point.block).collect();
    if !stops.is_empty() {
        stops.extend(heads(cx, &stops));
    }
    !can_return_avoiding(cx, |block| stops.contains(&block))
}

/// The heads of loops each of whose rounds enters one of the blocks, and that count variables of the function's own up or down.
fn heads(cx: &FunctionCx, stops: &[BlockId]) -> Vec<BlockId> {
    let is_own = |place: PlaceId| cx.places.depth(place) == 0 && matches!(cx.storage(place), Storage::Own(_));
    let is_variable = |operand: &Operand| operand.place().is_none_or(is_own);
    let is_step = |inst: &Inst, place: PlaceId| {
        let is_sum = |value: &Rvalue| matches!(value, Rvalue::Binary(BinOp::Add | BinOp::Sub, ..));
        matches!(inst, Inst::Assign { dest, value, .. } if *dest == place && is_sum(value))
    };
    let is_counted =
        |side: &Operand| side.place().is_some_and(|place| cx.function.insts().any(|inst| is_step(inst, place)));
    let counts = |block: BlockId| match &cx.function.block(block).terminator {
        Terminator::Branch { cond: Cond { op, lhs, rhs, .. }, .. } => {
            let is_over = *op != CmpOp::Eq && is_variable(lhs) && is_variable(rhs);
            is_over && (is_counted(lhs) || is_counted(rhs))
        }
        _ => false,
    };
    let cfg = &cx.cfg;
    let is_head = |block: &BlockId| {
        cfg.predecessors[block.0 as usize].iter().any(|tail| cfg.is_back_edge(*tail, *block)) && counts(*block)
    };
    let always = |head: &BlockId| {
        let is_over =
            |block: BlockId| block == *head || matches!(cx.function.block(block).terminator, Terminator::Return { .. });
        let mut inside = cfg.successors[head.0 as usize].iter().filter(|next| cfg.reaches(**next, *head));
        inside.all(|first| !can_reach(cx, *first, is_over, |block| stops.contains(&block)))
    };
    cx.function.block_ids().filter(is_head).filter(always).collect()
}

/// Whether something else in the object of `place`, or a global, decides what happens to it: then a caller's path may well
/// know better than its result.
fn is_guarded(cx: &FunctionCx, place: PlaceId) -> bool {
    let object = cx.places.get(place).parent.unwrap_or(place);
    let is_guard = |operand: &Operand| {
        operand.place().is_some_and(|guard| {
            let is_global = cx.storage(guard) == Storage::Static && !cx.is_error_place(guard);
            !cx.places.is_within(guard, place) && (is_global || guard != object && cx.places.is_within(guard, object))
        })
    };
    cx.function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch { cond, .. } => is_guard(&cond.lhs) || is_guard(&cond.rhs),
        Terminator::Switch { value, .. } => is_guard(value),
        Terminator::Goto { .. } | Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. } => {
            false
        }
    })
}

/// What a call does to the handle that leaves it by `exit`.
pub fn effect(cx: &FunctionCx, place: PlaceId, tracked: &Tracked, exit: &ExitRecord) -> Effect {
    let Some(handle) = &exit.handle else { return Effect::None };
    match handle.typestate {
        // What becomes of a parameter that is a copy, the caller does not see.
        Typestate::Released if exit.is_reset && cx.places.depth(place) > 0 => Effect::ReleaseAndReset,
        Typestate::Released => Effect::Release,
        Typestate::Escaped | Typestate::Wrapped => Effect::Take,
        Typestate::Open if exit.is_kept => match &exit.fresh {
            Some(FreshAt::Behind(steps)) if cx.places.depth(place) == 0 && !handle.marks.may_be_elsewhere() => {
                Effect::Move(steps.clone())
            }
            _ => Effect::Take,
        },
        Typestate::Open if exit.is_returned => Effect::Alias,
        // A name that sounds like keeping it is reason enough not to speak of it in the callers.
        Typestate::Open if handle.marks.may_be_kept() => Effect::Take,
        Typestate::Open if exit.is_reset && cx.places.depth(place) > 0 => Effect::Overwrite,
        Typestate::Open => match handle.dead_peer().filter(|_| !handle.marks.told) {
            Some(peer) => Effect::PeerGone(peer.gone),
            None if tracked.has_peer && cx.forwarded(exit).is_some() => Effect::Forward,
            None if handle.marks.listed => Effect::List,
            None if handle.marks.unknown_callee => Effect::Lend,
            None => Effect::None,
        },
    }
}

/// Return classes of a borrowed place: equal returned values first come to one effect, then equal effects to one class.
fn classes(cx: &FunctionCx, place: PlaceId, simulation: &Simulation) -> Vec<Class> {
    let mut by_value: Vec<(Value, Vec<Effect>)> = Vec::new();
    let is_used = always_uses(cx, place);
    let closed = closed_untold(cx, place, simulation);
    let left = left_or_closed(cx, place, simulation);
    let trusted = left_on_failure(cx, place, simulation);
    for exit in &simulation.exits {
        let effect = match effect(cx, place, &simulation.tracked, exit) {
            Effect::None if is_used => Effect::Use,
            effect => effect,
        };
        let returns = exit.returns.exact_class();
        // An object that keeps it is there.
        let value = match cx.function.returns.is_pointer() {
            true => returns.of_pointer(effect.is_kept()),
            false => returns,
        };
        match by_value.iter_mut().find(|(known, _)| *known == value) {
            Some((_, effects)) => effects.push(effect),
            None => by_value.push((value, vec![effect])),
        }
    }
    let is_mixed = |(_, effects): &(Value, Vec<Effect>)| effects.iter().any(|effect| *effect != Effect::Overwrite);
    let overwrites = |(_, effects): &&(Value, Vec<Effect>)| effects.contains(&Effect::Overwrite);
    let is_unsure = by_value.iter().filter(overwrites).any(is_mixed) || is_guarded(cx, place);
    let mut classes: Vec<Class> = Vec::new();
    for (returns, effects) in by_value {
        let effect = match one_effect(effects) {
            Effect::Overwrite if is_unsure => Effect::Take,
            effect => effect,
        };
        // Where the result does not tell whether it is closed, it may be.
        let is_closed = effect == Effect::Take && closed.contains(&returns);
        let closed = is_closed.then(|| Class { returns: returns.clone(), effect: Effect::Release });
        for class in [Class { returns, effect }].into_iter().chain(closed) {
            add(&mut classes, class, |known, new| known.returns.joins(&new.returns));
        }
    }
    if classes.len() > CLASSES {
        let all = std::mem::take(&mut classes);
        all.into_iter().for_each(|class| add(&mut classes, class, |_, _| true));
    }
    classes.sort_by(|a, b| a.effect.cmp(&b.effect));
    classes.truncate(CLASSES);
    let mut classes = untangled(classes);
    let left = left.into_iter().map(|(returns, gone)| Class { returns, effect: Effect::PeerGone(gone) });
    let trusted = trusted.into_iter().map(|returns| Class { returns, effect: Effect::Lend });
    left.chain(trusted).for_each(|class| add(&mut classes, class, |known, new| known.returns.joins(&new.returns)));
    classes
}

/// Where a result may mean that the handle is kept, or that it is not, its caller had better take it for kept. A code that has
/// a name means what the name says, on every way that returns it.
fn untangled(classes: Vec<Class>) -> Vec<Class> {
    let taken: Vec<Value> =
        classes.iter().filter(|class| class.effect.is_kept()).map(|class| class.returns.clone()).collect();
    let rest = |class: Class| {
        if !class.effect.is_quiet() || class.returns.symbol().is_some() {
            return Some(class);
        }
        let returns = taken.iter().try_fold(class.returns.clone(), |returns, taken| returns.without(taken))?;
        Some(Class { returns, ..class })
    };
    classes.into_iter().filter_map(rest).collect()
}

/// Adds a class, joined with one of the same effect if that `fits`.
fn add(classes: &mut Vec<Class>, new: Class, fits: impl Fn(&Class, &Class) -> bool) {
    match classes.iter_mut().find(|known| known.effect == new.effect && fits(known, &new)) {
        Some(known) => known.returns = known.returns.join(&new.returns),
        None => classes.push(new),
    }
}

/// What a class does in which several things may happen: a peer that may be gone is gone; a handle that may be closed is out
/// of sight, and one that is closed whatever happens is where it was only if nothing else is ever stored there.
fn one_effect(mut effects: Vec<Effect>) -> Effect {
    effects.sort();
    effects.dedup();
    match effects.as_slice() {
        [one] => one.clone(),
        several if several.iter().all(Effect::is_quiet) => several.last().cloned().unwrap_or(Effect::None),
        [Effect::Release, Effect::ReleaseAndReset] => Effect::ReleaseAndReset,
        _ => Effect::Take,
    }
}
