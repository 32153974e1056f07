//! Values as far as conditions tell them apart.
//!
//! A number is one of five cells, `< -1`, `-1`, `0`, `1`, `> 1`; besides, a value may be one exact constant, and it may
//! be known not to be one. A descriptor that was acquired is `> 1` and taken to be above 2: that 0 is a valid descriptor is
//! a matter of the rule on checks, not a reason to see leaks in `if (fd > 0) close(fd)`.

mod class;
mod display;

use crate::ir::{BinOp, CmpOp, Const, Name};
use crate::model::{Models, NameKind};

/// An exact value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Exact {
    /// A number.
    Int(i64),
    /// A named constant with an unknown number: equal only to itself.
    Sym(Name),
    /// A valid descriptor.
    Handle,
}

/// What a value came from, where a later test of it teaches something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Nothing of interest.
    #[default]
    None,
    /// The result of the receive or send call numbered so in its function.
    Io(u32),
    /// The number of bytes that the call numbered so has moved, stored through a pointer.
    Amount(u32),
    /// The code of the last error.
    Error,
    /// A predicate on the code of the last error.
    ErrorTest,
    /// Memory allocated in this function.
    Fresh,
}

/// Whether a name is that of an error code negated: `-EINPROGRESS`.
fn is_negated_error(name: &Name) -> bool {
    let code = name.as_str().strip_prefix("-E").unwrap_or_default();
    !matches!(code, "" | "OF" | "RROR") && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// A number that stands for a variant: two names that meet in one function hardly ever share one.
fn variant_number(name: &Name) -> i64 {
    let hash = name
        .as_str()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    1_000 + i64::from((hash >> 32) as u32)
}

const BELOW: u8 = 1;
const MINUS: u8 = 2;
const ZERO: u8 = 4;
const ONE: u8 = 8;
const ABOVE: u8 = 16;
const ALL: u8 = 31;

/// The cells with their bounds.
const CELLS: [(u8, i64, i64); 5] =
    [(BELOW, i64::MIN, -2), (MINUS, -1, -1), (ZERO, 0, 0), (ONE, 1, 1), (ABOVE, 2, i64::MAX)];

/// A set of possible values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    cells: u8,
    exact: Option<Exact>,
    not: Option<Exact>,
    /// Where it came from.
    pub origin: Origin,
}

impl Default for Value {
    fn default() -> Value {
        Value::ANY
    }
}

impl Value {
    /// Any value.
    pub const ANY: Value = Value { cells: ALL, exact: None, not: None, origin: Origin::None };

    /// The number `value`.
    pub fn int(value: i64) -> Value {
        let cell = CELLS.iter().find(|(_, low, high)| (*low..=*high).contains(&value)).map_or(ALL, |(cell, ..)| *cell);
        Value { cells: cell, exact: Some(Exact::Int(value)), not: None, origin: Origin::None }
    }

    /// A valid descriptor.
    pub fn handle() -> Value {
        Value { cells: ABOVE, exact: Some(Exact::Handle), not: None, origin: Origin::None }
    }

    /// Any value with an origin.
    pub fn from(origin: Origin) -> Value {
        Value { origin, ..Value::ANY }
    }

    /// The code of the last error as a value to hand on: there was one.
    pub fn error_code() -> Value {
        Value { origin: Origin::Error, ..Value::satisfying(CmpOp::Ne, 0) }
    }

    /// Freshly allocated memory, or null.
    pub fn fresh() -> Value {
        Value { origin: Origin::Fresh, ..Value::satisfying(CmpOp::Ge, 0) }
    }

    /// The values that satisfy `op value`.
    pub fn satisfying(op: CmpOp, value: i64) -> Value {
        Value::ANY.refine(op, &Value::int(value)).unwrap_or(Value::ANY)
    }

    /// A constant of the source.
    pub fn constant(constant: &Const, models: &Models) -> Value {
        match constant {
            Const::Int(value) => Value::int(*value),
            Const::Sym(name) if name.as_str().starts_with('-') => match models.number(&name.as_str()[1..]) {
                Some(number) => Value::int(-number),
                None => {
                    let cells = if is_negated_error(name) { BELOW | MINUS } else { ALL & !ZERO };
                    Value { cells, exact: Some(Exact::Sym(name.clone())), ..Value::ANY }
                }
            },
            Const::Sym(name) => match models.number(name.as_str()) {
                Some(number) => Value::int(number),
                // Two sizes may be equal by whatever they are written.
                None if name.as_str().starts_with("sizeof(") => Value { cells: ONE | ABOVE, ..Value::ANY },
                None => {
                    let is_zero = models.name_suggests(name.as_str(), NameKind::Success);
                    let cells = if is_zero { ZERO } else { ALL & !ZERO };
                    Value { cells, exact: Some(Exact::Sym(name.clone())), ..Value::ANY }
                }
            },
            Const::Variant(name) => Value::int(variant_number(name)),
            Const::Str | Const::Key | Const::Func(_) => {
                Value { cells: ABOVE, exact: None, not: None, origin: Origin::None }
            }
        }
    }

    /// The result of an operator: exact numbers are computed, and counting up or down by one keeps the cells apart.
    pub fn computed(&self, op: BinOp, other: &Value) -> Value {
        let sum = |a: i64, b: i64| if op == BinOp::Add { a.checked_add(b) } else { a.checked_sub(b) };
        if !matches!(op, BinOp::Add | BinOp::Sub) {
            return Value::ANY;
        }
        match (self.number(), other.number()) {
            (Some(a), Some(b)) => sum(a, b).map_or(Value::ANY, Value::int),
            (None, Some(by @ (1 | -1))) if !self.is_handle() => self.counted(sum(0, by) == Some(1)),
            _ => Value::ANY,
        }
    }

    /// The one number it can be.
    fn number(&self) -> Option<i64> {
        match (&self.exact, self.cells) {
            (Some(Exact::Int(value)), _) => Some(*value),
            (None, MINUS) => Some(-1),
            (None, ZERO) => Some(0),
            (None, ONE) => Some(1),
            _ => None,
        }
    }

    /// One more, or one less. Overflow is not thought of.
    fn counted(&self, is_up: bool) -> Value {
        const UP: [(u8, u8); 5] = [(BELOW, BELOW | MINUS), (MINUS, ZERO), (ZERO, ONE), (ONE, ABOVE), (ABOVE, ABOVE)];
        const DOWN: [(u8, u8); 5] = [(BELOW, BELOW), (MINUS, BELOW), (ZERO, MINUS), (ONE, ZERO), (ABOVE, ONE | ABOVE)];
        let moves = if is_up { UP } else { DOWN };
        let cells = moves.iter().filter(|(from, _)| self.cells & from != 0).fold(0, |all, (_, to)| all | to);
        Value { cells, exact: None, not: None, origin: Origin::None }
    }

    /// Whether nothing is known.
    pub fn is_any(&self) -> bool {
        *self == Value::ANY
    }

    /// The exact named constant, if that is what it is.
    pub fn symbol(&self) -> Option<&Name> {
        match &self.exact {
            Some(Exact::Sym(name)) => Some(name),
            _ => None,
        }
    }

    /// Whether it is one number, or one named constant.
    pub fn is_one(&self) -> bool {
        self.exact.is_some() || matches!(self.cells, MINUS | ZERO | ONE)
    }

    /// Whether it is a constant of a header that was not seen, and no success: where somebody asks whether it is negative, it is.
    fn is_code(&self) -> bool {
        self.symbol().is_some() && self.cells == ALL & !ZERO
    }

    /// Whether it is a descriptor that was acquired.
    pub fn is_handle(&self) -> bool {
        self.exact == Some(Exact::Handle)
    }

    /// Whether every possible value satisfies `op value`.
    pub fn always(&self, op: CmpOp, value: i64) -> bool {
        self.refine(op.negate(), &Value::int(value)).is_none()
    }

    /// Either of the two.
    pub fn join(&self, other: &Value) -> Value {
        let keep = |a: &Option<Exact>, b: &Option<Exact>| if a == b { a.clone() } else { None };
        Value {
            cells: self.cells | other.cells,
            exact: keep(&self.exact, &other.exact),
            not: keep(&self.not, &other.not),
            origin: if self.origin == other.origin { self.origin } else { Origin::None },
        }
    }

    /// What remains of this value without all that `other` may be; `None` if nothing does.
    pub fn without(&self, other: &Value) -> Option<Value> {
        let gone = match (&other.exact, &other.not) {
            (None, None) => other.cells,
            (Some(Exact::Int(_)), _) => other.cells & (MINUS | ZERO | ONE),
            _ => 0,
        };
        let cells = self.cells & !gone;
        (cells != 0).then(|| Value { cells, ..self.clone() })
    }

    /// What remains of this value where `self op other` holds; `None` where it cannot hold.
    pub fn refine(&self, op: CmpOp, other: &Value) -> Option<Value> {
        match (&self.exact, &other.exact) {
            (Some(a), Some(b)) if let Some(known) = compare_exact(a, op, b) => return known.then(|| self.clone()),
            _ => {}
        }
        if op == CmpOp::Eq && (excludes(self, other) || excludes(other, self)) {
            return None;
        }
        if op == CmpOp::Ge && other.number() == Some(0) && self.is_code() {
            return None;
        }
        let (low, high) = other.bounds();
        let cells = self.cells_where(op, low, high, other)?;
        let mut refined = Value { cells, ..self.clone() };
        match (op, &other.exact) {
            (CmpOp::Eq, Some(exact)) if *exact != Exact::Handle => refined.exact = Some(exact.clone()),
            (CmpOp::Ne, Some(exact)) if refined.exact.is_none() => refined.not = Some(exact.clone()),
            _ => {}
        }
        Some(refined)
    }

    fn cells_where(&self, op: CmpOp, low: i64, high: i64, other: &Value) -> Option<u8> {
        if matches!(other.exact, Some(Exact::Sym(_))) {
            let cells = if op == CmpOp::Eq { self.cells & other.cells } else { self.cells };
            return (cells != 0).then_some(cells);
        }
        let mut cells = 0;
        // What equals it lies in one of its cells.
        let allowed = if op == CmpOp::Eq { other.cells } else { ALL };
        for (cell, from, to) in CELLS {
            let (from, to) = if self.is_handle() { (3, to) } else { (from, to) };
            if self.cells & allowed & cell != 0 && possible(op, (from, to), (low, high)) {
                cells |= cell;
            }
        }
        (cells != 0).then_some(cells)
    }

    /// The least and greatest possible value.
    fn bounds(&self) -> (i64, i64) {
        match self.exact {
            Some(Exact::Int(value)) => return (value, value),
            Some(Exact::Handle) => return (3, i64::MAX),
            _ => {}
        }
        let mut held = CELLS.iter().filter(|(cell, ..)| self.cells & cell != 0);
        let low = held.clone().next().map_or(i64::MIN, |(_, low, _)| *low);
        let high = held.next_back().map_or(i64::MAX, |(_, _, high)| *high);
        (low, high)
    }
}

fn excludes(value: &Value, other: &Value) -> bool {
    value.not.is_some() && value.not == other.exact && other.exact != Some(Exact::Handle)
}

/// Whether `a op b`, where it can be told.
fn compare_exact(a: &Exact, op: CmpOp, b: &Exact) -> Option<bool> {
    match (a, b) {
        (Exact::Int(a), Exact::Int(b)) => Some(match op {
            CmpOp::Eq => a == b,
            CmpOp::Ne => a != b,
            CmpOp::Lt => a < b,
            CmpOp::Le => a <= b,
            CmpOp::Gt => a > b,
            CmpOp::Ge => a >= b,
        }),
        (Exact::Sym(a), Exact::Sym(b)) => match op {
            CmpOp::Eq => Some(a == b),
            CmpOp::Ne => Some(a != b),
            CmpOp::Le | CmpOp::Ge if a == b => Some(true),
            CmpOp::Lt | CmpOp::Gt if a == b => Some(false),
            CmpOp::Lt | CmpOp::Le | CmpOp::Gt | CmpOp::Ge => None,
        },
        // No header defines a named constant as a descriptor that this call has just opened.
        (Exact::Handle, Exact::Sym(_)) | (Exact::Sym(_), Exact::Handle) => match op {
            CmpOp::Eq => Some(false),
            CmpOp::Ne => Some(true),
            CmpOp::Lt | CmpOp::Le | CmpOp::Gt | CmpOp::Ge => None,
        },
        (Exact::Int(_) | Exact::Handle, _) | (Exact::Sym(_), Exact::Int(_)) => None,
    }
}

/// Whether some number of the first range stands in relation `op` to some number of the second.
fn possible(op: CmpOp, (low, high): (i64, i64), (from, to): (i64, i64)) -> bool {
    match op {
        CmpOp::Eq => low <= to && from <= high,
        CmpOp::Ne => !(low == high && from == to && low == from),
        CmpOp::Lt => low < to,
        CmpOp::Le => low <= to,
        CmpOp::Gt => high > from,
        CmpOp::Ge => high >= from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Value {
        fn may(&self, op: CmpOp, value: i64) -> bool {
            self.refine(op, &Value::int(value)).is_some()
        }
    }

    #[test]
    fn a_descriptor_passes_every_usual_check() {
        let fd = Value::handle();
        for (op, value) in [(CmpOp::Ge, 0), (CmpOp::Gt, 0), (CmpOp::Ne, -1), (CmpOp::Ne, 0), (CmpOp::Gt, 2)] {
            assert!(fd.always(op, value), "{op} {value}");
        }
        assert!(fd.may(CmpOp::Lt, 1024) && fd.may(CmpOp::Ge, 1024));
    }

    #[test]
    fn refining_keeps_what_is_left() {
        let n = Value::ANY.refine(CmpOp::Le, &Value::int(0)).unwrap();
        assert!(n.may(CmpOp::Eq, 0) && n.may(CmpOp::Eq, -1) && n.may(CmpOp::Lt, -1) && !n.may(CmpOp::Gt, 0));
        assert!(n.refine(CmpOp::Ne, &Value::int(0)).unwrap().always(CmpOp::Lt, 0));
        assert!(Value::int(7).refine(CmpOp::Eq, &Value::int(8)).is_none());
        assert!(Value::ANY.refine(CmpOp::Ne, &Value::int(7)).unwrap().refine(CmpOp::Eq, &Value::int(7)).is_none());
    }

    #[test]
    fn symbols_are_equal_only_to_themselves() {
        let symbol = |name: &str| Value { exact: Some(Exact::Sym(name.into())), ..Value::ANY };
        assert!(symbol("A").refine(CmpOp::Eq, &symbol("B")).is_none());
        assert!(symbol("A").refine(CmpOp::Eq, &symbol("A")).is_some());
        assert!(symbol("A").refine(CmpOp::Eq, &Value::int(0)).is_some());
    }
}
