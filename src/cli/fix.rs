//! `check --diff` and `check --fix`.

use super::out::complain;
use super::trouble::Trouble;
use crate::check::{CheckedFile, Outcome};
use crate::config::io_reason;
use crate::disk;
use crate::report::{Edit, Report, apply, choose};
use crate::source::FileId;
use similar::TextDiff;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// So often files are fixed and checked again: fixes that meet in one place come one after the other.
pub const PASSES: usize = 8;

/// Writes what is suggested as a patch that `git apply` and `patch -p1` take.
pub fn patch(report: &Report, files: &[CheckedFile], with_unsafe: bool, out: &mut dyn Write) -> io::Result<()> {
    for (source, edits) in chosen(report, files, with_unsafe) {
        let new = apply(&source.source.text, &edits);
        let diff = TextDiff::from_lines(source.source.text.as_slice(), new.as_slice());
        let path = &source.source.path;
        diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_writer(&mut *out)?;
    }
    Ok(())
}

/// How many findings have only suggestions that need a look.
pub fn tell_unsafe(report: &Report) {
    let n =
        report.diagnostics.iter().filter(|found| !found.fixes.is_empty() && found.fixes.iter().all(|fix| !fix.is_safe));
    let n = n.count();
    if n > 0 {
        complain(&format!("{n} more with --unsafe-fixes: they need a look"));
    }
}

/// Writes what is suggested into the files. Gives how many files were written.
pub fn write(report: &Report, outcome: &Outcome, with_unsafe: bool) -> anyhow::Result<usize> {
    let mut n = 0;
    for (file, edits) in chosen(report, &outcome.files, with_unsafe) {
        let path = Path::new(&file.source.path);
        let fail = |error: io::Error| Trouble(format!("{}: {}", path.display(), io_reason(&error)));
        // What was edited meanwhile is not what the edits speak of.
        if std::fs::read(path).map_err(fail)? != file.source.text {
            return Err(Trouble(format!("{}: has changed while it was checked", path.display())).into());
        }
        disk::replace(path, &apply(&file.source.text, &edits)).map_err(fail)?;
        n += 1;
    }
    Ok(n)
}

fn chosen<'f>(report: &Report, files: &'f [CheckedFile], with_unsafe: bool) -> Vec<(&'f CheckedFile, Vec<Edit>)> {
    let chosen: BTreeMap<FileId, Vec<Edit>> = choose(&report.diagnostics, with_unsafe);
    let of = |id: FileId| files.iter().find(|file| file.source.id == id);
    chosen.into_iter().filter_map(|(id, edits)| Some((of(id)?, edits))).collect()
}
