//! What an operand need know of what stands around it.

/// Binds more tightly than all binary operators.
const PREFIX: i8 = 12;

/// What stands around an operand.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// The binary operators, and prefixes, before it whose right side is not complete: a bit for each precedence.
    pub pending: u16,
    /// Of these, those whose left side begins with something that the grammar counts before binary expressions.
    pub early: u16,
    /// Whether it is negated or the like: then `++` behind it belongs to the whole.
    pub is_negated: bool,
    /// Whether it is pointed to: then `=` behind it belongs to the whole.
    pub is_pointed: bool,
}

impl Around {
    pub(super) const NOTHING: Around = Around { pending: 0, early: 0, is_negated: false, is_pointed: false };

    /// The same behind a prefix.
    pub(super) fn prefixed(self) -> Around {
        Around { pending: self.pending | 1 << PREFIX, is_negated: false, ..self }
    }

    pub(super) fn has_prefix(self) -> bool {
        self.pending >> PREFIX & 1 == 1
    }

    /// What stands around the right side of an operator whose left side begins with a `first`.
    pub(super) fn right_of(self, precedence: i8, first: &str) -> Around {
        let is_early = matches!(
            first,
            "identifier"
                | "number_literal"
                | "true"
                | "false"
                | "pointer_expression"
                | "unary_expression"
                | "string_literal"
                | "concatenated_string"
        );
        let bit = 1 << precedence;
        let early = if is_early { self.early | bit } else { self.early };
        Around { pending: self.pending | bit, early, is_negated: false, is_pointed: false }
    }
}
