//! The backward slice: which tests, of which places, decide whether certain blocks are reached or what is returned.

use super::control::Control;
use super::idset::{BlockSet, PlaceSet};
use super::liveness::{Tested, copied, read_by_terminator};
use crate::ir::{BlockId, Function, Inst, Operand, PlaceId};
use smallvec::SmallVec;

/// Where the places that tests look at get their values.
pub struct Defs {
    blocks: Vec<SmallVec<[BlockId; 2]>>,
    sources: Vec<SmallVec<[PlaceId; 2]>>,
}

impl Defs {
    /// Collects them for the places in `tested`.
    pub fn new(function: &Function, tested: &Tested) -> Defs {
        let n = function.places.len();
        let mut defs = Defs { blocks: vec![SmallVec::new(); n], sources: vec![SmallVec::new(); n] };
        let parts = tested_parts(function, tested);
        for block in function.block_ids() {
            for inst in &function.block(block).insts {
                let mut defines = |whole: PlaceId| {
                    for &part in &parts[whole.0 as usize] {
                        let blocks = &mut defs.blocks[part.0 as usize];
                        if blocks.last() != Some(&block) {
                            blocks.push(block);
                        }
                    }
                };
                match inst {
                    Inst::Assign { dest, value, .. } => {
                        defines(*dest);
                        defs.sources[dest.0 as usize].extend(copied(value));
                    }
                    Inst::Call { dest, args, .. } => {
                        dest.iter().for_each(|&dest| defines(dest));
                        args.iter().filter_map(address).for_each(defines);
                    }
                    Inst::Opaque { uses, .. } => uses.iter().for_each(|&place| defines(place)),
                    Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
                }
            }
        }
        defs
    }
}

fn address(operand: &Operand) -> Option<PlaceId> {
    match operand {
        Operand::AddrOf(place) => Some(*place),
        Operand::Copy(_) | Operand::Const(_) | Operand::Unknown => None,
    }
}

/// Per place: the tested places that are it or parts of it.
fn tested_parts(function: &Function, tested: &Tested) -> Vec<SmallVec<[PlaceId; 2]>> {
    let mut parts = vec![SmallVec::new(); function.places.len()];
    for place in (0..function.places.len() as u32).map(PlaceId).filter(|&place| tested.contains(place)) {
        function.places.ancestors(place).for_each(|whole| parts[whole.0 as usize].push(place));
    }
    parts
}

/// What a slice starts from.
pub struct Criterion<'c> {
    /// Blocks of which it matters whether they are reached.
    pub blocks: &'c BlockSet,
    /// The only blocks whose branches may decide that; `None`: all.
    pub within: Option<&'c BlockSet>,
    /// Places whose values matter in themselves.
    pub places: &'c [PlaceId],
}

/// A backward slice.
pub struct Slice {
    /// The places whose values matter.
    pub tested: Tested,
    /// The blocks whose branches decide.
    pub deciding: BlockSet,
}

impl Slice {
    /// Finds it. Only places in `known` can matter; the values of `defs` are those of the same places.
    pub fn new(function: &Function, known: &Tested, defs: &Defs, control: &Control, criterion: &Criterion) -> Slice {
        let n_blocks = function.blocks.len();
        let slice = Slice { tested: Tested(PlaceSet::new(function.places.len())), deciding: BlockSet::new(n_blocks) };
        let mut slicer =
            Slicer { function, known, defs, control, slice, free: BlockSet::new(n_blocks), places: Vec::new() };
        criterion.places.iter().for_each(|&place| slicer.place(place));
        slicer.settle();
        for block in function.block_ids().filter(|&block| criterion.blocks.contains(block)) {
            slicer.block(block, criterion.within);
        }
        slicer.settle();
        slicer.slice
    }

    /// Adds the branches that decide whether `block` is reached and look at a place that matters already.
    pub fn add_related(&mut self, function: &Function, control: &Control, block: BlockId) {
        let mut seen = BlockSet::new(function.blocks.len());
        let mut work = vec![block];
        while let Some(block) = work.pop() {
            for &decider in control.deciders(block) {
                if !seen.insert(decider) {
                    continue;
                }
                work.push(decider);
                let mut is_related = false;
                read_by_terminator(&function.block(decider).terminator, &mut |place| {
                    is_related |= self.tested.contains(place);
                });
                if is_related {
                    self.deciding.insert(decider);
                }
            }
        }
    }
}

struct Slicer<'s> {
    function: &'s Function,
    known: &'s Tested,
    defs: &'s Defs,
    control: &'s Control,
    slice: Slice,
    /// Blocks whose deciders were all looked at, wherever they lie.
    free: BlockSet,
    places: Vec<PlaceId>,
}

impl Slicer<'_> {
    fn place(&mut self, place: PlaceId) {
        if self.known.contains(place) && self.slice.tested.0.insert(place) {
            self.places.push(place);
        }
    }

    /// What gives the new places their values, and when.
    fn settle(&mut self) {
        while let Some(place) = self.places.pop() {
            let (defs, at) = (self.defs, place.0 as usize);
            defs.sources[at].iter().for_each(|&source| self.place(source));
            defs.blocks[at].iter().for_each(|&block| self.block(block, None));
        }
    }

    fn block(&mut self, block: BlockId, within: Option<&BlockSet>) {
        let mut work = vec![block];
        while let Some(block) = work.pop() {
            if within.is_none() && !self.free.insert(block) {
                continue;
            }
            for &decider in self.control.deciders(block) {
                if within.is_some_and(|within| !within.contains(decider)) {
                    continue;
                }
                if self.slice.deciding.insert(decider) {
                    let function = self.function;
                    read_by_terminator(&function.block(decider).terminator, &mut |place| self.place(place));
                    work.push(decider);
                } else if within.is_none() {
                    work.push(decider);
                }
            }
        }
    }
}
