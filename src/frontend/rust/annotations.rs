//! The comments for sockleak in a Rust file, and the statements that they speak of.

use super::promises::promised;
use super::scan::scan;
use crate::frontend::annotation::{may_be_annotated, written};
use crate::frontend::promise::is_promise;
use crate::frontend::{Annotation, Said, Subject};
use crate::source::{SourceFile, Span, decode_line};

/// All that a file says.
pub fn said(source: &SourceFile) -> Said {
    let mut annotations = annotations(source);
    let promised = match annotations.iter().any(|annotation| annotation.is_promise) {
        true => promised(&source.text, &mut annotations),
        false => Vec::new(),
    };
    Said { annotations, promised }
}

/// The comments, in source order.
///
/// A comment with code before it on its line speaks of that line; one that stands alone speaks of what comes next, up to
/// the end of the statement or to the brace that opens its block.
fn annotations(source: &SourceFile) -> Vec<Annotation> {
    if !may_be_annotated(&source.text) {
        return Vec::new();
    }
    let text = &source.text;
    let comments = scan(text, &mut |_, _| false).comments;
    let mut found = Vec::new();
    for comment in &comments {
        let range = comment.range();
        let Some(written) = written(&text[range.clone()]) else { continue };
        let at = |from, to| Span::new(range.start + from, range.start + to);
        let line = memchr::memrchr(b'\n', &text[..range.start]).map_or(0, |end| end + 1);
        let code = text[line..range.start].trim_ascii();
        let subject = match code.is_empty() {
            false => {
                let start = line + text[line..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                Subject::Statement(Span::new(start, start + code.len()))
            }
            true => next(text, range.end, &comments).map_or(Subject::Nothing, Subject::Statement),
        };
        let body = at(written.body.start, written.body.end);
        let comment = at(written.start, range.len());
        let is_promise = is_promise(&decode_line(&text[body.range()]));
        found.push(Annotation { comment, body, subject, is_promise, wrong: Vec::new() });
    }
    found
}

/// The code that follows.
fn next(text: &[u8], mut at: usize, comments: &[Span]) -> Option<Span> {
    let skip = |at: usize| {
        let first = comments.partition_point(|comment| comment.end as usize <= at);
        let comment = comments.get(first).filter(|comment| comment.start as usize <= at);
        comment.map_or(at, |comment| comment.end as usize)
    };
    while at < text.len() && (text[at].is_ascii_whitespace() || skip(at) > at) {
        at = skip(at).max(at + usize::from(text[at].is_ascii_whitespace()));
    }
    let (start, mut depth) = (at, 0i32);
    while at < text.len() {
        if skip(at) > at {
            at = skip(at);
            continue;
        }
        match text[at] {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b';' | b'{' | b'}' if depth <= 0 => return Some(Span::new(start, at + 1)),
            b',' if depth < 0 => return Some(Span::new(start, at)),
            _ => {}
        }
        at += 1;
    }
    (start < at).then(|| Span::new(start, at))
}
