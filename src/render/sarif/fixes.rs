//! Suggestions as fixes.

use super::model::{ArtifactChange, ArtifactLocation, Fix, Region, Replacement, Text};
use super::uri::uri;
use crate::render::View;
use crate::render::place::Place;
use crate::report::{self, Diagnostic, Edit};
use crate::rules::sentence;

/// The fixes of a diagnostic; those in files whose text is gone are left out.
pub fn fixes(view: &View, diagnostic: &Diagnostic) -> Vec<Fix> {
    diagnostic.fixes.iter().filter_map(|fix| one(view, diagnostic, fix)).collect()
}

fn one(view: &View, diagnostic: &Diagnostic, fix: &report::Fix) -> Option<Fix> {
    let path = &view.sources.get(diagnostic.primary.at.file)?.path;
    let replacements: Option<Vec<Replacement>> = fix.edits.iter().map(|edit| replacement(view, edit)).collect();
    let artifact_location = ArtifactLocation { uri: uri(path) };
    let artifact_changes = vec![ArtifactChange { artifact_location, replacements: replacements? }];
    Some(Fix { description: Text { text: sentence(&fix.title) }, artifact_changes })
}

/// What only inserts has a region without width.
fn replacement(view: &View, edit: &Edit) -> Option<Replacement> {
    let Place { start, end, .. } = Place::of(view, edit.at)?;
    let deleted_region =
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column };
    Some(Replacement { deleted_region, inserted_content: Text { text: edit.text.clone() } })
}
