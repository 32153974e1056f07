//! Known findings: a file of them, or those of another revision, so that only new ones are told.
//!
//! A finding is known again by its *key*, a hash of the rule's family, the function, where the socket was opened and where it
//! is lost, without blanks and comments. Lines and paths have no part in it, so that neither an edit elsewhere nor a move
//! makes it new. Findings with one key are counted: of three where two are known, one is new. Which of them it is tell the
//! path and the *context*, a hash of the text before the place; both are hints and nothing more.
//!
//! A baseline holds also what the engine is not sure enough of to show: an edit elsewhere that makes it sure resurrects
//! nothing.

mod entry;
mod file;
mod git;
mod matching;
mod revision;

pub use entry::{Entry, Known, below};
pub use file::{BaselineError, NAME, read, write};
pub use git::GitError;
pub use revision::Revision;
