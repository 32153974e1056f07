//! Expressions.

use super::around::Around;
use super::doubt::Reading;
use super::kind::Kind;
use super::parser::Parser;

/// Binds less tightly than anything.
const LOWEST: i8 = -3;
const CONDITIONAL: i8 = -1;

impl Parser<'_> {
    /// An expression, or several with commas.
    pub(super) fn values(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.value()?;
        if self.kind() != Kind::Comma {
            return Some(());
        }
        self.out.field("left");
        self.plain();
        self.deeper(Parser::values)?;
        self.out.field("right");
        self.out.close(mark, "comma_expression");
        Some(())
    }

    /// One expression.
    pub(super) fn value(&mut self) -> Option<()> {
        let before = (std::mem::take(&mut self.n_doubts), std::mem::take(&mut self.is_turned));
        self.value_above(LOWEST, Around::NOTHING)?;
        (self.n_doubts, self.is_turned) = before;
        Some(())
    }

    /// An expression whose binary operators all bind more tightly than `least`.
    fn value_above(&mut self, least: i8, around: Around) -> Option<()> {
        let mark = self.out.mark();
        self.operand(around)?;
        let first = self.out.last_kind();
        while let Some(precedence) = self.kind().precedence().filter(|precedence| *precedence > least) {
            self.out.field("left");
            self.plain();
            self.out.field("operator");
            self.deeper(|parser| parser.value_above(precedence, around.right_of(precedence, first)))?;
            self.out.field("right");
            self.out.close(mark, "binary_expression");
        }
        if least < CONDITIONAL && self.kind() == Kind::Question {
            self.alternatives(mark)?;
        }
        Some(())
    }

    /// What comes behind the condition at `mark`.
    fn alternatives(&mut self, mark: usize) -> Option<()> {
        self.out.field("condition");
        self.plain();
        if self.kind() != Kind::Colon {
            self.deeper(Parser::values)?;
            self.out.field("consequence");
        }
        self.expect(Kind::Colon)?;
        self.deeper(Parser::value)?;
        self.out.field("alternative");
        self.out.close(mark, "conditional_expression");
        Some(())
    }

    pub(super) fn operand(&mut self, around: Around) -> Option<()> {
        self.deeper(|parser| parser.operand_here(around))
    }

    fn operand_here(&mut self, around: Around) -> Option<()> {
        let mark = self.out.mark();
        match self.kind() {
            Kind::Plus | Kind::Minus if self.is_glued(self.at()) => self.signed_number()?,
            Kind::Bang | Kind::Tilde | Kind::Minus | Kind::Plus => return self.negated(around),
            Kind::Star | Kind::Amp | Kind::And => {
                self.pointer(around)?;
                return self.assigned(mark, around);
            }
            Kind::Increment | Kind::Decrement => {
                self.plain();
                self.out.field("operator");
                self.operand(around.prefixed())?;
                self.out.field("argument");
                self.out.close(mark, "update_expression");
                return Some(());
            }
            Kind::Sizeof => return self.size(around),
            Kind::Extension => return self.extension(),
            Kind::Open => match self.parenthesis(around)? {
                Reading::Cast => return self.cast(around),
                Reading::Literal => self.compound_literal()?,
                Reading::Value => self.in_parentheses()?,
            },
            _ => self.primary()?,
        }
        self.suffixes(mark, around)?;
        self.assigned(mark, around)
    }

    fn signed_number(&mut self) -> Option<()> {
        let start = self.skip().start;
        let end = self.skip().end;
        self.out.leaf("number_literal", true, start, end);
        Some(())
    }

    fn negated(&mut self, around: Around) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.out.field("operator");
        self.operand(Around { is_negated: true, ..around.prefixed() })?;
        self.out.field("argument");
        self.out.close(mark, "unary_expression");
        // `-a++` is `(-a)++` to the grammar.
        if self.kind().is_step() && !around.is_negated {
            return self.suffixes(mark, around);
        }
        Some(())
    }

    /// `__extension__` before a block.
    fn extension(&mut self) -> Option<()> {
        if self.ahead(1) != Kind::Open || self.ahead(2) != Kind::OpenBrace {
            return None;
        }
        let mark = self.out.mark();
        self.plain();
        self.value_above(0, Around::NOTHING)?;
        self.out.close(mark, "extension_expression");
        Some(())
    }

    /// Something behind `*` or `&`; two of the latter are one token.
    fn pointer(&mut self, around: Around) -> Option<()> {
        let mark = self.out.mark();
        let token = self.skip();
        let spelling = if token.kind == Kind::Star { "*" } else { "&" };
        self.out.leaf(spelling, false, token.start, token.start + 1);
        self.out.field("operator");
        let inner = self.out.mark();
        if token.kind == Kind::And {
            self.out.leaf("&", false, token.start + 1, token.end);
            self.out.field("operator");
        }
        self.operand(Around { is_pointed: true, ..around.prefixed() })?;
        self.out.field("argument");
        if token.kind == Kind::And {
            self.out.close(inner, "pointer_expression");
            self.out.field("argument");
        }
        self.out.close(mark, "pointer_expression");
        Some(())
    }
}
