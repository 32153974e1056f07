//! What the tests that run fixtures share.

// Each test uses a part of it.
#![allow(dead_code)]

mod cell_text;
pub mod cells;
pub mod marks;
mod program_text;
pub mod programs;
pub mod tool;
pub mod whole;
