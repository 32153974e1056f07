//! Blocks and statements.

use super::Lower;
use crate::frontend::rust::cfg::is_out;
use crate::ir::{Const, LocalKind, Operand, Terminator};
use crate::source::Span;
use syn::{Attribute, Block, Expr, Local, Pat, Stmt};

impl Lower<'_> {
    /// A block; its value.
    pub(super) fn block(&mut self, block: &Block) -> Operand {
        let close = self.span(block.brace_token.span.close());
        self.scoped(close, |cx| {
            let value = cx.statements(&block.stmts);
            cx.kept(value, close)
        })
    }

    /// A value that outlives the variables of its block.
    fn kept(&mut self, value: Operand, span: Span) -> Operand {
        let Operand::Copy(place) = value else { return value };
        let root = self.b.function().places.root_local(place);
        if root.is_some_and(|local| self.b.function().local(local).kind == LocalKind::Temp) {
            return value;
        }
        let kept = self.temp(span);
        self.assign(kept, Operand::Copy(place), span);
        Operand::Copy(kept)
    }

    /// Statements; the value of the last one if it is an expression.
    pub(super) fn statements(&mut self, statements: &[Stmt]) -> Operand {
        let mut value = Operand::Unknown;
        let (world, with_tests) = (self.world, self.notes.with_tests);
        for statement in statements.iter().filter(|statement| !is_out(attributes(statement), world, with_tests)) {
            value = match statement {
                Stmt::Local(local) => self.local(local),
                Stmt::Item(item) => self.item(item),
                Stmt::Expr(expr, None) => self.expr(expr),
                Stmt::Expr(expr, Some(_)) => self.discarded(expr, false),
                Stmt::Macro(statement) => {
                    let value = self.macro_call(&statement.mac);
                    if statement.semi_token.is_some() { Operand::Unknown } else { value }
                }
            };
        }
        value
    }

    /// An expression whose value nobody looks at.
    pub(super) fn discarded(&mut self, expr: &Expr, is_let: bool) -> Operand {
        let (call, is_given_up) = dropped_call(expr);
        let outer = self.ignored.replace((std::ptr::from_ref(call), is_let || is_given_up));
        self.expr(expr);
        self.ignored = outer;
        Operand::Unknown
    }

    fn local(&mut self, local: &Local) -> Operand {
        let Some(init) = &local.init else {
            self.declare_all(&local.pat);
            return Operand::Unknown;
        };
        if matches!(local.pat, Pat::Wild(_)) {
            return self.discarded(&init.expr, true);
        }
        let ty = self.type_of(&init.expr);
        let span = self.span(local.let_token.span);
        let value = self.expr(&init.expr);
        let Some((_, otherwise)) = &init.diverge else {
            self.bind(&local.pat, value, ty, span);
            if let Some(name) = array(&local.pat, &init.expr) {
                self.is_array(&name);
            }
            return Operand::Unknown;
        };
        let failed = self.b.new_block();
        self.test(&local.pat, value, ty, failed, span);
        let go_on = self.b.new_block();
        self.b.goto(go_on);
        self.b.switch_to(failed);
        self.expr(otherwise);
        self.b.end(Terminator::Diverge { span });
        self.b.switch_to(go_on);
        Operand::Unknown
    }

    /// The elements of a variable are parts of it.
    fn is_array(&mut self, name: &str) {
        let Some(place) = self.lookup(name).map(|var| var.place) else { return };
        if let Some(local) = self.b.function().places.root_local(place) {
            self.b.function_mut().locals[local.0 as usize].ty.is_array = true;
        }
    }

    /// Variables that get their value later.
    fn declare_all(&mut self, pat: &Pat) {
        match pat {
            Pat::Type(typed) => {
                if let Pat::Ident(name) = &*typed.pat {
                    let ty = self.types.of(&typed.ty);
                    let span = self.span(name.ident.span());
                    self.declare(&name.ident.to_string(), ty, span);
                }
            }
            Pat::Ident(name) => {
                let span = self.span(name.ident.span());
                self.declare(&name.ident.to_string(), None, span);
            }
            _ => {}
        }
    }

    fn item(&mut self, item: &syn::Item) -> Operand {
        match item {
            syn::Item::Fn(item) => self.nested(&item.sig, &item.block),
            syn::Item::Const(item) => {
                if let Expr::Lit(literal) = &*item.expr
                    && let syn::Lit::Int(number) = &literal.lit
                    && let Ok(number) = number.base10_parse::<i64>()
                {
                    let span = self.span(item.ident.span());
                    let place = self.declare(&item.ident.to_string(), None, span);
                    self.constant(place, Const::Int(number), span);
                }
            }
            _ => {}
        }
        Operand::Unknown
    }
}

/// The name of a variable that gets an array.
fn array(pat: &Pat, value: &Expr) -> Option<String> {
    match pat {
        Pat::Type(inner) => array(&inner.pat, value),
        Pat::Ident(name) => matches!(value, Expr::Array(_) | Expr::Repeat(_)).then(|| name.ident.to_string()),
        _ => None,
    }
}

/// The attributes of a statement.
fn attributes(statement: &Stmt) -> &[Attribute] {
    match statement {
        Stmt::Local(local) => &local.attrs,
        Stmt::Macro(statement) => &statement.attrs,
        Stmt::Expr(expr, _) => of_expr(expr),
        Stmt::Item(_) => &[],
    }
}

fn of_expr(expr: &Expr) -> &[Attribute] {
    match expr {
        Expr::Assign(expr) => &expr.attrs,
        Expr::Block(expr) => &expr.attrs,
        Expr::Call(expr) => &expr.attrs,
        Expr::ForLoop(expr) => &expr.attrs,
        Expr::If(expr) => &expr.attrs,
        Expr::Macro(expr) => &expr.attrs,
        Expr::Match(expr) => &expr.attrs,
        Expr::MethodCall(expr) => &expr.attrs,
        Expr::Return(expr) => &expr.attrs,
        Expr::Try(expr) => &expr.attrs,
        Expr::Unsafe(expr) => &expr.attrs,
        Expr::While(expr) => &expr.attrs,
        _ => &[],
    }
}

/// `.ok()`, `.unwrap_or(())` and the like, which drop an error without a word.
fn is_drop(call: &syn::ExprMethodCall) -> bool {
    match call.args.len() {
        0 => matches!(call.method.to_string().as_str(), "ok" | "unwrap_or_default" | "is_ok" | "is_err"),
        1 => call.method == "unwrap_or",
        _ => false,
    }
}

fn is_named(function: &Expr, name: &str) -> bool {
    matches!(function, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

/// The call whose result goes with the value of `expr`, for `.ok()`, `.await` and the like only pass it on; and whether `drop`
/// or a method like `.ok()`, `.is_ok()` or `.unwrap_or(..)` says that it is not wanted.
fn dropped_call(expr: &Expr) -> (&Expr, bool) {
    match expr {
        Expr::MethodCall(call) if is_drop(call) => (dropped_call(&call.receiver).0, true),
        Expr::Call(call) if call.args.len() == 1 && is_named(&call.func, "drop") => {
            (dropped_call(&call.args[0]).0, true)
        }
        Expr::Await(inner) => dropped_call(&inner.base),
        Expr::Paren(inner) => dropped_call(&inner.expr),
        Expr::Group(inner) => dropped_call(&inner.expr),
        Expr::Unsafe(inner) => match &inner.block.stmts[..] {
            [Stmt::Expr(only, _)] => dropped_call(only),
            _ => (expr, false),
        },
        _ => (expr, false),
    }
}
