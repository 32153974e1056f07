//! The comments for sockleak in a C file, and the statements that they speak of.

use super::facts::Parts;
use super::opened::MAX_OTHER;
use super::promises::{Heads, may_have_attributes};
use super::text::{NoNames, Token, lex, statements};
use crate::frontend::annotation::{may_be_annotated, written};
use crate::frontend::promise::is_promise;
use crate::frontend::{Annotation, Said, Subject, World};
use crate::source::{SourceFile, Span};
use std::ops::Range;

/// All that a file says.
///
/// A comment with code before it on its line speaks of that line's statements, as a whole. One that stands alone speaks of
/// the rest of the statement in which the next code is, and if it stands inside parentheses, of all of it.
pub fn said(source: &SourceFile) -> Said {
    let has_comments = may_be_annotated(&source.text);
    if !has_comments && !may_have_attributes(&source.text) {
        return Said::default();
    }
    let parts = Parts::new(source);
    let mut annotations = if has_comments { annotations(&parts) } else { Vec::new() };
    let of_promises = annotations.iter().filter(|annotation| annotation.is_promise);
    let mut subjects: Vec<u32> =
        of_promises.filter_map(|annotation| annotation.statement()).map(|span| span.start).collect();
    subjects.sort_unstable();
    let promised = Heads::new(&parts, subjects).promised(&mut annotations);
    Said { annotations, promised }
}

fn annotations(parts: &Parts) -> Vec<Annotation> {
    let tokens = &parts.lexed.tokens;
    let statements = Statements { parts, all: statements(&parts.text, tokens), depths: depths(tokens) };
    let mut found: Vec<Annotation> = Vec::new();
    for comment in &parts.lexed.comments {
        found.extend(annotation(parts, *comment, || statements.subject(*comment)));
    }
    for comment in comments_in_directives(parts) {
        found.extend(annotation(parts, comment, || Subject::Directive));
    }
    find_dead(parts, &mut found);
    found.sort_by_key(|annotation| annotation.comment);
    found
}

fn annotation(parts: &Parts, comment: Span, subject: impl Fn() -> Subject) -> Option<Annotation> {
    let range = comment.range();
    let written = written(&parts.text[range.clone()])?;
    let at = |from, to| Span::new(range.start + from, range.start + to);
    let body = at(written.body.start, written.body.end);
    let is_promise = std::str::from_utf8(&parts.text[body.range()]).is_ok_and(is_promise);
    let comment = at(written.start, range.len());
    Some(Annotation { comment, body, subject: subject(), is_promise, wrong: Vec::new() })
}

fn comments_in_directives(parts: &Parts) -> Vec<Span> {
    let mut found = Vec::new();
    for directive in &parts.lexed.directives {
        let (start, text) = (directive.span.start as usize + 1, &parts.text[directive.span.range()]);
        if may_be_annotated(text) {
            // Behind its `#` it lexes like any other text.
            let comments = lex(&text[1..]).comments.into_iter();
            found.extend(comments.map(|span| Span::new(start + span.range().start, start + span.range().end)));
        }
    }
    found
}

/// Marks what stands in arms that are read in no world.
fn find_dead(parts: &Parts, annotations: &mut [Annotation]) {
    if parts.groups.is_empty() {
        return;
    }
    let starts = annotations.iter().filter_map(|annotation| match annotation.subject {
        Subject::Statement(statement) => Some(statement.start),
        _ => None,
    });
    let mut uncovered: Vec<u32> = starts.collect();
    uncovered.sort_unstable();
    let others = (1..=MAX_OTHER).map(World::Other);
    for world in [World::Posix, World::Windows].into_iter().chain(others) {
        if uncovered.is_empty() {
            return;
        }
        let targets = if let World::Other(_) = world { &uncovered[..] } else { &[] };
        let chosen = parts.choose(&NoNames, world, targets);
        uncovered.retain(|offset| !chosen.covers(*offset));
    }
    for annotation in annotations {
        if let Subject::Statement(statement) = annotation.subject
            && uncovered.binary_search(&statement.start).is_ok()
        {
            annotation.subject = Subject::Unread(statement);
        }
    }
}

struct Statements<'p> {
    parts: &'p Parts,
    /// As ranges of tokens, without gaps.
    all: Vec<Range<usize>>,
    depths: Vec<i32>,
}

impl Statements<'_> {
    fn subject(&self, comment: Span) -> Subject {
        let (text, tokens) = (&self.parts.text, &self.parts.lexed.tokens);
        let before = &text[..comment.start as usize];
        let line = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let first = tokens.partition_point(|token| (token.end as usize) <= line);
        let next = tokens.partition_point(|token| token.start < comment.start);
        if first < next {
            return self.span(self.of(first).start..self.of(next - 1).end);
        }
        if next == tokens.len() {
            return Subject::Nothing;
        }
        let Range { start, end } = self.of(next);
        let is_open = self.depths[next] > self.depths[start];
        self.span(if is_open { start } else { next }..end)
    }

    /// The statement with the token at `at`.
    fn of(&self, at: usize) -> Range<usize> {
        self.all[self.all.partition_point(|statement| statement.end <= at)].clone()
    }

    fn span(&self, tokens: Range<usize>) -> Subject {
        let tokens = &self.parts.lexed.tokens[tokens];
        Subject::Statement(Span { start: tokens[0].start, end: tokens[tokens.len() - 1].end })
    }
}

/// For each token how many brackets are open before it, those that were never opened counting as less than none.
fn depths(tokens: &[Token]) -> Vec<i32> {
    let step = |byte: u8| match byte {
        b'(' | b'[' | b'{' => 1,
        b')' | b']' | b'}' => -1,
        _ => 0,
    };
    let mut depth = 0;
    let before = |token: &Token| {
        let before = depth;
        depth += step(token.punct());
        before
    };
    tokens.iter().map(before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Language};

    /// For each annotation its body and the text that it speaks of.
    fn found(text: &str) -> Vec<(String, String)> {
        let source = SourceFile::new(FileId(0), "a.c", Language::C, text.as_bytes().to_vec());
        let show = |annotation: Annotation| {
            let subject = match annotation.subject {
                Subject::Statement(span) => text[span.range()].split_whitespace().collect::<Vec<_>>().join(" "),
                other => format!("{other:?}").split('(').next().unwrap_or_default().to_owned(),
            };
            (text[annotation.body.range()].to_owned(), subject)
        };
        said(&source).annotations.into_iter().map(show).collect()
    }

    fn subject(text: &str) -> String {
        let found = found(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].1.clone()
    }

    #[test]
    fn beside_code_it_speaks_of_the_whole_statement() {
        assert_eq!(subject("a();\nif (b)\n  return 1; // sockleak: x\nc();"), "if (b) return 1;");
        assert_eq!(subject("a();\nset(1, // sockleak: x\n  2);\nc();"), "set(1, // sockleak: x 2);");
        assert_eq!(subject("a(); b(); /* sockleak: x */ c();"), "a(); b();");
        assert_eq!(subject("if (recv(s) < 0) { // sockleak: x\n  return 1;\n}"), "if (recv(s) < 0) {");
        assert_eq!(subject("f() { a(); } // sockleak: x\n"), "f() { a(); }");
    }

    #[test]
    fn alone_it_speaks_of_what_comes_next() {
        assert_eq!(subject("a();\n// sockleak: x\n\nb(1,\n 2); c();"), "b(1, 2);");
        assert_eq!(subject("if (a)\n  // sockleak: x\n  return 1;\nb();"), "return 1;");
        assert_eq!(subject("set(1,\n  // sockleak: x\n  2);"), "set(1, // sockleak: x 2);");
        assert_eq!(subject("a();\n/* sockleak: x */ b();"), "b();");
        assert_eq!(subject("{ a();\n// sockleak: x\n}"), "}");
        let both = found("// sockleak: x\n/* other */\n// sockleak: y\na();");
        assert_eq!(both.iter().map(|(body, of)| format!("{body} {of}")).collect::<Vec<_>>(), ["x a();", "y a();"]);
    }

    #[test]
    fn some_speak_of_nothing() {
        assert_eq!(subject("a();\n// sockleak: x"), "Nothing");
        assert_eq!(subject("#define A \"// sockleak: x\" // sockleak: x\na();"), "Directive");
        assert_eq!(found("char *a = \"// sockleak: x\"; // about sockleak: x"), []);
    }

    #[test]
    fn dead_arms_are_not_read() {
        assert_eq!(subject("#if 0\na(); // sockleak: x\n#endif\nb();"), "Unread");
        for arm in [
            "#ifdef A\na(); // sockleak: x\n#else\nb();\n#endif",
            "#ifdef A\nb();\n#elif C\na(); // sockleak: x\n#else\nb();\n#endif",
        ] {
            assert_eq!(subject(arm), "a();", "{arm}");
        }
    }
}
