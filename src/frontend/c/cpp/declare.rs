//! Declarations of C++: classes and their members, functions in namespaces, parameters that are references.

use super::ClassSlice;
use super::class::{Class, Method};
use super::head::{Head, find_head};
use super::scopes::behind_angles;
use crate::frontend::c::FileEnv;
use crate::frontend::c::declarations;
use crate::frontend::c::text::{Items, Kind, Token};
use crate::ir::{Name, Ty};
use std::ops::Range;
use std::sync::Arc;

/// What a C++ file declares.
pub fn declare(text: &[u8], tokens: &[Token], items: &Items) -> FileEnv {
    let functions: Vec<_> =
        items.functions.iter().filter(|function| function.standing.class.is_none()).cloned().collect();
    let mut env = declarations::declare(text, tokens, &functions, &items.declarations);
    env.spaces.extend(items.spaces.iter().cloned());
    for slice in &items.classes {
        let class = read_class(text, tokens, slice);
        for (name, ty) in &class.members {
            env.member(name.as_str(), (ty.pointers == 0 && !ty.is_array).then_some(&ty.base));
        }
        let known = env.classes.entry(slice.name.clone()).or_default();
        // A forward declaration has no members; of two classes of one name the richer is taken.
        if class.members.len() + class.methods.len() >= known.members.len() + known.methods.len() {
            *known = Arc::new(class);
        }
    }
    for function in &functions {
        let head = function.tokens.start..function.body;
        if let Some(method) = read_function(text, tokens, head) {
            env.declare_free(method, function.standing.space.clone());
        }
    }
    for range in &items.declarations {
        let inner = items.within.iter().find(|(within, _)| within == range).map(|(_, space)| space.clone());
        let has_parenthesis = tokens[range.clone()].iter().any(|token| token.punct() == b'(');
        if has_parenthesis && let Some(method) = read_function(text, tokens, range.start..range.end - 1) {
            env.declare_free(method, inner);
        }
    }
    env
}

fn read_class(text: &[u8], tokens: &[Token], slice: &ClassSlice) -> Class {
    let mut class = Class { bases: bases(text, &tokens[slice.head.clone()]), ..Class::default() };
    let methods = slice.methods.iter().cloned();
    let declared = slice.declarations.iter().map(|range| range.start..range.end - 1);
    for range in methods.chain(declared) {
        let words = &tokens[range.clone()];
        let has = |word: &str| words.iter().any(|token| token.reads(text, word));
        if ["friend", "using", "typedef", "enum", "template"].iter().any(|word| has(word)) && !has("operator") {
            if has("template")
                && let Some(method) = read_function(text, tokens, range)
            {
                class.methods.push(method);
            }
            continue;
        }
        match read_function(text, tokens, range.clone()) {
            Some(method) if method.name.as_str().starts_with('~') => {
                class.has_destructor |= !ends_in_default(text, tokens, &range)
            }
            Some(method) => class.methods.push(method),
            None => read_members(text, words, &mut class),
        }
    }
    class
}

/// `~A() = default;` closes nothing that the members do not close themselves.
fn ends_in_default(text: &[u8], tokens: &[Token], range: &Range<usize>) -> bool {
    tokens[range.clone()].last().is_some_and(|last| last.reads(text, "default"))
}

/// The last names of the classes behind the `:`.
fn bases(text: &[u8], head: &[Token]) -> Vec<Name> {
    let Some(colon) = head.iter().position(|token| token.punct() == b':') else { return Vec::new() };
    let parts = split(text, &head[colon + 1..]);
    parts.iter().filter_map(|part| type_name(text, part)).collect()
}

/// Splits at commas outside brackets of any kind.
fn split<'t>(text: &[u8], tokens: &'t [Token]) -> Vec<&'t [Token]> {
    let (mut depth, mut start, mut at) = (0, 0, 0);
    let mut parts = Vec::new();
    while at < tokens.len() {
        match tokens[at].punct() {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b'<' if depth == 0 && at > 0 && tokens[at - 1].kind == Kind::Ident => {
                at = behind_angles(text, tokens, at, tokens.len()).max(at + 1);
                continue;
            }
            b',' if depth == 0 => {
                parts.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(&tokens[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

const NO_TYPES: [&str; 18] = [
    "const",
    "volatile",
    "static",
    "mutable",
    "virtual",
    "inline",
    "constexpr",
    "explicit",
    "public",
    "private",
    "protected",
    "typename",
    "struct",
    "class",
    "extern",
    "register",
    "thread_local",
    "unsigned",
];

/// The last name of the type that `tokens` begin with, without template arguments.
fn type_name(text: &[u8], tokens: &[Token]) -> Option<Name> {
    let mut at = 0;
    let mut name = None;
    while at < tokens.len() {
        let token = &tokens[at];
        match token.punct() {
            b'<' => {
                at = behind_angles(text, tokens, at, tokens.len()).max(at + 1);
                continue;
            }
            b'*' | b'&' | b'=' | b'{' | b'[' => break,
            _ if token.is(text, "&&") => break,
            _ if token.kind == Kind::Ident && !NO_TYPES.contains(&token.text(text)) => {
                let is_scope = at > 0 && tokens[at - 1].is(text, "::");
                if name.is_some() && !is_scope {
                    break;
                }
                name = Some(token.text(text));
            }
            _ => {}
        }
        at += 1;
    }
    name.map(Name::new)
}

/// Data members: `SOCKET a = INVALID_SOCKET, *b;`.
fn read_members(text: &[u8], words: &[Token], class: &mut Class) {
    let Some(base) = type_name(text, words) else { return };
    // `struct inner { ... } name;`
    let is_tag = |first: &Token| ["class", "struct", "union"].iter().any(|word| first.reads(text, word));
    let has_body = words.first().is_some_and(is_tag) && words.iter().any(|token| token.punct() == b'{');
    let close = words.iter().rposition(|token| token.punct() == b'}').filter(|_| has_body);
    let words = close.map_or(words, |close| &words[close + 1..]);
    for part in split(text, words) {
        let stop = |token: &&Token| matches!(token.punct(), b'=' | b'{' | b'[' | b':');
        let end = part.iter().position(|token| stop(&token)).unwrap_or(part.len());
        let Some(name) = part[..end].iter().rev().find(|token| token.kind == Kind::Ident) else { continue };
        if name.text(text) == base.as_str() {
            continue;
        }
        let pointers = part[..end].iter().filter(|token| token.punct() == b'*').count() as u8;
        let is_array = part.get(end).is_some_and(|token| token.punct() == b'[');
        let ty = Ty { base: base.clone(), pointers, is_array };
        class.members.insert(Name::new(name.text(text)), ty);
    }
}

/// The function that the tokens in `range` declare: a head, or a declaration without its `;`.
fn read_function(text: &[u8], tokens: &[Token], range: Range<usize>) -> Option<Method> {
    // `= 0`, `= default` and `= delete` behind the head.
    let words = &tokens[range.clone()];
    let close = words.iter().rposition(|token| token.punct() == b')')?;
    let equals = words[close..].iter().position(|token| token.punct() == b'=').map(|at| close + at);
    let end = range.start + equals.unwrap_or(words.len());
    let partners = local_partners(tokens, range.start..end);
    let Some(Head::Function(found)) = find_head(text, tokens, &partners, range.start..end) else { return None };
    let name = std::str::from_utf8(&text[found.name.range()]).unwrap_or("").trim_end();
    let at = (range.start..end).find(|&at| tokens[at].start >= found.name.end)?;
    let (open, close) = (at, *partners.get(at)?);
    let params = split(text, &tokens[open + 1..close.max(open + 1)]);
    let is_void = matches!(params[..], [[only]] if only.reads(text, "void"));
    let params = if is_void { Vec::new() } else { params };
    let is_ellipsis = |part: &&[Token]| matches!(part, [only] if only.is(text, "..."));
    let is_variadic = params.iter().any(is_ellipsis);
    let named: Vec<&[Token]> = params.into_iter().filter(|part| !is_ellipsis(part)).collect();
    let has_default = |part: &&&[Token]| part.iter().any(|token| token.punct() == b'=');
    let before = &tokens[found.start..at];
    Some(Method {
        name: Name::new(&name.split_whitespace().collect::<Vec<_>>().join(" ")),
        least: named.iter().filter(|part| !has_default(part)).count(),
        arity: named.len(),
        is_variadic,
        is_static: before.iter().any(|token| token.reads(text, "static")),
        types: named.iter().map(|part| spelled_type(text, part)).collect(),
        references: named.iter().map(|part| is_reference(text, part)).collect(),
        result: result(text, before),
    })
}

/// Whether a parameter is a reference that is not to something constant.
fn is_reference(text: &[u8], param: &[Token]) -> bool {
    let end = param.iter().position(|token| token.punct() == b'=').unwrap_or(param.len());
    let has = |wanted: &dyn Fn(&Token) -> bool| param[..end].iter().any(wanted);
    has(&|token| token.punct() == b'&') && !has(&|token| token.reads(text, "const"))
}

/// The words and marks of a parameter's type, without its name and default.
fn spelled_type(text: &[u8], param: &[Token]) -> String {
    let end = param.iter().position(|token| token.punct() == b'=').unwrap_or(param.len());
    let words = &param[..end];
    let is_named = words.len() > 1 && words.last().is_some_and(|last| last.kind == Kind::Ident);
    let words = if is_named { &words[..words.len() - 1] } else { words };
    words.iter().map(|token| token.text(text)).collect::<Vec<_>>().join(" ")
}

fn result(text: &[u8], before: &[Token]) -> Ty {
    let base = type_name(text, before).unwrap_or_else(|| Name::new("int"));
    let pointers = before.iter().filter(|token| token.punct() == b'*').count() as u8;
    Ty { base, pointers, is_array: false }
}

/// As the file's: the position of each bracket's partner, of those in `range` only.
fn local_partners(tokens: &[Token], range: Range<usize>) -> Vec<usize> {
    let mut partners: Vec<usize> = (0..range.end).collect();
    let mut open: Vec<usize> = Vec::new();
    for at in range {
        match tokens[at].punct() {
            b'(' | b'[' | b'{' => open.push(at),
            b')' | b']' | b'}' => {
                if let Some(from) = open.pop() {
                    partners[from] = at;
                }
            }
            _ => {}
        }
    }
    partners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontend::c::text::{items, lex};

    fn env(text: &str) -> FileEnv {
        let tokens = lex(text.as_bytes()).tokens;
        declare(text.as_bytes(), &tokens, &items(text.as_bytes(), &tokens, true))
    }

    #[test]
    fn members_and_methods() {
        let env = env("namespace n { class EXPORT Conn final : public Base, private io::Other<int> { public:\n\
             explicit Conn(int fd, bool own = true); ~Conn(); static Conn *make(int); bool read(SOCKET &s, const char *b, ...) const;\n\
             private: SOCKET m_sock = INVALID_SOCKET, m_other; std::unique_ptr<Peer> m_peer; char m_buf[10]; Peer *m_p{nullptr};\n\
             struct inner { int a; int b; } m_in; std::map<int, int> m_map; int f() { return m_sock; } }; }");
        let class = &env.classes["Conn"];
        assert_eq!(class.bases, [Name::new("Base"), Name::new("Other")]);
        assert!(class.has_destructor);
        let mut members: Vec<String> =
            class.members.iter().map(|(name, ty)| format!("{name} {} {}", ty.base, ty.pointers)).collect();
        members.sort();
        assert_eq!(
            members,
            [
                "m_buf char 0",
                "m_in inner 0",
                "m_map map 0",
                "m_other SOCKET 0",
                "m_p Peer 1",
                "m_peer unique_ptr 0",
                "m_sock SOCKET 0"
            ]
        );
        let make = class.method("make", 1).unwrap();
        assert!(make.is_static && make.result.pointers == 1);
        assert!(class.method("Conn", 1).is_some() && class.method("Conn", 3).is_none());
        assert_eq!(class.method("read", 5).unwrap().references, [true, false]);
        assert!(class.method("f", 0).is_some());
    }

    #[test]
    fn functions_of_namespaces() {
        let env = env(
            "namespace n { int connect(int s); } int open(int &out); using namespace n; void x() {} static SOCKET s;",
        );
        assert_eq!(env.spaced["connect"], [Name::new("n")]);
        assert!(env.spaces.contains("n") && !env.spaced.contains_key("open"));
        assert_eq!(env.free["open"][0].references, [true]);
        assert!(env.globals.contains_key("s") && env.functions.contains_key("x"));
    }
}
