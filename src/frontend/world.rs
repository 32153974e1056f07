//! Configurations of conditional code.

/// One consistent choice of `#if` arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum World {
    /// World A: Linux; a condition that nothing decides takes its first arm.
    Posix,
    /// World B: Windows; a condition that nothing decides takes its last arm.
    Windows,
    /// World A but for arms with socket calls that neither of the two covers; numbered from 1.
    Other(u8),
}

impl World {
    /// The world whose headers and platform names hold in this one.
    pub fn base(self) -> World {
        match self {
            World::Posix | World::Other(_) => World::Posix,
            World::Windows => World::Windows,
        }
    }
}
