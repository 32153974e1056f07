//! Where a diagnostic is, as formats with lines and columns tell it.

use super::View;
use crate::report::Diagnostic;
use crate::source::{Location, Position};

/// A place in a file.
pub struct Place<'v> {
    /// The path as shown.
    pub path: &'v str,
    /// The first character.
    pub start: Position,
    /// One behind the last.
    pub end: Position,
}

impl<'v> Place<'v> {
    /// `None` if the file's text is gone.
    pub fn of(view: &View<'v>, at: Location) -> Option<Place<'v>> {
        let source = view.sources.get(at.file)?;
        let position = |offset| source.lines().position(&source.text, offset);
        Some(Place { path: &source.path, start: position(at.span.start), end: position(at.span.end) })
    }
}

/// All diagnostics that have a place, in order.
pub fn placed<'v>(view: &View<'v>) -> impl Iterator<Item = (&'v Diagnostic, Place<'v>)> {
    let view = *view;
    view.report.diagnostics.iter().filter_map(move |found| Some((found, Place::of(&view, found.primary.at)?)))
}
