//! The state of lowering one function, and the small helpers that every part uses.

use super::comments::Comments;
use super::cpp::Cpp;
use super::indexed::{Indexed, forget_counters};
use super::jumps::{Breakable, Jumps};
use super::late::Unrepaired;
use super::scope::Scopes;
use super::switch::Cases;
use super::{Lowered, declarator, head};
use crate::frontend::c::syntax::Node;
use crate::frontend::c::{FileEnv, OffsetMap, Prepared};
use crate::frontend::{Problem, ProblemKind};
use crate::ir::{Function, FunctionBuilder, Inst, LocalId, Operand, PlaceId, Rvalue, resolve_aliases};
use crate::source::{FileId, Span};
use smallvec::SmallVec;

/// Lowers one function.
pub(super) struct Lowerer<'a> {
    pub text: &'a [u8],
    pub map: &'a OffsetMap,
    pub env: &'a FileEnv,
    /// What the text was before repairs.
    pub before: &'a Unrepaired,
    pub prepared: &'a Prepared,
    pub builder: FunctionBuilder,
    pub scopes: Scopes,
    pub jumps: Jumps<'a>,
    /// Where `__leave` leads, innermost last.
    pub leaves: Vec<Breakable>,
    /// The cases of the innermost `switch`.
    pub cases: Cases,
    pub comments: Comments<'a>,
    pub problems: Vec<Problem>,
    pub calls: u32,
    /// The elements that were reached by a variable index since somebody last asked.
    pub indexed: Vec<Indexed>,
    /// Whether what is lowered is an argument: an element's address that is only passed on is not kept by that.
    pub is_argument: bool,
    /// Whether an index was written down.
    pub has_keys: bool,
    /// The lambdas in it.
    pub inner: Vec<Function>,
    /// What C++ needs besides; `None` in C.
    pub cpp: Option<Cpp<'a>>,
    /// Byte range of the simple statement or condition being lowered: comments on its lines belong to its calls.
    pub statement: (usize, usize),
}

impl<'a> Lowerer<'a> {
    /// Reads the function's head; `None` if it has no name.
    pub(super) fn new(
        prepared: &'a Prepared,
        text: &'a [u8],
        before: &'a Unrepaired,
        file: FileId,
        env: &'a FileEnv,
        definition: Node<'a>,
    ) -> Option<Lowerer<'a>> {
        let builder = head::begin(prepared, text, file, env, definition)?;
        let mut lowerer = Lowerer {
            text,
            map: &prepared.map,
            env,
            before,
            prepared,
            builder,
            scopes: Scopes::default(),
            jumps: Jumps::default(),
            leaves: Vec::new(),
            cases: Cases::default(),
            comments: Comments::new(prepared),
            problems: Vec::new(),
            calls: 0,
            indexed: Vec::new(),
            is_argument: false,
            has_keys: false,
            inner: Vec::new(),
            cpp: prepared.cpp.as_ref().map(|standing| Cpp {
                standing,
                this: None,
                is_constructor: false,
                handlers: Vec::new(),
            }),
            statement: (0, 0),
        };
        lowerer.scopes.open();
        lowerer.begin_method(definition);
        lowerer.params(definition);
        Some(lowerer)
    }

    /// Resolves the jumps and hands over the result.
    pub(super) fn finish(mut self) -> Lowered {
        self.resolve_gotos();
        self.problems.sort();
        self.problems.dedup();
        let mut function = self.builder.finish();
        if self.has_keys {
            forget_counters(&mut function);
        }
        resolve_aliases(&mut function);
        Lowered { function: Some(function), problems: self.problems, calls: self.calls, inner: self.inner }
    }

    pub(super) fn span(&self, node: Node) -> Span {
        self.map.span(node.start_byte(), node.end_byte())
    }

    /// The last byte of `node`: the closing brace of a block.
    pub(super) fn last_byte(&self, node: Node) -> Span {
        let end = node.end_byte();
        self.map.span(end.saturating_sub(1).max(node.start_byte()), end)
    }

    pub(super) fn source(&self, node: Node) -> &'a str {
        declarator::source(self.text, node)
    }

    pub(super) fn assign(&mut self, dest: PlaceId, value: Rvalue, span: Span) {
        self.builder.push(Inst::Assign { dest, value, span });
    }

    /// The operand for `value`: itself if it is one, else a temporary that holds it.
    pub(super) fn operand(&mut self, value: Rvalue, span: Span) -> Operand {
        match value {
            Rvalue::Use(operand) => operand,
            Rvalue::Unknown => Operand::Unknown,
            Rvalue::Zeroed | Rvalue::Neg(_) | Rvalue::Binary(..) => {
                let temp = self.builder.temp(span);
                self.assign(temp, value, span);
                Operand::Copy(temp)
            }
        }
    }

    pub(super) fn end_locals(&mut self, locals: Vec<LocalId>, span: Span) {
        if !locals.is_empty() {
            self.builder.push(Inst::ScopeEnd { locals, span });
        }
    }

    pub(super) fn problem(&mut self, span: Span, message: &str) {
        self.problems.push(Problem { span, kind: ProblemKind::Statement, message: message.to_owned() });
    }
}

/// Several nodes; most nodes have few children.
pub(super) type Nodes<'t> = SmallVec<[Node<'t>; 6]>;

/// The named children of `node` without comments.
pub(super) fn parts(node: Node<'_>) -> Nodes<'_> {
    node.children().filter(|child| child.is_named() && child.kind() != "comment").collect()
}

/// All children of `node`, tokens too.
pub(super) fn children(node: Node<'_>) -> Nodes<'_> {
    node.children().collect()
}

/// The child in the grammar's field `name`.
pub(super) fn field<'t>(node: Node<'t>, name: &'static str) -> Option<Node<'t>> {
    node.in_field(name).next()
}
