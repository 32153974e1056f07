//! What is known already when `check` runs: a baseline, or what another revision has.

use super::args::CheckArgs;
use super::session::Session;
use crate::baseline::{self, Entry, Known, Revision, below};
use crate::check::{Excludes, Options, Outcome};
use crate::report::{Report, Selection};
use crate::typestate::Confidence;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many stale entries are told one by one.
const TOLD: usize = 5;

/// Known findings.
#[derive(Default)]
pub struct Sources {
    baseline: Option<(PathBuf, Known)>,
    revision: Option<Known>,
}

impl Sources {
    /// Reads the baseline and checks the revision that the user named.
    pub fn find(args: &CheckArgs, session: &Session) -> anyhow::Result<Sources> {
        let configured = || session.config.baseline().filter(|_| !args.no_baseline);
        let baseline = match args.baseline.clone().or_else(configured) {
            Some(path) => Some((path.clone(), Known { entries: baseline::read(&path)?, root: root_of(&path) })),
            None => None,
        };
        let revision = args.new_from.as_ref().map(|revision| of_revision(revision, session)).transpose()?;
        Ok(Sources { baseline, revision })
    }

    /// The file of known findings, if there is one.
    pub fn baseline(&self) -> Option<&Path> {
        self.baseline.as_ref().map(|(path, _)| path.as_path())
    }

    /// Takes what is known out of a report. Gives what to say of entries that nothing was found for.
    pub fn apply(&self, session: &Session, outcome: &Outcome, report: &mut Report) -> String {
        let mut text = String::new();
        if let Some((path, known)) = &self.baseline {
            let unused = known.apply(report, &outcome.files, &known.root);
            let stale = Judged::new(session, outcome, &known.root).stale(&unused);
            if !stale.is_empty() {
                text = told(path, &stale);
            }
        }
        if let Some(known) = &self.revision {
            known.apply(report, &outcome.files, &known.root);
        }
        text
    }
}

/// The folder of a baseline, in full: what its paths are seen from.
pub fn root_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}

/// Which entries a run can call stale: their rules and their files were checked, or their files are gone.
pub struct Judged<'s> {
    session: &'s Session,
    root: &'s Path,
    checked: BTreeSet<String>,
}

impl<'s> Judged<'s> {
    /// By what a run has checked.
    pub fn new(session: &'s Session, outcome: &Outcome, root: &'s Path) -> Judged<'s> {
        let checked = outcome.checked.iter().map(|path| below(path, root)).collect();
        Judged { session, root, checked }
    }

    /// Whether the run would have found what the entry stands for.
    pub fn judges(&self, entry: &Entry) -> bool {
        let path = self.root.join(&entry.path);
        let is_wanted = match self.session.rules.get(&entry.rule) {
            Some(rule) => self.session.selection.wants(rule, &path.to_string_lossy()),
            None => true,
        };
        is_wanted && (self.checked.contains(&entry.path) || !path.exists())
    }

    fn stale<'e>(&self, unused: &'e [Entry]) -> Vec<&'e Entry> {
        unused.iter().filter(|entry| self.judges(entry)).collect()
    }
}

fn told(path: &Path, stale: &[&Entry]) -> String {
    let (n, entries) = (stale.len(), if stale.len() == 1 { "entry" } else { "entries" });
    let mut text = format!("{}: {n} stale {entries}, `sockleak baseline prune` removes them", path.display());
    for entry in stale.iter().take(TOLD) {
        let _ = write!(text, "\n  {} in {}", entry.rule, entry.path);
        if !entry.function.is_empty() {
            let _ = write!(text, ", `{}`", entry.function);
        }
    }
    if n > TOLD {
        let _ = write!(text, "\n  and {} more", n - TOLD);
    }
    text
}

/// What the sources of a revision show, whatever the options: with the same models and excludes as those of now.
fn of_revision(revision: &str, session: &Session) -> anyhow::Result<Known> {
    let then = Arc::new(Revision::extract(revision, &session.options.paths)?);
    let mut paths = Vec::new();
    for path in &session.options.paths {
        paths.extend(then.at(path)?);
    }
    let exclude = Some(Arc::new(AsNow(then.clone(), session.config.reach.clone())) as Arc<dyn Excludes>);
    let options = Options { paths, exclude, stand_in: None, ..session.options.clone() };
    let mut outcome = session.check(&options)?;
    let all = ["all".to_owned()];
    let selection = Selection::choose(&session.rules, &all, &[])?.with_confidence(Confidence::Possible);
    let report = session.report(&mut outcome, &selection);
    let known = Known::of_report(&report, &outcome.files, &then.folder());
    Ok(Known { root: then.root.clone(), ..known })
}

/// Leaves out of a revision what is left out now.
#[derive(Debug)]
struct AsNow(Arc<Revision>, Arc<crate::config::Reach>);

impl Excludes for AsNow {
    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.1.excludes(&self.0.now(path), is_folder)
    }
}
