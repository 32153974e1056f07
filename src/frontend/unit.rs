//! What a front end gives for one file.

use super::rust::RustWords;
use super::{Consent, Problem, World};
use crate::ir;
use crate::source::SourceFile;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Finds headers.
pub trait Headers: Sync {
    /// The header that `from` means by `#include "name"`, or by `#include <name>` if it is not quoted; `None` if it is not to
    /// be had.
    fn find(&self, from: &SourceFile, name: &str, is_quoted: bool) -> Option<Arc<SourceFile>>;

    /// Whether a file of this name stands beside `from`.
    fn is_beside(&self, _from: &SourceFile, _name: &str) -> bool {
        false
    }
}

/// What the later layers want to hear of.
#[derive(Clone, Debug, Default)]
pub struct Interest {
    /// Functions whose call makes a function worth reading.
    pub seeds: FxHashSet<String>,
    /// Functions that end a handle's life: whoever is read is read together with its callees that call one.
    pub releases: FxHashSet<String>,
    /// Functions that end the path: so it is with callees that may never return because of one.
    pub noreturn: FxHashSet<String>,
    /// Functions that do nothing to handles and keep nothing they are given.
    pub inert: FxHashSet<String>,
    /// Functions that are given another one to call with a handle.
    pub starts: FxHashSet<String>,
    /// All functions of which there is a model, to be looked for in comments too.
    pub modelled: FxHashSet<String>,
    /// How many arguments some of them take.
    pub arities: Arc<FxHashMap<String, usize>>,
    /// Those that only sockets are given to, which pointers may be named after.
    pub pointed_at: Arc<FxHashMap<String, usize>>,
    /// Named constants that keep their names though a macro gives them a number.
    pub constants: FxHashSet<String>,
    /// What comments say of a failure that is all right.
    pub consent: Consent,
    /// What counts in Rust.
    pub rust: RustWords,
}

/// What the rest of the tree wants of one file.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Functions of other files whose call makes a function worth reading, like [`Interest::seeds`].
    pub seeds: FxHashSet<String>,
    /// Functions of this file that are seeds in it.
    pub own_seeds: FxHashSet<String>,
    /// Functions of this file to read in any case.
    pub definitions: FxHashSet<String>,
    /// Types of this file, in Rust, that have a `Drop` in another one.
    pub dropped: FxHashSet<String>,
    /// Functions that call one of these and give it what one of `held` holds are read in any case; hashes, sorted.
    pub closers: Vec<u32>,
    /// Members that hold sockets.
    pub held: Arc<FxHashSet<u32>>,
}

/// One file read.
#[derive(Debug, Default)]
pub struct Unit {
    /// The functions worth reading, per world, the first world first. A later world holds only what differs there, with
    /// its callers and callees.
    pub worlds: Vec<(World, Vec<Arc<ir::Function>>)>,
    /// In Rust: hashes of the names that look called or defined, and what C has to do with it.
    pub links: Links,
    /// What was not understood, in source order.
    pub problems: Vec<Problem>,
    /// Counts and times.
    pub stats: UnitStats,
}

/// How a file of Rust is linked with the rest of the tree.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Hashes of the last words of names that look called, sorted, each once.
    pub calls: Vec<u32>,
    /// The same of those that look defined.
    pub definitions: Vec<u32>,
    /// Whether it may declare or export functions of other languages.
    pub is_foreign: bool,
    /// Functions of other languages that it declares.
    pub declared: FxHashSet<String>,
    /// Functions that other languages can call by their name.
    pub exported: FxHashSet<String>,
    /// Types that end in a way of their own: they have a `Drop` here.
    pub dropped: FxHashSet<String>,
    /// Types that it declares, if it was parsed.
    pub structs: FxHashSet<String>,
}

/// Counts and times of reading one file.
#[derive(Clone, Debug, Default)]
pub struct UnitStats {
    /// Functions in the first world.
    pub functions: u32,
    /// Functions that were parsed, in all worlds.
    pub slices: u32,
    /// Bytes of those.
    pub bytes_parsed: u64,
    /// Nanoseconds spent inside the parser.
    pub parse_ns: u64,
    /// Nanoseconds from scanning to the end, parsing included.
    pub total_ns: u64,
    /// Offsets of the calls of seeds, outside comments, strings and `#if 0`.
    pub seed_calls: Vec<u32>,
    /// Those that became calls of some world's functions.
    pub lowered_calls: Vec<u32>,
    /// Those that did so in a function without an opaque statement.
    pub clean_calls: Vec<u32>,
}
