//! What a file's declarations say about the names its functions use, in one world.

use super::cpp::{Class, Method};
use super::text::name_hash;
use crate::ir::{Const, Name, Ty};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Names declared at file scope, in the file itself or in the headers it quotes.
#[derive(Clone, Debug, Default)]
pub struct FileEnv {
    /// Enumerators and their values.
    pub enumerators: FxHashMap<Name, Const>,
    /// Typedef names and what they stand for.
    pub typedefs: FxHashMap<Name, Ty>,
    /// File-scope variables.
    pub globals: FxHashMap<Name, GlobalVar>,
    /// Functions that are defined or declared, with their return types.
    pub functions: FxHashMap<Name, Ty>,
    /// Functions that never return, by attribute or specifier.
    pub noreturn: FxHashSet<Name>,
    /// Functions whose declarations are given to a macro, with its name.
    pub wrapped: FxHashMap<Name, Name>,
    /// Classes of C++, by their last names.
    pub classes: FxHashMap<Name, Arc<Class>>,
    /// Namespaces, by their last names.
    pub spaces: FxHashSet<Name>,
    /// Functions that stand in namespaces, with the innermost names of these.
    pub spaced: FxHashMap<Name, Vec<Name>>,
    /// Those of `spaced` that a library has functions of.
    pub apis: FxHashSet<Name>,
    /// How many arguments some functions of libraries take.
    pub arities: Arc<FxHashMap<String, usize>>,
    /// Those that a pointer to a function may be named after.
    pub pointed_at: Arc<FxHashMap<String, usize>>,
    /// Functions of C++ that are no members.
    pub free: FxHashMap<Name, Vec<Method>>,
    /// The members of structures and unions, by the hash of their names: the type, if all so called have one and it is no
    /// pointer.
    pub members: Arc<FxHashMap<u32, Option<Name>>>,
}

/// A variable at file scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobalVar {
    /// Its type.
    pub ty: Ty,
    /// Its initial value if that is a constant; a variable that is defined without an initialiser is 0.
    pub initial: Option<Const>,
    /// Whether only this file sees it.
    pub is_static: bool,
}

impl FileEnv {
    /// Copies what is known about `name` into `other`, unless it is known there.
    pub fn copy_into(&self, name: &str, other: &mut FileEnv) {
        copy(&self.enumerators, name, &mut other.enumerators);
        copy(&self.typedefs, name, &mut other.typedefs);
        copy(&self.globals, name, &mut other.globals);
        copy(&self.functions, name, &mut other.functions);
        copy(&self.wrapped, name, &mut other.wrapped);
        copy(&self.classes, name, &mut other.classes);
        copy(&self.spaced, name, &mut other.spaced);
        copy(&self.free, name, &mut other.free);
        if let Some(name) = self.spaces.get(name) {
            other.spaces.insert(name.clone());
        }
        if let Some(name) = self.noreturn.get(name) {
            other.noreturn.insert(name.clone());
        }
    }

    /// Enters a function that is no member, of the namespace `space` if it stands in one.
    pub fn declare_free(&mut self, function: Method, space: Option<Name>) {
        if let Some(space) = space {
            let spaces = self.spaced.entry(function.name.clone()).or_default();
            if !spaces.contains(&space) {
                spaces.push(space);
            }
            // It is not what C knows by this name.
            self.functions.remove(&function.name);
        }
        let known = self.free.entry(function.name.clone()).or_default();
        if !known.contains(&function) {
            known.push(function);
        }
    }

    /// Enters a member; `ty` is its type, if that is a value's.
    pub fn member(&mut self, name: &str, ty: Option<&Name>) {
        let known = Arc::make_mut(&mut self.members).entry(name_hash(name.as_bytes())).or_insert_with(|| ty.cloned());
        if known.as_ref() != ty {
            *known = None;
        }
    }

    /// Hashes of all names of which something is known.
    pub fn names(&self) -> FxHashSet<u32> {
        let named = self.enumerators.keys().chain(self.typedefs.keys()).chain(self.globals.keys());
        let named =
            named.chain(self.classes.keys()).chain(&self.spaces).chain(self.spaced.keys()).chain(self.free.keys());
        let all = named.chain(self.functions.keys()).chain(&self.noreturn);
        all.map(|name| name_hash(name.as_str().as_bytes())).collect()
    }
}

fn copy<T: Clone>(from: &FxHashMap<Name, T>, name: &str, to: &mut FxHashMap<Name, T>) {
    if let Some((name, value)) = from.get_key_value(name) {
        to.entry(name.clone()).or_insert_with(|| value.clone());
    }
}
