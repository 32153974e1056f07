//! What a tree takes for "no socket" in its members and file-scope variables.

use super::cx::{Cx, number};
use super::places::member;
use super::tests::compared_with;
use crate::ir::{CmpOp, Const, Function, Inst, Name, Operand, PlaceId, Rvalue, Terminator};
use crate::model::Models;
use rustc_hash::{FxHashMap, FxHashSet};

/// A member with the type that it is of, as far as that is known, or a file-scope variable.
pub type Key = (Option<Name>, Name);

/// Members and file-scope variables, by how they are treated.
#[derive(Default)]
pub struct Marks {
    /// Those that -1 is stored in.
    stored: FxHashSet<Key>,
    /// Those that are tested for being negative or -1, or that get what a call gives whether it failed or not.
    negative: FxHashSet<Key>,
    /// Those that 0 is stored in, or that begin with it.
    zeroed: FxHashSet<Key>,
    /// Those that get a copy of what is surely a socket, and how often.
    sockets: FxHashMap<Key, usize>,
}

impl Marks {
    /// Looks at a function; file-scope variables are left out, as each file may have its own.
    pub fn add(&mut self, function: &Function, models: &Models) {
        let key = |place: PlaceId| member(function, place).filter(|(ty, _)| ty.is_some());
        self.add_as(function, models, &key);
    }

    /// The same of a function of the file in question, with its variables.
    pub fn add_own(&mut self, cx: &Cx) {
        let key = |place: PlaceId| member(&cx.function, place);
        self.add_as(&cx.function, cx.file.models, &key);
        let is_zero = |(_, value): &&(Name, Const)| number(value, cx.file.models) == Some(0);
        self.zeroed.extend(cx.function.globals.iter().filter(is_zero).map(|(name, _)| (None, name.clone())));
        let failing = cx.sources().into_iter().filter(|source| source.fails.minus_one);
        self.negative.extend(failing.filter_map(|source| key(source.dest)));
        self.add_kept(cx);
    }

    /// Counts the sockets that the function keeps in members.
    fn add_kept(&mut self, cx: &Cx) {
        for inst in cx.function.insts() {
            let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } = inst else { continue };
            let key = member(&cx.function, *dest).filter(|(ty, _)| ty.is_some());
            if let Some(key) = key.filter(|_| cx.is_used(*from) || cx.is_winsock_socket(*from)) {
                *self.sockets.entry(key).or_default() += 1;
            }
        }
    }

    fn add_as(&mut self, function: &Function, models: &Models, key: &dyn Fn(PlaceId) -> Option<Key>) {
        for inst in function.insts() {
            let Inst::Assign { dest, value: Rvalue::Use(Operand::Const(value)), .. } = inst else { continue };
            match number(value, models) {
                Some(-1) => self.stored.extend(key(*dest)),
                Some(0) => self.zeroed.extend(key(*dest)),
                _ => {}
            }
        }
        for block in &function.blocks {
            let Terminator::Branch { cond, .. } = &block.terminator else { continue };
            let is_negative = |op, value| match value {
                -1 => true,
                0 => matches!(op, CmpOp::Lt | CmpOp::Ge),
                _ => false,
            };
            if let Some((place, _, _)) = compared_with(cond, models).filter(|(_, op, value)| is_negative(*op, *value)) {
                self.negative.extend(key(place));
            }
        }
    }

    /// Whether 0 stands for none in it as well: then no more than 0 is the right test for both.
    pub fn is_zero_for_none(&self, key: &Key) -> bool {
        self.zeroed.contains(key)
    }

    /// How often a socket is kept in it.
    pub fn keeps_sockets(&self, key: &Key) -> usize {
        self.sockets.get(key).copied().unwrap_or_default()
    }

    /// Whether -1 is stored in it somewhere, or it is tested as if it were.
    pub fn is_negative(&self, key: &Key) -> bool {
        self.stored.contains(key) || self.negative.contains(key)
    }
}
