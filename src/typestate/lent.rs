//! Handles that a function behind a pointer was given, but only lent: what the caller does with them later shows it.

use super::calls::{CallSite, Point};
use super::context::FunctionCx;
use super::state::Handle;
use super::subject::{handle_arg, same_or_copy};
use crate::ir::{BlockId, Inst, Terminator};
use crate::model::Role;

/// Who closes a handle on so many ways of its own has not given it away.
const MANY: usize = 3;

impl FunctionCx<'_> {
    /// Whether the function closes `handle` itself after `call`, whatever happens or on many ways, or comes to give the very
    /// same one again.
    pub fn gets_back(&self, handle: &Handle, call: &CallSite) -> bool {
        self.gives_again(handle, call) || self.closes_after(handle, call)
    }

    /// Whether `call` lies in a loop that sets none of the places that hold the handle.
    fn gives_again(&self, handle: &Handle, call: &CallSite) -> bool {
        let mut looped = self.function.block_ids().filter(|block| self.is_in_loop(*block));
        let sets = |block: BlockId| self.function.block(block).insts.iter().any(|inst| self.sets(handle, inst));
        self.is_in_loop(call.point.block) && !looped.any(sets)
    }

    /// Whether the instruction stores something else where the handle is.
    fn sets(&self, handle: &Handle, inst: &Inst) -> bool {
        match inst {
            Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => {
                handle.places.iter().any(|&held| self.places.is_within(held, *dest))
            }
            _ => false,
        }
    }

    fn closes_after(&self, handle: &Handle, call: &CallSite) -> bool {
        let closings: Vec<Point> = self.closings(handle).collect();
        // Whether the handle is closed in the block, or out of sight: there may be another one in its place.
        let fate = |block: BlockId, from: u32| {
            let insts = self.function.block(block).insts.iter().enumerate().skip(from as usize);
            insts.map(|(index, inst)| (Point { block, index: index as u32 }, inst)).find_map(|(point, inst)| {
                let is_closed = closings.contains(&point);
                (is_closed || self.sets(handle, inst)).then_some(is_closed)
            })
        };
        if let Some(is_closed) = fate(call.point.block, call.point.index + 1) {
            return is_closed;
        }
        let mut found = 0;
        let returns = |block: BlockId| matches!(self.function.block(block).terminator, Terminator::Return { .. });
        let mut is_left_open = closings.is_empty() || returns(call.point.block);
        let mut seen = vec![false; self.function.blocks.len()];
        let mut work = self.cfg.successors[call.point.block.0 as usize].to_vec();
        while let Some(block) = work.pop().filter(|_| !closings.is_empty()) {
            if std::mem::replace(&mut seen[block.0 as usize], true) {
                continue;
            }
            if let Some(is_closed) = fate(block, 0) {
                found += usize::from(is_closed);
                is_left_open |= !is_closed;
                continue;
            }
            is_left_open |= returns(block);
            work.extend(&self.cfg.successors[block.0 as usize]);
        }
        !is_left_open || found >= MANY
    }

    /// Where a place that holds the handle is closed.
    fn closings(&self, handle: &Handle) -> impl Iterator<Item = Point> {
        let is_it = |place| handle.places.iter().any(|&held| same_or_copy(self, place, held));
        self.calls.iter().filter_map(move |call| {
            let model = call.model().filter(|model| model.role == Role::Release);
            model.and_then(|_| handle_arg(call)).filter(|&place| is_it(place)).map(|_| call.point)
        })
    }
}
