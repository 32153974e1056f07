//! Return classes: as much of a value as outcomes of a call are told apart by.

use super::{ABOVE, BELOW, CmpOp, Exact, MINUS, ONE, Origin, Value, ZERO};

impl Value {
    /// Whether joining the two loses no exact value.
    pub fn joins(&self, other: &Value) -> bool {
        self.exact == other.exact
    }

    /// The same without the exact constant: what return classes are told apart by.
    pub fn class(&self) -> Value {
        let exact = match &self.exact {
            Some(Exact::Sym(name)) => Some(Exact::Sym(name.clone())),
            _ => None,
        };
        Value { cells: self.cells, exact, not: None, origin: Origin::None }
    }

    /// Only on which side of 0 it is: how error codes are like each other.
    pub fn kind(&self) -> Value {
        let sides = [BELOW | MINUS, ZERO, ONE | ABOVE];
        let cells = sides.iter().filter(|side| self.cells & **side != 0).fold(0, |all, side| all | side);
        Value { cells, ..Value::ANY }
    }

    /// The same as a return class of a summary: a number stays exact where its cell holds others.
    pub fn exact_class(&self) -> Value {
        let exact = match self.exact {
            Some(Exact::Int(_)) if self.cells & (BELOW | ABOVE) != 0 => self.exact.clone(),
            _ => return self.class(),
        };
        Value { exact, ..self.class() }
    }

    /// The same as far as a pointer goes: null, or not; with `if_any`, not null if it may be either.
    pub fn of_pointer(&self, if_any: bool) -> Value {
        match self.cells & ZERO {
            ZERO if self.cells == ZERO => Value::int(0).class(),
            ZERO if !if_any => Value::ANY,
            _ => Value::satisfying(CmpOp::Ne, 0),
        }
    }
}
