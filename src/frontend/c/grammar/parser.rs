//! Where the parser stands, and single tokens.

use super::kind::Kind;
use super::token::{Token, tokens};
use super::tree::Tree;

/// How deep it calls itself: far below what the stack holds. How deep a tree may be is told when it is finished.
const MAX_CALLS: usize = 600;

/// A text that is being parsed.
pub(super) struct Parser<'t> {
    pub text: &'t [u8],
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// How often it was in doubt between a cast and a value in this expression.
    pub n_doubts: usize,
    /// Whether the readings of what follows in this expression are no longer in their usual order.
    pub is_turned: bool,
    pub out: Tree,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t [u8]) -> Option<Parser<'t>> {
        u32::try_from(text.len()).ok()?;
        let tokens = tokens(text)?;
        let out = Tree::with_capacity(tokens.len() * 2 + 2);
        Some(Parser { text, tokens, at: 0, depth: 0, n_doubts: 0, is_turned: false, out })
    }

    /// Runs `parse` one level deeper.
    pub(super) fn deeper(&mut self, parse: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.depth += 1;
        if self.depth > MAX_CALLS {
            return None;
        }
        parse(self)?;
        self.depth -= 1;
        Some(())
    }

    /// The number of the next token.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// A token; the last one for all behind it.
    pub(super) fn token(&self, at: usize) -> Token {
        self.tokens[at.min(self.tokens.len() - 1)]
    }

    /// What a token is.
    pub(super) fn kind_at(&self, at: usize) -> Kind {
        self.token(at).kind
    }

    /// What the next token is.
    pub(super) fn kind(&self) -> Kind {
        self.kind_at(self.at)
    }

    /// What the token `by` behind the next one is.
    pub(super) fn ahead(&self, by: usize) -> Kind {
        self.kind_at(self.at + by)
    }

    /// Whether a word comes next that the grammar knows, though not in values.
    pub(super) fn is_known_word(&self) -> bool {
        let kind = self.kind();
        kind.is_word() && kind != Kind::Ident && !kind.is_value_word()
    }

    /// The first token that is behind the brackets that open at `at`.
    pub(super) fn behind(&self, at: usize) -> usize {
        self.token(at).mate as usize + 1
    }

    /// Takes the next token as a node of `kind` with a name.
    pub(super) fn named(&mut self, kind: &'static str) {
        let token = self.skip();
        self.out.leaf(kind, true, token.start, token.end);
    }

    /// Takes the next token as the grammar spells it.
    pub(super) fn plain(&mut self) {
        let token = self.skip();
        self.out.leaf(token.kind.spelling(), false, token.start, token.end);
    }

    /// Takes the next token inside a node of `kind`.
    pub(super) fn wrapped(&mut self, kind: &'static str) {
        let mark = self.out.mark();
        self.plain();
        self.out.close(mark, kind);
    }

    /// Takes the next token if it is a `kind`.
    pub(super) fn take(&mut self, kind: Kind) -> bool {
        let is_it = self.kind() == kind;
        if is_it {
            self.plain();
        }
        is_it
    }

    /// Takes the next token, which must be a `kind`.
    pub(super) fn expect(&mut self, kind: Kind) -> Option<()> {
        self.take(kind).then_some(())
    }

    /// Takes the next token, which must be a name, as a node of `kind`.
    pub(super) fn name(&mut self, kind: &'static str) -> Option<()> {
        if self.kind() != Kind::Ident {
            return None;
        }
        self.named(kind);
        Some(())
    }

    /// Goes on without a node.
    pub(super) fn skip(&mut self) -> Token {
        let token = self.token(self.at);
        self.at += 1;
        token
    }
}
