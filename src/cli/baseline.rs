//! `sockleak baseline`.

use super::args::{BaselineArgs, BaselineCommand};
use super::check::tell_trouble;
use super::known::{Judged, root_of};
use super::out::complain;
use super::session::Session;
use super::trouble::Trouble;
use super::{CLEAN, TROUBLE};
use crate::baseline::{self, Entry, Known, NAME};
use crate::check::Outcome;
use crate::report::Report;
use std::path::{Path, PathBuf};

/// Writes a baseline, and says with which code to exit.
pub fn run(what: &BaselineCommand) -> anyhow::Result<u8> {
    match what {
        BaselineCommand::Create(args) => change(args, true, create),
        BaselineCommand::Update(args) => change(args, false, update),
        BaselineCommand::Prune(args) => change(args, false, prune),
    }
}

/// A run and the baseline that it is about.
struct Work {
    path: PathBuf,
    session: Session,
    outcome: Outcome,
    report: Report,
}

/// Runs, and lets `make` say what the file is to hold and what to tell. A file that cannot be read stays as it is.
fn change(args: &BaselineArgs, is_new: bool, make: fn(Work, Vec<Entry>) -> (Vec<Entry>, String)) -> anyhow::Result<u8> {
    let session = Session::new(&args.scope)?;
    let path = args.baseline.clone().or_else(|| session.config.baseline()).unwrap_or_else(|| PathBuf::from(NAME));
    let is_named = session.config.baseline().is_some();
    let old = old(&path, is_new)?;
    let mut outcome = session.check(&session.options)?;
    tell_trouble(&outcome);
    if outcome.skipped.iter().any(|skipped| skipped.is_trouble) {
        return Ok(TROUBLE);
    }
    let report = session.report(&mut outcome, &session.selection);
    let (entries, told) = make(Work { path: path.clone(), session, outcome, report }, old);
    baseline::write(&path, &entries)?;
    complain(&format!("{}: {told}", path.display()));
    if is_new && !is_named {
        complain(&format!(
            "`baseline = \"{0}\"` in sockleak.toml, or `check --baseline {0}`, tells only of others",
            path.display()
        ));
    }
    Ok(CLEAN)
}

/// The entries that there are. A new baseline takes nobody's place.
fn old(path: &Path, is_new: bool) -> anyhow::Result<Vec<Entry>> {
    if !is_new {
        return Ok(baseline::read(path)?);
    }
    match path.symlink_metadata() {
        Ok(_) => {
            let message = "is there already; `sockleak baseline update` writes it anew";
            Err(Trouble(format!("{} {message}", path.display())).into())
        }
        Err(_) => Ok(Vec::new()),
    }
}

impl Work {
    fn found(&self) -> Vec<Entry> {
        Known::of_report(&self.report, &self.outcome.files, &root_of(&self.path)).entries
    }

    /// The old entries that nothing was found for: those that the run judges, and those that it does not.
    fn unused(&mut self, old: Vec<Entry>) -> (Vec<Entry>, Vec<Entry>) {
        let root = root_of(&self.path);
        let known = Known { entries: old, root: root.clone() };
        let unused = known.apply(&mut self.report, &self.outcome.files, &root);
        let judged = Judged::new(&self.session, &self.outcome, &root);
        unused.into_iter().partition(|entry| judged.judges(entry))
    }
}

fn create(work: Work, _: Vec<Entry>) -> (Vec<Entry>, String) {
    let entries = work.found();
    let told = format!("{} known, {} of them shown so far", count(entries.len()), work.report.stats.shown());
    (entries, told)
}

fn update(mut work: Work, old: Vec<Entry>) -> (Vec<Entry>, String) {
    let n = old.len();
    let (stale, kept) = work.unused(old);
    let new = work.found().len() + stale.len() + kept.len() - n;
    let told = format!("{} new, {} gone, {} kept", count(new), stale.len(), n - stale.len());
    let mut entries = work.found();
    entries.extend(kept);
    (entries, told)
}

fn prune(mut work: Work, old: Vec<Entry>) -> (Vec<Entry>, String) {
    let mut entries = old.clone();
    let (stale, _) = work.unused(old);
    for entry in &stale {
        if let Some(at) = entries.iter().position(|known| known == entry) {
            entries.remove(at);
        }
    }
    let told = format!("{} gone, {} kept", count(stale.len()), entries.len());
    (entries, told)
}

fn count(n: usize) -> String {
    format!("{n} finding{}", if n == 1 { "" } else { "s" })
}
