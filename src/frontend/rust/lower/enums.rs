//! Values of enums: `Result`, `Option`, `Poll` and others.

use super::Lower;
use crate::ir::{BlockId, Const, ERROR, Operand, PlaceId, Terminator, VALUE, VARIANT};
use crate::source::Span;

/// The member that holds what stands first in a variant.
pub fn payload(variant: &str, at: usize) -> String {
    match (variant, at) {
        ("Ok" | "Some" | "Ready", 0) => VALUE.to_owned(),
        ("Err", 0) => ERROR.to_owned(),
        _ => format!("{variant}.{at}"),
    }
}

impl Lower<'_> {
    /// The place with the name of the variant.
    pub(super) fn variant_of(&mut self, place: PlaceId) -> PlaceId {
        self.b.places().field(place, VARIANT)
    }

    /// A value of a variant that holds `parts`.
    pub(super) fn make(&mut self, variant: &str, parts: Vec<Operand>, span: Span) -> PlaceId {
        let whole = self.temp(span);
        self.make_in(whole, variant, parts, span);
        whole
    }

    /// The same, into a place.
    pub(super) fn make_in(&mut self, whole: PlaceId, variant: &str, parts: Vec<Operand>, span: Span) {
        let tag = self.variant_of(whole);
        self.constant(tag, Const::Variant(variant.into()), span);
        for (at, part) in parts.into_iter().enumerate() {
            let member = self.b.places().field(whole, &payload(variant, at));
            self.assign(member, part, span);
        }
    }

    /// Branches to `to` if the value is one of `variants`, and goes on behind it otherwise.
    pub(super) fn branch_if(&mut self, value: PlaceId, variants: &[&str], to: BlockId, span: Span) {
        let tag = self.variant_of(value);
        let otherwise = self.b.new_block();
        let cases = variants.iter().map(|name| (Const::Variant((*name).into()), to)).collect();
        self.b.end(Terminator::Switch { value: Operand::Copy(tag), cases, default: otherwise, span });
        self.b.switch_to(otherwise);
    }

    /// What `Ok` or `Some` hold.
    pub(super) fn value_in(&mut self, whole: PlaceId) -> PlaceId {
        self.b.places().field(whole, VALUE)
    }

    /// What `Err` holds.
    pub(super) fn error_in(&mut self, whole: PlaceId) -> PlaceId {
        self.b.places().field(whole, ERROR)
    }

    /// `value?`: leaves the function, or the block that it stands in, with what is no success.
    pub(super) fn question(&mut self, whole: PlaceId, span: Span) -> Operand {
        let failed = self.b.new_block();
        self.branch_if(whole, &["Err", "None"], failed, span);
        let go_on = self.b.current();
        self.b.switch_to(failed);
        match self.tries.last().or(self.returns.last()).copied() {
            Some((result, to)) => {
                self.assign(result, Operand::Copy(whole), span);
                self.b.end(Terminator::Goto { target: to, span: Some(span) });
            }
            None => self.b.end(Terminator::Return { value: Some(Operand::Copy(whole)), span }),
        }
        self.b.switch_to(go_on);
        Operand::Copy(self.value_in(whole))
    }

    /// `value.unwrap()`
    pub(super) fn unwrapped(&mut self, whole: PlaceId, span: Span) -> Operand {
        let failed = self.b.new_block();
        self.branch_if(whole, &["Err", "None"], failed, span);
        let go_on = self.b.current();
        self.b.switch_to(failed);
        self.b.end(Terminator::Diverge { span });
        self.b.switch_to(go_on);
        Operand::Copy(self.value_in(whole))
    }
}
