//! What decides where a block leads, and the codes of errors among it.

use super::cx::{Call, Cx};
use crate::ir::{BlockId, Callee, CmpOp, Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{NameKind, Role};
use crate::shapes::flow::copies;
use std::collections::BTreeSet;

/// Codes that say nothing of a connection: a signal came, or nothing was there to accept.
const PASSING: [&str; 5] = ["EINTR", "EAGAIN", "EWOULDBLOCK", "WSAEINTR", "WSAEWOULDBLOCK"];

/// What the end of a block asks of a failed call.
pub enum Asked {
    /// Nothing.
    Nothing,
    /// Why it failed: the error's code, or something that is called meanwhile.
    Reason,
    /// Whether there was only a signal, or nothing to do; the blocks where that is so.
    Passing(Vec<BlockId>),
}

impl Cx<'_> {
    /// What the end of a block asks of a call, given the places with codes of errors and those with its result.
    pub fn asked(&self, block: BlockId, errors: &BTreeSet<PlaceId>, results: &BTreeSet<PlaceId>) -> Asked {
        let is_asked = |operand: &Operand| {
            let Some(place) = operand.place().filter(|place| !results.contains(place)) else { return false };
            let gives = |call: &Call| call.dest == Some(place) && call.model.is_none() && call.name.as_str() != "fork";
            errors.contains(&place) || self.calls.iter().any(gives)
        };
        match self.deciding(block).into_iter().any(is_asked) {
            false => Asked::Nothing,
            true => passing(&self.function.block(block).terminator).map_or(Asked::Reason, Asked::Passing),
        }
    }

    /// The places that hold the code of the last error.
    pub fn errors(&self) -> BTreeSet<PlaceId> {
        let is_variable = |place: &PlaceId| match &self.function.places.get(*place).step {
            Step::Global(name) => self.file.models.is_error_variable(name.as_str()),
            _ => false,
        };
        let tells = |call: &&Call| call.model.is_some_and(|model| model.role == Role::ErrorCode);
        let variables = (0..self.function.places.len() as u32).map(PlaceId).filter(is_variable);
        let codes = self.calls.iter().filter(tells).filter_map(|call| call.dest);
        variables.chain(codes).flat_map(|place| copies(&self.function, place)).collect()
    }

    /// Whether the end of a block depends on one of the places.
    pub fn depends(&self, block: BlockId, places: &BTreeSet<PlaceId>) -> bool {
        self.deciding(block).iter().any(|operand| operand.place().is_some_and(|place| places.contains(&place)))
    }

    /// What decides where the end of a block leads.
    pub fn deciding(&self, block: BlockId) -> Vec<&Operand> {
        match &self.function.block(block).terminator {
            Terminator::Branch { cond, .. } => vec![&cond.lhs, &cond.rhs],
            Terminator::Switch { value, .. } => vec![value],
            _ => Vec::new(),
        }
    }

    /// Whether what is in a place gets into messages at most: nothing is decided by it, and nobody else is given it.
    pub fn is_only_told(&self, place: PlaceId) -> bool {
        let places = copies(&self.function, place);
        let is_one = |operand: &Operand| operand.place().is_some_and(|place| places.contains(&place));
        let is_away = |block: BlockId| match &self.function.block(block).terminator {
            Terminator::Return { value: Some(value), .. } => is_one(value),
            _ => self.depends(block, &places),
        };
        let goes_on = |inst: &Inst| match inst {
            Inst::Assign { value: Rvalue::Use(_), .. } => false,
            Inst::Assign { value, .. } => value.operands().any(is_one),
            Inst::Call { callee, args, .. } => args.iter().any(is_one) && !self.is_message(callee),
            Inst::Opaque { uses, .. } => uses.iter().any(|used| places.contains(used)),
            _ => false,
        };
        let is_own = |place: &PlaceId| {
            let node = self.function.places.get(*place);
            let kind = |local| self.function.local(local).kind;
            let is_plain =
                matches!(node.step, Step::Local(local) if matches!(kind(local), LocalKind::Auto | LocalKind::Temp));
            is_plain && node.parent.is_none()
        };
        places.iter().all(is_own) && !self.function.block_ids().any(is_away) && !self.function.insts().any(goes_on)
    }

    /// Whether a function by its name does nothing but tell of what it is given.
    pub fn is_message(&self, callee: &Callee) -> bool {
        matches!(callee, Callee::Named(name) if self.file.models.name_suggests(name.as_str(), NameKind::Tells))
    }
}

/// Where a test for nothing but a signal, or nothing to do, leads if it is that.
fn passing(end: &Terminator) -> Option<Vec<BlockId>> {
    let is_passing = |code: &Const| matches!(code, Const::Sym(name) if PASSING.contains(&name.as_str()));
    let is_asked_for = |side: &Operand| matches!(side, Operand::Const(code) if is_passing(code));
    match end {
        Terminator::Branch { cond, then, otherwise, .. } if then != otherwise => {
            let fits = match cond.op {
                CmpOp::Eq => *then,
                CmpOp::Ne => *otherwise,
                _ => return None,
            };
            (is_asked_for(&cond.lhs) || is_asked_for(&cond.rhs)).then(|| vec![fits])
        }
        Terminator::Switch { cases, default, .. } => {
            let is_told = cases.iter().all(|(code, to)| is_passing(code) && to != default);
            is_told.then(|| cases.iter().map(|(_, to)| *to).collect())
        }
        _ => None,
    }
}
