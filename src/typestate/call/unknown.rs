//! Calls of functions of which only the name is known.

use super::Mention;
use crate::ir::{BlockId, CmpOp, Const, Inst, Operand, PlaceId, Step, Terminator};
use crate::typestate::automaton::Typestate;
use crate::typestate::calls::{CallSite, Hints};
use crate::typestate::machine::Machine;
use crate::typestate::returning::can_reach;
use crate::typestate::state::{Handle, State};
use crate::typestate::storage::Storage;
use crate::typestate::subject::Subject;
use crate::typestate::value::{Origin, Value};

impl Machine<'_, '_> {
    /// Notes that the body of an unknown callee would tell more about the handle: what it does with it, or whether the object
    /// that held the closed one is freed and no more.
    pub(super) fn ask(&mut self, number: u32, call: &CallSite, state: &State) {
        let mut handles =
            state.handle.iter().chain(state.older.iter()).filter(|handle| handle.typestate != Typestate::Escaped);
        if handles.any(|handle| self.mention(handle, call).any()) {
            self.asked.insert(number);
        }
    }

    pub(super) fn unknown(&mut self, call: &CallSite, hints: Hints, is_pointer: bool, mut state: State) -> Vec<State> {
        let untaken = self.failure(call).filter(|_| hints.takes).map(|failure| (failure, state.clone()));
        if self.give(call, hints, is_pointer, &mut state) {
            return self.take_if_not_null(call, state);
        }
        let is_doubted = |handle: &Handle| handle.is_open() && handle.marks.taker_name;
        match untaken.filter(|_| state.handle.as_ref().is_some_and(is_doubted)) {
            Some((failure, before)) => self.take_unless(call, failure, before, state),
            None => vec![self.finish_unknown(call, hints, state)],
        }
    }

    /// Gives the handles to a function of which only the name is known; whether its result tells if it keeps them.
    fn give(&mut self, call: &CallSite, hints: Hints, is_pointer: bool, state: &mut State) -> bool {
        let only_logs = call.has_string() && !hints.closes || hints.logs && !is_pointer;
        let cx = self.cx;
        let mut splits = false;
        let is_borrowed = self.is_borrowed();
        self.escape_static(state, only_logs || hints.copies);
        let mentions: Vec<Mention> =
            state.handle.iter().chain(state.older.iter()).map(|handle| self.mention(handle, call)).collect();
        let copied: Vec<bool> =
            state.handle.iter().chain(state.older.iter()).map(|handle| self.passes_copy(handle, call)).collect();
        let tells_static = is_borrowed && !only_logs && self.is_static_subject();
        for ((handle, mention), passes_copy) in state.handles().zip(mentions).zip(copied) {
            if handle.typestate == Typestate::Wrapped {
                self.let_out_wrapped(handle, call, only_logs);
                continue;
            }
            if !handle.is_open() {
                // What was closed may be opened again by whoever gets its address, or its object.
                if mention.by_address || mention.inside && !only_logs {
                    handle.typestate = Typestate::Escaped;
                }
                continue;
            }
            if passes_copy && !only_logs {
                handle.typestate = Typestate::Escaped;
                continue;
            }
            // Some function behind a pointer may be meant to keep it, but not one whose caller closes it nevertheless.
            let only_by_value = mention.by_value && !mention.by_address && !mention.inside;
            if is_pointer && only_by_value && !hints.closes && cx.gets_back(handle, call) {
                handle.marks.unknown_callee = true;
                handle.marks.told |= handle.dead_peer().is_some();
                continue;
            }
            if is_borrowed && handle.dead_peer().is_some() && !only_logs && (mention.any() || tells_static) {
                handle.typestate = Typestate::Escaped;
                continue;
            }
            // `Owner(socket(...))`: nobody but the callee can close what has no name.
            let has_no_name = !handle.places.is_empty() && handle.places.iter().all(|&place| cx.is_temporary(place));
            let is_keeper = has_no_name || self.is_keeper(call, handle, only_by_value);
            let keeps = mention.by_value && !only_logs && is_keeper && !call.is_macro();
            let may_go = hints.closes || keeps || is_pointer && mention.by_value;
            if !mention.any() || is_borrowed && !may_go {
                // Who lent it is told of the doubt; of an object made of it the result tells more.
                if mention.by_value && !only_logs && !hints.returns_pointer {
                    self.lend(handle, call, hints);
                }
                continue;
            }
            let goes = mention.by_address
                || mention.by_value && !is_borrowed && self.is_stored_through_macro(call)
                || may_go
                || hints.is_returned
                || is_pointer && mention.any()
                || mention.inside && !only_logs;
            if goes {
                handle.typestate = Typestate::Escaped;
            } else if mention.by_value && hints.returns_pointer {
                splits = true;
            } else if mention.by_value && !only_logs {
                self.lend(handle, call, hints);
            }
        }
        splits
    }

    /// A member function, or one of a namespace, that nothing is known of most likely keeps what it is given, unless its caller
    /// closes that nevertheless.
    fn is_keeper(&self, call: &CallSite, handle: &Handle, only_by_value: bool) -> bool {
        let is_member = || call.name.contains("::") && !(only_by_value && self.cx.gets_back(handle, call));
        self.cx.function.callees_keep || is_member()
    }

    /// The result that can only mean failure, if the function asks the call for it: who keeps what it is given does not then.
    fn failure(&self, call: &CallSite) -> Option<(CmpOp, i64)> {
        let dest = call.dest.filter(|dest| self.cx.tested().contains(*dest))?;
        self.cx.function.blocks.iter().find_map(|block| match &block.terminator {
            Terminator::Branch { cond, .. } if cond.lhs.place() == Some(dest) => match (cond.op, &cond.rhs) {
                (CmpOp::Lt | CmpOp::Ge, Operand::Const(Const::Int(0))) => Some((CmpOp::Lt, 0)),
                (CmpOp::Eq | CmpOp::Ne, Operand::Const(Const::Int(-1))) => Some((CmpOp::Eq, -1)),
                _ => None,
            },
            _ => None,
        })
    }

    /// What its name says that it keeps it has in `after`, if it has not failed.
    fn take_unless(&mut self, call: &CallSite, failure: (CmpOp, i64), mut before: State, after: State) -> Vec<State> {
        let (op, bound) = failure;
        self.escape_static(&mut before, false);
        before.handles().filter(|handle| handle.is_open()).for_each(|handle| handle.marks.unknown_callee = true);
        let taken = self.finish(after, call, Value::satisfying(op.negate(), bound));
        vec![taken, self.finish(before, call, Value::satisfying(op, bound))]
    }

    /// The callee may keep what it is given, as far as can be seen.
    fn lend(&self, handle: &mut Handle, call: &CallSite, hints: Hints) {
        handle.marks.unknown_callee = true;
        handle.marks.taker_name |= hints.takes || call.has_callback();
        handle.marks.lodged |= call.has_callback() || call.dest.is_none() && self.is_given_object(call);
    }

    /// Whether the call is given an object that is there when the function is left.
    fn is_given_object(&self, call: &CallSite) -> bool {
        call.args.iter().any(|arg| match arg {
            Operand::AddrOf(place) => !matches!(self.cx.storage(*place), Storage::Own(_)),
            Operand::Copy(place) => self.is_object_pointer(*place),
            Operand::Const(_) | Operand::Unknown => false,
        })
    }

    /// Whether a variable is a pointer, but none to text.
    fn is_object_pointer(&self, place: PlaceId) -> bool {
        let Step::Local(local) = self.cx.places.get(place).step else { return false };
        let ty = &self.cx.function.local(local).ty;
        ty.is_pointer() && !ty.base.as_str().contains("char")
    }

    /// Whether what a macro that was not found makes of its arguments is stored where others see it: it may well be the same
    /// handle by another name.
    fn is_stored_through_macro(&self, call: &CallSite) -> bool {
        let is_outside = |dest: PlaceId| !matches!(self.cx.storage(dest), Storage::Own(_));
        call.dest.is_some_and(is_outside) && !call.name.bytes().any(|byte| byte.is_ascii_lowercase())
    }

    /// Whether the call is given an object of this function that a borrowed handle was copied into.
    fn passes_copy(&self, handle: &Handle, call: &CallSite) -> bool {
        let Subject::Borrowed { place: home } = self.tracked.subject else { return false };
        let mention = self.mention(&handle.without(home), call);
        mention.by_address || mention.inside
    }

    /// An owned handle that a file-scope variable holds may be closed by any function, and a closed one opened again.
    pub(super) fn escape_static(&self, state: &mut State, only_logs: bool) {
        if only_logs {
            return;
        }
        let is_mine = |handle: &&mut Handle| match handle.typestate {
            Typestate::Open => !self.is_borrowed(),
            Typestate::Released => true,
            Typestate::Escaped | Typestate::Wrapped => false,
        };
        for handle in state.handles().filter(is_mine) {
            if handle.places.iter().any(|&place| self.cx.is_shared(place)) {
                handle.typestate = Typestate::Escaped;
            }
        }
    }

    fn is_static_subject(&self) -> bool {
        match self.tracked.subject {
            Subject::Borrowed { place } => self.cx.storage(place) == Storage::Static,
            Subject::Site { .. } => false,
        }
    }

    /// Whether anything in the function looks at a call's result behind the call: what was asked of the variable before is about
    /// something else.
    pub(super) fn is_read_behind(&self, call: &CallSite, dest: PlaceId) -> bool {
        let (function, places) = (self.cx.function, &self.cx.places);
        let is_part = |place: PlaceId| places.is_within(place, dest) || places.is_within(dest, place);
        let is_it = |operand: &Operand| operand.place().is_some_and(is_part);
        let reads = |inst: &Inst| match inst {
            Inst::Assign { value, .. } => value.operands().any(is_it),
            Inst::Call { args, .. } => args.iter().any(is_it),
            Inst::Opaque { .. } => true,
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => false,
        };
        let ends_with = |block: BlockId| match &function.block(block).terminator {
            Terminator::Branch { cond, .. } => is_it(&cond.lhs) || is_it(&cond.rhs),
            Terminator::Switch { value, .. } | Terminator::Return { value: Some(value), .. } => is_it(value),
            _ => false,
        };
        let home = call.point.block;
        let here = &function.block(home).insts[call.point.index as usize + 1..];
        let is_read_in = |block: BlockId| function.block(block).insts.iter().any(reads) || ends_with(block);
        let leads_there = |next: &BlockId| can_reach(self.cx, *next, is_read_in, |_| false);
        here.iter().any(reads) || ends_with(home) || self.cx.cfg.successors[home.0 as usize].iter().any(leads_there)
    }

    /// Whether the callee failed is told only where the caller asks.
    fn take_if_not_null(&mut self, call: &CallSite, mut state: State) -> Vec<State> {
        let asks = call.dest.is_some_and(|dest| self.cx.tested().contains(dest) && self.is_read_behind(call, dest));
        let kept = asks.then(|| self.finish(state.clone(), call, Value::int(0)));
        for handle in state.handles().filter(|handle| handle.is_open()) {
            handle.typestate = Typestate::Escaped;
        }
        let taken = self.finish(state, call, Value::satisfying(CmpOp::Ne, 0));
        [taken].into_iter().chain(kept).collect()
    }

    fn finish_unknown(&mut self, call: &CallSite, hints: Hints, state: State) -> State {
        let tests_error = hints.retries
            || call.args.iter().any(|arg| self.value(&state, arg).origin == Origin::Error && !call.has_string());
        let value = if tests_error { Value::from(Origin::ErrorTest) } else { Value::ANY };
        self.finish(state, call, value)
    }
}
