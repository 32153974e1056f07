//! Structured exception handling as Microsoft's compiler has it.

use super::context::{Lowerer, field, parts};
use super::jumps::Breakable;
use crate::frontend::c::syntax::Node;

impl<'a> Lowerer<'a> {
    /// `__try` with `__finally`: the clause follows on the way out. With `__except`: the clause may run instead.
    pub(super) fn seh_try(&mut self, node: Node<'a>) {
        let clauses = parts(node);
        let clause = |kind: &str| clauses.iter().find(|part| part.kind() == kind).and_then(|part| field(*part, "body"));
        let (finally, except) = (clause("seh_finally_clause"), clause("seh_except_clause"));
        let [body, handler, leave, after] = [(); 4].map(|()| self.builder.new_block());
        let span = self.span(node);
        match except {
            Some(_) => self.either(body, handler, span),
            None => self.builder.goto(body),
        }
        // `__leave` is looked up like a `break`, but only by `seh_leave`.
        self.leaves.push(Breakable { on_break: (leave, self.scopes.depth()), on_continue: None });
        self.jumps.finally.extend(finally);
        self.arm(body, field(node, "body"), leave);
        if finally.is_some() {
            self.jumps.finally.pop();
        }
        self.leaves.pop();
        self.arm(leave, finally, after);
        self.arm(handler, except, after);
        self.builder.switch_to(after);
    }

    pub(super) fn seh_leave(&mut self, node: Node<'a>) {
        let target = self.leaves.last().map(|leave| leave.on_break);
        self.jump(node, target);
    }

    /// A `return` runs the `__finally` blocks around it, innermost first.
    pub(super) fn run_finally(&mut self) {
        let mut waiting = std::mem::take(&mut self.jumps.finally);
        let all = waiting.clone();
        while let Some(block) = waiting.pop() {
            // A `return` inside the block runs only those further out.
            self.jumps.finally.clone_from(&waiting);
            self.block(block);
        }
        self.jumps.finally = all;
    }
}
