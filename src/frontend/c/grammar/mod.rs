//! A quick parser for the C that slices are mostly made of.
//!
//! It is meant to make the very tree that tree-sitter's grammar makes of the same text, or none at all: of what that grammar
//! has an error in, and of all that is rare. Where the grammar leaves open how something is read, it is read as tree-sitter
//! reads it, which is not always as C does: `(a) && b == c` casts. That is known from trying, and the tests compare the trees:
//! they decide whether a newer grammar still fits. Nothing is read twice: what to read, a look at the tokens ahead tells.
//!
//! ```text
//! text -> token -> statement, declare, value, doubt, ... -> tree (children first) -> Syntax (parents first)
//! ```

mod around;
mod assembly;
mod cast;
mod declarator;
mod declare;
mod doubt;
mod function;
mod kind;
mod literal;
mod parser;
mod statement;
mod suffix;
mod token;
mod tree;
mod types;
mod value;

#[cfg(test)]
mod tests;

use super::syntax::Syntax;
use parser::Parser;

/// The tree of `text` if it is not deeper than `limit`; `None` says nothing about the text.
pub(super) fn parse(text: &[u8], limit: usize) -> Option<Syntax> {
    let mut parser = Parser::new(text)?;
    parser.functions()?;
    parser.out.finish("translation_unit", text.len() as u32, limit)
}
