//! Types in parentheses, and what comes behind them.

use super::around::Around;
use super::doubt::Held;
use super::kind::Kind;
use super::parser::Parser;

impl Parser<'_> {
    /// A cast.
    pub(super) fn cast(&mut self, around: Around) -> Option<()> {
        let mark = self.out.mark();
        self.type_in_parentheses()?;
        self.operand(around.prefixed())?;
        self.out.field("value");
        self.out.close(mark, "cast_expression");
        Some(())
    }

    /// A type in parentheses and an initializer.
    pub(super) fn compound_literal(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.type_in_parentheses()?;
        self.deeper(Parser::initializers)?;
        self.out.field("value");
        self.out.close(mark, "compound_literal_expression");
        Some(())
    }

    pub(super) fn type_in_parentheses(&mut self) -> Option<()> {
        self.expect(Kind::Open)?;
        self.deeper(Parser::type_descriptor)?;
        self.out.field("type");
        self.expect(Kind::Close)
    }

    /// `sizeof` and what it is the size of.
    pub(super) fn size(&mut self, around: Around) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        let held = if self.kind() == Kind::Open { self.held(self.at()) } else { Held::Value };
        let behind = self.behind(self.at());
        let next = self.kind_at(behind);
        let goes_on = next.begins_value() || next.is_step() || matches!(next, Kind::Open | Kind::OpenBrace);
        let goes_on = goes_on || matches!(next, Kind::OpenBracket | Kind::Dot | Kind::Arrow);
        match held {
            Held::Value => {
                self.operand(around.prefixed())?;
                self.out.field("value");
            }
            Held::Type if self.is_glued(behind) => {
                self.cast(around)?;
                self.out.field("value");
            }
            Held::Starred | Held::Turned => return None,
            Held::Name | Held::Brackets if self.is_glued(behind) && around.has_prefix() => return None,
            Held::Name | Held::Brackets if self.is_glued(behind) && self.tighter(next, behind + 1)? != 0 => {
                return None;
            }
            _ if goes_on => return None,
            Held::Type => self.type_in_parentheses()?,
            Held::Name | Held::Brackets => {
                self.is_turned |= self.is_glued(behind);
                self.in_parentheses()?;
                self.out.field("value");
            }
        }
        self.out.close(mark, "sizeof_expression");
        Some(())
    }

    /// `alignof` and its type.
    pub(super) fn alignment(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.type_in_parentheses()?;
        self.out.close(mark, "alignof_expression");
        Some(())
    }

    /// `_Generic`: a value for each type.
    pub(super) fn generic(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.expect(Kind::Open)?;
        self.deeper(Parser::value)?;
        while self.take(Kind::Comma) {
            self.deeper(Parser::type_descriptor)?;
            self.expect(Kind::Colon)?;
            self.deeper(Parser::value)?;
        }
        self.expect(Kind::Close)?;
        self.out.close(mark, "generic_expression");
        Some(())
    }

    /// `offsetof` a member of a type.
    pub(super) fn offset(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.expect(Kind::Open)?;
        self.deeper(Parser::type_descriptor)?;
        self.out.field("type");
        self.expect(Kind::Comma)?;
        self.name("field_identifier")?;
        self.out.field("member");
        self.expect(Kind::Close)?;
        self.out.close(mark, "offsetof_expression");
        Some(())
    }
}
