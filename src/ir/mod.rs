//! The intermediate representation: functions as basic blocks over interned places. It knows no language and no sockets.
//!
//! `if ((n = recv(s, buf, len, 0)) <= 0) return -1;` becomes
//!
//! ```text
//! bb0: t0 = call recv(s, buf, len, 0)
//!      n = t0
//!      branch n <= 0 ? bb1 : bb2
//! bb1: return -1
//! ```
//!
//! `&&`, `||`, `!`, `?:`, comma, loops, `switch` and `goto` are edges; a comparison used as a value is a branch that stores
//! 1 or 0. What did not parse is [`Inst::Opaque`]. A comment that holds a known call is [`Inst::Commented`], so that no
//! later layer needs comments. Names are as the source spells them after macro expansion.

mod aliases;
mod build;
mod cfg;
mod complete;
mod function;
mod inst;
mod marks;
mod mermaid;
mod place;
mod pretty;
mod verify;

pub use aliases::resolve_aliases;
pub use build::FunctionBuilder;
pub use cfg::Cfg;
pub use complete::{complete_copies, spell_variants};
pub use function::{Block, BlockId, Blocks, Expansion, Function, INNER, Local, LocalId, LocalKind, OWN, Ty, shown_key};
pub use inst::{BinOp, CallFlags, Callee, CmpOp, Cond, Const, Inst, Operand, Rvalue, Terminator};
pub use marks::{AWAIT, ERROR, INDEX, SELECT, SWALLOWED, VALUE, VARIANT};
pub use mermaid::mermaid;
pub use place::{Elem, Name, Place, PlaceId, PlaceTable, Step};
pub use pretty::pretty;
pub use verify::verify;
