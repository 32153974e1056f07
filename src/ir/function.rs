//! A function, its blocks and its variables.

use super::{Callee, Const, Inst, Name, Operand, PlaceTable, Rvalue, Terminator};
use crate::source::{FileId, Location, Span};
use smallvec::SmallVec;

/// The number of a block in its function; block 0 is the entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// The blocks before or behind another one: hardly ever more than two.
pub type Blocks = SmallVec<[BlockId; 2]>;

/// The number of a variable in its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(pub u32);

/// What is known of a type, as text; the front ends do not check types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ty {
    /// The base type without qualifiers: `int`, `SOCKET`, `struct conn`.
    pub base: Name,
    /// Number of `*`.
    pub pointers: u8,
    /// Whether it is an array.
    pub is_array: bool,
}

impl Ty {
    /// The base type by value.
    pub fn value(base: &str) -> Ty {
        Ty { base: base.into(), pointers: 0, is_array: false }
    }

    /// Whether a value of it is an address.
    pub fn is_pointer(&self) -> bool {
        self.pointers > 0 || self.is_array
    }
}

/// Where a local comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalKind {
    /// The parameter with this 0-based index.
    Param(u32),
    /// An automatic variable.
    Auto,
    /// A `static` variable inside the function: it outlives the call.
    Static,
    /// A value without a name.
    Temp,
}

/// A variable.
#[derive(Clone, Debug)]
pub struct Local {
    /// Its name; temporaries are `t0`, `t1`, ...
    pub name: Name,
    /// Its type as declared.
    pub ty: Ty,
    /// Where it comes from.
    pub kind: LocalKind,
    /// The function that `__attribute__((cleanup(f)))` names.
    pub cleanup: Option<Name>,
    /// Its declarator.
    pub span: Span,
}

/// A basic block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it does, in order.
    pub insts: Vec<Inst>,
    /// How it ends.
    pub terminator: Terminator,
}

/// A macro call that was expanded: every location inside it is the call's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The macro's name.
    pub name: Name,
    /// The call in this function's file.
    pub call: Span,
    /// The definition, if its file is part of the run.
    pub definition: Option<Location>,
}

/// One function in one world.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: Name,
    /// The file it stands in.
    pub file: FileId,
    /// From the head to the closing brace.
    pub span: Span,
    /// The name in the head.
    pub name_span: Span,
    /// Whether it is `static` (or otherwise invisible to other files).
    pub is_static: bool,
    /// Whether it never returns by declaration.
    pub is_noreturn: bool,
    /// Whether it takes `...`.
    pub is_variadic: bool,
    /// Whether a function of which it only knows the name is believed to keep what it is given by value.
    pub callees_keep: bool,
    /// The trait or interface that asks for it, if one is named.
    pub of_trait: Option<Name>,
    /// Return type.
    pub returns: Ty,
    /// Parameters in order; each is a local.
    pub params: Vec<LocalId>,
    /// Variables.
    pub locals: Vec<Local>,
    /// Places.
    pub places: PlaceTable,
    /// Initial values of the file-scope variables it names, where they are constant.
    pub globals: Vec<(Name, Const)>,
    /// Blocks; the first is the entry.
    pub blocks: Vec<Block>,
    /// Macro calls that were expanded in it.
    pub expansions: Vec<Expansion>,
}

/// What stands before the name of a function that has the name of a modelled one, but is another.
pub const OWN: &str = "crate::";

/// What stands between the name of a function and the place of a closure or block in it that is a function of its own.
pub const INNER: char = '#';

/// A function's name as the source has it: without what tells it from others of its name.
pub fn shown_key(key: &str) -> &str {
    let name = key.strip_prefix(OWN).unwrap_or(key);
    match name.rsplit_once('/') {
        Some((name, arity))
            if name.contains("::") && arity.bytes().all(|byte| byte.is_ascii_digit() || byte == b'?') =>
        {
            name
        }
        _ => name,
    }
}

impl Function {
    /// Its name, or that of the function that it stands in.
    pub fn base_name(&self) -> &str {
        self.name.as_str().split(INNER).next().unwrap_or_default()
    }

    /// Its name as the source has it: `Type::method`.
    pub fn shown_name(&self) -> Name {
        shown_key(self.base_name()).replace('.', "::").as_str().into()
    }

    /// Whether the process ends where it does.
    pub fn is_main(&self) -> bool {
        matches!(self.name.as_str(), "main" | "wmain" | "_tmain" | "WinMain" | "wWinMain" | "_tWinMain")
    }

    /// The variable with this id.
    pub fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.0 as usize]
    }

    /// The block with this id.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// All block ids in order.
    pub fn block_ids(&self) -> impl Iterator<Item = BlockId> + use<> {
        (0..self.blocks.len() as u32).map(BlockId)
    }

    /// All instructions in block order.
    pub fn insts(&self) -> impl Iterator<Item = &Inst> {
        self.blocks.iter().flat_map(|block| &block.insts)
    }

    /// The functions it calls by name or uses as values; a name may come more than once.
    pub fn mentioned_functions(&self) -> impl Iterator<Item = &Name> {
        self.insts().flat_map(|inst| {
            let (callee, operands): (Option<&Name>, &[Operand]) = match inst {
                Inst::Call { callee: Callee::Named(name), args, .. } => (Some(name), args),
                Inst::Call { callee: Callee::Pointer(_), args, .. } => (None, args),
                Inst::Assign { value: Rvalue::Use(operand), .. } => (None, std::slice::from_ref(operand)),
                _ => (None, &[]),
            };
            let values = operands.iter().filter_map(|operand| match operand {
                Operand::Const(Const::Func(name)) => Some(name),
                _ => None,
            });
            callee.into_iter().chain(values)
        })
    }

    /// Whether some statement did not parse.
    pub fn has_opaque(&self) -> bool {
        self.insts().any(|inst| matches!(inst, Inst::Opaque { .. }))
    }
}
