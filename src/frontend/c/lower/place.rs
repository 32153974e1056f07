//! Expressions as places.

use super::context::{Lowerer, field};
use crate::frontend::c::syntax::Node;
use crate::ir::{Const, Elem, Operand, PlaceId, Rvalue, Step};

/// Functions that answer the address of `errno`.
const ERRNO: [&str; 4] = ["__errno_location", "__error", "__errno", "_errno"];

impl<'a> Lowerer<'a> {
    /// The place that `node` designates; the value of anything else is put into a temporary.
    pub(super) fn place(&mut self, node: Node<'a>) -> PlaceId {
        let node = self.strip(node);
        match (node.kind(), field(node, "argument")) {
            ("identifier" | "type_identifier", _) => self.named_root(self.source(node)),
            ("field_expression", Some(object)) => self.member(node, object),
            ("subscript_expression", Some(base)) => self.element(node, base),
            ("pointer_expression", Some(pointer)) if self.operator(node) == "*" => self.pointee(pointer, Some(0)),
            ("assignment_expression", _) => self.assignment(node),
            ("qualified_identifier", _) if self.is_cpp() => self.qualified_place(node),
            _ => self.hold(node),
        }
    }

    fn member(&mut self, node: Node<'a>, object: Node<'a>) -> PlaceId {
        let object = match self.operator(node) {
            "->" => self.pointee(object, Some(0)),
            _ => self.place(object),
        };
        let name = field(node, "field").map_or("", |name| self.source(name));
        self.builder.places().field(object, name)
    }

    fn element(&mut self, node: Node<'a>, base: Node<'a>) -> PlaceId {
        let indices = || field(node, "indices").and_then(|list| super::context::parts(list).first().copied());
        let index = field(node, "index").or_else(indices).map_or(Operand::Unknown, |index| self.value(index));
        let at = match index {
            Operand::Const(Const::Int(at)) => Some(at),
            _ => None,
        };
        let element = self.pointee(base, at);
        self.reached(element, &index);
        element
    }

    /// The element of what `pointer` points at; without `at` any of them.
    fn pointee(&mut self, pointer: Node<'a>, at: Option<i64>) -> PlaceId {
        let pointer = self.strip(pointer);
        if self.is_errno_call(pointer) {
            return self.named_root("errno");
        }
        match (pointer.kind(), self.operator(pointer)) {
            ("update_expression", _) => {
                self.step(pointer);
                match field(pointer, "argument") {
                    Some(argument) => self.pointee(argument, None),
                    None => self.hold(pointer),
                }
            }
            ("binary_expression", "+" | "-") => self.offset_pointee(pointer, at),
            _ => {
                let value = self.value(pointer);
                self.element_of(value, at, pointer)
            }
        }
    }

    fn offset_pointee(&mut self, sum: Node<'a>, at: Option<i64>) -> PlaceId {
        let (Some(left), Some(right)) = (field(sum, "left"), field(sum, "right")) else { return self.hold(sum) };
        let sign = if self.operator(sum) == "-" { -1 } else { 1 };
        match (self.constant(left), self.constant(right)) {
            (_, Some(Const::Int(by))) => self.pointee(left, at.and_then(|at| at.checked_add(by.checked_mul(sign)?))),
            (Some(Const::Int(by)), _) => self.pointee(right, at.and_then(|at| at.checked_add(by))),
            _ => {
                self.effect(right, false);
                self.pointee(left, None)
            }
        }
    }

    fn element_of(&mut self, pointer: Operand, at: Option<i64>, node: Node<'a>) -> PlaceId {
        let elem = at.map_or(Elem::Any, Elem::At);
        match pointer {
            Operand::AddrOf(place) if at == Some(0) => place,
            Operand::AddrOf(place) => {
                // `(&a[2])[1]` is a[3].
                let known = self.builder.places().get(place).clone();
                match (known.step, known.parent) {
                    (Step::Elem(Elem::At(first)), Some(array)) => {
                        let elem = at.and_then(|at| at.checked_add(first)).map_or(Elem::Any, Elem::At);
                        self.builder.places().intern(Some(array), Step::Elem(elem))
                    }
                    (Step::Elem(Elem::Any), _) => place,
                    _ => self.builder.places().intern(Some(place), Step::Elem(elem)),
                }
            }
            Operand::Copy(place) => self.builder.places().intern(Some(place), Step::Elem(elem)),
            Operand::Const(_) | Operand::Unknown => {
                let span = self.span(node);
                let temp = self.builder.temp(span);
                self.assign(temp, Rvalue::Use(pointer), span);
                self.builder.places().intern(Some(temp), Step::Elem(elem))
            }
        }
    }

    fn is_errno_call(&self, node: Node<'a>) -> bool {
        node.kind() == "call_expression"
            && field(node, "function").is_some_and(|callee| ERRNO.contains(&self.source(callee)))
    }

    /// `*p` or `&x` as a value.
    pub(super) fn pointer_value(&mut self, node: Node<'a>) -> Rvalue {
        let Some(argument) = field(node, "argument") else { return Rvalue::Unknown };
        if self.operator(node) == "*" {
            return Rvalue::Use(Operand::Copy(self.place(node)));
        }
        let argument = self.strip(argument);
        if argument.kind() == "identifier"
            && let Some(constant @ Const::Func(_)) = self.named_constant(self.source(argument))
        {
            return Rvalue::Use(Operand::Const(constant));
        }
        let (place, indexed) = self.place_and_indices(argument);
        self.write_down(place, indexed, self.span(node));
        Rvalue::Use(Operand::AddrOf(place))
    }
}
