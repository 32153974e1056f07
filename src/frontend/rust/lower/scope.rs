//! Scopes: which variable a name means.

use super::Lower;
use crate::ir::{Inst, LocalId, PlaceId};
use crate::source::Span;

/// A variable as its name is known.
#[derive(Clone)]
pub struct Var {
    name: String,
    /// Where its value is.
    pub place: PlaceId,
    /// Its type, as a hint.
    pub ty: Option<String>,
    local: Option<LocalId>,
}

/// The variables of a block.
#[derive(Default)]
pub struct Scope {
    vars: Vec<Var>,
    /// Whether names already here are meant when they are declared again: in the alternatives of a pattern.
    pub has_alternatives: bool,
}

impl Scope {
    /// Adds a variable.
    pub fn add(&mut self, name: &str, place: PlaceId, ty: Option<String>, local: LocalId) {
        self.vars.push(Var { name: name.to_owned(), place, ty, local: Some(local) });
    }

    /// The variable that another alternative of the pattern declares.
    pub fn alternative(&self, name: &str) -> Option<PlaceId> {
        let known = self.vars.iter().rev().find(|var| var.name == name);
        known.filter(|_| self.has_alternatives).map(|var| var.place)
    }
}

impl Lower<'_> {
    /// The variable that a name means here.
    pub(super) fn lookup(&self, name: &str) -> Option<&Var> {
        self.scopes.iter().rev().find_map(|scope| scope.vars.iter().rev().find(|var| var.name == name))
    }

    /// All variables that can be named here, the innermost first.
    pub(super) fn visible(&self) -> impl Iterator<Item = (&str, &Var)> {
        self.scopes.iter().rev().flat_map(|scope| scope.vars.iter().rev()).map(|var| (var.name.as_str(), var))
    }

    /// Runs `body` with a scope of its own, which ends at `end`.
    pub(super) fn scoped<R>(&mut self, end: Span, body: impl FnOnce(&mut Self) -> R) -> R {
        self.scopes.push(Scope::default());
        let result = body(self);
        if let Some(scope) = self.scopes.pop() {
            self.end_of(&[scope], end);
        }
        result
    }

    /// Tells that the scopes outside the first `n` are left here.
    pub(super) fn leave(&mut self, n: usize, span: Span) {
        let left = self.scopes.split_off(n.min(self.scopes.len()));
        self.end_of(&left, span);
        self.scopes.extend(left);
    }

    fn end_of(&mut self, scopes: &[Scope], span: Span) {
        let locals: Vec<LocalId> = scopes.iter().flat_map(|scope| &scope.vars).filter_map(|var| var.local).collect();
        if !locals.is_empty() {
            self.b.push(Inst::ScopeEnd { locals, span });
        }
    }
}
