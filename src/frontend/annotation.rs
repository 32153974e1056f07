//! What people tell sockleak in comments that begin with `sockleak:`.

use crate::source::Span;
use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::LazyLock;

/// What such a comment begins with.
const MARK: &[u8] = b"sockleak:";

/// Looks for it; made once, since it is asked for each comment.
static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(MARK));

/// A comment for sockleak. What its words mean is for others to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The comment in the file, with its delimiters; of a comment inside another one only itself.
    pub comment: Span,
    /// What follows `sockleak:` in it, without blanks around it.
    pub body: Span,
    /// What it speaks of.
    pub subject: Subject,
    /// Whether it says what a function does, and does not silence anything.
    pub is_promise: bool,
    /// What is wrong with what it says of a function.
    pub wrong: Vec<Wrong>,
}

impl Annotation {
    /// The statement that it speaks of, if that was read.
    pub fn statement(&self) -> Option<Span> {
        match self.subject {
            Subject::Statement(statement) => Some(statement),
            Subject::Unread(_) | Subject::Directive | Subject::Nothing => None,
        }
    }
}

/// Something wrong with a comment: lower case, no final stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong.
    pub problem: String,
    /// What may have been meant, or what counts.
    pub hint: String,
}

/// What a comment speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The statement beside it or, if it stands alone, the one behind it.
    Statement(Span),
    /// A statement that was not read: it stands in a dead arm of `#if`, or could not be understood.
    Unread(Span),
    /// Nothing: it stands on a preprocessor line.
    Directive,
    /// Nothing: no statement follows.
    Nothing,
}

/// Marks the statements that meet one of the `lost` spans as not read.
pub fn mark_unread(annotations: &mut [Annotation], mut lost: Vec<Span>) {
    lost.sort_unstable();
    // For each span how far it and those before it reach.
    let further = |reach: &mut u32, span: &Span| {
        *reach = span.end.max(*reach);
        Some(*reach)
    };
    let reaches: Vec<u32> = lost.iter().scan(0, further).collect();
    for annotation in annotations {
        if let Subject::Statement(statement) = annotation.subject {
            let before = lost.partition_point(|span| span.start < statement.end);
            if before > 0 && reaches[before - 1] > statement.start {
                annotation.subject = Subject::Unread(statement);
            }
        }
    }
}

/// Whether a text may hold an annotation, at memory speed.
pub fn may_be_annotated(text: &[u8]) -> bool {
    FINDER.find(text).is_some()
}

/// An annotation inside a comment, as ranges of the comment's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it begins: 0, unless it is a line comment of its own inside the comment.
    pub start: usize,
    /// What follows `sockleak:`, without blanks around it.
    pub body: Range<usize>,
}

/// The annotation that a comment, given with its delimiters, holds. Nothing but the delimiters may stand before it, unless
/// it begins a line comment of its own: `// NOLINT // sockleak: ignore[x]`.
pub fn written(comment: &[u8]) -> Option<Written> {
    let mark = FINDER.find(comment)?;
    let before = comment[..mark].trim_ascii_end();
    let is_delimiter = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'*' | b'!' | b'<');
    let start = match before {
        _ if before.iter().all(is_delimiter) => 0,
        [.., blank, b'/', b'/'] if blank.is_ascii_whitespace() => before.len() - 2,
        _ => return None,
    };
    let rest = &comment[mark + MARK.len()..];
    let is_block = start == 0 && comment.starts_with(b"/*");
    let rest = if is_block { rest.strip_suffix(b"*/").unwrap_or(rest) } else { rest };
    let from = comment.len().min(mark + MARK.len() + rest.len() - rest.trim_ascii_start().len());
    Some(Written { start, body: from..from + rest.trim_ascii().len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(comment: &str) -> Option<&str> {
        written(comment.as_bytes()).map(|written| &comment[written.body])
    }

    #[test]
    fn what_was_lost_is_not_read() {
        let at = |start, end| Annotation {
            comment: Span::new(start, start),
            body: Span::new(start, start),
            subject: Subject::Statement(Span::new(start, end)),
            is_promise: false,
            wrong: Vec::new(),
        };
        let mut all = [at(0, 5), at(10, 12), at(20, 30), at(40, 41)];
        mark_unread(&mut all, vec![Span::new(29, 31), Span::new(5, 50), Span::new(5, 11)]);
        let read = all.map(|annotation| matches!(annotation.subject, Subject::Statement(_)));
        assert_eq!(read, [true, false, false, false]);
        let mut all = [at(0, 5), at(10, 12), at(20, 30)];
        mark_unread(&mut all, vec![Span::new(12, 14), Span::new(5, 10), Span::new(4, 5)]);
        let read = all.map(|annotation| matches!(annotation.subject, Subject::Statement(_)));
        assert_eq!(read, [false, true, true]);
    }

    #[test]
    fn it_begins_its_comment() {
        for comment in [
            "// sockleak: ignore[a]",
            "/* sockleak:ignore[a] */",
            "///<sockleak: ignore[a] ",
            "/*\n * sockleak: ignore[a]\n */",
        ] {
            assert_eq!(of(comment), Some("ignore[a]"), "{comment}");
        }
        assert_eq!(of("// NOLINT // sockleak: ignore[a] -- b"), Some("ignore[a] -- b"));
        assert_eq!(of("/* sockleak:*/"), Some(""));
        for comment in [
            "// see sockleak: ignore[a]",
            "// http://sockleak:80/",
            "// sockleak finds it",
            "/* what\n * sockleak: x */",
        ] {
            assert_eq!(of(comment), None, "{comment}");
        }
    }
}
