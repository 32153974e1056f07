//! What types expressions seem to have, and where they begin.

use super::Lower;
use super::pattern::member_name;
use crate::frontend::rust::parse::arguments;
use crate::frontend::rust::types::is_device;
use proc_macro2::Span;
use syn::{Expr, ExprCall, ExprMatch, ExprMethodCall};

/// Methods that give what they are called on, or a part of it that stands for it.
const PASSING: [&str; 35] = [
    "and_then",
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "by_ref",
    "clone",
    "cloned",
    "context",
    "expect",
    "flatten",
    "get_mut",
    "get_ref",
    "into_inner",
    "into_std",
    "iter",
    "iter_mut",
    "into_iter",
    "lines",
    "lock",
    "map_err",
    "ok",
    "ok_or",
    "ok_or_else",
    "deref",
    "deref_mut",
    "take",
    "to_owned",
    "try_clone",
    "unwrap",
    "unwrap_or_else",
    "values",
    "with_context",
    "as_fd",
    "await",
];

impl Lower<'_> {
    /// The type that an expression seems to have.
    pub(super) fn type_of(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Path(path) => match path.path.get_ident() {
                Some(name) => {
                    let var = self.lookup(&name.to_string());
                    var.and_then(|var| var.ty.clone()).or_else(|| (name == "self").then(|| self.types.own.clone())?)
                }
                None => None,
            },
            Expr::Field(field) => {
                let owner = self.type_of(&field.base)?;
                let ty = self.file.members.get(&(owner, member_name(&field.member)))?;
                Some(self.types.resolve(ty))
            }
            Expr::Await(inner) => self.type_of(&inner.base),
            Expr::Try(inner) => self.type_of(&inner.expr),
            Expr::Paren(inner) => self.type_of(&inner.expr),
            Expr::Group(inner) => self.type_of(&inner.expr),
            Expr::Reference(inner) => self.type_of(&inner.expr),
            Expr::Unary(inner) => self.type_of(&inner.expr),
            Expr::Index(inner) => self.type_of(&inner.expr),
            Expr::Cast(cast) => self.types.of(&cast.ty),
            Expr::Struct(literal) => self.types.of_path(&literal.path),
            Expr::Unsafe(inner) => match inner.block.stmts.last() {
                Some(syn::Stmt::Expr(last, None)) => self.type_of(last),
                _ => None,
            },
            Expr::Match(expr) => self.type_of_match(expr),
            Expr::Macro(mac) if mac.mac.path.segments.last().is_some_and(|last| last.ident == "pin") => {
                arguments(mac.mac.tokens.clone())?.first().and_then(|only| self.type_of(only))
            }
            Expr::MethodCall(call) => self.type_of_method(call),
            Expr::Call(call) => self.type_of_call(call),
            _ => None,
        }
    }

    fn type_of_method(&self, call: &ExprMethodCall) -> Option<String> {
        let method = call.method.to_string();
        if PASSING.contains(&method.as_str()) {
            return self.type_of(&call.receiver);
        }
        match method.as_str() {
            "incoming" | "accept" | "accept_std" => {
                let listener = self.type_of(&call.receiver)?;
                Some(format!("{}Stream", listener.strip_suffix("Listener")?))
            }
            "split" | "into_split" => {
                self.type_of(&call.receiver)?.ends_with("Stream").then(|| "OwnedReadHalf".to_owned())
            }
            _ => None,
        }
    }

    /// `match result { Ok(value) => value, .. }` has the type of what the result holds.
    fn type_of_match(&self, expr: &ExprMatch) -> Option<String> {
        let passes = |arm: &syn::Arm| match (&arm.pat, &*arm.body) {
            (syn::Pat::TupleStruct(pat), Expr::Path(body)) => {
                matches!(pat.elems.first(), Some(syn::Pat::Ident(name)) if body.path.is_ident(&name.ident))
            }
            _ => false,
        };
        if expr.arms.iter().any(passes) {
            return self.type_of(&expr.expr);
        }
        // `match self { One(a) => a as &mut dyn Write, .. }` says itself what it is.
        expr.arms.iter().find_map(|arm| match &*arm.body {
            Expr::Cast(cast) => self.types.of(&cast.ty),
            _ => None,
        })
    }

    /// A function of a type gives a value of the type, if its name does not say otherwise.
    fn type_of_call(&self, call: &ExprCall) -> Option<String> {
        let Expr::Path(path) = &*call.func else { return None };
        let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match &names[..] {
            // Of a device that is no stream, halves are none.
            [.., module, function] if module == "io" && function == "split" => {
                let whole = call.args.first().and_then(|whole| self.type_of(whole));
                Some(whole.filter(|name| is_device(name)).unwrap_or_else(|| "ReadHalf".to_owned()))
            }
            [one] if matches!(one.as_str(), "Ok" | "Some" | "Box") => self.type_of(call.args.first()?),
            [one] if one.starts_with(|c: char| c.is_ascii_uppercase()) => Some(self.types.owner(one)),
            [.., owner, function] if owner.starts_with(|c: char| c.is_ascii_uppercase()) => {
                let is_wrapper =
                    matches!(owner.as_str(), "Arc" | "Rc" | "Box" | "Mutex" | "RefCell" | "BufReader" | "Pin");
                match is_wrapper && matches!(function.as_str(), "new" | "clone" | "pin") {
                    true => self.type_of(call.args.first()?),
                    false => Some(self.types.owner(owner)),
                }
            }
            _ => None,
        }
    }
}

/// Where an expression begins, or a token near its beginning.
pub fn head_span(expr: &Expr) -> Span {
    match expr {
        Expr::Await(inner) => head_span(&inner.base),
        Expr::Binary(inner) => head_span(&inner.left),
        Expr::Assign(inner) => head_span(&inner.left),
        Expr::Block(inner) => inner.block.brace_token.span.open(),
        Expr::Break(inner) => inner.break_token.span,
        Expr::Call(inner) => head_span(&inner.func),
        Expr::Cast(inner) => head_span(&inner.expr),
        Expr::Closure(inner) => inner.inputs_begin.span,
        Expr::Continue(inner) => inner.continue_token.span,
        Expr::Field(inner) => head_span(&inner.base),
        Expr::If(inner) => inner.if_token.span,
        Expr::Index(inner) => head_span(&inner.expr),
        Expr::Let(inner) => inner.let_token.span,
        Expr::Lit(inner) => inner.lit.span(),
        Expr::Loop(inner) => inner.loop_token.span,
        Expr::Macro(inner) => path_span(&inner.mac.path),
        Expr::Match(inner) => inner.match_token.span,
        Expr::MethodCall(inner) => head_span(&inner.receiver),
        Expr::Paren(inner) => inner.paren_token.span.open(),
        Expr::Path(inner) => path_span(&inner.path),
        Expr::Reference(inner) => inner.and_token.span,
        Expr::Return(inner) => inner.return_token.span,
        Expr::Struct(inner) => path_span(&inner.path),
        Expr::Try(inner) => head_span(&inner.expr),
        Expr::Tuple(inner) => inner.paren_token.span.open(),
        Expr::Unary(inner) => head_span(&inner.expr),
        Expr::Unsafe(inner) => inner.unsafe_token.span,
        Expr::While(inner) => inner.while_token.span,
        Expr::ForLoop(inner) => inner.for_token.span,
        Expr::Array(inner) => inner.bracket_token.span.open(),
        Expr::Async(inner) => inner.async_token.span,
        _ => Span::call_site(),
    }
}

/// Where a path begins.
pub fn path_span(path: &syn::Path) -> Span {
    path.segments.first().map_or_else(Span::call_site, |first| first.ident.span())
}
