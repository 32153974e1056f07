//! What calls do to a raw descriptor, be they of the C library or of a crate with functions of its names.

use super::calls::{CallAt, Calls};
use crate::ir::{LocalKind, Operand, PlaceId, VALUE};
use crate::model::{Does, Role, TypeKind};
use crate::typestate::{BoundaryPath, Effect, Summary};

/// Whether the call opens a descriptor by what is known of it.
pub fn opens(calls: &Calls, call: &CallAt) -> bool {
    let model = calls.models.function(call.name.as_str());
    call.does == Some(Does::Open) || model.is_some_and(|model| matches!(model.role, Role::Acquire | Role::Duplicate))
}

/// Whether it closes the descriptor that it is given.
pub fn closes(calls: &Calls, call: &CallAt) -> bool {
    let is_release = match call.body {
        Some(summary) => ends(summary, 0),
        None => calls.models.function(call.name.as_str()).is_some_and(|model| model.role == Role::Release),
    };
    (call.does == Some(Does::Close) || is_release) && call.args.len() == 1
}

/// Whether a function whose body was read closes a number that it is given, whatever it returns.
fn ends(summary: &Summary, at: usize) -> bool {
    let is_it = |path: &BoundaryPath| path.param as usize == at && path.steps.is_empty();
    let effects = summary.effects.iter().find(|(path, _)| is_it(path));
    effects.is_some_and(|(_, classes)| classes.iter().all(|class| class.effect == Effect::Release))
}

/// Whether the function called `name` only uses the descriptor that it is given as argument `at`.
pub fn only_uses(calls: &Calls, name: &str, at: usize) -> bool {
    let is_use = |role| matches!(role, Role::Use | Role::Inert);
    // A vector keeps what it is made of.
    name.ends_with('!') && name != "vec!"
        || calls.models.methods().does(name) == Some(Does::Use)
        || match (calls.bodies)(name) {
            Some(summary) => leaves_alone(summary, at),
            None => calls.models.function(name).is_some_and(|model| is_use(model.role)),
        }
}

/// Whether a function whose body was read is seen to use a number that it is given, and leaves it as it is.
fn leaves_alone(summary: &Summary, at: usize) -> bool {
    let is_it = |path: &BoundaryPath| path.param as usize == at && path.steps.is_empty();
    let mut effects =
        summary.effects.iter().filter(|(path, _)| is_it(path)).flat_map(|(_, classes)| classes).peekable();
    // Of a number that is only passed on it is not known that it stays: who gets it may have been left unread.
    let is_seen = effects.peek().is_some() && !summary.unseen.iter().any(is_it);
    is_seen && !summary.lets_out(at) && effects.all(|class| class.effect.is_quiet())
}

/// Whether something is known of what the call does to descriptors.
pub fn is_known(calls: &Calls, call: &CallAt) -> bool {
    matches!(call.does, Some(Does::Open | Does::Close | Does::Use))
        || calls.models.function(call.name.as_str()).is_some()
}

/// Whether a place is in a value that refers to a descriptor and does not own it, as `pollfd` does.
pub fn is_in_view(calls: &Calls, place: PlaceId) -> bool {
    let Some(local) = calls.function.places.root_local(place) else { return false };
    let local = calls.function.local(local);
    local.kind == LocalKind::Temp && calls.models.methods().is_type(TypeKind::View, local.ty.base.as_str())
}

/// Where the descriptors are that a call gives: in its result or what success holds, or, of a pair, in the parts of that.
pub fn births(calls: &Calls, result: PlaceId) -> Vec<PlaceId> {
    let wholes = [Some(result), calls.member(result, VALUE)];
    let part = |whole: &PlaceId, name| calls.member(*whole, name);
    let pairs = wholes.iter().flatten().flat_map(|whole| [part(whole, "0"), part(whole, "1")]);
    let pairs: Vec<PlaceId> = pairs.flatten().collect();
    if pairs.is_empty() { vec![result] } else { pairs }
}

/// Whether a call is given the number itself time and again: then it does not keep it, and the number has no owner that could
/// move there.
pub fn is_given_again(calls: &Calls, call: &CallAt, is_number: impl Fn(PlaceId) -> bool) -> bool {
    let is_method = call.name.as_str().contains('.');
    let by_value = |arg: &Operand| matches!(arg, Operand::Copy(place) if is_number(*place));
    call.args.iter().skip(usize::from(is_method)).any(by_value) && calls.is_in_loop(call)
}
