//! From source text to IR. Each language has a folder; its syntax trees are private to it and never leave.
//!
//! A front end never fails: it returns what it got and a list of problems.

mod annotation;
pub mod c;
mod consent;
mod problem;
mod promise;
pub mod rust;
mod unit;
mod world;

pub use annotation::{Annotation, Subject, Wrong, mark_unread};
pub use consent::{Beside, Consent, is_given};
pub use problem::{Problem, ProblemKind};
pub use promise::{Duty, Promise, Promised, Said, contradiction};
pub use unit::{Headers, Interest, Links, Unit, UnitStats, Wanted};
pub use world::{World, is_for_windows, stands_for_posix};
