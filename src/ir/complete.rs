//! Members of values that are copied as a whole: what is asked of the copy is asked of the original.

use super::{Function, Inst, Operand, PlaceId, Rvalue, Step, VARIANT};
use rustc_hash::FxHashMap;

/// So often a value may be copied on from copy to copy.
const ROUNDS: usize = 4;

/// More places are not added.
const MAX_PLACES: usize = 20_000;

/// Interns the members of each variable that is copied as a whole for its copy too, and the other way round.
pub fn complete_copies(function: &mut Function) {
    let copies: Vec<(PlaceId, PlaceId)> = function.insts().filter_map(copy).collect();
    for _ in 0..ROUNDS {
        let n = function.places.len();
        let mut members: FxHashMap<PlaceId, Vec<Step>> = FxHashMap::default();
        for id in (0..n as u32).map(PlaceId) {
            let place = function.places.get(id);
            if let (Some(parent), Step::Field(_)) = (place.parent, &place.step) {
                members.entry(parent).or_default().push(place.step.clone());
            }
        }
        for (dest, from) in &copies {
            for (of, to) in [(dest, from), (from, dest)] {
                for step in members.get(of).into_iter().flatten() {
                    function.places.intern(Some(*to), step.clone());
                }
            }
        }
        if function.places.len() == n || n > MAX_PLACES {
            return;
        }
    }
}

/// Spells out that the copy of a value is of the same variant.
pub fn spell_variants(function: &mut Function) {
    let tag = |function: &Function, place| function.places.find(Some(place), Step::Field(VARIANT.into()));
    for at in 0..function.blocks.len() {
        let mut insts = Vec::with_capacity(function.blocks[at].insts.len());
        for inst in std::mem::take(&mut function.blocks[at].insts) {
            let tags = copy(&inst).and_then(|(dest, from)| tag(function, dest).zip(tag(function, from)));
            let span = inst.span();
            insts.push(inst);
            if let Some((dest, from)) = tags {
                insts.push(Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), span });
            }
        }
        function.blocks[at].insts = insts;
    }
}

fn copy(inst: &Inst) -> Option<(PlaceId, PlaceId)> {
    match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from) | Operand::AddrOf(from)), .. } => {
            Some((*dest, *from))
        }
        _ => None,
    }
}
