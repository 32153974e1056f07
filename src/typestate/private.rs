//! Static variables that one function alone can name: what it does not call with them cannot touch them.

use super::context::FunctionCx;
use super::pointed::is_pointer;
use super::storage::Storage;
use crate::ir::{Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};

/// In longer files it is not looked for, in bytes: every function would search all of the text.
const LONGEST: usize = 1 << 18;

/// The static variables that only this function names, and whose address no one else gets.
pub(super) fn private_roots(cx: &FunctionCx) -> Vec<PlaceId> {
    let roots = (0..cx.places.len() as u32).map(PlaceId).filter(|place| cx.places.get(*place).parent.is_none());
    roots.filter(|root| cx.storage(*root) == Storage::Static && is_named_here_only(cx, *root)).collect()
}

fn is_named_here_only(cx: &FunctionCx, root: PlaceId) -> bool {
    let is_own = match &cx.places.get(root).step {
        Step::Local(local) => cx.function.local(*local).kind == LocalKind::Static,
        Step::Global(name) => !cx.source.path.ends_with(".h") && is_declared_static(cx, name.as_str()),
        _ => false,
    };
    is_own && !cx.function.insts().any(|inst| stores_address(cx, inst, root)) && !gives_address(cx, root)
}

/// Whether a function that may keep it is given the variable's address.
fn gives_address(cx: &FunctionCx, root: PlaceId) -> bool {
    let is_it = |arg: &Operand| matches!(arg, Operand::AddrOf(place) if cx.places.is_within(*place, root));
    cx.calls.iter().any(|call| call.model().is_none() && call.args.iter().any(is_it))
}

/// Whether the variable's address is stored elsewhere than in a pointer of this call that stays here.
fn stores_address(cx: &FunctionCx, inst: &Inst, root: PlaceId) -> bool {
    match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::AddrOf(place)), .. } => {
            cx.places.is_within(*place, root) && (!is_pointer(cx, *dest) || goes_on(cx, *dest))
        }
        _ => false,
    }
}

/// Whether the pointer is copied or returned.
fn goes_on(cx: &FunctionCx, pointer: PlaceId) -> bool {
    let is_it = |operand: &Operand| *operand == Operand::Copy(pointer) || *operand == Operand::AddrOf(pointer);
    let is_copied = |inst: &Inst| matches!(inst, Inst::Assign { value: Rvalue::Use(value), .. } if is_it(value));
    let is_returned =
        |terminator: &Terminator| matches!(terminator, Terminator::Return { value: Some(value), .. } if is_it(value));
    cx.function.insts().any(is_copied) || cx.function.blocks.iter().any(|block| is_returned(&block.terminator))
}

/// Whether the file speaks of the variable outside the function only to declare it `static`.
fn is_declared_static(cx: &FunctionCx, name: &str) -> bool {
    let text = &cx.source.text;
    let span = cx.function.span.range();
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let is_whole = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        !is_word(before) && !is_word(text.get(at + name.len()))
    };
    let is_static = |at: usize| {
        let line = text[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (before, behind) = (text[line..at].trim_ascii_start(), text[at + name.len()..].trim_ascii_start());
        let is_declarator = !before.iter().any(|byte| b"(){}=".contains(byte));
        before.starts_with(b"static ") && is_declarator && behind.first().is_some_and(|byte| b";=,[".contains(byte))
    };
    if text.len() > LONGEST {
        return false;
    }
    let others = memchr::memmem::find_iter(text, name).filter(is_whole).filter(|at| !span.contains(at));
    let others: Vec<usize> = others.collect();
    !others.is_empty() && others.into_iter().all(is_static)
}
