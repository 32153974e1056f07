//! Numbers that a descriptor lives on in: `fd << 1 | 1`, which whoever has it can turn back.

use super::machine::Machine;
use super::state::State;
use crate::ir::{Operand, PlaceId, PlaceTable, Step};

/// The number that was shifted to the left to make the one in `place`, if that is how it was made: with bits set, perhaps.
pub fn unboxed(places: &PlaceTable, place: PlaceId) -> Option<PlaceId> {
    let (mut at, mut is_shifted) = (place, false);
    while let Step::Derived(how) = &places.get(at).step
        && (how.as_str().starts_with("<<") || how.as_str().starts_with('|'))
    {
        is_shifted |= how.as_str().starts_with("<<");
        at = places.get(at).parent?;
    }
    is_shifted.then_some(at)
}

impl Machine<'_, '_> {
    /// Operands are stored or returned: of a handle in a number that is made of it only this number tells from then on.
    pub(super) fn box_up<'o>(&self, state: &mut State, mut operands: impl Iterator<Item = &'o Operand>) {
        let is_boxed = |operand: &Operand| {
            let inner = operand.place().and_then(|place| unboxed(&self.cx.places, place));
            let mut handles = state.handle.iter().chain(&state.older);
            inner.is_some_and(|inner| handles.any(|handle| handle.is_in(inner, &self.cx.places)))
        };
        if operands.any(is_boxed) {
            self.escape(state);
        }
    }
}
