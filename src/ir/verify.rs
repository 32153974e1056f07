//! Well-formedness of a function; run after each lowering in debug builds and by tests.

use super::{Callee, Cond, Function, Inst, Operand, PlaceId, Rvalue, Step, Terminator};

/// Everything that is wrong with `function`, in block order; empty when it is well formed.
pub fn verify(function: &Function) -> Vec<String> {
    let mut check = Check { function, problems: Vec::new() };
    check.places();
    for (at, block) in function.blocks.iter().enumerate() {
        for inst in &block.insts {
            check.inst(at, inst);
        }
        check.terminator(at, &block.terminator);
    }
    if function.blocks.is_empty() {
        check.problems.push("no entry block".to_owned());
    }
    check.problems
}

struct Check<'a> {
    function: &'a Function,
    problems: Vec<String>,
}

impl Check<'_> {
    fn places(&mut self) {
        for id in (0..self.function.places.len() as u32).map(PlaceId) {
            let place = self.function.places.get(id);
            let is_root = matches!(place.step, Step::Local(_) | Step::Global(_));
            if is_root != place.parent.is_none() {
                self.problems.push(format!("place {}: root and parent do not agree", id.0));
            }
            if let Step::Local(local) = place.step
                && local.0 as usize >= self.function.locals.len()
            {
                self.problems.push(format!("place {}: no local {}", id.0, local.0));
            }
        }
    }

    fn place(&mut self, block: usize, place: PlaceId) {
        if place.0 as usize >= self.function.places.len() {
            self.problems.push(format!("bb{block}: no place {}", place.0));
        }
    }

    fn operand(&mut self, block: usize, operand: &Operand) {
        if let Some(place) = operand.place() {
            self.place(block, place);
        }
    }

    fn inst(&mut self, block: usize, inst: &Inst) {
        match inst {
            Inst::Assign { dest, value, .. } => {
                self.place(block, *dest);
                match value {
                    Rvalue::Use(a) | Rvalue::Neg(a) => self.operand(block, a),
                    Rvalue::Binary(_, a, b) => {
                        self.operand(block, a);
                        self.operand(block, b);
                    }
                    Rvalue::Zeroed | Rvalue::Unknown => {}
                }
            }
            Inst::Call { dest, callee, args, .. } => {
                dest.iter().for_each(|&place| self.place(block, place));
                if let Callee::Pointer(place) = callee {
                    self.place(block, *place);
                }
                args.iter().for_each(|arg| self.operand(block, arg));
            }
            Inst::Commented { args, .. } => args.iter().for_each(|&place| self.place(block, place)),
            Inst::Opaque { uses, .. } => uses.iter().for_each(|&place| self.place(block, place)),
            Inst::ScopeEnd { locals, .. } => {
                for local in locals {
                    if local.0 as usize >= self.function.locals.len() {
                        self.problems.push(format!("bb{block}: scope end of no local {}", local.0));
                    }
                }
            }
        }
    }

    fn terminator(&mut self, block: usize, terminator: &Terminator) {
        for next in terminator.successors() {
            if next.0 as usize >= self.function.blocks.len() {
                self.problems.push(format!("bb{block}: no successor bb{}", next.0));
            }
        }
        match terminator {
            Terminator::Branch { cond: Cond { lhs, rhs, .. }, .. } => {
                self.operand(block, lhs);
                self.operand(block, rhs);
            }
            Terminator::Switch { value, .. } | Terminator::Return { value: Some(value), .. } => {
                self.operand(block, value);
            }
            Terminator::Goto { .. }
            | Terminator::Return { value: None, .. }
            | Terminator::Throw { .. }
            | Terminator::Diverge { .. } => {}
        }
    }
}
