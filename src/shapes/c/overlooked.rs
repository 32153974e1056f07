//! Receives whose end of data passes for a moment without data.
//!
//! The function asks its receive only whether it failed. A result of 0 is followed: some way takes it out of the function with
//! nothing done, and with what the function also gives where there is more to come, while a failure is told.

use super::cx::{Call, Cx};
use super::eof::{Effect, effect, is_receive};
use super::kinds::Carries;
use crate::ir::{BinOp, CmpOp, Cond, Const, Function, Inst, Operand, PlaceId, Rvalue, Terminator};
use crate::model::Role;
use crate::shapes::facts::{Facts, Known};
use crate::shapes::flow::{copies, depends, derived_without};
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::typestate::{Observation, Shape, StepKind};
use std::collections::BTreeSet;

/// So many blocks each of the walks may enter.
const WAYS: usize = 400;

/// Receives of streams where 0 is told as more to come.
pub fn ends(cx: &Cx) -> Vec<Observation> {
    let receives = cx.calls.iter().filter(|call| is_receive(call) && !cx.has_flag(call, "peek"));
    receives.filter_map(|call| overlooked(cx, call)).collect()
}

/// What a function gives on some ways: `None` where it gives nothing.
type Given = BTreeSet<Option<i64>>;

fn overlooked(cx: &Cx, call: &Call) -> Option<Observation> {
    let amounts = copies(&cx.function, call.dest?);
    if cx.function.is_main()
        || !amounts.iter().all(|place| is_own(&cx.function, *place))
        || asks_for_zero(cx, &amounts)
        || !counts(cx, &amounts)
    {
        return None;
    }
    let one = Receive { cx, call, content: content(cx, call, &amounts), amounts };
    let goes_on = one.goes_on();
    if !goes_on.iter().any(|given| given.is_none_or(|value| value >= 0)) || cx.carries(call) != Carries::Stream {
        return None;
    }
    let (failed, came) = (one.ways(Known::Is(Const::Int(-1))), one.ways(Known::NotNegative));
    let is_told = |given: &Option<i64>| match given {
        None => !failed.acts.is_subset(&came.acts),
        Some(value) => {
            let is_same = failed.given.contains(given) || came.given.contains(given);
            // What is below 0 tells of a failure, of the receive or of what is made of the data.
            let tells = |error: &i64| error != value && (*error < 0 || !came.given.contains(&Some(*error)));
            *value >= 0 && is_same && failed.given.iter().flatten().any(tells)
        }
    };
    (came.uses && goes_on.iter().any(is_told)).then(|| observation(cx, call))
}

fn observation(cx: &Cx, call: &Call) -> Observation {
    let handle = call.handle().map_or("the socket".to_owned(), |place| cx.function.show_place(place));
    let text = format!("`{}` gives 0, and nothing is done", call.name);
    let path = vec![cx.step(call.span, StepKind::Call, text)];
    Observation { path, ..cx.shape(Shape::EofOverlooked, call, handle, call.span) }
}

/// Whether the place belongs to one run of the function.
fn is_own(function: &Function, place: PlaceId) -> bool {
    function.places.root_local(place).is_some() && !function.places.has_deref(place)
}

/// Whether some test holds for 0 and not for more, or the other way round, or compares with what is not known here; or
/// whether the amount is given to the caller.
fn asks_for_zero(cx: &Cx, amounts: &BTreeSet<PlaceId>) -> bool {
    let is_amount = |operand: &Operand| depends(&cx.function, amounts, operand);
    cx.function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch { cond, .. } if is_amount(&cond.lhs) => parts_zero(cond.op, &cond.rhs),
        Terminator::Branch { cond, .. } if is_amount(&cond.rhs) => parts_zero(cond.op.swap(), &cond.lhs),
        Terminator::Switch { value, .. } => is_amount(value),
        Terminator::Return { value: Some(value), .. } => is_amount(value),
        _ => false,
    })
}

/// Whether something is counted by the amount: a function that never looks at it goes by other things.
fn counts(cx: &Cx, amounts: &BTreeSet<PlaceId>) -> bool {
    let is_amount = |operand: &Operand| depends(&cx.function, amounts, operand);
    let in_sum = |inst: &Inst| match inst {
        Inst::Assign { value: value @ Rvalue::Binary(..), .. } => value.operands().any(is_amount),
        _ => false,
    };
    let is_variable = |operand: &Operand| matches!(operand, Operand::Copy(_));
    cx.function.insts().any(in_sum)
        || cx.function.blocks.iter().any(|block| match &block.terminator {
            Terminator::Branch { cond: Cond { lhs, rhs, .. }, .. } => {
                is_amount(lhs) && is_variable(rhs) || is_amount(rhs) && is_variable(lhs)
            }
            _ => false,
        })
}

/// Whether `0 op other` and `n op other` may differ for a positive `n`. A variable may be a counter that begins at 0.
fn parts_zero(op: CmpOp, other: &Operand) -> bool {
    match other {
        Operand::Const(Const::Int(value)) => match op {
            CmpOp::Eq | CmpOp::Ne | CmpOp::Le | CmpOp::Gt => *value >= 0,
            CmpOp::Lt | CmpOp::Ge => *value > 0,
        },
        Operand::Copy(_) => !matches!(op, CmpOp::Lt | CmpOp::Gt),
        Operand::AddrOf(_) | Operand::Const(_) | Operand::Unknown => true,
    }
}

/// What is read into, and what is made of it; not how much it is.
fn content(cx: &Cx, call: &Call, amounts: &BTreeSet<PlaceId>) -> BTreeSet<PlaceId> {
    let Some(buffer) = call.args.get(1).and_then(Operand::place) else { return BTreeSet::new() };
    let sums = cx.function.insts().filter_map(|inst| match inst {
        Inst::Assign { dest, value: Rvalue::Binary(BinOp::Add, whole, _), .. } if *dest == buffer => whole.place(),
        Inst::Assign { dest, value: Rvalue::Use(whole), .. } if *dest == buffer => whole.place(),
        _ => None,
    });
    derived_without(&cx.function, sums.chain([buffer]), amounts)
}

/// What is seen on the ways from one result on.
#[derive(Default)]
struct Seen {
    given: Given,
    /// Calls that do something with the object that has the socket.
    acts: BTreeSet<At>,
    /// Something is done with what came.
    uses: bool,
}

struct Receive<'c, 'a> {
    cx: &'c Cx<'a>,
    call: &'c Call<'a>,
    amounts: BTreeSet<PlaceId>,
    content: BTreeSet<PlaceId>,
}

impl Receive<'_, '_> {
    /// What the function gives after a result of 0 on ways where it has done nothing, and decided nothing by what came.
    fn goes_on(&self) -> Given {
        let (cx, function) = (self.cx, &*self.cx.function);
        let (errors, mut found) = (cx.errors(), Given::new());
        let see = |event: Event, facts: &mut Facts, (): &mut ()| match event {
            Event::Inst(at, _) if at == self.call.at => Next::Stop,
            Event::Inst(at, inst) => match inst {
                Inst::Assign { dest, value, .. } if !is_own(function, *dest) && !adds_nothing(facts, *dest, value) => {
                    Next::Stop
                }
                // What is made of it, somebody else may find empty.
                Inst::Call { .. } if self.uses(inst) => Next::Stop,
                _ => match effect(cx, self.call, at, inst) {
                    Effect::None => Next::Go,
                    Effect::Gives(_) | Effect::Unknown => Next::Stop,
                },
            },
            Event::Way(from, terminator, _) if self.is_open(terminator, facts) || cx.depends(from, &errors) => {
                Next::Stop
            }
            Event::Leave(terminator) => {
                found.extend(given(terminator, facts));
                Next::Stop
            }
            Event::Way(..) | Event::Done(_) => Next::Go,
        };
        let (start, facts) = self.begin(Known::Is(Const::Int(0)));
        if walk_within(WAYS, function, start, facts, (), see) { found } else { Given::new() }
    }

    /// Whether what came, or how much of it, decides here in a way that is not known.
    fn is_open(&self, terminator: &Terminator, facts: &Facts) -> bool {
        let is_content = |operand: &Operand| depends(&self.cx.function, &self.content, operand);
        let is_amount = |operand: &Operand| depends(&self.cx.function, &self.amounts, operand);
        let is_number = |operand: &Operand| matches!(facts.constant(operand), Some(Const::Int(_)));
        match terminator {
            Terminator::Branch { cond: Cond { lhs, rhs, .. }, .. } => {
                let is_known = is_number(lhs) && is_number(rhs);
                is_content(lhs) || is_content(rhs) || (is_amount(lhs) || is_amount(rhs)) && !is_known
            }
            Terminator::Switch { value, .. } => is_content(value) || is_amount(value),
            _ => false,
        }
    }

    fn begin(&self, result: Known) -> (At, Facts) {
        let mut facts = self.cx.known_at(self.call.at);
        if let Some(dest) = self.call.dest {
            facts.forget(&self.cx.function, dest);
            facts.set(dest, result);
        }
        (At { block: self.call.at.block, inst: self.call.at.inst + 1 }, facts)
    }

    /// What comes of a result.
    fn ways(&self, result: Known) -> Seen {
        let mut seen = Seen::default();
        let see = |event: Event, facts: &mut Facts, (): &mut ()| match event {
            Event::Inst(at, _) if at == self.call.at => Next::Stop,
            Event::Inst(at, inst) => {
                seen.acts.extend(Some(at).filter(|at| self.acts(*at)));
                seen.uses |= self.uses(inst);
                Next::Go
            }
            Event::Leave(terminator) => {
                seen.given.extend(given(terminator, facts));
                Next::Stop
            }
            Event::Way(..) | Event::Done(_) => Next::Go,
        };
        let (start, facts) = self.begin(result);
        walk_within(WAYS, &self.cx.function, start, facts, (), see);
        seen
    }

    /// Whether a call is given what has the socket, or the socket itself to close.
    fn acts(&self, at: At) -> bool {
        let (Some(call), Some(handle)) = (self.cx.call_at(at), self.call.handle()) else { return false };
        let root = |place: PlaceId| self.cx.function.places.root(place);
        let is_given = call.args.iter().filter_map(Operand::place).any(|place| root(place) == root(handle));
        let is_end = match call.model {
            Some(model) => matches!(model.role, Role::Release | Role::Transfer),
            None => !self.cx.only_tells(call),
        };
        is_given && is_end
    }

    fn uses(&self, inst: &Inst) -> bool {
        let is_one = |operand: &Operand| depends(&self.cx.function, &self.content, operand);
        match inst {
            Inst::Call { args, .. } => args.iter().any(is_one),
            Inst::Assign { dest, value, .. } => !is_own(&self.cx.function, *dest) && value.operands().any(is_one),
            _ => false,
        }
    }
}

/// Whether the place keeps its value.
fn adds_nothing(facts: &Facts, dest: PlaceId, value: &Rvalue) -> bool {
    match value {
        Rvalue::Binary(BinOp::Add | BinOp::Sub, whole, more) => {
            whole.place() == Some(dest) && facts.constant(more) == Some(&Const::Int(0))
        }
        _ => false,
    }
}

/// What is given at the end of a way, if that is known.
fn given(terminator: &Terminator, facts: &Facts) -> Option<Option<i64>> {
    match terminator {
        Terminator::Return { value: None, .. } => Some(None),
        Terminator::Return { value: Some(value), .. } => match facts.constant(value)? {
            Const::Int(value) => Some(Some(*value)),
            _ => None,
        },
        _ => None,
    }
}
