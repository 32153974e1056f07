//! Where values come from and where they go, whatever the order of the blocks.

use super::calls::{CallAt, Calls};
use crate::ir::{Function, Inst, Operand, PlaceId, Rvalue, Step, VALUE};
use std::collections::BTreeSet;

/// So many copies are followed back.
const MAX_COPIES: usize = 12;

/// The place, and all places that get a copy of what is in it.
pub fn copies(function: &Function, place: PlaceId) -> BTreeSet<PlaceId> {
    let mut found = BTreeSet::from([place]);
    loop {
        let n = found.len();
        for inst in function.insts() {
            if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from) | Operand::AddrOf(from)), .. } = inst
                && found.contains(from)
            {
                found.insert(*dest);
            }
        }
        if found.len() == n {
            return found;
        }
    }
}

/// All places whose values depend on one of `seeds`.
pub fn derived(function: &Function, seeds: impl IntoIterator<Item = PlaceId>) -> BTreeSet<PlaceId> {
    closure(function, seeds, &BTreeSet::new(), depends)
}

/// The same, but for places of `without` and what depends on them alone.
pub fn derived_without(
    function: &Function,
    seeds: impl IntoIterator<Item = PlaceId>,
    without: &BTreeSet<PlaceId>,
) -> BTreeSet<PlaceId> {
    closure(function, seeds, without, depends)
}

/// The same, with all that has one of them as a part.
pub fn derived_wholes(function: &Function, seeds: impl IntoIterator<Item = PlaceId>) -> BTreeSet<PlaceId> {
    closure(function, seeds, &BTreeSet::new(), touches)
}

fn closure(
    function: &Function,
    seeds: impl IntoIterator<Item = PlaceId>,
    without: &BTreeSet<PlaceId>,
    is_of: fn(&Function, &BTreeSet<PlaceId>, &Operand) -> bool,
) -> BTreeSet<PlaceId> {
    let mut found: BTreeSet<PlaceId> = seeds.into_iter().collect();
    loop {
        let n = found.len();
        for inst in function.insts() {
            let (dest, operands): (Option<PlaceId>, Vec<&Operand>) = match inst {
                Inst::Assign { dest, value, .. } => (Some(*dest), value.operands().collect()),
                Inst::Call { dest, args, .. } => (*dest, args.iter().collect()),
                _ => continue,
            };
            if operands.iter().any(|operand| is_of(function, &found, operand)) {
                found.extend(dest.filter(|dest| !without.contains(dest)));
            }
        }
        if found.len() == n {
            return found;
        }
    }
}

/// Whether an operand is one of the places, or a part of one.
pub fn depends(function: &Function, places: &BTreeSet<PlaceId>, operand: &Operand) -> bool {
    operand.place().is_some_and(|place| function.places.ancestors(place).any(|at| places.contains(&at)))
}

/// Whether an operand is, is a part of, or has as a part one of the places.
pub fn touches(function: &Function, places: &BTreeSet<PlaceId>, operand: &Operand) -> bool {
    let has = |place| places.iter().any(|part| function.places.is_within(*part, place));
    depends(function, places, operand) || operand.place().is_some_and(has)
}

/// The call that a place has its value from, directly or by copies.
pub fn origin<'c, 'f>(calls: &'c Calls<'f>, mut place: PlaceId) -> Option<&'c CallAt<'f>> {
    for _ in 0..MAX_COPIES {
        if let Some(call) = calls.all.iter().find(|call| call.dest == Some(place)) {
            return Some(call);
        }
        let mut values = calls.function.insts().filter_map(|inst| match inst {
            Inst::Assign { dest, value, .. } if *dest == place => Some(value),
            _ => None,
        });
        place = match (values.next(), values.next()) {
            (Some(Rvalue::Use(Operand::Copy(from))), None) => *from,
            (None, None) => {
                let node = calls.function.places.get(place);
                let is_value = matches!(&node.step, Step::Field(name) if name.as_str() == VALUE);
                node.parent.filter(|_| is_value)?
            }
            _ => return None,
        };
    }
    None
}

/// The same for the first part of what a call gives, as a socket is beside its address.
pub fn born<'c, 'f>(calls: &'c Calls<'f>, place: PlaceId) -> Option<&'c CallAt<'f>> {
    let direct = origin(calls, place);
    let first = || {
        let from = calls.uses().given(calls.function, place).find_map(|inst| match inst {
            Inst::Assign { value: Rvalue::Use(Operand::Copy(from)), .. } => Some(*from),
            _ => None,
        })?;
        origin(calls, calls.function.places.get(from).parent?)
    };
    direct.or_else(first)
}
