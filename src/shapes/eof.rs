//! Loops around a read that turn for ever once the peer has closed.

use super::calls::{CallAt, Calls};
use super::emptied::{adds_nothing, emptied};
use super::ending::{Ending, assume, ending, errors, learn};
use super::facts::Facts;
use super::flow::{depends, origin};
use super::renewed::{Renewal, is_another};
use super::unread::{amounts_of, is_unread};
use super::walk::{At, Event, Next, walk};
use crate::ir::{
    BinOp, BlockId, Callee, Inst, LocalKind, Operand, PlaceId, Rvalue, SELECT, SWALLOWED, Terminator, VALUE, VARIANT,
};
use crate::model::Does;
use crate::typestate::{Observation, Shape};
use std::collections::{BTreeMap, BTreeSet};

/// Reads in loops that every way comes back to as it was, if they give 0 or tell the end in another way.
pub fn loops(calls: &Calls) -> Vec<Observation> {
    let mut found: Vec<Observation> = Vec::new();
    for call in &calls.all {
        let Some((ending, result)) = ending(call).zip(call.dest).filter(|_| calls.is_in_loop(call)) else { continue };
        if !is_another(calls, call) && turns(calls, call, result, ending) {
            let shape = if ending == Ending::Zero { Shape::EofUnhandled } else { Shape::EndUnhandled };
            found.push(calls.observation(shape, call, calls.show(call.receiver()), call.span));
        }
    }
    found
}

/// What is known on a way that begins with a read that has told the end.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Way {
    /// Whether it has come back once.
    is_second: bool,
    /// Variables that some call may have changed since the read.
    changed: BTreeSet<PlaceId>,
}

/// Whether every way comes back, once it has come back before: what was asked on the first round is known on the second one,
/// unless something has changed it.
fn turns(calls: &Calls, call: &CallAt, result: PlaceId, ending: Ending) -> bool {
    let (mut comes_back, mut leaves) = (false, false);
    let (data, grows) = (data(calls, call), call.short().as_str() == "read_buf");
    let inside = calls.innermost(call.at.block);
    let (counted, sources) = (counted(calls, &inside), sources(calls));
    let empty = emptied(calls, result);
    let buffer = call.args.get(1).and_then(Operand::place);
    let fresh = buffer.filter(|buffer| is_fresh(calls, *buffer, &inside, grows));
    let errors = errors(calls, result, ending);
    let told = told(calls, result, empty.iter().copied().chain(fresh));
    let renewal = Renewal::new(calls, call, result, ending);
    let buffer = buffer.filter(|_| fresh.is_none() && is_unmeasured(calls, call, result, ending));
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
            match at == call.at {
                true => assume(calls, result, ending, facts),
                false => learn(calls, at, &errors, facts),
            }
            Next::Go
        }
        Event::Inst(at, inst) => {
            // An arm of `select!` that is left out waits for the others, and of another socket nothing is known.
            if is_left_out(inst) || renewal.as_ref().is_some_and(|renewal| renewal.may_be(calls, at, inst)) {
                leaves = true;
                return Next::Stop;
            }
            // What is made of the empty data may tell this time that there is none.
            let is_again = || {
                (buffer.is_some() || !makes(inst, &told)) && is_unchanged(calls, inst, way, &data)
                    || is_computed_again(calls, inst, way, &counted)
            };
            if adds_nothing(calls, inst, &empty) || way.is_second && (is_of(calls, inst, buffer, grows) || is_again()) {
                return Next::Keep;
            }
            if !is_of(calls, inst, buffer, grows) {
                called(calls, inst, facts, way, &data);
            }
            Next::Go
        }
        // Of what is waited for together, the read is always ready.
        Event::Way(from, _, to) if selects(calls, from) && !leads(calls, to, call.at.block, from) => Next::Stop,
        Event::Way(_, terminator, to) if inside.contains(&to) => {
            learn_of_sources(&sources, terminator, facts);
            Next::Go
        }
        Event::Way(..) | Event::Leave(_) => {
            leaves |= way.is_second;
            Next::Stop
        }
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let mut facts = Facts::default();
    assume(calls, result, ending, &mut facts);
    let way = Way { is_second: false, changed: BTreeSet::new() };
    walk(calls.function, start, facts, way, see) && comes_back && !leaves
}

/// Whether nobody looks how much it was: then nothing but the contents of what is read into can tell of the end, and those
/// stay as they are.
fn is_unmeasured(calls: &Calls, call: &CallAt, result: PlaceId, ending: Ending) -> bool {
    let amount = calls.member(result, VALUE).filter(|value| calls.member(*value, VARIANT).is_some()).unwrap_or(result);
    ending == Ending::Zero && call.args.len() == 2 && is_unread(calls, amount)
}

/// Whether a function is only shown what is read into: it makes the same of it again. What a method makes of it depends on
/// what it is called on too: a write to a peer that has gone fails. But where the data grows from read to read, whoever
/// takes frames out of it, or holds it, finds no more than before.
fn is_of(calls: &Calls, inst: &Inst, buffer: Option<PlaceId>, grows: bool) -> bool {
    let (Inst::Call { callee: Callee::Named(name), args, flags, .. }, Some(buffer)) = (inst, buffer) else {
        return false;
    };
    let mut places = args.iter().filter_map(Operand::place);
    let is_method = name.as_str().contains('.');
    if grows {
        let is_around = |place: PlaceId| calls.function.places.is_within(buffer, place);
        let is_own = is_method && args.first().and_then(Operand::place) == Some(buffer);
        let is_io = matches!(calls.does(inst), Some(Does::Read | Does::Write | Does::Append));
        return !is_own && !is_io && places.any(is_around);
    }
    flags.only_looks && !is_method && places.all(|place| calls.function.places.is_within(place, buffer))
}

/// Whether what is read into, or a part of it, is made anew in each round, be it by whoever may change it: then its contents
/// tell too.
fn is_fresh(calls: &Calls, buffer: PlaceId, inside: &BTreeSet<BlockId>, grows: bool) -> bool {
    let is_around = |place: PlaceId| calls.function.places.root(place) == calls.function.places.root(buffer);
    let mut insts = inside.iter().flat_map(|block| &calls.function.block(*block).insts);
    insts.any(|inst| match inst {
        Inst::Assign { dest, .. } if grows => *dest == buffer,
        Inst::Assign { dest, .. } => is_around(*dest),
        Inst::Call { args, flags, callee: Callee::Named(name), .. } => {
            let looks = flags.only_looks || matches!(calls.does(inst), Some(Does::Read | Does::Look));
            let only_given =
                name.as_str().contains('.') && !args.first().and_then(Operand::place).is_some_and(is_around);
            let is_pure = name.as_str().ends_with('!') || matches!(name.as_str(), "slice" | crate::ir::AWAIT);
            !grows && !looks && !only_given && !is_pure && args.iter().filter_map(Operand::place).any(is_around)
        }
        _ => false,
    })
}

/// What depends on how much it was: the amount, and what is made of data that it says is none, or of `more`. A sum that it is
/// added to stays as it is.
fn told(calls: &Calls, result: PlaceId, more: impl Iterator<Item = PlaceId>) -> BTreeSet<PlaceId> {
    let amounts = amounts_of(calls, result);
    let is_amount = |operand: &Operand| operand.place().is_some_and(|place| amounts.contains(&place));
    let mut found: BTreeSet<PlaceId> = amounts.iter().copied().chain(more).collect();
    let adds = |inst: &Inst| match inst {
        Inst::Assign { dest, value: Rvalue::Binary(BinOp::Add | BinOp::Sub, whole, more), .. } => {
            whole.place() == Some(*dest) && is_amount(more)
        }
        _ => false,
    };
    loop {
        let n = found.len();
        for inst in calls.function.insts().filter(|inst| !adds(inst)) {
            let (dest, operands): (_, Vec<&Operand>) = match inst {
                Inst::Assign { dest, value, .. } => (Some(*dest), value.operands().collect()),
                Inst::Call { dest, args, .. } => (*dest, args.iter().collect()),
                _ => continue,
            };
            if operands.iter().any(|operand| depends(calls.function, &found, operand)) {
                found.extend(dest);
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

/// Whether an arm of `select!` is left out, as its pattern does not fit.
fn is_left_out(inst: &Inst) -> bool {
    matches!(inst, Inst::Call { callee: Callee::Named(name), .. } if name.as_str() == SWALLOWED)
}

/// Whether a look gives what it gave before.
fn is_unchanged(calls: &Calls, inst: &Inst, way: &Way, data: &BTreeSet<PlaceId>) -> bool {
    let Inst::Call { args, flags, .. } = inst else { return false };
    let root = |place: PlaceId| calls.function.places.root(place);
    let is_same = |place: PlaceId| !way.changed.contains(&root(place));
    if flags.only_looks {
        return args.iter().filter_map(Operand::place).all(|place| is_same(place) && data.contains(&root(place)));
    }
    calls.does(inst) == Some(Does::Look) && args.first().and_then(Operand::place).is_some_and(is_same)
}

/// The variables that are known to hold nothing but data: what is read into, what gathers it, and looks at those. Others may
/// be a clock, a flag of another thread, or the peer itself, which tell more than they did before.
fn data(calls: &Calls, read: &CallAt) -> BTreeSet<PlaceId> {
    let root = |place: PlaceId| calls.function.places.root(place);
    let gathering =
        calls.that(Does::Append).filter(|call| call.short().as_str() != "write_all").filter_map(CallAt::receiver);
    let buffer = read.args.get(1).and_then(Operand::place);
    let mut found: BTreeSet<PlaceId> = gathering.chain(buffer).map(root).collect();
    found.extend(buffer.and_then(|buffer| origin(calls, buffer)).and_then(CallAt::receiver).map(root));
    for call in &calls.all {
        let passes = call.name.as_str() == "slice" || call.does == Some(Does::Look);
        if passes && call.receiver().is_some_and(|place| found.contains(&root(place))) {
            found.extend(call.dest.map(root));
        }
    }
    found
}

/// The temporaries that places are the only copies of.
fn sources(calls: &Calls) -> BTreeMap<PlaceId, PlaceId> {
    let mut found: BTreeMap<PlaceId, Option<PlaceId>> = BTreeMap::new();
    for inst in calls.function.insts() {
        let Inst::Assign { dest, value, .. } = inst else { continue };
        let is_temp = |place: &PlaceId| {
            let local = calls.function.places.root_local(*place);
            local.is_some_and(|local| calls.function.local(local).kind == LocalKind::Temp)
        };
        let source = match value {
            Rvalue::Use(Operand::Copy(from)) => Some(*from).filter(is_temp),
            _ => None,
        };
        found.entry(*dest).and_modify(|known| *known = None).or_insert(source);
    }
    found.into_iter().filter_map(|(dest, source)| Some((dest, source?))).collect()
}

/// What a way says of a copy, it says of what was copied.
fn learn_of_sources(sources: &BTreeMap<PlaceId, PlaceId>, terminator: &Terminator, facts: &mut Facts) {
    let mut asked = match terminator {
        Terminator::Switch { value: Operand::Copy(place), .. } => Some(*place),
        Terminator::Branch { cond, .. } => cond.lhs.place(),
        _ => None,
    };
    while let Some(place) = asked {
        asked = sources.get(&place).copied();
        if let (Some(source), Some(known)) = (asked, facts.known(place).cloned()) {
            facts.set(source, known);
        }
    }
}

/// Whether something is computed of values that are as they were.
fn is_computed_again(calls: &Calls, inst: &Inst, way: &Way, counted: &BTreeSet<PlaceId>) -> bool {
    let Inst::Assign { value: value @ Rvalue::Binary(..), .. } = inst else { return false };
    let roots = value.operands().filter_map(Operand::place).map(|place| calls.function.places.root(place));
    roots.into_iter().all(|root| !way.changed.contains(&root) && !counted.contains(&root))
}

/// The variables whose new values come of their old ones somewhere in a loop.
fn counted(calls: &Calls, inside: &BTreeSet<BlockId>) -> BTreeSet<PlaceId> {
    let root = |place: PlaceId| calls.function.places.root(place);
    let mut steps: BTreeMap<PlaceId, BTreeSet<PlaceId>> = BTreeMap::new();
    for inst in inside.iter().flat_map(|block| &calls.function.block(*block).insts) {
        if let Inst::Assign { dest, value, .. } = inst {
            for from in value.operands().filter_map(Operand::place) {
                steps.entry(root(from)).or_default().insert(root(*dest));
            }
        }
    }
    let comes_back = |start: &PlaceId| {
        let (mut seen, mut work) = (BTreeSet::new(), vec![*start]);
        while let Some(at) = work.pop() {
            for to in steps.get(&at).into_iter().flatten() {
                if to == start {
                    return true;
                }
                if seen.insert(*to) {
                    work.push(*to);
                }
            }
        }
        false
    };
    steps.keys().copied().filter(comes_back).collect()
}

/// What an instruction may change: of a call, what it is given by reference, what its method belongs to, and its result.
fn called(calls: &Calls, inst: &Inst, facts: &mut Facts, way: &mut Way, data: &BTreeSet<PlaceId>) {
    let root = |place: PlaceId| calls.function.places.root(place);
    if let Inst::Assign { dest, value, .. } = inst
        && value.operands().filter_map(Operand::place).any(|place| way.changed.contains(&root(place)))
    {
        way.changed.insert(root(*dest));
    }
    let Inst::Call { callee: Callee::Named(name), args, dest, flags, .. } = inst else { return };
    let does = calls.models.methods().does(name.as_str());
    let only_looks =
        flags.only_looks && args.iter().filter_map(Operand::place).all(|place| data.contains(&root(place)));
    if only_looks || name.as_str().ends_with('!') || matches!(does, Some(Does::Look | Does::Kind | Does::Pause)) {
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
