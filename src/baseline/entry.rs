//! One known finding, and telling known ones from new ones.

use super::matching::{Candidate, known};
use crate::report::{Diagnostic, Report};
use crate::source::{Location, Sources};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// A known finding. Entries are sorted by path, rule, function, key and context.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where it was, with forward slashes, as seen from the root of the baseline.
    pub path: String,
    /// The rule that spoke.
    pub rule: String,
    /// The function; empty for a finding about a comment.
    pub function: String,
    /// What it is known by.
    pub key: String,
    /// The text before it, as a hash.
    pub context: String,
}

/// Known findings, seen from a root.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The findings, sorted.
    pub entries: Vec<Entry>,
    /// The folder that their paths are seen from, in full.
    pub root: PathBuf,
}

impl Known {
    /// All findings of a report, also those that are not sure enough to be shown, but not what comments silence.
    pub fn of_report(report: &Report, sources: &dyn Sources, root: &Path) -> Known {
        let all = report.diagnostics.iter().chain(&report.hidden).chain(&report.known);
        let mut entries: Vec<Entry> = all.map(|found| entry(found, sources, root)).collect();
        entries.sort();
        Known { entries, root: root.to_owned() }
    }

    /// Moves what is known from the shown diagnostics of a report to its known ones. Paths of the report are seen from
    /// `root`. Gives the entries that nothing was found for.
    pub fn apply(&self, report: &mut Report, sources: &dyn Sources, root: &Path) -> Vec<Entry> {
        let found = report.diagnostics.iter().chain(&report.hidden).map(|found| entry(found, sources, root));
        let found: Vec<Entry> = found.collect();
        let as_candidates = |entries: &[Entry]| entries.iter().map(Entry::candidate).collect::<Vec<_>>();
        let matches = known(&as_candidates(&found), &as_candidates(&self.entries));
        let (is_known, is_used) = matches;
        report.settle(&is_known[..report.diagnostics.len()]);
        self.entries.iter().zip(is_used).filter(|(_, is_used)| !is_used).map(|(entry, _)| entry.clone()).collect()
    }
}

impl Entry {
    fn candidate(&self) -> Candidate {
        Candidate { key: self.key.clone(), path: self.path.clone(), context: self.context.clone() }
    }
}

fn entry(found: &Diagnostic, sources: &dyn Sources, root: &Path) -> Entry {
    Entry {
        path: path_below(found.primary.at, sources, root),
        rule: found.rule.id.clone(),
        function: found.function.clone(),
        key: found.identity.key.clone(),
        context: found.identity.context.clone(),
    }
}

fn path_below(at: Location, sources: &dyn Sources, root: &Path) -> String {
    let shown = sources.get(at.file).map_or("", |source| source.path.as_str());
    below(shown, root)
}

/// A shown path as seen from `root`; as it is if it lies elsewhere.
pub fn below(shown: &str, root: &Path) -> String {
    let path = Path::new(shown);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let full = std::fs::canonicalize(folder).or_else(|_| std::path::absolute(folder));
    let Ok(full) = full else { return shown.to_owned() };
    match full.join(path.file_name().unwrap_or_default()).strip_prefix(root) {
        Ok(below) => below.to_string_lossy().replace('\\', "/"),
        Err(_) => shown.to_owned(),
    }
}
