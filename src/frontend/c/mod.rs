//! C from raw, unpreprocessed text.
//!
//! ```text
//! bytes -> normalise -> scan (does it call anything we know?) -> lex -> choose arms per world -> slices
//!       -> expand macros, repair -> Prepared -> tree-sitter -> ir::Function
//! ```

mod env;
mod prepared;

pub use env::{FileEnv, GlobalVar};
pub use prepared::{Comment, OffsetMap, Prepared};
