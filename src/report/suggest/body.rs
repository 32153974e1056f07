//! The text around a finding: the function's, by its layout.

use super::{Edit, function};
use crate::source::{FileId, Language, Location, SourceFile, Span, without_literals};

/// A file's text with comments and what stands in quotes blanked: that of the file which was asked for last.
#[derive(Default)]
pub struct Plain(Option<(FileId, Vec<u8>)>);

impl Plain {
    /// The text of `source`.
    pub fn of(&mut self, source: &SourceFile) -> &[u8] {
        let known = self.0.take().filter(|(of, _)| *of == source.id);
        &self.0.insert(known.unwrap_or_else(|| (source.id, without_literals(&source.text)))).1
    }
}

/// A function's text. In C a function ends where a brace begins a line.
pub struct Body<'s> {
    file: FileId,
    /// The language.
    pub language: Language,
    /// The file with comments and what stands in quotes blanked.
    plain: &'s [u8],
    raw: &'s [u8],
    /// From where to where the function goes.
    pub span: Span,
}

impl<'s> Body<'s> {
    /// The function around a place, `plain` being the file's text with nothing but code in it; `None` if the function's
    /// braces do not match.
    pub fn around(source: &'s SourceFile, plain: &'s [u8], at: Location) -> Option<Body<'s>> {
        let span = match source.language {
            Language::C => by_lines(plain, at.span),
            Language::Cpp | Language::Rust => function::around(plain, at.span.start as usize)?,
        };
        Some(Body { file: at.file, language: source.language, plain, raw: &source.text, span })
    }

    /// The heads of the function's blocks that are open at a place, its own first.
    pub fn heads(&self, at: u32) -> Vec<&str> {
        function::heads(self.plain, self.span, at)
    }

    /// The text of a place as it is written.
    pub fn text(&self, span: Span) -> &str {
        self.raw.get(span.range()).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// The function's text with nothing but code in it, from `start` to `end`.
    pub fn code(&self, start: u32, end: u32) -> &str {
        let range = start.max(self.span.start) as usize..(end.min(self.span.end) as usize).max(start as usize);
        self.plain.get(range).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// Whether the file defines a macro of this name.
    pub fn defines(&self, name: &str) -> bool {
        let text = String::from_utf8_lossy(self.plain);
        text.match_indices("define ").any(|(at, _)| {
            let rest = text[at + "define ".len()..].trim_start();
            rest.starts_with(name) && !rest[name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
        })
    }

    /// Whether the function may be a member of a class: its name has a path, or it does not stand at the margin.
    pub fn may_be_member(&self) -> bool {
        let head = self.code(self.span.start, self.span.end).split('{').next().unwrap_or_default();
        let head = head.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
        head.starts_with([' ', '\t']) || head.split('(').next().is_some_and(|name| name.contains("::"))
    }

    /// The whole file with nothing but code in it.
    pub fn file_code(&self) -> &[u8] {
        self.plain
    }

    /// Calls `name(handle);` that are statements of their own, in order: name, with the path or the object before it, and
    /// place of the call.
    pub fn closing(&self, handle: &str) -> Vec<(String, Span)> {
        let code = self.code(self.span.start, self.span.end);
        let mut found = Vec::new();
        for (at, _) in code.match_indices(handle) {
            let (before, behind) = (code[..at].trim_end(), code[at + handle.len()..].trim_start());
            let Some(before) = before.strip_suffix('(').map(str::trim_end) else { continue };
            let Some(end) = behind.strip_prefix(')') else { continue };
            let name = last_path(before);
            let is_end = |rest: &str| rest.starts_with(';') || self.language == Language::Rust && rest.starts_with('}');
            if last_word(name).to_lowercase().contains("close") && is_end(end.trim_start()) {
                let start = self.span.start as usize + before.len() - name.len();
                found.push((name.to_owned(), Span::new(start, self.span.start as usize + code.len() - end.len())));
            }
        }
        found
    }

    /// Makes `first` run before the statement at `span`, with braces if it is the only one of its branch. `None` if the
    /// layout leaves room for doubt.
    pub fn before(&self, span: Span, first: &str) -> Option<Vec<Edit>> {
        match self.position(span)? {
            Position::InBlock => Some(vec![self.insert(span.start, format!("{first}{}", self.break_at(span.start)))]),
            Position::Alone(head) => self.wrapped(span, head, first, ""),
        }
    }

    /// Makes `last` run behind the statement at `span`.
    pub fn behind(&self, span: Span, last: &str) -> Option<Vec<Edit>> {
        match self.position(span)? {
            Position::InBlock => Some(vec![self.insert(span.end, format!("{}{last}", self.break_at(span.start)))]),
            Position::Alone(head) => self.wrapped(span, head, "", last),
        }
    }

    fn wrapped(&self, span: Span, head: u32, first: &str, last: &str) -> Option<Vec<Edit>> {
        if !self.begins_line(span.start) {
            let space = |text: &str| if text.is_empty() { String::new() } else { format!(" {text}") };
            let open = if first.is_empty() { "{ ".to_owned() } else { format!("{{ {first} ") };
            return Some(vec![self.insert(span.start, open), self.insert(span.end, format!("{} }}", space(last)))]);
        }
        let (inner, outer) = (self.indent(span.start), self.indent(self.line_of_head(head)?));
        let first = if first.is_empty() { String::new() } else { format!("{first}\n{inner}") };
        let last = if last.is_empty() { String::new() } else { format!("\n{inner}{last}") };
        let mut edits = vec![self.insert(head, " {".to_owned())];
        edits.extend((!first.is_empty()).then(|| self.insert(span.start, first)));
        edits.push(self.insert(self.end_of_line(span.end), format!("{last}\n{outer}}}")));
        Some(edits)
    }

    /// New text at a place.
    pub fn insert(&self, at: u32, text: String) -> Edit {
        self.replace(Span { start: at, end: at }, text)
    }

    /// Other text at a place.
    pub fn replace(&self, span: Span, text: String) -> Edit {
        Edit { at: Location { file: self.file, span }, text }
    }

    /// Whether a statement stands among others or is the only one of a branch.
    pub fn position(&self, span: Span) -> Option<Position> {
        let code = self.code(self.span.start, span.start);
        let head = code.trim_end();
        let between = self.text(Span { start: self.span.start + head.len() as u32, end: span.start });
        if between.contains('#') || head.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('#')) {
            return None;
        }
        let end = self.span.start + head.len() as u32;
        match head.chars().last()? {
            ';' | '{' | '}' => Some(Position::InBlock),
            ')' => Some(Position::Alone(end)),
            ':' => (!head.contains('?')).then_some(Position::InBlock),
            _ if last_word(head) == "else" => Some(Position::Alone(end)),
            _ => None,
        }
    }

    /// Where the line begins that holds the head of the branch which ends at `end`.
    fn line_of_head(&self, end: u32) -> Option<u32> {
        let code = self.code(self.span.start, end);
        let mut depth = 0usize;
        for (at, c) in code.char_indices().rev() {
            match c {
                ')' => depth += 1,
                '(' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return Some(self.span.start + at as u32);
            }
        }
        None
    }

    fn line_start(&self, at: u32) -> usize {
        memchr::memrchr(b'\n', &self.raw[..at as usize]).map_or(0, |end| end + 1)
    }

    /// The blanks that a line begins with.
    pub fn indent(&self, at: u32) -> String {
        let line = &self.raw[self.line_start(at)..];
        let len = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        String::from_utf8_lossy(&line[..len]).into_owned()
    }

    fn begins_line(&self, at: u32) -> bool {
        self.raw[self.line_start(at)..at as usize].iter().all(u8::is_ascii_whitespace)
    }

    /// What stands between two statements here.
    pub fn break_at(&self, at: u32) -> String {
        if self.begins_line(at) { format!("\n{}", self.indent(at)) } else { " ".to_owned() }
    }

    /// The end of the line if nothing but a comment follows, else the place itself.
    fn end_of_line(&self, at: u32) -> u32 {
        let rest = &self.plain[at as usize..];
        let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let is_blank = rest[..len].iter().all(u8::is_ascii_whitespace);
        let written = self.raw[at as usize..at as usize + len].trim_ascii_end().len();
        let is_whole = !self.raw[at as usize..at as usize + len].ends_with(b"\\")
            && !memchr::memmem::find(&self.raw[at as usize..at as usize + len], b"/*").is_some_and(|open| {
                memchr::memmem::find(&self.raw[at as usize + open..at as usize + len], b"*/").is_none()
            });
        if is_blank && is_whole { at + written as u32 } else { at }
    }
}

/// How a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Among others in a block.
    InBlock,
    /// Alone behind the head of a branch, which ends here.
    Alone(u32),
}

fn by_lines(plain: &[u8], at: Span) -> Span {
    let (start, end) = (at.start as usize, at.end as usize);
    let before = memchr::memmem::rfind(&plain[..start], b"\n}").map_or(0, |at| at + 2);
    let behind = memchr::memmem::find(&plain[end..], b"\n}").map_or(plain.len(), |at| end + at + 1);
    Span::new(before, behind)
}

/// The name that a text ends with, with all that leads to it: `close`, `::close`, `libc::close`, `this->ops.close`.
pub fn last_path(text: &str) -> &str {
    let mut rest = &text[..text.len() - last_word(text).len()];
    while let Some(before) = ["::", "->", "."].iter().find_map(|link| rest.strip_suffix(link)) {
        rest = &before[..before.len() - last_word(before).len()];
    }
    &text[rest.len()..]
}

/// The word that a text ends with.
pub fn last_word(text: &str) -> &str {
    let len = text.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    &text[text.len() - len..]
}

/// Whether a text has a word.
pub fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(is_letter) && !text[at + word.len()..].starts_with(is_letter))
}
