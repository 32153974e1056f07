//! `for (auto x : list)`

use super::super::context::{Lowerer, field, parts};
use super::super::declarator::{base_type, declared};
use super::super::jumps::Breakable;
use super::super::scope::Binding;
use super::references::is_reference;
use crate::frontend::c::syntax::Node;
use crate::ir::{LocalKind, Name, Rvalue};

impl<'a> Lowerer<'a> {
    pub(super) fn range_loop(&mut self, node: Node<'a>) {
        let [head, body, next, exit, after] = [(); 5].map(|()| self.builder.new_block());
        let kept = self.scopes.depth();
        self.scopes.open();
        if let Some(init) = field(node, "initializer") {
            self.stmt(init);
        }
        if let Some(list) = field(node, "right") {
            self.pass_list(list);
        }
        self.builder.goto(head);
        self.builder.switch_to(head);
        let span = self.span(node);
        self.either(body, exit, span);
        self.builder.switch_to(body);
        self.scopes.open();
        self.range_variable(node);
        let inner = self.scopes.depth();
        self.jumps.breakables.push(Breakable { on_break: (after, kept), on_continue: Some((next, inner)) });
        let inside = self.builder.new_block();
        self.builder.goto(inside);
        self.arm(inside, field(node, "body"), next);
        self.jumps.breakables.pop();
        self.builder.switch_to(next);
        let (locals, end) = (self.scopes.close(), self.last_byte(node));
        self.end_locals(locals, end);
        self.builder.goto(head);
        self.builder.switch_to(exit);
        self.close_block(node);
        self.builder.goto(after);
        self.builder.switch_to(after);
    }

    /// What happens to the elements is not followed: the list is given away with all that it holds.
    fn pass_list(&mut self, list: Node<'a>) {
        let place = match self.strip(list).kind() {
            "identifier" | "field_expression" | "subscript_expression" | "pointer_expression" => self.place(list),
            "initializer_list" => return parts(list).into_iter().for_each(|item| drop(self.value(item))),
            _ => self.hold(list),
        };
        if self.builder.places().root_local(place).is_some() {
            self.give_away("for", vec![place], list);
        }
    }

    /// Declares the variable that stands for each element; of several, none is known.
    fn range_variable(&mut self, node: Node<'a>) {
        let Some(declarator) = field(node, "declarator") else { return };
        let Some(found) = declared(declarator, base_type(self.text, node)) else {
            return self.bind_all(declarator);
        };
        let (name, span) = (self.source(found.name), self.span(found.name));
        let is_reference = is_reference(declarator);
        let mut ty = found.ty;
        ty.pointers += u8::from(is_reference);
        let local = self.builder.local(name, ty, LocalKind::Auto, span);
        let place = self.builder.places().local(local);
        match is_reference {
            true => self.scopes.bind(Name::new(name), Binding::Reference(local)),
            false => self.scopes.bind_auto(Name::new(name), local),
        }
        self.assign(place, Rvalue::Unknown, span);
    }
}
