//! Whether a body may end by a return, as far as its tokens tell: a proof that it may, never that it may not.
//!
//! Most of what calls `abort` does so in an assertion and is read for nothing else. Such a function need not be read to know
//! that its callers go on behind it.

use super::text::{Kind, Token};

/// Whether some path through the statements in `tokens` reaches a `return` or their end without passing a token for which
/// `stops` holds. Loops without a condition are taken to go round for ever.
pub fn may_return(text: &[u8], tokens: &[Token], stops: &dyn Fn(usize) -> bool) -> bool {
    let mut walk = Walk { text, tokens, stops, at: 0, returns: false };
    walk.sequence(0) || walk.returns
}

/// How deep statements may be nested before the walk gives up.
const MAX_DEPTH: usize = 100;

struct Walk<'w> {
    text: &'w [u8],
    tokens: &'w [Token],
    stops: &'w dyn Fn(usize) -> bool,
    at: usize,
    /// Whether a `return` was reached.
    returns: bool,
}

impl Walk<'_> {
    fn is(&self, punct: &str) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.is(self.text, punct))
    }

    fn word(&self) -> &[u8] {
        self.tokens.get(self.at).filter(|token| token.kind == Kind::Ident).map_or(b"", |token| token.bytes(self.text))
    }

    /// Statements up to and with a `}`, or to the end; whether the end may be reached.
    fn sequence(&mut self, depth: usize) -> bool {
        let mut goes_on = true;
        while self.at < self.tokens.len() {
            if self.is("}") {
                self.at += 1;
                return goes_on;
            }
            goes_on |= self.labels();
            let before = self.returns;
            let passes = self.statement(depth + 1);
            // What stands behind a jump is not reached.
            self.returns = before || goes_on && self.returns;
            goes_on &= passes;
        }
        goes_on
    }

    /// Passes labels; whether there was one.
    fn labels(&mut self) -> bool {
        let start = self.at;
        loop {
            let is_case = matches!(self.word(), b"case" | b"default");
            let colon = |at: usize| self.tokens.get(at).is_some_and(|token| token.is(self.text, ":"));
            if is_case {
                let Some(end) = (self.at..self.tokens.len()).find(|at| colon(*at)) else { break };
                self.at = end + 1;
            } else if !self.word().is_empty() && colon(self.at + 1) {
                self.at += 2;
            } else {
                break;
            }
        }
        self.at > start
    }

    /// One statement; whether what stands behind it may be reached.
    fn statement(&mut self, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            self.at = self.tokens.len();
            return false;
        }
        self.labels();
        match self.word() {
            b"if" => self.choice(depth),
            b"while" | b"for" | b"switch" => self.round(depth),
            b"do" => {
                self.at += 1;
                let goes_on = self.statement(depth + 1);
                goes_on & self.simple(depth)
            }
            b"return" => {
                self.returns |= self.simple(depth);
                false
            }
            b"goto" | b"break" | b"continue" => {
                self.simple(depth);
                false
            }
            _ if self.is("{") => {
                self.at += 1;
                self.sequence(depth)
            }
            _ => self.simple(depth),
        }
    }

    fn choice(&mut self, depth: usize) -> bool {
        self.at += 1;
        let (before, passes) = (self.returns, self.group());
        let mut goes_on = self.statement(depth + 1);
        if self.word() == b"else" {
            self.at += 1;
            goes_on |= self.statement(depth + 1);
        } else {
            goes_on = true;
        }
        self.returns = before || passes && self.returns;
        passes && goes_on
    }

    /// A loop, or a `switch`.
    fn round(&mut self, depth: usize) -> bool {
        let (is_switch, start) = (self.word() == b"switch", self.at);
        self.at += 1;
        let passes = self.group();
        let is_endless = self.is_endless(start, self.at);
        self.statement(depth + 1);
        let stops = || (start..self.at).any(|at| (self.stops)(at));
        passes && !is_endless && !(is_switch && stops())
    }

    /// Whether the head of a loop, which is `start..end`, says that it goes round for ever.
    fn is_endless(&self, start: usize, end: usize) -> bool {
        let head = &self.tokens[start.min(end)..end];
        let texts: Vec<&[u8]> = head.iter().take(5).map(|token| token.bytes(self.text)).collect();
        match texts[..] {
            [b"while", b"(", condition, b")"] => {
                !matches!(condition, b"0" | b"false") && head[2].kind == Kind::Number
                    || condition.eq_ignore_ascii_case(b"true")
            }
            [b"for", ..] => {
                let mut semicolons = (0..head.len()).filter(|at| head[*at].is(self.text, ";"));
                semicolons.next().zip(semicolons.next()).is_none_or(|(first, second)| second == first + 1)
            }
            _ => false,
        }
    }

    /// Passes a group in parentheses; whether it can be passed.
    fn group(&mut self) -> bool {
        if !self.is("(") {
            return true;
        }
        let start = self.at;
        self.brackets();
        self.passes(start)
    }

    /// Passes the bracket at hand and what it holds.
    fn brackets(&mut self) {
        let mut depth = 0usize;
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            match token.punct() {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Passes an expression or a declaration with its `;`, or the head of a block that a macro makes with the block; whether
    /// it can be passed.
    fn simple(&mut self, depth: usize) -> bool {
        let start = self.at;
        let mut has_value = false;
        while let Some(token) = self.tokens.get(self.at) {
            match token.punct() {
                b';' => {
                    self.at += 1;
                    break;
                }
                b'}' => break,
                b'{' if !has_value => {
                    let passes = self.passes(start);
                    self.at += 1;
                    self.sequence(depth + 1);
                    return passes;
                }
                b'(' | b'[' | b'{' => self.brackets(),
                byte => {
                    has_value |= byte == b'=' || token.reads(self.text, "return");
                    self.at += 1;
                }
            }
        }
        self.passes(start)
    }

    /// Whether nothing from `start` on stops the path in any case.
    fn passes(&self, start: usize) -> bool {
        for at in start..self.at {
            if ["?", "&&", "||"].iter().any(|punct| self.tokens[at].is(self.text, punct)) {
                return true;
            }
            if (self.stops)(at) {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::lex;
    use super::*;

    fn returns(text: &str) -> bool {
        let tokens = lex(text.as_bytes()).tokens;
        may_return(text.as_bytes(), &tokens, &|at| tokens[at].reads(text.as_bytes(), "die"))
    }

    #[test]
    fn what_returns() {
        for text in [
            "f();",
            "if (x) die();",
            "if (x) { die(); } else g();",
            "do { if (!x) { die(); } } while (0);",
            "x ? (void)0 : die();",
            "if (x) return 1; die();",
            "if (x) goto out; die(); out: g();",
            "while (x) die();",
            "switch (x) { case 1: return; default: die(); }",
            "EACH(x) { die(); }",
            "struct s x = { 1 }; for (i = 0; i < n; i++) { g(); }",
            "if (a) { if (b) die(); return; } die();",
        ] {
            assert!(returns(text), "{text}");
        }
    }

    #[test]
    fn what_may_not() {
        for text in [
            "die();",
            "va_start(ap, f); v(f, ap); die(); return 0;",
            "if (x) die(); else die();",
            "for (;;) { g(); }",
            "while (1) g();",
            "do { die(); } while (0);",
            "switch (x) { default: die(); }",
            "int x = die();",
            "return die();",
            "{ die(); } g();",
            "if (die()) return;",
        ] {
            assert!(!returns(text), "{text}");
        }
    }
}
