//! Expressions.

use super::Lower;
use super::call::strip;
use super::cond::comparison;
use super::hints::head_span;
use super::pattern::member_name;
use crate::ir::{AWAIT, BinOp, Callee, Const, Elem, Inst, Operand, PlaceId, Rvalue, Step, Ty};
use crate::source::Span;
use syn::{Expr, ExprPath, Lit, UnOp};

impl Lower<'_> {
    /// An expression; its value.
    pub(super) fn expr(&mut self, expr: &Expr) -> Operand {
        match expr {
            Expr::Path(path) => self.path(path),
            Expr::Lit(literal) if is_short(&literal.lit) => {
                Operand::Copy(self.array(1, Operand::Unknown, self.span(literal.lit.span())))
            }
            Expr::Lit(literal) => constant(&literal.lit),
            Expr::Paren(inner) => self.expr(&inner.expr),
            Expr::Group(inner) => self.expr(&inner.expr),
            Expr::Cast(inner) => self.expr(&inner.expr),
            Expr::RawAddr(inner) => self.expr(&inner.expr),
            Expr::Reference(inner) => match self.expr(&inner.expr) {
                Operand::Copy(place) => Operand::AddrOf(place),
                other => other,
            },
            Expr::Field(field) => {
                let base = self.expr(&field.base);
                let span = self.span(field.dot_token.span);
                let base = self.place_of(base, span);
                Operand::Copy(self.b.places().field(base, &member_name(&field.member)))
            }
            Expr::Index(index) => self.index(index),
            Expr::Unary(_) | Expr::Binary(_) | Expr::Assign(_) | Expr::Let(_) => self.operator(expr),
            Expr::Call(call) => self.call_expr(expr, call),
            Expr::MethodCall(call) => self.method_call(expr, call),
            Expr::Macro(mac) => self.macro_call(&mac.mac),
            Expr::Await(inner) => {
                let value = self.expr(&inner.base);
                let span = self.span(inner.await_token.span);
                let (callee, args) = (Callee::Named(AWAIT.into()), vec![value.clone()]);
                self.b.push(Inst::Call { dest: None, callee, args, flags: Default::default(), span });
                value
            }
            Expr::Try(inner) => {
                let span = self.span(inner.question_token.span);
                let whole = self.result(&inner.expr, span);
                self.question(whole, span)
            }
            Expr::If(expr) => self.if_else(expr),
            Expr::Match(expr) => self.match_arms(expr),
            Expr::Loop(expr) => self.endless(expr),
            Expr::While(expr) => self.while_loop(expr),
            Expr::ForLoop(expr) => self.for_loop(expr),
            Expr::Block(expr) => self.labelled(expr.label.as_ref(), &expr.block),
            Expr::Unsafe(expr) => self.block(&expr.block),
            Expr::Const(expr) => self.block(&expr.block),
            Expr::TryBlock(expr) => self.try_block(&expr.block),
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => self.jump(expr),
            Expr::Closure(closure) => self.closure(closure),
            Expr::Async(block) => self.async_block(&block.block),
            _ => self.aggregate(expr),
        }
    }

    fn jump(&mut self, expr: &Expr) -> Operand {
        match expr {
            Expr::Return(inner) => {
                let value = inner.expr.as_ref().map(|value| self.expr(value));
                let span = self.span(inner.return_token.span);
                self.leave_with(value, span);
            }
            Expr::Break(inner) => {
                let span = self.span(inner.break_token.span);
                self.break_out(inner.label.as_ref(), inner.expr.as_deref(), span);
            }
            Expr::Continue(inner) => {
                let span = self.span(inner.continue_token.span);
                self.continue_at(inner.label.as_ref(), span);
            }
            _ => {}
        }
        Operand::Unknown
    }

    /// Values made of several others.
    fn aggregate(&mut self, expr: &Expr) -> Operand {
        let span = self.span(head_span(expr));
        match expr {
            Expr::Struct(literal) => {
                let whole = self.temp(span);
                let ty = self.types.of_path(&literal.path).filter(|ty| self.has_members(ty, literal));
                self.name_type(whole, ty);
                for field in &literal.fields {
                    let value = self.expr(&field.expr);
                    let member = self.b.places().field(whole, &member_name(&field.member));
                    self.assign(member, value, span);
                }
                if let Some(rest) = &literal.rest {
                    self.expr(rest);
                }
                Operand::Copy(whole)
            }
            Expr::Tuple(tuple) => {
                let whole = self.temp(span);
                for (at, value) in tuple.elems.iter().enumerate() {
                    let value = self.expr(value);
                    let member = self.b.places().field(whole, &at.to_string());
                    self.assign(member, value, span);
                }
                Operand::Copy(whole)
            }
            Expr::Array(array) => {
                let whole = self.temp(span);
                for (at, value) in array.elems.iter().enumerate() {
                    let value = self.expr(value);
                    let element = self.b.places().intern(Some(whole), Step::Elem(Elem::At(at as i64)));
                    self.assign(element, value, span);
                }
                Operand::Copy(whole)
            }
            Expr::Range(range) => {
                let bounds = [&range.start, &range.end].into_iter().flatten();
                let args = bounds.map(|bound| self.expr(bound)).collect();
                Operand::Copy(self.call("range", args, span))
            }
            Expr::Repeat(repeat) => {
                let value = self.expr(&repeat.expr);
                match strip(&repeat.len) {
                    Expr::Lit(len) if constant(&len.lit) == Operand::int(1) => {
                        Operand::Copy(self.array(1, value, span))
                    }
                    _ => Operand::Unknown,
                }
            }
            Expr::Yield(inner) => {
                let value = inner.expr.as_ref().map(|value| self.expr(value));
                self.call(AWAIT, value.into_iter().collect(), span);
                Operand::Unknown
            }
            _ => Operand::Unknown,
        }
    }

    /// An array of so many elements.
    pub(super) fn array(&mut self, n: i64, value: Operand, span: Span) -> PlaceId {
        let whole = self.temp(span);
        for at in 0..n {
            let element = self.b.places().intern(Some(whole), Step::Elem(Elem::At(at)));
            self.assign(element, value.clone(), span);
        }
        whole
    }

    /// Whether a literal may be of the type `ty` of this file, and not of another one of that name.
    fn has_members(&self, ty: &str, literal: &syn::ExprStruct) -> bool {
        let Some(members) = self.file.structs.get(ty) else { return true };
        literal.fields.iter().all(|field| members.contains(&member_name(&field.member)))
    }

    /// Notes the type of a temporary, where that is declared, and what ends with it.
    fn name_type(&mut self, place: PlaceId, ty: Option<String>) {
        let Some((ty, local)) = ty.zip(self.b.function().places.root_local(place)) else { return };
        if self.notes.views.contains(&ty) {
            // What it refers to is somebody else's.
            self.b.function_mut().locals[local.0 as usize].ty = Ty::value(&ty);
            return;
        }
        // Of a type of another file nobody knows whether it has a `Drop`.
        let has_drop = self.file.dropped.contains(&ty) || !self.file.structs.contains_key(&ty);
        let cleanup = has_drop.then(|| "drop".into());
        let declared = self.file.names_at.get(&ty).filter(|_| !self.file.copied.contains(&ty)).copied();
        let local = &mut self.b.function_mut().locals[local.0 as usize];
        if let Some(span) = declared {
            local.ty = Ty::value(&ty);
            local.span = span;
        }
        local.cleanup = cleanup;
    }

    fn path(&mut self, path: &ExprPath) -> Operand {
        let Some(last) = path.path.segments.last() else { return Operand::Unknown };
        let name = last.ident.to_string();
        if path.path.segments.len() == 1
            && let Some(var) = self.lookup(&name)
        {
            return Operand::Copy(var.place);
        }
        if let Some(number) = self.file.numbers.get(&name) {
            return Operand::int(*number);
        }
        let is_upper = name.starts_with(|c: char| c.is_ascii_uppercase());
        let is_constant = name.chars().all(|c| !c.is_ascii_lowercase());
        let span = self.span(last.ident.span());
        match (is_upper, is_constant) {
            (true, false) => Operand::Copy(self.make(&name, Vec::new(), span)),
            (true, true) => Operand::Const(Const::Sym(name.as_str().into())),
            (false, _) => Operand::Const(Const::Func(self.path_name(&path.path).as_str().into())),
        }
    }

    fn index(&mut self, index: &syn::ExprIndex) -> Operand {
        let span = self.span(index.bracket_token.span.open());
        let base = self.expr(&index.expr);
        if let Expr::Range(range) = &*index.index {
            let mut args = vec![base];
            match &range.start {
                Some(bound) => args.push(self.expr(bound)),
                None if range.end.is_some() => args.push(Operand::int(0)),
                None => {}
            }
            if let Some(bound) = &range.end {
                args.push(self.expr(bound));
            }
            return Operand::Copy(self.call("slice", args, span));
        }
        let at = self.expr(&index.index);
        let base = self.place_of(base, span);
        let elem = match at {
            Operand::Const(Const::Int(at)) => Elem::At(at),
            _ => Elem::Any,
        };
        Operand::Copy(self.b.places().intern(Some(base), Step::Elem(elem)))
    }

    fn operator(&mut self, expr: &Expr) -> Operand {
        let span = self.span(head_span(expr));
        match expr {
            Expr::Unary(unary) => match unary.op {
                UnOp::Deref(_) => self.expr(&unary.expr),
                UnOp::Neg(_) => match self.expr(&unary.expr) {
                    Operand::Const(Const::Int(value)) => Operand::int(-value),
                    value => self.computed(Rvalue::Neg(value), span),
                },
                _ => Operand::Copy(self.as_value(expr, span)),
            },
            Expr::Binary(binary) => {
                let is_logic = matches!(binary.op, syn::BinOp::And(_) | syn::BinOp::Or(_));
                if is_logic || comparison(&binary.op).is_some() {
                    return Operand::Copy(self.as_value(expr, span));
                }
                let (lhs, rhs) = (self.expr(&binary.left), self.expr(&binary.right));
                let (op, is_assigned) = arithmetic(&binary.op);
                let value = Rvalue::Binary(op, lhs.clone(), rhs);
                match lhs {
                    Operand::Copy(dest) | Operand::AddrOf(dest) if is_assigned => {
                        self.b.push(Inst::Assign { dest, value, span });
                        Operand::Unknown
                    }
                    _ => self.computed(value, span),
                }
            }
            Expr::Assign(assign) => {
                if matches!(*assign.left, Expr::Infer(_)) {
                    return self.discarded(&assign.right, true);
                }
                let value = self.expr(&assign.right);
                let span = self.span(assign.eq_token.span);
                if let Operand::Copy(dest) = self.expr(&assign.left) {
                    self.assign(dest, value.clone(), span);
                    self.stored_behind(&assign.left, dest, value, span);
                }
                Operand::Unknown
            }
            _ => Operand::Copy(self.as_value(expr, span)),
        }
    }

    /// What is stored behind a guard or a reference, others find there.
    fn stored_behind(&mut self, left: &Expr, dest: PlaceId, value: Operand, span: Span) {
        let is_behind = matches!(left, Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)));
        if is_behind && matches!(value, Operand::Copy(_)) {
            self.call("deref_mut", vec![Operand::Copy(dest), value], span);
        }
    }

    fn computed(&mut self, value: Rvalue, span: Span) -> Operand {
        let dest: PlaceId = self.temp(span);
        self.b.push(Inst::Assign { dest, value, span });
        Operand::Copy(dest)
    }

    fn try_block(&mut self, block: &syn::Block) -> Operand {
        let span = self.span(block.brace_token.span.close());
        let result = self.temp(span);
        let after = self.b.new_block();
        self.tries.push((result, after));
        let value = self.block(block);
        self.tries.pop();
        self.make_in(result, "Ok", vec![value], span);
        self.b.goto(after);
        self.b.switch_to(after);
        Operand::Copy(result)
    }
}

/// A literal's value.
pub fn constant(literal: &Lit) -> Operand {
    match literal {
        Lit::Int(number) => number.base10_parse().map_or(Operand::Unknown, Operand::int),
        Lit::Bool(value) => Operand::int(i64::from(value.value)),
        Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_) => Operand::Const(Const::Str),
        _ => Operand::Unknown,
    }
}

/// The operator, and whether its result is stored in its left side.
fn arithmetic(op: &syn::BinOp) -> (BinOp, bool) {
    match op {
        syn::BinOp::Add(_) => (BinOp::Add, false),
        syn::BinOp::Sub(_) => (BinOp::Sub, false),
        syn::BinOp::BitAnd(_) => (BinOp::And, false),
        syn::BinOp::BitOr(_) => (BinOp::Or, false),
        syn::BinOp::AddAssign(_) => (BinOp::Add, true),
        syn::BinOp::SubAssign(_) => (BinOp::Sub, true),
        syn::BinOp::BitAndAssign(_) => (BinOp::And, true),
        syn::BinOp::BitOrAssign(_) => (BinOp::Or, true),
        syn::BinOp::MulAssign(_)
        | syn::BinOp::DivAssign(_)
        | syn::BinOp::RemAssign(_)
        | syn::BinOp::BitXorAssign(_)
        | syn::BinOp::ShlAssign(_)
        | syn::BinOp::ShrAssign(_) => (BinOp::Other, true),
        _ => (BinOp::Other, false),
    }
}

/// Whether a literal is of one byte, or of none.
fn is_short(literal: &Lit) -> bool {
    matches!(literal, Lit::ByteStr(bytes) if bytes.value().len() <= 1)
}
