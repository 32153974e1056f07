//! Method calls. Those that take a `Result` or an `Option` apart are edges, with their closures lowered in place.

use super::Lower;
use super::call::strip;
use crate::ir::{BlockId, CmpOp, Const, Operand, PlaceId};
use crate::source::Span;
use syn::{Expr, ExprClosure, ExprMethodCall, Lit};

/// Methods of streams and iterators that run a closure for each item in the task itself.
const EACH: [&str; 8] =
    ["and_then", "fold", "for_each", "for_each_concurrent", "map", "then", "try_for_each", "try_for_each_concurrent"];

/// Methods that give the same connections, or fewer; not those that give a number of them known before.
const FEWER: [&str; 6] = ["by_ref", "filter", "fuse", "map_err", "or_else", "take_while"];

/// The closure that runs for each connection of a listener, if the call is given one.
fn over_incoming(call: &ExprMethodCall) -> Option<&ExprClosure> {
    let mut at = &*call.receiver;
    while let Expr::MethodCall(inner) = at
        && FEWER.contains(&inner.method.to_string().as_str())
    {
        at = &inner.receiver;
    }
    let Expr::MethodCall(source) = at else { return None };
    let is_each = EACH.contains(&call.method.to_string().as_str());
    if !is_each || source.method != "incoming" || !source.args.is_empty() {
        return None;
    }
    match strip(call.args.last()?) {
        Expr::Closure(closure) if !closure.inputs.is_empty() => Some(closure),
        _ => None,
    }
}

/// Whether a literal is text of one byte, or of none.
fn is_one_byte(expr: &Expr) -> bool {
    matches!(strip(expr), Expr::Lit(literal) if matches!(&literal.lit, Lit::Str(text) if text.value().len() <= 1))
}

impl Lower<'_> {
    /// `receiver.method(arguments)`
    pub(super) fn method_call(&mut self, expr: &Expr, call: &ExprMethodCall) -> Operand {
        let end = self.span(call.paren_token.span.close());
        let span = self.span(call.method.span()).to(end);
        let method = call.method.to_string();
        if let Some(closure) = over_incoming(call) {
            return self.each(call, closure, span);
        }
        if let Some(value) = self.taken_apart(&method, call, span) {
            return value;
        }
        let ty = self.type_of(&call.receiver);
        let receiver = match self.expr(&call.receiver) {
            Operand::AddrOf(place) => Operand::Copy(place),
            other => other,
        };
        let mut args = vec![receiver];
        let mut body = None;
        for arg in &call.args {
            match strip(arg) {
                Expr::Closure(closure) if method == "try_io" || method == "async_io" => {
                    body = Some(self.inline(closure, Vec::new(), span));
                    args.push(Operand::Unknown);
                }
                _ => args.push(self.expr(arg)),
            }
        }
        let flags = self.flags(expr, span);
        let name = format!("{}.{method}", ty.unwrap_or_default());
        let result = self.call_with(&name, args, flags, span);
        if let Some(body) = body {
            let value = self.value_in(result);
            self.assign(value, body, span);
        }
        Operand::Copy(result)
    }

    /// `listener.incoming().for_each(|stream| ..)`: a round for each connection.
    fn each(&mut self, call: &ExprMethodCall, closure: &ExprClosure, span: Span) -> Operand {
        let ty = self.type_of(&call.receiver);
        let stream = self.expr(&call.receiver);
        let (head, after) = (self.enter(), self.b.new_block());
        let item = self.call(".next", vec![stream], span);
        self.branch_if(item, &["None"], after, span);
        let value = Operand::Copy(self.value_in(item));
        // A connection is the last thing that a closure is given.
        let n_before = closure.inputs.len().saturating_sub(1);
        let args = std::iter::repeat_n(Operand::Unknown, n_before).chain([value]).collect();
        let result = self.inline_typed(closure, args, ty, span);
        if !call.method.to_string().starts_with("try_for_each") {
            self.b.goto(head);
            self.b.switch_to(after);
            return Operand::Unknown;
        }
        // The first failure ends it, and is what it gives.
        let whole = self.place_of(result, span);
        self.branch_if(whole, &["Err", "None"], after, span);
        self.b.goto(head);
        self.b.switch_to(after);
        Operand::Copy(whole)
    }

    /// Methods of `Result` and `Option`; `None` if it is none of them.
    fn taken_apart(&mut self, method: &str, call: &ExprMethodCall, span: Span) -> Option<Operand> {
        match (method, call.args.len()) {
            ("unwrap", 0) | ("expect", 1) => {
                let whole = self.receiver(call, span);
                Some(self.unwrapped(whole, span))
            }
            ("is_ok" | "is_err" | "is_some" | "is_none", 0) => {
                let test = |cx: &mut Self, failed| cx.variant_test(call, failed, span);
                Some(Operand::Copy(self.truth_of(span, test)))
            }
            ("ok", 0) => {
                let whole = self.receiver(call, span);
                Some(Operand::Copy(self.renamed(whole, span)))
            }
            ("map" | "and_then" | "inspect" | "map_err" | "or_else" | "inspect_err", 1) => {
                let whole = self.receiver(call, span);
                let on_error = matches!(method, "map_err" | "or_else" | "inspect_err");
                Some(Operand::Copy(self.mapped(whole, method, on_error, &call.args[0], span)))
            }
            ("fuse" | "boxed" | "boxed_local", 0) => Some(self.expr(&call.receiver)),
            // Of a character in quotes there is one byte, if it is that short.
            ("as_bytes", 0) if is_one_byte(&call.receiver) => {
                Some(Operand::Copy(self.array(1, Operand::Unknown, span)))
            }
            // As in C, an array is where it begins.
            ("as_mut_ptr", 0) => Some(match self.expr(&call.receiver) {
                Operand::AddrOf(place) => Operand::Copy(place),
                other => other,
            }),
            ("context" | "with_context" | "wrap_err" | "wrap_err_with" | "ok_or" | "ok_or_else", 1) => {
                let whole = self.receiver(call, span);
                Some(Operand::Copy(whole))
            }
            ("unwrap_or_else" | "unwrap_or", 1) | ("unwrap_or_default", 0) => {
                let whole = self.receiver(call, span);
                Some(Operand::Copy(self.replaced(whole, call.args.first(), span)))
            }
            _ => None,
        }
    }

    fn receiver(&mut self, call: &ExprMethodCall, span: Span) -> PlaceId {
        self.result(&call.receiver, span)
    }

    /// What is taken for a `Result`: the crate `windows` makes one of what the functions of Winsock return.
    pub(super) fn result(&mut self, expr: &Expr, span: Span) -> PlaceId {
        match self.foreign_call(expr) {
            Some(inner) => {
                let value = self.expr(inner);
                self.checked(value, CmpOp::Eq, Operand::int(-1), span)
            }
            None => {
                let value = self.expr(expr);
                self.place_of(value, span)
            }
        }
    }

    /// Leads to the first block if the value is a failure, to the second one if not.
    fn fork(&mut self, whole: PlaceId, span: Span) -> (BlockId, BlockId) {
        let failed = self.b.new_block();
        self.branch_if(whole, &["Err", "None"], failed, span);
        (failed, self.b.current())
    }

    /// `result.ok()`
    fn renamed(&mut self, whole: PlaceId, span: Span) -> PlaceId {
        let result = self.temp(span);
        let (failed, fine) = self.fork(whole, span);
        let after = self.b.new_block();
        self.b.switch_to(fine);
        let value = self.value_in(whole);
        self.make_in(result, "Some", vec![Operand::Copy(value)], span);
        self.b.goto(after);
        self.b.switch_to(failed);
        let tag = self.variant_of(result);
        self.constant(tag, Const::Variant("None".into()), span);
        self.b.goto(after);
        self.b.switch_to(after);
        result
    }

    /// A function over what a success or a failure holds.
    fn mapped(&mut self, whole: PlaceId, method: &str, on_error: bool, function: &Expr, span: Span) -> PlaceId {
        let result = self.temp(span);
        let is_chain = matches!(method, "and_then" | "or_else");
        if !is_chain {
            self.assign(result, Operand::Copy(whole), span);
        }
        let (failed, fine) = self.fork(whole, span);
        let after = self.b.new_block();
        let (taken, other) = if on_error { (failed, fine) } else { (fine, failed) };
        self.b.switch_to(other);
        if is_chain {
            self.assign(result, Operand::Copy(whole), span);
        }
        self.b.goto(after);
        self.b.switch_to(taken);
        let part = if on_error { self.error_in(whole) } else { self.value_in(whole) };
        let given = self.applied(function, vec![Operand::Copy(part)], span);
        match method {
            "map" => {
                let member = self.value_in(result);
                self.assign(member, given, span);
            }
            "map_err" => {
                let member = self.error_in(result);
                self.assign(member, given, span);
            }
            "and_then" | "or_else" => self.assign(result, given, span),
            _ => {}
        }
        self.b.goto(after);
        self.b.switch_to(after);
        result
    }

    /// What a success holds, or something in its place.
    fn replaced(&mut self, whole: PlaceId, other: Option<&Expr>, span: Span) -> PlaceId {
        let result = self.temp(span);
        let (failed, fine) = self.fork(whole, span);
        let after = self.b.new_block();
        self.b.switch_to(fine);
        let value = self.value_in(whole);
        self.assign(result, Operand::Copy(value), span);
        self.b.goto(after);
        self.b.switch_to(failed);
        let error = self.error_in(whole);
        let given = other.map_or(Operand::Unknown, |other| self.applied(other, vec![Operand::Copy(error)], span));
        self.assign(result, given, span);
        self.b.goto(after);
        self.b.switch_to(after);
        result
    }

    /// What a closure gives for `args`, or a function by name, or just a value.
    fn applied(&mut self, function: &Expr, args: Vec<Operand>, span: Span) -> Operand {
        match strip(function) {
            Expr::Closure(closure) => self.inline(closure, args, span),
            Expr::Path(path) => {
                let last = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
                if last.starts_with(|c: char| c.is_ascii_uppercase()) {
                    return Operand::Copy(self.make(&last, args, span));
                }
                let name = self.path_name(&path.path);
                Operand::Copy(self.call(&name, args, span))
            }
            other => self.expr(other),
        }
    }
}
