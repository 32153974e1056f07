//! Operators that compute numbers or addresses.

use super::context::{Lowerer, field};
use super::indexed::Indexed;
use crate::frontend::c::syntax::Node;
use crate::ir::{BinOp, Const, Elem, Operand, PlaceId, Rvalue, Step};
use crate::source::Span;

pub(super) fn fold(operator: &str, left: i64, right: i64) -> Option<i64> {
    let shift = || u32::try_from(right).ok().filter(|&by| by < 64);
    match operator {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        "*" => left.checked_mul(right),
        "/" => left.checked_div(right),
        "%" => left.checked_rem(right),
        "&" => Some(left & right),
        "|" => Some(left | right),
        "^" => Some(left ^ right),
        "<<" => left.checked_shl(shift()?),
        ">>" => left.checked_shr(shift()?),
        _ => None,
    }
}

pub(super) fn fold_unary(operator: &str, value: i64) -> Option<i64> {
    match operator {
        "-" => value.checked_neg(),
        "+" => Some(value),
        "~" => Some(!value),
        "!" => Some(i64::from(value == 0)),
        _ => None,
    }
}

pub(super) fn bin_op(operator: &str) -> BinOp {
    match operator {
        "+" => BinOp::Add,
        "-" => BinOp::Sub,
        "&" => BinOp::And,
        "|" => BinOp::Or,
        _ => BinOp::Other,
    }
}

impl<'a> Lowerer<'a> {
    /// A binary operator that is no comparison and no short circuit. With `dest` the result is about to be stored there.
    pub(super) fn arithmetic(&mut self, node: Node<'a>, dest: Option<PlaceId>) -> Rvalue {
        let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return Rvalue::Unknown };
        let operator = self.operator(node);
        if let Some(scaled) = self.scaled_truth(operator, left, right) {
            return scaled;
        }
        let (left, right) = (self.value(left), self.value(right));
        if let (Operand::Const(Const::Int(a)), Operand::Const(Const::Int(b))) = (&left, &right) {
            return fold(operator, *a, *b).map_or(Rvalue::Unknown, |value| Rvalue::Use(Operand::int(value)));
        }
        if left == Operand::Unknown || right == Operand::Unknown {
            return Rvalue::Unknown;
        }
        // `(char *)NULL + fd` carries the number itself.
        if operator == "+" && left == Operand::int(0) {
            return Rvalue::Use(right);
        }
        // `x = x + 1` must not say that x now equals "x + 1": the old x is gone.
        let is_own = |place: PlaceId| dest.is_some_and(|dest| self.builder.function().places.is_within(place, dest));
        let derived = match (&left, &right) {
            (Operand::Copy(place), _) if is_own(*place) => None,
            (_, Operand::Copy(place)) if is_own(*place) => None,
            (Operand::Copy(place), offset) if matches!(operator, "+" | "-") && self.is_pointer(*place) => {
                self.offset_address(*place, operator, offset, self.span(node))
            }
            (Operand::Copy(place), Operand::Const(constant)) => {
                Some(Operand::Copy(self.derived(*place, format!("{operator} {constant}"))))
            }
            (Operand::Const(constant), Operand::Copy(place)) => {
                let text = match operator {
                    "+" | "*" | "&" | "|" | "^" => format!("{operator} {constant}"),
                    _ => format!("under {constant} {operator}"),
                };
                Some(Operand::Copy(self.derived(*place, text)))
            }
            _ => None,
        };
        derived.map_or_else(|| Rvalue::Binary(bin_op(operator), left, right), Rvalue::Use)
    }

    /// `(a == b) * -1` is -1 where the comparison holds, else 0.
    fn scaled_truth(&mut self, operator: &str, left: Node<'a>, right: Node<'a>) -> Option<Rvalue> {
        let left = self.strip(left);
        if operator != "*" || !self.is_logical(left) {
            return None;
        }
        let Some(Const::Int(scale)) = self.constant(right) else { return None };
        let temp = self.builder.temp(self.span(left));
        self.store_truth(temp, left, scale, self.span(left));
        Some(Rvalue::Use(Operand::Copy(temp)))
    }

    fn derived(&mut self, place: PlaceId, text: String) -> PlaceId {
        self.builder.places().intern(Some(place), Step::Derived(text.as_str().into()))
    }

    /// `p + i` is the address of an element; the difference of two pointers is none.
    fn offset_address(&mut self, pointer: PlaceId, operator: &str, offset: &Operand, span: Span) -> Option<Operand> {
        let elem = match offset {
            Operand::Const(Const::Int(by)) => Elem::At(if operator == "-" { by.checked_neg()? } else { *by }),
            Operand::Copy(place) if operator == "-" && self.is_pointer(*place) => return None,
            Operand::AddrOf(_) => return None,
            _ => Elem::Any,
        };
        let element = self.builder.places().intern(Some(pointer), Step::Elem(elem));
        if let Operand::Copy(index) = offset {
            self.write_down(element, vec![Indexed { element, index: *index }], span);
        }
        Some(Operand::AddrOf(element))
    }

    /// `-e`, `+e`, `~e`, `!e`.
    pub(super) fn unary(&mut self, node: Node<'a>, dest: Option<PlaceId>) -> Rvalue {
        let Some(argument) = field(node, "argument") else { return Rvalue::Unknown };
        let operator = self.operator(node);
        if operator == "!" {
            return match self.constant(node) {
                Some(constant) => Rvalue::Use(Operand::Const(constant)),
                None => Rvalue::Use(Operand::Copy(self.hold(node))),
            };
        }
        match (operator, self.value(argument)) {
            (_, Operand::Const(Const::Int(value))) => {
                fold_unary(operator, value).map_or(Rvalue::Unknown, |value| Rvalue::Use(Operand::int(value)))
            }
            ("+", operand) => Rvalue::Use(operand),
            ("-", Operand::Const(Const::Sym(name))) if !name.as_str().starts_with('-') => {
                Rvalue::Use(Operand::Const(Const::Sym(format!("-{name}").as_str().into())))
            }
            ("-", operand) => Rvalue::Neg(operand),
            ("~", Operand::Copy(place)) if dest.is_none_or(|dest| !self.builder.places().is_within(place, dest)) => {
                Rvalue::Use(Operand::Copy(self.derived(place, "~".to_owned())))
            }
            _ => Rvalue::Unknown,
        }
    }
}
