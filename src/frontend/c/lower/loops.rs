//! Loops, also those that a macro hides.

use super::context::{Lowerer, children, field};
use super::jumps::Breakable;
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, Terminator};

impl<'a> Lowerer<'a> {
    /// Lowers a loop's body into `block` and goes on at `next`, which is also where `continue` leads.
    fn loop_body(&mut self, block: BlockId, body: Option<Node<'a>>, next: BlockId, after: (BlockId, usize)) {
        let kept = self.scopes.depth();
        self.jumps.breakables.push(Breakable { on_break: after, on_continue: Some((next, kept)) });
        self.arm(block, body, next);
        self.jumps.breakables.pop();
    }

    pub(super) fn while_statement(&mut self, node: Node<'a>) {
        let [head, body, after] = [(); 3].map(|()| self.builder.new_block());
        self.builder.goto(head);
        self.builder.switch_to(head);
        self.head_cond(node, field(node, "condition"), body, after);
        let kept = self.scopes.depth();
        self.loop_body(body, field(node, "body"), head, (after, kept));
        self.builder.switch_to(after);
    }

    pub(super) fn do_statement(&mut self, node: Node<'a>) {
        let [body, check, after] = [(); 3].map(|()| self.builder.new_block());
        self.builder.goto(body);
        let kept = self.scopes.depth();
        self.loop_body(body, field(node, "body"), check, (after, kept));
        self.builder.switch_to(check);
        self.head_cond(node, field(node, "condition"), body, after);
        self.builder.switch_to(after);
    }

    pub(super) fn for_statement(&mut self, node: Node<'a>) {
        let [head, body, step, exit, after] = [(); 5].map(|()| self.builder.new_block());
        let kept = self.scopes.depth();
        self.scopes.open();
        let is_broken = self.is_head_broken(node);
        match field(node, "initializer") {
            Some(init) if !is_broken => self.for_init(init),
            _ => {}
        }
        self.builder.goto(head);
        self.builder.switch_to(head);
        self.for_cond(node, is_broken, body, exit);
        self.loop_body(body, field(node, "body"), step, (after, kept));
        self.builder.switch_to(step);
        if let Some(update) = field(node, "update").filter(|_| !is_broken) {
            self.statement = (update.start_byte(), update.end_byte());
            self.effect(update, false);
        }
        self.builder.goto(head);
        self.builder.switch_to(exit);
        // Here the variables end when the condition fails; `break` lists them itself.
        self.close_block(node);
        self.builder.goto(after);
        self.builder.switch_to(after);
    }

    fn for_init(&mut self, init: Node<'a>) {
        self.statement = (init.start_byte(), init.end_byte());
        match init.kind() {
            "declaration" => self.declaration(init),
            _ => self.effect(init, false),
        }
    }

    fn for_cond(&mut self, node: Node<'a>, is_broken: bool, body: BlockId, exit: BlockId) {
        match field(node, "condition") {
            None if !is_broken => self.builder.goto(body),
            cond => self.head_cond(node, cond, body, exit),
        }
    }

    /// Whether `node` is `FOREACH(x, list)` without a semicolon and `body` the block it repeats.
    pub(super) fn is_hidden_loop(&self, node: Node<'a>, body: Node<'a>) -> bool {
        let all = children(node);
        let [call, semicolon] = all[..] else { return false };
        let is_bare_call =
            node.kind() == "expression_statement" && call.kind() == "call_expression" && semicolon.is_missing();
        let is_each = || {
            let callee = field(call, "function").map_or("", |callee| self.source(callee));
            callee.to_ascii_lowercase().replace('_', "").contains("foreach")
        };
        is_bare_call && (body.kind() == "compound_statement" || body.kind().ends_with("_statement") && is_each())
    }

    /// The macro's call stands for the loop's head: it may do anything to its arguments and then go either way.
    pub(super) fn hidden_loop(&mut self, node: Node<'a>, body: Node<'a>) {
        let [head, inside, after] = [(); 3].map(|()| self.builder.new_block());
        self.pass_comments(node.start_byte());
        self.builder.goto(head);
        self.builder.switch_to(head);
        self.stmt(node);
        let span = self.span(node);
        self.either(inside, after, span);
        let kept = self.scopes.depth();
        self.loop_body(inside, Some(body), head, (after, kept));
        self.builder.switch_to(after);
    }

    /// Goes to one of two blocks for a reason that is not known.
    pub(super) fn either(&mut self, then: BlockId, otherwise: BlockId, span: crate::source::Span) {
        let cond = crate::ir::Cond {
            lhs: crate::ir::Operand::Unknown,
            op: crate::ir::CmpOp::Ne,
            rhs: crate::ir::Operand::int(0),
        };
        self.builder.end(Terminator::Branch { cond, then, otherwise, span });
    }
}
