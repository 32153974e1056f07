//! Instructions, operands and terminators.

use super::{BlockId, Blocks, LocalId, Name, PlaceId};
use crate::source::Span;
use smallvec::smallvec;

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Const {
    /// A number, character, resolved enumerator, or a null pointer (0).
    Int(i64),
    /// A named constant whose value is not known: equal only to itself.
    Sym(Name),
    /// The variant of an enum: equal to itself and to no other.
    Variant(Name),
    /// A string literal.
    Str,
    /// A string literal of one word, as the key of an entry is.
    Key,
    /// A function used as a value.
    Func(Name),
}

/// What an instruction reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operand {
    /// The value of a place.
    Copy(PlaceId),
    /// The address of a place.
    AddrOf(PlaceId),
    /// A constant.
    Const(Const),
    /// A value that is not tracked.
    Unknown,
}

impl Operand {
    /// The number `value`.
    pub fn int(value: i64) -> Operand {
        Operand::Const(Const::Int(value))
    }

    /// The place read or addressed.
    pub fn place(&self) -> Option<PlaceId> {
        match self {
            Operand::Copy(place) | Operand::AddrOf(place) => Some(*place),
            Operand::Const(_) | Operand::Unknown => None,
        }
    }
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CmpOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

impl CmpOp {
    /// The comparison that holds exactly when this one does not.
    pub fn negate(self) -> CmpOp {
        match self {
            CmpOp::Eq => CmpOp::Ne,
            CmpOp::Ne => CmpOp::Eq,
            CmpOp::Lt => CmpOp::Ge,
            CmpOp::Le => CmpOp::Gt,
            CmpOp::Gt => CmpOp::Le,
            CmpOp::Ge => CmpOp::Lt,
        }
    }

    /// The same comparison with its sides exchanged.
    pub fn swap(self) -> CmpOp {
        match self {
            CmpOp::Eq | CmpOp::Ne => self,
            CmpOp::Lt => CmpOp::Gt,
            CmpOp::Le => CmpOp::Ge,
            CmpOp::Gt => CmpOp::Lt,
            CmpOp::Ge => CmpOp::Le,
        }
    }
}

/// An atomic condition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cond {
    /// Left side.
    pub lhs: Operand,
    /// The comparison.
    pub op: CmpOp,
    /// Right side.
    pub rhs: Operand,
}

/// A binary operator that is no comparison and no `&&`, `||`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `&`
    And,
    /// `|`
    Or,
    /// Any other.
    Other,
}

/// What an assignment stores.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rvalue {
    /// The operand as it is; casts are dropped.
    Use(Operand),
    /// The result of an operator.
    Binary(BinOp, Operand, Operand),
    /// The operand negated, `-x`; `~x` and `!x` become conditions or [`Rvalue::Unknown`].
    Neg(Operand),
    /// An aggregate whose every member is zero, such as `{0}`.
    Zeroed,
    /// Something else.
    Unknown,
}

impl Rvalue {
    /// What it is made of.
    pub fn operands(&self) -> impl Iterator<Item = &Operand> {
        let (first, second) = match self {
            Rvalue::Use(a) | Rvalue::Neg(a) => (Some(a), None),
            Rvalue::Binary(_, a, b) => (Some(a), Some(b)),
            Rvalue::Zeroed | Rvalue::Unknown => (None, None),
        };
        first.into_iter().chain(second)
    }
}

/// Who is called.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Callee {
    /// A function by name.
    Named(Name),
    /// The value of a place: a function pointer or member such as `ops->close`.
    Pointer(PlaceId),
}

/// What the source says about a call besides its arguments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CallFlags {
    /// The call is a statement of its own: nobody looks at the result.
    pub ignored: bool,
    /// The result is cast to `void`.
    pub void_cast: bool,
    /// A comment stands on the call's lines or on the line above it.
    pub has_comment: bool,
    /// A comment there, or on the line below, says that a failure is all right; asked only of calls that are `ignored`.
    pub has_consent: bool,
    /// A comparison stands inside the last argument, as in `setsockopt(.., sizeof(x) < 0)`.
    pub compares_in_last_arg: bool,
    /// A handler of the function gets what the call throws.
    pub is_caught: bool,
    /// Its arguments are constants and shared references: with the same values it gives the same again.
    pub only_looks: bool,
}

/// One instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inst {
    /// `dest = value`
    Assign {
        /// Stored into.
        dest: PlaceId,
        /// What is stored.
        value: Rvalue,
        /// The assignment or declarator.
        span: Span,
    },
    /// `dest = callee(args)`
    Call {
        /// Where the result goes; `None` when it is not used.
        dest: Option<PlaceId>,
        /// Who is called.
        callee: Callee,
        /// The arguments in order.
        args: Vec<Operand>,
        /// See [`CallFlags`].
        flags: CallFlags,
        /// The call expression.
        span: Span,
    },
    /// A comment that holds a call of a function the front end was told to look for.
    Commented {
        /// The function's name.
        callee: Name,
        /// The places named by its arguments.
        args: Vec<PlaceId>,
        /// The comment.
        span: Span,
    },
    /// A statement that did not parse; it may do anything to the places it names.
    Opaque {
        /// Places whose identifiers occur in it.
        uses: Vec<PlaceId>,
        /// The statement.
        span: Span,
    },
    /// Variables whose scope ends here.
    ScopeEnd {
        /// The variables.
        locals: Vec<LocalId>,
        /// The jump that leaves the scope, or the closing brace.
        span: Span,
    },
}

impl Inst {
    /// The source bytes this instruction stands for.
    pub fn span(&self) -> Span {
        match self {
            Inst::Assign { span, .. }
            | Inst::Call { span, .. }
            | Inst::Commented { span, .. }
            | Inst::Opaque { span, .. }
            | Inst::ScopeEnd { span, .. } => *span,
        }
    }
}

/// How a block ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Terminator {
    /// Goes on at one block. The span is that of the `goto`, `break` or `continue`, or empty where control just falls through.
    Goto {
        /// Where to.
        target: BlockId,
        /// The jump statement, if there is one.
        span: Option<Span>,
    },
    /// Two ways.
    Branch {
        /// The condition.
        cond: Cond,
        /// Where it holds.
        then: BlockId,
        /// Where it does not.
        otherwise: BlockId,
        /// The condition's source.
        span: Span,
    },
    /// Many ways.
    Switch {
        /// The value looked at.
        value: Operand,
        /// Constants and where they lead.
        cases: Vec<(Const, BlockId)>,
        /// Where any other value leads.
        default: BlockId,
        /// The switched expression.
        span: Span,
    },
    /// Leaves the function.
    Return {
        /// The value returned.
        value: Option<Operand>,
        /// The `return` statement, or the closing brace.
        span: Span,
    },
    /// Leaves the function by an exception that it does not catch itself.
    Throw {
        /// The `throw` expression.
        span: Span,
    },
    /// The path ends without a return: `exit`, `abort`, `longjmp`, a `noreturn` function.
    Diverge {
        /// What ends it.
        span: Span,
    },
}

impl Terminator {
    /// The blocks that may follow, in source order; a block may occur twice.
    pub fn successors(&self) -> Blocks {
        match self {
            Terminator::Goto { target, .. } => smallvec![*target],
            Terminator::Branch { then, otherwise, .. } => smallvec![*then, *otherwise],
            Terminator::Switch { cases, default, .. } => cases.iter().map(|(_, to)| *to).chain([*default]).collect(),
            Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. } => Blocks::new(),
        }
    }
}
