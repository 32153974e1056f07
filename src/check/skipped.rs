//! Files that were not analysed.

/// A file, or a folder, that was not analysed, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The path as shown.
    pub path: String,
    /// Why: lower case, no final stop.
    pub reason: String,
    /// Whether the user asked for this very path: then the run cannot count as a success.
    pub is_trouble: bool,
}

impl Skipped {
    /// A path that the user named cannot be read.
    pub fn named(path: String, reason: impl Into<String>) -> Skipped {
        Skipped { path, reason: reason.into(), is_trouble: true }
    }

    /// Something found on the way.
    pub fn found(path: String, reason: impl Into<String>) -> Skipped {
        Skipped { path, reason: reason.into(), is_trouble: false }
    }
}
