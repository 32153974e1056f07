//! Which places' values can still decide something.
//!
//! A place is *tested* if its value reaches a branch, a switch, a returned value or an argument's test through copies.
//! Only tested places are worth a fact, and only while they are live: until their next use in such a test.

use crate::ir::{BlockId, Cfg, Cond, Function, Inst, Operand, PlaceId, Rvalue, Terminator};

/// A set of places of one function.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PlaceSet(Vec<u64>);

impl PlaceSet {
    fn new(n: usize) -> PlaceSet {
        PlaceSet(vec![0; n.div_ceil(64)])
    }

    fn contains(&self, place: PlaceId) -> bool {
        self.0.get(place.0 as usize / 64).is_some_and(|word| word >> (place.0 % 64) & 1 == 1)
    }

    fn insert(&mut self, place: PlaceId) -> bool {
        let word = &mut self.0[place.0 as usize / 64];
        let before = *word;
        *word |= 1 << (place.0 % 64);
        *word != before
    }

    fn remove(&mut self, place: PlaceId) {
        self.0[place.0 as usize / 64] &= !(1 << (place.0 % 64));
    }

    fn union(&mut self, other: &PlaceSet) -> bool {
        let mut changed = false;
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            changed |= *theirs & !*mine != 0;
            *mine |= theirs;
        }
        changed
    }
}

/// The places whose values reach a test.
#[derive(Clone, Debug)]
pub struct Tested(PlaceSet);

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
}

/// The places a value is copied from.
fn copied(value: &Rvalue) -> impl Iterator<Item = PlaceId> {
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

fn read_by_terminator(terminator: &Terminator, read: &mut dyn FnMut(PlaceId)) {
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
        Terminator::Return { value: None, .. } | Terminator::Goto { .. } | Terminator::Diverge { .. } => {}
    }
}

/// Which tested places are live at the entry of each block.
#[derive(Clone, Debug)]
pub struct Liveness {
    at_entry: Vec<PlaceSet>,
}

impl Liveness {
    /// Solves backwards over the graph.
    pub fn new(function: &Function, cfg: &Cfg, tested: &Tested) -> Liveness {
        let n = function.places.len();
        let mut at_entry = vec![PlaceSet::new(n); function.blocks.len()];
        let mut changed = true;
        while changed {
            changed = false;
            for &block in cfg.order.iter().rev() {
                let mut live = PlaceSet::new(n);
                for next in &cfg.successors[block.0 as usize] {
                    live.union(&at_entry[next.0 as usize]);
                }
                before_block(function, block, tested, &mut live);
                changed |= at_entry[block.0 as usize].union(&live);
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
fn before_block(function: &Function, block: BlockId, tested: &Tested, live: &mut PlaceSet) {
    let block = function.block(block);
    read_by_terminator(&block.terminator, &mut |place| _ = live.insert(place));
    for inst in block.insts.iter().rev() {
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
                        && tested.contains(*place)
                    {
                        live.insert(*place);
                    }
                }
            }
            Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => {}
        }
    }
}
