//! sockleak finds socket misuse in C sources without a build.

pub mod check;
pub mod cli;
pub mod dataflow;
pub mod frontend;
pub mod ir;
pub mod model;
pub mod render;
pub mod report;
pub mod rules;
pub mod source;
pub mod typestate;
