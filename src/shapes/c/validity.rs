//! Tests that do not tell a socket from none.
//!
//! Of what a call gives, the failure is followed: where -1 comes to a test against 0 that takes it for a socket, and where
//! descriptor 0 comes to one that takes it for a failure. Members are judged by what the file stores in them elsewhere.

use super::FEW;
use super::cx::{Cx, Words};
use super::marks::Marks;
use super::places::member;
use super::sources::Source;
use super::tests::{Sign, Test};
use crate::ir::{BlockId, Const, Inst, Operand, PlaceId, Rvalue};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::flow::copies;
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeMap;

/// One observation for each test.
pub fn checks(cx: &Cx, own: &Marks) -> Vec<Observation> {
    let is_truth = |test: &Test| test.sign == Sign::Truth && cx.has_equality(test.span);
    let tests = cx.tests().into_iter().filter(|test| !is_truth(test) && cx.is_number(test.place));
    let all: Vec<Test> = tests.collect();
    if all.is_empty() {
        return Vec::new();
    }
    // Which element of an array is tested, nobody knows.
    let tests: Vec<Test> = all.iter().filter(|test| !cx.is_any_element(test.place)).copied().collect();
    let mut found: BTreeMap<BlockId, Observation> = BTreeMap::new();
    for test in tests.iter().filter(|test| cx.is_winsock_socket(test.place) && !cx.has_cast(test.span)) {
        found.extend(unsigned(cx, test).map(|seen| (test.block, seen)));
    }
    for source in cx.sources() {
        of_source(cx, &tests, &source, &mut found);
    }
    for (at, place, span) in emptied(cx) {
        let (handle, says) = (cx.function.show_place(place), "`-1` is stored here");
        let places = copies(&cx.function, place);
        let is_about = |test: &&Test| places.contains(&test.place) && test.sign == Sign::Truth;
        let tests: Vec<Test> = tests.iter().filter(is_about).copied().collect();
        for (test, _) in reached(cx, &tests, at, place, -1) {
            let because = format!("`{handle}` is -1 where there is no socket, and that counts as true");
            let seen = truth(cx, &test, because, true);
            let path = vec![cx.step(span, StepKind::Branch, says.to_owned()), last(cx, &test)];
            found.entry(test.block).or_insert(Observation { path, ..seen });
        }
    }
    // What stands for none is the same in all elements.
    for test in &all {
        if !found.contains_key(&test.block) && cx.is_socket_member(test.place) {
            found.extend(of_member(cx, test, own).map(|seen| (test.block, seen)));
        }
    }
    found.into_values().collect()
}

fn last(cx: &Cx, test: &Test) -> crate::typestate::PathStep {
    cx.step(test.span, StepKind::Branch, "this test takes it for something else".to_owned())
}

/// A comparison with 0 of what is never below 0.
fn unsigned(cx: &Cx, test: &Test) -> Option<Observation> {
    let because = match test.sign {
        Sign::Negative => "a `SOCKET` is unsigned and never below 0",
        Sign::Positive => "a `SOCKET` is unsigned: `INVALID_SOCKET` is the greatest one, and above 0",
        Sign::Truth => return None,
    };
    let handle = cx.function.show_place(test.place);
    let instead = format!("compare with the value for none: `{handle} == INVALID_SOCKET`");
    let words = Words { because: because.to_owned(), instead, matters: true };
    Some(cx.lapse(Lapse::InvalidCheck, test.span, handle, words))
}

/// What a call gives, followed to the tests.
fn of_source(cx: &Cx, tests: &[Test], source: &Source, found: &mut BTreeMap<BlockId, Observation>) {
    let places = copies(&cx.function, source.dest);
    let is_about =
        |test: &&Test| places.contains(&test.place) && test.sign != Sign::Negative && !cx.is_status(test.place);
    let tests: Vec<Test> = tests.iter().filter(is_about).copied().collect();
    if tests.is_empty() {
        return;
    }
    let start = At { block: source.at.block, inst: source.at.inst + 1 };
    let path = |test: &Test| {
        let opened = format!("`{}` gives the socket", source.callee);
        vec![cx.step(source.span, StepKind::Acquire, opened), last(cx, test)]
    };
    if source.fails.minus_one && !source.fails.zero {
        for (test, _) in reached(cx, &tests, start, source.dest, -1) {
            if test.sign == Sign::Truth {
                let because = format!("the -1 that `{}` gives on failure counts as true", source.callee);
                let seen = truth(cx, &test, because, true);
                found.entry(test.block).or_insert(Observation { path: path(&test), ..seen });
            }
        }
    }
    if !source.fails.zero {
        for (test, is_first) in reached(cx, &tests, start, source.dest, 0) {
            if test.sign == Sign::Positive {
                let seen =
                    positive(cx, &test, format!("0 is a descriptor that `{}` may give", source.callee), is_first);
                found.entry(test.block).or_insert(Observation { path: path(&test), ..seen });
            }
        }
    }
}

/// The tests that `value` may come to from a place on, and whether each is the first one on some way.
fn reached(cx: &Cx, tests: &[Test], start: At, place: PlaceId, value: i64) -> Vec<(Test, bool)> {
    let mut facts = match start.inst.checked_sub(1) {
        Some(inst) => cx.known_at(At { inst, ..start }),
        None => Facts::default(),
    };
    facts.forget(&cx.function, place);
    facts.set(place, Known::Is(Const::Int(value)));
    let known = Const::Int(value);
    let mut found: BTreeMap<Test, bool> = BTreeMap::new();
    let see = |event: Event, facts: &mut Facts, was_tested: &mut bool| match event {
        Event::Inst(at, _) if at.block == start.block && at.inst + 1 == start.inst => Next::Stop,
        Event::Way(from, ..) => {
            if let Some(test) = tests.iter().find(|test| test.block == from)
                && facts.value(test.place) == Some(&known)
            {
                *found.entry(*test).or_default() |= !*was_tested;
            }
            *was_tested |= cx.is_asked(from, facts, &known);
            Next::Go
        }
        _ => Next::Go,
    };
    walk_within(FEW, &cx.function, start, facts, false, see);
    found.into_iter().collect()
}

impl Cx<'_> {
    /// Whether the end of a block asks for a place with this value.
    fn is_asked(&self, block: BlockId, facts: &Facts, known: &Const) -> bool {
        let crate::ir::Terminator::Branch { cond, .. } = &self.function.block(block).terminator else { return false };
        [&cond.lhs, &cond.rhs]
            .iter()
            .any(|side| matches!(side, Operand::Copy(place) if facts.value(*place) == Some(known)))
    }
}

/// Where -1 is stored in a place that sockets are stored in as well.
fn emptied(cx: &Cx) -> Vec<(At, PlaceId, Span)> {
    let mut sockets = std::collections::BTreeSet::new();
    for source in cx.sources() {
        sockets.extend(copies(&cx.function, source.dest));
    }
    let mut found = Vec::new();
    for block in cx.function.block_ids() {
        for (inst, what) in cx.function.block(block).insts.iter().enumerate() {
            if let Inst::Assign { dest, value: Rvalue::Use(Operand::Const(Const::Int(-1))), span } = what
                && (sockets.contains(dest) || cx.is_used(*dest))
            {
                found.push((At { block, inst: inst + 1 }, *dest, *span));
            }
        }
    }
    found
}

fn of_member(cx: &Cx, test: &Test, own: &Marks) -> Option<Observation> {
    let key = member(&cx.function, test.place)?;
    if !own.is_negative(&key) && !cx.file.marks.is_negative(&key) {
        return None;
    }
    if cx.may_be_file(test.place) {
        return None;
    }
    let name = key.1.clone();
    match test.sign {
        Sign::Truth => {
            let because = format!("`{name}` is -1 in other places where there is no socket, and that counts as true");
            Some(truth(cx, test, because, true))
        }
        // What an array begins with are zeroes as often as not.
        Sign::Positive if own.is_zero_for_none(&key) || cx.is_any_element(test.place) => None,
        Sign::Positive => {
            let because = "0 is a descriptor, and in other places -1 stands for none".to_owned();
            Some(positive(cx, test, because, true))
        }
        Sign::Negative => None,
    }
}

fn truth(cx: &Cx, test: &Test, because: String, matters: bool) -> Observation {
    let matters = matters && !cx.is_asserted(test.span);
    let handle = cx.function.show_place(test.place);
    let instead = match cx.is_winsock_socket(test.place) {
        true => format!("compare with the value for none: `{handle} != INVALID_SOCKET`"),
        false => format!("compare with the value for none: `{handle} >= 0`, or `{handle} != -1`"),
    };
    cx.lapse(Lapse::InvalidCheck, test.span, handle, Words { because, instead, matters })
}

fn positive(cx: &Cx, test: &Test, because: String, matters: bool) -> Observation {
    let matters = matters && !cx.is_asserted(test.span);
    let handle = cx.function.show_place(test.place);
    let instead = format!("let 0 count as a descriptor: `{handle} >= 0`, or `{handle} < 0` for none");
    cx.lapse(Lapse::InvalidCheck, test.span, handle, Words { because, instead, matters })
}
