//! Macro definitions.

use crate::frontend::c::text::{Directive, Kind, Token, lex};
use crate::ir::Name;
use crate::source::Location;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// One macro.
#[derive(Clone, Debug)]
pub struct Macro {
    /// Its name.
    pub name: Name,
    /// Parameters; `None` for an object-like macro.
    pub params: Option<Vec<String>>,
    /// Whether the last parameter takes all remaining arguments.
    pub is_variadic: bool,
    /// The text it stands for.
    pub body: Vec<u8>,
    /// The tokens of `body`.
    pub tokens: Vec<Token>,
    /// Where it is defined.
    pub at: Location,
}

impl Macro {
    /// Reads a `#define`; `None` if it names nothing.
    pub fn read(directive: &Directive, at: Location) -> Option<Macro> {
        let text = &directive.rest;
        let all = directive.tokens();
        let name = all.first().filter(|token| token.kind == Kind::Ident)?;
        let has_params = text.get(name.end as usize) == Some(&b'(');
        let (params, is_variadic, from) = if has_params { params(text, all)? } else { (None, false, name.end) };
        let body = text[from as usize..].trim_ascii().to_vec();
        let start = text.len() as u32 - text[from as usize..].trim_ascii_start().len() as u32;
        let shifted = |token: &Token| Token { start: token.start - start, end: token.end - start, ..*token };
        // A body that begins with `#` reads like a directive when it stands alone, and so it is in expansions.
        let tokens = match body.first() {
            Some(b'#') => lex(&body).tokens,
            _ => all.iter().skip_while(|token| token.start < start).map(shifted).collect(),
        };
        Some(Macro { name: Name::new(name.text(text)), params, is_variadic, body, tokens, at })
    }

    /// The names its body mentions.
    pub fn mentions(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().filter(|token| token.kind == Kind::Ident).map(|token| token.text(&self.body))
    }

    /// Whether the body is nothing but a number, perhaps negative and in parentheses.
    pub fn is_number(&self) -> bool {
        let is_number = |token: &Token| token.kind == Kind::Number;
        self.tokens.iter().any(is_number)
            && self
                .tokens
                .iter()
                .all(|token| is_number(token) || ["(", ")", "-"].iter().any(|p| token.is(&self.body, p)))
    }
}

type Params = (Option<Vec<String>>, bool, u32);

/// The parameters, whether the last one is variadic, and where the body begins.
fn params(text: &[u8], tokens: &[Token]) -> Option<Params> {
    let close = tokens.iter().position(|token| token.is(text, ")"))?;
    let mut names: Vec<String> = Vec::new();
    let mut is_variadic = false;
    for token in &tokens[2..close] {
        match token.kind {
            Kind::Ident => names.push(token.text(text).to_owned()),
            _ if token.is(text, "...") => {
                is_variadic = true;
                // `args...` gives the rest a name of its own.
                let is_named = tokens[..close].iter().rev().nth(1).is_some_and(|before| before.kind == Kind::Ident);
                if !is_named {
                    names.push("__VA_ARGS__".to_owned());
                }
            }
            _ => {}
        }
    }
    Some((Some(names), is_variadic, tokens[close].end))
}

/// The macros that a text sees, last definition wins.
#[derive(Clone, Debug, Default)]
pub struct Macros(FxHashMap<Name, Arc<Macro>>);

impl Macros {
    /// Adds a definition.
    pub fn define(&mut self, definition: Arc<Macro>) {
        self.0.insert(definition.name.clone(), definition);
    }

    /// Forgets a definition.
    pub fn undefine(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Those of them that are called like one of `names`.
    pub fn only<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Macros {
        let known = names.into_iter().filter_map(|name| self.0.get_key_value(name));
        Macros(known.map(|(name, found)| (name.clone(), found.clone())).collect())
    }

    /// The macro called `name`.
    pub fn get(&self, name: &str) -> Option<&Arc<Macro>> {
        self.0.get(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn read(text: &str) -> Macro {
        let lexed = lex(text.as_bytes());
        let at = Location { file: FileId(0), span: Span::default() };
        Macro::read(&lexed.directives[0], at).unwrap()
    }

    #[test]
    fn parameters_and_bodies() {
        let m = read("#define CHECK(x, ...) do { if (!(x)) goto out; } while (0)");
        assert_eq!(m.params, Some(vec!["x".to_owned(), "__VA_ARGS__".to_owned()]));
        assert!(m.is_variadic);
        assert!(m.body.starts_with(b"do {"));
        assert_eq!(read("#define f(a, rest...) g(rest)").params, Some(vec!["a".to_owned(), "rest".to_owned()]));
        assert_eq!(read("#define INVALID (-1)").params, None);
        assert!(read("#define INVALID (-1)").is_number());
        assert!(!read("#define E").is_number());
    }
}
