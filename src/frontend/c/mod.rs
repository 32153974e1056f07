//! C from raw, unpreprocessed text.
//!
//! ```text
//! bytes -> normalise -> scan (does it call anything we know?) -> lex -> choose arms per world -> slices
//!       -> expand macros, repair -> Prepared -> tree-sitter -> ir::Function
//! ```

mod env;
mod lower;
mod parse;
mod prepared;
mod repair;

pub use env::{FileEnv, GlobalVar};
pub use lower::{Lowered, lower};
pub use parse::CParser;
pub use prepared::{Comment, OffsetMap, Prepared};
pub use repair::{RepairNames, repair};
