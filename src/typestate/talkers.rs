//! Functions that send or receive and also close: what they close, they close because of what the peer did. Whoever closes
//! without that is the owner.

use crate::ir::{Callee, Function, Inst, Name, Operand, PlaceId, PlaceTable, Step};
use crate::model::Models;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The members, or the file-scope variables, of one name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Held {
    /// The name.
    pub name: Name,
    /// Whether it is that of members.
    pub is_member: bool,
}

impl Held {
    /// What holds the handle in `place`.
    pub fn new(places: &PlaceTable, place: PlaceId) -> Option<Held> {
        let name = places.name(place)?.clone();
        let is_member = places.ancestors(place).any(|at| matches!(places.get(at).step, Step::Field(_)));
        Some(Held { name, is_member })
    }
}

/// How often such functions close what members and file-scope variables hold, by name.
pub fn closed_by_talkers(functions: &[Arc<Function>], models: &Models) -> Vec<(Held, usize)> {
    let mut counts = BTreeMap::new();
    for function in functions {
        let talks_on = talks_on(function, models);
        if !talks_on.is_empty() {
            for held in closed(function, models).filter(|held| talks_on.contains(held)) {
                *counts.entry(held).or_default() += 1;
            }
        }
    }
    counts.into_iter().collect()
}

fn closed<'f>(function: &'f Function, models: &'f Models) -> impl Iterator<Item = Held> {
    let closers = calls(function).filter(|(callee, _)| models.may_close(callee.as_str()));
    closers.flat_map(|(_, args)| held(function, args))
}

/// What the function sends or receives on.
fn talks_on(function: &Function, models: &Models) -> Vec<Held> {
    let is_io = |callee: &Name| models.function(callee.as_str()).is_some_and(|model| model.io.is_some());
    calls(function).filter(|(callee, _)| is_io(callee)).flat_map(|(_, args)| held(function, args)).collect()
}

fn calls(function: &Function) -> impl Iterator<Item = (&Name, &[Operand])> {
    function.insts().filter_map(|inst| match inst {
        Inst::Call { callee: Callee::Named(name), args, .. } => Some((name, args.as_slice())),
        _ => None,
    })
}

fn held(function: &Function, args: &[Operand]) -> impl Iterator<Item = Held> {
    args.iter().filter_map(Operand::place).filter_map(|place| Held::new(&function.places, place))
}
