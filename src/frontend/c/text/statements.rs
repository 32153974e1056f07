//! Where statements begin and end, as far as `;` and braces tell.

use super::lex::Token;
use std::ops::Range;

/// Cuts `tokens` into statements, without gaps: each reaches up to and with its `;` or its `{`, and a `}` is one of its own.
/// An initialiser in braces belongs to its statement.
pub fn statements(text: &[u8], tokens: &[Token]) -> Vec<Range<usize>> {
    let cutter =
        Cutter { text, tokens, out: Vec::new(), start: 0, nest: Nest::default(), outer: Vec::new(), is_balanced: true };
    cutter.run()
}

/// What is known of the statement that is being passed.
#[derive(Default)]
struct Nest {
    /// Open parentheses and brackets.
    depth: usize,
    /// How many `;` the head of a `for` may still have.
    semicolons: u8,
    /// Whether an `=` or `return` stood outside parentheses: then a brace begins no block.
    has_value: bool,
}

struct Cutter<'t> {
    text: &'t [u8],
    tokens: &'t [Token],
    out: Vec<Range<usize>>,
    start: usize,
    nest: Nest,
    /// The statements around it: blocks may stand inside parentheses.
    outer: Vec<Nest>,
    /// Whether every brace looked at so far has its partner.
    is_balanced: bool,
}

impl Cutter<'_> {
    fn run(mut self) -> Vec<Range<usize>> {
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            match token.punct() {
                b'(' | b'[' => self.open(at),
                b')' | b']' => self.nest.depth = self.nest.depth.saturating_sub(1),
                b'=' => self.nest.has_value |= self.nest.depth == 0,
                b';' if self.nest.depth > 0 && self.nest.semicolons > 0 => self.nest.semicolons -= 1,
                b';' => self.end(at + 1),
                b'{' => match self.value_end(at) {
                    Some(end) => {
                        at = end;
                        continue;
                    }
                    None => self.begin_block(at),
                },
                b'}' => self.end_block(at),
                _ => self.nest.has_value |= at == self.start && token.reads(self.text, "return"),
            }
            at += 1;
        }
        self.end(self.tokens.len());
        self.out
    }

    fn open(&mut self, at: usize) {
        let is_for = at > self.start && self.tokens[at - 1].reads(self.text, "for");
        if self.nest.depth == 0 {
            self.nest.semicolons = if is_for { 2 } else { 0 };
        }
        self.nest.depth += 1;
    }

    fn end(&mut self, end: usize) {
        if self.start < end {
            self.out.push(self.start..end);
        }
        self.start = end;
        self.nest = Nest::default();
    }

    fn begin_block(&mut self, at: usize) {
        let nest = std::mem::take(&mut self.nest);
        self.end(at + 1);
        self.outer.push(nest);
    }

    fn end_block(&mut self, at: usize) {
        self.end(at);
        self.end(at + 1);
        self.nest = self.outer.pop().unwrap_or_default();
    }

    /// One past the brace that closes the initialiser or compound literal at `open`; `None` if it is a block.
    fn value_end(&mut self, open: usize) -> Option<usize> {
        let before = open.checked_sub(1).filter(|before| *before >= self.start).map_or(0, |at| self.tokens[at].punct());
        let is_literal = before == b')' && (self.nest.has_value || self.nest.depth > 0);
        if !self.is_balanced || before != b'=' && !is_literal {
            return None;
        }
        let mut depth = 0;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token.punct() {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                return Some(at + 1);
            }
        }
        self.is_balanced = false;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::lex::lex;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let tokens = lex(text.as_bytes()).tokens;
        let range = |part: &Range<usize>| tokens[part.start].start as usize..tokens[part.end - 1].end as usize;
        statements(text.as_bytes(), &tokens).iter().map(|part| &text[range(part)]).collect()
    }

    #[test]
    fn semicolons_and_braces_end_statements() {
        assert_eq!(cut("int f(void) { a(); if (b) c(); }"), ["int f(void) {", "a();", "if (b) c();", "}"]);
        assert_eq!(cut("for (i = 0; i < n; i++) { x }"), ["for (i = 0; i < n; i++) {", "x", "}"]);
        assert_eq!(cut("for (;;) a(); do { } while (b);"), ["for (;;) a();", "do {", "}", "while (b);"]);
    }

    #[test]
    fn initialisers_belong_to_their_statement() {
        for text in
            ["int a[] = { f(), { 1 } };", "x = (struct s){ f() };", "return (struct s){ 0 };", "g((int[]){ 1 });"]
        {
            assert_eq!(cut(text), [text]);
        }
        assert_eq!(cut("x = ({ f(); y; });"), ["x = ({", "f();", "y;", "}", ");"]);
    }

    #[test]
    fn what_does_not_balance_ends_soon() {
        assert_eq!(cut("f(( a; b; c;"), ["f(( a;", "b;", "c;"]);
        assert_eq!(cut("x = { a; b;"), ["x = {", "a;", "b;"]);
        assert_eq!(cut("} ) a; b;"), ["}", ") a;", "b;"]);
    }
}
