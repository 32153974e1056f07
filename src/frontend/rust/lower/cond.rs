//! Conditions: `&&`, `||`, `!`, `let` and comparisons are edges.

use super::Lower;
use super::hints::head_span;
use crate::frontend::rust::cfg::holds;
use crate::ir::{BlockId, CmpOp, Cond, Const, Operand, PlaceId, Terminator};
use crate::source::Span;
use syn::{BinOp, Expr, ExprMethodCall, Lit, UnOp};

impl Lower<'_> {
    /// Goes on where `expr` holds, and leads to `failed` where it does not.
    pub(super) fn cond(&mut self, expr: &Expr, failed: BlockId) {
        let span = self.span(head_span(expr));
        match expr {
            Expr::Paren(inner) => self.cond(&inner.expr, failed),
            Expr::Group(inner) => self.cond(&inner.expr, failed),
            Expr::Let(expr) => {
                let ty = self.type_of(&expr.expr);
                let span = self.span(expr.let_token.span);
                let value = self.expr(&expr.expr);
                self.test(&expr.pat, value, ty, failed, span);
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                let holds = self.b.new_block();
                self.cond(&unary.expr, holds);
                self.b.goto(failed);
                self.b.switch_to(holds);
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
                self.cond(&binary.left, failed);
                self.cond(&binary.right, failed);
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::Or(_)) => {
                let (second, holds) = (self.b.new_block(), self.b.new_block());
                self.cond(&binary.left, second);
                self.b.goto(holds);
                self.b.switch_to(second);
                self.cond(&binary.right, failed);
                self.b.goto(holds);
                self.b.switch_to(holds);
            }
            Expr::Binary(binary) => match comparison(&binary.op) {
                Some(op) => {
                    let lhs = self.expr(&binary.left);
                    let rhs = self.expr(&binary.right);
                    self.require(Cond { lhs, op, rhs }, failed, span);
                }
                None => self.truth(expr, failed, span),
            },
            Expr::Lit(literal) => {
                if let Lit::Bool(value) = &literal.lit
                    && !value.value
                {
                    self.b.goto(failed);
                }
            }
            Expr::Macro(mac) if mac.mac.path.is_ident("cfg") && self.is_known_out(&mac.mac) => self.b.goto(failed),
            Expr::MethodCall(call) if self.variant_test(call, failed, span) => {}
            Expr::Macro(mac) if mac.mac.path.is_ident("matches") && self.matches(&mac.mac, failed, span) => {}
            _ => self.truth(expr, failed, span),
        }
    }

    /// Whether `cfg!(..)` is surely false in this world.
    fn is_known_out(&self, mac: &syn::Macro) -> bool {
        holds(mac.tokens.clone(), self.world, self.notes.with_tests) == Some(false)
    }

    fn truth(&mut self, expr: &Expr, failed: BlockId, span: Span) {
        let lhs = self.expr(expr);
        self.require(Cond { lhs, op: CmpOp::Ne, rhs: Operand::int(0) }, failed, span);
    }

    /// `x.is_ok()` and the like; without effect on anything else.
    pub(super) fn variant_test(&mut self, call: &ExprMethodCall, failed: BlockId, span: Span) -> bool {
        let variant = match call.method.to_string().as_str() {
            "is_ok" => "Ok",
            "is_err" => "Err",
            "is_some" => "Some",
            "is_none" => "None",
            "is_ok_and" | "is_some_and" | "is_err_and" => return false,
            _ => return false,
        };
        let value = self.expr(&call.receiver);
        let whole = self.place_of(value, span);
        let tag = self.variant_of(whole);
        let fits = self.b.new_block();
        let cases = vec![(Const::Variant(variant.into()), fits)];
        self.b.end(Terminator::Switch { value: Operand::Copy(tag), cases, default: failed, span });
        self.b.switch_to(fits);
        true
    }

    /// `matches!(value, pattern)`
    pub(super) fn matches(&mut self, mac: &syn::Macro, failed: BlockId, span: Span) -> bool {
        let parse = |input: syn::parse::ParseStream| {
            let value: Expr = input.parse()?;
            input.parse::<syn::Token![,]>()?;
            let pat = syn::Pat::parse_multi_with_leading_vert(input)?;
            let guard = match input.parse::<Option<syn::Token![if]>>()? {
                Some(_) => Some(input.parse::<Expr>()?),
                None => None,
            };
            input.parse::<Option<syn::Token![,]>>()?;
            Ok((value, pat, guard))
        };
        let Ok((value, pat, guard)) = mac.parse_body_with(parse) else { return false };
        let value = self.expr(&value);
        self.test(&pat, value, None, failed, span);
        if let Some(guard) = guard {
            self.cond(&guard, failed);
        }
        true
    }

    /// A condition as a value: 1 or 0.
    pub(super) fn as_value(&mut self, expr: &Expr, span: Span) -> PlaceId {
        self.truth_of(span, |cx, failed| cx.cond(expr, failed))
    }

    /// 1, or 0 where `test` leads to the block that it is given.
    pub(super) fn truth_of<R>(&mut self, span: Span, test: impl FnOnce(&mut Self, BlockId) -> R) -> PlaceId {
        let result = self.temp(span);
        let (failed, after) = (self.b.new_block(), self.b.new_block());
        test(self, failed);
        self.constant(result, Const::Int(1), span);
        self.b.goto(after);
        self.b.switch_to(failed);
        self.constant(result, Const::Int(0), span);
        self.b.goto(after);
        self.b.switch_to(after);
        result
    }
}

/// The comparison that an operator is.
pub fn comparison(op: &BinOp) -> Option<CmpOp> {
    Some(match op {
        BinOp::Eq(_) => CmpOp::Eq,
        BinOp::Ne(_) => CmpOp::Ne,
        BinOp::Lt(_) => CmpOp::Lt,
        BinOp::Le(_) => CmpOp::Le,
        BinOp::Gt(_) => CmpOp::Gt,
        BinOp::Ge(_) => CmpOp::Ge,
        _ => return None,
    })
}
