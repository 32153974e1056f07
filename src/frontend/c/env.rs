//! What a file's declarations say about the names its functions use, in one world.

use crate::ir::{Const, Name, Ty};
use rustc_hash::{FxHashMap, FxHashSet};

/// Names declared at file scope, in the file itself or in the headers it quotes.
#[derive(Clone, Debug, Default)]
pub struct FileEnv {
    /// Enumerators and their values.
    pub enumerators: FxHashMap<Name, i64>,
    /// Typedef names and what they stand for.
    pub typedefs: FxHashMap<Name, Ty>,
    /// File-scope variables.
    pub globals: FxHashMap<Name, GlobalVar>,
    /// Functions that are defined or declared, with their return types.
    pub functions: FxHashMap<Name, Ty>,
    /// Functions that never return, by attribute or specifier.
    pub noreturn: FxHashSet<Name>,
}

/// A variable at file scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobalVar {
    /// Its type.
    pub ty: Ty,
    /// Its initial value if that is a constant; a `static` without initialiser is 0.
    pub initial: Option<Const>,
    /// Whether only this file sees it.
    pub is_static: bool,
}
