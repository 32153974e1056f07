//! What comes out of a run.

use super::clock::Spent;
use super::skipped::Skipped;
use crate::frontend::{Problem, UnitStats, World};
use crate::source::SourceFile;
use crate::typestate::{Dropped, Observation};
use std::ops::AddAssign;
use std::time::Duration;

/// One file about which there is something to say.
#[derive(Debug)]
pub struct CheckedFile {
    /// The file.
    pub source: SourceFile,
    /// What the engine saw, in each world.
    pub observations: Vec<(World, Vec<Observation>)>,
    /// What was not understood, in source order.
    pub problems: Vec<Problem>,
    /// Where handles went out of sight, if that was asked for.
    pub dropped: Vec<Dropped>,
}

impl CheckedFile {
    /// A file with nothing found in it yet.
    pub(super) fn new(source: SourceFile) -> CheckedFile {
        CheckedFile { source, observations: Vec::new(), problems: Vec::new(), dropped: Vec::new() }
    }

    /// Whether the file's text is worth keeping.
    pub(super) fn is_telling(&self) -> bool {
        let has_seen = self.observations.iter().any(|(_, observations)| !observations.is_empty());
        has_seen || !self.problems.is_empty() || !self.dropped.is_empty()
    }
}

/// The result of a run.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files about which there is something to say, in the order of their ids.
    pub files: Vec<CheckedFile>,
    /// What was not analysed at all, sorted by path.
    pub skipped: Vec<Skipped>,
    /// How much was done.
    pub totals: Totals,
    /// How long it took.
    pub timings: Timings,
}

/// Counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files that were read.
    pub files: usize,
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
            bytes: source.text.len() as u64,
            functions: u64::from(stats.functions),
            slices: u64::from(stats.slices),
            bytes_parsed: stats.bytes_parsed,
            socket_calls: stats.seed_calls.len() as u64,
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.functions += other.functions;
        self.slices += other.slices;
        self.bytes_parsed += other.bytes_parsed;
        self.socket_calls += other.socket_calls;
    }
}
