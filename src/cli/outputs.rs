//! What `check` writes besides standard output.

use super::args::Target;
use super::trouble::Trouble;
use crate::config::io_reason;
use crate::disk;
use crate::render::{Format, View, step_summary as render_summary};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// Refuses targets that would take each other's place, or that of something that the run reads. Paths that are not there yet
/// harm nobody.
pub fn refuse_collisions(targets: &[Target], checked: &[String], baseline: Option<&Path>) -> anyhow::Result<()> {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    for (at, target) in targets.iter().enumerate() {
        let (path, shown) = (real(&target.path), target.path.display());
        if targets[..at].iter().any(|other| real(&other.path) == path) {
            return Err(Trouble(format!("{shown}: two formats are to be written there")).into());
        }
        let is_same = |other: &Path| other.file_name() == path.file_name() && real(other) == path;
        if checked.iter().any(|other| is_same(Path::new(other))) {
            return Err(Trouble(format!("{shown}: this file is checked; it is not written over")).into());
        }
        if baseline.is_some_and(is_same) {
            return Err(Trouble(format!("{shown}: this file is the baseline; it is not written over")).into());
        }
    }
    Ok(())
}

/// Writes each file whole or not at all. The first that cannot be written ends the command, before it prints anything.
pub fn write_all(targets: &[Target], view: &View) -> anyhow::Result<()> {
    // A file is for a reader somewhere else, not for this terminal.
    let view = View { color: false, links: None, width: None, is_quiet: false, ..*view };
    for target in targets {
        let mut bytes = Vec::new();
        target.format.render(&view, &mut bytes)?;
        disk::replace(&target.path, &bytes).map_err(|error| cannot(&target.path, &error))?;
    }
    Ok(())
}

/// Adds to the summary of a GitHub step if it prints workflow commands.
pub fn step_summary(format: Format, view: &View) -> anyhow::Result<()> {
    let file = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| format == Format::Github && !file.is_empty());
    let Some(file) = file else { return Ok(()) };
    let mut bytes = Vec::new();
    render_summary(view, &mut bytes)?;
    let opened = OpenOptions::new().append(true).create(true).open(&file);
    let written = opened.and_then(|mut open| open.write_all(&bytes));
    written.map_err(|error| cannot(Path::new(&file), &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> anyhow::Error {
    Trouble(format!("{}: {}", path.display(), io_reason(error))).into()
}
