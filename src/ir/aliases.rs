//! Pointers that only ever hold the address of one variable: what is reached through them is that variable.

use super::{Callee, Cond, Elem, Function, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use rustc_hash::FxHashMap;

/// So often a pointer may be set from another one.
const ROUNDS: usize = 3;

/// Writes the variable in place of the pointer wherever the function follows such a pointer or hands it on.
pub fn resolve_aliases(function: &mut Function) {
    for _ in 0..ROUNDS {
        let aliases = aliases(function);
        if aliases.is_empty() {
            return;
        }
        let moved = moved(function, &aliases);
        let rename = |place: &mut PlaceId| *place = moved.get(place).copied().unwrap_or(*place);
        let resolve = |operand: &mut Operand| match operand {
            Operand::Copy(place) if aliases.contains_key(place) => *operand = Operand::AddrOf(aliases[place]),
            Operand::Copy(place) | Operand::AddrOf(place) => rename(place),
            Operand::Const(_) | Operand::Unknown => {}
        };
        for block in &mut function.blocks {
            block.insts.iter_mut().for_each(|inst| in_inst(inst, &rename, &resolve));
            in_terminator(&mut block.terminator, &resolve);
        }
    }
}

/// What is known of a pointer variable.
#[derive(Clone, Copy, Default)]
struct Uses {
    /// What it points at, if it is set once, to an address.
    target: Option<PlaceId>,
    /// Whether it is set otherwise, or in a way that is not seen.
    is_lost: bool,
    /// Whether it is followed, or handed on.
    is_used: bool,
}

/// The places of such pointers that are still used, with what they point at.
fn aliases(function: &Function) -> FxHashMap<PlaceId, PlaceId> {
    let mut found: FxHashMap<PlaceId, Uses> = FxHashMap::default();
    let ids = (0..function.places.len() as u32).map(PlaceId);
    found.extend(ids.filter(|&id| is_plain_pointer(function, id)).map(|id| (id, Uses::default())));
    if !found.is_empty() {
        function.blocks.iter().flat_map(|block| &block.insts).for_each(|inst| note_inst(function, inst, &mut found));
        function.blocks.iter().for_each(|block| note_terminator(function, &block.terminator, &mut found));
    }
    let is_fit = |pointer: PlaceId, target: PlaceId| is_fixed(function, target) && has_one_element(function, pointer);
    let known = found.into_iter().filter(|(_, uses)| uses.is_used && !uses.is_lost);
    known.filter_map(|(id, uses)| Some((id, uses.target.filter(|&target| is_fit(id, target))?))).collect()
}

fn is_plain_pointer(function: &Function, place: PlaceId) -> bool {
    let Step::Local(local) = function.places.get(place).step else { return false };
    let local = function.local(local);
    local.kind == LocalKind::Auto && local.ty.pointers == 1 && !local.ty.is_array && local.cleanup.is_none()
}

/// Whether the place is a variable or a member of one, with no pointer or index on the way.
fn is_fixed(function: &Function, place: PlaceId) -> bool {
    function.places.ancestors(place).all(|id| !matches!(function.places.get(id).step, Step::Elem(_) | Step::Derived(_)))
}

/// Whether nothing but what it points at itself is reached through the pointer.
fn has_one_element(function: &Function, pointer: PlaceId) -> bool {
    let later = (pointer.0 + 1..function.places.len() as u32).map(|id| function.places.get(PlaceId(id)));
    later.filter(|place| place.parent == Some(pointer)).all(|place| place.step == Step::Elem(Elem::At(0)))
}

fn note_inst(function: &Function, inst: &Inst, found: &mut FxHashMap<PlaceId, Uses>) {
    match inst {
        Inst::Assign { dest, value, .. } => {
            match (found.get_mut(dest), value) {
                (Some(uses), Rvalue::Use(Operand::AddrOf(target))) if uses.target.is_none() => {
                    uses.target = Some(*target)
                }
                (Some(uses), _) => uses.is_lost = true,
                (None, _) => note_place(function, *dest, found),
            }
            match value {
                Rvalue::Use(a) | Rvalue::Neg(a) => note_operand(function, a, found),
                Rvalue::Binary(_, a, b) => {
                    [a, b].into_iter().for_each(|operand| note_operand(function, operand, found))
                }
                Rvalue::Zeroed | Rvalue::Unknown => {}
            }
        }
        Inst::Call { dest, callee, args, .. } => {
            match dest.and_then(|dest| found.get_mut(&dest)) {
                Some(uses) => uses.is_lost = true,
                None => dest.iter().for_each(|dest| note_place(function, *dest, found)),
            }
            if let Callee::Pointer(place) = callee {
                note_place(function, *place, found);
            }
            args.iter().for_each(|arg| note_operand(function, arg, found));
        }
        Inst::Opaque { uses, .. } => uses.iter().for_each(|used| {
            if let Some(uses) = found.get_mut(&function.places.root(*used)) {
                uses.is_lost = true;
            }
        }),
        Inst::Commented { .. } | Inst::ScopeEnd { .. } => {}
    }
}

fn note_terminator(function: &Function, terminator: &Terminator, found: &mut FxHashMap<PlaceId, Uses>) {
    match terminator {
        Terminator::Branch { cond, .. } => {
            [&cond.lhs, &cond.rhs].into_iter().for_each(|operand| note_operand(function, operand, found))
        }
        Terminator::Switch { value, .. } | Terminator::Return { value: Some(value), .. } => {
            note_operand(function, value, found)
        }
        Terminator::Return { value: None, .. }
        | Terminator::Goto { .. }
        | Terminator::Throw { .. }
        | Terminator::Diverge { .. } => {}
    }
}

fn note_operand(function: &Function, operand: &Operand, found: &mut FxHashMap<PlaceId, Uses>) {
    match operand {
        Operand::AddrOf(place) if found.contains_key(place) => {
            found.entry(*place).or_default().is_lost = true;
        }
        Operand::Copy(place) | Operand::AddrOf(place) => note_place(function, *place, found),
        Operand::Const(_) | Operand::Unknown => {}
    }
}

fn note_place(function: &Function, place: PlaceId, found: &mut FxHashMap<PlaceId, Uses>) {
    if let Some(uses) = found.get_mut(&function.places.root(place)) {
        uses.is_used = true;
    }
}

/// Where the places behind the pointers are in truth.
fn moved(function: &mut Function, aliases: &FxHashMap<PlaceId, PlaceId>) -> FxHashMap<PlaceId, PlaceId> {
    let mut moved = FxHashMap::default();
    for id in (0..function.places.len() as u32).map(PlaceId) {
        let place = function.places.get(id).clone();
        let Some(parent) = place.parent else { continue };
        if let Some(&target) = aliases.get(&parent) {
            moved.insert(id, target);
        } else if let Some(&parent) = moved.get(&parent) {
            let new = function.places.intern(Some(parent), place.step);
            moved.insert(id, new);
        }
    }
    moved
}

fn in_inst(inst: &mut Inst, rename: &impl Fn(&mut PlaceId), resolve: &impl Fn(&mut Operand)) {
    match inst {
        Inst::Assign { dest, value, .. } => {
            rename(dest);
            match value {
                Rvalue::Use(a) | Rvalue::Neg(a) => resolve(a),
                Rvalue::Binary(_, a, b) => {
                    resolve(a);
                    resolve(b);
                }
                Rvalue::Zeroed | Rvalue::Unknown => {}
            }
        }
        Inst::Call { dest, callee, args, .. } => {
            dest.iter_mut().for_each(rename);
            if let Callee::Pointer(place) = callee {
                rename(place);
            }
            args.iter_mut().for_each(resolve);
        }
        Inst::Commented { args: places, .. } | Inst::Opaque { uses: places, .. } => places.iter_mut().for_each(rename),
        Inst::ScopeEnd { .. } => {}
    }
}

fn in_terminator(terminator: &mut Terminator, resolve: &impl Fn(&mut Operand)) {
    match terminator {
        Terminator::Branch { cond: Cond { lhs, rhs, .. }, .. } => {
            resolve(lhs);
            resolve(rhs);
        }
        Terminator::Switch { value, .. } | Terminator::Return { value: Some(value), .. } => resolve(value),
        Terminator::Return { value: None, .. }
        | Terminator::Goto { .. }
        | Terminator::Throw { .. }
        | Terminator::Diverge { .. } => {}
    }
}
