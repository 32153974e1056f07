//! What is tracked: one acquisition site, or one borrowed place, at a time.

use super::boxed::unboxed;
use super::calls::{CallSite, Target, proves_socket};
use super::context::FunctionCx;
use super::datagram::is_datagram_place;
use super::storage::Storage;
use super::summary::{Birth, DEPTH, FreshAt};
use crate::ir::{Const, Elem, Inst, LocalKind, Name, Operand, PlaceId, Rvalue, Step};
use crate::model::{HandleAt, Role};

/// What one simulation tracks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The handle number `which` that the call numbered `call` gives birth to.
    Site {
        /// The call's number.
        call: u32,
        /// Which of its handles.
        which: usize,
    },
    /// The handle that this place holds when the function is entered.
    Borrowed {
        /// The place.
        place: PlaceId,
    },
}

/// A subject and what holds for it on every path.
#[derive(Clone, Debug)]
pub struct Tracked {
    /// The subject.
    pub subject: Subject,
    /// Whether a peer of it can be gone: it is a stream socket as far as can be seen.
    pub has_peer: bool,
    /// Whether something proves that it is a socket.
    pub is_socket: bool,
    /// Whether it is a parameter with a fresh handle, which is this function's to close.
    pub is_given: bool,
}

/// All subjects of a function, sites first, in a fixed order.
pub fn subjects(cx: &FunctionCx) -> Vec<Tracked> {
    let mut found = sites(cx);
    let given = cx.given;
    found.extend(given.map(given_subject));
    let mut places = boundary_places(cx);
    places.retain(|place| Some(*place) != given);
    places.sort();
    places.dedup();
    for place in places {
        let has_peer = !is_datagram_place(cx, place);
        found.push(Tracked {
            subject: Subject::Borrowed { place },
            has_peer,
            is_socket: is_socket_place(cx, place),
            is_given: false,
        });
    }
    found
}

fn given_subject(place: PlaceId) -> Tracked {
    Tracked { subject: Subject::Borrowed { place }, has_peer: true, is_socket: true, is_given: true }
}

fn sites(cx: &FunctionCx) -> Vec<Tracked> {
    let mut found = Vec::new();
    for (number, call) in cx.calls.iter().enumerate() {
        let n = match call.target {
            Target::Model(model) if model.role == Role::Acquire => model.handles.len(),
            Target::Model(model) if model.role == Role::Duplicate => usize::from(is_socket_duplicate(cx, call)),
            Target::Body(summary) => summary.births.len(),
            Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => 0,
        };
        for which in (0..n).filter(|which| !is_renewal(cx, call, *which)) {
            let subject = Subject::Site { call: number as u32, which };
            found.push(Tracked { subject, has_peer: !is_datagram_site(cx, call), is_socket: true, is_given: false });
        }
    }
    found
}

/// Whether the call puts a fresh handle where it may have closed another, in an object that was somebody else's to set up:
/// whoever has that object has to close both.
fn is_renewal(cx: &FunctionCx, call: &CallSite, which: usize) -> bool {
    let Target::Body(summary) = call.target else { return false };
    let is_own = |place: PlaceId| matches!(cx.storage(place), Storage::Own(_)) || is_emptied(cx, place);
    let mut places = summary.births[which].iter().filter_map(|birth| cx.fresh_place(call, birth.fresh.as_ref()?));
    summary.is_renewal(which) && !places.any(is_own)
}

/// Whether the function sets the place to hold no handle.
fn is_emptied(cx: &FunctionCx, place: PlaceId) -> bool {
    let empties = |inst: &Inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Const(constant)), .. } => {
            *dest == place && is_no_handle(cx, constant)
        }
        _ => false,
    };
    cx.function.insts().any(empties)
}

/// A duplicate of a socket is one; `dup2` onto a given number replaces what was there and is not followed.
fn is_socket_duplicate(cx: &FunctionCx, call: &CallSite) -> bool {
    let Some(model) = call.model() else { return false };
    let source = model.source.and_then(|arg| call.arg_place(arg));
    let is_one = |place: PlaceId| is_socket_place(cx, place) || is_closed_as_socket(cx, place);
    model.target.is_none() && source.into_iter().chain(call.dest).any(is_one)
}

/// Whether the function closes what is in the place by a call that can close nothing but sockets.
fn is_closed_as_socket(cx: &FunctionCx, place: PlaceId) -> bool {
    let closes = |call: &&CallSite| {
        call.model().is_some_and(|model| model.role == Role::Release && model.is_worth)
            && handle_arg(call).is_some_and(|arg| same_or_copy(cx, arg, place))
    };
    cx.calls.iter().any(|call| closes(&call))
}

fn is_datagram_site(cx: &FunctionCx, call: &CallSite) -> bool {
    let kind = call.model().and_then(|model| model.kind).and_then(|arg| call.args.get(arg as usize));
    let by_kind =
        matches!(kind, Some(Operand::Const(Const::Sym(name))) if cx.models.is_marked(name.as_str(), "datagram"));
    let by_kind = by_kind || call.is_guessed && call.args.iter().any(|arg| cx.has_mark(arg, "datagram"));
    by_kind || call.dest.is_some_and(|dest| is_datagram_place(cx, dest))
}

/// Whether a call in this function can only be made on a socket, with this place or a copy of it.
pub fn is_socket_place(cx: &FunctionCx, place: PlaceId) -> bool {
    cx.calls.iter().any(|call| {
        let by_use = proves_socket(call) && handle_arg(call).is_some_and(|arg| same_or_copy(cx, arg, place));
        let is_acquire = call.model().is_some_and(|model| model.role == Role::Acquire);
        let by_birth = is_acquire && call.dest.is_some_and(|dest| dest == place);
        let listener = call.model().and_then(|model| model.listener).and_then(|arg| call.arg_place(arg));
        by_use || by_birth || listener.is_some_and(|arg| same_or_copy(cx, arg, place)) || by_callee(cx, call, place)
    })
}

/// Whether a callee with a body uses this place as only sockets are used.
fn by_callee(cx: &FunctionCx, call: &CallSite, place: PlaceId) -> bool {
    let Target::Body(summary) = call.target else { return false };
    let is_it = |path| cx.resolve(call, path).is_some_and(|arg| same_or_copy(cx, arg, place));
    summary.sockets.iter().any(is_it)
}

/// The place that a modelled call uses as its handle, be it by the address that it is given.
pub fn handle_arg(call: &CallSite) -> Option<PlaceId> {
    let model = call.model()?;
    let goes = matches!(model.role, Role::Release | Role::Transfer);
    match *model.handles.first()? {
        HandleAt::Arg(arg) => call.arg_place(arg),
        HandleAt::Pointee { arg, elem: 0 } if goes => match call.args.get(arg as usize)? {
            Operand::AddrOf(place) => Some(*place),
            Operand::Copy(_) | Operand::Const(_) | Operand::Unknown => None,
        },
        HandleAt::Pointee { .. } | HandleAt::Return => None,
    }
}

/// Whether one of the places is the other, or a local that is only ever a copy of it.
pub fn same_or_copy(cx: &FunctionCx, a: PlaceId, b: PlaceId) -> bool {
    a == b || origin_of(cx, a) == Some(b) || origin_of(cx, b) == Some(a)
}

/// The place that a local is a copy of, if exactly one assignment gives it a value.
fn origin_of(cx: &FunctionCx, place: PlaceId) -> Option<PlaceId> {
    let Step::Local(local) = cx.places.get(place).step else { return None };
    // The caller has given a parameter its first value.
    if matches!(cx.function.local(local).kind, LocalKind::Param(_)) {
        return None;
    }
    let mut sources = cx.function.insts().filter_map(|inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } if *dest == place => Some(Some(*source)),
        Inst::Assign { dest, .. } if *dest == place => Some(None),
        Inst::Call { dest: Some(dest), .. } if *dest == place => Some(None),
        _ => None,
    });
    match (sources.next(), sources.next()) {
        (Some(source), None) => source,
        _ => None,
    }
}

/// Places of the caller, or of the whole program, that this function does something to as handles.
fn boundary_places(cx: &FunctionCx) -> Vec<PlaceId> {
    let mut found = Vec::new();
    let mut consider = |place: PlaceId| {
        let place = origin_of(cx, place).unwrap_or(place);
        if is_boundary(cx, place) {
            found.push(place);
        }
    };
    for call in &cx.calls {
        match call.target {
            Target::Model(model) => {
                let is_handed_on = matches!(model.role, Role::Release | Role::Transfer) || model.holds.is_some();
                let matters = model.io.is_some() || is_handed_on;
                handle_arg(call).filter(|_| matters).into_iter().for_each(&mut consider);
                // A fresh handle is stored over whatever was there.
                let births = 0..if model.role == Role::Acquire { model.handles.len() } else { 0 };
                births.filter_map(|which| cx.birthplace(call, which)).for_each(&mut consider);
            }
            Target::Body(summary) => {
                summary.effects.iter().filter_map(|(path, _)| cx.resolve(call, path)).for_each(&mut consider);
                // So is one that a callee returns.
                let returns = |birth: &Birth| birth.fresh == Some(FreshAt::Return);
                call.dest.filter(|_| summary.births.iter().flatten().any(returns)).into_iter().for_each(&mut consider);
            }
            // What only reports is no reason to follow a number.
            Target::Unknown(hints) if (hints.logs || call.has_string()) && !hints.closes => {}
            Target::Unknown(_) | Target::Pointer(_) => params_by_value(cx, call).for_each(&mut consider),
        }
    }
    for inst in cx.function.insts() {
        let Inst::Assign { dest, value: Rvalue::Use(value), .. } = inst else { continue };
        match value {
            Operand::Copy(source) if is_int_param(cx, inner(cx, *source)) => consider(inner(cx, *source)),
            // A handle that is reset is gone from there, closed or not.
            Operand::Const(constant) if is_no_handle(cx, constant) => consider(*dest),
            _ => {}
        }
    }
    returned_params(cx).for_each(&mut consider);
    found
}

/// Whether the constant is what a place holds that holds no descriptor.
pub fn is_no_handle(cx: &FunctionCx, constant: &Const) -> bool {
    match constant {
        Const::Int(value) => *value == -1,
        Const::Sym(name) => cx.models.number(name.as_str()) == Some(-1),
        Const::Str | Const::Key | Const::Func(_) | Const::Variant(_) => false,
    }
}

fn params_by_value(cx: &FunctionCx, call: &CallSite) -> impl Iterator<Item = PlaceId> {
    call.args.iter().filter_map(|arg| match arg {
        Operand::Copy(place) if is_int_param(cx, *place) => Some(*place),
        _ => None,
    })
}

fn returned_params(cx: &FunctionCx) -> impl Iterator<Item = PlaceId> {
    cx.function.blocks.iter().filter_map(|block| match &block.terminator {
        crate::ir::Terminator::Return { value: Some(Operand::Copy(place)), .. } => {
            Some(inner(cx, *place)).filter(|place| is_int_param(cx, *place))
        }
        _ => None,
    })
}

/// The number that the one in `place` is made of, so that it can be had back, or that one itself.
fn inner(cx: &FunctionCx, place: PlaceId) -> PlaceId {
    unboxed(&cx.places, place).unwrap_or(place)
}

/// Whether the place is a parameter that may be a number, or what a parameter points at that may point at one.
fn is_int_param(cx: &FunctionCx, place: PlaceId) -> bool {
    let node = cx.places.get(place);
    let (variable, pointers) = match (&node.step, node.parent) {
        (Step::Local(_), _) => (place, 0),
        (Step::Elem(Elem::At(0)), Some(pointer)) => (pointer, 1),
        _ => return false,
    };
    let Step::Local(local) = cx.places.get(variable).step else { return false };
    let variable = cx.function.local(local);
    let base = variable.ty.base.as_str();
    let is_no_number = ["struct ", "union ", "char", "void"].iter().any(|word| base.starts_with(word));
    matches!(variable.kind, LocalKind::Param(_))
        && !variable.ty.is_array
        && variable.ty.pointers == pointers
        && (pointers == 0 || !is_no_number)
}

fn is_boundary(cx: &FunctionCx, place: PlaceId) -> bool {
    if cx.places.depth(place) > DEPTH || cx.places.ancestors(place).any(|id| cx.is_error_place(id)) {
        return false;
    }
    match cx.storage(place) {
        Storage::Own(local) => {
            matches!(cx.function.local(local).kind, LocalKind::Param(_)) && cx.places.depth(place) == 0
        }
        // A caller's one may be the only place of the number.
        Storage::Pointed(_) => !is_poll_entry(cx, place),
        Storage::Caller | Storage::Static => true,
    }
}

/// Whether the place is the number in an entry for `poll`: a copy, which -1 takes out of the waiting.
fn is_poll_entry(cx: &FunctionCx, place: PlaceId) -> bool {
    let is_member = matches!(cx.places.get(place).step, Step::Field(_));
    let of = cx.places.root_local(place).map(|local| cx.function.local(local).ty.base.as_str());
    is_member && of.is_some_and(|base| base.to_ascii_lowercase().ends_with("pollfd"))
}

/// Whether some argument or stored value is the function `name` itself: it may be called from anywhere.
pub fn takes_address_of(cx: &FunctionCx, name: &Name) -> bool {
    let is_it = |operand: &Operand| matches!(operand, Operand::Const(Const::Func(known)) if known == name);
    cx.function.insts().any(|inst| match inst {
        Inst::Assign { value: Rvalue::Use(operand), .. } => is_it(operand),
        Inst::Call { args, .. } => args.iter().any(is_it),
        _ => false,
    })
}
