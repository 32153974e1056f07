//! Where functions, classes and declarations stand in a C++ file: namespaces and classes hold items like the file itself.

use super::Standing;
use super::head::{Head, class_name, find_head, is_space};
use crate::frontend::c::text::{FunctionSlice, Items, Kind, Token};
use crate::ir::Name;
use crate::source::Span;
use std::ops::Range;

/// How deep scopes are followed.
const MAX_DEPTH: usize = 40;

/// A class with its members.
#[derive(Clone, Debug)]
pub struct ClassSlice {
    /// Its name.
    pub name: Name,
    /// The tokens before its opening brace, from the item's first on.
    pub head: Range<usize>,
    /// The declarations in it, each up to and with its `;`.
    pub declarations: Vec<Range<usize>>,
    /// The functions defined in it: from the head's first token to the body's brace.
    pub methods: Vec<Range<usize>>,
}

/// Finds what stands at file scope and in the scopes below it; `None` if braces do not balance.
pub fn scoped_items(text: &[u8], tokens: &[Token]) -> Option<Items> {
    let partners = partners(tokens)?;
    let mut slicer = Slicer { text, tokens, partners, out: Items::default(), members: Vec::new() };
    slicer.scope(0..tokens.len(), &Standing::default(), 0);
    Some(slicer.out)
}

/// For each opening bracket the position of the one that closes it, else its own; `None` if braces do not balance.
fn partners(tokens: &[Token]) -> Option<Vec<usize>> {
    let mut partners: Vec<usize> = (0..tokens.len()).collect();
    let mut open: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.punct() {
            b'(' | b'[' | b'{' => open.push(at),
            close @ (b')' | b']' | b'}') => {
                let opening = if close == b')' { b'(' } else { close - 2 };
                // A brace closes what was left open inside it; a stray parenthesis closes nothing.
                let found = open.iter().rposition(|&at| tokens[at].punct() == opening);
                let is_inside = |from: usize| open[from + 1..].iter().any(|&at| tokens[at].punct() == b'{');
                match found {
                    Some(from) if close == b'}' || !is_inside(from) => {
                        partners[open[from]] = at;
                        open.truncate(from);
                    }
                    None if close == b'}' => return None,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    (!open.iter().any(|&at| tokens[at].punct() == b'{')).then_some(partners)
}

struct Slicer<'t> {
    text: &'t [u8],
    tokens: &'t [Token],
    partners: Vec<usize>,
    out: Items,
    /// The classes around, innermost last.
    members: Vec<ClassSlice>,
}

impl Slicer<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).filter(|token| token.kind == Kind::Ident).map_or("", |token| token.text(self.text))
    }

    fn punct(&self, at: usize) -> u8 {
        self.tokens.get(at).map_or(0, Token::punct)
    }

    /// Passes the items in `range`.
    fn scope(&mut self, range: Range<usize>, scope: &Standing, depth: usize) {
        let (mut at, mut pending) = (range.start, range.start);
        while at < range.end {
            match self.punct(at) {
                b'{' => (at, pending) = self.brace(pending, at, scope, depth),
                b';' => {
                    self.declaration(pending..at + 1, scope);
                    at += 1;
                    pending = at;
                }
                b'}' => {
                    at += 1;
                    pending = at;
                }
                b'(' | b'[' => at = self.partners[at].max(at) + 1,
                _ if self.word(at) == "template"
                    && self.tokens.get(at + 1).is_some_and(|next| next.is(self.text, "<")) =>
                {
                    at = behind_angles(self.text, self.tokens, at + 1, range.end);
                }
                _ if self.is_access(at) => {
                    at += 2;
                    pending = at;
                }
                _ => at += 1,
            }
        }
    }

    /// `public:` and its like.
    fn is_access(&self, at: usize) -> bool {
        let is_label =
            matches!(self.word(at), "public" | "private" | "protected" | "slots" | "signals" | "Q_SIGNALS" | "Q_SLOTS");
        is_label && self.punct(at + 1) == b':'
    }

    fn declaration(&mut self, range: Range<usize>, scope: &Standing) {
        if range.len() < 2 {
            return;
        }
        match self.members.last_mut().filter(|_| scope.class.is_some()) {
            Some(class) => class.declarations.push(range),
            None => {
                if let Some(space) = &scope.space {
                    self.out.within.push((range.clone(), space.clone()));
                }
                self.out.declarations.push(range);
            }
        }
    }

    /// Passes what the brace at `at` opens; where to go on, and where what is pending there begins.
    fn brace(&mut self, pending: usize, at: usize, scope: &Standing, depth: usize) -> (usize, usize) {
        let (head, end) = (pending..at, self.partners[at]);
        let inside = at + 1..end;
        let before = at.checked_sub(1).filter(|before| *before >= pending).map(|before| self.tokens[before]);
        let is_linkage =
            before.is_some_and(|string| string.kind == Kind::Str) && self.word(at.wrapping_sub(2)) == "extern";
        let is_deep = depth >= MAX_DEPTH;
        if is_linkage && !is_deep {
            self.scope(inside, &Standing { space: None, ..scope.clone() }, depth + 1);
            return (end + 1, end + 1);
        }
        if is_space(self.text, &self.tokens[head.clone()]) && !is_deep {
            let name = Some(self.word(at - 1)).filter(|word| *word != "namespace" && !word.is_empty()).map(Name::new);
            let within = match name {
                Some(name) => {
                    self.out.spaces.push(name.clone());
                    Standing { class: None, space: Some(name), is_hidden: scope.is_hidden }
                }
                None => Standing { is_hidden: true, ..scope.clone() },
            };
            self.scope(inside, &within, depth + 1);
            return (end + 1, end + 1);
        }
        if let Some(name) = class_name(self.text, &self.tokens[head.clone()]) {
            if !is_deep {
                self.class(name, head, inside, scope, depth);
            }
            // The declaration goes on behind it.
            return (end + 1, pending);
        }
        match find_head(self.text, self.tokens, &self.partners, head) {
            Some(Head::Function(found)) => {
                let last = self.end_of_body(end);
                self.function(found, at, last, scope);
                (last + 1, last + 1)
            }
            Some(Head::Initialiser) | None => (end + 1, pending),
        }
    }

    fn class(&mut self, name: Name, head: Range<usize>, inside: Range<usize>, scope: &Standing, depth: usize) {
        let class = ClassSlice { name: name.clone(), head, declarations: Vec::new(), methods: Vec::new() };
        self.members.push(class);
        let within = Standing { class: Some(name), ..scope.clone() };
        self.scope(inside, &within, depth + 1);
        self.out.classes.extend(self.members.pop());
    }

    /// The last brace of a body that handlers may follow.
    fn end_of_body(&self, mut end: usize) -> usize {
        while self.word(end + 1) == "catch" && self.punct(end + 2) == b'(' {
            let open = self.partners[end + 2] + 1;
            if self.punct(open) != b'{' {
                break;
            }
            end = self.partners[open];
        }
        end
    }

    fn function(&mut self, found: super::head::Found, body: usize, last: usize, scope: &Standing) {
        let span = Span { start: self.tokens[found.start].start, end: self.tokens[last].end };
        if scope.class.is_some()
            && let Some(class) = self.members.last_mut()
        {
            class.methods.push(found.start..body);
        }
        // A name with a class before it is a member, wherever it stands.
        let class = found.class.filter(|name| !self.out.spaces.contains(name)).or_else(|| scope.class.clone());
        let standing = Standing { class, ..scope.clone() };
        let (name, tokens) = (found.name, found.start..last + 1);
        self.out.functions.push(FunctionSlice { name, span, tokens, body, standing });
    }
}

/// One past the `>` that closes the `<` at `open`; a `;` or a brace ends it too.
pub fn behind_angles(text: &[u8], tokens: &[Token], open: usize, end: usize) -> usize {
    let mut depth = 0i32;
    for (at, token) in tokens.iter().enumerate().take(end).skip(open) {
        match token.punct() {
            b'<' => depth += 1,
            b'>' => depth -= 1,
            b';' | b'{' | b'}' => return at,
            _ if token.is(text, ">>") => depth -= 2,
            _ => continue,
        }
        if depth <= 0 {
            return at + 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontend::c::text::lex;

    fn found(text: &str) -> Vec<String> {
        let tokens = lex(text.as_bytes()).tokens;
        let items = scoped_items(text.as_bytes(), &tokens).expect("braces balance");
        let show = |f: &FunctionSlice| {
            let owner = f.standing.owner().map_or(String::new(), |owner| format!("{owner}::"));
            format!("{owner}{} [{}]", &text[f.name.range()], &text[f.span.range()].split_whitespace().next().unwrap())
        };
        items.functions.iter().map(show).collect()
    }

    #[test]
    fn scopes_hold_functions() {
        assert_eq!(
            found(
                "namespace a { namespace b::c { void f() {} } } namespace { int g(int x) { return x; } } void h() {}"
            ),
            ["c::f [void]", "g [int]", "h [void]"]
        );
        assert_eq!(
            found(
                "class A : public B { Q_OBJECT public: A(int x) : B(x), m{1} { } ~A() override {} protected: int f() const { return 1; } SOCKET m; };"
            ),
            ["A::A [A(int]", "A::~A [~A()]", "A::f [int]"]
        );
        assert_eq!(found("extern \"C\" { int f(void) { return 1; } }"), ["f [int]"]);
    }

    #[test]
    fn heads_of_many_shapes() {
        for (head, name) in [
            ("A::A(int x) : B(x), m_s(INVALID_SOCKET), n{1}", "A::A"),
            ("A::~A()", "A::~A"),
            ("template <class T> void A<T>::f(T& x)", "A::f"),
            ("template <typename T, typename = std::enable_if_t<(sizeof(T) > 1)>> int f(T x)", "f"),
            ("bool operator()(int x) const", "operator()"),
            ("A& A::operator=(A&& o) noexcept", "A::operator="),
            ("A::operator bool() const", "A::operator bool"),
            ("auto f(int x) -> std::vector<int>", "f"),
            ("[[nodiscard]] static int f(int x = g(), const char *y = \"\") noexcept(true)", "f"),
            ("BEGIN_MESSAGE_MAP(A, B)\nON_WM_CLOSE()\nEND_MESSAGE_MAP()\nvoid A::f()", "A::f"),
            ("IMPLEMENT_DYNAMIC(A, B)\nA::A()", "A::A"),
            ("static DWORD WINAPI f(LPVOID p)", "f"),
            ("API(int) f(void)", "f"),
            ("static std::pair<int, int> f(int s)", "f"),
            ("virtual void f(std::function<void(int)> g) override", "f"),
            ("struct s *f(struct t *p)", "f"),
            ("A::A() try : B(1)", "A::A"),
            ("struct s operator-(const struct s& a, const struct s& b)", "operator-"),
        ] {
            let found = found(&format!("int before; {head} {{ g({{1}}); }} int after;"));
            let names: Vec<&str> = found.iter().map(|f| f.rsplit_once(" [").unwrap().0).collect();
            assert_eq!(names, [name], "{head}");
        }
    }

    #[test]
    fn no_functions() {
        for text in [
            "struct s { int (*f)(int); };",
            "static const s t[] = { { f(1) }, };",
            "enum class e : int { A = (1) };",
            "auto f = [](int x) { return x; };",
            "int x{5};",
            "std::map<int, int> m{{1, 2}};",
            "typedef struct { int a; } b;",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
