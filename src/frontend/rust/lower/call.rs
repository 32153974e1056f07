//! Calls of functions by path.

use super::hints::path_span;
use super::{Lower, Notes};
use crate::ir::{CallFlags, Callee, CmpOp, Cond, Const, Inst, OWN, Operand, PlaceId, Terminator};
use crate::source::Span;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, Path, Token};

/// Functions that make a `Result` of what a function of the C library returns.
const CHECKED: [&str; 8] =
    ["cvt", "cvt_r", "cvt_nz", "check", "check_err", "syscall_result", "Errno::result", "SyscallReturnCode"];

/// Paths below which functions are those of the C library or of Winsock.
const FOREIGN: [&str; 6] = ["libc", "c", "winapi", "windows_sys", "windows", "ws2_32"];

impl Lower<'_> {
    /// `function(arguments)`
    pub(super) fn call_expr(&mut self, expr: &Expr, call: &ExprCall) -> Operand {
        let end = self.span(call.paren_token.span.close());
        let Expr::Path(path) = &*call.func else {
            if let Expr::Closure(closure) = strip(&call.func) {
                let args = self.arguments(&call.args);
                return self.inline(closure, args, end);
            }
            self.expr(&call.func);
            let args = self.arguments(&call.args);
            return Operand::Copy(self.call("?", args, end));
        };
        let span = self.span(path_span(&path.path)).to(end);
        if let Some(name) = path.path.get_ident()
            && let Some(var) = self.lookup(&name.to_string())
        {
            let callee = Callee::Pointer(var.place);
            let args = self.arguments(&call.args);
            let dest = self.temp(span);
            self.b.push(Inst::Call { dest: Some(dest), callee, args, flags: CallFlags::default(), span });
            return Operand::Copy(dest);
        }
        let name = self.path_name(&path.path);
        let last = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        if last.starts_with(|c: char| c.is_ascii_uppercase()) && !CHECKED.contains(&last.as_str()) {
            let parts = self.arguments(&call.args);
            return Operand::Copy(self.make(&last, parts, span));
        }
        if (CHECKED.contains(&name.as_str()) || CHECKED.contains(&last.as_str()))
            && let Some(inner) = call.args.first().and_then(|first| self.foreign_call(first))
        {
            let value = self.expr(inner);
            return Operand::Copy(self.checked(value, CmpOp::Eq, Operand::int(-1), span));
        }
        if matches!(last.as_str(), "timeout" | "timeout_at")
            && !name.starts_with("io::")
            && call.args.len() == 2
            && matches!(strip(&call.args[1]), Expr::Call(_) | Expr::MethodCall(_))
        {
            return self.limited(&name, call, span);
        }
        let args = self.arguments(&call.args);
        let flags = self.flags(expr, span);
        Operand::Copy(self.call_with(&name, args, flags, span))
    }

    /// `timeout(duration, future)`: what the future gives in an `Ok`, or an error. A future that is ready comes first.
    fn limited(&mut self, name: &str, call: &ExprCall, span: Span) -> Operand {
        let duration = self.expr(&call.args[0]);
        let inner = self.expr(&call.args[1]);
        self.call(name, vec![duration], span);
        let inner = self.place_of(inner, span);
        let (whole, tag) = (self.temp(span), self.variant_of(inner));
        let (elapsed, ready, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        let cases = vec![(Const::Variant("Elapsed".into()), elapsed)];
        self.b.end(Terminator::Switch { value: Operand::Copy(tag), cases, default: ready, span });
        self.b.switch_to(elapsed);
        self.make_in(whole, "Err", vec![Operand::Unknown], span);
        self.b.goto(after);
        self.b.switch_to(ready);
        self.make_in(whole, "Ok", vec![Operand::Copy(inner)], span);
        self.b.goto(after);
        self.b.switch_to(after);
        Operand::Copy(whole)
    }

    /// The call of a modelled function of the C library that an expression is.
    pub(super) fn foreign_call<'e>(&self, expr: &'e Expr) -> Option<&'e Expr> {
        let inner = strip(expr);
        match inner {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => self.notes.modelled.contains(&self.path_name(&path.path)).then_some(inner),
                _ => None,
            },
            Expr::Closure(closure) => self.foreign_call(&closure.body),
            _ => None,
        }
    }

    /// A `Result` of a number: `Err` if the test against `bad` holds.
    pub(super) fn checked(&mut self, value: Operand, op: CmpOp, bad: Operand, span: Span) -> PlaceId {
        let whole = self.temp(span);
        let (failed, fine, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        let cond = Cond { lhs: value.clone(), op, rhs: bad };
        self.b.end(Terminator::Branch { cond, then: failed, otherwise: fine, span });
        self.b.switch_to(failed);
        self.make_in(whole, "Err", vec![Operand::Unknown], span);
        self.b.goto(after);
        self.b.switch_to(fine);
        self.make_in(whole, "Ok", vec![value], span);
        self.b.goto(after);
        self.b.switch_to(after);
        whole
    }

    /// Arguments in order.
    pub(super) fn arguments(&mut self, args: &Punctuated<Expr, Token![,]>) -> Vec<Operand> {
        args.iter().map(|arg| self.expr(arg)).collect()
    }

    /// What the source says about the call that `expr` is.
    pub(super) fn flags(&self, expr: &Expr, span: Span) -> CallFlags {
        let ignored = self.ignored.filter(|(call, _)| std::ptr::eq(*call, expr));
        let has_comment = ignored.is_some() && self.has_comment(span);
        CallFlags {
            ignored: ignored.is_some(),
            void_cast: ignored.is_some_and(|(_, is_let)| is_let),
            has_comment,
            // Where `let _ =` or `.ok()` drops a result, any comment says why.
            has_consent: has_comment,
            compares_in_last_arg: false,
            is_caught: false,
            only_looks: matches!(expr, Expr::Call(call) if call.args.iter().all(is_look)),
        }
    }

    /// The name that a function goes by: bare for one of the C library or Winsock, `nix::name` for one of nix, else its last
    /// two names.
    pub(super) fn path_name(&self, path: &Path) -> String {
        let mut names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let Some(first) = names.first().cloned() else { return String::new() };
        let imported = self.file.imports.get(&first).filter(|_| !first.starts_with(|c: char| c.is_ascii_uppercase()));
        if let Some(full) = imported {
            let rest = names.split_off(1);
            names = full.split("::").map(str::to_owned).chain(rest).collect();
        }
        let last = names.last().cloned().unwrap_or_default();
        let is_foreign = |name: &String| FOREIGN.contains(&name.as_str()) || name == "WinSock" || name == "winsock2";
        match &names[..] {
            // What is declared so is the function of the C library itself.
            [] | [_] | [_, _] if self.file.declared.contains(&last) => last,
            [_] => match self.glob_of(&last).filter(|_| !self.file.functions.contains(&last)) {
                Some("nix") => format!("nix::{last}"),
                Some(_) => last,
                None => own_name(&last, self.notes),
            },
            [first, .., _] if is_foreign(first) => last,
            [.., module, _] if is_foreign(module) => last,
            [first, .., _] if first == "nix" => format!("nix::{last}"),
            [owner, _] if owner == "self" => own_name(&last, self.notes),
            [.., owner, _] => format!("{}::{last}", self.types.resolve(owner)),
            [] => last,
        }
    }

    /// The crate that the name may come from by `use libc::*` or the like.
    fn glob_of(&self, name: &str) -> Option<&str> {
        let is_foreign = |first: &&str| FOREIGN.contains(first) || *first == "nix";
        let mut crates = self.file.globs.iter().filter_map(|glob| glob.split("::").next());
        crates.find(is_foreign).filter(|_| self.notes.modelled.contains(name))
    }
}

/// The name of a function that is no method and stands in a module: one of the C library goes by the bare name.
pub(super) fn own_name(name: &str, notes: &Notes) -> String {
    if notes.modelled.contains(name) { format!("{OWN}{name}") } else { name.to_owned() }
}

/// Whether an argument lets a function only look: a constant, a shared reference, or what such a method gives.
fn is_look(arg: &Expr) -> bool {
    match arg {
        Expr::Lit(_) => true,
        Expr::Reference(inner) => inner.mutability.is_none(),
        Expr::MethodCall(call) => {
            matches!(
                call.method.to_string().as_str(),
                "as_ref" | "as_slice" | "as_str" | "as_bytes" | "len" | "is_empty"
            )
        }
        _ => false,
    }
}

/// What is inside parentheses and `unsafe`.
pub fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(inner) => strip(&inner.expr),
        Expr::Group(inner) => strip(&inner.expr),
        Expr::Cast(inner) => strip(&inner.expr),
        Expr::Unsafe(inner) => match &inner.block.stmts[..] {
            [syn::Stmt::Expr(only, None)] => strip(only),
            _ => expr,
        },
        Expr::Block(inner) => match &inner.block.stmts[..] {
            [syn::Stmt::Expr(only, None)] if inner.label.is_none() => strip(only),
            _ => expr,
        },
        _ => expr,
    }
}
