//! What comes behind an operand: arguments, members, what is assigned.

use super::around::Around;
use super::kind::Kind;
use super::parser::Parser;

impl Parser<'_> {
    /// Calls, subscripts and the like behind what began at `mark`.
    pub(super) fn suffixes(&mut self, mark: usize, around: Around) -> Option<()> {
        loop {
            match self.kind() {
                Kind::Open => {
                    self.out.field("function");
                    self.arguments()?;
                    self.out.field("arguments");
                    self.out.close(mark, "call_expression");
                }
                Kind::OpenBracket => {
                    self.out.field("argument");
                    self.plain();
                    self.deeper(Parser::value)?;
                    self.out.field("index");
                    self.expect(Kind::CloseBracket)?;
                    self.out.close(mark, "subscript_expression");
                }
                Kind::Dot | Kind::Arrow => self.member(mark)?,
                Kind::Increment | Kind::Decrement if !around.is_negated => {
                    self.out.field("argument");
                    self.plain();
                    self.out.field("operator");
                    self.out.close(mark, "update_expression");
                }
                _ => return Some(()),
            }
        }
    }

    fn member(&mut self, mark: usize) -> Option<()> {
        self.out.field("argument");
        self.plain();
        self.out.field("operator");
        // Any word will do.
        if !self.kind().is_word() {
            return None;
        }
        self.named("field_identifier");
        self.out.field("field");
        self.out.close(mark, "field_expression");
        Some(())
    }

    /// What is assigned to what began at `mark`, if anything is.
    pub(super) fn assigned(&mut self, mark: usize, around: Around) -> Option<()> {
        if !self.kind().is_assignment() || around.is_pointed {
            return Some(());
        }
        let can_be = matches!(
            self.out.last_kind(),
            "identifier"
                | "call_expression"
                | "field_expression"
                | "pointer_expression"
                | "subscript_expression"
                | "parenthesized_expression"
        );
        if !can_be {
            return None;
        }
        self.out.field("left");
        self.plain();
        self.out.field("operator");
        self.deeper(Parser::value)?;
        self.out.field("right");
        self.out.close(mark, "assignment_expression");
        Some(())
    }

    pub(super) fn arguments(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        if self.kind() != Kind::Close {
            self.argument()?;
            while self.take(Kind::Comma) {
                self.argument()?;
            }
        }
        self.expect(Kind::Close)?;
        self.out.close(mark, "argument_list");
        Some(())
    }

    fn argument(&mut self) -> Option<()> {
        let is_block = self.kind() == Kind::OpenBrace;
        self.deeper(if is_block { Parser::block } else { Parser::value })
    }

    /// What stands in parentheses: expressions or a block.
    pub(super) fn in_parentheses(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.expect(Kind::Open)?;
        let is_block = self.kind() == Kind::OpenBrace;
        if self.is_known_word() {
            return None;
        }
        self.deeper(if is_block { Parser::block } else { Parser::values })?;
        self.expect(Kind::Close)?;
        self.out.close(mark, "parenthesized_expression");
        Some(())
    }
}
