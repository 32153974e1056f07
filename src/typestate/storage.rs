//! What memory a place lies in: does it outlive the function?

use crate::ir::{Function, LocalId, LocalKind, PlaceId, PlaceTable, Step};

/// Whose memory a place is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// A variable of this call: gone when its scope ends.
    Own(LocalId),
    /// What a variable of this call points at; whose that is depends on the pointer.
    Pointed(LocalId),
    /// What a parameter points at: the caller's.
    Caller,
    /// A file-scope or static variable, or something reached through one.
    Static,
}

impl Storage {
    /// The storage of `place`.
    pub fn of(place: PlaceId, places: &PlaceTable, function: &Function) -> Storage {
        let path: Vec<PlaceId> = places.ancestors(place).collect();
        let Some((root, rest)) = path.split_last() else { return Storage::Static };
        let Step::Local(local) = places.get(*root).step else { return Storage::Static };
        let variable = function.local(local);
        let is_param = matches!(variable.kind, LocalKind::Param(_));
        if variable.kind == LocalKind::Static {
            return Storage::Static;
        }
        // The elements of an array variable are the variable; everything else behind an element step is pointed at.
        let mut is_own_array = variable.ty.is_array && !is_param;
        for step in rest.iter().rev().map(|id| &places.get(*id).step) {
            if matches!(step, Step::Elem(_)) {
                if !is_own_array {
                    return if is_param { Storage::Caller } else { Storage::Pointed(local) };
                }
                is_own_array = false;
            }
        }
        Storage::Own(local)
    }
}
