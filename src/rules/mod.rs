//! Which observation is which defect, and what to say about it. Knows no syntax.
//!
//! A rule is one page, `rules/<id>.md`: metadata, trigger and wording stand in its first block as data, the rest explains.
//! What the engine saw is an [`Observation`](crate::typestate::Observation); the rule whose trigger fits it best makes it
//! a [`Finding`].

mod level;
mod load;
mod page;
mod rule;
mod select;
mod similar;
mod topics;
mod trigger;

pub use level::Level;
pub use load::{RuleError, Rules};
pub use page::{HEADINGS, Page};
pub use rule::{Message, Meta, Platform, Rule};
pub use select::{Condition, Finding, WorldRun, select};
pub use similar::similar;
pub use topics::{explain, sentence, topics};
pub use trigger::{On, Trigger};
