//! Assignments, increments and decrements.

use super::arithmetic::bin_op;
use super::context::{Lowerer, field};
use crate::frontend::c::syntax::Node;
use crate::ir::{BinOp, Const, Operand, PlaceId, Rvalue, Step, Terminator};

impl<'a> Lowerer<'a> {
    /// Lowers an assignment and returns the place that it stored into.
    pub(super) fn assignment(&mut self, node: Node<'a>) -> PlaceId {
        let span = self.span(node);
        let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
            return self.builder.temp(span);
        };
        let operator = self.operator(node);
        // C leaves the order of the two sides open.
        let (dest, indexed) = self.place_and_indices(left);
        // What is added up are numbers about it, and 0 stands for nothing.
        if operator == "=" && !matches!(self.constant(right), Some(Const::Int(0))) {
            self.write_down(dest, indexed, span);
        }
        match operator.strip_suffix('=') {
            None | Some("") => self.store(dest, right, span),
            Some(operator) => {
                let by = self.value(right);
                self.assign(dest, Rvalue::Binary(bin_op(operator), Operand::Copy(dest), by), span);
            }
        }
        if self.is_nowhere(dest) {
            self.builder.end(Terminator::Diverge { span });
        }
        dest
    }

    /// Whether the place is where a pointer leads that was just set to null: storing there ends the process, and is meant to.
    fn is_nowhere(&self, place: PlaceId) -> bool {
        let node = self.builder.function().places.get(place);
        let Some(pointer) = node.parent.filter(|_| matches!(node.step, Step::Elem(_))) else { return false };
        matches!(self.builder.stored_last(pointer), Some(Rvalue::Use(Operand::Const(Const::Int(0)))))
    }

    /// `x++` or `--x` for its effect.
    pub(super) fn step(&mut self, node: Node<'a>) {
        if let Some(argument) = field(node, "argument") {
            let place = self.place(argument);
            self.step_place(node, place);
        }
    }

    /// `x++` or `--x` as a value: behind the operand it is the old value.
    pub(super) fn update(&mut self, node: Node<'a>) -> Operand {
        let (Some(argument), Some(operator)) = (field(node, "argument"), field(node, "operator")) else {
            return Operand::Unknown;
        };
        let (place, span) = (self.place(argument), self.span(node));
        let is_postfix = operator.start_byte() > argument.start_byte();
        let old = is_postfix.then(|| self.keep(Operand::Copy(place), span));
        self.step_place(node, place);
        old.unwrap_or(Operand::Copy(place))
    }

    fn step_place(&mut self, node: Node<'a>, place: PlaceId) {
        let op = if self.operator(node) == "--" { BinOp::Sub } else { BinOp::Add };
        let span = self.span(node);
        self.assign(place, Rvalue::Binary(op, Operand::Copy(place), Operand::int(1)), span);
    }
}
