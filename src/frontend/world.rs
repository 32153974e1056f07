//! Configurations of conditional code.

/// One consistent choice of `#if` arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum World {
    /// World A: Linux.
    Posix,
    /// World B: Windows.
    Windows,
}

impl World {
    /// Both, in the order in which they are analysed.
    pub const ALL: [World; 2] = [World::Posix, World::Windows];
}
