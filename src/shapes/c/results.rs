//! Results of calls taken for error codes: they are -1 where a call fails, and why is told elsewhere.

use super::cx::{Call, Cx, Words};
use crate::ir::{BlockId, CmpOp, Cond, Const, Name, Operand, PlaceId, Terminator};
use crate::model::{Role, Trait};
use crate::shapes::walk::At;
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeSet;

/// Codes of `errno` that calls on sockets give; those of Winsock have the same names behind `WSA`.
const CODES: [&str; 34] = [
    "EACCES",
    "EADDRINUSE",
    "EADDRNOTAVAIL",
    "EAFNOSUPPORT",
    "EAGAIN",
    "EALREADY",
    "EBADF",
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EDESTADDRREQ",
    "EFAULT",
    "EHOSTDOWN",
    "EHOSTUNREACH",
    "EINPROGRESS",
    "EINTR",
    "EINVAL",
    "EISCONN",
    "EMFILE",
    "EMSGSIZE",
    "ENETDOWN",
    "ENETRESET",
    "ENETUNREACH",
    "ENFILE",
    "ENOBUFS",
    "ENOMEM",
    "ENOTCONN",
    "ENOTSOCK",
    "EOPNOTSUPP",
    "EPERM",
    "EPIPE",
    "EPROTO",
    "ETIMEDOUT",
    "EWOULDBLOCK",
];

/// What stands before the names of Winsock's codes.
const WINSOCK: &str = "WSA";

/// Codes of Winsock with names of their own.
const PENDING: [&str; 2] = ["WSA_IO_PENDING", "ERROR_IO_PENDING"];

/// One observation for each call whose result is taken for a code.
pub fn taken_for_codes(cx: &Cx) -> Vec<Observation> {
    let tests: Vec<Test> = cx.function.block_ids().filter_map(|block| test(cx, block)).collect();
    let mut known: BTreeSet<At> = BTreeSet::new();
    let mut found = Vec::new();
    for test in tests {
        let Some(calls) = givers(cx, &test) else { continue };
        if calls.iter().all(|call| known.insert(call.at)) {
            found.push(observation(cx, &test, calls[0]));
        }
    }
    found
}

/// A comparison with a code.
struct Test {
    block: BlockId,
    place: PlaceId,
    code: Name,
    /// The comparison, or that of a `switch` with one of its cases.
    op: CmpOp,
    span: Span,
}

fn test(cx: &Cx, block: BlockId) -> Option<Test> {
    let (place, code, op, span) = match &cx.function.block(block).terminator {
        Terminator::Branch { cond: Cond { lhs, op, rhs }, span, .. } => match (lhs, rhs) {
            (Operand::Copy(place), Operand::Const(Const::Sym(code)))
            | (Operand::Const(Const::Sym(code)), Operand::Copy(place)) => (*place, code, *op, *span),
            _ => return None,
        },
        Terminator::Switch { value: Operand::Copy(place), cases, span, .. } => {
            let code = cases.iter().find_map(|(case, _)| match case {
                Const::Sym(code) if is_code(code) => Some(code),
                _ => None,
            });
            (*place, code?, CmpOp::Eq, *span)
        }
        _ => return None,
    };
    let is_plain = matches!(op, CmpOp::Eq | CmpOp::Ne) && is_code(code);
    // A name of the file's own, and a macro that asks for several things at once, may mean something else.
    let is_foreign = cx.file.declared.macro_text(code).is_some() || cx.is_expanded(span);
    (is_plain && !is_foreign).then(|| Test { block, place, code: code.clone(), op, span })
}

fn is_code(name: &Name) -> bool {
    let name = name.as_str();
    CODES.contains(&name.strip_prefix(WINSOCK).unwrap_or(name)) || PENDING.contains(&name)
}

/// The calls that give what is tested, if all tell of a failure by -1.
fn givers<'c, 'a>(cx: &'c Cx<'a>, test: &Test) -> Option<Vec<&'c Call<'a>>> {
    let end = At { block: test.block, inst: cx.function.block(test.block).insts.len() };
    let calls = cx.given_by(test.place, end)?;
    calls.into_iter().map(|at| cx.call_at(at).filter(|call| gives_minus_one(cx, call))).collect()
}

/// Whether the call gives -1 where it fails, and says why in `errno`, or as Winsock does.
fn gives_minus_one(cx: &Cx, call: &Call) -> bool {
    let Some(model) = call.model else { return false };
    let is_own = cx.file.outside.summary(call.name.as_str()).is_some();
    let fails = model.error.is_some_and(|test| matches!((test.op, test.value), (CmpOp::Eq, -1) | (CmpOp::Lt, 0)));
    let is_socket =
        model.is_socket_api || matches!(model.role, Role::Acquire | Role::Duplicate) || is_on_socket(cx, call);
    let waits = cx.has_trait(call, Trait::WaitsForReadiness);
    !is_own && (fails && is_socket || waits)
}

/// Whether the call moves data of what is used as a socket elsewhere in the function.
fn is_on_socket(cx: &Cx, call: &Call) -> bool {
    let is_io = call.model.is_some_and(|model| model.io.is_some());
    is_io && call.handle().is_some_and(|place| cx.is_used(place))
}

fn observation(cx: &Cx, test: &Test, call: &Call) -> Observation {
    let because = because(test, call);
    let instead = match is_of_winsock(&test.code) {
        true => format!("ask for -1 first, and then whether `WSAGetLastError()` gives `{}`", test.code),
        false => format!("ask for -1 first, and then whether `errno` is `{}`", test.code),
    };
    let handle = call.handle().map_or("the socket".to_owned(), |place| cx.function.show_place(place));
    let path = vec![
        cx.step(call.span, StepKind::Call, format!("`{}` gives -1 if it fails", call.name)),
        cx.step(test.span, StepKind::Branch, format!("that is compared with `{}` here", test.code)),
    ];
    let words = Words { because, instead, matters: true };
    Observation { path, ..cx.lapse(Lapse::ResultAsCode, test.span, handle, words) }
}

fn because(test: &Test, call: &Call) -> String {
    let gives = match call.model {
        Some(model) if model.io.is_some() => "a number of bytes",
        Some(model) if model.role == Role::Use => "0",
        Some(model) if model.role == Role::Inert => "a number of descriptors",
        _ => "a descriptor",
    };
    let kept = match is_of_winsock(&test.code) {
        true => "keeps the code for `WSAGetLastError`",
        false => "sets `errno`",
    };
    let comes = match (gives, test.op) {
        ("0", CmpOp::Ne) => "this always holds",
        ("0", _) => "this never holds",
        (_, CmpOp::Ne) => "this holds whatever the reason",
        _ => "no failure is told by this",
    };
    format!("`{}` gives {gives}, or -1 and {kept}, so {comes}", call.name)
}

fn is_of_winsock(code: &Name) -> bool {
    code.as_str().starts_with(WINSOCK) || PENDING.contains(&code.as_str())
}
