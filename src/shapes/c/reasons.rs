//! What decides where a block leads, and the codes of errors among it.

use super::cx::{Call, Cx};
use crate::ir::{BlockId, Operand, PlaceId, Step, Terminator};
use crate::model::Role;
use crate::shapes::flow::copies;
use std::collections::BTreeSet;

impl Cx<'_> {
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
}
