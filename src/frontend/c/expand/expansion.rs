//! Textual expansion.

use super::{Macro, Macros};
use crate::frontend::c::text::{Kind, Token, lex};
use std::cell::Cell;

/// Longest text that one call may become, in bytes; a longer one stays as it is.
const LIMIT: usize = 4096;

/// How many tokens may be looked at for one call. Macros that double each other would take for ever, though what they
/// become is thrown away for its length.
const CALL_FUEL: usize = 1 << 16;

/// How many tokens may be looked at for all calls of one file in one world.
const FUEL: usize = 1 << 22;

/// Expands macro calls.
pub struct Expander<'m> {
    macros: &'m Macros,
    /// Names that are left alone although they are macros.
    keep: &'m dyn Fn(&Macro) -> bool,
    /// What is left of [`FUEL`].
    left: Cell<usize>,
}

/// What is going on in the expansion of one call.
struct Work<'m> {
    /// The macros that are being expanded.
    active: Vec<&'m str>,
    /// What is left of [`CALL_FUEL`].
    fuel: usize,
}

impl Work<'_> {
    /// `None` once there is no fuel left for `tokens` more tokens.
    fn burn(&mut self, tokens: usize) -> Option<()> {
        self.fuel = self.fuel.saturating_sub(tokens);
        (self.fuel > 0).then_some(())
    }
}

/// An expanded call.
#[derive(Debug, PartialEq, Eq)]
pub struct Expanded {
    /// What it becomes.
    pub text: Vec<u8>,
    /// How many tokens the call takes.
    pub tokens: usize,
}

impl<'m> Expander<'m> {
    /// An expander that leaves alone what `keep` accepts.
    pub fn new(macros: &'m Macros, keep: &'m dyn Fn(&Macro) -> bool) -> Expander<'m> {
        Expander { macros, keep, left: Cell::new(FUEL) }
    }

    /// The macro that `word` calls.
    pub fn find(&self, word: &str) -> Option<&'m Macro> {
        self.macros.get(word).map(AsRef::as_ref).filter(|found| !(self.keep)(found))
    }

    /// Expands the call of `found` at the start of `tokens`; `None` if it is no call or becomes too long.
    pub fn call(&self, found: &'m Macro, text: &[u8], tokens: &[Token]) -> Option<Expanded> {
        let given = self.left.get().min(CALL_FUEL);
        let mut work = Work { active: Vec::new(), fuel: given };
        let expanded = self.one(found, text, tokens, &mut work);
        self.left.set(self.left.get() - (given - work.fuel));
        expanded
    }

    fn one(&self, found: &'m Macro, text: &[u8], tokens: &[Token], work: &mut Work<'m>) -> Option<Expanded> {
        let substituted = match &found.params {
            None => None,
            Some(params) => {
                let (args, n) = arguments(text, tokens, work)?;
                Some((self.substitute(found, params, text, &args, work)?, n))
            }
        };
        work.active.push(found.name.as_str());
        let rescanned = match &substituted {
            None => self.all(&found.body, &found.tokens, work),
            Some((text, _)) => self.all(text, &lex(text).tokens, work),
        };
        work.active.pop();
        Some(Expanded { text: rescanned?, tokens: substituted.map_or(1, |(_, n)| n) })
    }

    /// Expands everything in `tokens`.
    fn all(&self, text: &[u8], tokens: &[Token], work: &mut Work<'m>) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(text.len());
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            work.burn(1)?;
            let is_word = token.kind == Kind::Ident;
            let word = if is_word { token.text(text) } else { "" };
            let found = self.find(word).filter(|_| is_word && !work.active.contains(&word));
            match found.and_then(|found| self.one(found, text, &tokens[at..], work)) {
                Some(expanded) => {
                    out.extend(&expanded.text);
                    at += expanded.tokens;
                }
                None => {
                    out.extend(token.bytes(text));
                    at += 1;
                }
            }
            out.push(b' ');
            if out.len() > LIMIT {
                return None;
            }
        }
        Some(out)
    }

    /// The body with arguments in place of parameters; `#` and `##` are obeyed.
    fn substitute(
        &self,
        found: &Macro,
        params: &[String],
        text: &[u8],
        args: &[&[Token]],
        work: &mut Work<'m>,
    ) -> Option<Vec<u8>> {
        let body = &found.body;
        let mut out: Vec<u8> = Vec::new();
        for (at, token) in found.tokens.iter().enumerate() {
            let is_at =
                |at: Option<usize>, punct| at.and_then(|at| found.tokens.get(at)).is_some_and(|t| t.is(body, punct));
            let (is_pasted, is_string) = (is_at(at.checked_sub(1), "##"), is_at(at.checked_sub(1), "#"));
            if token.is(body, "##") || token.is(body, "#") && is_param(found, params, at + 1) {
                continue;
            }
            if is_pasted {
                out.truncate(out.trim_ascii_end().len());
            }
            match param(params, token.bytes(body)) {
                Some(_) if is_string => out.extend(b"\"\""),
                Some(index) => {
                    let arg = argument(found, params, text, args, index);
                    let is_raw = is_pasted || is_at(Some(at + 1), "##");
                    let expanded = if is_raw { None } else { Some(self.all(&arg, &lex(&arg).tokens, work)?) };
                    out.extend(expanded.unwrap_or(arg));
                }
                None => out.extend(token.bytes(body)),
            }
            out.push(b' ');
            if out.len() > LIMIT {
                return None;
            }
        }
        Some(out)
    }
}

fn is_param(found: &Macro, params: &[String], at: usize) -> bool {
    found.tokens.get(at).is_some_and(|token| param(params, token.bytes(&found.body)).is_some())
}

fn param(params: &[String], word: &[u8]) -> Option<usize> {
    params.iter().position(|param| param.as_bytes() == word)
}

/// The text of argument `index`; the last parameter of a variadic macro takes all that are left.
fn argument(found: &Macro, params: &[String], text: &[u8], args: &[&[Token]], index: usize) -> Vec<u8> {
    let takes_rest = found.is_variadic && index + 1 == params.len();
    let end = if takes_rest { args.len() } else { args.len().min(index + 1) };
    let mut out = Vec::new();
    for (at, arg) in args[index.min(end)..end].iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        if let (Some(first), Some(last)) = (arg.first(), arg.last()) {
            let source = &text[first.start as usize..last.end as usize];
            out.extend(source.iter().map(|&byte| if byte == b'\n' { b' ' } else { byte }));
        }
    }
    out
}

/// The arguments of the call at the start of `tokens`, and how many tokens the call takes. A call that is longer than what
/// it may become is none: nobody looks far ahead for its end.
fn arguments<'t>(text: &[u8], tokens: &'t [Token], work: &mut Work) -> Option<(Vec<&'t [Token]>, usize)> {
    if !tokens.get(1)?.is(text, "(") {
        return None;
    }
    let (mut depth, mut start, mut args) = (0, 2, Vec::new());
    let is_near = |token: &Token| (token.end - tokens[0].start) as usize <= LIMIT;
    for (at, token) in tokens.iter().enumerate().skip(1).take_while(|(_, token)| is_near(token)) {
        work.burn(1)?;
        match token.punct() {
            b'(' | b'[' | b'{' => depth += 1,
            b',' if depth == 1 => {
                args.push(&tokens[start..at]);
                start = at + 1;
            }
            b')' | b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    args.push(&tokens[start..at]);
                    return Some((args, at + 1));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Location, Span};
    use std::sync::Arc;

    fn expanded(defines: &str, call: &str) -> String {
        let at = Location { file: FileId(0), span: Span::default() };
        let mut macros = Macros::default();
        for directive in lex(defines.as_bytes()).directives {
            macros.define(Arc::new(Macro::read(&directive, at).unwrap()));
        }
        let keep = |_: &Macro| false;
        let expander = Expander::new(&macros, &keep);
        let tokens = lex(call.as_bytes()).tokens;
        let found = expander.find(tokens[0].text(call.as_bytes())).unwrap();
        match expander.call(found, call.as_bytes(), &tokens) {
            Some(expanded) => {
                String::from_utf8(expanded.text).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
            }
            None => "-".to_owned(),
        }
    }

    #[test]
    fn arguments_are_substituted_and_rescanned() {
        let defines =
            "#define CLOSE(s) do { sclose(s); (s) = BAD; } while (0)\n#define sclose(x) close(x)\n#define BAD (-1)";
        assert_eq!(expanded(defines, "CLOSE(c->fd)"), "do { close ( c -> fd ) ; ( c -> fd ) = ( - 1 ) ; } while ( 0 )");
    }

    #[test]
    fn operators_and_variadic_macros() {
        assert_eq!(
            expanded("#define LOG(f, ...) log(#f, f, ##__VA_ARGS__)", "LOG(a, b, c)"),
            "log ( \"\" , a , b , c )"
        );
        assert_eq!(expanded("#define J(a, b) a##b(a)", "J(x, y)"), "xy ( x )");
    }

    #[test]
    fn doubling_ends_soon() {
        let defines: String = (0..64).map(|at| format!("#define D{at}(x) D{0}(x) D{0}(x)\n", at + 1)).collect();
        assert_eq!(expanded(&defines, "D0(x)"), "-");
    }

    #[test]
    fn self_reference_ends_and_length_is_bounded() {
        assert_eq!(expanded("#define f(x) f(x + 1)", "f(2)"), "f ( 2 + 1 )");
        let mut defines = "#define a0 x x x x x x x x x x\n".to_owned();
        for level in 1..8 {
            let before = format!("a{} ", level - 1).repeat(10);
            defines += &format!("#define a{level} {before}\n");
        }
        assert_eq!(expanded(&defines, "a7"), "-");
    }
}
