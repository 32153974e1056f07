//! Error codes of Winsock calls looked for where the C run-time has its own.

use super::FEW;
use super::cx::{Call, Cx, Words, with_harm};
use crate::ir::{Callee, CmpOp, Cond, Const, Function, Inst, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{Role, Trait};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeMap;

/// Where the code really is.
const INSTEAD: &str = "read `WSAGetLastError()`, right after the call that failed";

/// What comes of it where nothing depends on the code.
const TOLD: &str = "the message names the wrong reason: one that another call has left there, or none";

/// One observation for each call whose failure is looked for in `errno`.
pub fn misread(cx: &Cx) -> Vec<Observation> {
    if !cx.is_windows() {
        return Vec::new();
    }
    let reads = cx.function.insts().any(|inst| is_print(cx, inst)) || errno(&cx.function).is_some();
    if !reads {
        return Vec::new();
    }
    // What some arm of a header puts in the place of Winsock's may set it; which arm is live nobody can be sure of.
    let is_plain = |call: &&Call| !cx.file.declared.may_be_renamed(call.name.as_str());
    let calls = cx.calls.iter().filter(|call| cx.has_trait(call, Trait::SetsWinsockError)).filter(is_plain);
    let mut found: BTreeMap<Span, Observation> = BTreeMap::new();
    for call in calls {
        // A macro of its own is meant to be right in each world, whatever arm of `#if` was chosen here.
        let is_said = |at: Span| ["errno", "perror", "_wperror"].iter().any(|word| cx.says(at, word));
        if let Some(seen) = misread_after(cx, call).filter(|seen| is_said(seen.at) && !is_asked_within(cx, seen.at)) {
            found.entry(seen.at).or_insert_with(|| observation(cx, call, &seen));
        }
    }
    found.into_values().collect()
}

/// Whether a macro that is given `errno` asks for the right code as well: `strerror(x)` that falls back on `GetLastError()`.
fn is_asked_within(cx: &Cx, at: Span) -> bool {
    let mut around = cx.function.expansions.iter().filter(|expansion| expansion.call.contains(at));
    let tells = |call: &&Call| call.model.is_some_and(|model| model.role == Role::ErrorCode);
    around.any(|expansion| cx.calls.iter().filter(tells).any(|call| expansion.call.contains(call.span)))
}

fn errno(function: &Function) -> Option<PlaceId> {
    function.places.find(None, Step::Global("errno".into()))
}

fn is_print(cx: &Cx, inst: &Inst) -> bool {
    let prints = |name: &str| cx.file.models.has_trait(name, Trait::PrintsErrno);
    matches!(inst, Inst::Call { callee: Callee::Named(name), .. } if prints(name.as_str()))
}

/// Where `errno` is read for a call that has failed.
struct Misread {
    /// The first place.
    at: Span,
    /// Whether something depends on it but a message.
    decides: bool,
}

/// How far a way has come.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    /// Nobody has looked whether the call failed.
    Fresh,
    /// It is known to have failed.
    Failed,
    /// And the wrong code was shown.
    Shown,
}

impl Misread {
    /// Adds another place on a way.
    fn add(found: &mut Option<Misread>, at: Span, decides: bool, way: Way) {
        let known = found.get_or_insert(Misread { at, decides });
        known.decides |= decides;
        if way == Way::Failed {
            known.at = known.at.min(at);
        }
    }
}

/// Where `errno` is read on a way that begins with the failure, before anything else is called that may set it.
fn misread_after(cx: &Cx, call: &Call) -> Option<Misread> {
    let errno = errno(&cx.function);
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let mut facts = cx.known_at(call.at);
    facts.forget(&cx.function, call.dest?);
    facts.set(call.dest?, Known::Is(Const::Int(-1)));
    let mut found: Option<Misread> = None;
    // The failure is known only once somebody has looked.
    let see = |event: Event, facts: &mut Facts, way: &mut Way| match event {
        Event::Inst(_, inst) => {
            let decides = read(cx, inst, errno).filter(|_| *way != Way::Fresh);
            if let Some(decides) = decides {
                Misread::add(&mut found, inst.span(), decides, *way);
                *way = Way::Shown;
            }
            let is_over = decides == Some(true) || sets(inst, errno) || is_end(cx, inst);
            if is_over { Next::Stop } else { Next::Go }
        }
        Event::Way(_, terminator, _) if is_below_zero(cx, terminator) => Next::Stop,
        Event::Way(_, terminator, _) => {
            if let Some(span) = asked(terminator, errno).filter(|_| *way != Way::Fresh) {
                Misread::add(&mut found, span, true, *way);
                return Next::Stop;
            }
            if let Terminator::Branch { cond, .. } = terminator
                && *way == Way::Fresh
                && is_failure(cond, facts)
            {
                *way = Way::Failed;
            }
            Next::Go
        }
        _ => Next::Go,
    };
    walk_within(FEW, &cx.function, start, facts, Way::Fresh, see);
    found
}

fn is_errno(operand: &Operand, errno: Option<PlaceId>) -> bool {
    errno.is_some() && operand.place() == errno && matches!(operand, Operand::Copy(_))
}

/// Whether a test asks whether a `SOCKET` is below 0, which none is: whatever stands there is about nothing that happens.
fn is_below_zero(cx: &Cx, terminator: &Terminator) -> bool {
    let Terminator::Branch { cond: Cond { op: CmpOp::Lt, lhs, rhs, .. }, span, .. } = terminator else { return false };
    let is_socket = lhs.place().is_some_and(|place| cx.is_winsock_socket(place));
    is_socket && *rhs == Operand::int(0) && !cx.has_cast(*span)
}

/// Whether a test asks for the result of a call that is known to have failed.
fn is_failure(cond: &Cond, facts: &Facts) -> bool {
    let is_result =
        |operand: &Operand| matches!(operand, Operand::Copy(place) if facts.value(*place) == Some(&Const::Int(-1)));
    (is_result(&cond.lhs) || is_result(&cond.rhs)) && cond.op != CmpOp::Gt
}

/// Where `errno` decides about the way.
fn asked(terminator: &Terminator, errno: Option<PlaceId>) -> Option<Span> {
    match terminator {
        Terminator::Branch { cond, span, .. } => {
            let is_read = is_errno(&cond.lhs, errno) || is_errno(&cond.rhs, errno);
            (is_read && !asks_for_signal(cond)).then_some(*span)
        }
        Terminator::Switch { value, span, .. } => is_errno(value, errno).then_some(*span),
        _ => None,
    }
}

/// Whether `errno` is read, and whether for more than a message.
fn read(cx: &Cx, inst: &Inst, errno: Option<PlaceId>) -> Option<bool> {
    match inst {
        Inst::Assign { dest, value: Rvalue::Use(value), .. } => is_errno(value, errno).then(|| !cx.is_only_told(*dest)),
        Inst::Call { .. } if is_print(cx, inst) => Some(false),
        Inst::Call { callee, args, .. } => args.iter().any(|arg| is_errno(arg, errno)).then(|| !cx.is_message(callee)),
        _ => None,
    }
}

/// Whether a test asks for what no call of Winsock is ever ended by: a signal. The answer is no, as it should be.
fn asks_for_signal(cond: &Cond) -> bool {
    [&cond.lhs, &cond.rhs]
        .iter()
        .any(|side| matches!(side, Operand::Const(Const::Sym(name)) if name.as_str() == "EINTR"))
}

/// Whether `errno` may have another meaning behind it: it is set, or something is called that may set it.
fn sets(inst: &Inst, errno: Option<PlaceId>) -> bool {
    match inst {
        Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => errno == Some(*dest),
        _ => matches!(inst, Inst::Opaque { .. }),
    }
}

/// Whether a call ends what is known: it may set `errno` itself, or read the right code.
fn is_end(cx: &Cx, inst: &Inst) -> bool {
    let Inst::Call { callee, .. } = inst else { return false };
    let Callee::Named(name) = callee else { return true };
    !cx.file.models.name_suggests(name.as_str(), crate::model::NameKind::Logs)
        || cx.file.summaries.contains_key(name.as_str())
}

fn observation(cx: &Cx, call: &Call, seen: &Misread) -> Observation {
    let at = seen.at;
    let handle = call.place(0).map_or("the socket".to_owned(), |place| cx.function.show_place(place));
    let because = format!("`{}` of Winsock does not set `errno`", call.name);
    let words = Words { because, instead: INSTEAD.to_owned(), matters: true };
    let path = vec![
        cx.step(call.span, StepKind::Call, format!("`{}` fails", call.name)),
        cx.step(at, StepKind::Branch, "`errno` is read here".to_owned()),
    ];
    let harm = (!seen.decides).then_some(TOLD);
    Observation { path, ..with_harm(cx.lapse(Lapse::WrongErrorCode, at, handle, words), harm) }
}
