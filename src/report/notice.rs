//! What was not analysed.

use crate::frontend::{Problem, ProblemKind};
use crate::source::{Position, SourceFile};

/// How much was not analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// A whole file.
    File,
    /// A function.
    Function,
    /// A statement.
    Statement,
}

/// Something that was not analysed, and why. Stands by itself: the file's text may be gone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// The file's path as shown.
    pub path: String,
    /// Start and end; `None` for a whole file.
    pub place: Option<(Position, Position)>,
    /// How much.
    pub kind: NoticeKind,
    /// Why: lower case, no final stop.
    pub message: String,
    /// Whether the run failed by it: the user asked for this very file.
    pub is_trouble: bool,
}

impl Notice {
    /// A file that was not analysed.
    pub fn file(path: impl Into<String>, message: impl Into<String>) -> Notice {
        Notice { path: path.into(), place: None, kind: NoticeKind::File, message: message.into(), is_trouble: false }
    }

    /// A file that was not analysed though the user asked for it.
    pub fn trouble(path: impl Into<String>, message: impl Into<String>) -> Notice {
        Notice { is_trouble: true, ..Notice::file(path, message) }
    }

    /// What a front end did not understand.
    pub fn problem(source: &SourceFile, problem: &Problem) -> Notice {
        let position = |offset| source.lines().position(&source.text, offset);
        let kind = match problem.kind {
            ProblemKind::File => NoticeKind::File,
            ProblemKind::Function => NoticeKind::Function,
            ProblemKind::Statement => NoticeKind::Statement,
        };
        let place = (position(problem.span.start), position(problem.span.end));
        let place = (kind != NoticeKind::File).then_some(place);
        Notice { path: source.path.clone(), place, kind, message: problem.message.clone(), is_trouble: false }
    }
}
