//! References: pointers that are followed wherever they are named.

use super::super::context::{Lowerer, field, parts};
use crate::frontend::c::syntax::Node;
use crate::ir::{LocalId, Operand, PlaceId, Rvalue};
use crate::source::Span;

impl<'a> Lowerer<'a> {
    /// The address of what `node` designates: itself if it can be stored into, else a temporary with its value.
    pub(in super::super) fn reference_to(&mut self, node: Node<'a>) -> Operand {
        let node = self.strip(node);
        match node.kind() {
            "identifier" | "type_identifier" if self.named_constant(self.source(node)).is_some() => self.value(node),
            "identifier" | "type_identifier" | "field_expression" | "subscript_expression" => {
                Operand::AddrOf(self.place(node))
            }
            "pointer_expression" if self.operator(node) == "*" => Operand::AddrOf(self.place(node)),
            "conditional_expression" => self.reference_to_choice(node),
            _ => Operand::AddrOf(self.hold(node)),
        }
    }

    /// `int &fd = is_tcp ? tcp : udp;`
    fn reference_to_choice(&mut self, node: Node<'a>) -> Operand {
        let fields = ["condition", "consequence", "alternative"].map(|name| field(node, name));
        let [Some(cond), Some(then), Some(otherwise)] = fields else { return Operand::Unknown };
        let [holds, fails, after] = [(); 3].map(|()| self.builder.new_block());
        let span = self.span(node);
        let pointer = self.builder.temp(span);
        self.cond(cond, holds, fails);
        for (block, value) in [(holds, then), (fails, otherwise)] {
            self.builder.switch_to(block);
            let target = self.reference_to(value);
            self.assign(pointer, Rvalue::Use(target), span);
            self.builder.goto(after);
        }
        self.builder.switch_to(after);
        Operand::Copy(pointer)
    }

    /// Binds a reference to what `value` designates.
    pub(in super::super) fn bind_reference(&mut self, local: LocalId, value: Node<'a>, span: Span) {
        let value = match value.kind() {
            "initializer_list" | "argument_list" => parts(value).first().copied(),
            _ => Some(value),
        };
        let target = value.map_or(Operand::Unknown, |value| self.reference_to(value));
        let pointer = self.builder.places().local(local);
        self.assign(pointer, Rvalue::Use(target), span);
    }

    /// What a reference refers to.
    pub(in super::super) fn referred(&mut self, local: LocalId) -> PlaceId {
        let pointer = self.builder.places().local(local);
        self.builder.places().deref(pointer)
    }
}

/// Whether a declarator declares a reference.
pub(in super::super) fn is_reference(declarator: Node) -> bool {
    let mut node = declarator;
    loop {
        match node.kind() {
            "reference_declarator" => return true,
            "function_declarator" => return false,
            _ => {}
        }
        let inner = field(node, "declarator")
            .or_else(|| parts(node).into_iter().find(|part| part.kind().ends_with("_declarator")));
        match inner {
            Some(inner) => node = inner,
            None => return false,
        }
    }
}
