//! Codes of the C run-time looked for in what Winsock says of its own calls.

use super::FEW;
use super::cx::{Call, Cx, Words, with_harm};
use crate::ir::{BlockId, Cond, Const, Inst, Name, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::Role;
use crate::shapes::facts::Facts;
use crate::shapes::flow::copies;
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeSet;

/// What gives the code of Winsock's last error.
const ASKS: &str = "WSAGetLastError";

/// Codes that the C run-time of Windows has had for ever, each with what comes nearest to it in Winsock. Others are often defined
/// by a program's own headers, as Winsock's codes.
const RUN_TIME: [(&str, &str); 6] = [
    ("EAGAIN", "WSAEWOULDBLOCK"),
    ("EACCES", "WSAEACCES"),
    ("EBADF", "WSAENOTSOCK"),
    ("EINVAL", "WSAEINVAL"),
    ("EMFILE", "WSAEMFILE"),
    ("EPIPE", "WSAESHUTDOWN"),
];

/// The name of another code for what `EAGAIN` stands for: who asks for it as well may have given it Winsock's number.
const TWIN: &str = "EWOULDBLOCK";

/// What comes of it, for any code and for `EAGAIN`.
const SAME: &str = "the test comes out the same whatever has happened";
const IDLE: &str = "the test comes out the same whatever has happened: a peer that only has nothing to say is taken for one that is gone";

/// One observation for each call that asks for the code, if none is asked for that it may be.
pub fn foreign(cx: &Cx) -> Vec<Observation> {
    let asks = |call: &&Call| call.name.as_str() == ASKS && call.model.is_some();
    cx.calls.iter().filter(asks).filter_map(|call| foreign_of(cx, call)).collect()
}

fn foreign_of(cx: &Cx, call: &Call) -> Option<Observation> {
    let places = copies(&cx.function, call.dest?);
    if gets_others(cx, &places) {
        return None;
    }
    let asked = asked(cx, &places);
    let is_right = |it: &Asked| it.code.as_str().starts_with("WSA") || it.code.as_str() == TWIN;
    if asked.iter().any(is_right) {
        return None;
    }
    let reached = reached(cx, call, &places);
    let is_own = |it: &&Asked| {
        let is_defined = cx.file.declared.macro_text(&it.code).is_some();
        reached.contains(&it.block) && !is_defined && !cx.is_expanded(it.at)
    };
    let known = |it: &Asked| Some((RUN_TIME.iter().find(|(code, _)| *code == it.code.as_str())?, it.at));
    let ((code, instead), at) = asked.iter().filter(is_own).find_map(known)?;
    let because = format!("`{code}` is a code of `errno`, and what `{ASKS}` gives has other numbers");
    let words = Words { because, instead: format!("compare with `{instead}`"), matters: true };
    let path = vec![
        cx.step(call.span, StepKind::Call, "Winsock is asked for its code".to_owned()),
        cx.step(at, StepKind::Branch, format!("it is compared with `{code}` here")),
    ];
    let harm = if *code == "EAGAIN" { IDLE } else { SAME };
    let seen = with_harm(cx.lapse(Lapse::WrongErrorCode, at, "the socket".to_owned(), words), Some(harm));
    Some(Observation { path, ..seen })
}

/// Whether something else is stored in one of the places as well, such as `errno`.
fn gets_others(cx: &Cx, places: &BTreeSet<PlaceId>) -> bool {
    let is_own = |operand: &Operand| match operand {
        Operand::Copy(place) => places.contains(place),
        Operand::Const(_) => true,
        _ => false,
    };
    let tells = |call: &&Call| call.model.is_some_and(|model| model.role == Role::ErrorCode);
    let codes: BTreeSet<Span> = cx.calls.iter().filter(tells).map(|call| call.span).collect();
    cx.function.insts().any(|inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(value), .. } => places.contains(dest) && !is_own(value),
        Inst::Assign { dest, .. } => places.contains(dest),
        Inst::Call { dest, args, span, .. } => {
            let is_given = |arg: &Operand| matches!(arg, Operand::AddrOf(place) if places.contains(place));
            dest.is_some_and(|dest| places.contains(&dest)) && !codes.contains(span) || args.iter().any(is_given)
        }
        _ => false,
    })
}

/// A test of a code.
struct Asked {
    /// The block that it ends.
    block: BlockId,
    /// The constant that is asked for.
    code: Name,
    /// The test.
    at: Span,
}

/// The constants that the places are compared with.
fn asked(cx: &Cx, places: &BTreeSet<PlaceId>) -> Vec<Asked> {
    let is_one = |operand: &Operand| matches!(operand, Operand::Copy(place) if places.contains(place));
    let mut found = Vec::new();
    for block in cx.function.block_ids() {
        let mut add = |constant: &Const, at: Span| {
            if let Const::Sym(code) = constant {
                found.push(Asked { block, code: code.clone(), at });
            }
        };
        match &cx.function.block(block).terminator {
            Terminator::Branch { cond: Cond { lhs, rhs, .. }, span, .. } => match (lhs, rhs) {
                (side, Operand::Const(code)) | (Operand::Const(code), side) if is_one(side) => add(code, *span),
                _ => {}
            },
            Terminator::Switch { value, cases, span, .. } if is_one(value) => {
                cases.iter().for_each(|(code, _)| add(code, *span));
            }
            _ => {}
        }
    }
    found
}

/// The blocks that the code comes to: a variable that all share, such as `errno`, only until something else is called.
fn reached(cx: &Cx, call: &Call, places: &BTreeSet<PlaceId>) -> BTreeSet<BlockId> {
    let is_shared = places.iter().any(|place| matches!(cx.function.places.get(*place).step, Step::Global(_)));
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let mut found = BTreeSet::new();
    walk_within(FEW, &cx.function, start, Facts::default(), (), |event, _, ()| match event {
        Event::Inst(_, Inst::Call { .. }) if is_shared => Next::Stop,
        Event::Way(from, ..) => {
            found.insert(from);
            Next::Go
        }
        _ => Next::Go,
    });
    found
}
