//! Loops and labelled blocks.

use super::{Frame, Lower};
use crate::ir::{BlockId, Operand, PlaceId};
use crate::source::Span;
use syn::{Block, ExprForLoop, ExprLoop, ExprWhile, Label};

impl Lower<'_> {
    fn framed(
        &mut self,
        label: Option<&Label>,
        result: PlaceId,
        break_to: BlockId,
        continue_to: Option<BlockId>,
        body: impl FnOnce(&mut Self),
    ) {
        let label = label.map(|label| label.name.ident.to_string());
        let n_scopes = self.scopes.len();
        self.frames.push(Frame { label, result, break_to, continue_to, n_scopes });
        body(self);
        self.frames.pop();
    }

    /// `loop { .. }`
    pub(super) fn endless(&mut self, expr: &ExprLoop) -> Operand {
        let span = self.span(expr.loop_token.span);
        let result = self.temp(span);
        let (head, after) = (self.enter(), self.b.new_block());
        self.framed(expr.label.as_ref(), result, after, Some(head), |cx| {
            cx.block(&expr.body);
        });
        self.b.goto(head);
        self.b.switch_to(after);
        Operand::Copy(result)
    }

    /// `while .. { .. }`
    pub(super) fn while_loop(&mut self, expr: &ExprWhile) -> Operand {
        let span = self.span(expr.while_token.span);
        let close = self.span(expr.body.brace_token.span.close());
        let result = self.temp(span);
        let (head, after) = (self.enter(), self.b.new_block());
        self.scoped(close, |cx| {
            cx.cond(&expr.cond, after);
            let n_scopes = cx.scopes.len() - 1;
            cx.framed(expr.label.as_ref(), result, after, Some(head), |cx| {
                if let Some(frame) = cx.frames.last_mut() {
                    frame.n_scopes = n_scopes;
                }
                cx.block(&expr.body);
            });
        });
        self.b.goto(head);
        self.b.switch_to(after);
        Operand::Unknown
    }

    /// `for pat in iterator { .. }`: each round calls `next`, which gives `Some` or ends the loop.
    pub(super) fn for_loop(&mut self, expr: &ExprForLoop) -> Operand {
        let span = self.span(expr.for_token.span);
        let close = self.span(expr.body.brace_token.span.close());
        let ty = self.type_of(&expr.expr);
        let iterator = self.expr(&expr.expr);
        let result = self.temp(span);
        let (head, after) = (self.enter(), self.b.new_block());
        self.scoped(close, |cx| {
            let item = cx.call(".next", vec![iterator], span);
            cx.branch_if(item, &["None"], after, span);
            let value = cx.value_in(item);
            cx.bind(&expr.pat, Operand::Copy(value), ty, span);
            let n_scopes = cx.scopes.len() - 1;
            cx.framed(expr.label.as_ref(), result, after, Some(head), |cx| {
                if let Some(frame) = cx.frames.last_mut() {
                    frame.n_scopes = n_scopes;
                }
                cx.block(&expr.body);
            });
        });
        self.b.goto(head);
        self.b.switch_to(after);
        Operand::Unknown
    }

    /// `'label: { .. }`, or a block without a label.
    pub(super) fn labelled(&mut self, label: Option<&Label>, block: &Block) -> Operand {
        let Some(label) = label else { return self.block(block) };
        let span: Span = self.span(label.name.ident.span());
        let result = self.temp(span);
        let after = self.b.new_block();
        self.framed(Some(label), result, after, None, |cx| {
            let value = cx.block(block);
            cx.assign(result, value, span);
        });
        self.b.goto(after);
        self.b.switch_to(after);
        Operand::Copy(result)
    }
}
