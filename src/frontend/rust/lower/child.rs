//! Functions, and what becomes a function of its own: closures, async blocks, functions inside functions.

use super::call::own_name;
use super::scope::Scope;
use super::{Lower, Notes};
use crate::frontend::World;
use crate::frontend::rust::env::FileCx;
use crate::frontend::rust::find::FoundFn;
use crate::ir::{self, Function, FunctionBuilder, INNER, Inst, LocalKind, Name, Operand, PlaceId, Terminator, Ty};
use crate::source::{FileId, Span};
use rustc_hash::FxHashSet;
use syn::{Block, Expr, ExprClosure, FnArg, Pat, ReceiverKind, ReturnType, Signature};

/// Lowers a function, with those that stand in it behind it.
pub fn lower(found: &FoundFn, world: World, file: &FileCx, notes: &Notes) -> Vec<Function> {
    let name_span = notes.spans.of(found.sig.ident.span());
    let braces = found.block.brace_token.span;
    let end = notes.spans.of(braces.close());
    let span = notes.spans.of(found.sig.fn_token.span).to(end);
    let ty = match &found.sig.output {
        ReturnType::Type(_, ty) => found.types.of(ty),
        ReturnType::Default => None,
    };
    let returns = Ty::value(ty.as_deref().unwrap_or("_"));
    let b = builder(&own_name(&found.name, notes), notes.source.id, span, name_span, returns);
    let mut cx = Lower {
        world,
        file,
        notes,
        types: found.types.clone(),
        b,
        scopes: vec![Scope::default()],
        frames: Vec::new(),
        returns: Vec::new(),
        tries: Vec::new(),
        ignored: None,
        inner: Vec::new(),
    };
    cx.b.function_mut().of_trait = found.of_trait.as_deref().map(Name::from);
    cx.parameters(found.sig);
    cx.finish(|cx| cx.statements(&found.block.stmts), end)
}

impl<'l> Lower<'l> {
    fn parameters(&mut self, sig: &Signature) {
        for (at, input) in sig.inputs.iter().enumerate() {
            let kind = LocalKind::Param(at as u32);
            match input {
                FnArg::Receiver(receiver) => {
                    let span = self.span(receiver.self_token.span);
                    let ty = self.types.own.clone();
                    let base = Ty::value(ty.as_deref().unwrap_or("_"));
                    let by_value = matches!(receiver.kind, ReceiverKind::Value);
                    let pointers = u8::from(!by_value);
                    let local = self.b.local("self", Ty { pointers, ..base }, kind, span);
                    let cleanup = ty.as_ref().filter(|_| by_value).and_then(|ty| self.file.cleanup(ty));
                    self.b.function_mut().locals[local.0 as usize].cleanup = cleanup.map(|name| name.as_str().into());
                    self.enter_local("self", ty, local);
                }
                FnArg::Typed(typed) => {
                    let ty = self.types.of(&typed.ty);
                    let span = self.span(typed.colon_token.span);
                    let name = simple_name(&typed.pat).unwrap_or_else(|| format!("#{at}"));
                    let pointers = u8::from(matches!(*typed.ty, syn::Type::Reference(_)));
                    let base = Ty::value(ty.as_deref().unwrap_or("_"));
                    let local = self.b.local(&name, Ty { pointers, ..base }, kind, span);
                    let place = self.enter_local(&name, ty.clone(), local);
                    if simple_name(&typed.pat).is_none() {
                        self.bind(&typed.pat, Operand::Copy(place), ty, span);
                    }
                }
            }
        }
    }

    fn enter_local(&mut self, name: &str, ty: Option<String>, local: ir::LocalId) -> PlaceId {
        let place = self.b.places().local(local);
        if let Some(scope) = self.scopes.last_mut() {
            scope.add(name, place, ty, local);
        }
        place
    }

    /// Lowers the body and ends the function.
    fn finish(mut self, body: impl FnOnce(&mut Self) -> Operand, end: Span) -> Vec<Function> {
        let value = body(&mut self);
        let value = (value != Operand::Unknown).then_some(value);
        self.b.end(Terminator::Return { value, span: end });
        let mut function = self.b.finish();
        ir::complete_copies(&mut function);
        ir::spell_variants(&mut function);
        let mut all = vec![function];
        debug_assert!(ir::verify(&all[0]).is_empty(), "{:?}", ir::verify(&all[0]));
        all.append(&mut self.inner);
        all
    }

    /// A function inside a function.
    pub(super) fn nested(&mut self, sig: &Signature, block: &Block) {
        let mut types = self.types.clone();
        types.enter(&sig.generics);
        let found = FoundFn { name: sig.ident.to_string(), of_trait: None, sig, block, types };
        let inner = lower(&found, self.world, self.file, self.notes);
        self.inner.extend(inner);
    }

    /// A closure that runs at another time, or in another place.
    pub(super) fn closure(&mut self, closure: &ExprClosure) -> Operand {
        let span = self.span(closure.inputs_begin.span);
        let end = match &*closure.body {
            Expr::Block(body) => self.span(body.block.brace_token.span.close()),
            _ => span,
        };
        self.child(span, end, |cx| {
            for pat in &closure.inputs {
                let ty = match pat {
                    Pat::Type(typed) => cx.types.of(&typed.ty),
                    _ => None,
                };
                cx.bind(pat, Operand::Unknown, ty, span);
            }
            cx.expr(&closure.body)
        })
    }

    /// An async block.
    pub(super) fn async_block(&mut self, block: &Block) -> Operand {
        let span = self.span(block.brace_token.span.open());
        let end = self.span(block.brace_token.span.close());
        self.child(span, end, |cx| cx.block(block))
    }

    fn child(&mut self, span: Span, end: Span, body: impl FnOnce(&mut Lower<'l>) -> Operand) -> Operand {
        let outer = self.b.function();
        let (name, name_span, file) = (outer.base_name(), outer.name_span, outer.file);
        let b = builder(&format!("{name}{INNER}{}", span.start), file, span, name_span, Ty::value("_"));
        let mut cx = Lower {
            world: self.world,
            file: self.file,
            notes: self.notes,
            types: self.types.clone(),
            b,
            scopes: vec![Scope::default()],
            frames: Vec::new(),
            returns: Vec::new(),
            tries: Vec::new(),
            ignored: None,
            inner: Vec::new(),
        };
        cx.b.function_mut().is_static = true;
        let mut seen = FxHashSet::default();
        let visible: Vec<_> = self.visible().filter(|(name, _)| seen.insert(*name)).collect();
        for (at, (name, var)) in visible.iter().enumerate() {
            let ty = Ty::value(var.ty.as_deref().unwrap_or("_"));
            let local = cx.b.local(name, ty, LocalKind::Param(at as u32), span);
            cx.enter_local(name, var.ty.clone(), local);
        }
        let outer: Vec<PlaceId> = visible.iter().map(|(_, var)| var.place).collect();
        let functions = cx.finish(body, end);
        let uses = captured(&functions[0]).into_iter().filter_map(|at| outer.get(at as usize).copied()).collect();
        self.inner.extend(functions);
        self.b.push(Inst::Opaque { uses, span });
        Operand::Unknown
    }

    /// A closure that runs here and now.
    pub(super) fn inline(&mut self, closure: &ExprClosure, args: Vec<Operand>, span: Span) -> Operand {
        self.inline_typed(closure, args, None, span)
    }

    /// The same, where the last thing that it is given has this type.
    pub(super) fn inline_typed(
        &mut self,
        closure: &ExprClosure,
        args: Vec<Operand>,
        ty: Option<String>,
        span: Span,
    ) -> Operand {
        let result = self.temp(span);
        let after = self.b.new_block();
        let (frames, tries) = (std::mem::take(&mut self.frames), std::mem::take(&mut self.tries));
        self.returns.push((result, after));
        self.scoped(span, |cx| {
            let mut args = args.into_iter();
            for (at, pat) in closure.inputs.iter().enumerate() {
                let ty = ty.clone().filter(|_| at + 1 == closure.inputs.len());
                cx.bind(pat, args.next().unwrap_or(Operand::Unknown), ty, span);
            }
            let value = match &*closure.body {
                Expr::Async(block) => cx.block(&block.block),
                body => cx.expr(body),
            };
            cx.assign(result, value, span);
        });
        self.returns.pop();
        (self.frames, self.tries) = (frames, tries);
        self.b.goto(after);
        self.b.switch_to(after);
        Operand::Copy(result)
    }
}

/// Begins a function; a number that is given to another one has gone to its new owner, as other values have.
fn builder(name: &str, file: FileId, span: Span, name_span: Span, returns: Ty) -> FunctionBuilder {
    let mut b = FunctionBuilder::new(name, file, span, name_span, returns);
    b.function_mut().callees_keep = true;
    b
}

fn simple_name(pat: &Pat) -> Option<String> {
    match pat {
        Pat::Ident(name) if name.subpat.is_none() => Some(name.ident.to_string()),
        _ => None,
    }
}

/// The parameters that a function reads, by number.
fn captured(function: &Function) -> Vec<u32> {
    let mut found = FxHashSet::default();
    let mut see = |place: PlaceId| {
        if let Some(local) = function.places.root_local(place)
            && let LocalKind::Param(at) = function.local(local).kind
        {
            found.insert(at);
        }
    };
    for inst in function.insts() {
        match inst {
            Inst::Assign { dest, value, .. } => {
                see(*dest);
                value.operands().filter_map(Operand::place).for_each(&mut see);
            }
            Inst::Call { args, .. } => args.iter().filter_map(Operand::place).for_each(&mut see),
            Inst::Opaque { uses, .. } => uses.iter().copied().for_each(&mut see),
            Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
        }
    }
    for block in &function.blocks {
        match &block.terminator {
            Terminator::Branch { cond, .. } => {
                [&cond.lhs, &cond.rhs].into_iter().filter_map(|o| o.place()).for_each(&mut see)
            }
            Terminator::Switch { value, .. } | Terminator::Return { value: Some(value), .. } => {
                value.place().into_iter().for_each(&mut see);
            }
            _ => {}
        }
    }
    let mut all: Vec<u32> = found.into_iter().collect();
    all.sort_unstable();
    all
}
