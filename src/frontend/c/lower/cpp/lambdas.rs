//! Lambdas: what one captures, others may close; what it does itself is that of a function of its own.

use super::super::comments::Comments;
use super::super::context::{Lowerer, children, field, parts};
use super::super::jumps::Jumps;
use super::super::scope::{Binding, Scopes};
use super::super::switch::Cases;
use super::Cpp;
use super::exceptions::has_call;
use crate::frontend::c::syntax::Node;
use crate::ir::{CallFlags, Callee, FunctionBuilder, INNER, Inst, LocalKind, Name, Operand, PlaceId, Terminator, Ty};

impl<'a> Lowerer<'a> {
    /// Hands over the variables that a lambda captures and mentions.
    pub(super) fn lambda(&mut self, node: Node<'a>) {
        let captures = field(node, "captures");
        let list = captures.map(parts).unwrap_or_default();
        let has_default = list.iter().any(|part| part.kind() == "lambda_default_capture");
        let mut named = Vec::new();
        for part in &list {
            match part.kind() {
                "identifier" => named.push(self.source(*part)),
                // `[s = std::move(sock)]`
                "lambda_capture_initializer" => {
                    if let Some(value) = parts(*part).last() {
                        self.mentioned(*value, &|_| true, &mut named);
                    }
                }
                _ => {}
            }
        }
        if has_default && let Some(body) = field(node, "body") {
            self.mentioned(body, &|_| true, &mut named);
        }
        named.sort_unstable();
        named.dedup();
        let places: Vec<PlaceId> = named.into_iter().filter_map(|name| self.local_place(name)).collect();
        self.give_away("lambda", places, node);
        if let Some(body) = field(node, "body").filter(|body| has_call(*body)) {
            self.lambda_body(node, body);
        }
    }

    /// Lowers the body as a function to which the variables around it, as far as it mentions them, are given by reference.
    fn lambda_body(&mut self, node: Node<'a>, body: Node<'a>) {
        let mut names = Vec::new();
        let is_around =
            |name: &str| matches!(self.scopes.lookup(name), Some(Binding::Local(_) | Binding::Reference(_)));
        self.mentioned(body, &is_around, &mut names);
        names.sort_unstable();
        names.dedup();
        let mut child = self.child(node);
        child.scopes.open();
        for name in names {
            let span = child.span(node);
            let ty = self.type_around(name);
            let local = child.add_outer(name, Ty { pointers: ty.pointers + 1, ..ty }, span);
            child.scopes.bind(Name::new(name), Binding::Reference(local));
        }
        let head = field(node, "declarator").and_then(|head| field(head, "parameters"));
        head.map(parts).unwrap_or_default().into_iter().for_each(|part| child.param(part));
        child.statements(body);
        child.pass_comments(body.end_byte());
        let (span, end) = (child.last_byte(body), body.end_byte());
        child.builder.end(Terminator::Return { value: None, span });
        let lowered = child.finish();
        self.comments.skip_to(end);
        self.problems.extend(lowered.problems);
        self.calls += lowered.calls;
        self.inner.extend(lowered.function.into_iter().chain(lowered.inner));
    }

    /// A lowerer for the lambda `node`, which knows the object around it.
    fn child(&self, node: Node<'a>) -> Lowerer<'a> {
        let (outer, span) = (self.builder.function(), self.span(node));
        let name = format!("{}{INNER}{}", outer.base_name(), span.start);
        let mut builder = FunctionBuilder::new(&name, outer.file, span, outer.name_span, Ty::value("auto"));
        for expansion in &self.prepared.expansions {
            builder.expansion(expansion.clone());
        }
        builder.function_mut().is_static = true;
        let mut comments = Comments::new(self.prepared);
        comments.skip_to(node.start_byte());
        let around = self.cpp.as_ref().expect("only C++ has lambdas");
        let this = around.this.map(|this| {
            let local = outer.local(this);
            builder.local("this", local.ty.clone(), LocalKind::Param(0), local.span)
        });
        Lowerer {
            builder,
            scopes: Scopes::default(),
            jumps: Jumps::default(),
            leaves: Vec::new(),
            cases: Cases::default(),
            comments,
            problems: Vec::new(),
            calls: 0,
            inner: Vec::new(),
            cpp: Some(Cpp { standing: around.standing, this, is_constructor: false, handlers: Vec::new() }),
            statement: (0, 0),
            indexed: Vec::new(),
            is_argument: false,
            has_keys: false,
            ..*self
        }
    }

    /// The type of a variable of this function.
    fn type_around(&self, name: &str) -> Ty {
        match self.scopes.lookup(name) {
            Some(Binding::Local(local)) => self.builder.function().local(*local).ty.clone(),
            Some(Binding::Reference(local)) => {
                let ty = self.builder.function().local(*local).ty.clone();
                Ty { pointers: ty.pointers.saturating_sub(1), ..ty }
            }
            _ => Ty::value("auto"),
        }
    }

    /// The identifiers in `node` that are variables of this function.
    fn mentioned(&self, node: Node<'a>, accept: &dyn Fn(&str) -> bool, into: &mut Vec<&'a str>) {
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            if node.kind() == "identifier" && accept(self.source(node)) {
                into.push(self.source(node));
            }
            stack.extend(children(node));
        }
    }

    fn local_place(&mut self, name: &str) -> Option<PlaceId> {
        self.scopes.lookup(name)?;
        self.variable(name)
    }

    /// A call of something unknown that gets the addresses of `places`.
    pub(in super::super) fn give_away(&mut self, name: &str, places: Vec<PlaceId>, node: Node<'a>) {
        if places.is_empty() {
            return;
        }
        let span = self.span(node);
        let args = places.into_iter().map(Operand::AddrOf).collect();
        let callee = Callee::Named(Name::new(name));
        self.builder.push(Inst::Call { dest: None, callee, args, flags: CallFlags::default(), span });
    }
}
