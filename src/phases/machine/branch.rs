//! Where a block ends: which ways are open, and what is known on each.

use super::Machine;
use crate::ir::{BlockId, CmpOp, Operand, Step, Terminator};
use crate::phases::state::{Peer, State};

impl Machine<'_, '_, '_> {
    /// The state in which a condition holds; `None` where it cannot.
    pub(super) fn refine(&self, mut state: State, lhs: &Operand, op: CmpOp, rhs: &Operand) -> Option<State> {
        // What was accepted is never the listener itself.
        let is_listener = |operand: &Operand| operand.place().is_some() && operand.place() == self.listener();
        let is_ours = |operand: &Operand| match (operand, &state.sock) {
            (Operand::Copy(place), Some(sock)) => self.holds(sock, *place),
            _ => false,
        };
        if op == CmpOp::Eq && (is_ours(lhs) && is_listener(rhs) || is_listener(lhs) && is_ours(rhs)) {
            return None;
        }
        let (left, right) = (self.value(&state, lhs), self.value(&state, rhs));
        let (new_left, new_right) = (left.refine(op, &right)?, right.refine(op.swap(), &left)?);
        for (operand, value) in [(lhs, new_left), (rhs, new_right)] {
            if let Operand::Copy(place) = operand {
                self.record(&mut state, *place, value);
            }
        }
        // A connect that is on its way has not failed.
        let is_retry = |operand: &Operand| {
            let names = self.cx.steps.symbols(Some(operand));
            names.iter().any(|name| self.cx.steps.models.is_retry(name))
        };
        if op == CmpOp::Eq
            && let Some(sock) = &mut state.sock
            && matches!(sock.peer, Peer::Failed(_))
            && (is_retry(lhs) || is_retry(rhs))
        {
            sock.peer = Peer::Perhaps;
        }
        Some(state)
    }

    pub(super) fn leave(&self, terminator: &Terminator, state: State) -> Vec<(BlockId, State)> {
        match terminator {
            Terminator::Goto { target, .. } => vec![(*target, state)],
            Terminator::Branch { cond, then, otherwise, .. } => {
                let yes = self.refine(state.clone(), &cond.lhs, cond.op, &cond.rhs).map(|after| (*then, after));
                let no = self.refine(state, &cond.lhs, cond.op.negate(), &cond.rhs).map(|after| (*otherwise, after));
                yes.into_iter().chain(no).collect()
            }
            Terminator::Switch { value, cases, default, .. } => {
                let mut after = Vec::new();
                let mut rest = Some(state.clone());
                for (constant, target) in cases {
                    let constant = Operand::Const(constant.clone());
                    after.extend(self.refine(state.clone(), value, CmpOp::Eq, &constant).map(|taken| (*target, taken)));
                    rest = rest.and_then(|rest| self.refine(rest, value, CmpOp::Ne, &constant));
                }
                after.extend(rest.map(|rest| (*default, rest)));
                after
            }
            Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. } => Vec::new(),
        }
    }

    pub(super) fn end_scope(&self, state: &mut State, locals: &[crate::ir::LocalId]) {
        for local in locals {
            if let Some(place) = self.cx.steps.function.places.find(None, Step::Local(*local)) {
                self.overwrite(state, place);
            }
        }
    }
}
