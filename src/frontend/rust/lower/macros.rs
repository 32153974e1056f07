//! Macro calls: those whose bodies are expressions or statements are read; of others only the names in them.

use super::Lower;
use super::call::strip;
use super::hints::path_span;
use crate::frontend::rust::parse::{arguments, statements};
use crate::ir::{CmpOp, Operand, PlaceId, Terminator};
use crate::source::Span;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Expr, Macro};

impl Lower<'_> {
    /// `name!(..)`; its value.
    pub(super) fn macro_call(&mut self, mac: &Macro) -> Operand {
        let span = self.span(path_span(&mac.path)).to(self.span(mac.delimiter.span().close()));
        let name = mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        match name.as_str() {
            "select" | "select_biased" => {
                if let Some(value) = self.select(mac, span) {
                    return value;
                }
            }
            "matches" => {
                return Operand::Copy(self.truth_of(span, |cx, failed| cx.matches(mac, failed, span)));
            }
            "stream" | "try_stream" => {
                if let Some(body) = statements(mac.tokens.clone()) {
                    return self.scoped(span, |cx| cx.statements(&body));
                }
            }
            _ => {}
        }
        match arguments(mac.tokens.clone()) {
            Some(args) => self.macro_of(&name, &args, span),
            None => self.names_in(&name, mac.tokens.clone(), span),
        }
    }

    /// A macro whose body is a list of expressions.
    fn macro_of(&mut self, name: &str, args: &[Expr], span: Span) -> Operand {
        match (name, args) {
            ("panic" | "unreachable" | "todo" | "unimplemented", _) => {
                self.uses(name, args, span);
                self.b.end(Terminator::Diverge { span });
                Operand::Unknown
            }
            ("try" | "r#try", [only]) => {
                let value = self.expr(only);
                let whole = self.place_of(value, span);
                self.question(whole, span)
            }
            ("ready" | "try_ready", [only]) => {
                let value = self.expr(only);
                let whole = self.place_of(value, span);
                self.ready(whole, name == "try_ready", span)
            }
            ("bail", _) => {
                self.uses(name, args, span);
                let error = self.make("Err", vec![Operand::Unknown], span);
                self.leave_with(Some(Operand::Copy(error)), span);
                Operand::Unknown
            }
            ("ensure", [cond, ..]) => {
                let (failed, go_on) = (self.b.new_block(), self.b.new_block());
                self.cond(cond, failed);
                self.b.goto(go_on);
                self.b.switch_to(failed);
                let error = self.make("Err", vec![Operand::Unknown], span);
                self.leave_with(Some(Operand::Copy(error)), span);
                self.b.switch_to(go_on);
                Operand::Unknown
            }
            ("dbg", [only]) => self.expr(only),
            (_, [first, rest @ ..]) if self.is_foreign(first) => {
                let value = self.foreign(first);
                let (op, bad) = match rest {
                    [test, bad] => (test_of(test), self.expr(bad)),
                    _ => (CmpOp::Eq, Operand::int(-1)),
                };
                Operand::Copy(self.checked(value, op, bad, span))
            }
            _ => Operand::Copy(self.uses(name, args, span)),
        }
    }

    /// `ready!(poll)`: what is not ready yet leaves the function.
    fn ready(&mut self, whole: PlaceId, is_try: bool, span: Span) -> Operand {
        let pending = self.b.new_block();
        self.branch_if(whole, &["Pending"], pending, span);
        let go_on = self.b.current();
        self.b.switch_to(pending);
        self.b.end(Terminator::Return { value: Some(Operand::Copy(whole)), span });
        self.b.switch_to(go_on);
        let value = self.value_in(whole);
        if is_try { self.question(value, span) } else { Operand::Copy(value) }
    }

    fn uses(&mut self, name: &str, args: &[Expr], span: Span) -> PlaceId {
        let args = args.iter().map(|arg| match arg {
            // `name = value`, as formats have it.
            Expr::Assign(named) => self.expr(&named.right),
            arg => self.expr(arg),
        });
        let args = args.collect();
        self.call(&format!("{name}!"), args, span)
    }

    /// Whether it calls a modelled function of the C library by its bare name, as bodies of `syscall!` do.
    fn is_foreign(&self, expr: &Expr) -> bool {
        match strip(expr) {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
                    let name = last.ident.to_string();
                    self.notes.modelled.contains(&name) && self.lookup(&name).is_none()
                }),
                _ => false,
            },
            _ => false,
        }
    }

    fn foreign(&mut self, expr: &Expr) -> Operand {
        let Expr::Call(call) = strip(expr) else { return self.expr(expr) };
        let Expr::Path(path) = &*call.func else { return self.expr(expr) };
        let name = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let span = self.span(path_span(&path.path)).to(self.span(call.paren_token.span.close()));
        let args = self.arguments(&call.args);
        Operand::Copy(self.call(&name, args, span))
    }

    /// A macro whose body is something else: the variables that it names are used.
    fn names_in(&mut self, name: &str, tokens: TokenStream, span: Span) -> Operand {
        let mut args = Vec::new();
        self.variables(tokens, &mut args);
        Operand::Copy(self.call(&format!("{name}!"), args, span))
    }

    fn variables(&self, tokens: TokenStream, found: &mut Vec<Operand>) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    let place = self.lookup(&name.to_string()).map(|var| Operand::Copy(var.place));
                    found.extend(place.filter(|place| !found.contains(place)));
                }
                TokenTree::Group(group) => self.variables(group.stream(), found),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

/// `PartialEq::eq` or `PartialEq::ne`, as mio's macro for Winsock has it.
fn test_of(expr: &Expr) -> CmpOp {
    let is_ne = matches!(expr, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "ne"));
    if is_ne { CmpOp::Ne } else { CmpOp::Eq }
}
