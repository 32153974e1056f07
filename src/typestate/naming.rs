//! What a handle is called that was born in a temporary.

use super::context::FunctionCx;
use crate::ir::{Inst, LocalKind, Operand, PlaceId, Rvalue, Step};
use std::collections::BTreeSet;

/// How many times the copies of a temporary are followed through the function.
const MAX_COPIES: usize = 16;

/// The first variable that a temporary's value, or a part of it, is stored in; the place itself if there is none.
pub(super) fn named(cx: &FunctionCx, place: PlaceId) -> PlaceId {
    let (places, function) = (&cx.places, cx.function);
    let kind = |place: PlaceId| match places.get(place).step {
        Step::Local(local) => Some(function.local(local).kind),
        _ => None,
    };
    if kind(places.root(place)) != Some(LocalKind::Temp) {
        return place;
    }
    let mut holders = BTreeSet::from([place]);
    for _ in 0..MAX_COPIES {
        let n = holders.len();
        for inst in function.insts() {
            let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } = inst else { continue };
            let parts: Vec<PlaceId> = holders.iter().copied().filter(|part| places.is_within(*part, *from)).collect();
            let copies = parts.into_iter().filter_map(|part| places.follow(*dest, &places.steps(*from, part)));
            let copies: Vec<PlaceId> = copies.collect();
            if let Some(variable) = copies.iter().find(|copy| kind(**copy) == Some(LocalKind::Auto)) {
                return *variable;
            }
            holders.extend(copies);
        }
        if holders.len() == n {
            break;
        }
    }
    place
}
