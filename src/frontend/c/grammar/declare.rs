//! Declarations in a block, and initializers.

use super::doubt::Held;
use super::kind::Kind;
use super::parser::Parser;

impl Parser<'_> {
    /// Whether the name that comes next is the type of a declaration; `None` if that cannot be told.
    pub(super) fn is_declaration(&self) -> Option<bool> {
        match self.ahead(1) {
            Kind::Ident => Some(true),
            kind if kind.is_qualifier() || kind.is_storage() => Some(true),
            Kind::Star => self.is_pointer_declaration(),
            // `A(b) * c;` declares a pointer if `A` is a macro, which it is to the grammar.
            Kind::Open => {
                let behind = self.behind(self.at() + 1);
                let is_qualified = |at: usize| self.kind_at(at) == Kind::Star && self.kind_at(at + 1).is_qualifier();
                if (self.at()..behind).any(is_qualified) {
                    return None;
                }
                let next = self.kind_at(behind);
                if next == Kind::Ident {
                    return Some(true);
                }
                let is_pointer = next == Kind::Star && self.may_hold_type(self.at() + 1);
                let is_turned = matches!(self.ahead(3), Kind::Open | Kind::OpenBracket | Kind::Star);
                let is_turned = self.ahead(2).is_word() && is_turned && self.turns_order(self.at() + 1);
                (!is_pointer && !is_turned).then_some(false)
            }
            kind if kind.is_word() => None,
            _ => Some(false),
        }
    }

    /// Whether the parenthesis at `at` can hold a type without anything behind it.
    fn may_hold_type(&self, at: usize) -> bool {
        self.kind_at(at + 1).is_word() && self.held(at) != Held::Value
    }

    /// The same where a star comes behind it, which may multiply.
    fn is_pointer_declaration(&self) -> Option<bool> {
        let mut at = self.at() + 1;
        while self.kind_at(at) == Kind::Star {
            at += 1;
        }
        let kind = self.kind_at(at);
        if kind.is_qualifier() || kind == Kind::MsRestrict {
            // `T *const (*x)(int);` calls `const`, to the grammar.
            let is_part = |kind: Kind| kind.is_qualifier() || matches!(kind, Kind::MsRestrict | Kind::Star);
            let behind = (at..).map(|at| self.kind_at(at)).find(|kind| !is_part(*kind));
            return (behind != Some(Kind::Open)).then_some(true);
        }
        if kind != Kind::Ident {
            return matches!(kind, Kind::Number | Kind::Str | Kind::Char | Kind::Amp).then_some(false);
        }
        match self.kind_at(at + 1) {
            Kind::Semicolon | Kind::Assign | Kind::Comma | Kind::OpenBracket | Kind::Open => Some(true),
            kind if kind.is_word() => None,
            _ => Some(false),
        }
    }

    /// A declaration up to its semicolon.
    pub(super) fn declaration(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.specifiers()?;
        self.init_declarator()?;
        self.declared_behind(mark)
    }

    /// The rest of the declaration that began at `mark`, behind its first declarator.
    pub(super) fn declared_behind(&mut self, mark: usize) -> Option<()> {
        self.out.field("declarator");
        while self.take(Kind::Comma) {
            self.init_declarator()?;
            self.out.field("declarator");
        }
        self.expect(Kind::Semicolon)?;
        self.out.close(mark, "declaration");
        Some(())
    }

    pub(super) fn init_declarator(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.declarator("identifier")?;
        if self.kind() == Kind::Assign {
            self.out.field("declarator");
            self.plain();
            self.initializer()?;
            self.out.field("value");
            self.out.close(mark, "init_declarator");
        }
        Some(())
    }

    fn initializer(&mut self) -> Option<()> {
        let is_list = self.kind() == Kind::OpenBrace;
        self.deeper(if is_list { Parser::initializers } else { Parser::value })
    }

    /// A list of initializers in braces.
    pub(super) fn initializers(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.expect(Kind::OpenBrace)?;
        while !self.take(Kind::CloseBrace) {
            match self.kind() {
                Kind::OpenBracket | Kind::Dot => self.designated()?,
                Kind::Ident if self.ahead(1) == Kind::Colon => {
                    let mark = self.out.mark();
                    self.named("field_identifier");
                    self.initializer_behind(mark)?;
                }
                _ => self.initializer()?,
            }
            if self.kind() != Kind::CloseBrace {
                self.expect(Kind::Comma)?;
            }
        }
        self.out.close(mark, "initializer_list");
        Some(())
    }

    /// `.a[1] = value`.
    fn designated(&mut self) -> Option<()> {
        let whole = self.out.mark();
        loop {
            let mark = self.out.mark();
            if self.take(Kind::Dot) {
                self.name("field_identifier")?;
                self.out.close(mark, "field_designator");
            } else if self.take(Kind::OpenBracket) {
                self.value()?;
                let is_range = self.kind() == Kind::Dots;
                if is_range {
                    self.out.field("start");
                    self.plain();
                    self.value()?;
                    self.out.field("end");
                }
                self.expect(Kind::CloseBracket)?;
                self.out.close(mark, if is_range { "subscript_range_designator" } else { "subscript_designator" });
            } else {
                break;
            }
            self.out.field("designator");
        }
        (self.kind() == Kind::Assign).then(|| self.initializer_behind(whole))?
    }

    /// The value of what is designated from `mark` on.
    fn initializer_behind(&mut self, mark: usize) -> Option<()> {
        self.out.field("designator");
        self.plain();
        self.initializer()?;
        self.out.field("value");
        self.out.close(mark, "initializer_pair");
        Some(())
    }

    /// A `typedef`.
    pub(super) fn type_definition(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.qualifiers();
        self.type_specifier()?;
        self.out.field("type");
        self.qualifiers();
        loop {
            self.declarator("type_identifier")?;
            self.out.field("declarator");
            if !self.take(Kind::Comma) {
                break;
            }
        }
        self.expect(Kind::Semicolon)?;
        self.out.close(mark, "type_definition");
        Some(())
    }
}
