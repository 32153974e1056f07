//! What a C file promises of functions: by comments above or beside their heads, and by GCC's attributes for descriptors.

use super::declarations::{prototypes, result_of};
use super::facts::Parts;
use super::opened::MAX_OTHER;
use super::text::{Kind, NoNames, Token, items};
use crate::frontend::promise::{Head, Param, Promise, Promised, promised_by};
use crate::frontend::{Annotation, World};
use crate::ir::Name;
use crate::source::Span;
use memchr::memmem::Finder;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Part of every name of an attribute that says that an argument is a descriptor: `fd_arg`, `fd_arg_read`, `fd_arg_write`
/// (GCC's manual, "Common Function Attributes") and macros for them.
const ATTRIBUTE: [&str; 2] = ["fd_arg", "FD_ARG"];

static FINDERS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ATTRIBUTE.map(|word| Finder::new(word.as_bytes())));

/// Whether a text may have such attributes, at memory speed.
pub fn may_have_attributes(text: &[u8]) -> bool {
    FINDERS.iter().any(|finder| finder.find(text).is_some())
}

/// The heads of the functions that a file declares or defines in any world, by where they begin.
pub struct Heads<'p> {
    parts: &'p Parts,
    all: BTreeMap<u32, Found>,
}

struct Found {
    /// From the first token to the opening brace, or to the end of the declaration.
    span: Span,
    head: Head,
    needs: Vec<u32>,
}

impl<'p> Heads<'p> {
    /// Finds them; of arms that neither base world reads those with a `wanted` offset.
    pub fn new(parts: &'p Parts, mut wanted: Vec<u32>) -> Heads<'p> {
        let mut heads = Heads { parts, all: BTreeMap::new() };
        heads.enter(World::Posix, &[]);
        if !parts.groups.is_empty() {
            heads.enter(World::Windows, &[]);
        }
        for number in 1..=MAX_OTHER {
            wanted.retain(|offset| heads.at(*offset).is_none());
            if wanted.is_empty() || parts.groups.is_empty() {
                break;
            }
            heads.enter(World::Other(number), &wanted);
        }
        heads
    }

    fn enter(&mut self, world: World, targets: &[u32]) {
        let (parts, chosen) = (self.parts, self.parts.choose(&NoNames, world, targets));
        let found = items(&parts.text, &chosen.tokens, parts.is_cpp);
        for function in found.functions {
            let head = &chosen.tokens[function.tokens.start..=function.body.min(function.tokens.end - 1)];
            if let Some(name) = head.iter().position(|token| token.start == function.name.start) {
                self.head(head, name);
            }
        }
        for range in found.declarations {
            let declaration = &chosen.tokens[range];
            if let Some(name) = prototypes(&parts.text, declaration).first() {
                self.head(declaration, *name);
            }
        }
    }

    fn head(&mut self, tokens: &[Token], name: usize) {
        let text = &self.parts.text;
        let is_static =
            tokens[..name].iter().any(|token| ["static", "inline"].iter().any(|word| token.reads(text, word)));
        let result = result_of(text, tokens, name);
        let gives_no_number = result.pointers > 0 || result.base.as_str() == "void";
        let word = Name::new(tokens[name].text(text));
        let head =
            Head { name: word, params: params(text, tokens, name + 1), gives_no_number, success: None, is_static };
        let span = Span { start: tokens[0].start, end: tokens[tokens.len() - 1].end };
        let needs = needs(text, tokens, head.params.len());
        self.all.entry(span.start).or_insert(Found { span, head, needs });
    }

    /// What is promised, attributes first, then comments; what is wrong is noted with the comments.
    pub fn promised(&self, annotations: &mut [Annotation]) -> Vec<Promised> {
        let head_at = |subject: Span| self.at(subject.start).map(|found| &found.head);
        let by_comments = promised_by(&self.parts.text, annotations, &head_at);
        self.by_attributes().into_iter().chain(by_comments).collect()
    }

    fn by_attributes(&self) -> Vec<Promised> {
        let needing = self.all.values().filter(|found| !found.needs.is_empty());
        let promise = |found: &Found| {
            let (needs, params) = (found.needs.clone(), found.head.params.clone());
            found.head.promised(Promise { needs, params, ..Promise::default() }, None)
        };
        needing.map(promise).collect()
    }

    /// The head in which `offset` lies.
    fn at(&self, offset: u32) -> Option<&Found> {
        let (_, found) = self.all.range(..=offset).next_back()?;
        (offset < found.span.end).then_some(found)
    }
}

/// The parameters between the parenthesis at `open` and the one that closes it.
fn params(text: &[u8], tokens: &[Token], open: usize) -> Vec<Param> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0, open + 1);
    for at in open..tokens.len() {
        match tokens[at].punct() {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b',' if depth == 1 => {
                found.extend(param(text, &tokens[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            found.extend(param(text, &tokens[start.min(at)..at]));
            break;
        }
    }
    found
}

/// One parameter; `void` alone and `...` are none.
fn param(text: &[u8], tokens: &[Token]) -> Option<Param> {
    let is_ellipsis = tokens.first().is_some_and(|token| token.punct() == b'.' || token.is(text, "..."));
    if tokens.is_empty() || is_ellipsis || matches!(tokens, [only] if only.reads(text, "void")) {
        return None;
    }
    let end = tokens.iter().position(|token| token.punct() == b'[').unwrap_or(tokens.len());
    let is_pointer = tokens.iter().any(|token| matches!(token.punct(), b'*' | b'['));
    let pointed = tokens.windows(3).find(|three| three[0].punct() == b'(' && three[1].punct() == b'*');
    let name = match (pointed, &tokens[..end]) {
        (Some(three), _) => Some(three[2]),
        // A type alone, or the name alone of an old-style parameter.
        (None, [only]) => Some(*only),
        (None, all) => all.last().copied().filter(|last| last.kind == Kind::Ident),
    };
    let name = name.map_or("", |token| token.text(text));
    Some(Param { name: Name::new(name), is_pointer })
}

/// Positions of the arguments that attributes among `tokens` name, of `count`.
fn needs(text: &[u8], tokens: &[Token], count: usize) -> Vec<u32> {
    let mut found = Vec::new();
    for four in tokens.windows(4) {
        let [name, open, number, close] = four else { continue };
        let word = if name.kind == Kind::Ident { name.text(text) } else { continue };
        let is_one = ATTRIBUTE.iter().any(|part| word.contains(part)) && open.punct() == b'(' && close.punct() == b')';
        let position = number.text(text).parse::<u32>().ok().and_then(|number| number.checked_sub(1));
        found.extend(position.filter(|at| is_one && (*at as usize) < count));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use crate::source::{FileId, Language, SourceFile};

    /// For each promise the function, its duties, whether it is static, and what it needs.
    fn found(text: &str) -> Vec<String> {
        let source = SourceFile::new(FileId(0), "a.c", Language::C, text.as_bytes().to_vec());
        let show = |promised: crate::frontend::Promised| {
            let duties: Vec<String> =
                promised.promise.duties.iter().map(|(at, duty)| format!("{}{at}", duty.word())).collect();
            let fresh = if promised.promise.is_fresh { " fresh" } else { "" };
            let statics = if promised.is_static { " static" } else { "" };
            let needs: String = promised.promise.needs.iter().map(|at| format!(" needs{at}")).collect();
            format!("{} {}{fresh}{statics}{needs}", promised.function, duties.join(" ")).trim_end().to_owned()
        };
        said(&source).promised.into_iter().map(show).collect()
    }

    fn wrong(text: &str) -> Vec<String> {
        let source = SourceFile::new(FileId(0), "a.c", Language::C, text.as_bytes().to_vec());
        said(&source).annotations.into_iter().flat_map(|found| found.wrong).map(|wrong| wrong.problem).collect()
    }

    #[test]
    fn above_and_beside_prototypes_and_definitions() {
        assert_eq!(found("/* sockleak: closes(1) */\nint end(int fd);"), ["end closes0"]);
        assert_eq!(found("int end(int fd, char *why); // sockleak: closes(fd), keeps(why)\n"), ["end closes0 keeps1"]);
        assert_eq!(
            found("// sockleak: returns-socket\n// sockleak: owns(2)\nint\nmake(const char *, int)\n{\n}\n"),
            ["make  fresh", "make owns1"]
        );
        assert_eq!(found("static int f(int fd) // sockleak: keeps(1)\n{ g(); }\n"), ["f keeps0 static"]);
        assert_eq!(
            found("API(int) f(void (*cb)(int), int fd); // sockleak: owns(cb), closes(fd)\n"),
            ["f owns0 closes1"]
        );
    }

    #[test]
    fn in_each_world() {
        let text = "#ifdef _WIN32\n// sockleak: closes(1)\nvoid w(int s);\n#else\n// sockleak: closes(1)\nvoid p(int s);\n#endif\n";
        assert_eq!(found(text), ["w closes0", "p closes0"]);
        assert_eq!(found("#if 0\nvoid w(int s); // sockleak: closes(9)\n#endif\n"), [""; 0]);
        assert_eq!(wrong("#if 0\nvoid w(int s); // sockleak: closes(9)\n#endif\n"), [""; 0]);
    }

    #[test]
    fn what_is_wrong() {
        assert_eq!(wrong("int x; // sockleak: closes(1)\n"), ["no function is declared or defined here"]);
        assert_eq!(wrong("int f(void); // sockleak: closes(1)\n"), ["`f` has no parameter `1`"]);
        assert_eq!(
            wrong("int f(int s)\n{\n g(s); // sockleak: closes(1)\n}"),
            ["no function is declared or defined here"]
        );
        assert_eq!(wrong("// sockleak: closes(1)\n"), ["no function follows this comment"]);
        let both = "// sockleak: closes(1)\nint f(int s);\n// sockleak: keeps(s)\nint f(int s) { }\n";
        assert_eq!(wrong(both), ["`keeps(1)` contradicts `closes(1)`"]);
        assert_eq!(wrong("char *f(int s); // sockleak: returns-socket\n"), ["the result of `f` is no socket"]);
    }

    #[test]
    fn attributes_name_descriptors() {
        assert_eq!(found("int f(int fd, int x) __attribute__((fd_arg(1), nonnull));"), ["f  needs0"]);
        assert_eq!(found("[[gnu::fd_arg_read(2)]] int f(int x, int);"), ["f  needs1"]);
        assert_eq!(found("MY_FD_ARG_WRITE(1)\nint f(int fd);\nint g(int);"), ["f  needs0"]);
        assert_eq!(found("int f(int fd) __attribute__((fd_arg(3)));"), [""; 0]);
    }
}
