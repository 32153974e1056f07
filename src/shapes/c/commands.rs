//! Flags of a descriptor given to the command of `fcntl` that is for others: nothing is set, and nothing fails.

use super::cx::{Call, Cx, Words};
use super::options::symbol;
use crate::ir::{BinOp, BlockId, Const, Inst, Operand, PlaceId, Rvalue, Step};
use crate::typestate::{Lapse, Observation};
use std::collections::BTreeSet;

/// The arguments of `fcntl`.
const COMMAND: usize = 1;
const FLAGS: usize = 2;

/// One observation for each call with a flag that its command does not know.
pub fn mistaken(cx: &Cx) -> Vec<Observation> {
    let calls = cx.calls.iter().filter(|call| call.name.as_str() == "fcntl" && call.model.is_some());
    calls.filter_map(|call| mistake(cx, call)).collect()
}

fn mistake(cx: &Cx, call: &Call) -> Option<Observation> {
    let (models, command) = (cx.file.models, symbol(call, COMMAND)?);
    if !models.flags().has(command) {
        return None;
    }
    let is_other = |flag: &&str| models.flags().command(flag).is_some_and(|known| known != command);
    let flags = flags(cx, call, call.args.get(FLAGS)?);
    let flag = flags.iter().map(String::as_str).find(is_other)?;
    let known = models.flags().command(flag)?;
    let because = format!("`{flag}` is a flag of `{known}`, and `{command}` does not know it");
    let instead = format!("give `{flag}` to `{known}`, and `{command}` the flags that it knows");
    let handle = call.place(0).map_or("the descriptor".to_owned(), |place| cx.function.show_place(place));
    Some(cx.lapse(Lapse::OptionType, call.span, handle, Words { because, instead, matters: true }))
}

/// The named flags that are put together in an argument, on one way or another.
fn flags(cx: &Cx, call: &Call, given: &Operand) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let root = named(cx, given, &mut found);
    if let Some(place) = root {
        stored(cx, call, place, &mut found);
    }
    found
}

/// Adds the flags that an operand names, and gives the place that they are added to.
fn named(cx: &Cx, operand: &Operand, found: &mut BTreeSet<String>) -> Option<PlaceId> {
    let mut place = match operand {
        Operand::Const(Const::Sym(name)) => {
            found.insert(name.to_string());
            return None;
        }
        Operand::Copy(place) => *place,
        _ => return None,
    };
    while let Step::Derived(text) = &cx.function.places.get(place).step {
        found.insert(text.as_str().strip_prefix("| ")?.to_owned());
        place = cx.function.places.get(place).parent?;
    }
    Some(place)
}

/// Adds the flags that were put into a place before the call, back to where it got another value.
fn stored(cx: &Cx, call: &Call, place: PlaceId, found: &mut BTreeSet<String>) {
    let (mut seen, mut work) = (BTreeSet::new(), vec![(call.at.block, call.at.inst)]);
    while let Some((block, end)) = work.pop() {
        let insts = &cx.function.block(block).insts[..end];
        if insts.iter().rev().any(|inst| is_new(cx, inst, place, found)) {
            continue;
        }
        let before = &cx.cfg().predecessors[block.0 as usize];
        let whole = |block: &BlockId| (*block, cx.function.block(*block).insts.len());
        work.extend(before.iter().filter(|block| seen.insert(**block)).map(whole));
    }
}

/// Whether an instruction gives the place a value that has nothing of the one before; adds the flags it puts in.
fn is_new(cx: &Cx, inst: &Inst, place: PlaceId, found: &mut BTreeSet<String>) -> bool {
    match inst {
        Inst::Assign { dest, value, .. } if *dest == place => match value {
            Rvalue::Binary(BinOp::Or, one, other) => {
                let roots = [named(cx, one, found), named(cx, other, found)];
                !roots.contains(&Some(place))
            }
            Rvalue::Use(operand) => named(cx, operand, found) != Some(place),
            // What is taken away was there.
            Rvalue::Binary(..) | Rvalue::Neg(_) | Rvalue::Zeroed | Rvalue::Unknown => true,
        },
        Inst::Call { dest, args, .. } => *dest == Some(place) || args.contains(&Operand::AddrOf(place)),
        Inst::Opaque { uses, .. } => uses.contains(&place),
        _ => false,
    }
}
