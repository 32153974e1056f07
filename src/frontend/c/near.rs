//! Parsing a function that was parsed before with other arms or macros: where the texts agree, the tree is taken over.

use tree_sitter::{InputEdit, Point, Tree};

/// A text that parsed without an error, and its tree.
pub(super) struct Near {
    /// The text.
    pub text: Vec<u8>,
    /// Its tree.
    pub tree: Tree,
}

impl Near {
    /// The tree, told where `text` differs.
    pub(super) fn for_text(self, text: &[u8]) -> Tree {
        let Near { text: old, mut tree } = self;
        let start = old.iter().zip(text).take_while(|(old, new)| old == new).count();
        let rest = old.len().min(text.len()) - start;
        let tail = old.iter().rev().zip(text.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
        tree.edit(&InputEdit {
            start_byte: start,
            old_end_byte: old.len() - tail,
            new_end_byte: text.len() - tail,
            start_position: point(&old, start),
            old_end_position: point(&old, old.len() - tail),
            new_end_position: point(text, text.len() - tail),
        });
        tree
    }
}

/// Row and column of an offset.
fn point(text: &[u8], offset: usize) -> Point {
    let before = &text[..offset];
    let row = memchr::memchr_iter(b'\n', before).count();
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    Point { row, column: offset - start }
}

#[cfg(test)]
mod tests {
    use crate::frontend::c::CParser;
    use crate::frontend::c::parse::parse_best;
    use crate::frontend::c::syntax::Node;

    fn shown(parser: &mut CParser, text: &str) -> Vec<String> {
        fn walk(node: Node, into: &mut Vec<String>) {
            into.push(format!("{node:?}"));
            node.children().for_each(|child| walk(child, into));
        }
        let attempt = parse_best(parser, text.as_bytes(), &mut |_, _| false).unwrap();
        let mut nodes = Vec::new();
        walk(attempt.tree.root(), &mut nodes);
        nodes
    }

    #[test]
    fn the_tree_is_the_same_as_without() {
        let text = "int f(int s)\n{\n  if (s < 0)\n    return sclose(s);\n  x = a * b;\n  return 0;\n}\n";
        let mut parser = CParser::new();
        for (old, new) in [
            ("sclose(s)", "closesocket(s)"),
            ("if (s < 0)", "          "),
            ("x = a * b;", "a * b;"),
            ("  x = a", "  }\n x = a"),
            ("{\n", "{\n  int y;\n  y = (s)(x);\n"),
            ("", ""),
        ] {
            shown(&mut parser, text);
            assert!(parser.near.is_some());
            let other = text.replacen(old, new, 1);
            assert_eq!(shown(&mut parser, &other), shown(&mut CParser::new(), &other), "{other}");
        }
    }
}
