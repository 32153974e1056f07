//! Statements.

use super::kind::Kind;
use super::parser::Parser;

/// Where a statement stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Directly in a block.
    Block,
    /// Behind a label or `case`.
    Labelled,
    /// Where only one statement fits.
    Single,
}

impl Parser<'_> {
    /// A block in braces.
    pub(super) fn block(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.expect(Kind::OpenBrace)?;
        while !self.take(Kind::CloseBrace) {
            self.item(Place::Block)?;
        }
        self.out.close(mark, "compound_statement");
        Some(())
    }

    fn single(&mut self) -> Option<()> {
        self.item(Place::Single)
    }

    fn item(&mut self, place: Place) -> Option<()> {
        self.deeper(|parser| parser.item_here(place))
    }

    fn item_here(&mut self, place: Place) -> Option<()> {
        match self.kind() {
            Kind::OpenBrace => self.block(),
            Kind::If => self.if_statement(),
            Kind::Switch => self.switch(),
            Kind::Case | Kind::Default => self.case(),
            Kind::While => self.while_statement(),
            Kind::Do => self.do_statement(),
            Kind::For => self.for_statement(),
            Kind::Return => self.return_statement(),
            Kind::Break => self.jump("break_statement"),
            Kind::Continue => self.jump("continue_statement"),
            Kind::Goto => self.goto(),
            Kind::Ident if self.ahead(1) == Kind::Colon => self.labelled(),
            Kind::Ident if place != Place::Single && self.is_declaration()? => self.declaration(),
            _ if self.is_known_word() => self.declared(place),
            _ => self.expression_statement(),
        }
    }

    /// What begins with a word of a declaration.
    fn declared(&mut self, place: Place) -> Option<()> {
        let is_declaration = self.kind().is_storage() || self.kind().begins_type() || self.kind().is_attribute();
        match self.kind() {
            _ if place == Place::Single => None,
            Kind::Typedef if place == Place::Block => self.type_definition(),
            Kind::Struct | Kind::Union | Kind::Enum if self.is_bare() => self.bare(place),
            _ if is_declaration => self.declaration(),
            _ => None,
        }
    }

    /// Whether the structure that comes next declares nothing else.
    fn is_bare(&self) -> bool {
        let mut at = self.at() + 1;
        if self.kind_at(at) == Kind::Ident {
            at += 1;
        }
        if self.kind_at(at) == Kind::OpenBrace {
            at = self.behind(at);
        }
        self.kind_at(at) == Kind::Semicolon
    }

    /// A structure and a semicolon.
    fn bare(&mut self, place: Place) -> Option<()> {
        if place != Place::Block {
            return None;
        }
        self.type_specifier()?;
        self.expect(Kind::Semicolon)
    }

    fn expression_statement(&mut self) -> Option<()> {
        let mark = self.out.mark();
        if self.kind() != Kind::Semicolon {
            self.values()?;
        }
        self.expect(Kind::Semicolon)?;
        self.out.close(mark, "expression_statement");
        Some(())
    }

    fn labelled(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.named("statement_identifier");
        self.out.field("label");
        self.plain();
        self.item(Place::Labelled)?;
        self.out.close(mark, "labeled_statement");
        Some(())
    }

    fn condition(&mut self) -> Option<()> {
        self.deeper(Parser::in_parentheses)?;
        self.out.field("condition");
        Some(())
    }

    /// Chains of `else if` may be long.
    fn if_statement(&mut self) -> Option<()> {
        let mut open = Vec::new();
        loop {
            open.push(self.out.mark());
            self.plain();
            self.condition()?;
            self.single()?;
            self.out.field("consequence");
            if self.kind() != Kind::Else {
                break;
            }
            open.push(self.out.mark());
            self.plain();
            if self.kind() != Kind::If {
                self.single()?;
                break;
            }
        }
        while let Some(mark) = open.pop() {
            if open.len() % 2 == 0 {
                self.out.close(mark, "if_statement");
            } else {
                self.out.close(mark, "else_clause");
                self.out.field("alternative");
            }
        }
        Some(())
    }

    fn switch(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.condition()?;
        self.block()?;
        self.out.field("body");
        self.out.close(mark, "switch_statement");
        Some(())
    }

    /// `case` with all that comes before the next one.
    fn case(&mut self) -> Option<()> {
        let mark = self.out.mark();
        let has_value = self.kind() == Kind::Case;
        self.plain();
        if has_value {
            self.value()?;
            self.out.field("value");
        }
        self.expect(Kind::Colon)?;
        while !matches!(self.kind(), Kind::Case | Kind::Default | Kind::CloseBrace | Kind::Else) {
            self.item(Place::Labelled)?;
        }
        self.out.close(mark, "case_statement");
        Some(())
    }

    fn while_statement(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.condition()?;
        self.single()?;
        self.out.field("body");
        self.out.close(mark, "while_statement");
        Some(())
    }

    fn do_statement(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.single()?;
        self.out.field("body");
        self.expect(Kind::While)?;
        self.condition()?;
        self.expect(Kind::Semicolon)?;
        self.out.close(mark, "do_statement");
        Some(())
    }

    fn for_statement(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.expect(Kind::Open)?;
        self.for_initializer()?;
        if self.kind() != Kind::Semicolon {
            self.values()?;
            self.out.field("condition");
        }
        self.expect(Kind::Semicolon)?;
        if self.kind() != Kind::Close {
            self.values()?;
            self.out.field("update");
        }
        self.expect(Kind::Close)?;
        self.single()?;
        self.out.field("body");
        self.out.close(mark, "for_statement");
        Some(())
    }

    /// What a loop begins with, and its semicolon.
    fn for_initializer(&mut self) -> Option<()> {
        let begins_type = self.kind().is_storage() || self.kind().begins_type();
        if begins_type || self.kind() == Kind::Ident && self.is_declaration()? {
            self.declaration()?;
            self.out.field("initializer");
            return Some(());
        }
        if self.is_known_word() {
            return None;
        }
        if self.kind() != Kind::Semicolon {
            self.values()?;
            self.out.field("initializer");
        }
        self.expect(Kind::Semicolon)
    }

    fn return_statement(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        if self.kind() != Kind::Semicolon {
            self.values()?;
        }
        self.expect(Kind::Semicolon)?;
        self.out.close(mark, "return_statement");
        Some(())
    }

    fn jump(&mut self, kind: &'static str) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.expect(Kind::Semicolon)?;
        self.out.close(mark, kind);
        Some(())
    }

    fn goto(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.name("statement_identifier")?;
        self.out.field("label");
        self.expect(Kind::Semicolon)?;
        self.out.close(mark, "goto_statement");
        Some(())
    }
}
