//! Where `break`, `continue` and `goto` lead, and which scopes they leave.

use super::context::{Lowerer, field};
use super::scope::ScopeId;
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, Inst, LocalId, Operand, Terminator};
use crate::source::Span;

/// A statement that `break` or `continue` can leave.
#[derive(Clone, Copy, Debug)]
pub(super) struct Breakable {
    /// Where `break` leads, and how many scopes stay open there.
    pub on_break: (BlockId, usize),
    /// The same for `continue`; a `switch` has none.
    pub on_continue: Option<(BlockId, usize)>,
}

/// A `goto` whose label's scope may not be known yet.
#[derive(Debug)]
struct Goto<'a> {
    /// The block that it ends.
    from: BlockId,
    label: &'a str,
    /// The scopes open at the `goto`, innermost first.
    scopes: Vec<(ScopeId, Vec<LocalId>)>,
    span: Span,
}

#[derive(Debug)]
struct Label<'a> {
    name: &'a str,
    block: BlockId,
    /// The scopes open at the label; `None` until it is met.
    scopes: Option<Vec<ScopeId>>,
}

/// All jumps of one function.
#[derive(Debug, Default)]
pub(super) struct Jumps<'a> {
    pub breakables: Vec<Breakable>,
    /// The `__finally` blocks that a `return` runs, outermost first.
    pub finally: Vec<Node<'a>>,
    labels: Vec<Label<'a>>,
    gotos: Vec<Goto<'a>>,
}

impl<'a> Lowerer<'a> {
    fn label(&mut self, name: &'a str) -> usize {
        if let Some(at) = self.jumps.labels.iter().position(|label| label.name == name) {
            return at;
        }
        let block = self.builder.new_block();
        self.jumps.labels.push(Label { name, block, scopes: None });
        self.jumps.labels.len() - 1
    }

    /// Begins the block of the label `name` here.
    pub(super) fn place_label(&mut self, name: &'a str) {
        let at = self.label(name);
        let scopes = self.scopes.path();
        let label = &mut self.jumps.labels[at];
        // A text that repeats a label is wrong or was lowered twice; the first one counts.
        if label.scopes.is_none() {
            label.scopes = Some(scopes);
            let block = label.block;
            self.builder.goto(block);
            self.builder.switch_to(block);
        }
    }

    pub(super) fn goto_statement(&mut self, node: Node<'a>) {
        let span = self.span(node);
        let Some(label) = field(node, "label").map(|label| self.source(label)) else {
            return self.opaque(node);
        };
        self.pass_comments_of_jump(node);
        let at = self.label(label);
        let target = self.jumps.labels[at].block;
        let from = self.builder.current();
        self.jumps.gotos.push(Goto { from, label, scopes: self.scopes.snapshot(), span });
        self.builder.end(Terminator::Goto { target, span: Some(span) });
    }

    /// Ends the scopes that each `goto` leaves. A label that never came ends its path.
    pub(super) fn resolve_gotos(&mut self) {
        for goto in std::mem::take(&mut self.jumps.gotos) {
            let at = self.label(goto.label);
            let label = &self.jumps.labels[at];
            let Some(kept) = &label.scopes else {
                let block = label.block;
                self.builder.switch_to(block);
                self.builder.end(Terminator::Diverge { span: goto.span });
                self.problem(goto.span, "the label of this goto was not found");
                continue;
            };
            let left = goto.scopes.into_iter().take_while(|(scope, _)| !kept.contains(scope));
            let locals: Vec<LocalId> = left.flat_map(|(_, autos)| autos).collect();
            if !locals.is_empty() {
                self.builder.push_to(goto.from, Inst::ScopeEnd { locals, span: goto.span });
            }
        }
    }

    pub(super) fn break_statement(&mut self, node: Node<'a>) {
        let target = self.jumps.breakables.last().map(|breakable| breakable.on_break);
        self.jump(node, target);
    }

    pub(super) fn continue_statement(&mut self, node: Node<'a>) {
        let target = self.jumps.breakables.iter().rev().find_map(|breakable| breakable.on_continue);
        self.jump(node, target);
    }

    pub(super) fn jump(&mut self, node: Node<'a>, target: Option<(BlockId, usize)>) {
        let Some((target, kept)) = target else {
            // Its loop is hidden in a macro or did not parse.
            return self.opaque(node);
        };
        let span = self.span(node);
        self.pass_comments_of_jump(node);
        let locals = self.scopes.autos_inside(kept);
        self.end_locals(locals, span);
        self.builder.end(Terminator::Goto { target, span: Some(span) });
    }

    pub(super) fn return_statement(&mut self, node: Node<'a>) {
        let span = self.span(node);
        let value = super::context::parts(node).into_iter().find(|part| !part.is_error());
        self.statement = (node.start_byte(), node.end_byte());
        let mut operand = if self.is_broken(node) {
            self.opaque(node);
            Some(Operand::Unknown)
        } else {
            value.map(|value| self.value(value))
        };
        self.pass_comments_of_jump(node);
        if !self.jumps.finally.is_empty() {
            operand = operand.map(|operand| self.keep(operand, span));
            self.run_finally();
        }
        self.builder.end(Terminator::Return { value: operand, span });
    }
}
