//! What a file's functions learn of the rest of the tree, and what they tell it.

use super::summary::{Class, Effect, Summary};
use crate::ir::Name;
use std::sync::Arc;

/// The rest of the tree as one file sees it, in one world.
pub trait Outside: Sync {
    /// What calling the function `name` of another file does, if exactly one is meant.
    fn summary(&self, name: &str) -> Option<&Summary>;

    /// Whether another file calls `name`.
    fn is_called(&self, name: &str) -> bool;
}

/// Nothing is known beyond the file.
pub struct Alone;

impl Outside for Alone {
    fn summary(&self, _: &str) -> Option<&Summary> {
        None
    }

    fn is_called(&self, _: &str) -> bool {
        false
    }
}

/// What a file's functions tell the rest of the tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Summaries of the functions that other files can call, by name.
    pub summaries: Vec<(Name, Arc<Summary>)>,
    /// Functions that were given a handle, or that may never return, and whose bodies would help; sorted.
    pub wanted: Vec<Name>,
}

impl Summary {
    /// Whether callers must be looked at even if they call no socket API themselves: they may get a fresh handle, or must
    /// act on a peer that is gone.
    pub fn concerns_callers(&self) -> bool {
        let tells_of_peer = |class: &Class| matches!(class.effect, Effect::PeerGone(_) | Effect::Forward);
        !self.births.is_empty() || self.effects.iter().any(|(_, classes)| classes.iter().any(tells_of_peer))
    }
}
