//! Types with what stands around them.

use super::kind::Kind;
use super::parser::Parser;

impl Parser<'_> {
    /// A type with storage classes, qualifiers and attributes.
    pub(super) fn specifiers(&mut self) -> Option<()> {
        self.modifiers()?;
        self.type_specifier()?;
        self.out.field("type");
        self.modifiers()
    }

    fn modifiers(&mut self) -> Option<()> {
        loop {
            match self.kind() {
                kind if kind.is_storage() => self.wrapped("storage_class_specifier"),
                kind if kind.is_qualifier() => self.wrapped("type_qualifier"),
                kind if kind.is_attribute() => self.attribute()?,
                Kind::Declspec => self.declspec()?,
                _ => return Some(()),
            }
        }
    }

    /// `__declspec(name)`.
    fn declspec(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.expect(Kind::Open)?;
        self.name("identifier")?;
        self.expect(Kind::Close)?;
        self.out.close(mark, "ms_declspec_modifier");
        Some(())
    }

    pub(super) fn qualifiers(&mut self) {
        while self.kind().is_qualifier() {
            self.wrapped("type_qualifier");
        }
    }

    /// `__attribute__((...))`.
    pub(super) fn attribute(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        self.expect(Kind::Open)?;
        if self.kind() != Kind::Open {
            return None;
        }
        self.deeper(Parser::arguments)?;
        self.expect(Kind::Close)?;
        self.out.close(mark, "attribute_specifier");
        Some(())
    }

    pub(super) fn type_specifier(&mut self) -> Option<()> {
        match self.kind() {
            Kind::Struct => self.deeper(|parser| parser.structure("struct_specifier"))?,
            Kind::Union => self.deeper(|parser| parser.structure("union_specifier"))?,
            Kind::Enum => self.enumeration()?,
            Kind::Primitive => self.named("primitive_type"),
            Kind::Ident if self.ahead(1) == Kind::Open => self.macro_type()?,
            Kind::Ident => self.named("type_identifier"),
            kind if kind.is_length() => self.sized()?,
            _ => return None,
        }
        // `int long` is rare.
        (!self.kind().is_length()).then_some(())
    }

    /// A macro that makes a type of another, if what is declared comes right behind it; a type with a star in parentheses.
    fn macro_type(&mut self) -> Option<()> {
        let mark = self.out.mark();
        if self.ahead(2) == Kind::Star {
            self.named("type_identifier");
            return Some(());
        }
        if !matches!(self.kind_at(self.behind(self.at() + 1)), Kind::Ident | Kind::Star) {
            return None;
        }
        self.named("identifier");
        self.out.field("name");
        self.type_in_parentheses()?;
        self.out.close(mark, "macro_type_specifier");
        Some(())
    }

    /// `unsigned long` and the like.
    fn sized(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.lengths();
        if self.kind() == Kind::Primitive {
            self.named("primitive_type");
            self.out.field("type");
            self.lengths();
        } else if self.kind().is_qualifier() || self.kind() == Kind::Ident && !self.is_declared_name() {
            return None;
        }
        self.out.close(mark, "sized_type_specifier");
        Some(())
    }

    fn lengths(&mut self) {
        while self.kind().is_length() {
            self.plain();
        }
    }

    /// Whether the name that comes next can be what is declared, not part of its type.
    fn is_declared_name(&self) -> bool {
        let ends =
            [Kind::Semicolon, Kind::Assign, Kind::Comma, Kind::Close, Kind::Colon, Kind::Open, Kind::OpenBracket];
        ends.contains(&self.ahead(1))
    }

    /// `struct` or `union`, by its name or with members.
    fn structure(&mut self, kind: &'static str) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        if kind == "struct_specifier" && self.kind().is_attribute() {
            self.attribute()?;
        }
        let is_named = self.kind() == Kind::Ident;
        if is_named {
            self.named("type_identifier");
            self.out.field("name");
        }
        if self.kind() == Kind::OpenBrace {
            self.members()?;
            self.out.field("body");
        } else if !is_named {
            return None;
        }
        if self.kind().is_attribute() {
            self.attribute()?;
        }
        self.out.close(mark, kind);
        Some(())
    }

    fn members(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        while !self.take(Kind::CloseBrace) {
            self.member_declaration()?;
        }
        self.out.close(mark, "field_declaration_list");
        Some(())
    }

    fn member_declaration(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.specifiers()?;
        while self.kind() != Kind::Semicolon {
            self.declarator("field_identifier")?;
            self.out.field("declarator");
            if self.kind() == Kind::Colon {
                let mark = self.out.mark();
                self.plain();
                self.value()?;
                self.out.close(mark, "bitfield_clause");
            }
            if self.kind() != Kind::Semicolon {
                self.expect(Kind::Comma)?;
                // Nothing may come last but a member.
                if self.kind() == Kind::Semicolon {
                    return None;
                }
            }
        }
        self.expect(Kind::Semicolon)?;
        self.out.close(mark, "field_declaration");
        Some(())
    }

    fn enumeration(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        let is_named = self.kind() == Kind::Ident;
        if is_named {
            self.named("type_identifier");
            self.out.field("name");
        }
        if self.kind() == Kind::OpenBrace {
            self.enumerators()?;
            self.out.field("body");
        } else if !is_named {
            return None;
        }
        self.out.close(mark, "enum_specifier");
        (!self.kind().is_attribute() && self.kind() != Kind::Colon).then_some(())
    }

    fn enumerators(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        while !self.take(Kind::CloseBrace) {
            let mark = self.out.mark();
            self.name("identifier")?;
            self.out.field("name");
            if self.take(Kind::Assign) {
                self.value()?;
                self.out.field("value");
            }
            self.out.close(mark, "enumerator");
            if self.kind() != Kind::CloseBrace {
                self.expect(Kind::Comma)?;
            }
        }
        self.out.close(mark, "enumerator_list");
        Some(())
    }

    /// A type as it stands in a cast.
    pub(super) fn type_descriptor(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.qualifiers();
        // Of `_Generic`.
        if self.kind() == Kind::Default {
            self.named("type_identifier");
        } else {
            self.type_specifier()?;
        }
        self.out.field("type");
        self.qualifiers();
        if matches!(self.kind(), Kind::Star | Kind::Open | Kind::OpenBracket) {
            self.abstract_declarator()?;
            self.out.field("declarator");
        }
        self.out.close(mark, "type_descriptor");
        Some(())
    }

    /// `*` with what may stand between it and what it points to.
    pub(super) fn star(&mut self) {
        self.plain();
        while self.kind() == Kind::MsRestrict {
            let mark = self.out.mark();
            self.named("ms_restrict_modifier");
            self.out.close(mark, "ms_pointer_modifier");
        }
        self.qualifiers();
    }
}
