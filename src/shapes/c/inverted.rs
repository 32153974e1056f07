//! Closes of what a test has just found to be no socket: the test is the wrong way round, or the close is one too many.

use super::FEW;
use super::cx::{Call, Cx, Words, with_harm};
use super::places::member;
use super::sources::Source;
use super::tests::compared;
use crate::ir::{BlockId, CmpOp, Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::Role;
use crate::shapes::facts::{Facts, Known};
use crate::shapes::flow::{copies, touches};
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeSet;

/// What is in a place where there is no socket.
const NONE: Const = Const::Int(-1);

/// What comes of it where a call has failed anyway.
const SPOILT: &str = "who asks why the call failed is told of a bad descriptor";

/// A test that tells on one of its ways that there is no socket.
struct Test {
    block: BlockId,
    place: PlaceId,
    /// Where there is none, and where there is one.
    none: BlockId,
    some: BlockId,
    span: Span,
}

/// One observation for each close that only -1 comes to.
pub fn closed_where_none(cx: &Cx) -> Vec<Observation> {
    let closes: Vec<&Call> = cx.calls.iter().filter(|call| is_close(call)).collect();
    let tests: Vec<Test> = match closes[..] {
        [] => return Vec::new(),
        _ => cx.function.block_ids().filter_map(|block| test(cx, block)).collect(),
    };
    let seen = |close: &&Call| {
        let about = tests.iter().filter(|test| close.handle() == Some(test.place));
        about.filter(|test| is_closed_as_none(cx, test, close)).find_map(|test| judged(cx, test, close))
    };
    closes.iter().filter_map(seen).collect()
}

fn is_close(call: &Call) -> bool {
    call.model.is_some_and(|model| model.role == Role::Release)
}

fn test(cx: &Cx, block: BlockId) -> Option<Test> {
    let Terminator::Branch { cond, then, otherwise, span } = &cx.function.block(block).terminator else { return None };
    let (place, op, value) = compared(cond)?;
    let (none, some) = match (op, value) {
        (CmpOp::Lt, 0) | (CmpOp::Eq | CmpOp::Le, -1) => (*then, *otherwise),
        (CmpOp::Ge, 0) | (CmpOp::Ne | CmpOp::Gt, -1) => (*otherwise, *then),
        _ => return None,
    };
    // Which element of an array is tested, nobody knows; and a `SOCKET` is never below 0.
    let is_unsigned = cx.is_winsock_socket(place) && !matches!(op, CmpOp::Eq | CmpOp::Ne);
    let is_one = !cx.is_any_element(place) && cx.is_number(place) && !is_unsigned;
    (is_one && none != some).then_some(Test { block, place, none, some, span: *span })
}

/// Whether each way to the close comes from where there is no socket, with nothing stored in the place since.
fn is_closed_as_none(cx: &Cx, test: &Test, close: &Call) -> bool {
    if leads_around(cx, test, close.at.block) {
        return false;
    }
    let mut facts = Facts::default();
    facts.set(test.place, Known::Is(NONE));
    let (mut is_none, mut is_other) = (false, false);
    let see = |event: Event, facts: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, _) if at == close.at => {
            let is_same = facts.value(test.place) == Some(&NONE);
            is_none |= is_same;
            is_other |= !is_same;
            Next::Stop
        }
        Event::Inst(at, _) if cx.may_fill(at, test.place) => {
            facts.forget(&cx.function, test.place);
            Next::Go
        }
        _ => Next::Go,
    };
    let is_whole = walk_within(FEW, &cx.function, At { block: test.none, inst: 0 }, facts, (), see);
    is_whole && is_none && !is_other
}

/// Whether some way leads to `to` that does not go along the way on which there is no socket.
fn leads_around(cx: &Cx, test: &Test, to: BlockId) -> bool {
    let (mut seen, mut open) = (BTreeSet::from([BlockId(0)]), vec![BlockId(0)]);
    while let Some(block) = open.pop() {
        let next = cx.cfg().successors[block.0 as usize].iter();
        let next = next.filter(|next| block != test.block || **next != test.none);
        open.extend(next.copied().filter(|next| seen.insert(*next)));
    }
    seen.contains(&to)
}

fn judged(cx: &Cx, test: &Test, close: &Call) -> Option<Observation> {
    let sources = cx.sources().into_iter().chain(cx.guessed_sources());
    let source = sources.into_iter().find(|source| fails_into(cx, source, test));
    let is_socket =
        source.is_some() || close.name.as_str() == "closesocket" || cx.is_used(test.place) || cx.is_told(test.place);
    match is_socket && is_inverted(cx, test, close) {
        true => Some(inverted(cx, test, close)),
        false => source.filter(|_| !is_put_back(cx, close)).map(|source| needless(cx, test, close, &source)),
    }
}

/// Whether the -1 of a failed call comes to the test.
fn fails_into(cx: &Cx, source: &Source, test: &Test) -> bool {
    if !source.fails.minus_one || !copies(&cx.function, source.dest).contains(&test.place) {
        return false;
    }
    let mut facts = Facts::default();
    facts.set(source.dest, Known::Is(NONE));
    let mut is_found = false;
    let see = |event: Event, facts: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, _) if at == source.at => Next::Stop,
        Event::Way(from, ..) if from == test.block && facts.value(test.place) == Some(&NONE) => {
            is_found = true;
            Next::Stop
        }
        _ => Next::Go,
    };
    let start = At { block: source.at.block, inst: source.at.inst + 1 };
    walk_within(FEW, &cx.function, start, facts, (), see);
    is_found
}

/// Whether the close was meant for the other way: behind it goes on what goes on where there is a socket, and there nobody
/// cares for that any more.
fn is_inverted(cx: &Cx, test: &Test, close: &Call) -> bool {
    let goes_on = close.at.block == test.some || cx.cfg().reaches(close.at.block, test.some);
    let is_ended = |call: &Call| call.at != close.at && cx.may_end(call, test.place);
    if !goes_on || cx.calls.iter().any(is_ended) || cx.is_kept(test.place) {
        return false;
    }
    let is_member = member(&cx.function, test.place).is_some();
    is_forgotten(cx, test) && (!is_member || is_emptied(cx, test, close))
}

/// Whether nothing reads the place where there is a socket.
fn is_forgotten(cx: &Cx, test: &Test) -> bool {
    let places = BTreeSet::from([test.place]);
    let reads = |operand: &Operand| touches(&cx.function, &places, operand);
    let mut is_read = false;
    let see = |event: Event, _: &mut Facts, (): &mut ()| match event {
        Event::Inst(_, Inst::Call { args, dest, .. }) => {
            is_read |= args.iter().any(reads);
            if *dest == Some(test.place) { Next::Stop } else { Next::Go }
        }
        Event::Inst(_, Inst::Assign { dest, value, .. }) => {
            is_read |= value.operands().any(reads);
            if *dest == test.place { Next::Stop } else { Next::Go }
        }
        Event::Inst(_, Inst::Opaque { .. }) => {
            is_read = true;
            Next::Stop
        }
        Event::Leave(Terminator::Return { value: Some(value), .. }) => {
            is_read |= reads(value);
            Next::Stop
        }
        _ => Next::Go,
    };
    let start = At { block: test.some, inst: 0 };
    walk_within(FEW, &cx.function, start, Facts::default(), (), see) && !is_read
}

/// Whether -1 is stored in the place right behind the close, or where there is a socket: for what is -1 already, nobody would.
fn is_emptied(cx: &Cx, test: &Test, close: &Call) -> bool {
    let empties = |inst: &Inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Const(value)), .. } => *dest == test.place && *value == NONE,
        _ => false,
    };
    behind(cx, close).iter().chain(&cx.function.block(test.some).insts).any(empties)
}

/// Whether the reason of the failure is put back into `errno` right behind the close.
fn is_put_back(cx: &Cx, close: &Call) -> bool {
    let is_code = |place: PlaceId| match &cx.function.places.get(place).step {
        Step::Global(name) => cx.file.models.is_error_variable(name.as_str()),
        _ => false,
    };
    behind(cx, close).iter().any(|inst| matches!(inst, Inst::Assign { dest, .. } if is_code(*dest)))
}

/// What comes behind the close in its block.
fn behind<'c>(cx: &'c Cx, close: &Call) -> &'c [Inst] {
    &cx.function.block(close.at.block).insts[close.at.inst + 1..]
}

impl Cx<'_> {
    /// Whether the call at `at`, if there is one, may store something in a place that others reach.
    fn may_fill(&self, at: At, place: PlaceId) -> bool {
        let inst = &self.function.block(at.block).insts[at.inst];
        let is_unknown = || self.call_at(at).is_none_or(|call| call.model.is_none() && !self.only_tells(call));
        matches!(inst, Inst::Call { .. }) && !self.is_own_variable(place) && is_unknown()
    }

    /// Whether the call, which is given the socket or what it is in, may close it or keep it.
    fn may_end(&self, call: &Call, place: PlaceId) -> bool {
        let is_given = |arg: &Operand| touches(&self.function, &copies(&self.function, place), arg);
        let is_harmless = match call.model {
            Some(model) => matches!(model.role, Role::Use | Role::Inert | Role::Free),
            None => self.only_tells(call),
        };
        !is_harmless && call.args.iter().any(is_given)
    }

    /// Whether a copy of what is in the place is kept under another name.
    fn is_kept(&self, place: PlaceId) -> bool {
        let is_temporary = |copy: PlaceId| match self.function.places.get(copy).step {
            Step::Local(local) => self.function.local(local).kind == LocalKind::Temp,
            _ => false,
        };
        copies(&self.function, place).into_iter().any(|copy| copy != place && !is_temporary(copy))
    }
}

fn inverted(cx: &Cx, test: &Test, close: &Call) -> Observation {
    let handle = cx.function.show_place(test.place);
    let because = format!("the test is inverted: `{}` gets `{handle}` only where there is no socket in it", close.name);
    let instead = match close.name.as_str() {
        "closesocket" => format!("close it where there is one: `{handle} != INVALID_SOCKET`"),
        _ => format!("close it where there is one: `{handle} >= 0`"),
    };
    let path = vec![
        cx.step(test.span, StepKind::Branch, format!("`{handle}` is found to be no socket")),
        cx.step(close.span, StepKind::Release, "and is closed".to_owned()),
    ];
    let words = Words { because, instead, matters: true };
    Observation { path, ..cx.lapse(Lapse::InvertedTest, test.span, handle, words) }
}

fn needless(cx: &Cx, test: &Test, close: &Call, source: &Source) -> Observation {
    let handle = cx.function.show_place(test.place);
    let (name, code) = (&close.name, if close.name.as_str() == "closesocket" { "WSAENOTSOCK" } else { "EBADF" });
    let because = format!(
        "`{handle}` is no socket where `{}` has failed: `{name}` fails, and `{code}` takes the place of the reason",
        source.callee
    );
    let path = vec![
        cx.step(source.span, StepKind::Acquire, format!("`{}` fails", source.callee)),
        cx.step(close.span, StepKind::Release, "what is closed is no socket".to_owned()),
    ];
    let words = Words { because, instead: format!("leave `{name}` out here"), matters: false };
    let seen = cx.lapse(Lapse::InvertedTest, close.span, handle, words);
    Observation { path, ..with_harm(seen, Some(SPOILT)) }
}
