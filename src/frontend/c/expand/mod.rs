//! Macros: reading their definitions and expanding their calls textually.

mod expansion;
mod inert;
mod macros;

pub use expansion::{Expanded, Expander};
pub use inert::without_inert;
pub use macros::{Macro, Macros};
