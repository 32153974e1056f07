//! Tables in which a descriptor is its own key: `table[fd].used = 1` and `c = &table[fd]` write `fd` down, for whoever goes
//! through the table. The element gets a member that holds its index.

use super::context::Lowerer;
use crate::frontend::c::syntax::Node;
use crate::ir::{BinOp, Function, INDEX, Inst, LocalId, Operand, PlaceId, Rvalue, Step};
use crate::source::Span;
use rustc_hash::FxHashSet;

/// An element that was reached by a variable.
#[derive(Clone, Copy, Debug)]
pub struct Indexed {
    pub element: PlaceId,
    pub index: PlaceId,
}

impl<'a> Lowerer<'a> {
    /// Keeps in mind by which variable an element was reached.
    pub(super) fn reached(&mut self, element: PlaceId, index: &Operand) {
        if let Operand::Copy(index) = index {
            self.indexed.push(Indexed { element, index: *index });
        }
    }

    /// The place of `node`, and the elements on the way to it.
    pub(super) fn place_and_indices(&mut self, node: Node<'a>) -> (PlaceId, Vec<Indexed>) {
        let outer = std::mem::take(&mut self.indexed);
        let place = self.place(node);
        (place, std::mem::replace(&mut self.indexed, outer))
    }

    /// Writes down the indices of the elements that `place` is a part of.
    pub(super) fn write_down(&mut self, place: PlaceId, indexed: Vec<Indexed>, span: Span) {
        let indexed = if self.is_argument { Vec::new() } else { indexed };
        for Indexed { element, index } in indexed {
            let is_variable = matches!(self.builder.places().get(index).step, Step::Local(_));
            if is_variable && self.builder.places().is_within(place, element) {
                self.has_keys = true;
                let key = self.builder.places().field(element, INDEX);
                self.assign(key, Rvalue::Use(Operand::Copy(index)), span);
            }
        }
    }
}

/// Takes out again what was written down of variables that count: they are no descriptors.
pub fn forget_counters(function: &mut Function) {
    let counters: FxHashSet<LocalId> = function.insts().filter_map(|inst| counted(function, inst)).collect();
    let is_counter =
        |place: &PlaceId| matches!(function.places.get(*place).step, Step::Local(local) if counters.contains(&local));
    let is_key =
        |place: PlaceId| matches!(&function.places.get(place).step, Step::Field(name) if name.as_str() == INDEX);
    let is_idle = |inst: &Inst| match inst {
        Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(index)), .. } => is_key(*dest) && is_counter(index),
        _ => false,
    };
    let kept: Vec<Vec<bool>> =
        function.blocks.iter().map(|block| block.insts.iter().map(|inst| !is_idle(inst)).collect()).collect();
    for (block, kept) in function.blocks.iter_mut().zip(kept) {
        let mut kept = kept.into_iter();
        block.insts.retain(|_| kept.next().unwrap_or(true));
    }
}

/// The variable that the instruction adds something to.
fn counted(function: &Function, inst: &Inst) -> Option<LocalId> {
    let Inst::Assign { dest, value, .. } = inst else { return None };
    let Step::Local(local) = function.places.get(*dest).step else { return None };
    let is_counted = matches!(value, Rvalue::Binary(BinOp::Add | BinOp::Sub, Operand::Copy(from), _) if from == dest);
    is_counted.then_some(local)
}
