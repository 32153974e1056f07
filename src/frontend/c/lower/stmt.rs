//! Statements.

use super::context::{Lowerer, field, parts};
use crate::frontend::c::syntax::Node;
use crate::ir::BlockId;

impl<'a> Lowerer<'a> {
    /// Lowers one statement or declaration.
    pub(super) fn stmt(&mut self, node: Node<'a>) {
        self.pass_comments(node.start_byte());
        match node.kind() {
            "compound_statement" => self.block(node),
            "expression_statement" => self.expression_statement(node),
            "declaration" => self.declaration(node),
            "type_definition" => self.typedef(node),
            "struct_specifier" | "union_specifier" | "enum_specifier" => self.enumerators_in(node),
            "if_statement" => self.if_statement(node),
            "while_statement" => self.while_statement(node),
            "do_statement" => self.do_statement(node),
            "for_statement" => self.for_statement(node),
            "switch_statement" => self.switch_statement(node),
            "case_statement" => self.case_statement(node),
            "labeled_statement" => self.labeled_statement(node),
            "attributed_statement" => self.attributed_statement(node),
            "goto_statement" => self.goto_statement(node),
            "break_statement" => self.break_statement(node),
            "continue_statement" => self.continue_statement(node),
            "return_statement" => self.return_statement(node),
            "seh_try_statement" => self.seh_try(node),
            "seh_leave_statement" => self.seh_leave(node),
            "function_definition" => self.nested_function(node),
            // Directives do nothing; arms of conditionals are chosen before, so those left over did not fit together.
            "preproc_call" | "preproc_def" | "preproc_function_def" | "preproc_include" => {}
            _ if self.cpp_stmt(node) => {}
            _ => self.fragments(node),
        }
    }

    fn expression_statement(&mut self, node: Node<'a>) {
        // What is said of an `if` without braces is said of its one statement.
        let head =
            node.parent().filter(|parent| parent.kind() == "if_statement" && field(*parent, "alternative").is_none());
        self.statement = (head.unwrap_or(node).start_byte(), node.end_byte());
        if self.is_broken(node) {
            return self.opaque(node);
        }
        for part in parts(node).into_iter().filter(|part| !part.is_missing()) {
            self.effect(part, false);
        }
    }

    fn attributed_statement(&mut self, node: Node<'a>) {
        for part in parts(node).into_iter().filter(|part| part.kind() != "attribute_declaration") {
            self.stmt(part);
        }
    }

    fn labeled_statement(&mut self, node: Node<'a>) {
        if let Some(label) = field(node, "label") {
            self.place_label(self.source(label));
        }
        for part in parts(node).into_iter().filter(|part| part.kind() != "statement_identifier") {
            self.stmt(part);
        }
    }

    /// A chain of `else if` is one loop here, so that its length costs no stack.
    fn if_statement(&mut self, first: Node<'a>) {
        if self.is_cpp() {
            // A variable that a condition declares lives as long as the whole chain.
            self.scopes.open();
            self.if_chain(first);
            return self.close_block(first);
        }
        self.if_chain(first);
    }

    fn if_chain(&mut self, first: Node<'a>) {
        let after = self.builder.new_block();
        let mut node = first;
        loop {
            let alternative = field(node, "alternative").map(parts).unwrap_or_default();
            let then = self.builder.new_block();
            let otherwise = if alternative.is_empty() { after } else { self.builder.new_block() };
            self.head_cond(node, field(node, "condition"), then, otherwise);
            self.arm(then, field(node, "consequence"), after);
            self.builder.switch_to(otherwise);
            match alternative[..] {
                [] => break,
                [next] if next.kind() == "if_statement" => {
                    self.pass_comments(next.start_byte());
                    node = next;
                }
                _ => {
                    alternative.into_iter().for_each(|part| self.stmt(part));
                    self.builder.goto(after);
                    break;
                }
            }
        }
        self.builder.switch_to(after);
    }

    /// Lowers `body` into `block` and goes on at `after`.
    pub(super) fn arm(&mut self, block: BlockId, body: Option<Node<'a>>, after: BlockId) {
        self.builder.switch_to(block);
        if let Some(body) = body {
            self.stmt(body);
        }
        self.builder.goto(after);
    }

    /// The condition of the statement `owner`; if the head of `owner` did not parse, it may go either way.
    pub(super) fn head_cond(&mut self, owner: Node<'a>, cond: Option<Node<'a>>, then: BlockId, otherwise: BlockId) {
        let name = self.overwritten(owner);
        match (cond, name) {
            (Some(cond), Some(name)) if !self.is_head_broken(owner) => {
                self.macro_head(owner, name, cond, then, otherwise)
            }
            (Some(cond), None) if !self.is_head_broken(owner) => {
                self.statement = (cond.start_byte(), cond.end_byte());
                self.cond(cond, then, otherwise);
            }
            _ => {
                self.opaque_head(owner);
                let span = self.span(cond.unwrap_or(owner));
                self.either(then, otherwise, span);
            }
        }
    }
}
