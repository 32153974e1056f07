//! Functions.

use super::kind::Kind;
use super::parser::Parser;

impl Parser<'_> {
    /// All functions of the text, with what macros declare before them.
    pub(super) fn functions(&mut self) -> Option<()> {
        loop {
            self.function_or_declaration()?;
            if self.kind() == Kind::End {
                return Some(());
            }
        }
    }

    fn function_or_declaration(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.specifiers()?;
        self.init_declarator()?;
        if self.kind() != Kind::OpenBrace {
            return self.declared_behind(mark);
        }
        if !matches!(self.out.last_kind(), "function_declarator" | "pointer_declarator") {
            return None;
        }
        self.out.field("declarator");
        self.block()?;
        self.out.field("body");
        self.out.close(mark, "function_definition");
        Some(())
    }
}
