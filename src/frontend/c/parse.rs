//! Parsing one prepared text, with repairs while they help: quickly where `grammar` can, else with tree-sitter.
//!
//! Words: an *attempt* is a tree with the text it was parsed from; its *badness* is the number of bytes in ERROR nodes plus
//! one for each MISSING token. Repairs keep all offsets, so that every attempt maps to the file in the same way.

use super::grammar;
use super::near::Near;
use super::syntax::Syntax;
use std::ops::ControlFlow;
use tree_sitter::{Language, ParseOptions, ParseState, Parser, Tree, TreeCursor};

/// Progress reports that any text may cost, and those it may cost per started KiB. tree-sitter reports after a fixed number
/// of operations, so the budget does not depend on the machine.
const BASE_BUDGET: usize = 2000;
const BUDGET_PER_KIB: usize = 60;

/// Deepest tree that is lowered; lowering is recursive.
const MAX_DEPTH: usize = 500;

/// Rounds of repairs that are asked for.
const MAX_ROUNDS: usize = 8;

/// A reusable parser for C and C++.
pub struct CParser {
    c: Parser,
    cpp: Parser,
    /// Whether texts are C++.
    pub(super) is_cpp: bool,
    /// What came of a text like the next one.
    pub(super) near: Option<Near>,
    /// Nanoseconds spent parsing so far.
    pub parse_ns: u64,
}

/// Runs `job` with this thread's parser.
pub(super) fn with_parser<T>(job: impl FnOnce(&mut CParser) -> T) -> T {
    thread_local!(static PARSER: std::cell::RefCell<CParser> = std::cell::RefCell::new(CParser::new()));
    PARSER.with_borrow_mut(job)
}

impl CParser {
    /// A fresh parser.
    ///
    /// # Panics
    /// If a linked grammar and the linked tree-sitter do not fit together, which the first test would show.
    pub fn new() -> CParser {
        let parser = |language: Language| {
            let mut parser = Parser::new();
            parser.set_language(&language).expect("the grammar fits the tree-sitter in use");
            parser
        };
        let (c, cpp) = (parser(tree_sitter_c::LANGUAGE.into()), parser(tree_sitter_cpp::LANGUAGE.into()));
        CParser { c, cpp, is_cpp: false, near: None, parse_ns: 0 }
    }

    /// The tree of `text` if that is C without an error, and nothing unusual.
    fn parse_quickly(&mut self, text: &[u8]) -> Option<Syntax> {
        if self.is_cpp {
            return None;
        }
        let start = std::time::Instant::now();
        let tree = grammar::parse(text, MAX_DEPTH);
        self.parse_ns += start.elapsed().as_nanos() as u64;
        tree
    }

    /// Parses `text`, if it can with the help of what came of a text like it. What did not parse that way is parsed anew.
    fn parse_first(&mut self, text: &[u8]) -> Option<Tree> {
        let near = self.near.take().and_then(|near| self.parse(text, Some(&near.for_text(text))));
        near.filter(|tree| !tree.root_node().has_error()).or_else(|| self.parse(text, None))
    }

    /// Parses `text`; `None` if that costs more than the budget.
    fn parse(&mut self, text: &[u8], old: Option<&Tree>) -> Option<Tree> {
        let mut left = BASE_BUDGET + BUDGET_PER_KIB * text.len().div_ceil(1024);
        let mut progress = |_: &ParseState| match left.checked_sub(1) {
            Some(rest) => {
                left = rest;
                ControlFlow::Continue(())
            }
            None => ControlFlow::Break(()),
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        let start = std::time::Instant::now();
        let parser = if self.is_cpp { &mut self.cpp } else { &mut self.c };
        let tree = parser.parse_with_options(&mut |at, _| &text[at.min(text.len())..], old, Some(options));
        self.parse_ns += start.elapsed().as_nanos() as u64;
        if tree.is_none() {
            // A parser that was stopped would go on where it stopped.
            parser.reset();
        }
        tree
    }
}

impl Default for CParser {
    fn default() -> CParser {
        CParser::new()
    }
}

/// A tree and the text it was parsed from.
pub(super) struct Attempt {
    pub text: Vec<u8>,
    pub tree: Syntax,
}

/// Why there is no usable tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    TooCostly,
    TooDeep,
}

impl Refusal {
    pub(super) fn message(self) -> &'static str {
        match self {
            Refusal::TooCostly => "too costly to parse",
            Refusal::TooDeep => "nested too deeply",
        }
    }
}

/// The best attempt at `text`: parsed as it is, then after each round of `repair` that changes it until the tree is clean. A
/// round that makes the tree worse is taken back.
pub(super) fn parse_best(
    parser: &mut CParser,
    text: &[u8],
    repair: &mut dyn FnMut(&mut Vec<u8>, usize) -> bool,
) -> Result<Attempt, Refusal> {
    let mut text = text.to_vec();
    if let Some(tree) = parser.parse_quickly(&text) {
        return Ok(Attempt { text, tree });
    }
    let mut tree = parser.parse_first(&text).ok_or(Refusal::TooCostly)?;
    let mut least = badness(&tree);
    let mut best = text.clone();
    // The second time, those that were taken back are tried on top of those that came after them.
    for round in (0..MAX_ROUNDS).chain(0..MAX_ROUNDS) {
        if least == 0 {
            break;
        }
        if !repair(&mut text, round) {
            continue;
        }
        if let Some(tree) = parser.parse_quickly(&text) {
            return Ok(Attempt { text, tree });
        }
        let Some(new) = parser.parse(&text, None) else { break };
        let bad = badness(&new);
        if bad < least {
            least = bad;
            best.clone_from(&text);
            tree = new;
        } else if bad > least {
            text.clone_from(&best);
        }
    }
    parser.near = (least == 0).then(|| Near { text: best.clone(), tree: tree.clone() });
    let tree = Syntax::new(&tree, MAX_DEPTH, parser.is_cpp).ok_or(Refusal::TooDeep)?;
    Ok(Attempt { text: best, tree })
}

/// Bytes in ERROR nodes plus one for each MISSING token.
fn badness(tree: &Tree) -> usize {
    let mut bad = 0;
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let mut descend = false;
        if node.is_error() {
            bad += node.byte_range().len().max(1);
        } else if node.is_missing() {
            bad += 1;
        } else {
            descend = node.has_error();
        }
        let went_down = descend && cursor.goto_first_child();
        if !went_down && !next_outside(&mut cursor) {
            return bad;
        }
    }
}

/// Moves to the next node that is not inside the current one.
fn next_outside(cursor: &mut TreeCursor) -> bool {
    while !cursor.goto_next_sibling() {
        if !cursor.goto_parent() {
            return false;
        }
    }
    true
}
