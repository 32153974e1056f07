//! What comes out of a run.

use super::clock::Spent;
use super::skipped::Skipped;
use crate::frontend::{Annotation, UnitStats, World};
use crate::report::{Notice, Suppressions};
use crate::rules::{Finding, Rules};
use crate::source::{FileId, SourceFile, Sources};
use crate::typestate::Dropped;
use std::ops::AddAssign;
use std::time::Duration;

/// One file of which something may be shown.
#[derive(Debug)]
pub struct CheckedFile {
    /// The file.
    pub source: SourceFile,
    /// What was found, in no particular order.
    pub findings: Vec<Finding>,
    /// What its comments tell sockleak.
    pub annotations: Vec<Annotation>,
    /// Where handles went out of sight, if that was asked for.
    pub dropped: Vec<Dropped>,
}

impl CheckedFile {
    /// Whether it has something to show itself.
    pub fn is_shown(&self) -> bool {
        !self.findings.is_empty() || !self.dropped.is_empty() || !self.annotations.is_empty()
    }
}

/// The result of a run.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files of which something may be shown, in the order of their numbers.
    pub files: Vec<CheckedFile>,
    /// The paths of all files that were to be read, as shown, sorted.
    pub checked: Vec<String>,
    /// What was not understood in files that could be read, file by file.
    pub notices: Vec<Notice>,
    /// What could not be read, sorted by path.
    pub skipped: Vec<Skipped>,
    /// What calling each function does, if that was asked for.
    pub summaries: Vec<Summarised>,
    /// How much was done.
    pub totals: Totals,
    /// How long it took.
    pub timings: Timings,
}

/// What calling a function does.
#[derive(Clone, Debug)]
pub struct Summarised {
    /// The path of its file as shown.
    pub path: String,
    /// The world.
    pub world: World,
    /// Its name.
    pub name: String,
    /// Lines of text.
    pub text: String,
}

impl Outcome {
    /// The comments that are to silence findings.
    pub fn suppressions<'r>(&self, rules: &'r Rules) -> Suppressions<'r> {
        let mut suppressions = Suppressions::new(rules);
        self.files.iter().for_each(|file| suppressions.add(&file.source, &file.annotations));
        suppressions
    }
}

impl Sources for Vec<CheckedFile> {
    fn get(&self, file: FileId) -> Option<&SourceFile> {
        let at = self.binary_search_by_key(&file, |checked| checked.source.id).ok()?;
        Some(&self[at].source)
    }
}

/// Counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files that were read.
    pub files: usize,
    /// Files that were left out as test code.
    pub left_out: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Functions in files that call sockets.
    pub functions: u64,
    /// Functions that were parsed, each counted once for each world it was parsed in.
    pub slices: u64,
    /// Bytes of those.
    pub bytes_parsed: u64,
    /// Calls of socket functions that were seen.
    pub socket_calls: u64,
    /// Those that became calls of the IR of some world.
    pub lowered_calls: u64,
    /// Those that did so in a function that was understood whole.
    pub clean_calls: u64,
}

/// Where the time went. Phases that run in parallel are summed over threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// Finding the files.
    pub walk: Spent,
    /// Reading them.
    pub read: Spent,
    /// The front end, parser included.
    pub front_end: Spent,
    /// The parser alone: time that passed, summed over threads.
    pub parse: Duration,
    /// The engine.
    pub engine: Spent,
    /// From the first file to the last: time that passed.
    pub total: Duration,
    /// Number of threads.
    pub threads: usize,
}

impl Totals {
    /// What was counted in one file.
    pub(super) fn of_file(source: &SourceFile, stats: &UnitStats) -> Totals {
        Totals {
            files: 1,
            left_out: 0,
            bytes: source.text.len() as u64,
            functions: u64::from(stats.functions),
            slices: u64::from(stats.slices),
            bytes_parsed: stats.bytes_parsed,
            socket_calls: stats.seed_calls.len() as u64,
            lowered_calls: stats.lowered_calls.len() as u64,
            clean_calls: stats.clean_calls.len() as u64,
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.files += other.files;
        self.left_out += other.left_out;
        self.bytes += other.bytes;
        self.functions += other.functions;
        self.slices += other.slices;
        self.bytes_parsed += other.bytes_parsed;
        self.socket_calls += other.socket_calls;
        self.lowered_calls += other.lowered_calls;
        self.clean_calls += other.clean_calls;
    }
}
