//! `if (init; cond)`, and variables that are declared in a condition.

use super::super::context::{Lowerer, field};
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, Operand};

impl<'a> Lowerer<'a> {
    /// Runs what stands before the condition and gives the condition itself; a variable that is declared there counts by its
    /// value.
    pub(in super::super) fn enter_condition(&mut self, clause: Node<'a>) -> Result<Option<Node<'a>>, Operand> {
        if let Some(init) = field(clause, "initializer") {
            self.stmt(init);
        }
        let value = field(clause, "value");
        match value.filter(|value| value.kind() == "declaration") {
            None => Ok(value),
            Some(declaration) => Err(self.declared_condition(declaration)),
        }
    }

    fn declared_condition(&mut self, declaration: Node<'a>) -> Operand {
        let before = self.builder.function().locals.len();
        self.declaration(declaration);
        // The declarator and its value stand side by side here.
        let Some(local) = (before < self.builder.function().locals.len()).then_some(before as u32) else {
            return Operand::Unknown;
        };
        let local = crate::ir::LocalId(local);
        let place = match self.builder.function().local(local).ty.pointers {
            _ if self.is_bound_reference(local) => self.referred(local),
            _ => self.builder.places().local(local),
        };
        if let Some(value) = field(declaration, "value")
            && !self.is_bound_reference(local)
        {
            let span = self.span(declaration);
            self.store(place, value, span);
        }
        Operand::Copy(place)
    }

    fn is_bound_reference(&self, local: crate::ir::LocalId) -> bool {
        let name = &self.builder.function().local(local).name;
        matches!(self.scopes.lookup(name.as_str()), Some(super::super::scope::Binding::Reference(known)) if *known == local)
    }

    /// A `condition_clause` as a condition.
    pub(in super::super) fn clause_cond(&mut self, clause: Node<'a>, then: BlockId, otherwise: BlockId) {
        let span = self.span(clause);
        match self.enter_condition(clause) {
            Ok(Some(value)) => self.cond(value, then, otherwise),
            Ok(None) => self.either(then, otherwise, span),
            Err(value) => self.branch_on(value, then, otherwise, span),
        }
    }
}
