//! Building a function block by block.

use super::{
    Block, BlockId, Blocks, Const, Expansion, Function, Inst, Local, LocalId, LocalKind, Name, PlaceId, PlaceTable,
    Rvalue, Terminator, Ty,
};
use crate::source::{FileId, Span};

/// Collects blocks, variables and places. There is always a current block; after a jump the current block is a fresh one
/// that nothing leads to, and [`FunctionBuilder::finish`] drops what cannot be reached.
pub struct FunctionBuilder {
    function: Function,
    open: Vec<(Vec<Inst>, Option<Terminator>)>,
    current: BlockId,
    n_temps: u32,
}

impl FunctionBuilder {
    /// Begins a function; its other properties are public fields of [`FunctionBuilder::function_mut`].
    pub fn new(name: &str, file: FileId, span: Span, name_span: Span, returns: Ty) -> FunctionBuilder {
        let function = Function {
            name: name.into(),
            file,
            span,
            name_span,
            is_static: false,
            is_noreturn: false,
            is_variadic: false,
            callees_keep: false,
            of_trait: None,
            returns,
            params: Vec::new(),
            locals: Vec::new(),
            places: PlaceTable::default(),
            globals: Vec::new(),
            blocks: Vec::new(),
            expansions: Vec::new(),
        };
        FunctionBuilder { function, open: vec![(Vec::new(), None)], current: BlockId(0), n_temps: 0 }
    }

    /// The function so far: its flags, places and globals may be set; its blocks are not there yet.
    pub fn function_mut(&mut self) -> &mut Function {
        &mut self.function
    }

    /// The function so far.
    pub fn function(&self) -> &Function {
        &self.function
    }

    /// The place table.
    pub fn places(&mut self) -> &mut PlaceTable {
        &mut self.function.places
    }

    /// Adds a variable.
    pub fn local(&mut self, name: &str, ty: Ty, kind: LocalKind, span: Span) -> LocalId {
        let id = LocalId(self.function.locals.len() as u32);
        self.function.locals.push(Local { name: name.into(), ty, kind, cleanup: None, span });
        if matches!(kind, LocalKind::Param(_)) {
            self.function.params.push(id);
        }
        id
    }

    /// A fresh temporary's place.
    pub fn temp(&mut self, span: Span) -> PlaceId {
        let name = format!("t{}", self.n_temps);
        self.n_temps += 1;
        let local = self.local(&name, Ty::value("int"), LocalKind::Temp, span);
        self.function.places.local(local)
    }

    /// Records an expanded macro call.
    pub fn expansion(&mut self, expansion: Expansion) {
        self.function.expansions.push(expansion);
    }

    /// Records the initial value of a file-scope variable, once.
    pub fn global(&mut self, name: Name, value: Const) {
        if !self.function.globals.iter().any(|(known, _)| *known == name) {
            self.function.globals.push((name, value));
        }
    }

    /// A new, empty block that is not yet current.
    pub fn new_block(&mut self) -> BlockId {
        self.open.push((Vec::new(), None));
        BlockId(self.open.len() as u32 - 1)
    }

    /// The block that instructions are added to.
    pub fn current(&self) -> BlockId {
        self.current
    }

    /// Goes on adding to `block`.
    pub fn switch_to(&mut self, block: BlockId) {
        self.current = block;
    }

    /// What was last stored in `place` in the current block, if nothing has been called since that might set it.
    pub fn stored_last(&self, place: PlaceId) -> Option<&Rvalue> {
        let insts = self.open[self.current.0 as usize].0.iter().rev();
        let mut plain = insts.map_while(|inst| match inst {
            Inst::Assign { dest, value, .. } => Some((*dest, value)),
            _ => None,
        });
        plain.find(|(dest, _)| *dest == place).map(|(_, value)| value)
    }

    /// Adds an instruction to the current block.
    pub fn push(&mut self, inst: Inst) {
        self.open[self.current.0 as usize].0.push(inst);
    }

    /// Ends the current block; a fresh unreachable one becomes current.
    pub fn end(&mut self, terminator: Terminator) {
        let slot = &mut self.open[self.current.0 as usize].1;
        if slot.is_none() {
            *slot = Some(terminator);
        }
        self.current = self.new_block();
    }

    /// Ends the current block with a fall-through to `target`.
    pub fn goto(&mut self, target: BlockId) {
        self.end(Terminator::Goto { target, span: None });
    }

    /// Adds `inst` at the end of an already ended block (before its terminator): for jumps whose target came later.
    pub fn push_to(&mut self, block: BlockId, inst: Inst) {
        self.open[block.0 as usize].0.push(inst);
    }

    /// Drops unreachable blocks, numbers the rest in reverse post-order, and returns the function.
    pub fn finish(mut self) -> Function {
        let end = Span { start: self.function.span.end.saturating_sub(1), end: self.function.span.end };
        let order = self.reachable();
        let mut renumbered = vec![BlockId(0); self.open.len()];
        for (new, &old) in order.iter().enumerate() {
            renumbered[old.0 as usize] = BlockId(new as u32);
        }
        for &old in &order {
            let (insts, terminator) = std::mem::take(&mut self.open[old.0 as usize]);
            let terminator = terminator.unwrap_or(Terminator::Return { value: None, span: end });
            self.function.blocks.push(Block { insts, terminator: renumber(terminator, &renumbered) });
        }
        self.function
    }

    fn reachable(&self) -> Vec<BlockId> {
        let successors =
            |block: BlockId| self.open[block.0 as usize].1.as_ref().map_or_else(Blocks::new, Terminator::successors);
        super::cfg::reverse_post_order(self.open.len(), successors)
    }
}

fn renumber(terminator: Terminator, to: &[BlockId]) -> Terminator {
    let map = |block: BlockId| to[block.0 as usize];
    match terminator {
        Terminator::Goto { target, span } => Terminator::Goto { target: map(target), span },
        Terminator::Branch { cond, then, otherwise, span } => {
            Terminator::Branch { cond, then: map(then), otherwise: map(otherwise), span }
        }
        Terminator::Switch { value, cases, default, span } => Terminator::Switch {
            value,
            cases: cases.into_iter().map(|(constant, block)| (constant, map(block))).collect(),
            default: map(default),
            span,
        },
        same @ (Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. }) => same,
    }
}
