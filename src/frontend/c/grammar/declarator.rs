//! What stands around a declared name, and parameters.

use super::kind::Kind;
use super::parser::Parser;

impl Parser<'_> {
    /// A declarator of a name that is a node of `kind`.
    pub(super) fn declarator(&mut self, kind: &'static str) -> Option<()> {
        self.deeper(|parser| parser.declarator_here(kind))
    }

    fn declarator_here(&mut self, kind: &'static str) -> Option<()> {
        let mark = self.out.mark();
        match self.kind() {
            Kind::Star => {
                self.star();
                self.declarator(kind)?;
                self.out.field("declarator");
                self.out.close(mark, "pointer_declarator");
                return Some(());
            }
            // Without the star it may be a list of parameters as well.
            Kind::Open if self.ahead(1) == Kind::Star => {
                self.plain();
                self.declarator(kind)?;
                self.expect(Kind::Close)?;
                self.out.close(mark, "parenthesized_declarator");
            }
            _ => self.name(kind)?,
        }
        loop {
            match self.kind() {
                Kind::Open => self.function(mark)?,
                Kind::OpenBracket => self.array(mark, "array_declarator")?,
                _ => return Some(()),
            }
        }
    }

    /// The parameters of the function whose name began at `mark`, and attributes.
    fn function(&mut self, mark: usize) -> Option<()> {
        self.out.field("declarator");
        self.parameters()?;
        self.out.field("parameters");
        while self.kind().is_attribute() {
            self.attribute()?;
        }
        self.out.close(mark, "function_declarator");
        Some(())
    }

    /// The size of an array that began at `mark`; what it is an array of came before, if anything did.
    fn array(&mut self, mark: usize, kind: &'static str) -> Option<()> {
        if self.out.mark() > mark {
            self.out.field("declarator");
        }
        self.plain();
        if self.kind() != Kind::CloseBracket {
            let is_word = self.kind().is_word() && self.kind() != Kind::Ident;
            let is_star = self.kind() == Kind::Star && self.ahead(1) == Kind::CloseBracket;
            if is_star || is_word && self.kind() != Kind::Sizeof {
                return None;
            }
            self.deeper(Parser::value)?;
            self.out.field("size");
        }
        self.expect(Kind::CloseBracket)?;
        self.out.close(mark, kind);
        Some(())
    }

    pub(super) fn parameters(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        if self.kind() != Kind::Close {
            self.parameter()?;
            while self.take(Kind::Comma) {
                self.parameter()?;
            }
        }
        self.expect(Kind::Close)?;
        self.out.close(mark, "parameter_list");
        Some(())
    }

    fn parameter(&mut self) -> Option<()> {
        if self.kind() == Kind::Dots {
            self.wrapped("variadic_parameter");
            return Some(());
        }
        let mark = self.out.mark();
        self.deeper(Parser::specifiers)?;
        if matches!(self.kind(), Kind::Star | Kind::Ident | Kind::Open | Kind::OpenBracket) {
            match self.names_something()? {
                true => self.declarator("identifier")?,
                false => self.abstract_declarator()?,
            }
            self.out.field("declarator");
        }
        while self.kind().is_attribute() {
            self.attribute()?;
        }
        self.out.close(mark, "parameter_declaration");
        Some(())
    }

    /// Whether the declarator that comes next has a name; `None` if parentheses may hold a name or parameters.
    fn names_something(&self) -> Option<bool> {
        let mut at = self.at();
        loop {
            match self.kind_at(at) {
                Kind::Star => {}
                kind if kind.is_qualifier() || kind == Kind::MsRestrict => {}
                Kind::Open if self.kind_at(at + 1) == Kind::Star => {}
                Kind::Ident => return Some(true),
                Kind::Close | Kind::Comma | Kind::OpenBracket => return Some(false),
                _ => return None,
            }
            at += 1;
        }
    }

    /// A declarator without a name.
    pub(super) fn abstract_declarator(&mut self) -> Option<()> {
        self.deeper(Parser::abstract_declarator_here)
    }

    fn abstract_declarator_here(&mut self) -> Option<()> {
        let mark = self.out.mark();
        match self.kind() {
            Kind::Star => {
                self.star();
                if matches!(self.kind(), Kind::Star | Kind::Open | Kind::OpenBracket) {
                    self.abstract_declarator()?;
                    self.out.field("declarator");
                }
                self.out.close(mark, "abstract_pointer_declarator");
                return Some(());
            }
            Kind::Open if self.ahead(1) == Kind::Star => {
                self.plain();
                self.abstract_declarator()?;
                self.expect(Kind::Close)?;
                self.out.close(mark, "abstract_parenthesized_declarator");
            }
            Kind::OpenBracket => {}
            _ => return None,
        }
        loop {
            match self.kind() {
                Kind::Open => {
                    self.out.field("declarator");
                    self.parameters()?;
                    self.out.field("parameters");
                    self.out.close(mark, "abstract_function_declarator");
                }
                Kind::OpenBracket => self.array(mark, "abstract_array_declarator")?,
                _ => return Some(()),
            }
        }
    }
}
