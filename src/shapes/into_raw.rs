//! `into_raw_fd` that ends its owner: the descriptor is closed by the time the caller has it.

use super::calls::Calls;
use super::flow::origin;
use crate::ir::{Local, Operand, PlaceId, Terminator};
use crate::model::{Does, TypeKind, split};
use crate::source::Span;
use crate::typestate::{Observation, Shape};

/// Functions that give a descriptor away, and take `self` by value, and let it end.
pub fn dropped(calls: &Calls) -> Option<Observation> {
    let function = calls.function;
    let name = split(function.name.as_str()).1;
    if calls.models.methods().does(&format!(".{}", name.trim_start_matches(['.', ':']))) != Some(Does::GiveUp) {
        return None;
    }
    let id = *function.params.first()?;
    let own = function.local(id);
    if own.name.as_str() != "self" || own.ty.is_pointer() {
        return None;
    }
    let gives_up = |does| matches!(does, Some(Does::Forget | Does::GiveUp));
    // What an unknown function does with `self`, nobody knows.
    if calls.all.iter().any(|call| gives_up(call.does) || !matches!(call.does, Some(Does::Lend | Does::Look))) {
        return None;
    }
    let returned = function.blocks.iter().find_map(|block| match &block.terminator {
        Terminator::Return { value: Some(Operand::Copy(place)), span } => Some((*place, *span)),
        _ => None,
    });
    let (place, span) = returned?;
    let lender = origin(calls, place).filter(|call| call.does == Some(Does::Lend));
    let is_field = root_name(calls, source(calls, place)) == Some(own.name.as_str());
    let is_lent_by_itself = lender.is_some_and(|call| call.receiver().is_some_and(|place| is_whole(calls, place)));
    let ends = closes_at_end(calls, own);
    let is_wrong = match lender {
        Some(_) if is_lent_by_itself => ends != Some(false),
        Some(_) => true,
        None => is_field && ends == Some(true),
    };
    let at: Span = lender.map_or(span, |call| call.span);
    let handle = calls.show(Some(source(calls, place)));
    is_wrong.then(|| calls.at(Shape::OwnerDrops, name.trim_start_matches(['.', ':']).into(), handle, at))
}

/// What the place is a copy of.
fn source(calls: &Calls, place: PlaceId) -> PlaceId {
    let mut at = place;
    for _ in 0..8 {
        let next = calls.function.insts().find_map(|inst| match inst {
            crate::ir::Inst::Assign { dest, value: crate::ir::Rvalue::Use(Operand::Copy(from)), .. } if *dest == at => {
                Some(*from)
            }
            _ => None,
        });
        match next {
            Some(from) => at = from,
            None => break,
        }
    }
    at
}

fn root_name<'c>(calls: &'c Calls, place: PlaceId) -> Option<&'c str> {
    let local = calls.function.places.root_local(place)?;
    Some(calls.function.local(local).name.as_str())
}

fn is_whole(calls: &Calls, place: PlaceId) -> bool {
    calls.function.places.get(place).parent.is_none()
}

/// Whether the end of the value closes a descriptor; `None` if its type is not known.
fn closes_at_end(calls: &Calls, own: &Local) -> Option<bool> {
    let cleanup = own.cleanup.as_ref()?;
    let (ty, _) = split(cleanup.as_str());
    Some(ty.is_empty() || calls.models.methods().is_type(TypeKind::Owner, ty))
}
