//! Macros: reading their definitions and expanding their calls textually.

mod expansion;
mod macros;

pub use expansion::{Expanded, Expander};
pub use macros::{Macro, Macros};
