//! What a file's functions learn of the rest of the tree, and what they tell it.

use super::reach::Given;
use super::summary::{Class, Effect, Summary};
use super::talkers::Held;
use super::teardown::Member;
use crate::frontend::Promise;
use crate::ir::{Function, Name};
use crate::source::SourceFile;
use std::sync::Arc;

/// The rest of the tree as one file sees it, in one world; if nothing else is said, nothing is known of it.
pub trait Outside: Sync {
    /// What calling the function `name` of another file does, if exactly one is meant.
    fn summary(&self, _name: &str) -> Option<&Arc<Summary>> {
        None
    }

    /// What is promised of the function `name`, be it of this file or of another.
    fn promise(&self, _name: &str) -> Option<&Promise> {
        None
    }

    /// Whether another file calls `name`.
    fn is_called(&self, _name: &str) -> bool {
        false
    }

    /// Whether another file gives its function `name` a socket in this way.
    fn is_given(&self, _name: &str, _given: Given) -> bool {
        false
    }

    /// The members of the type `ty` in which some function of the tree stores fresh sockets, sorted.
    fn socket_members(&self, _ty: &Name) -> &[Name] {
        &[]
    }

    /// Whether members or file-scope variables called `name` hold sockets in another file.
    fn holds_sockets(&self, _name: &str) -> bool {
        false
    }

    /// Whether some function closes what the members or file-scope variables so named hold, or seems to, without talking to
    /// the peer itself.
    fn is_closed_by_owner(&self, _held: &Held) -> bool {
        false
    }
}

/// Whether other files can call the function: what a header defines, they can.
pub fn is_shared(function: &Function, source: &SourceFile) -> bool {
    !function.is_static || source.path.ends_with(".h")
}

/// Nothing is known beyond the file.
pub struct Alone;

impl Outside for Alone {}

/// What a file's functions tell the rest of the tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Summaries of the functions that other files can call, by name.
    pub summaries: Vec<(Name, Arc<Summary>)>,
    /// Functions of the file whose callers in it must be looked at.
    pub own_seeds: Vec<Name>,
    /// Functions that it matters of who gave them a handle, and whether other files can call them; in source order.
    pub leaving: Vec<(Name, bool)>,
    /// Functions that are given a handle for good; in source order.
    pub handed: Vec<Name>,
    /// Of the functions whose callers must be looked at, as far as is known: what they want, see `wanted`.
    pub unsettled: Vec<(Name, Vec<Name>)>,
    /// Functions that were given a handle, or that may never return, and whose bodies would help; sorted.
    pub wanted: Vec<Name>,
    /// What functions of other files are given; sorted.
    pub gives: Vec<(Name, Given)>,
    /// The members of types in which fresh sockets are stored; sorted.
    pub members: Vec<Member>,
    /// The members and file-scope variables that hold sockets; sorted.
    pub names: Vec<Name>,
    /// How often functions that send or receive close what members and file-scope variables hold; sorted.
    pub closed_by_talkers: Vec<(Held, usize)>,
}

impl Summary {
    /// Whether callers must be looked at even if they call no socket API themselves: they may get a fresh handle, or must
    /// act on a peer that is gone.
    pub fn concerns_callers(&self) -> bool {
        let tells_of_peer = |class: &Class| matches!(class.effect, Effect::PeerGone(_) | Effect::Forward);
        !self.births.is_empty() || self.effects.iter().any(|(_, classes)| classes.iter().any(tells_of_peer))
    }
}
