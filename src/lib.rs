//! sockleak finds socket misuse in C sources without a build.

pub mod frontend;
pub mod ir;
pub mod source;
pub mod typestate;
