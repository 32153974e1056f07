//! What a branch teaches.

use super::automaton::Typestate;
use super::machine::Machine;
use super::observation::PeerGone;
use super::state::{Handle, Peer, State};
use super::transfer::Transfer;
use super::value::{Origin, Value};
use crate::ir::{BlockId, CmpOp, Const, Operand, PlaceId};
use crate::model::Io;

impl Machine<'_, '_> {
    /// The state in which `lhs op rhs` holds; `None` where it cannot.
    pub fn refine(&self, state: State, lhs: &Operand, op: CmpOp, rhs: &Operand) -> Option<State> {
        let (left, right) = (self.tested_value(&state, lhs), self.tested_value(&state, rhs));
        if op == CmpOp::Eq && (self.is_distinct(&left, rhs) || self.is_distinct(&right, lhs)) {
            return None;
        }
        if matches!(op, CmpOp::Ne | CmpOp::Lt | CmpOp::Gt) && is_same_handle(&state, lhs, rhs) {
            return None;
        }
        let new_left = left.refine(op, &right)?;
        let new_right = right.refine(op.swap(), &left)?;
        let mut after = state;
        if !lhs.place().into_iter().chain(rhs.place()).all(|place| self.follow(&mut after, place)) {
            return None;
        }
        if self.is_way_to_handle(&after, lhs, &new_left) || self.is_way_to_handle(&after, rhs, &new_right) {
            return None;
        }
        self.learn(&mut after, lhs, new_left);
        self.learn(&mut after, rhs, new_right);
        Some(after)
    }

    /// Whether an operand would be null though a handle is held where it leads: there is none in an object that is not there.
    fn is_way_to_handle(&self, state: &State, operand: &Operand, value: &Value) -> bool {
        let Operand::Copy(pointer) = operand else { return false };
        let leads_to = |handle: &Handle| handle.places.iter().any(|&held| self.cx.pointers_to(held).contains(pointer));
        value.always(CmpOp::Eq, 0) && state.handle.iter().chain(&state.older).any(leads_to)
    }

    /// The state after a branch in which `lhs op rhs` holds.
    pub fn branch(&self, state: State, lhs: &Operand, op: CmpOp, rhs: &Operand) -> Option<State> {
        let (left, right) = (self.value(&state, lhs), self.value(&state, rhs));
        let mut after = self.refine(state, lhs, op, rhs)?;
        self.learn_short(&mut after, &left, op, rhs);
        self.learn_short(&mut after, &right, op.swap(), lhs);
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
        state: State,
        value: &Operand,
        cases: &[(Const, BlockId)],
        default: BlockId,
    ) -> Vec<(BlockId, State)> {
        let mut after = Vec::new();
        let mut rest = Some(state.clone());
        for (constant, target) in cases {
            let constant = Operand::Const(constant.clone());
            after.extend(self.refine(state.clone(), value, CmpOp::Eq, &constant).map(|taken| (*target, taken)));
            rest = rest.and_then(|rest| self.refine(rest, value, CmpOp::Ne, &constant));
        }
        after.extend(rest.map(|rest| (default, rest)));
        after
    }

    fn learn(&self, state: &mut State, operand: &Operand, value: Value) {
        let Operand::Copy(place) = operand else { return };
        match value.origin {
            Origin::Io(call) => self.learn_io(state, call, &value),
            Origin::Amount(call) if value.always(CmpOp::Eq, 0) => self.set_peer(state, call, Some(PeerGone::Eof)),
            Origin::Error => self.learn_error(state, &value),
            Origin::ErrorTest => forgive(state),
            Origin::None | Origin::Amount(_) | Origin::Fresh => {}
        }
        self.learn_of_close(state, *place, &value);
        self.record(state, *place, value);
    }

    /// The result of a close may have been tested.
    fn learn_of_close(&self, state: &mut State, place: PlaceId, value: &Value) {
        // Of the project's own functions a result other than 0 may as well tell of success.
        let is_result = |call: u32| {
            let call = &self.cx.calls[call as usize];
            call.dest == Some(place) && call.model().is_some()
        };
        for handle in state.handles().filter(|handle| handle.typestate == Typestate::Released) {
            handle.marks.close_failed |= handle.released_by.is_some_and(is_result) && value.always(CmpOp::Ne, 0);
        }
    }

    /// The result of a receive or send was tested.
    fn learn_io(&self, state: &mut State, call: u32, value: &Value) {
        let Some(transfer) = self.cx.transfer(call) else { return };
        self.set_peer(state, call, peer_gone(transfer, value));
    }

    /// The result of a receive or send was compared with what should have gone through: less of it also means failure.
    fn learn_short(&self, state: &mut State, value: &Value, op: CmpOp, other: &Operand) {
        let Origin::Io(call) = value.origin else { return };
        let Some(transfer) = self.cx.transfer(call).filter(|transfer| transfer.error.op == CmpOp::Lt) else { return };
        let may_fail = value.refine(CmpOp::Lt, &Value::int(0)).is_some();
        let is_short = match op {
            CmpOp::Ne => self.is_length(call, other),
            CmpOp::Lt | CmpOp::Le => !matches!(other, Operand::Const(Const::Int(number)) if *number <= 0),
            CmpOp::Eq | CmpOp::Gt | CmpOp::Ge => false,
        };
        if may_fail && is_short {
            let gone = if transfer.io == Io::Receive { PeerGone::EofOrError } else { PeerGone::SendError };
            self.set_peer(state, call, Some(gone));
        }
    }

    /// Whether the operand may be the length that the call was given: no length is below 1.
    fn is_length(&self, call: u32, operand: &Operand) -> bool {
        let call = &self.cx.calls[call as usize];
        let length = call.model().and_then(|model| model.length).and_then(|arg| call.args.get(arg as usize));
        match operand {
            Operand::Const(Const::Int(number)) => *number > 0,
            Operand::Const(_) => Some(operand) == length,
            Operand::Copy(_) | Operand::Unknown => true,
            Operand::AddrOf(_) => false,
        }
    }

    fn set_peer(&self, state: &mut State, call: u32, gone: Option<PeerGone>) {
        if let Some(handle) = state.handle.as_mut().filter(|handle| self.tracked.has_peer && handle.is_open()) {
            handle.peer = gone.map(|gone| Peer { gone, call, may_retry: false });
        }
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
            peer.may_retry = true;
        }
    }
}

/// Whether two places hold one handle, so that they compare as equal.
fn is_same_handle(state: &State, lhs: &Operand, rhs: &Operand) -> bool {
    let (Operand::Copy(lhs), Operand::Copy(rhs)) = (lhs, rhs) else { return false };
    let holds = |handle: &Handle| handle.places.contains(lhs) && handle.places.contains(rhs);
    state.handle.iter().chain(&state.older).any(holds)
}

/// An unknown test of the error code was made: either way it may have been a retry.
fn forgive(state: &mut State) {
    for handle in state.handles() {
        if let Some(peer) = handle.peer.as_mut().filter(|peer| peer.gone != PeerGone::Eof) {
            peer.may_retry = true;
        }
    }
}

/// What a result says about the peer.
fn peer_gone(transfer: Transfer, value: &Value) -> Option<PeerGone> {
    let Transfer { io, error, eof } = transfer;
    let failed = if io == Io::Receive { PeerGone::RecvError } else { PeerGone::SendError };
    if value.always(error.op, error.value) {
        return Some(failed);
    }
    let may_fail = value.refine(error.op, &Value::int(error.value)).is_some();
    if io == Io::Send && error.op == CmpOp::Lt {
        // Nothing was sent: one branch for that and for failure.
        return (may_fail && value.always(CmpOp::Le, 0)).then_some(failed);
    }
    // A test that holds for success too, as `<= 0` does, is meant to find failure all the same.
    let Some(eof) = eof else { return (may_fail && error.op == CmpOp::Eq).then_some(failed) };
    if value.always(eof.op, eof.value) {
        return Some(PeerGone::Eof);
    }
    let may_be_data = value
        .refine(error.op.negate(), &Value::int(error.value))
        .and_then(|rest| rest.refine(eof.op.negate(), &Value::int(eof.value)))
        .is_some();
    (!may_be_data).then_some(PeerGone::EofOrError)
}
