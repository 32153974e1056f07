//! Sets of small numbers.

use crate::ir::{BlockId, PlaceId};
use smallvec::SmallVec;
use std::marker::PhantomData;

/// What a set may hold: the ids of one function.
pub trait Id: Copy {
    /// The number.
    fn number(self) -> usize;
}

impl Id for PlaceId {
    fn number(self) -> usize {
        self.0 as usize
    }
}

impl Id for BlockId {
    fn number(self) -> usize {
        self.0 as usize
    }
}

/// A set of ids below a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdSet<T> {
    words: SmallVec<[u64; 4]>,
    ids: PhantomData<T>,
}

/// A set of places of one function.
pub type PlaceSet = IdSet<PlaceId>;

/// A set of blocks of one function.
pub type BlockSet = IdSet<BlockId>;

impl<T: Id> IdSet<T> {
    /// The empty set of ids below `n`.
    pub fn new(n: usize) -> IdSet<T> {
        IdSet { words: SmallVec::from_elem(0, n.div_ceil(64)), ids: PhantomData }
    }

    /// Whether it holds `id`; an id from `n` on is in no set.
    pub fn contains(&self, id: T) -> bool {
        self.words.get(id.number() / 64).is_some_and(|word| word >> (id.number() % 64) & 1 == 1)
    }

    /// Adds `id`, which must be below `n`; whether it is new.
    pub fn insert(&mut self, id: T) -> bool {
        let word = &mut self.words[id.number() / 64];
        let before = *word;
        *word |= 1 << (id.number() % 64);
        *word != before
    }

    /// Takes `id` out.
    pub fn remove(&mut self, id: T) {
        if let Some(word) = self.words.get_mut(id.number() / 64) {
            *word &= !(1 << (id.number() % 64));
        }
    }

    /// Adds all of `other`; whether anything is new.
    pub fn union(&mut self, other: &IdSet<T>) -> bool {
        let mut changed = false;
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            changed |= *theirs & !*mine != 0;
            *mine |= theirs;
        }
        changed
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.words.iter_mut().for_each(|word| *word = 0);
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }
}
