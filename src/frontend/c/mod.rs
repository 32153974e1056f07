//! C and C++ from raw, unpreprocessed text; `cpp` and `lower/cpp` have what C++ adds.
//!
//! ```text
//! bytes -> normalise -> scan (does it call anything we know?) -> lex -> choose arms per world -> slices
//!       -> expand macros, repair -> Prepared -> grammar or tree-sitter -> Syntax -> ir::Function
//! ```

mod annotations;
mod casts;
mod closure;
mod commented;
mod cpp;
mod declarations;
mod declared;
mod env;
mod expand;
mod facts;
mod features;
mod given;
mod grammar;
mod headers;
mod kept;
mod limits;
mod lower;
mod mentions;
mod near;
mod opened;
mod parse;
mod prepare;
mod prepared;
mod promises;
mod read;
mod repair;
mod resets;
mod returns;
mod seeds;
mod stopping;
mod syntax;
mod text;
mod twins;

pub use annotations::said;
pub use cpp::{Class, Method, Standing, ambiguous, qualified, reads_like_cpp};
pub use declared::Declared;
pub use env::{FileEnv, GlobalVar};
pub use kept::Kept;
pub use lower::{Lowered, POINTER_PREFIXES, lower};
pub use parse::CParser;
pub use prepared::{Comment, OffsetMap, Prepared};
pub use read::Reader;
pub use repair::{RepairNames, repair};
pub use text::{FileIndex, held_hash, key_hash, last_word, name_hash};
