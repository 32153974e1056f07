//! Array elements with an index that is not constant: one summary place stands for all of them.
//!
//! Which of them a loop closes is not followed. A handle in an array counts as closed once anything in the function closes
//! or hands on an element by such an index; it is lost only if nothing ever does.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::state::{Handle, may_be_same};
use crate::ir::{Elem, Inst, Operand, PlaceId, Rvalue, Step};
use crate::model::Role;

impl FunctionCx<'_> {
    /// Whether something in the function closes or hands on an element that may hold `handle`, by an index that is not
    /// constant on one side.
    pub fn closes_by_index(&self, handle: &Handle) -> bool {
        let is_element = |place: &PlaceId| self.places.ancestors(*place).any(|at| self.is_step(at, None));
        let held: Vec<PlaceId> = handle.places.iter().copied().filter(is_element).collect();
        if held.is_empty() {
            return false;
        }
        let fits = |place: PlaceId| held.iter().any(|&held| self.differs_by_index(held, place));
        let by_call = self.calls.iter().filter(|call| may_end(call)).flat_map(|call| call.args);
        let by_copy = self.function.insts().filter_map(|inst| match inst {
            Inst::Assign { value: Rvalue::Use(operand), .. } => Some(operand),
            _ => None,
        });
        by_call.chain(by_copy).any(|operand| matches!(operand, Operand::Copy(place) if fits(*place)))
    }

    /// Whether `place` stands for several: an element with an index that is not constant lies on its path.
    pub fn is_one_of_many(&self, place: PlaceId) -> bool {
        self.places.ancestors(place).any(|at| self.is_step(at, Some(Elem::Any)))
    }

    /// Whether `place` surely holds `handle`, and not just one of several elements that may.
    pub fn is_surely(&self, handle: &Handle, place: PlaceId) -> bool {
        handle.places.contains(&place) && !self.is_one_of_many(place)
    }

    fn is_step(&self, place: PlaceId, elem: Option<Elem>) -> bool {
        matches!(self.places.get(place).step, Step::Elem(known) if elem.is_none_or(|elem| elem == known))
    }

    fn differs_by_index(&self, a: PlaceId, b: PlaceId) -> bool {
        (self.is_one_of_many(a) || self.is_one_of_many(b)) && may_be_same(a, b, &self.places)
    }
}

/// Whether the call may end the life of a handle it is given by value.
pub fn may_end(call: &CallSite) -> bool {
    match call.target {
        Target::Model(model) => matches!(model.role, Role::Release | Role::Transfer),
        Target::Body(_) | Target::Unknown(_) | Target::Pointer(_) => !call.has_string(),
    }
}
