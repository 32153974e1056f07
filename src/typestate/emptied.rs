//! Calls that are given what a place holds after its socket was closed and the place set to hold none: -1, where they are meant
//! for the socket. `FD_CLR(-1, set)` writes beside the set.

use super::calls::{CallSite, Point, Target};
use super::context::FunctionCx;
use super::observation::{Observation, ObservationKind, PathStep, StepKind};
use super::reset::closed;
use super::storage::Storage;
use super::subject::{handle_arg, is_no_handle};
use crate::ir::{BlockId, CmpOp, Const, Elem, Inst, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::Role;
use crate::source::{Location, Span};

/// So many blocks are looked back through.
const BACK: usize = 8;

/// One observation per such call, in source order.
pub fn used_when_emptied(cx: &FunctionCx) -> Vec<Observation> {
    let wrong = cx.calls.iter().filter_map(|call| {
        let place = used(call).filter(|place| is_one_place(cx, *place))?;
        let mut look = Look { cx, place, closing: None };
        look.is_none_before(call.point).then_some(())?;
        let (close, reset) = look.closing?;
        Some(observation(cx, call, place, close, reset))
    });
    wrong.collect()
}

/// The handle that the call works on, or puts into a set or takes out of it.
fn used(call: &CallSite) -> Option<PlaceId> {
    let model = call.model().filter(|model| model.role == Role::Use || model.set.is_some())?;
    handle_arg(call).filter(|_| model.role != Role::Release)
}

/// Whether nothing else names the place: no element with an index that may change, and no variable whose address is taken.
fn is_one_place(cx: &FunctionCx, place: PlaceId) -> bool {
    let is_any = |at: PlaceId| matches!(cx.places.get(at).step, Step::Elem(Elem::Any));
    let is_it = |operand: &Operand| matches!(operand, Operand::AddrOf(at) if cx.places.is_within(place, *at));
    let is_taken = |inst: &Inst| match inst {
        Inst::Assign { value, .. } => value.operands().any(is_it),
        Inst::Call { args, .. } => args.iter().any(is_it),
        _ => false,
    };
    !cx.is_shared(place) && !cx.places.ancestors(place).any(is_any) && !cx.function.insts().any(is_taken)
}

struct Look<'l, 'a> {
    cx: &'l FunctionCx<'a>,
    place: PlaceId,
    /// Where the place was closed and reset on one of the ways.
    closing: Option<(Span, Span)>,
}

impl Look<'_, '_> {
    /// Whether the place holds no handle on every way to `point`.
    fn is_none_before(&mut self, point: Point) -> bool {
        let mut seen = vec![point.block];
        let mut work = vec![(point.block, point.index as usize)];
        while let Some((block, end)) = work.pop() {
            match self.back_through(block, end) {
                Some(true) => continue,
                Some(false) => return false,
                None => {}
            }
            let before = &self.cx.cfg.predecessors[block.0 as usize];
            if block == BlockId(0) || before.is_empty() || seen.len() > BACK {
                return false;
            }
            for &from in before {
                match self.is_found_none(from, block) {
                    Some(true) => continue,
                    // Who asks whether there is one goes on only if there is.
                    Some(false) => return false,
                    None if seen.contains(&from) => return false,
                    None => {}
                }
                seen.push(from);
                work.push((from, self.cx.function.block(from).insts.len()));
            }
        }
        true
    }

    /// Whether the place holds no handle after the first `end` instructions of a block, or may; `None` if they say nothing.
    fn back_through(&mut self, block: BlockId, end: usize) -> Option<bool> {
        for (index, inst) in self.cx.function.block(block).insts[..end].iter().enumerate().rev() {
            match inst {
                Inst::Assign { dest, value: Rvalue::Use(Operand::Const(constant)), span } if *dest == self.place => {
                    let is_none = is_no_handle(self.cx, constant);
                    self.note_closing(block, index, *span);
                    return Some(is_none);
                }
                Inst::Assign { dest, .. } if self.may_set(*dest) => return Some(false),
                Inst::Call { dest, .. } => {
                    let call = &self.cx.calls[self.cx.call_at(Point { block, index: index as u32 }) as usize];
                    if dest.is_some_and(|dest| self.may_set(dest)) || self.may_fill(call) {
                        return Some(false);
                    }
                }
                Inst::Opaque { .. } => return Some(false),
                Inst::Assign { .. } | Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
            }
        }
        None
    }

    /// Whether what is stored in `dest` may be the place's new value: it leads there, or is such a member of any object.
    fn may_set(&self, dest: PlaceId) -> bool {
        let (places, step) = (&self.cx.places, |place| &self.cx.places.get(place).step);
        let is_alike = matches!(step(dest), Step::Field(_)) && step(dest) == step(self.place);
        is_alike || places.is_within(self.place, dest)
    }

    /// Whether the call may store something in the place: what others reach anybody may fill, a variable nobody.
    fn may_fill(&self, call: &CallSite) -> bool {
        let is_quiet = match call.target {
            Target::Model(_) => true,
            Target::Unknown(hints) => hints.logs || call.has_string(),
            Target::Body(_) | Target::Pointer(_) => false,
        };
        !is_quiet && !matches!(self.cx.storage(self.place), Storage::Own(_))
    }

    /// Remembers where the place was closed, if that was just before it was reset.
    fn note_closing(&mut self, block: BlockId, index: usize, reset: Span) {
        let calls = self.cx.calls.iter().filter(|call| call.point.block == block && call.point.index < index as u32);
        let close = calls.filter(|call| closed(self.cx, call) == Some(self.place)).last();
        self.closing = self.closing.or(close.map(|close| (close.span, reset)));
    }

    /// Whether a test of the place says on this edge that it holds no handle; `None` if it is not tested there.
    fn is_found_none(&self, from: BlockId, to: BlockId) -> Option<bool> {
        let Terminator::Branch { cond, then, otherwise, .. } = &self.cx.function.block(from).terminator else {
            return None;
        };
        let op = if *then == to { cond.op } else { cond.op.negate() };
        let is_tested = cond.lhs == Operand::Copy(self.place) || cond.rhs == Operand::Copy(self.place);
        let is_none = match (&cond.lhs, &cond.rhs) {
            (Operand::Copy(_), Operand::Const(bound)) => match op {
                CmpOp::Eq | CmpOp::Le => is_no_handle(self.cx, bound),
                CmpOp::Lt => *bound == Const::Int(0),
                CmpOp::Ne | CmpOp::Gt | CmpOp::Ge => false,
            },
            _ => false,
        };
        is_tested.then_some(is_none && then != otherwise)
    }
}

fn observation(cx: &FunctionCx, call: &CallSite, place: PlaceId, close: Span, reset: Span) -> Observation {
    let handle = cx.function.show_place(place);
    let step = |span, kind, text: String| PathStep { at: Location { file: cx.function.file, span }, kind, text };
    let path = vec![
        step(close, StepKind::Release, format!("`{handle}` is closed here")),
        step(reset, StepKind::Branch, format!("and holds no socket from here on, which `{}` is given", call.name)),
        step(call.span, StepKind::Use, "used here".to_owned()),
    ];
    let kind = ObservationKind::UseAfterClose { callee: call.name.as_str().into() };
    Observation::seen(cx.function, kind, handle, call.span, path)
}
