//! `if` and `match`.

use super::Lower;
use super::hints::head_span;
use crate::frontend::rust::cfg::is_out;
use crate::ir::Operand;
use syn::{ExprIf, ExprMatch, Pat};

impl Lower<'_> {
    /// `if .. { .. } else { .. }`
    pub(super) fn if_else(&mut self, expr: &ExprIf) -> Operand {
        let span = self.span(expr.if_token.span);
        let close = self.span(expr.then_branch.brace_token.span.close());
        let result = self.temp(span);
        let (otherwise, after) = (self.b.new_block(), self.b.new_block());
        self.scoped(close, |cx| {
            cx.cond(&expr.cond, otherwise);
            let value = cx.block(&expr.then_branch);
            cx.assign(result, value, span);
        });
        self.b.goto(after);
        self.b.switch_to(otherwise);
        if let Some((_, branch)) = &expr.else_branch {
            let value = self.expr(branch);
            self.assign(result, value, span);
        }
        self.b.goto(after);
        self.b.switch_to(after);
        Operand::Copy(result)
    }

    /// `match .. { .. }`: the arms are tried in order, and the last one fits if no other does.
    pub(super) fn match_arms(&mut self, expr: &ExprMatch) -> Operand {
        let span = self.span(expr.match_token.span);
        let close = self.span(expr.brace_token.span.close());
        let ty = self.type_of(&expr.expr);
        let mut value = self.expr(&expr.expr);
        if !matches!(value, Operand::Copy(_)) {
            value = Operand::Copy(self.place_of(value, span));
        }
        let result = self.temp(span);
        let after = self.b.new_block();
        let arms: Vec<_> =
            expr.arms.iter().filter(|arm| !is_out(&arm.attrs, self.world, self.notes.with_tests)).collect();
        for (at, arm) in arms.iter().enumerate() {
            let is_sure = at + 1 == arms.len() && !matches!(arm.pat, Pat::Guard(_));
            let next = self.b.new_block();
            self.scoped(close, |cx| {
                match is_sure && !matches!(arm.pat, Pat::Or(_)) {
                    true => cx.bind(&arm.pat, value.clone(), ty.clone(), span),
                    false => cx.test(&arm.pat, value.clone(), ty.clone(), next, span),
                }
                let at = cx.span(head_span(&arm.body));
                let given = cx.expr(&arm.body);
                cx.assign(result, given, at);
            });
            self.b.goto(after);
            self.b.switch_to(next);
        }
        self.b.end(crate::ir::Terminator::Diverge { span });
        self.b.switch_to(after);
        Operand::Copy(result)
    }
}
