//! Which places' values can still decide something.
//!
//! A place is *tested* if its value reaches a branch, a switch, a returned value or an argument's test through copies.
//! Only tested places are worth a fact, and only while they are live: until their next use in such a test.

use super::idset::{BlockSet, PlaceSet};
use crate::ir::{BlockId, Cfg, Cond, Function, Inst, Operand, PlaceId, Rvalue, Terminator};

/// The places whose values reach a test.
#[derive(Clone, Debug)]
pub struct Tested(pub(super) PlaceSet);

impl Tested {
    /// Finds them; `more` are tested for reasons of the caller's own.
    pub fn new(function: &Function, more: impl IntoIterator<Item = PlaceId>) -> Tested {
        let mut set = PlaceSet::new(function.places.len());
        for place in more {
            set.insert(place);
        }
        for block in &function.blocks {
            read_by_terminator(&block.terminator, &mut |place| _ = set.insert(place));
        }
        // Copies are few and chains short: a few rounds over the function settle it.
        loop {
            let mut changed = false;
            for inst in function.insts() {
                if let Inst::Assign { dest, value, .. } = inst
                    && set.contains(*dest)
                {
                    for place in copied(value) {
                        changed |= set.insert(place);
                    }
                }
            }
            if !changed {
                return Tested(set);
            }
        }
    }

    /// Whether `place` is one of them.
    pub fn contains(&self, place: PlaceId) -> bool {
        self.0.contains(place)
    }

    /// All of them.
    pub fn places(&self) -> &PlaceSet {
        &self.0
    }
}

/// The places a value is copied from.
pub(super) fn copied(value: &Rvalue) -> impl Iterator<Item = PlaceId> {
    let (a, b) = match value {
        Rvalue::Use(a) | Rvalue::Neg(a) => (Some(a), None),
        Rvalue::Binary(_, a, b) => (Some(a), Some(b)),
        Rvalue::Zeroed | Rvalue::Unknown => (None, None),
    };
    [a, b].into_iter().flatten().filter_map(|operand| match operand {
        Operand::Copy(place) => Some(*place),
        Operand::AddrOf(_) | Operand::Const(_) | Operand::Unknown => None,
    })
}

/// The places whose values a terminator looks at.
pub(super) fn read_by_terminator(terminator: &Terminator, read: &mut dyn FnMut(PlaceId)) {
    let mut operand = |operand: &Operand| {
        if let Operand::Copy(place) = operand {
            read(*place);
        }
    };
    match terminator {
        Terminator::Branch { cond: Cond { lhs, rhs, .. }, .. } => {
            operand(lhs);
            operand(rhs);
        }
        Terminator::Switch { value, .. } | Terminator::Return { value: Some(value), .. } => operand(value),
        Terminator::Return { value: None, .. }
        | Terminator::Goto { .. }
        | Terminator::Throw { .. }
        | Terminator::Diverge { .. } => {}
    }
}

/// What counts as a use.
pub struct Uses<'u> {
    /// The blocks whose terminators do; `None`: all.
    pub deciding: Option<&'u BlockSet>,
    /// Whether a returned value does.
    pub returns: bool,
    /// The places that do as arguments.
    pub args: &'u PlaceSet,
}

impl Uses<'_> {
    fn at_end(&self, block: BlockId, terminator: &Terminator) -> bool {
        match terminator {
            Terminator::Return { .. } => self.returns,
            _ => self.deciding.is_none_or(|deciding| deciding.contains(block)),
        }
    }
}

/// Which places are live at the entry of each block.
#[derive(Clone, Debug)]
pub struct Liveness {
    at_entry: Vec<PlaceSet>,
}

impl Liveness {
    /// Solves backwards over the graph.
    pub fn new(function: &Function, cfg: &Cfg, uses: &Uses) -> Liveness {
        let n = function.places.len();
        let mut at_entry = vec![PlaceSet::new(n); function.blocks.len()];
        let mut is_due = vec![true; function.blocks.len()];
        let mut live = PlaceSet::new(n);
        let mut changed = true;
        while changed {
            changed = false;
            for &block in cfg.order.iter().rev() {
                let at = block.0 as usize;
                if !std::mem::take(&mut is_due[at]) {
                    continue;
                }
                live.clear();
                for next in &cfg.successors[at] {
                    live.union(&at_entry[next.0 as usize]);
                }
                before_block(function, block, uses, &mut live);
                if at_entry[at].union(&live) {
                    changed = true;
                    cfg.predecessors[at].iter().for_each(|before| is_due[before.0 as usize] = true);
                }
            }
        }
        Liveness { at_entry }
    }

    /// Whether the value of `place` can still decide something when `block` is entered.
    pub fn is_live(&self, block: BlockId, place: PlaceId) -> bool {
        self.at_entry[block.0 as usize].contains(place)
    }
}

/// Turns what is live after `block` into what is live before it.
fn before_block(function: &Function, block: BlockId, uses: &Uses, live: &mut PlaceSet) {
    let body = function.block(block);
    if uses.at_end(block, &body.terminator) {
        read_by_terminator(&body.terminator, &mut |place| _ = live.insert(place));
    }
    for inst in body.insts.iter().rev() {
        match inst {
            Inst::Assign { dest, value, .. } => {
                let was_live = live.contains(*dest);
                live.remove(*dest);
                if was_live {
                    copied(value).for_each(|place| _ = live.insert(place));
                }
            }
            Inst::Call { dest, args, .. } => {
                dest.iter().for_each(|&dest| live.remove(dest));
                for arg in args {
                    if let Operand::Copy(place) = arg
                        && uses.args.contains(*place)
                    {
                        live.insert(*place);
                    }
                }
            }
            Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => {}
        }
    }
}
