//! Rust, parsed by syn where a file holds a word that matters.
//!
//! ```text
//! bytes -> scan (words, depth, comments) -> outline (without bodies that do not matter) -> syn items, with recovery
//!       -> FileCx (types, uses, Drop) -> ir::Function
//! ```
//!
//! How Rust looks in the IR:
//!
//! - A `Result`, an `Option` or another enum is a place with the member `#is`, which holds the name of the variant as a
//!   constant; what `Ok(x)` and `Some(x)` hold is its member `value`, what `Err(e)` holds `error`. So `?` is a switch over
//!   `#is` with a return, and `map_err(|e| ..)`, `and_then(|v| ..)` and the like are switches whose arms hold the closure.
//! - A method call is a call of `Type.method`, or `.method` where the type is not known; its receiver is the first argument.
//!   A function of a type is `Type::function`, one of the C library or Winsock has its bare name, others keep their path.
//! - `.await` is a call of [`AWAIT`](crate::ir::AWAIT), a round of `select!` one of [`SELECT`](crate::ir::SELECT); an arm whose pattern does not fit passes
//!   [`SWALLOWED`](crate::ir::SWALLOWED).
//! - Other closures and async blocks are functions of their own, named as the function that they stand in.

mod annotations;
mod cfg;
mod env;
mod find;
mod kept;
mod lower;
mod names;
mod outline;
mod parse;
mod promises;
mod read;
mod scan;
mod spans;
mod types;
mod vocabulary;

pub use annotations::said;
pub use kept::Kept;
pub use names::{defined_as, in_module, is_module_at};
pub use read::{RustReader, RustWords, is_test_path};
