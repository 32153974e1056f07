//! Assembler code, which nobody reads later on.

use super::kind::Kind;
use super::parser::Parser;

/// The lists behind the code: their kinds and fields.
const LISTS: [(&str, &str); 4] = [
    ("gnu_asm_output_operand_list", "output_operands"),
    ("gnu_asm_input_operand_list", "input_operands"),
    ("gnu_asm_clobber_list", "clobbers"),
    ("gnu_asm_goto_list", "goto_labels"),
];

impl Parser<'_> {
    /// `asm("...")`.
    pub(super) fn assembly(&mut self) -> Option<()> {
        let mark = self.out.mark();
        self.plain();
        while matches!(self.kind(), Kind::Volatile | Kind::VolatileAsm | Kind::Inline | Kind::Goto) {
            self.wrapped("gnu_asm_qualifier");
        }
        self.expect(Kind::Open)?;
        self.code()?;
        self.out.field("assembly_code");
        for (number, (kind, field)) in LISTS.into_iter().enumerate() {
            if self.kind() != Kind::Colon {
                break;
            }
            let mark = self.out.mark();
            self.plain();
            while !matches!(self.kind(), Kind::Colon | Kind::Close) {
                match number {
                    0 => self.assembly_operand("gnu_asm_output_operand")?,
                    1 => self.assembly_operand("gnu_asm_input_operand")?,
                    2 => self.clobber()?,
                    _ => return None,
                }
                if !matches!(self.kind(), Kind::Colon | Kind::Close) {
                    self.expect(Kind::Comma)?;
                    if matches!(self.kind(), Kind::Colon | Kind::Close) {
                        return None;
                    }
                }
            }
            self.out.close(mark, kind);
            self.out.field(field);
        }
        self.expect(Kind::Close)?;
        self.out.close(mark, "gnu_asm_expression");
        Some(())
    }

    fn code(&mut self) -> Option<()> {
        if self.kind() != Kind::Str { None } else { self.strings() }
    }

    fn clobber(&mut self) -> Option<()> {
        self.code()?;
        self.out.field("register");
        Some(())
    }

    fn assembly_operand(&mut self, kind: &'static str) -> Option<()> {
        let mark = self.out.mark();
        if self.take(Kind::OpenBracket) {
            self.name("identifier")?;
            self.out.field("symbol");
            self.expect(Kind::CloseBracket)?;
        }
        self.string()?;
        self.out.field("constraint");
        self.expect(Kind::Open)?;
        self.deeper(Parser::value)?;
        self.out.field("value");
        self.expect(Kind::Close)?;
        self.out.close(mark, kind);
        self.out.field("operand");
        Some(())
    }
}
