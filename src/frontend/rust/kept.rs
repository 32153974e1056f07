//! What is kept of a file of Rust for when it is read again: then only bodies are parsed that were not yet.

use super::env::FileCx;
use super::names::last_word;
use super::read::RustWords;
use super::scan::Scan;
use crate::frontend::{Links, UnitStats, Wanted, World};
use crate::ir::Function;
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What is known of a file from reading it before.
#[derive(Debug, Default)]
pub struct Kept {
    /// The functions of each world, be they lowered or not; empty if nothing is known yet.
    pub worlds: Vec<(World, Vec<Seen>)>,
    /// What it declares.
    pub links: Links,
    /// The same for the lowering.
    pub cx: FileCx,
    /// The bytes that were parsed of it.
    pub bytes: u64,
    /// What became of functions, by where their bodies begin.
    lowered: FxHashMap<(World, u32), Vec<Arc<Function>>>,
    /// Types that had a `Drop` elsewhere.
    dropped: FxHashSet<String>,
}

/// A function that was seen in a file.
#[derive(Debug)]
pub struct Seen {
    /// Its name, behind that of its type.
    pub name: String,
    /// Its body.
    pub body: Span,
}

impl Seen {
    /// Whether the tree asks for it by its name.
    pub fn is_asked(&self, words: &RustWords, wanted: &Wanted) -> bool {
        words.calls.contains(last_word(&self.name)) || wanted.definitions.contains(&self.name)
    }
}

impl Kept {
    /// Forgets what would come out otherwise by now.
    pub fn renew(&mut self, wanted: &Wanted) {
        if self.dropped != wanted.dropped {
            *self = Kept { dropped: wanted.dropped.clone(), ..Kept::default() };
        }
    }

    /// What became of the function whose body begins at `start`.
    pub fn get(&self, world: World, start: u32) -> Option<&Vec<Arc<Function>>> {
        self.lowered.get(&(world, start))
    }

    /// Notes it.
    pub fn add(&mut self, world: World, start: u32, functions: Vec<Arc<Function>>) {
        self.lowered.insert((world, start), functions);
    }

    /// The beginnings of the bodies that have still to be parsed; `None` if nothing is known of the file.
    pub fn missing(&self, words: &RustWords, wanted: &Wanted, scanned: &Scan) -> Option<FxHashSet<u32>> {
        let of_world = |(world, seen): &(World, Vec<Seen>)| {
            let is_missing = |seen: &&Seen| {
                let is_needed = scanned.has_words_in(seen.body) || seen.is_asked(words, wanted);
                is_needed && self.get(*world, seen.body.start).is_none()
            };
            seen.iter().filter(is_missing).map(|seen| seen.body.start).collect::<Vec<_>>()
        };
        (!self.worlds.is_empty()).then(|| self.worlds.iter().flat_map(of_world).collect())
    }

    /// The functions of each world that matter, and their counts.
    pub fn functions(
        &self,
        words: &RustWords,
        wanted: &Wanted,
        scanned: &Scan,
        stats: &mut UnitStats,
    ) -> Vec<(World, Vec<Arc<Function>>)> {
        let mut worlds = Vec::new();
        for (world, all) in &self.worlds {
            let mut functions = Vec::new();
            for seen in all {
                stats.functions += u32::from(*world == World::Posix);
                let calls = scanned.words_in(seen.body);
                let is_needed = !calls.is_empty() || seen.is_asked(words, wanted);
                let Some(lowered) = self.get(*world, seen.body.start).filter(|_| is_needed) else { continue };
                stats.slices += 1;
                if *world == World::Posix {
                    stats.lowered_calls.extend(calls);
                }
                functions.extend(lowered.iter().cloned());
            }
            if !functions.is_empty() {
                worlds.push((*world, functions));
            }
        }
        worlds
    }
}
