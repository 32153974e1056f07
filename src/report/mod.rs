//! From findings to what the user reads: levels, wording, fingerprints, selection, order. Knows no IR.
//!
//! A [`Finding`] becomes a [`Diagnostic`]; what could not be analysed becomes a [`Notice`]; a [`Report`] holds all of a run.

mod diagnostic;
mod fingerprint;
mod notes;
mod notice;
mod selection;
mod suggest;
mod suppression;
#[cfg(test)]
pub(crate) mod tests;
mod wording;

pub use diagnostic::{Diagnostic, Label};
pub use notice::{Notice, NoticeKind};
pub use selection::{Levels, Selection, Setting, UnknownRule};
pub use suggest::{Edit, Fix, apply, choose};
pub use suppression::{Silenced, Suppressions};

use crate::rules::{Finding, Level};
use crate::source::Sources;
use fingerprint::Fingerprints;
pub use fingerprint::{Identity, hash};
use suggest::Plain;

/// How much was looked at; counted by the caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Files read.
    pub files: u64,
    /// Files that were left out as test code.
    pub left_out: u64,
    /// Functions in files that call sockets.
    pub functions: u64,
}

/// Counts of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// How much was looked at.
    pub scope: Scope,
    /// Shown diagnostics of level error.
    pub errors: u64,
    /// Shown diagnostics of level warning.
    pub warnings: u64,
    /// Shown diagnostics of level note.
    pub notes: u64,
    /// Diagnostics that would be shown if no comment silenced them.
    pub suppressed: u64,
    /// Diagnostics that would be shown if they were not known already.
    pub known: u64,
    /// Diagnostics hidden because the engine is not sure enough of them.
    pub hidden: u64,
}

impl Stats {
    /// Shown diagnostics of all levels.
    pub fn shown(&self) -> u64 {
        self.errors + self.warnings + self.notes
    }
}

/// All that a run has to say.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Sorted by file, place, rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What comments silence, sorted likewise.
    pub suppressed: Vec<(Diagnostic, Silenced)>,
    /// What the engine is not sure enough of, sorted likewise.
    pub hidden: Vec<Diagnostic>,
    /// What was known before, sorted likewise.
    pub known: Vec<Diagnostic>,
    /// What was not analysed, sorted by path and place.
    pub notices: Vec<Notice>,
    /// Counts.
    pub stats: Stats,
}

impl Report {
    /// Words, selects and sorts.
    pub fn new(
        mut findings: Vec<Finding>,
        mut notices: Vec<Notice>,
        mut suppressions: Suppressions,
        scope: Scope,
        selection: &Selection,
        sources: &dyn Sources,
    ) -> Report {
        findings.sort_by(|a, b| order(a).cmp(&order(b)));
        let (mut fingerprints, mut plain) = (Fingerprints::default(), Plain::default());
        let mut report = Report { stats: Stats { scope, ..Stats::default() }, ..Report::default() };
        for mut finding in findings {
            // Also for those that are not shown: a fingerprint must not depend on what else is shown.
            let identity = fingerprints.next(&finding, sources);
            let silenced = suppressions.silence(&mut finding);
            let path = sources.get(finding.observation.file).map_or("", |source| source.path.as_str());
            if !selection.wants(&finding.rule, path) {
                continue;
            }
            let severity = selection.severity(&finding.rule, path);
            let diagnostic = Diagnostic::new(finding, severity, sources, identity, &mut plain);
            match silenced {
                None if diagnostic.confidence < selection.confidence => report.hidden.push(diagnostic),
                None => report.diagnostics.push(diagnostic),
                Some(_) if diagnostic.confidence < selection.confidence => {}
                Some(silenced) => report.suppressed.push((diagnostic, silenced)),
            }
        }
        for complaint in suppressions.complaints(selection, sources) {
            let identity = fingerprints.of_comment(&complaint.rule, complaint.at, sources);
            let path = sources.get(complaint.at.file).map_or("", |source| source.path.as_str());
            let level = selection.severity(&complaint.rule, path);
            report.diagnostics.push(Diagnostic::of_comment(complaint, level, identity));
        }
        report.diagnostics.sort_by(|a, b| place(a).cmp(&place(b)));
        notices.sort();
        notices.dedup();
        report.notices = notices;
        report.count();
        report
    }

    /// Takes out of the shown diagnostics, place by place, those that were known before.
    pub fn settle(&mut self, is_known: &[bool]) {
        let all = std::mem::take(&mut self.diagnostics);
        for (diagnostic, is_known) in all.into_iter().zip(is_known) {
            if *is_known { self.known.push(diagnostic) } else { self.diagnostics.push(diagnostic) }
        }
        self.known.sort_by(|a, b| place(a).cmp(&place(b)));
        self.count();
    }

    fn count(&mut self) {
        let of = |level| self.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count() as u64;
        self.stats = Stats {
            scope: self.stats.scope,
            errors: of(Level::Error),
            warnings: of(Level::Warning),
            notes: of(Level::Note),
            suppressed: self.suppressed.len() as u64,
            known: self.known.len() as u64,
            hidden: self.hidden.len() as u64,
        };
    }

    /// The gravest level among the diagnostics.
    pub fn worst(&self) -> Option<Level> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.level).max()
    }

    /// Whether everything that the user asked for by name was analysed.
    pub fn is_whole(&self) -> bool {
        self.notices.iter().all(|notice| !notice.is_trouble)
    }
}

/// Files are numbered in the order of their paths.
fn order(finding: &Finding) -> (u32, u32, u32, &str, &str) {
    let at = finding.observation.at;
    (at.file.0, at.span.start, at.span.end, &finding.rule.id, &finding.observation.handle)
}

fn place(diagnostic: &Diagnostic) -> (u32, u32, u32, &str, &str) {
    let at = diagnostic.primary.at;
    (at.file.0, at.span.start, at.span.end, &diagnostic.rule.id, &diagnostic.handle)
}
