//! Names in scope, and the variables that end with each scope.

use crate::ir::{LocalId, Name, Ty};

/// What a name declared inside the function means.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// A parameter or local variable.
    Local(LocalId),
    /// A reference: a variable that is followed wherever it is named.
    Reference(LocalId),
    /// A local enumerator.
    Enumerator(i64),
    /// A local typedef.
    Typedef(Ty),
    /// A function declared inside this one, or a nested function.
    Function,
    /// An `extern` variable.
    Extern,
}

/// Identifies a scope for as long as the function is lowered, also after the scope was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScopeId(u32);

#[derive(Debug)]
struct Scope {
    id: ScopeId,
    names: Vec<(Name, Binding)>,
    autos: Vec<LocalId>,
}

/// The open scopes, innermost last.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    open: Vec<Scope>,
    opened: u32,
}

impl Scopes {
    pub(super) fn open(&mut self) {
        self.open.push(Scope { id: ScopeId(self.opened), names: Vec::new(), autos: Vec::new() });
        self.opened += 1;
    }

    /// Closes the innermost scope and returns the variables that end with it.
    pub(super) fn close(&mut self) -> Vec<LocalId> {
        self.open.pop().map_or(Vec::new(), |scope| scope.autos)
    }

    /// Number of open scopes.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn bind(&mut self, name: Name, binding: Binding) {
        if let Some(scope) = self.open.last_mut() {
            scope.names.push((name, binding));
        }
    }

    /// Declares an automatic variable: it ends with the innermost scope.
    pub(super) fn bind_auto(&mut self, name: Name, local: LocalId) {
        self.bind(name, Binding::Local(local));
        if let Some(scope) = self.open.last_mut() {
            scope.autos.push(local);
        }
    }

    /// The innermost, latest meaning of `name`.
    pub(super) fn lookup(&self, name: &str) -> Option<&Binding> {
        let scopes = self.open.iter().rev();
        scopes.flat_map(|scope| scope.names.iter().rev()).find(|(known, _)| known.as_str() == name).map(|(_, b)| b)
    }

    /// The ids of the open scopes.
    pub(super) fn path(&self) -> Vec<ScopeId> {
        self.open.iter().map(|scope| scope.id).collect()
    }

    /// The open scopes with their variables so far, innermost first.
    pub(super) fn snapshot(&self) -> Vec<(ScopeId, Vec<LocalId>)> {
        self.open.iter().rev().map(|scope| (scope.id, scope.autos.clone())).collect()
    }

    /// The variables of all scopes but the outermost `kept`, innermost scope first.
    pub(super) fn autos_inside(&self, kept: usize) -> Vec<LocalId> {
        self.open[kept.min(self.open.len())..].iter().rev().flat_map(|scope| scope.autos.iter().copied()).collect()
    }
}
