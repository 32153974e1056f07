//! What functions have in common besides what they do to a socket.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// Something that several functions have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trait {
    /// It waits until one of several descriptors is ready.
    WaitsForReadiness,
    /// It lets time pass.
    Pauses,
    /// It limits how long the process waits.
    LimitsWaiting,
    /// Only POSIX has it.
    PosixOnly,
    /// It closes the number or handle of a file, and no socket of Winsock.
    ClosesFiles,
    /// It gives the number of one file to another, and knows no socket of Winsock.
    MovesFiles,
    /// It gives the number of a file or device.
    OpensFiles,
    /// It is given the number of a file or device, and on Windows no socket.
    UsesFiles,
    /// It fails with -1 and without a word in `errno` on Windows.
    SetsWinsockError,
    /// It prints what `errno` says.
    PrintsErrno,
    /// It waits for what a completion port has: the number of bytes and the key come back through pointers.
    Completes,
    /// It gives the address of data that is sent: of a descriptor that is stored there the peer gets a duplicate.
    GivesMessageData,
    /// It fills the object that its first argument points at with one byte.
    Wipes,
    /// It copies the bytes at one address to another, and keeps neither.
    CopiesBytes,
    /// It ends a stream, which closes the descriptor that it was made of.
    ClosesStreams,
    /// It begins the use of Winsock.
    StartsWinsock,
    /// It ends it.
    EndsWinsock,
}

/// Which functions have what in common.
#[derive(Debug, Default)]
pub struct Traits {
    by_trait: FxHashMap<Trait, FxHashSet<String>>,
}

impl Traits {
    /// Adds functions.
    pub fn extend(&mut self, all: FxHashMap<Trait, Vec<String>>) {
        for (what, names) in all {
            self.by_trait.entry(what).or_default().extend(names);
        }
    }

    /// Whether a function is one of them.
    pub fn has(&self, name: &str, what: Trait) -> bool {
        self.by_trait.get(&what).is_some_and(|names| names.contains(name))
    }
}
