//! Parsing a function that was parsed before with other arms or macros: where the texts agree, the tree is taken over.

use std::ops::Range;
use tree_sitter::{InputEdit, Point, Tree};

/// A text that parsed without an error, and its tree.
pub(super) struct Near {
    /// The text.
    pub text: Vec<u8>,
    /// Its tree.
    pub tree: Tree,
}

/// How many lines are looked ahead for one that both texts have.
const AHEAD: usize = 8;

impl Near {
    /// The tree, told where `text` differs.
    pub(super) fn for_text(self, text: &[u8]) -> Tree {
        let Near { text: old, mut tree } = self;
        // From the last to the first, so that what comes before still stands where it stood.
        for (before, after) in changes(&old, text).into_iter().rev() {
            let start = point(&old, before.start);
            tree.edit(&InputEdit {
                start_byte: before.start,
                old_end_byte: before.end,
                new_end_byte: before.start + after.len(),
                start_position: start,
                old_end_position: point(&old, before.end),
                new_end_position: behind(start, &text[after]),
            });
        }
        tree
    }
}

/// Where the texts differ, line by line and in order: ranges of `old` and what has come in their place.
fn changes(old: &[u8], new: &[u8]) -> Vec<(Range<usize>, Range<usize>)> {
    let (a, b) = (lines(old), lines(new));
    let same = |i: usize, j: usize| old[a[i]..a[i + 1]] == new[b[j]..b[j + 1]];
    let (n, m) = (a.len() - 1, b.len() - 1);
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < n && j < m {
        if same(i, j) {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let fits = |(i, j): &(usize, usize)| *i < n && *j < m && a[*i + 1] - a[*i] > 2 && same(*i, *j);
        let Some((next, other)) = steps().map(|(x, y)| (i + x, j + y)).find(fits) else { break };
        found.push((a[i]..a[next], b[j]..b[other]));
        (i, j) = (next, other);
    }
    if i < n || j < m {
        found.push((a[i]..old.len(), b[j]..new.len()));
    }
    found
}

/// How many lines to go on in each text, nearest first.
fn steps() -> impl Iterator<Item = (usize, usize)> {
    (1..=AHEAD).flat_map(|most| (0..=most).map(move |less| (most, less)).chain((0..most).map(move |less| (less, most))))
}

/// Where each line begins, and the end.
fn lines(text: &[u8]) -> Vec<usize> {
    let starts = memchr::memchr_iter(b'\n', text).map(|at| at + 1).filter(|at| *at < text.len());
    std::iter::once(0).chain(starts).chain([text.len()]).collect()
}

/// Row and column of an offset.
fn point(text: &[u8], offset: usize) -> Point {
    behind(Point { row: 0, column: 0 }, &text[..offset])
}

/// Row and column behind `text` if that begins at `start`.
fn behind(start: Point, text: &[u8]) -> Point {
    match memchr::memrchr(b'\n', text) {
        Some(last) => {
            Point { row: start.row + memchr::memchr_iter(b'\n', text).count(), column: text.len() - last - 1 }
        }
        None => Point { column: start.column + text.len(), ..start },
    }
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
        // What the quick parser leaves alone.
        let text = "int f(s) int s;\n{\n  if (s < 0)\n    return sclose(s);\n  x = a * b;\n  return 0;\n}\n";
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
