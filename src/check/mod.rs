//! The pipeline: files in, observations out, in parallel and always in the same order.
//!
//! ```text
//! paths -> inputs (walk, sort: the place in the list is the FileId) -> one task per file:
//!          read -> front end -> engine, once per world -> what was seen, collected by place
//! ```
//!
//! Nothing that one file holds can end the run: what cannot be read is told as [`Skipped`], and a panic costs the function
//! that shows it, or at worst its file. Only files about which there is something to say keep their text.

mod clock;
mod doubles;
mod engine;
mod file;
mod guard;
mod headers;
mod inputs;
mod known;
mod lapses;
mod outcome;
mod owners;
mod pipeline;
mod promises;
mod read;
mod shapes;
mod skipped;
mod tree;
mod walk;

pub use clock::{Clock, Spent, peak_memory, process_cpu};
pub use headers::HeaderCache;
pub use inputs::{Excludes, Input, Inputs, collect};
pub use outcome::{CheckedFile, Outcome, Summarised, Timings, Totals};
pub use pipeline::{CheckError, Options, StandIn, check, interest};
pub use read::{MAX_BYTES, read};
pub use skipped::Skipped;
