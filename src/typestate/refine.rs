//! What a branch teaches.

use super::machine::Machine;
use super::observation::PeerGone;
use super::state::{Peer, State};
use super::value::{Origin, Value};
use crate::ir::{BlockId, CmpOp, Const, Operand};
use crate::model::{FunctionModel, Io};

impl Machine<'_, '_> {
    /// The state in which `lhs op rhs` holds; `None` where it cannot.
    pub fn refine(&self, state: &State, lhs: &Operand, op: CmpOp, rhs: &Operand) -> Option<State> {
        let mut after = state.clone();
        if !lhs.place().into_iter().chain(rhs.place()).all(|place| self.follow(&mut after, place)) {
            return None;
        }
        let (left, right) = (self.tested_value(state, lhs), self.tested_value(state, rhs));
        if op == CmpOp::Eq && (self.is_distinct(&left, rhs) || self.is_distinct(&right, lhs)) {
            return None;
        }
        let new_left = left.refine(op, &right)?;
        let new_right = right.refine(op.swap(), &left)?;
        self.learn(&mut after, lhs, new_left);
        self.learn(&mut after, rhs, new_right);
        Some(after)
    }

    /// The value of an operand in a test. A test of the error code itself may well ask whether there was an error.
    fn tested_value(&self, state: &State, operand: &Operand) -> Value {
        let value = self.value(state, operand);
        let is_error =
            value.origin == Origin::Error && operand.place().is_some_and(|place| self.cx.is_error_place(place));
        if is_error && state.fact(operand.place().unwrap_or_default()).is_none() {
            Value::from(Origin::Error)
        } else {
            value
        }
    }

    /// A descriptor that this function opened is in no place but those that hold it.
    fn is_distinct(&self, value: &Value, other: &Operand) -> bool {
        value.is_handle() && !self.is_borrowed() && matches!(other, Operand::Copy(_))
    }

    /// The successors of a switch.
    pub fn switch(
        &self,
        state: &State,
        value: &Operand,
        cases: &[(Const, BlockId)],
        default: BlockId,
    ) -> Vec<(BlockId, State)> {
        let mut after = Vec::new();
        let mut rest = Some(state.clone());
        for (constant, target) in cases {
            let constant = Operand::Const(constant.clone());
            after.extend(self.refine(state, value, CmpOp::Eq, &constant).map(|taken| (*target, taken)));
            rest = rest.and_then(|rest| self.refine(&rest, value, CmpOp::Ne, &constant));
        }
        after.extend(rest.map(|rest| (default, rest)));
        after
    }

    fn learn(&self, state: &mut State, operand: &Operand, value: Value) {
        let Operand::Copy(place) = operand else { return };
        match value.origin {
            Origin::Io(call) => self.learn_io(state, call, &value),
            Origin::Error => self.learn_error(state, &value),
            Origin::ErrorTest => forgive(state),
            Origin::None | Origin::Fresh => {}
        }
        self.record(state, *place, value);
    }

    /// The result of a receive or send was tested.
    fn learn_io(&self, state: &mut State, call: u32, value: &Value) {
        let Some(model) = self.cx.calls[call as usize].model() else { return };
        let gone = peer_gone(model, value);
        let Some(handle) = &mut state.handle else { return };
        if !self.tracked.has_peer || !handle.is_open() {
            return;
        }
        handle.peer = gone.map(|gone| Peer { gone, call });
    }

    /// The code of the last error was tested.
    fn learn_error(&self, state: &mut State, value: &Value) {
        let Some(code) = value.symbol() else { return };
        let Some(handle) = &mut state.handle else { return };
        let Some(peer) = &mut handle.peer else { return };
        let models = self.cx.models;
        let is_receive = matches!(peer.gone, PeerGone::RecvError | PeerGone::EofOrError | PeerGone::RecvTimeout);
        let timed_out =
            models.is_timeout(code.as_str()) || (models.is_would_block(code.as_str()) && handle.marks.receive_timeout);
        if is_receive && timed_out {
            peer.gone = PeerGone::RecvTimeout;
        } else if models.is_retry(code.as_str()) {
            handle.peer = None;
        }
    }
}

/// An unknown test of the error code was made: either way it may have been a retry.
fn forgive(state: &mut State) {
    for handle in state.handles() {
        if handle.peer.is_some_and(|peer| peer.gone != PeerGone::Eof) {
            handle.peer = None;
        }
    }
}

/// What a result says about the peer.
fn peer_gone(model: &FunctionModel, value: &Value) -> Option<PeerGone> {
    let error = model.error?;
    let is_receive = model.io == Some(Io::Receive);
    let failed = if is_receive { PeerGone::RecvError } else { PeerGone::SendError };
    if value.always(error.op, error.value) {
        return Some(failed);
    }
    let eof = model.eof?;
    if value.always(eof.op, eof.value) {
        return Some(PeerGone::Eof);
    }
    let may_be_data = value
        .refine(error.op.negate(), &Value::int(error.value))
        .and_then(|rest| rest.refine(eof.op.negate(), &Value::int(eof.value)))
        .is_some();
    (!may_be_data).then_some(PeerGone::EofOrError)
}
