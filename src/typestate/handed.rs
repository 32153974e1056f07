//! Fresh sockets that a function gives to another one by value and never looks at again: that one has to close them.

use super::calls::{CallSite, Point, Target};
use super::context::FunctionCx;
use super::storage::Storage;
use super::summary::{Birth, Class, FreshAt};
use super::value::Value;
use crate::ir::{BlockId, Blocks, CmpOp, Cond, Const, Inst, LocalKind, Name, Operand, PlaceId, Rvalue, Terminator};
use crate::model::{HandleAt, Role};
use crate::source::Span;

/// One call that hands a socket over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Handed {
    /// The function that gets it.
    pub callee: Name,
    /// In which parameter.
    pub param: u32,
    /// The call.
    pub span: Span,
    /// Whether nobody looks at what the function returns.
    pub ignores_result: bool,
    /// Whether it is not the call of the function, but of one that starts it in a thread.
    pub is_thread: bool,
    /// Whether the process, or `main`, just ends after the call: then nobody minds an open socket.
    pub ends: bool,
}

/// The calls of the function that hand a socket over.
pub fn handed(cx: &FunctionCx) -> Vec<Handed> {
    let mut fresh: Vec<PlaceId> = cx.calls.iter().filter(|call| opens(call)).filter_map(|call| call.dest).collect();
    fresh.retain(|&place| is_own(cx, place));
    // What a callback is given is its own as well.
    fresh.extend(cx.given);
    fresh.sort();
    fresh.dedup();
    let mut found: Vec<Handed> = fresh.into_iter().flat_map(|place| Look { cx, place }.handed()).collect();
    found.sort();
    found
}

/// Whether the result of the call is a fresh socket, if it is any.
fn opens(call: &CallSite) -> bool {
    let returns = |birth: &Birth| birth.fresh == Some(FreshAt::Return);
    match call.target {
        Target::Model(model) => model.role == Role::Acquire && model.handles == [HandleAt::Return],
        Target::Body(summary) => summary.births.iter().flatten().any(returns),
        Target::Unknown(_) | Target::Pointer(_) => false,
    }
}

/// Whether the place is a variable of this call.
fn is_own(cx: &FunctionCx, place: PlaceId) -> bool {
    let Storage::Own(local) = cx.storage(place) else { return false };
    let local = cx.function.local(local);
    cx.places.depth(place) == 0 && matches!(local.kind, LocalKind::Auto | LocalKind::Temp) && local.cleanup.is_none()
}

/// What becomes of the fresh sockets in one variable.
struct Look<'l, 'a> {
    cx: &'l FunctionCx<'a>,
    place: PlaceId,
}

/// How a variable is treated from some point on.
struct Rest {
    /// Its value is read again.
    is_read: bool,
    /// The function goes on, or is left by a return: the process does not just end.
    goes_on: bool,
}

impl Look<'_, '_> {
    /// The calls that hand them over; none if anybody else may keep one.
    fn handed(&self) -> Vec<Handed> {
        let mut found = Vec::new();
        if !self.is_kept_apart() {
            return found;
        }
        for call in &self.cx.calls {
            let mut given = (0..call.args.len()).filter(|&at| call.args[at] == Operand::Copy(self.place));
            let Some(at) = given.next().filter(|at| !self.leaves_alone(call, *at)) else { continue };
            let rest = self.after(call);
            // Who else is given it, and may keep it, must be the last to get it.
            if rest.is_read || given.next().is_some() {
                return Vec::new();
            }
            let is_end = self.cx.function.is_main() && !self.cx.is_in_loop(call.point.block);
            found.extend(self.callee(call, at).map(|(callee, param, is_thread)| {
                let ends = is_end || !rest.goes_on;
                let ignores_result = is_thread || call.dest.is_none();
                Handed { callee, param, span: call.span, ignores_result, is_thread, ends }
            }));
        }
        found
    }

    /// Whether the variable holds fresh sockets or constants only, and its value is nowhere but in it.
    fn is_kept_apart(&self) -> bool {
        let is_it = |operand: &Operand| operand.place().is_some_and(|place| self.is_in(place));
        let is_address = |operand: &Operand| is_it(operand) && *operand != Operand::Copy(self.place);
        let insts = self.cx.function.insts().all(|inst| match inst {
            Inst::Assign { dest, value, .. } => {
                let is_constant = matches!(value, Rvalue::Use(Operand::Const(_)));
                !value.operands().any(is_it) && (!self.is_in(*dest) || *dest == self.place && is_constant)
            }
            Inst::Call { args, .. } => !args.iter().any(is_address),
            Inst::Opaque { uses, .. } => !uses.iter().any(|place| self.is_in(*place)),
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => true,
        });
        let set_by =
            |call: &CallSite| call.dest.is_none_or(|dest| !self.is_in(dest) || dest == self.place && opens(call));
        let is_returned = self.cx.function.blocks.iter().any(|block| match &block.terminator {
            Terminator::Return { value: Some(value), .. } => is_it(value),
            _ => false,
        });
        insts && !is_returned && self.cx.calls.iter().all(set_by)
    }

    fn is_in(&self, place: PlaceId) -> bool {
        self.cx.places.is_within(place, self.place)
    }

    /// Whether the call surely leaves its argument number `at` to this function.
    fn leaves_alone(&self, call: &CallSite, at: usize) -> bool {
        match call.target {
            Target::Model(model) => match model.role {
                Role::Use => model.set.is_none() && model.keeps.is_none() && model.holds.is_none(),
                Role::Acquire => model.listener == Some(at as u8),
                Role::Release | Role::Inert | Role::ErrorCode => true,
                Role::Duplicate | Role::Transfer | Role::Allocate | Role::Free | Role::Noreturn => false,
            },
            Target::Body(summary) => {
                let is_it = |param: u32| param as usize == at;
                let is_quiet = |class: &Class| class.effect.is_quiet();
                !summary.unseen.iter().any(|path| is_it(path.param))
                    && summary.effects.iter().all(|(path, classes)| !is_it(path.param) || classes.iter().all(is_quiet))
            }
            Target::Unknown(hints) => {
                !hints.takes && !hints.closes && !hints.returns_pointer && !hints.is_returned && !call.has_callback()
            }
            Target::Pointer(_) => false,
        }
    }

    /// Who gets the argument number `at` of the call, in which parameter, and whether in a thread.
    fn callee(&self, call: &CallSite, at: usize) -> Option<(Name, u32, bool)> {
        match call.target {
            Target::Body(_) => Some((call.name.as_str().into(), at as u32, false)),
            Target::Model(model) => match call.args.get(model.entry? as usize)? {
                Operand::Const(Const::Func(entry)) => Some((entry.clone(), 0, true)),
                _ => None,
            },
            Target::Unknown(_) | Target::Pointer(_) => None,
        }
    }

    /// What becomes of the variable after the call, if that took the socket.
    fn after(&self, call: &CallSite) -> Rest {
        let mut rest = Rest { is_read: false, goes_on: false };
        let mut seen = vec![false; self.cx.function.blocks.len()];
        let mut work = vec![Point { index: call.point.index + 1, ..call.point }];
        if call.dest == Some(self.place) {
            return Rest { goes_on: true, ..rest };
        }
        while let Some(from) = work.pop() {
            if self.walk(from, &mut rest) {
                for next in self.goes(call, from.block) {
                    if !std::mem::replace(&mut seen[next.0 as usize], true) {
                        work.push(Point { block: next, index: 0 });
                    }
                }
            }
        }
        rest
    }

    /// Goes to the end of a block; whether the variable still has its value there.
    fn walk(&self, from: Point, rest: &mut Rest) -> bool {
        let block = self.cx.function.block(from.block);
        for inst in &block.insts[from.index as usize..] {
            let (read, set) = match inst {
                Inst::Assign { dest, .. } => (false, *dest == self.place),
                Inst::Call { dest, args, .. } => (args.contains(&Operand::Copy(self.place)), *dest == Some(self.place)),
                Inst::ScopeEnd { locals, .. } => {
                    (false, self.cx.places.root_local(self.place).is_some_and(|local| locals.contains(&local)))
                }
                Inst::Commented { .. } | Inst::Opaque { .. } => (false, false),
            };
            rest.is_read |= read;
            if read || set {
                rest.goes_on |= set;
                return false;
            }
        }
        let is_it = |operand: &Operand| *operand == Operand::Copy(self.place);
        match &block.terminator {
            Terminator::Branch { cond, .. } => rest.is_read |= is_it(&cond.lhs) || is_it(&cond.rhs),
            Terminator::Switch { value, .. } => rest.is_read |= is_it(value),
            Terminator::Return { .. } | Terminator::Throw { .. } => rest.goes_on = true,
            Terminator::Goto { .. } | Terminator::Diverge { .. } => {}
        }
        !rest.is_read
    }

    /// Where the function goes on behind `block` once the call took the socket.
    fn goes(&self, call: &CallSite, block: BlockId) -> Blocks {
        let terminator = &self.cx.function.block(block).terminator;
        let taken = call.model().and_then(|model| model.takes).map(|test| Value::satisfying(test.op, test.value));
        match (terminator, taken) {
            (
                Terminator::Branch { cond: Cond { lhs: Operand::Copy(tested), op, rhs }, then, otherwise, .. },
                Some(taken),
            ) if Some(*tested) == call.dest => {
                let Operand::Const(constant) = rhs else { return terminator.successors() };
                let bound = Value::constant(constant, self.cx.models);
                let is_open = |op: CmpOp| taken.refine(op, &bound).is_some();
                let ways = [(*then, *op), (*otherwise, op.negate())];
                ways.into_iter().filter(|(_, op)| is_open(*op)).map(|(to, _)| to).collect()
            }
            _ => terminator.successors(),
        }
    }
}
