//! API models: what each known function does with a socket, read from `rules/models/*.toml`.
//!
//! A model speaks of a function's *handle* (which argument or result it is), its *role* and its *outcomes* by return
//! class. Everything else about a function is found in its body, or, failing that, guessed quietly from its name.

mod entry;
mod flags;
mod function;
mod load;
mod method;
mod names;
mod order;
mod page;
mod traits;

pub use flags::Flags;
pub use function::{FunctionModel, HandleAt, Io, OptionModel, Phase, Role, SetUse, Test};
pub use load::{ModelError, Models};
pub use method::{Does, MethodModel, Methods, TypeKind, split};
pub use names::{NameKind, Suggestions};
pub use order::{LateOption, Order};
pub use traits::Trait;
