//! Cleanup macros whose bodies are not known: `_cleanup_close_ int fd = -1;`, `g_autofd int fd = open_it();`.
//!
//! A repair blanked the macro, so it stands only in the text before the repairs.

use super::context::{Lowerer, field};
use super::declarator::source;
use crate::frontend::c::syntax::Node;
use crate::ir::Name;

/// Whether a macro of this name, used as an attribute, has the variable cleaned up.
fn says_cleanup(word: &str) -> bool {
    let lower = word.trim_start_matches('_').to_ascii_lowercase();
    let is_auto = ["g_auto", "autofree", "autofd", "autoclose", "auto_free", "auto_fd", "auto_close"];
    lower.contains("cleanup") || is_auto.iter().any(|start| lower.starts_with(start))
}

impl<'a> Lowerer<'a> {
    /// The macro in the declaration `node` that reads like a cleanup attribute.
    pub(super) fn hinted_cleanup(&self, node: Node<'a>) -> Option<Name> {
        let ty = field(node, "type").filter(|ty| ty.kind() == "macro_type_specifier");
        let of_type = ty.and_then(|ty| field(ty, "name")).map(|name| source(self.text, name));
        let before = self.text[..node.start_byte()].iter().rposition(|byte| !byte.is_ascii_whitespace());
        let start = before.map_or(0, |at| at + 1);
        let of_type = of_type.filter(|word| says_cleanup(word));
        of_type.or_else(|| self.blanked_words(start, node.end_byte()).find(|word| says_cleanup(word))).map(Name::new)
    }

    /// The words of the original text that are blank in the repaired one.
    fn blanked_words(&self, start: usize, end: usize) -> impl Iterator<Item = &'a str> {
        let (text, original) = (self.text, &self.before.text);
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let mut at = start;
        std::iter::from_fn(move || {
            while at < end.min(original.len()) {
                let from = at;
                at += original[from..].iter().take_while(|byte| is_word(byte)).count().max(1);
                if is_word(&original[from]) && text[from..at].iter().all(u8::is_ascii_whitespace) {
                    return std::str::from_utf8(&original[from..at]).ok();
                }
            }
            None
        })
    }
}
