//! What a file's declarations say about types, in one world, once it has been read.

use super::Kept;
use super::opened::{Opened, View};
use super::text::name_hash;
use crate::frontend::World;
use crate::ir::{Function, Name, Ty};
use std::sync::Arc;

/// Longest chain of names for one type that is followed.
const MAX_CHAIN: usize = 8;

/// The types of one file in one world.
#[derive(Clone, Copy)]
pub struct Declared<'k> {
    pub(super) view: &'k View,
    pub(super) opened: &'k Opened,
    /// The world.
    pub world: World,
}

impl Kept {
    /// Every world of the file that was read, the first world first.
    pub fn declared(&self) -> impl Iterator<Item = Declared<'_>> {
        let views = self.opened.iter().flat_map(|opened| opened.views.iter().map(move |view| (opened, view)));
        views.map(|(opened, (world, view))| Declared { view, opened, world: *world })
    }
}

impl Declared<'_> {
    /// Whether Winsock's headers are included.
    pub fn is_winsock(&self) -> bool {
        self.view.is_winsock
    }

    /// Whether a header may put something in the place of the function `name`.
    pub fn may_be_renamed(&self, name: &str) -> bool {
        self.view.scope.may_rename(name)
    }

    /// Whether the file is meant to be built with Winsock.
    pub fn is_for_windows(&self) -> bool {
        self.view.is_for_windows
    }

    /// The type that `ty` stands for once all names for types are followed.
    pub fn resolve(&self, ty: &Ty) -> Ty {
        let mut ty = ty.clone();
        for _ in 0..MAX_CHAIN {
            let Some(next) = self.named(&ty.base) else { break };
            if next.base == ty.base {
                break;
            }
            let pointers = ty.pointers.saturating_add(next.pointers);
            ty = Ty { base: next.base, pointers, is_array: ty.is_array || next.is_array };
        }
        ty
    }

    fn named(&self, name: &Name) -> Option<Ty> {
        if let Some(found) = self.view.scope.macros.get(name.as_str()).filter(|found| found.params.is_none()) {
            let words: Vec<&str> = found.mentions().collect();
            return (!words.is_empty()).then(|| Ty::value(&words.join(" ")));
        }
        let all = std::iter::once(&self.view.env).chain(self.view.scope.declared());
        all.filter_map(|env| env.typedefs.get(name)).next().cloned()
    }

    /// The type of a file-scope variable.
    pub fn global(&self, name: &Name) -> Option<Ty> {
        let all = std::iter::once(&self.view.env).chain(self.view.scope.declared());
        all.filter_map(|env| env.globals.get(name)).next().map(|global| global.ty.clone())
    }

    /// The type of the members so named, if all have the same and it is no pointer.
    pub fn member(&self, name: &Name) -> Option<Ty> {
        let hash = name_hash(name.as_str().as_bytes());
        let all = std::iter::once(&self.view.env).chain(self.view.scope.declared());
        let mut found = all.filter_map(|env| env.members.get(&hash));
        let first = found.next()?.as_ref()?;
        found.all(|other| other.as_ref() == Some(first)).then(|| Ty::value(first.as_str()))
    }

    /// Whether a structure or union that the file sees has a member so named.
    pub fn has_member(&self, name: &str) -> bool {
        let hash = name_hash(name.as_bytes());
        std::iter::once(&self.view.env).chain(self.view.scope.declared()).any(|env| env.members.contains_key(&hash))
    }

    /// The text of a macro.
    pub fn macro_text(&self, name: &Name) -> Option<&[u8]> {
        self.view.scope.macros.get(name.as_str()).map(|found| &*found.body)
    }
}

impl Kept {
    /// All functions that were lowered in a world, in the order in which they stand.
    pub fn functions(&self, world: World) -> Vec<Arc<Function>> {
        let mut functions: Vec<_> = self.made_in(world).flat_map(|made| made.functions.iter().cloned()).collect();
        functions.sort_by_key(|function| function.span);
        functions
    }
}
