//! `try`, `catch` and `throw`. Which calls throw is not known: a handler is reached from each `throw` in its block, and from
//! before the block, as if its first call threw.

use super::super::context::{Lowerer, field, parts};
use super::super::declarator::{base_type, declared};
use super::super::scope::Binding;
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, CallFlags, Callee, Inst, LocalKind, Name, Operand, PlaceId, Step, Terminator};
use crate::source::Span;

/// What ends an object without running its destructor, as a model tells.
const FORGET: &str = "operator delete";

impl<'a> Lowerer<'a> {
    pub(super) fn try_statement(&mut self, node: Node<'a>) {
        let [body, dispatch, after] = [(); 3].map(|()| self.builder.new_block());
        let span = self.span(node);
        let block = field(node, "body");
        let depth = self.scopes.depth();
        self.handlers().push((dispatch, depth));
        match block.is_some_and(|block| has_call(block)) {
            true => self.may_throw(block, body, dispatch, span),
            false => self.builder.goto(body),
        }
        self.arm(body, block, after);
        self.handlers().pop();
        self.builder.switch_to(dispatch);
        let clauses: Vec<_> = parts(node).into_iter().filter(|part| part.kind() == "catch_clause").collect();
        for (at, clause) in clauses.iter().enumerate() {
            let is_last = at + 1 == clauses.len();
            let [inside, next] = [(); 2].map(|()| self.builder.new_block());
            match is_last {
                true => self.builder.goto(inside),
                false => self.either(inside, next, span),
            }
            self.builder.switch_to(inside);
            self.catch_clause(*clause);
            self.builder.goto(after);
            self.builder.switch_to(next);
        }
        self.builder.switch_to(after);
    }

    /// The first call of a block throws, or the block is passed. A call whose result nobody looks at has done its work: what
    /// it closes is closed though it throws.
    fn may_throw(&mut self, block: Option<Node<'a>>, body: BlockId, dispatch: BlockId, span: Span) {
        let first = block.and_then(|block| parts(block).first().copied());
        let is_call = |node: &Node<'a>| {
            node.kind() == "expression_statement"
                && parts(*node).first().is_some_and(|it| it.kind() == "call_expression")
        };
        let Some(first) = first.filter(is_call) else { return self.either(body, dispatch, span) };
        let thrown = self.builder.new_block();
        self.either(body, thrown, span);
        self.builder.switch_to(thrown);
        self.stmt(first);
        self.builder.goto(dispatch);
    }

    fn handlers(&mut self) -> &mut Vec<(BlockId, usize)> {
        &mut self.cpp.as_mut().expect("only C++ has handlers").handlers
    }

    /// Whether what is thrown here comes to a handler of the function.
    pub(in crate::frontend::c::lower) fn is_caught(&self) -> bool {
        self.cpp.as_ref().is_some_and(|cpp| !cpp.handlers.is_empty())
    }

    fn catch_clause(&mut self, clause: Node<'a>) {
        self.scopes.open();
        for param in field(clause, "parameters").map(parts).unwrap_or_default() {
            let declared = field(param, "declarator").and_then(|inner| declared(inner, base_type(self.text, param)));
            if let Some(declared) = declared {
                let (name, span) = (self.source(declared.name), self.span(declared.name));
                let local = self.builder.local(name, declared.ty, LocalKind::Auto, span);
                self.scopes.bind(Name::new(name), Binding::Local(local));
            }
        }
        field(clause, "body").into_iter().for_each(|body| self.stmt(body));
        self.close_block(clause);
    }

    pub(super) fn throw_statement(&mut self, node: Node<'a>) {
        self.statement = (node.start_byte(), node.end_byte());
        parts(node).into_iter().for_each(|part| self.effect(part, false));
        self.pass_comments_of_jump(node);
        let span = self.span(node);
        match self.cpp.as_ref().and_then(|cpp| cpp.handlers.last().copied()) {
            Some((target, kept)) => {
                let locals = self.scopes.autos_inside(kept);
                self.end_locals(locals, span);
                self.builder.end(Terminator::Goto { target, span: Some(span) });
            }
            None => {
                self.forget_members(span);
                self.builder.end(Terminator::Throw { span });
            }
        }
    }

    /// A constructor that throws leaves its object without running the destructor: what plain members hold is lost.
    fn forget_members(&mut self, span: Span) {
        let is_constructor = self.cpp.as_ref().is_some_and(|cpp| cpp.is_constructor);
        let Some(class) = self.own_class().filter(|_| is_constructor).and_then(|name| self.class(name.as_str())) else {
            return;
        };
        let Some(this) = self.this_place() else { return };
        let object = self.builder.places().deref(this);
        let places = &self.builder.function().places;
        let is_own = |id: &PlaceId| match &places.get(*id).step {
            Step::Field(name) if places.get(*id).parent == Some(object) => {
                class.members.get(name).is_some_and(|ty| ty.pointers == 0 && !self.may_clean(ty))
            }
            _ => false,
        };
        let members: Vec<PlaceId> = (0..places.len() as u32).map(PlaceId).filter(is_own).collect();
        for member in members {
            let (callee, args) = (Callee::Named(Name::new(FORGET)), vec![Operand::Copy(member)]);
            self.builder.push(Inst::Call { dest: None, callee, args, flags: CallFlags::default(), span });
        }
    }
}

/// Whether something in `node` may throw.
pub(super) fn has_call(node: Node) -> bool {
    let mut stack = vec![node];
    while let Some(node) = stack.pop() {
        match node.kind() {
            "call_expression" | "new_expression" => return true,
            "lambda_expression" => {}
            _ => stack.extend(parts(node)),
        }
    }
    false
}
