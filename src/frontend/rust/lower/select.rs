//! `select!` of tokio and futures.

use super::Lower;
use crate::ir::{Const, Operand, SELECT, SWALLOWED, Terminator};
use crate::source::Span;
use syn::parse::ParseStream;
use syn::{Expr, Ident, Macro, Pat, Token};

/// An arm: a pattern for what a future gives, and what is done then. `else`, `default` and `complete` have no future.
struct SelectArm {
    future: Option<(Pat, Expr)>,
    /// What must hold for the future to be waited for.
    guard: Option<Expr>,
    handler: Expr,
}

impl Lower<'_> {
    /// Each round waits, then takes one of the arms; `None` if the body is something else.
    pub(super) fn select(&mut self, mac: &Macro, span: Span) -> Option<Operand> {
        let arms = mac.parse_body_with(arms).ok().filter(|arms| !arms.is_empty())?;
        let result = self.temp(span);
        let (head, after) = (self.enter(), self.b.new_block());
        self.call(SELECT, Vec::new(), span);
        let blocks: Vec<_> = arms.iter().map(|_| self.b.new_block()).collect();
        let cases = blocks.iter().enumerate().skip(1).map(|(at, to)| (Const::Int(at as i64), *to)).collect();
        self.b.end(Terminator::Switch { value: Operand::Unknown, cases, default: blocks[0], span });
        for (arm, block) in arms.iter().zip(blocks) {
            self.b.switch_to(block);
            self.scoped(span, |cx| {
                if let Some(guard) = &arm.guard {
                    cx.cond(guard, head);
                }
                if let Some((pat, future)) = &arm.future {
                    let ty = cx.type_of(future);
                    let value = cx.expr(future);
                    let disabled = cx.b.new_block();
                    cx.test(pat, value.clone(), ty, disabled, span);
                    let fits = cx.b.current();
                    cx.b.switch_to(disabled);
                    cx.call(SWALLOWED, vec![value], span);
                    cx.b.goto(head);
                    cx.b.switch_to(fits);
                }
                let value = cx.expr(&arm.handler);
                cx.assign(result, value, span);
            });
            self.b.goto(after);
        }
        self.b.switch_to(after);
        Some(Operand::Copy(result))
    }
}

fn arms(input: ParseStream) -> syn::Result<Vec<SelectArm>> {
    if input.peek(Ident) && input.peek2(Token![;]) {
        input.parse::<Ident>()?;
        input.parse::<Token![;]>()?;
    }
    let mut arms = Vec::new();
    while !input.is_empty() {
        let mut guard = None;
        let future = if input.peek(Token![else]) {
            input.parse::<Token![else]>()?;
            None
        } else if input.peek(Ident) && input.peek2(Token![=>]) {
            input.parse::<Ident>()?;
            None
        } else {
            let pat = Pat::parse_multi_with_leading_vert(input)?;
            input.parse::<Token![=]>()?;
            let future: Expr = input.parse()?;
            if input.peek(Token![,]) && input.peek2(Token![if]) {
                input.parse::<Token![,]>()?;
                input.parse::<Token![if]>()?;
                guard = Some(input.parse::<Expr>()?);
            }
            Some((pat, future))
        };
        input.parse::<Token![=>]>()?;
        let handler = Expr::parse_with_earlier_boundary_rule(input)?;
        input.parse::<Option<Token![,]>>()?;
        arms.push(SelectArm { future, guard, handler });
    }
    Ok(arms)
}
