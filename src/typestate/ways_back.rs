//! Looking back from a point: is the handle in a place surely open there?

use super::calls::{CallSite, Point, Target};
use super::context::FunctionCx;
use super::subject::{handle_arg, is_no_handle, same_or_copy};
use super::summary::{Class, Effect};
use super::value::Value;
use crate::ir::{BlockId, CmpOp, Const, Inst, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{Role, Trait};

/// Whether on every way to `point` on which there is a handle in `place` it was used or found valid, and since then nobody was
/// given it who might have closed it.
pub fn is_known_open(cx: &FunctionCx, place: PlaceId, point: Point) -> bool {
    let look = Look { cx, place, copies: copies(cx, place) };
    let mut is_open_somewhere = false;
    let mut seen = vec![false; cx.function.blocks.len()];
    let mut work = vec![(point.block, point.index as usize)];
    while let Some((block, end)) = work.pop() {
        match look.back_through(block, end) {
            Some(true) => {
                is_open_somewhere = true;
                continue;
            }
            Some(false) => return false,
            None => {}
        }
        let before = &cx.cfg.predecessors[block.0 as usize];
        if block == BlockId(0) || before.is_empty() {
            return false;
        }
        for &from in before {
            match look.found(from, block) {
                Some(is_valid) => is_open_somewhere |= is_valid,
                None if std::mem::replace(&mut seen[from.0 as usize], true) => {}
                None => work.push((from, cx.function.block(from).insts.len())),
            }
        }
    }
    is_open_somewhere
}

struct Look<'l, 'a> {
    cx: &'l FunctionCx<'a>,
    place: PlaceId,
    /// Locals that hold it, or no handle at all.
    copies: Vec<PlaceId>,
}

/// Locals that are only ever set to what `place` holds, or to hold no handle.
fn copies(cx: &FunctionCx, place: PlaceId) -> Vec<PlaceId> {
    let mut found: Vec<PlaceId> = Vec::new();
    let mut others: Vec<PlaceId> = Vec::new();
    for inst in cx.function.insts() {
        match inst {
            Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } if *source == place => {
                found.push(*dest)
            }
            Inst::Assign { value: Rvalue::Use(Operand::Const(constant)), .. } if is_no_handle(cx, constant) => {}
            Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => others.push(*dest),
            _ => {}
        }
    }
    found.retain(|copy| matches!(cx.places.get(*copy).step, Step::Local(_)) && !others.contains(copy));
    found
}

impl Look<'_, '_> {
    /// Goes back through the first `end` instructions of a block: whether the handle is known to be open after them, or not;
    /// `None` if they say nothing.
    fn back_through(&self, block: BlockId, end: usize) -> Option<bool> {
        let insts = &self.cx.function.block(block).insts[..end];
        insts.iter().enumerate().rev().find_map(|(index, inst)| match inst {
            Inst::Call { .. } => {
                let point = Point { block, index: index as u32 };
                self.after_call(&self.cx.calls[self.cx.call_at(point) as usize])
            }
            // What is taken out of there and then forgotten was worth taking.
            Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. }
                if *from == self.place && self.cx.is_unread(*dest) =>
            {
                Some(true)
            }
            // The object is another one from here on.
            Inst::Assign { dest, .. } => self.cx.places.is_within(self.place, *dest).then_some(false),
            Inst::Opaque { uses, .. } => uses.iter().any(|used| self.leads_to(*used)).then_some(false),
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => None,
        })
    }

    fn after_call(&self, call: &CallSite) -> Option<bool> {
        match call.target {
            Target::Model(model) => {
                let listener = model.listener.and_then(|arg| call.arg_place(arg));
                let used = handle_arg(call).filter(|_| model.role == Role::Use).into_iter().chain(listener);
                let is_used = used.into_iter().any(|arg| self.is_it(arg)).then_some(true);
                // A stream beside it was most likely made of it.
                let ends_stream = || self.cx.models.has_trait(&call.name, Trait::ClosesStreams);
                is_used.or_else(|| (ends_stream() && self.is_given_where(call, |_| true)).then_some(false))
            }
            Target::Body(summary) => {
                let is_used =
                    summary.sockets.iter().any(|path| self.cx.resolve(call, path).is_some_and(|arg| self.is_it(arg)));
                let effect = summary.effects.iter().find_map(|(path, classes)| {
                    self.cx.resolve(call, path).filter(|arg| self.is_it(*arg)).map(|_| classes)
                });
                match effect {
                    Some(classes) => said_by(classes),
                    None if is_used => Some(true),
                    None if call.has_string() => None,
                    None => self.is_given_where(call, |at| summary.lets_out(at)).then_some(false),
                }
            }
            Target::Unknown(hints) if (hints.logs || call.has_string()) && !hints.closes => None,
            Target::Unknown(_) | Target::Pointer(_) => {
                (self.cx.is_shared(self.place) || self.is_given_where(call, |_| true)).then_some(false)
            }
        }
    }

    /// Whether an argument for which `counts` holds is the handle, or leads to it.
    fn is_given_where(&self, call: &CallSite, counts: impl Fn(usize) -> bool) -> bool {
        call.args.iter().enumerate().any(|(at, arg)| {
            counts(at)
                && match arg {
                    Operand::Copy(place) | Operand::AddrOf(place) => self.leads_to(*place),
                    Operand::Const(_) | Operand::Unknown => false,
                }
        })
    }

    fn is_it(&self, place: PlaceId) -> bool {
        self.copies.contains(&place) || same_or_copy(self.cx, place, self.place)
    }

    /// Whether it is the handle, or lies in the same object or on the way to it.
    fn leads_to(&self, place: PlaceId) -> bool {
        let object = self.cx.places.root(self.place);
        self.is_it(place) || self.cx.places.root(place) == object
    }

    /// Whether the edge is taken only with a valid handle, or only with none; `None` if with either.
    fn found(&self, from: BlockId, to: BlockId) -> Option<bool> {
        let Terminator::Branch { cond, then, otherwise, .. } = &self.cx.function.block(from).terminator else {
            return None;
        };
        let (tested, op, constant) = match (&cond.lhs, &cond.rhs) {
            (Operand::Copy(place), Operand::Const(constant)) => (*place, cond.op, constant),
            (Operand::Const(constant), Operand::Copy(place)) => (*place, cond.op.swap(), constant),
            _ => return None,
        };
        let op = if *then == to { op } else { op.negate() };
        match then == otherwise {
            true => None,
            false if self.is_it(tested) => self.told_by(op, constant),
            false => self.told_by_predicate(from, tested, op, constant),
        }
    }

    /// The same where the handle is compared with a constant.
    fn told_by(&self, op: CmpOp, bound: &Const) -> Option<bool> {
        let bound = Value::constant(bound, self.cx.models);
        let may_be = |number| Value::int(number).refine(op, &bound).is_some();
        match (may_be(-1), op) {
            (true, CmpOp::Eq | CmpOp::Lt | CmpOp::Le) if !may_be(0) => Some(false),
            (false, CmpOp::Ne | CmpOp::Lt | CmpOp::Le | CmpOp::Gt | CmpOp::Ge) => Some(true),
            _ => None,
        }
    }

    /// The same where a function that only tests the handle is called at the end of `block`, and its result is compared.
    fn told_by_predicate(&self, block: BlockId, result: PlaceId, op: CmpOp, bound: &Const) -> Option<bool> {
        let mut calls = self.cx.calls.iter().filter(|call| call.point.block == block && call.dest == Some(result));
        let call = calls.next_back()?;
        let Target::Body(summary) = call.target else { return None };
        let test = summary.predicate.as_ref()?;
        self.cx.resolve(call, &test.path).filter(|place| self.is_it(*place))?;
        let bound = Value::constant(bound, self.cx.models);
        match test.results.map(|result| Value::int(result).refine(op, &bound).is_some()) {
            [true, false] => self.told_by(test.op, &test.bound),
            [false, true] => self.told_by(test.op.negate(), &test.bound),
            _ => None,
        }
    }
}

/// Whether a handle is open after a call with these outcomes, or not; `None` if it is open then if it was open before.
fn said_by(classes: &[Class]) -> Option<bool> {
    let is_used = |class: &Class| matches!(class.effect, Effect::Use | Effect::Forward | Effect::PeerGone(_));
    let is_kept_open = |class: &Class| class.effect.is_quiet() && class.effect != Effect::Lend;
    if classes.iter().all(is_used) {
        return Some(true);
    }
    (!classes.iter().all(is_kept_open)).then_some(false)
}
