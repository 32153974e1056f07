//! What could be written in place of a mistake, as edits of the text. Knows the text alone: what a language's syntax would
//! be needed for is not suggested.
//!
//! A suggestion is *safe* if nothing on the way to the finding is unknown and the function does elsewhere just what is
//! suggested here. Rust has no labels to jump to, and a descriptor that has an owner needs no close: there only raw ones are
//! closed, as the function or `libc` does it, and results of options are handed on.

mod apply;
mod body;
mod call;
mod exit;
mod function;
mod jump;
mod reset;
mod rust;

pub use apply::{apply, choose};
pub use body::Plain;

use crate::rules::Finding;
use crate::source::{Encoding, Language, Location, SourceFile, Sources};
use crate::typestate::{Exit, ObservationKind, Shape};
use body::Body;

/// A change of the text that would put a finding right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does: lower case, no final stop.
    pub title: String,
    /// What to write where: in order of place, none inside another.
    pub edits: Vec<Edit>,
    /// Whether it may be applied without a look.
    pub is_safe: bool,
}

/// Other text in place of some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes; nothing if start and end are one.
    pub at: Location,
    /// What comes.
    pub text: String,
}

/// What could be done about a finding, the best first. Findings of one file come one after another, and share `plain`.
pub fn suggest(finding: &Finding, sources: &dyn Sources, plain: &mut Plain) -> Vec<Fix> {
    let seen = &finding.observation;
    let is_inside = |source: &&SourceFile| seen.at.span.range().end <= source.text.len();
    let source = sources.get(seen.at.file).filter(|source| is_editable(source)).filter(is_inside);
    let Some(source) = source else { return Vec::new() };
    let Some(body) = Body::around(source, plain.of(source), seen.at) else { return Vec::new() };
    let is_rust = source.language == Language::Rust;
    let mut fixes = match &seen.kind {
        ObservationKind::Lost { exit: Exit::Return, .. } | ObservationKind::Shape { shape: Shape::RawLost, .. }
            if is_rust =>
        {
            rust::close(&body, seen)
        }
        ObservationKind::UncheckedOption { calls } if is_rust => rust::hand_on(&body, calls),
        ObservationKind::Lost { exit: Exit::Return, .. } => exit::fixes(&body, seen),
        ObservationKind::DoubleClose => reset::fixes(&body, seen),
        ObservationKind::UncheckedOption { calls } => call::fixes(&body, calls),
        // Whose socket it is, the caller knows.
        ObservationKind::LeftOpen { .. } => Vec::new(),
        ObservationKind::Lost { .. }
        | ObservationKind::UseAfterClose { .. }
        | ObservationKind::Order { .. }
        | ObservationKind::Shape { .. }
        | ObservationKind::Lapse { .. } => Vec::new(),
    };
    if !fixes.is_empty() && memchr::memmem::find(&source.text, b"\r\n").is_some() {
        let edits = fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.text = edit.text.replace('\n', "\r\n"));
    }
    fixes
}

/// Offsets into the text are offsets into the file.
fn is_editable(source: &SourceFile) -> bool {
    source.encoding == Encoding::Bytes
}
