//! What was made of a file's functions, kept from one reading to the next: a file is read again when the tree wants more of
//! it, and most of what it wants then was made before.

use super::headers::Glances;
use super::opened::Opened;
use super::prepared::Prepared;
use crate::frontend::{Problem, World};
use crate::ir;
use crate::source::Span;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::sync::Arc;

/// What decides a function's IR: where it stands, and its prepared text, of which only a digest is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    span: Span,
    text: u64,
}

impl Key {
    /// The key of a prepared text.
    pub fn new(prepared: &Prepared) -> Key {
        Key { span: prepared.span, text: FxBuildHasher.hash_one(&prepared.text) }
    }
}

/// What came of one function.
#[derive(Debug, Default)]
pub struct Made {
    /// Its IR, unless it could not be read at all, and that of the lambdas in it.
    pub functions: Vec<Arc<ir::Function>>,
    /// What was not understood.
    pub problems: Vec<Problem>,
    /// Length of the prepared text.
    pub bytes: u64,
}

/// What was made of a file so far.
#[derive(Debug, Default)]
pub struct Kept {
    /// The file taken apart, once it has been read.
    pub(super) opened: Option<Box<Opened>>,
    /// What its headers say, until it is read for the first time.
    pub(super) glances: Option<Glances>,
    keys: FxHashMap<(World, Span), Key>,
    made: FxHashMap<Key, Made>,
}

impl Kept {
    /// What the function at `span` is in `world`, if that is known.
    pub fn key(&self, world: World, span: Span) -> Option<Key> {
        self.keys.get(&(world, span)).copied()
    }

    /// Notes what the function at `key`'s place is in `world`; what came of it is `make`d if no world had it so far.
    pub fn enter(&mut self, world: World, key: Key, make: impl FnOnce() -> Made) {
        self.keys.insert((world, key.span), key);
        self.made.entry(key).or_insert_with(make);
    }

    /// What came of the functions in `world`, in any order.
    pub fn made_in(&self, world: World) -> impl Iterator<Item = &Made> {
        let keys = self.keys.iter().filter(move |((of, _), _)| *of == world);
        keys.filter_map(|(_, key)| self.made.get(key))
    }

    /// What came of the function with this key.
    pub fn made(&self, key: Key) -> Option<&Made> {
        self.made.get(&key)
    }
}
