//! What C++ adds to C, on the level of tokens: scopes, classes, and which headers are C++.

mod class;
mod declare;
mod head;
mod scopes;
mod sniff;

pub use class::{Class, Method};
pub use declare::declare;
pub(super) use scopes::behind_angles;
pub use scopes::{ClassSlice, scoped_items};
pub use sniff::reads_like_cpp;

use crate::ir::Name;

/// Where a function of C++ stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The class that it is a member of.
    pub class: Option<Name>,
    /// The innermost namespace around it.
    pub space: Option<Name>,
    /// Whether other files see nothing of it, as in an unnamed namespace.
    pub is_hidden: bool,
}

impl Standing {
    /// The class, else the namespace.
    pub fn owner(&self) -> Option<&Name> {
        self.class.as_ref().or(self.space.as_ref())
    }
}

/// The name for a call that may mean several functions of one name: none has it.
pub fn ambiguous(owner: &str, name: &str) -> Name {
    Name::new(&format!("{owner}::{name}/0?"))
}

/// The name by which a function of a class or namespace is known: `Conn::open/2`, parameters counted without `this`.
pub fn qualified(owner: &str, name: &str, arity: usize) -> Name {
    Name::new(&format!("{owner}::{name}/{arity}"))
}
