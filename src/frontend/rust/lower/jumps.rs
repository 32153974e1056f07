//! `return`, `break`, `continue`.

use super::Lower;
use crate::ir::{Operand, Terminator};
use crate::source::Span;
use syn::{Expr, Lifetime};

impl Lower<'_> {
    /// Leaves the function, or the closure that is lowered in place.
    pub(super) fn leave_with(&mut self, value: Option<Operand>, span: Span) {
        match (self.returns.last().copied(), value) {
            (Some((result, to)), value) => {
                self.assign(result, value.unwrap_or(Operand::Unknown), span);
                self.b.end(Terminator::Goto { target: to, span: Some(span) });
            }
            (None, value) => self.b.end(Terminator::Return { value, span }),
        }
    }

    /// `break 'label value`
    pub(super) fn break_out(&mut self, label: Option<&Lifetime>, value: Option<&Expr>, span: Span) {
        let value = value.map(|value| self.expr(value));
        let frame = match label {
            Some(label) => {
                let name = label.ident.to_string();
                self.frames.iter().rev().find(|frame| frame.label.as_ref() == Some(&name))
            }
            None => self.frames.iter().rev().find(|frame| frame.continue_to.is_some()),
        };
        let Some((result, target, n)) = frame.map(|frame| (frame.result, frame.break_to, frame.n_scopes)) else {
            return self.b.end(Terminator::Diverge { span });
        };
        if let Some(value) = value {
            self.assign(result, value, span);
        }
        self.leave(n, span);
        self.b.end(Terminator::Goto { target, span: Some(span) });
    }

    /// `continue 'label`
    pub(super) fn continue_at(&mut self, label: Option<&Lifetime>, span: Span) {
        let name = label.map(|label| label.ident.to_string());
        let fits = |label: &Option<String>| name.is_none() || *label == name;
        let frame = self.frames.iter().rev().find(|frame| frame.continue_to.is_some() && fits(&frame.label));
        let Some((target, n)) = frame.and_then(|frame| Some((frame.continue_to?, frame.n_scopes))) else {
            return self.b.end(Terminator::Diverge { span });
        };
        self.leave(n, span);
        self.b.end(Terminator::Goto { target, span: Some(span) });
    }
}
