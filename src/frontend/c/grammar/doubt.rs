//! What parentheses at the start of an operand hold: a type or a value.
//!
//! Of `(a)` nobody can tell, so tree-sitter reads on both ways until one of them fails. Where both succeed, the value wins,
//! unless what follows has an operator that binds more tightly than the one behind the parentheses: `(a) - b * c` casts `-b`.

use super::around::Around;
use super::kind::Kind;
use super::parser::Parser;

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
    /// The same behind a star or with such brackets that it would be the better for being a type.
    Starred,
    /// The same with something in the brackets or behind them that makes it unclear.
    Turned,
    Value,
}

/// How many tokens in brackets are looked at; a limit, since they may be nested.
const MAX_LOOKED_AT: usize = 200;

impl Parser<'_> {
    /// How to read the parenthesis that comes next.
    pub(super) fn parenthesis(&mut self, around: Around) -> Option<Reading> {
        let held = self.held(self.at());
        let behind = self.behind(self.at());
        let next = self.kind_at(behind);
        let is_pointed_to = self.ahead(2) == Kind::Open && self.ahead(3) == Kind::Star;
        match held {
            Held::Value => Some(Reading::Value),
            Held::Starred if is_pointed_to && next == Kind::OpenBrace => Some(Reading::Literal),
            Held::Starred if is_pointed_to && next.begins_value() => Some(Reading::Cast),
            Held::Turned => None,
            Held::Type if next == Kind::OpenBrace => Some(Reading::Literal),
            Held::Type => Some(Reading::Cast),
            Held::Name if next == Kind::OpenBrace => Some(Reading::Literal),
            Held::Name if next.begins_value() => Some(Reading::Cast),
            _ if next.begins_value() || next == Kind::OpenBrace => None,
            Held::Name if next == Kind::Open && self.is_cast(behind) => Some(Reading::Cast),
            _ if next == Kind::Open && self.is_cast(behind) => None,
            _ if next == Kind::Open => self.called(held, behind, around),
            _ if next.is_step() => self.stepped(behind),
            _ if next.is_both() => self.doubtful(held, next, behind + 1, around),
            _ => Some(Reading::Value),
        }
    }

    /// Whether the parenthesis at `at` is certainly a cast or a literal, even where arguments fit: it holds a type, or what is
    /// behind it and others like it is nothing but a value. Any word fits as an argument, `int` too.
    fn is_cast(&self, mut at: usize) -> bool {
        for _ in 0..MAX_LOOKED_AT {
            let is_argument = matches!(self.kind_at(at + 2), Kind::Close | Kind::Open | Kind::OpenBracket);
            match self.held(at) {
                Held::Type if !is_argument => return true,
                Held::Type | Held::Name => at = self.behind(at),
                _ => return false,
            }
            let next = self.kind_at(at);
            if next != Kind::Open {
                return next.begins_value() || next == Kind::OpenBrace;
            }
        }
        false
    }

    /// A value with arguments at `at`, or a cast of what is in parentheses there.
    fn called(&mut self, held: Held, mut at: usize, around: Around) -> Option<Reading> {
        if held == Held::Starred || held == Held::Brackets && around.has_prefix() {
            return None;
        }
        let mut is_doubtful = false;
        while self.kind_at(at) == Kind::Open {
            let arguments = self.held(at);
            is_doubtful |= arguments == Held::Starred;
            if arguments == Held::Turned || self.turns_order(at) {
                return None;
            }
            at = self.behind(at);
        }
        let next = self.kind_at(at);
        if next.is_step() {
            return self.stepped(at);
        }
        if !next.is_both() {
            return Some(Reading::Value);
        }
        self.n_doubts += 1;
        let is_clear = !is_doubtful && !self.is_glued(at) && !self.is_turned && !around.has_prefix();
        let is_clear = is_clear && self.tighter(next, at + 1)? == 0;
        is_clear.then_some(Reading::Value)
    }

    /// Whether there may be a doubt inside the brackets at `at` that ends with a number and its sign: that turns round the
    /// order of the readings of what is outside.
    pub(super) fn turns_order(&self, at: usize) -> bool {
        let behind = self.behind(at);
        let is_glued = |at: usize| self.kind_at(at) == Kind::Close && self.is_glued(at + 1);
        behind > at + MAX_LOOKED_AT || (at..behind).any(is_glued)
    }

    /// A value with `++` at `at`, if nothing comes behind that could be what is counted up.
    fn stepped(&self, at: usize) -> Option<Reading> {
        let next = self.kind_at(at + 1);
        let is_value = next.begins_value() || next.is_both() || next.is_step() || next == Kind::Open;
        (!is_value).then_some(Reading::Value)
    }

    /// A value with the operator `next` behind it, or a cast of what begins with that; the rest is at `rest`.
    ///
    /// Both are read on side by side. Where they come to the same point, what came there first is kept; they come there in
    /// the order in which their last operators are complete.
    fn doubtful(&mut self, held: Held, next: Kind, rest: usize, around: Around) -> Option<Reading> {
        let is_first = self.n_doubts == 0;
        self.n_doubts += 1;
        // A number with its sign takes one step less than a subtraction, which changes the order, and so does a cast.
        let is_unclear = self.is_glued(rest - 1) || self.is_turned;
        if held == Held::Starred || is_unclear || held == Held::Brackets && around.has_prefix() {
            return None;
        }
        let own = next.precedence()?;
        let tighter = self.tighter(next, rest)?;
        if tighter == 0 {
            return Some(Reading::Value);
        }
        if held != Held::Name || !is_first {
            return None;
        }
        self.is_turned = true;
        // Those before it that a value completes at once, and a cast only with what binds less tightly than they do.
        let before = around.pending >> own << own;
        let (lowest, loosest) = (lowest(before), lowest(tighter));
        if before == 0 || loosest <= lowest {
            return Some(Reading::Cast);
        }
        let above = before & (before - 1);
        if lowest > u32::from(own.unsigned_abs()) || above != 0 && loosest > above.trailing_zeros() {
            return Some(Reading::Value);
        }
        // They are complete at once: the kinds of their left sides decide.
        let is_early = around.early >> lowest & 1 == 1;
        Some(if is_early { Reading::Cast } else { Reading::Value })
    }

    /// The operators in a row behind the operand at `at` that bind more tightly than `operator` before it: a bit for each
    /// precedence. `None` if one of the operands is doubtful too.
    pub(super) fn tighter(&self, operator: Kind, at: usize) -> Option<u16> {
        let own = operator.precedence()?;
        let (mut found, mut is_clear) = (0, true);
        let mut at = self.behind_operand(at, &mut is_clear);
        while let Some(precedence) = self.kind_at(at).precedence().filter(|precedence| *precedence > own) {
            found |= 1 << precedence;
            at = self.behind_operand(at + 1, &mut is_clear);
        }
        (!self.kind_at(at).is_assignment() && (is_clear || found == 0)).then_some(found)
    }

    /// The first token behind the operand at `at`.
    fn behind_operand(&self, mut at: usize, is_clear: &mut bool) -> usize {
        loop {
            let kind = self.kind_at(at);
            let is_sizeof = kind == Kind::Sizeof;
            *is_clear &= !is_sizeof;
            if is_sizeof && self.kind_at(at + 1) == Kind::Open {
                at += 1;
                break;
            }
            let is_prefix = is_sizeof || kind.is_both() || kind.is_step() || matches!(kind, Kind::Bang | Kind::Tilde);
            if is_prefix {
                at += 1;
            } else if kind == Kind::Open && (self.held(at) == Held::Type || self.is_cast(at)) {
                at = self.behind(at);
            } else {
                break;
            }
        }
        let is_doubtful = self.kind_at(at) == Kind::Open && self.held(at) != Held::Value;
        at = if matches!(self.kind_at(at), Kind::Open | Kind::OpenBrace) { self.behind(at) } else { at + 1 };
        loop {
            match self.kind_at(at) {
                Kind::Open | Kind::OpenBracket => at = self.behind(at),
                Kind::Dot | Kind::Arrow => at += 2,
                kind if kind.is_step() || kind == Kind::Str => at += 1,
                kind => {
                    *is_clear &= !is_doubtful || !kind.is_both();
                    return at;
                }
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
                // Behind a star, any word may be what is multiplied.
                kind if kind.is_qualifier() && n_stars > 0 => return Held::Turned,
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
        let (mut is_better_type, mut is_turned) = (has_stars, false);
        while matches!(self.kind_at(at), Kind::Open | Kind::OpenBracket) {
            let behind = self.behind(at);
            // What is in parentheses there may be a declarator, to the grammar: `(f((x))) - 1` casts.
            is_turned |= self.turns_order(at) || self.kind_at(at) == Kind::Open && self.holds_parentheses(at);
            // No arguments, or pointers among them.
            is_better_type |= behind == at + 2;
            is_better_type |= !is_turned && (at..behind).any(|at| self.kind_at(at) == Kind::Star);
            at = behind;
        }
        while self.kind_at(at) == Kind::Star {
            is_better_type = true;
            at += 1;
        }
        match self.kind_at(at) {
            Kind::Close if is_turned => Held::Turned,
            Kind::Close if is_better_type => Held::Starred,
            Kind::Close => Held::Brackets,
            kind if kind.is_qualifier() => Held::Turned,
            Kind::Open | Kind::OpenBracket if is_better_type => Held::Turned,
            _ => Held::Value,
        }
    }

    /// Whether there are parentheses in those at `at`.
    fn holds_parentheses(&self, at: usize) -> bool {
        (at + 1..self.behind(at)).take(MAX_LOOKED_AT).any(|at| self.kind_at(at) == Kind::Open)
    }

    /// Whether a sign and a number come at `at` without a blank between them.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.kind_at(at).is_sign()
            && self.kind_at(at + 1) == Kind::Number
            && self.token(at).end == self.token(at + 1).start
    }
}

/// The number of the lowest bit.
fn lowest(bits: u16) -> u32 {
    bits.trailing_zeros()
}
