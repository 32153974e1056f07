//! From syn's trees to IR.

mod arms;
mod block;
mod call;
mod child;
mod cond;
mod enums;
mod expr;
mod hints;
mod jumps;
mod loops;
mod macros;
mod methods;
mod pattern;
mod scope;
mod select;

pub use child::lower;

use super::env::FileCx;
use super::spans::Spans;
use super::types::TypeNames;
use crate::frontend::World;
use crate::ir::{BlockId, CallFlags, Callee, Const, FunctionBuilder, Inst, LocalKind, Operand, PlaceId, Rvalue, Ty};
use crate::source::{SourceFile, Span};
use rustc_hash::FxHashSet;
use scope::Scope;

/// What lowering needs to know of the text besides its syntax.
pub struct Notes<'n> {
    /// The file.
    pub source: &'n SourceFile,
    /// Where the parser's spans are in it.
    pub spans: &'n Spans,
    /// Its comments.
    pub comments: &'n [Span],
    /// Functions of the C library and Winsock of which there is a model.
    pub modelled: &'n FxHashSet<String>,
    /// Types of values that refer to a descriptor and do not own it.
    pub views: &'n FxHashSet<String>,
    /// Whether code that only runs in tests counts.
    pub with_tests: bool,
}

/// Lowers one function.
struct Lower<'l> {
    world: World,
    file: &'l FileCx,
    notes: &'l Notes<'l>,
    types: TypeNames,
    b: FunctionBuilder,
    scopes: Vec<Scope>,
    /// Loops and labelled blocks around.
    frames: Vec<Frame>,
    /// Where a `return` leads to inside closures and blocks that are lowered in place: the result, and what comes next.
    returns: Vec<(PlaceId, BlockId)>,
    /// Where `?` leads to inside a `try` block.
    tries: Vec<(PlaceId, BlockId)>,
    /// A call whose result nobody looks at, and whether `let _ =` or `.ok()` says so.
    ignored: Option<(*const syn::Expr, bool)>,
    /// Functions that stand in this one.
    inner: Vec<crate::ir::Function>,
}

/// A loop or a labelled block.
struct Frame {
    label: Option<String>,
    result: PlaceId,
    break_to: BlockId,
    continue_to: Option<BlockId>,
    /// Scopes outside it.
    n_scopes: usize,
}

impl Lower<'_> {
    fn span(&self, span: proc_macro2::Span) -> Span {
        self.notes.spans.of(span)
    }

    /// A fresh temporary.
    fn temp(&mut self, span: Span) -> PlaceId {
        self.b.temp(span)
    }

    fn assign(&mut self, dest: PlaceId, value: Operand, span: Span) {
        self.b.push(Inst::Assign { dest, value: Rvalue::Use(value), span });
    }

    fn constant(&mut self, dest: PlaceId, value: Const, span: Span) {
        self.assign(dest, Operand::Const(value), span);
    }

    /// The place that an operand is, or a temporary that holds it.
    fn place_of(&mut self, operand: Operand, span: Span) -> PlaceId {
        match operand {
            Operand::Copy(place) | Operand::AddrOf(place) => place,
            other => {
                let place = self.temp(span);
                self.assign(place, other, span);
                place
            }
        }
    }

    /// A call, with its result in a temporary.
    fn call(&mut self, name: &str, args: Vec<Operand>, span: Span) -> PlaceId {
        self.call_with(name, args, CallFlags::default(), span)
    }

    fn call_with(&mut self, name: &str, args: Vec<Operand>, flags: CallFlags, span: Span) -> PlaceId {
        let dest = self.temp(span);
        let callee = Callee::Named(name.into());
        self.b.push(Inst::Call { dest: Some(dest), callee, args, flags, span });
        dest
    }

    /// Branches to a fresh block and goes on there.
    fn enter(&mut self) -> BlockId {
        let block = self.b.new_block();
        self.b.goto(block);
        self.b.switch_to(block);
        block
    }

    /// A variable in the innermost scope.
    fn declare(&mut self, name: &str, ty: Option<String>, span: Span) -> PlaceId {
        if let Some(known) = self.scopes.last().and_then(|scope| scope.alternative(name)) {
            return known;
        }
        let local = self.b.local(name, Ty::value(ty.as_deref().unwrap_or("_")), LocalKind::Auto, span);
        let place = self.b.places().local(local);
        if let Some(scope) = self.scopes.last_mut() {
            scope.add(name, place, ty, local);
        }
        place
    }

    /// Whether a comment stands on the lines of `span` or on the line above.
    fn has_comment(&self, span: Span) -> bool {
        let text = &self.notes.source.text;
        let line = memchr::memrchr(b'\n', &text[..span.range().start]).unwrap_or(0);
        let above = memchr::memrchr(b'\n', &text[..line]).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', &text[span.range().end..]).map_or(text.len(), |len| span.range().end + len);
        let at = self.notes.comments.partition_point(|comment| (comment.end as usize) <= above);
        self.notes.comments.get(at).is_some_and(|comment| (comment.start as usize) < end)
    }
}
