//! What the tests that run fixtures share.

pub mod marks;
pub mod tool;
