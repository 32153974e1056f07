//! Constant expressions over tokens: conditions of `#if`, values of enumerators.

use super::lex::{Kind, Token};

/// What the names in an expression stand for.
pub trait Names {
    /// The value of an identifier, if it is known.
    fn value(&self, name: &str) -> Option<i64>;

    /// Whether the identifier is `#define`d, if that is known.
    fn is_defined(&self, name: &str) -> Option<bool>;
}

/// Knows no name: how a file is seen before its headers are.
pub struct NoNames;

impl Names for NoNames {
    fn value(&self, _: &str) -> Option<i64> {
        None
    }

    fn is_defined(&self, _: &str) -> Option<bool> {
        None
    }
}

/// The value of the expression that `tokens` hold; `None` if it depends on something unknown.
///
/// `0 && unknown` is 0 and `1 || unknown` is 1.
pub fn evaluate(text: &[u8], tokens: &[Token], names: &dyn Names) -> Option<i64> {
    let mut parser = Parser { text, tokens, at: 0, names, depth: 0 };
    let value = parser.ternary();
    value.filter(|_| parser.at == tokens.len())
}

/// Nesting at which an expression is taken to be unknown; the parser is recursive.
const MAX_DEPTH: u32 = 200;

struct Parser<'t> {
    text: &'t [u8],
    tokens: &'t [Token],
    at: usize,
    names: &'t dyn Names,
    depth: u32,
}

/// Binary operators by binding strength, weakest first.
const LEVELS: [&[&str]; 10] = [
    &["||"],
    &["&&"],
    &["|"],
    &["^"],
    &["&"],
    &["==", "!="],
    &["<", "<=", ">", ">="],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "%"],
];

impl<'t> Parser<'t> {
    fn peek(&self) -> &'t str {
        self.tokens.get(self.at).map_or("", |token| token.text(self.text))
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.tokens.get(self.at).is_some_and(|token| token.reads(self.text, word));
        self.at += usize::from(is_next);
        is_next
    }

    fn ternary(&mut self) -> Option<i64> {
        let condition = self.binary(0);
        if !self.take("?") {
            return condition;
        }
        let yes = self.ternary();
        self.take(":");
        let no = self.ternary();
        if condition? != 0 { yes } else { no }
    }

    /// A chain of operators that bind at least as strongly as those of `weakest`.
    fn binary(&mut self, weakest: usize) -> Option<i64> {
        let mut left = self.unary();
        while let Some((level, operator)) = self.operator().filter(|(level, _)| *level >= weakest) {
            self.at += 1;
            let right = self.binary(level + 1);
            left = apply(operator, left, right);
        }
        left
    }

    /// The binary operator that comes next, and how strongly it binds.
    fn operator(&self) -> Option<(usize, &'static str)> {
        let token = self.tokens.get(self.at).filter(|token| token.kind == Kind::Punct)?;
        let levels = LEVELS.iter().enumerate().flat_map(|(level, all)| all.iter().map(move |one| (level, *one)));
        levels.into_iter().find(|(_, operator)| token.reads(self.text, operator))
    }

    fn unary(&mut self) -> Option<i64> {
        if self.take("!") {
            return self.unary().map(|value| i64::from(value == 0));
        }
        if self.take("-") {
            return self.unary().and_then(i64::checked_neg);
        }
        if self.take("~") {
            return self.unary().map(|value| !value);
        }
        if self.take("+") {
            return self.unary();
        }
        self.primary()
    }

    fn primary(&mut self) -> Option<i64> {
        let token = *self.tokens.get(self.at)?;
        let word = token.text(self.text);
        self.at += 1;
        match token.kind {
            Kind::Number => integer(word),
            Kind::Char => {
                word.strip_prefix('\'')?.strip_suffix('\'').filter(|c| c.len() == 1)?.bytes().next().map(i64::from)
            }
            Kind::Punct if word == "(" => self.parenthesised(),
            Kind::Ident if word == "defined" => self.defined(),
            Kind::Ident if self.peek() == "(" => {
                self.skip_arguments();
                None
            }
            Kind::Ident => self.names.value(word),
            Kind::Punct | Kind::Str => None,
        }
    }

    fn parenthesised(&mut self) -> Option<i64> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.at = self.tokens.len();
            return None;
        }
        let value = self.ternary();
        self.depth -= 1;
        self.take(")");
        value
    }

    fn defined(&mut self) -> Option<i64> {
        let is_parenthesised = self.take("(");
        let name = self.peek();
        self.at += 1;
        if is_parenthesised {
            self.take(")");
        }
        self.names.is_defined(name).map(i64::from)
    }

    fn skip_arguments(&mut self) {
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.peek() {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

fn apply(operator: &str, left: Option<i64>, right: Option<i64>) -> Option<i64> {
    match (operator, left, right) {
        ("&&", Some(0), _) | ("&&", _, Some(0)) => return Some(0),
        ("||", Some(value), _) | ("||", _, Some(value)) if value != 0 => return Some(1),
        _ => {}
    }
    let (left, right) = (left?, right?);
    Some(match operator {
        "||" => i64::from(left != 0 || right != 0),
        "&&" => i64::from(left != 0 && right != 0),
        "|" => left | right,
        "^" => left ^ right,
        "&" => left & right,
        "==" => i64::from(left == right),
        "!=" => i64::from(left != right),
        "<" => i64::from(left < right),
        "<=" => i64::from(left <= right),
        ">" => i64::from(left > right),
        ">=" => i64::from(left >= right),
        "<<" => left.checked_shl(u32::try_from(right).ok()?)?,
        ">>" => left.checked_shr(u32::try_from(right).ok()?)?,
        "+" => left.checked_add(right)?,
        "-" => left.checked_sub(right)?,
        "*" => left.checked_mul(right)?,
        "/" => left.checked_div(right)?,
        _ => left.checked_rem(right)?,
    })
}

/// Reads an integer literal of any base, with its suffixes.
fn integer(text: &str) -> Option<i64> {
    let text = text.trim_end_matches(['u', 'U', 'l', 'L']);
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', b'b' | b'B', ..] => (&text[2..], 2),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    i64::from_str_radix(digits, radix).ok()
}

#[cfg(test)]
mod tests {
    use super::super::lex::lex;
    use super::*;

    struct Known;

    impl Names for Known {
        fn value(&self, name: &str) -> Option<i64> {
            (name == "FIVE").then_some(5)
        }

        fn is_defined(&self, name: &str) -> Option<bool> {
            match name {
                "YES" => Some(true),
                "NO" => Some(false),
                _ => None,
            }
        }
    }

    fn value(text: &str) -> Option<i64> {
        evaluate(text.as_bytes(), &lex(text.as_bytes()).tokens, &Known)
    }

    #[test]
    fn known_and_unknown_parts() {
        assert_eq!(value("defined(NO) && X > 3"), Some(0));
        assert_eq!(value("X || defined YES"), Some(1));
        assert_eq!(value("X || defined NO"), None);
        assert_eq!(value("!defined(NO) && FIVE * 2 + 1 == 0xB"), Some(1));
        assert_eq!(value("__has_include(<x.h>) || 1"), Some(1));
        assert_eq!(value("1 ? 2 : 3"), Some(2));
        assert_eq!(value("1 << 4 | -1 + 1"), Some(16));
    }
}
