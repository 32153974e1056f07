//! Error codes of Winsock calls looked for where the C run-time has its own.

use super::FEW;
use super::cx::{Call, Cx, Words};
use crate::ir::{Callee, CmpOp, Cond, Const, Function, Inst, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{Role, Trait};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeMap;

/// Where the code really is.
const INSTEAD: &str = "read `WSAGetLastError()`, right after the call that failed";

/// One observation for each call whose failure is looked for in `errno`.
pub fn misread(cx: &Cx) -> Vec<Observation> {
    if !cx.is_windows() {
        return Vec::new();
    }
    let reads = cx.function.insts().any(|inst| is_print(cx, inst)) || errno(&cx.function).is_some();
    if !reads {
        return Vec::new();
    }
    let calls = cx.calls.iter().filter(|call| cx.has_trait(call, Trait::SetsWinsockError));
    let mut found: BTreeMap<Span, Observation> = BTreeMap::new();
    for call in calls {
        // A macro of its own is meant to be right in each world, whatever arm of `#if` was chosen here.
        let is_said = |at: Span| ["errno", "perror", "_wperror"].iter().any(|word| cx.says(at, word));
        if let Some((at, handle)) = misread_after(cx, call).filter(|(at, _)| is_said(*at) && !is_asked_within(cx, *at))
        {
            found.entry(at).or_insert_with(|| observation(cx, call, at, handle));
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

/// Where `errno` is read on a way that begins with the failure, before anything else is called that may set it.
fn misread_after(cx: &Cx, call: &Call) -> Option<(Span, String)> {
    let errno = errno(&cx.function);
    let result = call.dest?;
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let mut facts = Facts::default();
    facts.set(result, Known::Is(Const::Int(-1)));
    let mut found: Option<Span> = None;
    let reads = |operand: &Operand| errno.is_some() && *operand == Operand::Copy(errno.unwrap_or_default());
    // The failure is known only once somebody has looked.
    let see = |event: Event, facts: &mut Facts, is_failed: &mut bool| match event {
        Event::Inst(_, inst) => {
            let is_read = match inst {
                Inst::Assign { value: Rvalue::Use(value), .. } => reads(value),
                Inst::Call { args, .. } => is_print(cx, inst) || args.iter().any(reads),
                _ => false,
            };
            if is_read && *is_failed {
                found = Some(found.map_or(inst.span(), |known| known.min(inst.span())));
                return Next::Stop;
            }
            if sets(inst, errno) || is_end(cx, inst) {
                return Next::Stop;
            }
            Next::Go
        }
        Event::Way(_, terminator, _) => {
            if let Terminator::Branch { cond, span, .. } = terminator {
                let is_read = (reads(&cond.lhs) || reads(&cond.rhs)) && !asks_for_signal(cond);
                if is_read && *is_failed {
                    found = Some(found.map_or(*span, |known| known.min(*span)));
                    return Next::Stop;
                }
                let is_result = |operand: &Operand| matches!(operand, Operand::Copy(place) if facts.value(*place) == Some(&Const::Int(-1)));
                *is_failed |= (is_result(&cond.lhs) || is_result(&cond.rhs)) && cond.op != CmpOp::Gt;
            }
            if let Terminator::Switch { value, span, .. } = terminator
                && reads(value)
                && *is_failed
            {
                found = Some(found.map_or(*span, |known| known.min(*span)));
                return Next::Stop;
            }
            Next::Go
        }
        _ => Next::Go,
    };
    walk_within(FEW, &cx.function, start, facts, false, see);
    let handle = call.place(0).map(|place| cx.function.show_place(place));
    found.map(|at| (at, handle.unwrap_or_else(|| "the socket".to_owned())))
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

fn observation(cx: &Cx, call: &Call, at: Span, handle: String) -> Observation {
    let because = format!("`{}` of Winsock does not set `errno`", call.name);
    let words = Words { because, instead: INSTEAD.to_owned(), matters: true };
    let path = vec![
        cx.step(call.span, StepKind::Call, format!("`{}` fails", call.name)),
        cx.step(at, StepKind::Branch, "`errno` is read here".to_owned()),
    ];
    Observation { path, ..cx.lapse(Lapse::WrongErrorCode, at, handle, words) }
}
