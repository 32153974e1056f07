//! Fixtures that are changed at random, and bytes of any kind.

use super::{fixtures, functions, is_taken};
use proptest::prelude::*;

/// What may be put anywhere.
const PIECES: &[&str] = &[
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ",",
    "*",
    "&",
    "-",
    "+",
    "++",
    "==",
    "&&",
    "=",
    "->",
    ".",
    "?",
    ":",
    "a",
    "T",
    "1",
    "-1",
    "\"s\"",
    "'c'",
    "(a)",
    "(T *)",
    "int",
    "unsigned",
    "struct",
    "const",
    "static",
    "sizeof",
    "if",
    "else",
    "case",
    "return",
    "typedef",
    "__attribute__((a))",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    /// Whatever is done to a function, it is read as by tree-sitter or not at all.
    #[test]
    fn changed_functions_have_the_same_trees(
        number in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 1..3),
    ) {
        static TEXTS: std::sync::LazyLock<Vec<Vec<u8>>> =
            std::sync::LazyLock::new(|| fixtures().iter().flat_map(|text| functions(text)).map(<[u8]>::to_vec).collect());
        let mut text = number.get(&TEXTS).clone();
        for (place, piece, kind) in changes {
            let tokens = crate::frontend::c::text::lex(&text).tokens;
            if tokens.is_empty() {
                break;
            }
            let token = place.get(&tokens);
            let (start, end) = (token.start as usize, token.end as usize);
            let piece = format!(" {} ", piece.get(PIECES));
            match kind {
                0 => drop(text.drain(start..end)),
                1 => drop(text.splice(start..start, piece.bytes())),
                _ => drop(text.splice(start..end, piece.bytes())),
            }
        }
        is_taken(&text);
    }

    /// Nothing makes it panic.
    #[test]
    fn any_bytes_are_fine(text in prop::collection::vec(any::<u8>(), 0..60), tail in "[ -~\n]{0,60}") {
        is_taken(&text);
        is_taken(tail.as_bytes());
        is_taken(format!("int f() {{ {tail} }}").as_bytes());
    }
}
