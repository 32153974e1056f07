//! Edits made.

use super::{Edit, Fix};
use crate::report::Diagnostic;
use crate::source::FileId;
use std::collections::BTreeMap;

/// The edits of the first fix of each diagnostic, file by file; only of safe fixes unless `with_unsafe`. Of fixes that meet
/// in one place the first counts: the others are for another run.
pub fn choose(diagnostics: &[Diagnostic], with_unsafe: bool) -> BTreeMap<FileId, Vec<Edit>> {
    let mut chosen: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let Some(fix) = diagnostic.fixes.iter().find(|fix| fix.is_safe || with_unsafe) else { continue };
        let edits = chosen.entry(diagnostic.primary.at.file).or_default();
        if !meets(fix, edits) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    chosen.values_mut().for_each(|edits| edits.sort_by_key(|edit| edit.at));
    chosen
}

fn meets(fix: &Fix, edits: &[Edit]) -> bool {
    let touch = |a: &Edit, b: &Edit| a.at.span.start <= b.at.span.end && b.at.span.start <= a.at.span.end;
    fix.edits.iter().any(|new| edits.iter().any(|old| touch(new, old)))
}

/// The text with the edits made; they are sorted, and none is inside another.
pub fn apply(text: &[u8], edits: &[Edit]) -> Vec<u8> {
    let (mut out, mut done) = (Vec::with_capacity(text.len() + 64), 0);
    for edit in edits {
        let range = edit.at.span.range();
        out.extend_from_slice(&text[done..range.start]);
        out.extend_from_slice(edit.text.as_bytes());
        done = range.end;
    }
    out.extend_from_slice(&text[done..]);
    out
}
