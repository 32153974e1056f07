//! File-scope declarations, read from tokens: types, enumerators, variables, prototypes.

mod enumerators;

use super::cpp::behind_angles;
use super::env::{FileEnv, GlobalVar};
use super::text::{FunctionSlice, Kind, Token, evaluate};
use crate::ir::{Const, Name, Ty};
use enumerators::Enumerators;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What `functions` and `declarations` (ranges of `tokens`) declare.
pub fn declare(text: &[u8], tokens: &[Token], functions: &[FunctionSlice], declarations: &[Range<usize>]) -> FileEnv {
    let mut env = FileEnv::default();
    for range in declarations {
        Declaration { text, tokens: &tokens[range.clone()] }.enter(&mut env);
    }
    for function in functions {
        let head = &tokens[function.tokens.start..function.body];
        let declaration = Declaration { text, tokens: head };
        let at = head.iter().position(|token| token.start == function.name.start).unwrap_or(0);
        declaration.function(at, &mut env);
    }
    env
}

/// The positions in `tokens`, a declaration, of the names of the functions that it declares.
pub fn prototypes(text: &[u8], tokens: &[Token]) -> Vec<usize> {
    let declaration = Declaration { text, tokens };
    let Some(last) = tokens.len().checked_sub(1).filter(|_| !declaration.has("typedef")) else { return Vec::new() };
    let first = declaration.first_declarator(last);
    let ranges = first.into_iter().flat_map(|first| declaration.declarators(first, last));
    let names = ranges.filter_map(|range| Some((declaration.name_in(range.clone())?, range)));
    names.filter(|(name, range)| declaration.is_function(*name, range)).map(|(name, _)| name).collect()
}

/// How many pointers stand before the name at `name`, and the words of its type.
pub fn result_of(text: &[u8], tokens: &[Token], name: usize) -> Ty {
    Declaration { text, tokens }.result(name)
}

const QUALIFIERS: [&str; 16] = [
    "const",
    "volatile",
    "static",
    "extern",
    "inline",
    "__inline",
    "__inline__",
    "register",
    "typedef",
    "restrict",
    "__restrict",
    "__extension__",
    "_Noreturn",
    "auto",
    "_Thread_local",
    "__thread",
];

/// Parts of names that say that a function never returns, whatever stands between the words.
const NORETURN: [&str; 3] = ["noreturn", "neverreturn", "doesnotreturn"];

/// Whether a word of a declaration, or the name of a macro around one, says that.
pub fn says_noreturn(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect();
    NORETURN.iter().any(|part| letters.contains(part))
}

struct Declaration<'t> {
    text: &'t [u8],
    tokens: &'t [Token],
}

impl Declaration<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    fn punct(&self, at: usize) -> u8 {
        self.tokens.get(at).map_or(0, Token::punct)
    }

    fn has(&self, word: &str) -> bool {
        self.tokens.iter().any(|token| token.reads(self.text, word))
    }

    fn enter(&self, env: &mut FileEnv) {
        self.enumerators(env);
        self.members(env);
        let Some(last) = self.tokens.len().checked_sub(1) else { return };
        if self.word(0) == "using" {
            return self.alias(last, env);
        }
        if let Some(inner) = self.wrapped(last) {
            return inner.enter_as(self.word(0), env);
        }
        let is_typedef = self.has("typedef");
        let Some(first) = self.first_declarator(last) else { return };
        let base = self.base(first);
        for range in self.declarators(first, last) {
            self.declarator(range, &base, is_typedef, env);
        }
    }

    /// The prototype that is all a macro is given: `NORETURN(void die(int code));`.
    fn wrapped(&self, last: usize) -> Option<Declaration<'_>> {
        let is_call = last > 2 && self.tokens[0].kind == Kind::Ident && self.punct(1) == b'(';
        let is_all = is_call && self.outer_parentheses(last) == [1] && self.punct(last - 1) == b')';
        let tokens = self.tokens.get(2..last).filter(|_| is_all)?;
        (!prototypes(self.text, tokens).is_empty()).then_some(Declaration { text: self.text, tokens })
    }

    /// Enters a prototype that the macro `word` is given.
    fn enter_as(&self, word: &str, env: &mut FileEnv) {
        self.enter(env);
        for name in prototypes(self.text, self.tokens).into_iter().map(|name| Name::new(self.word(name))) {
            match says_noreturn(word) {
                true => drop(env.noreturn.insert(name)),
                false => drop(env.wrapped.insert(name, word.into())),
            }
        }
    }

    /// `using name = type;`
    fn alias(&self, last: usize, env: &mut FileEnv) {
        if let Some(tokens) = self.tokens.get(3..last).filter(|_| self.punct(2) == b'=') {
            let ty = Declaration { text: self.text, tokens }.result(tokens.len());
            env.typedefs.insert(Name::new(self.word(1)), ty);
        }
    }

    /// The tokens of `range` outside all brackets, and outside those of a template before any `=`.
    fn top_level(&self, range: Range<usize>) -> Vec<usize> {
        let (mut depth, mut at, mut is_type) = (0, range.start, true);
        let mut found = Vec::new();
        while at < range.end {
            match self.punct(at) {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                b'<' if depth == 0 && is_type && at > 0 && self.tokens[at - 1].kind == Kind::Ident => {
                    at = behind_angles(self.text, self.tokens, at, range.end).max(at + 1);
                    continue;
                }
                punct if depth == 0 => {
                    is_type &= punct != b'=';
                    found.push(at);
                }
                _ => {}
            }
            at += 1;
        }
        found
    }

    /// The parentheses before `end` that open outside all brackets.
    fn outer_parentheses(&self, end: usize) -> Vec<usize> {
        let mut depth = 0;
        let mut found = Vec::new();
        for at in 0..end {
            match self.punct(at) {
                b'(' | b'[' | b'{' => {
                    found.extend((depth == 0 && self.punct(at) == b'(').then_some(at));
                    depth += 1;
                }
                b')' | b']' | b'}' => depth -= 1,
                _ => {}
            }
        }
        found
    }

    /// Where the first declarator begins: behind the type words.
    fn first_declarator(&self, last: usize) -> Option<usize> {
        let top = self.top_level(0..last);
        let stop = |at: &usize| matches!(self.punct(*at), b'*' | b',' | b'=' | b';');
        let end = top.iter().position(stop).unwrap_or(top.len());
        let names: Vec<usize> = top[..end].iter().copied().filter(|&at| self.tokens[at].kind == Kind::Ident).collect();
        if top.get(end).is_some_and(|&at| self.punct(at) == b'*') {
            return Some(top[end]);
        }
        // `int (*name)(void)`: the declarator is the parenthesis.
        let is_pointer = |at: &usize| self.punct(at + 1) == b'*';
        if let Some(open) = self
            .outer_parentheses(last)
            .into_iter()
            .find(is_pointer)
            .filter(|open| names.iter().all(|name| name < open))
        {
            return Some(open);
        }
        // Attributes may stand behind the name: of `name ATTR(x)` the first called one is the name, unless nothing is before it.
        let mut called = names.iter().copied().filter(|&at| self.punct(at + 1) == b'(' && !self.is_attribute(at));
        let called = match called.next() {
            Some(0) => called.next(),
            found => found,
        };
        called.filter(|_| names.len() > 1).or_else(|| names.last().copied()).filter(|at| *at > 0)
    }

    fn is_attribute(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with("__attribute") || word == "__declspec" || word == "_Alignas"
    }

    fn base(&self, end: usize) -> Name {
        let words = self.top_level(0..end).into_iter().filter(|&at| self.tokens[at].kind == Kind::Ident);
        let words: Vec<&str> = words.map(|at| self.word(at)).filter(|word| !QUALIFIERS.contains(word)).collect();
        Name::new(&words.join(" "))
    }

    fn declarators(&self, first: usize, last: usize) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let mut start = first;
        for at in self.top_level(first..last).into_iter().filter(|&at| self.punct(at) == b',').chain([last]) {
            ranges.push(start..at);
            start = at + 1;
        }
        ranges
    }

    fn declarator(&self, range: Range<usize>, base: &Name, is_typedef: bool, env: &mut FileEnv) {
        let pointers = range.clone().take_while(|&at| self.punct(at) == b'*' || QUALIFIERS.contains(&self.word(at)));
        let pointers = pointers.filter(|&at| self.punct(at) == b'*').count();
        let Some(name) = self.name_in(range.clone()) else { return };
        let is_pointer_to_function = self.punct(range.start) == b'(';
        let pointers = pointers as u8 + u8::from(is_pointer_to_function);
        let ty = Ty { base: base.clone(), pointers, is_array: self.punct(name + 1) == b'[' };
        let key = Name::new(self.word(name));
        if is_typedef {
            env.typedefs.insert(key, ty);
        } else if self.is_function(name, &range) {
            self.function(name, env);
        } else {
            let variable = GlobalVar { ty, initial: self.initial(range, env), is_static: self.has("static") };
            env.globals.insert(key, variable);
        }
    }

    fn name_in(&self, mut range: Range<usize>) -> Option<usize> {
        range.find(|&at| self.tokens[at].kind == Kind::Ident && !QUALIFIERS.contains(&self.word(at)))
    }

    /// Whether the declarator in `range` with this name declares a function, and no pointer to one.
    fn is_function(&self, name: usize, range: &Range<usize>) -> bool {
        self.punct(name + 1) == b'(' && !self.is_attribute(name) && self.punct(range.start) != b'('
    }

    fn result(&self, name: usize) -> Ty {
        let pointers = self.top_level(0..name).into_iter().filter(|&at| self.punct(at) == b'*').count() as u8;
        Ty { base: self.base(name), pointers, is_array: false }
    }

    /// A variable's constant value; a `static` without initialiser is 0.
    fn initial(&self, range: Range<usize>, env: &FileEnv) -> Option<Const> {
        let end = range.end;
        match self.top_level(range).into_iter().find(|&at| self.punct(at) == b'=') {
            Some(equals) => {
                let known = Enumerators { known: &env.enumerators, own: &FxHashMap::default() };
                evaluate(self.text, &self.tokens[equals + 1..end], &known).map(Const::Int)
            }
            None => (self.has("static") || !self.has("extern")).then_some(Const::Int(0)),
        }
    }

    /// Enters the function whose name is token `name`.
    fn function(&self, name: usize, env: &mut FileEnv) {
        let key = Name::new(self.word(name));
        let ty = self.result(name);
        let is_noreturn =
            self.tokens.iter().any(|token| token.kind == Kind::Ident && says_noreturn(token.text(self.text)));
        if is_noreturn {
            env.noreturn.insert(key.clone());
        }
        env.functions.insert(key, ty);
    }

    /// Enters the members of the structures and unions.
    fn members(&self, env: &mut FileEnv) {
        for at in 0..self.tokens.len() {
            if !["struct", "union"].iter().any(|word| self.tokens[at].reads(self.text, word)) {
                continue;
            }
            let open = (at + 1..self.tokens.len().min(at + 4)).find(|&open| self.punct(open) == b'{');
            if let Some(open) = open {
                self.member_list(open, env);
            }
        }
    }

    /// Structures inside are lists of their own.
    fn member_list(&self, open: usize, env: &mut FileEnv) {
        let (mut depth, mut start, mut is_plain) = (0, open + 1, true);
        for at in open..self.tokens.len() {
            match self.punct(at) {
                b'{' => {
                    depth += 1;
                    is_plain &= depth == 1;
                }
                b'}' => depth -= 1,
                b';' if depth == 1 => {
                    if std::mem::replace(&mut is_plain, true) {
                        Declaration { text: self.text, tokens: &self.tokens[start..=at] }.member(env);
                    }
                    start = at + 1;
                }
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Enters what the declaration of a member declares.
    fn member(&self, env: &mut FileEnv) {
        let last = self.tokens.len() - 1;
        let Some(first) = self.first_declarator(last) else { return };
        let base = self.base(first);
        for range in self.declarators(first, last) {
            let is_value = range.clone().all(|at| !matches!(self.punct(at), b'*' | b'('));
            if let Some(name) = self.name_in(range) {
                env.member(self.word(name), Some(&base).filter(|_| is_value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{items, lex};
    use super::*;

    pub fn env(text: &str) -> FileEnv {
        let tokens = lex(text.as_bytes()).tokens;
        let found = items(text.as_bytes(), &tokens, false);
        declare(text.as_bytes(), &tokens, &found.functions, &found.declarations)
    }

    #[test]
    fn types_and_variables() {
        let env =
            env("typedef int SOCKET; typedef struct conn { int fd; } *conn_t; static int lfd = -1, *p; extern int e;\
                       int n; static const char *names[] = { \"a\" }; typedef void (*cb)(int); SOCKET s;");
        assert_eq!(env.typedefs["SOCKET"], Ty::value("int"));
        assert_eq!(env.typedefs["conn_t"].pointers, 1);
        assert_eq!(env.typedefs["cb"].pointers, 1);
        let initial = |name: &str| env.globals[name].initial.clone();
        assert_eq!(initial("lfd"), Some(Const::Int(-1)));
        assert_eq!(initial("p"), Some(Const::Int(0)));
        assert_eq!((initial("e"), initial("n")), (None, Some(Const::Int(0))));
        assert_eq!(env.globals["s"].ty, Ty::value("SOCKET"));
        assert!(env.globals["names"].ty.is_array && env.globals["lfd"].is_static);
    }

    #[test]
    fn templates_are_types() {
        let env = env("typedef std::map<SOCKET, Peer> peers_t; static std::map<SOCKET, std::set<int>> table, *other;\
                       using handle_t = SOCKET; using std::move; using list_t = std::list<int *>; using text = char *;");
        assert!(env.typedefs["peers_t"].base.as_str() == "std map" && !env.typedefs.contains_key("SOCKET"));
        assert!(env.globals["table"].is_static && env.globals["other"].ty.pointers == 1 && env.globals.len() == 2);
        assert_eq!(env.typedefs["handle_t"], Ty::value("SOCKET"));
        assert_eq!((env.typedefs["list_t"].pointers, env.typedefs["text"].pointers), (0, 1));
    }

    #[test]
    fn prototypes_and_definitions() {
        let env = env(
            "void die(const char *, ...) __attribute__((noreturn)); static struct c *make(int fd) { } int f(void);\
             API(int) given(void (*then)(int), int fd); MARK(1) int marked(int);\
             NORETURN(struct c *stop(int, ...)); WRAPPED(void end(void)); LIST(int, f); TABLE(entry)",
        );
        assert!(env.functions.contains_key("given") && env.functions.contains_key("marked"));
        assert!(!env.globals.contains_key("then"));
        assert!(env.noreturn.contains("die") && !env.noreturn.contains("f"));
        assert!(env.noreturn.contains("stop") && env.functions["stop"].pointers == 1);
        assert!(env.wrapped["end"].as_str() == "WRAPPED" && env.wrapped.len() == 1);
        assert_eq!(env.functions["make"].pointers, 1);
        assert_eq!(env.functions["f"], Ty::value("int"));
    }
}
