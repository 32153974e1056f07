//! `switch`: cases with fall-through, and cases that are no constants.

use super::context::{Lowerer, children, field};
use super::jumps::Breakable;
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, Const, Operand, Terminator};

/// Longest case range that is spelled out.
const MAX_RANGE: i64 = 64;

/// The cases met so far in the innermost `switch`.
#[derive(Debug, Default)]
pub(super) struct Cases {
    constants: Vec<(Const, BlockId)>,
    default: Option<BlockId>,
    /// Cases whose values are not known.
    unknown: Vec<BlockId>,
}

impl<'a> Lowerer<'a> {
    pub(super) fn switch_statement(&mut self, node: Node<'a>) {
        let Some(cond) = field(node, "condition") else { return self.fragments(node) };
        let value = if self.is_head_broken(node) {
            self.opaque_head(node);
            Operand::Unknown
        } else {
            self.statement = (cond.start_byte(), cond.end_byte());
            self.switched(cond)
        };
        let (head, span) = (self.builder.current(), self.span(cond));
        let [body, after] = [(); 2].map(|()| self.builder.new_block());
        let outer = std::mem::take(&mut self.cases);
        let on_break = (after, self.scopes.depth());
        self.jumps.breakables.push(Breakable { on_break, on_continue: None });
        self.arm(body, field(node, "body"), after);
        self.jumps.breakables.pop();
        let cases = std::mem::replace(&mut self.cases, outer);
        self.builder.switch_to(head);
        self.end_switch(value, cases, after, span);
        self.builder.switch_to(after);
    }

    fn switched(&mut self, cond: Node<'a>) -> Operand {
        if cond.kind() != "condition_clause" {
            return self.value(cond);
        }
        match self.enter_condition(cond) {
            Ok(value) => value.map_or(Operand::Unknown, |value| self.value(value)),
            Err(value) => value,
        }
    }

    fn end_switch(&mut self, value: Operand, cases: Cases, after: BlockId, span: crate::source::Span) {
        let default = cases.default.unwrap_or(after);
        let mut otherwise = default;
        let head = self.builder.current();
        for case in cases.unknown {
            let maybe = self.builder.new_block();
            self.builder.switch_to(maybe);
            self.either(case, otherwise, span);
            otherwise = maybe;
        }
        self.builder.switch_to(head);
        self.builder.end(Terminator::Switch { value, cases: cases.constants, default: otherwise, span });
    }

    pub(super) fn case_statement(&mut self, node: Node<'a>) {
        let block = self.builder.new_block();
        self.builder.goto(block);
        self.builder.switch_to(block);
        let all = children(node);
        let colon = all.iter().position(|child| child.kind() == ":").map_or(0, |at| at + 1);
        self.add_case(node, &all[..colon], block);
        let mut at = colon;
        while at < all.len() {
            at += self.statement_of(&all, at);
        }
    }

    /// Enters the label `head`: `case`, its value, what did not parse, `:`.
    fn add_case(&mut self, node: Node<'a>, head: &[Node<'a>], block: BlockId) {
        let Some(value) = field(node, "value") else {
            self.cases.default = Some(block);
            return;
        };
        let error = head.iter().find(|child| child.is_error());
        let range_end = error.and_then(|error| self.source(*error).trim().strip_prefix("...")).map(str::trim);
        let first = self.constant(value);
        match (first, error, range_end) {
            (Some(constant), None, _) => self.cases.constants.push((constant, block)),
            (Some(Const::Int(first)), _, Some(last)) => self.add_range(first, self.constant_text(last), block),
            _ => self.cases.unknown.push(block),
        }
    }

    fn add_range(&mut self, first: i64, last: Option<i64>, block: BlockId) {
        match last {
            Some(last) if last.saturating_sub(first) < MAX_RANGE => {
                self.cases.constants.extend((first..=last).map(|value| (Const::Int(value), block)));
            }
            _ => self.cases.unknown.push(block),
        }
    }
}
