//! Loops around a read that turn for ever once the peer has closed.

use super::calls::{CallAt, Calls};
use super::facts::{Facts, Known};
use super::flow::{depends, origin};
use super::walk::{At, Event, Next, walk};
use crate::ir::{BlockId, Callee, Const, Inst, Operand, PlaceId, SELECT, VALUE, VARIANT};
use crate::model::Does;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Reads in loops that every way comes back to as it was, if they give 0.
pub fn loops(calls: &Calls) -> Vec<Observation> {
    let mut found: Vec<Observation> = Vec::new();
    for call in calls.that(Does::Read).filter(|call| call.args.len() > 1 && calls.is_in_loop(call)) {
        let Some(result) = call.dest else { continue };
        if turns(calls, call, result) {
            found.push(calls.observation(Shape::EofUnhandled, call, calls.show(call.receiver()), call.span));
        }
    }
    found
}

/// What is known on a way that begins with a read of 0 bytes.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Way {
    /// Whether it has come back once.
    is_second: bool,
    /// Variables that some call may have changed since the read.
    changed: BTreeSet<PlaceId>,
}

/// Whether every way comes back, once it has come back before: what was asked on the first round is known on the second one,
/// unless something has changed it.
fn turns(calls: &Calls, call: &CallAt, result: PlaceId) -> bool {
    let (mut comes_back, mut leaves) = (false, false);
    let inside = calls.innermost(call.at.block);
    let read = read_into(calls, call);
    let see = |event: Event, facts: &mut Facts, way: &mut Way| match event {
        Event::Inst(at, _) if at == call.at => {
            if way.is_second {
                comes_back = true;
                return Next::Stop;
            }
            way.is_second = true;
            Next::Go
        }
        Event::Done(at) => {
            if at == call.at {
                assume(calls, result, facts);
            }
            Next::Go
        }
        Event::Inst(_, inst) => {
            // What is made of the empty data may tell this time that there is none.
            if way.is_second && !makes(inst, &read) && is_unchanged(calls, inst, way) {
                return Next::Keep;
            }
            called(calls, inst, facts, way);
            Next::Go
        }
        // Of what is waited for together, the read is always ready.
        Event::Way(from, _, to) if selects(calls, from) && !leads(calls, to, call.at.block, from) => Next::Stop,
        Event::Way(_, _, to) if inside.contains(&to) => Next::Go,
        Event::Way(..) | Event::Leave(_) => {
            leaves |= way.is_second;
            Next::Stop
        }
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let mut facts = Facts::default();
    assume(calls, result, &mut facts);
    let way = Way { is_second: false, changed: BTreeSet::new() };
    walk(calls.function, start, facts, way, see) && comes_back && !leaves
}

fn assume(calls: &Calls, result: PlaceId, facts: &mut Facts) {
    if let Some(tag) = calls.member(result, VARIANT) {
        facts.set(tag, Known::Is(Const::Variant("Ok".into())));
    }
    if let Some(value) = calls.member(result, VALUE) {
        facts.set(value, Known::Is(Const::Int(0)));
    }
}

/// What depends on the data, but for the size of the place that it is read into.
fn read_into(calls: &Calls, call: &CallAt) -> BTreeSet<PlaceId> {
    let buffers = call.args[1..].iter().filter_map(Operand::place);
    let buffers = buffers.map(|place| origin(calls, place).and_then(CallAt::receiver).unwrap_or(place));
    let mut found: BTreeSet<PlaceId> = buffers.collect();
    loop {
        let n = found.len();
        for other in calls.all.iter().filter(|other| !matches!(other.short().as_str(), "len" | "capacity")) {
            if other.at != call.at && other.args.iter().any(|arg| depends(calls.function, &found, arg)) {
                found.extend(other.dest);
            }
        }
        for inst in calls.function.insts() {
            if let Inst::Assign { dest, value, .. } = inst
                && value.operands().any(|value| depends(calls.function, &found, value))
            {
                found.insert(*dest);
            }
        }
        if found.len() == n {
            return found;
        }
    }
}

/// Whether the block waits for one of several futures.
fn selects(calls: &Calls, block: BlockId) -> bool {
    calls.all.iter().any(|call| call.at.block == block && call.name.as_str() == SELECT)
}

/// Whether a way leads from one block to another without coming by a third.
fn leads(calls: &Calls, from: BlockId, to: BlockId, without: BlockId) -> bool {
    let (mut seen, mut work) = (BTreeSet::from([without]), vec![from]);
    while let Some(block) = work.pop() {
        if block == to {
            return true;
        }
        if seen.insert(block) {
            work.extend(calls.function.block(block).terminator.successors());
        }
    }
    false
}

/// Whether a call gives its result to one of the places.
fn makes(inst: &Inst, places: &BTreeSet<PlaceId>) -> bool {
    matches!(inst, Inst::Call { dest: Some(dest), .. } if places.contains(dest))
}

/// Whether a look gives what it gave before.
fn is_unchanged(calls: &Calls, inst: &Inst, way: &Way) -> bool {
    let Inst::Call { args, .. } = inst else { return false };
    let of = args.first().and_then(Operand::place);
    calls.does(inst) == Some(Does::Look)
        && of.is_some_and(|place| !way.changed.contains(&calls.function.places.root(place)))
}

/// What an instruction may change: of a call, what it is given by reference, what its method belongs to, and its result.
fn called(calls: &Calls, inst: &Inst, facts: &mut Facts, way: &mut Way) {
    let root = |place: PlaceId| calls.function.places.root(place);
    if let Inst::Assign { dest, value, .. } = inst
        && value.operands().filter_map(Operand::place).any(|place| way.changed.contains(&root(place)))
    {
        way.changed.insert(root(*dest));
    }
    let Inst::Call { callee: Callee::Named(name), args, dest, .. } = inst else { return };
    let does = calls.models.methods().does(name.as_str());
    if name.as_str().ends_with('!') || matches!(does, Some(Does::Look | Does::Kind | Does::Pause)) {
        return;
    }
    let name = name.as_str();
    let is_pure = matches!(name, crate::ir::AWAIT | "slice");
    if !is_pure {
        way.changed.extend(args.iter().filter_map(Operand::place).chain(*dest).map(root));
        if let Some(place) = args.first().and_then(Operand::place).filter(|_| name.contains('.')) {
            facts.forget(calls.function, place);
        }
    }
}
