//! The text level: bytes, tokens, directives, the choice of `#if` arms, and where functions and declarations stand.

mod choose;
mod condition;
mod constant;
mod directive;
mod index;
mod lex;
mod normalise;
mod scan;
mod slices;
mod statements;

pub use choose::{Chosen, Group, choose, groups};
pub use condition::{is_of_platform, is_of_windows};
pub use constant::{Names, NoNames, evaluate};
pub use directive::{Directive, Word};
pub use index::{FileIndex, held_hash, key_hash, last_word, name_hash};
pub use lex::{Kind, Lexed, Token, lex};
pub use normalise::normalise;
pub use scan::calls_any;
pub use slices::{FunctionSlice, Items, items};
pub use statements::statements;
