//! Where functions and declarations stand, by braces and the shape of what comes before them.

use super::lex::{Kind, Token};
use crate::frontend::c::cpp::{ClassSlice, Standing, scoped_items};
use crate::ir::Name;
use crate::source::Span;
use std::ops::Range;

/// A function definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionSlice {
    /// Its name, as far as the head tells.
    pub name: Span,
    /// From the first token of the head to the closing brace.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The opening brace among them.
    pub body: usize,
    /// Where it stands in C++.
    pub standing: Standing,
}

/// What stands at file scope.
#[derive(Debug, Default)]
pub struct Items {
    /// Function definitions.
    pub functions: Vec<FunctionSlice>,
    /// Declarations, each up to and with its `;`.
    pub declarations: Vec<Range<usize>>,
    /// Classes with their members; none of C's.
    pub classes: Vec<ClassSlice>,
    /// Names of namespaces.
    pub spaces: Vec<Name>,
    /// The declarations that stand in a namespace, with its innermost name.
    pub within: Vec<(Range<usize>, Name)>,
}

/// Finds what stands at file scope among `tokens`; of C++ also what stands in namespaces and classes.
pub fn items(text: &[u8], tokens: &[Token], is_cpp: bool) -> Items {
    if is_cpp && let Some(found) = scoped_items(text, tokens) {
        return found;
    }
    let found = Slicer::new(text, tokens, false).run();
    // Braces that do not balance would swallow the rest of the file: then a brace in the first column ends a function.
    found.unwrap_or_else(|| Slicer::new(text, tokens, true).run().unwrap_or_default())
}

const TYPE_WORDS: [&str; 14] = [
    "void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "const", "static", "struct",
    "union", "enum",
];

const ATTRIBUTES: [&str; 9] =
    ["__attribute__", "__attribute", "__declspec", "_Alignas", "__asm__", "asm", "__asm", "__nonnull", "_Noreturn"];

struct Slicer<'t> {
    text: &'t [u8],
    tokens: &'t [Token],
    by_column: bool,
    out: Items,
    /// First token since the last item ended.
    pending: usize,
    /// First token of what may be an old-style head, whose parameter declarations follow.
    old_style: Option<usize>,
    at: usize,
}

impl<'t> Slicer<'t> {
    fn new(text: &'t [u8], tokens: &'t [Token], by_column: bool) -> Slicer<'t> {
        Slicer { text, tokens, by_column, out: Items::default(), pending: 0, old_style: None, at: 0 }
    }

    /// `None` if braces do not balance and columns were not to be looked at.
    fn run(mut self) -> Option<Items> {
        while let Some(token) = self.tokens.get(self.at) {
            match token.punct() {
                b'{' => self.brace()?,
                b';' => self.semicolon(),
                b'}' => self.skip_to(self.at + 1),
                b'(' | b'[' => self.at = self.group_end(self.at),
                _ => self.at += 1,
            }
        }
        Some(self.out)
    }

    fn skip_to(&mut self, next: usize) {
        self.at = next;
        self.pending = next;
        self.old_style = None;
    }

    fn semicolon(&mut self) {
        let range = self.pending..self.at + 1;
        let is_simple = !self.tokens[range.clone()].iter().any(|token| token.is(self.text, "("));
        self.old_style = match self.old_style {
            Some(start) if is_simple && range.len() > 2 => Some(start),
            _ => self.is_old_style_head(range.clone()).then_some(range.start),
        };
        if range.len() > 1 {
            self.out.declarations.push(range);
        }
        self.at += 1;
        self.pending = self.at;
    }

    fn brace(&mut self) -> Option<()> {
        if self.is_linkage() {
            self.skip_to(self.at + 1);
            return Some(());
        }
        let end = self.body_end(self.at)?;
        let old_style = self.old_style.filter(|_| self.pending == self.at);
        let start = old_style.unwrap_or_else(|| self.trimmed_start());
        match self.function_name(start..self.at, old_style.is_some()) {
            Some(name) => {
                let last = self.tokens[end - 1];
                let span = Span { start: self.tokens[start].start, end: last.end };
                let (tokens, standing) = (start..end, Standing::default());
                self.out.functions.push(FunctionSlice { name, span, tokens, body: self.at, standing });
                self.skip_to(end);
            }
            // An initialiser or a type's members: the declaration goes on behind it.
            None => self.at = end,
        }
        Some(())
    }

    /// `extern "C" {` holds items like the file itself.
    fn is_linkage(&self) -> bool {
        let pending = &self.tokens[self.pending..self.at];
        matches!(pending, [.., word, string] if word.reads(self.text, "extern") && string.kind == Kind::Str)
    }

    /// One past the brace that closes the one at `open`.
    fn body_end(&self, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token.punct() {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => continue,
            }
            if depth == 0 || self.by_column && at > open && self.is_closing_line(token) {
                return Some(at + 1);
            }
        }
        self.by_column.then_some(self.tokens.len())
    }

    fn is_closing_line(&self, token: &Token) -> bool {
        let start = token.start as usize;
        self.text[start] == b'}' && (start == 0 || self.text[start - 1] == b'\n')
    }

    /// One past the bracket that closes the one at `open`; a missing one ends before the next brace or `;`.
    fn group_end(&self, open: usize) -> usize {
        let mut depth = 0;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token.punct() {
                b'(' | b'[' => depth += 1,
                b')' | b']' => depth -= 1,
                b'{' | b'}' | b';' => return at,
                _ => continue,
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.tokens.len()
    }

    /// A macro call without `;` may stand before the head: it begins at the type word behind the last such call.
    fn trimmed_start(&self) -> usize {
        let range = self.pending..self.at;
        let is_type = |at: &usize| TYPE_WORDS.contains(&self.tokens[*at].text(self.text));
        let behind_call = |at: &usize| *at > range.start && self.tokens[at - 1].is(self.text, ")");
        let starts: Vec<usize> = range.clone().filter(|at| behind_call(at) && is_type(at)).collect();
        let fits = |at: &&usize| self.function_name(**at..self.at, false).is_some();
        starts.iter().rev().find(fits).copied().unwrap_or(range.start)
    }

    /// Pairs of a name and its parenthesis at the top level of a head: token of the name, range inside the parenthesis.
    fn calls(&self, head: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        let mut at = head.start;
        while at < head.end {
            if !self.tokens[at].is(self.text, "(") {
                at += 1;
                continue;
            }
            let end = self.group_end(at).min(head.end);
            if at > head.start && self.is_name(at - 1) {
                // A parenthesis that is not closed ends where it begins.
                found.push((at - 1, at + 1..end.saturating_sub(1).max(at + 1)));
            }
            at = end.max(at + 1);
        }
        found
    }

    fn is_name(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let word = if token.kind == Kind::Ident { token.text(self.text) } else { return false };
        !TYPE_WORDS.contains(&word) && !ATTRIBUTES.contains(&word)
    }

    /// The name of the function whose head `head` is, if it is one.
    fn function_name(&self, head: Range<usize>, is_old_style: bool) -> Option<Span> {
        let has = |wanted: &str| self.tokens[head.clone()].iter().any(|token| token.reads(self.text, wanted));
        if head.is_empty() || has("typedef") || has("=") && !is_old_style {
            return None;
        }
        let calls = self.calls(head.clone());
        let is_one_type = |range: &Range<usize>| range.len() == 1 && self.tokens[range.start].text(self.text) != "void";
        let (name, _) = match &calls[..] {
            [] => return self.function_returning_pointer(head),
            [first, second, ..] if is_one_type(&first.1) && second.0 > first.1.end => second,
            [first, ..] => first,
        };
        let token = self.tokens[*name];
        Some(Span { start: token.start, end: token.end })
    }

    /// `int (*f(int x))(void) {`
    fn function_returning_pointer(&self, head: Range<usize>) -> Option<Span> {
        let open = head.clone().find(|&at| self.tokens[at].is(self.text, "("))?;
        let inner = open + 1..self.group_end(open).min(head.end);
        let (name, _) = self.calls(inner).first()?.clone();
        let is_pointer = self.tokens.get(open + 1)?.is(self.text, "*");
        let token = self.tokens[name];
        is_pointer.then_some(Span { start: token.start, end: token.end })
    }

    /// `int f(a, b) int a;`: names only between the parentheses, and a declaration behind them.
    fn is_old_style_head(&self, range: Range<usize>) -> bool {
        let calls = self.calls(range.clone());
        let [(_, inner)] = &calls[..] else { return false };
        let names_only = self.tokens[inner.clone()]
            .iter()
            .enumerate()
            .all(|(at, token)| if at % 2 == 0 { token.kind == Kind::Ident } else { token.is(self.text, ",") });
        let after = inner.end + 1..range.end;
        names_only && inner.len() % 2 == 1 && after.len() > 2 && self.tokens[after.start].kind == Kind::Ident
    }
}

#[cfg(test)]
mod tests {
    use super::super::lex::lex;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let bytes = text.as_bytes();
        let found = items(bytes, &lex(bytes).tokens, false);
        found.functions.iter().map(|f| format!("{} {}", &text[f.name.range()], &text[f.span.range()].len())).collect()
    }

    fn only(text: &str) -> String {
        let found = names(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].split(' ').next().unwrap().to_owned()
    }

    #[test]
    fn heads_of_many_shapes() {
        for head in [
            "static int f(int a)",
            "int f(a, b) int a; char *b;",
            "EXPORT(int) f(void)",
            "static void f(void) UNUSED(x)",
            "__attribute__((noreturn)) void f(int x)",
            "struct s *f(struct t *p)",
            "int (*f(int x))(void)",
            "MODULE(x)\nstatic int f(void)",
            "DWORD WINAPI f(LPVOID p)",
        ] {
            assert_eq!(only(&format!("int before; {head} {{ g({{1}}); }} int after;")), "f", "{head}");
        }
    }

    #[test]
    fn no_functions() {
        for text in [
            "struct s { int (*f)(int); };",
            "typedef struct ATTR(4) { int x; } s;",
            "static const struct s t[] = { { f(1) }, };",
            "enum e { A = (1) };",
            "int f(int a) __attribute__((x));",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn linkage_blocks_are_transparent() {
        assert_eq!(only("extern \"C\" {\nint f(void) { return 1; }\n}"), "f");
    }

    #[test]
    fn an_open_parenthesis_ends_somewhere() {
        assert_eq!(names("int a(\n;int b(x; int c;"), Vec::<String>::new());
        assert_eq!(names("f(;"), Vec::<String>::new());
    }

    #[test]
    fn a_missing_brace_costs_one_function() {
        let found = names("int f(void)\n{\n if (x) {\n}\nint g(void)\n{\n return 1;\n}\n");
        assert_eq!(found.iter().map(|f| &f[..1]).collect::<Vec<_>>(), ["f", "g"]);
    }
}
