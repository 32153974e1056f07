//! Whose the socket in a member or file-scope variable is, going by all functions of the file.

use super::calls::{CallSite, Target};
use super::context::FunctionCx;
use super::storage::Storage;
use super::subject::{handle_arg, is_socket_place};
use super::summary::{Birth, Class, Effect, FreshAt};
use super::table::Callers;
use crate::ir::{Inst, Operand, PlaceId, Rvalue, Step};
use crate::model::Role;

/// Whether the functions of the file say of the field or variable in `place`, which they may reach in other ways, that it
/// holds sockets of their own: it is used as only sockets are used, opened or closed somewhere in the file, and none was asked of
/// somebody who has it or has another home.
pub fn is_own_socket(cx: &FunctionCx, is_socket: bool, place: PlaceId, callers: &Callers) -> bool {
    let mut is_socket = is_socket;
    let (mut is_kept, mut is_entry) = (false, false);
    let all = (callers.all)();
    for (home_cx, home) in homes(cx, place, &all) {
        for &other in &all {
            let places = (0..other.places.len() as u32).map(PlaceId);
            // Entries of poll() are all alike, and others than what they are made of.
            let is_like = |like: &PlaceId| is_alike(home_cx, home, other, *like);
            for like in places.filter(is_like) {
                if is_awaited(other, like) {
                    is_entry |= is_like_root(home_cx, home, other, like);
                    continue;
                }
                is_socket = is_socket || is_socket_place(other, like) || is_born_in(other, like);
                let is_got = |call: &CallSite| {
                    call.dest == Some(like) && matches!(call.target, Target::Unknown(_) | Target::Pointer(_))
                };
                if other.calls.iter().any(is_got) || is_copy(other, like) {
                    return false;
                }
                is_kept |= is_kept_in(other, like);
            }
        }
    }
    // What nobody in the file opens or closes is somebody else's.
    is_socket && is_kept && !is_entry
}

/// Whether the function opens what is in `place`, or closes it.
fn is_kept_in(cx: &FunctionCx, place: PlaceId) -> bool {
    let is_param = |source: PlaceId| cx.boundary_path(source).is_some_and(|path| path.steps.is_empty());
    let is_stored = |inst: &Inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } => *dest == place && !is_param(*source),
        _ => false,
    };
    is_born_in(cx, place) || cx.function.insts().any(is_stored) || cx.calls.iter().any(|call| closes(cx, call, place))
}

/// Whether the call closes what is in `place`.
fn closes(cx: &FunctionCx, call: &CallSite, place: PlaceId) -> bool {
    let releases = |class: &Class| matches!(class.effect, Effect::Release | Effect::ReleaseAndReset);
    match call.target {
        Target::Model(model) => model.role == Role::Release && handle_arg(call) == Some(place),
        Target::Body(summary) => summary
            .effects
            .iter()
            .any(|(path, classes)| classes.iter().any(releases) && cx.resolve(call, path) == Some(place)),
        Target::Unknown(_) | Target::Pointer(_) => false,
    }
}

/// Whether two places lie in the same file-scope variable, or are one.
fn is_like_root(a_cx: &FunctionCx, a: PlaceId, b_cx: &FunctionCx, b: PlaceId) -> bool {
    let global = |cx: &FunctionCx, place: PlaceId| match &cx.places.get(cx.places.root(place)).step {
        Step::Global(name) => Some(name.clone()),
        _ => None,
    };
    std::ptr::eq(a_cx, b_cx) && a == b || global(a_cx, a).is_some() && global(a_cx, a) == global(b_cx, b)
}

/// Whether what the place holds has another home as well: a member or variable that outlives the function is copied there
/// where a socket was opened in it.
fn is_copy(cx: &FunctionCx, place: PlaceId) -> bool {
    // Between two objects of a kind it is moved.
    let is_of_kind = |source: PlaceId| cx.places.get(source).step == cx.places.get(place).step;
    let is_home = |source: PlaceId| !matches!(cx.storage(source), Storage::Own(_)) && !is_of_kind(source);
    cx.function.insts().any(|inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } => {
            *dest == place && is_home(*source) && is_born_in(cx, *source)
        }
        _ => false,
    })
}

/// Whether the place only tells which descriptor to wait for.
fn is_awaited(cx: &FunctionCx, place: PlaceId) -> bool {
    let entry = cx.places.get(place).parent;
    entry.is_some() && POLLFD.iter().any(|name| cx.places.find(entry, Step::Field((*name).into())).is_some())
}

/// The members of `struct pollfd` beside the descriptor (POSIX, `<poll.h>`).
const POLLFD: [&str; 2] = ["events", "revents"];

/// The place, and what the callers in the file give for it where it is but a parameter's target.
fn homes<'h, 'a>(
    cx: &'h FunctionCx<'a>,
    place: PlaceId,
    all: &[&'h FunctionCx<'a>],
) -> Vec<(&'h FunctionCx<'a>, PlaceId)> {
    let mut found = vec![(cx, place)];
    if let (Step::Elem(_), Some(path)) = (&cx.places.get(place).step, cx.boundary_path(place)) {
        for &other in all {
            let calls = other.calls.iter().filter(|call| call.name == cx.function.name.as_str());
            found.extend(calls.filter_map(|call| Some((other, other.resolve(call, &path)?))));
        }
    }
    found
}

/// Whether a fresh socket is stored in `place`.
fn is_born_in(cx: &FunctionCx, place: PlaceId) -> bool {
    let returns = |birth: &Birth| birth.fresh == Some(FreshAt::Return);
    cx.calls.iter().filter(|call| call.dest == Some(place)).any(|call| match call.target {
        Target::Model(model) => model.role == Role::Acquire,
        Target::Body(summary) => summary.births.iter().flatten().any(returns),
        Target::Unknown(_) | Target::Pointer(_) => false,
    })
}

/// Whether the places are fields of the same name, or the same variable of the file.
fn is_alike(a_cx: &FunctionCx, a: PlaceId, b_cx: &FunctionCx, b: PlaceId) -> bool {
    match (&a_cx.places.get(a).step, &b_cx.places.get(b).step) {
        (Step::Field(a), Step::Field(b)) | (Step::Global(a), Step::Global(b)) => a == b,
        _ => false,
    }
}
