//! Blocks: statements in order inside a scope.

use super::context::{Lowerer, children};
use crate::frontend::c::syntax::Node;

impl<'a> Lowerer<'a> {
    /// The function's body. Its end is a return, so that no scope ends there.
    pub(super) fn body(&mut self, definition: Node<'a>) {
        let Some(body) = super::context::field(definition, "body") else { return };
        match body.kind() {
            // `int f() try { ... } catch (...) { ... }`
            "try_statement" | "constructor_try_statement" => self.stmt(body),
            _ => self.statements(body),
        }
        self.pass_comments(body.end_byte());
        self.rest_after(definition);
        let span = self.last_byte(body);
        self.builder.end(crate::ir::Terminator::Return { value: None, span });
    }

    /// `{ ... }` with its own scope.
    pub(super) fn block(&mut self, node: Node<'a>) {
        self.scopes.open();
        self.statements(node);
        self.close_block(node);
    }

    /// Ends the innermost scope at the last byte of `node`.
    pub(super) fn close_block(&mut self, node: Node<'a>) {
        self.pass_comments(node.end_byte());
        let (locals, span) = (self.scopes.close(), self.last_byte(node));
        self.end_locals(locals, span);
    }

    /// The statements of a block or of what stands for one.
    pub(super) fn statements(&mut self, node: Node<'a>) {
        let all = children(node);
        let mut at = 0;
        while at < all.len() {
            at += self.statement_of(&all, at);
        }
    }

    /// Lowers what begins at `all[at]` and returns how many nodes that took.
    pub(super) fn statement_of(&mut self, all: &[Node<'a>], at: usize) -> usize {
        let node = all[at];
        if node.is_missing() {
            if node.kind() == "}" {
                self.opaque(node);
            }
            return 1;
        }
        if !node.is_named() || node.kind() == "comment" {
            return 1;
        }
        if let Some(&body) = all.get(at + 1)
            && self.is_hidden_loop(node, body)
        {
            self.hidden_loop(node, body);
            return 2;
        }
        self.stmt(node);
        1
    }
}
