//! What stands before a brace: the head of a namespace, a class, a function, or a value's type.

use super::scopes::behind_angles;
use crate::frontend::c::text::{Kind, Token};
use crate::ir::Name;
use crate::source::Span;
use std::ops::Range;

/// What a brace that opens neither a namespace nor a class follows.
pub(super) enum Head {
    /// The head of a function.
    Function(Found),
    /// A value in braces: what is pending goes on behind it.
    Initialiser,
}

/// A function's head.
pub(super) struct Found {
    /// Its name, with `~` or `operator`.
    pub name: Span,
    /// The class that is named before it.
    pub class: Option<Name>,
    /// Its first token.
    pub start: usize,
}

/// Words with parentheses that name no function.
const NO_NAMES: [&str; 33] = [
    "if",
    "for",
    "while",
    "switch",
    "catch",
    "return",
    "noexcept",
    "throw",
    "decltype",
    "alignas",
    "requires",
    "explicit",
    "__declspec",
    "__attribute__",
    "__attribute",
    "asm",
    "__asm",
    "void",
    "char",
    "short",
    "int",
    "long",
    "float",
    "double",
    "signed",
    "unsigned",
    "const",
    "static",
    "struct",
    "bool",
    "auto",
    "sizeof",
    "static_assert",
];

/// Whether `head` is that of a namespace.
pub(super) fn is_space(text: &[u8], head: &[Token]) -> bool {
    // Macros without `;` may stand before it.
    let Some(at) = head.iter().rposition(|token| token.reads(text, "namespace")) else { return false };
    head[at + 1..]
        .iter()
        .all(|token| token.kind == Kind::Ident || token.is(text, "::") || matches!(token.punct(), b'[' | b']'))
}

/// The name of the class whose members follow `head`; an unnamed one has none, nor has an enumeration.
pub(super) fn class_name(text: &[u8], head: &[Token]) -> Option<Name> {
    let word = |at: usize| head.get(at).filter(|token| token.kind == Kind::Ident).map_or("", |token| token.text(text));
    let mut at = 0;
    while at < head.len() {
        match word(at) {
            "template" => at = behind_angles(text, head, at + 1, head.len()).max(at + 1),
            "enum" => return None,
            "class" | "struct" | "union" | "__interface" => break,
            _ if head[at].punct() == b'(' || head[at].is(text, "=") => return None,
            _ => at += 1,
        }
    }
    let mut name = None;
    let mut at = at + 1;
    while at < head.len() {
        match head[at].punct() {
            b'(' => at = behind_group(head, at),
            b'[' => at = behind_group(head, at),
            b':' => break,
            b'<' => at = behind_angles(text, head, at, head.len()).max(at + 1),
            // `struct s *f() {` is a function, and so is `struct s operator-(struct s a) {`.
            b'*' | b'&' | b'=' => return None,
            _ if head[at].reads(text, "operator") => return None,
            _ => {
                let is_word = head[at].kind == Kind::Ident && !head[at].reads(text, "final");
                let called = is_word && head.get(at + 1).is_some_and(|next| next.punct() == b'(');
                if called && !is_attribute(word(at)) {
                    return None;
                }
                if is_word && !called {
                    name = Some(at);
                }
                at += 1;
            }
        }
    }
    name.map(|at| Name::new(word(at)))
}

fn is_attribute(word: &str) -> bool {
    matches!(word, "__declspec" | "__attribute__" | "alignas") || !word.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn behind_group(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.punct() {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// A name with parentheses behind it.
#[derive(Clone, Copy)]
struct Candidate {
    /// First token of the name, with `~` or `operator` but without what qualifies it.
    name: usize,
    /// First token of what qualifies it.
    first: usize,
    open: usize,
    close: usize,
}

/// What the tokens in `head`, which stand before a brace, are.
pub(super) fn find_head(text: &[u8], tokens: &[Token], partners: &[usize], head: Range<usize>) -> Option<Head> {
    let reader = Reader { text, tokens, partners };
    let (candidates, end) = reader.candidates(head.clone())?;
    if end < head.end && reader.is_member_initialiser(end, head.end) {
        return Some(Head::Initialiser);
    }
    let chosen = reader.choose(&candidates, head.start)?;
    let candidate = candidates[chosen];
    let before = candidates[..chosen].last().filter(|before| !reader.is_type(before, &candidate));
    let start = before.map_or(head.start, |before| before.close + 1);
    let name = Span { start: tokens[candidate.name].start, end: tokens[candidate.open - 1].end };
    let class = reader.class_before(&candidate);
    Some(Head::Function(Found { name, class, start }))
}

struct Reader<'r> {
    text: &'r [u8],
    tokens: &'r [Token],
    partners: &'r [usize],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).filter(|token| token.kind == Kind::Ident).map_or("", |token| token.text(self.text))
    }

    fn punct(&self, at: usize) -> u8 {
        self.tokens.get(at).map_or(0, Token::punct)
    }

    fn is_scope(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(self.text, "::"))
    }

    /// The names with parentheses, and where a constructor's initialisers or a trailing type begin; `None` for a value.
    fn candidates(&self, head: Range<usize>) -> Option<(Vec<Candidate>, usize)> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut at = head.start;
        while at < head.end {
            match self.punct(at) {
                b'=' => return None,
                b':' if !found.is_empty() => return Some((found, at)),
                b'(' | b'[' => {
                    let close = self.partners[at];
                    if self.punct(at) == b'(' && at > head.start && self.is_name(at - 1) {
                        found.push(self.candidate(at - 1, at, close, head.start));
                    }
                    at = close.max(at) + 1;
                }
                b'<' if at > head.start && self.tokens[at - 1].kind == Kind::Ident => {
                    at = behind_angles(self.text, self.tokens, at, head.end).max(at + 1);
                }
                _ if self.word(at) == "operator" => at = self.operator(at, &head, &mut found),
                _ if self.tokens[at].is(self.text, "->") => return Some((found, at)),
                _ => at += 1,
            }
        }
        Some((found, head.end))
    }

    fn is_name(&self, at: usize) -> bool {
        let word = self.word(at);
        !word.is_empty() && !NO_NAMES.contains(&word)
    }

    /// Passes `operator` and what it is one of.
    fn operator(&self, at: usize, head: &Range<usize>, found: &mut Vec<Candidate>) -> usize {
        let is_call = self.punct(at + 1) == b'(' && self.punct(at + 2) == b')';
        let from = if is_call { at + 3 } else { at + 1 };
        let Some(open) = (from..head.end).find(|&at| self.punct(at) == b'(') else { return head.end };
        let mut candidate = self.candidate(at, open, self.partners[open], head.start);
        candidate.name = at;
        found.push(candidate);
        candidate.close + 1
    }

    fn candidate(&self, name: usize, open: usize, close: usize, start: usize) -> Candidate {
        let name = if name > start && self.tokens[name - 1].is(self.text, "~") { name - 1 } else { name };
        let mut first = name;
        while first > start && self.is_scope(first - 1) {
            first -= 1;
            match self.punct(first.wrapping_sub(1)) {
                b'>' if first > start => first = self.angle_start(first - 1, start),
                _ if first > start && self.tokens[first - 1].kind == Kind::Ident => first -= 1,
                _ => break,
            }
        }
        Candidate { name, first, open, close }
    }

    /// The name before the `<` that the `>` at `close` closes.
    fn angle_start(&self, close: usize, start: usize) -> usize {
        let mut depth = 0;
        for at in (start..=close).rev() {
            match self.punct(at) {
                b'>' => depth += 1,
                b'<' => depth -= 1,
                _ if self.tokens[at].is(self.text, ">>") => depth += 2,
                _ => continue,
            }
            if depth <= 0 {
                return at.saturating_sub(1).max(start);
            }
        }
        close
    }

    /// The last name that reads like one: behind a type, a class, or nothing at all; what else has parentheses is a macro.
    fn choose(&self, candidates: &[Candidate], start: usize) -> Option<usize> {
        let is_named = |at: usize, candidate: &Candidate| {
            let is_macro = at > 0 && !self.word(candidate.name).bytes().any(|byte| byte.is_ascii_lowercase());
            let before = candidate.first.checked_sub(1).filter(|before| *before >= start);
            let is_qualified = candidate.first < candidate.name && !self.is_scope(candidate.first);
            let follows_type = before.is_none_or(|before| {
                let word = self.word(before);
                let is_trailing = matches!(word, "const" | "noexcept" | "override" | "final");
                let is_mark =
                    matches!(self.punct(before), b'*' | b'&' | b'>') || self.tokens[before].is(self.text, "&&");
                is_mark || !(word.is_empty() || is_trailing && at > 0)
            });
            (follows_type && !is_macro) || is_qualified
        };
        let last = candidates.iter().enumerate().rposition(|(at, candidate)| is_named(at, candidate));
        let last = last.or_else(|| (!candidates.is_empty()).then_some(0))?;
        // `API(int) f(void)`
        match candidates.get(last + 1) {
            Some(next) if self.is_type(&candidates[last], next) => Some(last + 1),
            _ => Some(last),
        }
    }

    /// Whether `first` is a macro around the type of `second`: `API(int) f(void)`.
    fn is_type(&self, first: &Candidate, second: &Candidate) -> bool {
        let inner = first.open + 1..first.close;
        let is_one_type = inner.len() == 1 && self.word(inner.start) != "void" && !self.word(inner.start).is_empty();
        is_one_type
            && second.first == first.close + 1
            && self.word(first.name) != self.word(second.name)
            && second.first == second.name
    }

    fn class_before(&self, candidate: &Candidate) -> Option<Name> {
        if candidate.first == candidate.name {
            return None;
        }
        let mut at = candidate.name - 1;
        if self.punct(at.wrapping_sub(1)) == b'>' {
            at = self.angle_start(at - 1, candidate.first) + 1;
        }
        Some(self.word(at - 1)).filter(|word| !word.is_empty()).map(Name::new)
    }

    /// Whether the brace at `end` belongs to one of the initialisers that begin with the `:` at `colon`: `: m{1} {`.
    fn is_member_initialiser(&self, colon: usize, end: usize) -> bool {
        let last = end - 1;
        self.punct(colon) == b':' && (self.tokens[last].kind == Kind::Ident || self.punct(last) == b'>')
    }
}
