//! What a front end could not read.

use crate::source::Span;

/// Something that was not, or not fully, understood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where in the file.
    pub span: Span,
    /// What it is.
    pub kind: ProblemKind,
    /// One lower-case sentence without a final stop.
    pub message: String,
}

/// Kinds of problems, from the whole file down to one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// The file was not analysed at all: binary, too large, ...
    File,
    /// A function was not analysed.
    Function,
    /// A statement did not parse and became opaque.
    Statement,
}
