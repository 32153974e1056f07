//! One file, read: the entry of the front ends.

use super::{Problem, World};
use crate::ir;
use crate::source::SourceFile;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Finds the text of `#include "name"` seen in a file; `None` if it is not to be had.
pub trait Headers: Sync {
    /// The file that `name` means when `from` includes it.
    fn quoted(&self, from: &SourceFile, name: &str) -> Option<Arc<SourceFile>>;
}

/// What makes a function worth reading.
#[derive(Clone, Debug, Default)]
pub struct Interest {
    /// Names of functions whose calls make a function worth reading.
    pub seeds: FxHashSet<String>,
    /// Names of functions whose calls are looked for in comments.
    pub commented: FxHashSet<String>,
}

/// What came of one file.
#[derive(Debug, Default)]
pub struct Unit {
    /// The functions of each world that was looked at; `World::Posix` first.
    pub worlds: Vec<(World, Vec<ir::Function>)>,
    /// What was not understood.
    pub problems: Vec<Problem>,
    /// How much was done.
    pub stats: UnitStats,
}

/// How much work one file was.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnitStats {
    /// Functions that were lowered, each counted once.
    pub functions: u32,
    /// Slices that were parsed.
    pub slices: u32,
    /// Bytes given to the parser.
    pub bytes_parsed: u64,
    /// Time in the parser, in nanoseconds.
    pub parse_ns: u64,
}

/// Reads a file. It never fails: what was not understood is a problem of the unit.
pub fn read(_source: &SourceFile, _headers: &dyn Headers, _interest: &Interest) -> Unit {
    Unit::default()
}
