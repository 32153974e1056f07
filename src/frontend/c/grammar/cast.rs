//! What parentheses at the start of an operand hold: a type or a value.
//!
//! Of `(a)` nobody can tell, so tree-sitter reads on both ways until one of them fails. Where both succeed, the value wins,
//! unless what follows has an operator that binds more tightly than the one behind the parentheses: `(a) - b * c` casts `-b`.

use super::kind::Kind;
use super::parser::Parser;
use super::value::Around;

/// How parentheses are read.
pub(super) enum Reading {
    /// They hold the type of the value behind them.
    Cast,
    /// They hold the type of the braces behind them.
    Literal,
    /// They hold a value.
    Value,
}

/// What may stand in parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Type,
    /// A single name.
    Name,
    /// A name with brackets behind it, which may be a type of functions or arrays.
    Brackets,
    /// The same behind a star, which would be the better for being a type.
    Starred,
    Value,
}

impl Parser<'_> {
    /// How to read the parenthesis that comes next.
    pub(super) fn parenthesis(&self, around: Around) -> Option<Reading> {
        let held = self.held(self.at());
        let behind = self.behind(self.at());
        let next = self.kind_at(behind);
        match held {
            Held::Value => Some(Reading::Value),
            Held::Type if next == Kind::OpenBrace => Some(Reading::Literal),
            Held::Type => Some(Reading::Cast),
            Held::Name if next == Kind::OpenBrace => Some(Reading::Literal),
            Held::Name if next.begins_value() => Some(Reading::Cast),
            _ if next.begins_value() || next == Kind::OpenBrace => None,
            Held::Name if next == Kind::Open && self.is_cast(behind) => Some(Reading::Cast),
            _ if next == Kind::Open => self.called(held, behind),
            _ if next.is_step() => self.stepped(behind),
            _ if next.is_both() => self.doubtful(held, next, behind + 1, around),
            _ => Some(Reading::Value),
        }
    }

    /// Whether the parenthesis at `at` is certainly a cast or a literal.
    fn is_cast(&self, at: usize) -> bool {
        let next = self.kind_at(self.behind(at));
        let held = self.held(at);
        held == Held::Type || held == Held::Name && (next.begins_value() || next == Kind::OpenBrace)
    }

    /// A value with arguments at `at`, or a cast of what is in parentheses there.
    fn called(&self, held: Held, at: usize) -> Option<Reading> {
        let next = self.kind_at(self.behind(at));
        if held == Held::Starred {
            return None;
        }
        if !next.is_both() {
            return Some(Reading::Value);
        }
        let tighter = self.is_tighter_behind(next, self.behind(at) + 1)?;
        (!tighter).then_some(Reading::Value)
    }

    /// A value with `++` at `at`, if nothing comes behind that could be what is counted up.
    fn stepped(&self, at: usize) -> Option<Reading> {
        let next = self.kind_at(at + 1);
        let is_value = next.begins_value() || next.is_both() || next.is_step() || next == Kind::Open;
        (!is_value).then_some(Reading::Value)
    }

    /// A value with the operator `next` behind it, or a cast of what begins with that; the rest is at `rest`.
    fn doubtful(&self, held: Held, next: Kind, rest: usize, around: Around) -> Option<Reading> {
        if held == Held::Starred {
            return None;
        }
        if !self.is_tighter_behind(next, rest)? {
            return Some(Reading::Value);
        }
        let own = next.precedence()?;
        let is_plain = held == Held::Name && around.before < own && !around.is_prefixed;
        is_plain.then_some(Reading::Cast)
    }

    /// Whether the operand at `at` has an operator behind it that binds more tightly than `operator` before it.
    fn is_tighter_behind(&self, operator: Kind, at: usize) -> Option<bool> {
        let behind = self.kind_at(self.behind_operand(at));
        Some(behind.precedence().unwrap_or(-1) > operator.precedence()?)
    }

    /// The first token behind the operand at `at`, if that is one.
    fn behind_operand(&self, mut at: usize) -> usize {
        loop {
            let kind = self.kind_at(at);
            let is_sign = kind.is_both() || kind.is_step() || matches!(kind, Kind::Bang | Kind::Tilde | Kind::Sizeof);
            if is_sign {
                at += 1;
            } else if kind == Kind::Open {
                at = self.behind(at);
                if !(self.kind_at(at).begins_value() || self.kind_at(at) == Kind::OpenBrace) {
                    break;
                }
            } else if kind == Kind::OpenBrace {
                at = self.behind(at);
                break;
            } else {
                at += 1;
                break;
            }
        }
        loop {
            match self.kind_at(at) {
                Kind::Open | Kind::OpenBracket => at = self.behind(at),
                Kind::Dot | Kind::Arrow => at += 2,
                kind if kind.is_step() || kind == Kind::Str => at += 1,
                _ => return at,
            }
        }
    }

    /// What the parenthesis at `at` may hold.
    pub(super) fn held(&self, at: usize) -> Held {
        let first = self.kind_at(at + 1);
        if first.begins_type() {
            return Held::Type;
        }
        if first != Kind::Ident {
            return Held::Value;
        }
        let mut at = at + 2;
        let mut n_stars = 0;
        loop {
            match self.kind_at(at) {
                Kind::Star => n_stars += 1,
                kind if kind.is_qualifier() || kind == Kind::MsRestrict => return Held::Type,
                _ => break,
            }
            at += 1;
        }
        match self.kind_at(at) {
            Kind::Close if n_stars > 0 => Held::Type,
            Kind::Close => Held::Name,
            Kind::Open | Kind::OpenBracket => self.held_brackets(at, n_stars > 0),
            _ => Held::Value,
        }
    }

    /// The same where brackets at `at` come behind a name and stars.
    fn held_brackets(&self, mut at: usize, has_stars: bool) -> Held {
        let is_empty = self.kind_at(at) == Kind::OpenBracket && self.kind_at(at + 1) == Kind::CloseBracket;
        let is_star = self.kind_at(at) == Kind::Open && self.kind_at(at + 1) == Kind::Star;
        if is_empty || is_star && self.kind_at(at + 2) == Kind::Close {
            return Held::Type;
        }
        while matches!(self.kind_at(at), Kind::Open | Kind::OpenBracket) {
            at = self.behind(at);
        }
        match self.kind_at(at) {
            Kind::Close if has_stars => Held::Starred,
            Kind::Close => Held::Brackets,
            _ => Held::Value,
        }
    }

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
            Held::Type if next.is_sign() && self.is_glued(behind) => {
                self.cast(around)?;
                self.out.field("value");
            }
            Held::Starred => return None,
            _ if goes_on => return None,
            Held::Type => self.type_in_parentheses()?,
            Held::Name | Held::Brackets => {
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

    /// Whether a number comes right behind the sign at `at`.
    fn is_glued(&self, at: usize) -> bool {
        self.kind_at(at + 1) == Kind::Number && self.token(at).end == self.token(at + 1).start
    }
}
