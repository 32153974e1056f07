//! Functions that hand out fresh memory, or free what they are given: wrappers of malloc and free, by their bodies.

use super::behind::frees_behind;
use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::storage::Storage;
use super::wipes::wipes;
use crate::ir::{BlockId, CmpOp, Const, Elem, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{Role, Trait};

/// What calling a function does to memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// It returns memory that nobody else can reach, or null.
    pub is_fresh: bool,
    /// Per parameter: whether what it points at is freed whatever happens, and was kept by nobody.
    pub frees: Vec<bool>,
    /// Per parameter: whether it leads to a pointer, and what this points at is freed whatever happens, and was kept by nobody.
    pub frees_behind: Vec<bool>,
    /// Per parameter: whether what it points at is filled with zeroes whatever happens.
    pub wipes: Vec<bool>,
}

impl Memory {
    /// Whether it frees the object of argument `at`.
    pub fn frees(&self, at: usize) -> bool {
        self.frees.get(at).copied().unwrap_or(false)
    }

    /// Whether it frees some object that it is given.
    pub fn frees_any(&self) -> bool {
        self.frees.contains(&true) || self.frees_behind.contains(&true)
    }

    /// The pointers to the objects that a call of the function frees.
    pub fn freed(&self, cx: &FunctionCx, call: &CallSite) -> Vec<PlaceId> {
        let is_behind = |at: usize| self.frees_behind.get(at).copied().unwrap_or(false);
        let freed = call.args.iter().enumerate().filter_map(|(at, arg)| match arg {
            Operand::AddrOf(place) if is_behind(at) => Some(*place),
            Operand::Copy(place) if is_behind(at) => cx.places.find(Some(*place), Step::Elem(Elem::At(0))),
            _ if self.frees(at) => arg.place(),
            _ => None,
        });
        freed.collect()
    }

    /// Whether it wipes the object of argument `at`.
    pub fn wipes(&self, at: usize) -> bool {
        self.wipes.get(at).copied().unwrap_or(false)
    }
}

/// What calling the function does to memory.
pub fn memory(cx: &FunctionCx) -> Memory {
    if cx.function.has_opaque() || !cx.calls.iter().any(|call| is_about_memory(cx, call)) {
        return Memory::default();
    }
    let of_params = |does: fn(&FunctionCx, PlaceId) -> bool| -> Vec<bool> {
        let places = cx.function.params.iter().map(|&local| cx.places.find(None, Step::Local(local)));
        places.map(|place| place.is_some_and(|place| does(cx, place))).collect()
    };
    Memory {
        is_fresh: is_fresh(cx),
        frees: of_params(|cx, param| frees(cx, &[param], &[])),
        frees_behind: of_params(frees_behind),
        wipes: of_params(wipes),
    }
}

fn is_about_memory(cx: &FunctionCx, call: &CallSite) -> bool {
    match call.target {
        Target::Model(model) => {
            matches!(model.role, Role::Allocate | Role::Free) || cx.models.has_trait(&call.name, Trait::Wipes)
        }
        Target::Body(summary) => {
            let Memory { is_fresh, wipes, .. } = &summary.memory;
            *is_fresh || summary.memory.frees_any() || wipes.contains(&true)
        }
        Target::Unknown(_) | Target::Pointer(_) => false,
    }
}

/// Whether every way out but those on which one of the pointers, or of those that lead there, is null frees the object that the
/// pointers of these names point at.
pub(super) fn frees(cx: &FunctionCx, names: &[PlaceId], leading: &[PlaceId]) -> bool {
    let is_freed = |call: &CallSite| names.iter().any(|name| does_free(cx, call, *name));
    // Where free may be replaced, the call through a pointer stands beside it.
    let is_other_free = |call: &CallSite| {
        let is_it = |name: &PlaceId| call.args == [Operand::Copy(*name)];
        matches!(call.target, Target::Pointer(_)) && names.iter().any(is_it)
    };
    let is_free = |call: &CallSite| is_freed(call) || is_other_free(call);
    cx.calls.iter().any(is_freed)
        && names.iter().all(|name| stays_here(cx, *name, &is_free))
        && on_every_way(cx, &[names, leading].concat(), &is_free)
}

fn does_free(cx: &FunctionCx, call: &CallSite, object: PlaceId) -> bool {
    match call.target {
        Target::Model(model) => {
            model.role == Role::Free && super::subject::handle_arg(call).is_some_and(|arg| arg == object)
        }
        Target::Body(summary) => summary.memory.freed(cx, call).contains(&object),
        Target::Unknown(_) | Target::Pointer(_) => false,
    }
}

/// Whether no other call than those of `spared` may keep the pointer, and nothing else that outlives the call holds it.
fn stays_here(cx: &FunctionCx, pointer: PlaceId, spared: &dyn Fn(&CallSite) -> bool) -> bool {
    let is_it = |operand: &Operand| *operand == Operand::Copy(pointer);
    let keeps = |call: &CallSite| match call.target {
        Target::Model(model) => !matches!(model.role, Role::Inert | Role::Free | Role::Allocate | Role::Use),
        Target::Body(summary) => call
            .args
            .iter()
            .enumerate()
            .any(|(at, arg)| is_it(arg) && summary.lets_out(at) && !summary.memory.frees(at)),
        Target::Unknown(hints) => !hints.logs && !call.has_string(),
        Target::Pointer(_) => true,
    };
    let stores = |inst: &Inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(value), .. } => {
            is_it(value) && !matches!(cx.storage(*dest), Storage::Own(_))
        }
        _ => false,
    };
    !cx.calls.iter().any(|call| call.args.iter().any(is_it) && !spared(call) && keeps(call))
        && !cx.function.insts().any(stores)
}

/// Whether one of the calls stands on every way out, other than those on which one of the pointers is null.
pub(super) fn on_every_way(cx: &FunctionCx, pointers: &[PlaceId], is_one: &dyn Fn(&CallSite) -> bool) -> bool {
    let stops: Vec<BlockId> = cx.calls.iter().filter(|call| is_one(call)).map(|call| call.point.block).collect();
    let mut seen = vec![false; cx.function.blocks.len()];
    let mut work = vec![BlockId(0)];
    while let Some(block) = work.pop() {
        if std::mem::replace(&mut seen[block.0 as usize], true) || stops.contains(&block) {
            continue;
        }
        let terminator = &cx.function.block(block).terminator;
        if matches!(terminator, Terminator::Return { .. }) {
            return false;
        }
        let null = edge_of_null(terminator, pointers);
        work.extend(cx.cfg.successors[block.0 as usize].iter().filter(|next| Some(**next) != null));
    }
    true
}

/// The edge that is taken only where one of the pointers is null.
fn edge_of_null(terminator: &Terminator, pointers: &[PlaceId]) -> Option<BlockId> {
    let Terminator::Branch { cond, then, otherwise, .. } = terminator else { return None };
    let is_one = matches!(cond.lhs, Operand::Copy(place) if pointers.contains(&place));
    let is_test = is_one && cond.rhs == Operand::Const(Const::Int(0));
    match cond.op {
        CmpOp::Eq if is_test => Some(*then),
        CmpOp::Ne if is_test => Some(*otherwise),
        _ => None,
    }
}

/// Whether every returned value is null, or a variable that is only ever set to fresh memory and kept by nobody.
fn is_fresh(cx: &FunctionCx) -> bool {
    let returns = cx.function.blocks.iter().filter_map(|block| match &block.terminator {
        Terminator::Return { value, .. } => Some(value.as_ref()),
        _ => None,
    });
    let mut any = false;
    let mut all = true;
    for value in returns {
        match value {
            Some(Operand::Const(Const::Int(0))) => {}
            Some(Operand::Copy(place)) if holds_fresh(cx, *place) => any = true,
            _ => all = false,
        }
    }
    any && all
}

fn holds_fresh(cx: &FunctionCx, place: PlaceId) -> bool {
    let Step::Local(local) = cx.places.get(place).step else { return false };
    if matches!(cx.function.local(local).kind, LocalKind::Param(_) | LocalKind::Static) {
        return false;
    }
    let is_null = |value: &Rvalue| matches!(value, Rvalue::Use(Operand::Const(Const::Int(0))) | Rvalue::Zeroed);
    let is_set_otherwise = cx.function.insts().any(|inst| match inst {
        Inst::Assign { dest, value, .. } => *dest == place && !is_null(value),
        Inst::Opaque { .. } => true,
        _ => false,
    });
    let mut calls = cx.calls.iter().filter(|call| call.dest == Some(place)).peekable();
    let gives_fresh = |call: &CallSite| match call.target {
        Target::Model(model) => model.role == Role::Allocate,
        Target::Body(summary) => summary.memory.is_fresh,
        Target::Unknown(_) | Target::Pointer(_) => false,
    };
    !is_set_otherwise
        && calls.peek().is_some()
        && calls.all(gives_fresh)
        && stays_here(cx, place, &|call| does_free(cx, call, place))
}
