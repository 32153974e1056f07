//! What a function that hands out a socket stores where its parameters point, besides: `*active = 0`. Where it opened the
//! socket itself, and where it only lent one, its callers tell apart by that.

use super::calls::Point;
use super::context::FunctionCx;
use super::summary::BoundaryPath;
use super::value::Value;
use crate::ir::{BlockId, Elem, Inst, LocalKind, Operand, PlaceId, Rvalue, Step};

/// What is surely stored where parameters point, and stays there, on every way that passes `site`: exact numbers.
pub fn outputs(cx: &FunctionCx, site: Point) -> Vec<(BoundaryPath, Value)> {
    let known = |(place, pointer): (PlaceId, PlaceId)| {
        let output = Output { cx, place, pointer };
        let value = output.before(site)?;
        output.stays_after(site).then_some((cx.boundary_path(place)?, value))
    };
    targets(cx).into_iter().filter_map(known).collect()
}

/// Places `*p` of pointer parameters that constants are stored in, each with its pointer.
fn targets(cx: &FunctionCx) -> Vec<(PlaceId, PlaceId)> {
    let is_param = |pointer: PlaceId| match cx.places.get(pointer).step {
        Step::Local(local) => matches!(cx.function.local(local).kind, LocalKind::Param(_)),
        Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
    };
    let mut found = Vec::new();
    for inst in cx.function.insts() {
        if let Inst::Assign { dest, value: Rvalue::Use(Operand::Const(_)), .. } = inst
            && let place = cx.places.get(*dest)
            && place.step == Step::Elem(Elem::At(0))
            && let Some(pointer) = place.parent.filter(|&pointer| is_param(pointer))
        {
            found.push((*dest, pointer));
        }
    }
    found.sort();
    found.dedup();
    found
}

struct Output<'c, 'a> {
    cx: &'c FunctionCx<'a>,
    place: PlaceId,
    pointer: PlaceId,
}

/// What an instruction does to an output.
enum Store {
    Nothing,
    Number(Value),
    Unknown,
}

impl Output<'_, '_> {
    /// The number that every way to `site` has stored last.
    fn before(&self, site: Point) -> Option<Value> {
        let mut seen = vec![false; self.cx.function.blocks.len()];
        let mut work = vec![(site.block, site.index as usize)];
        let mut value: Option<Value> = None;
        while let Some((block, end)) = work.pop() {
            let insts = self.cx.function.block(block).insts[..end].iter().rev();
            match insts.map(|inst| self.store(inst)).find(|store| !matches!(store, Store::Nothing)) {
                Some(Store::Number(new)) if value.as_ref().is_none_or(|value| *value == new) => value = Some(new),
                Some(_) => return None,
                None if block == BlockId(0) => return None,
                None => {
                    for &before in &self.cx.cfg.predecessors[block.0 as usize] {
                        if !std::mem::replace(&mut seen[before.0 as usize], true) {
                            work.push((before, self.cx.function.block(before).insts.len()));
                        }
                    }
                }
            }
        }
        value
    }

    /// Whether nothing is stored from `site` on.
    fn stays_after(&self, site: Point) -> bool {
        let mut seen = vec![false; self.cx.function.blocks.len()];
        let mut work = vec![(site.block, site.index as usize + 1)];
        while let Some((block, start)) = work.pop() {
            let mut insts = self.cx.function.block(block).insts.iter().skip(start);
            if insts.any(|inst| !matches!(self.store(inst), Store::Nothing)) {
                return false;
            }
            for &next in &self.cx.cfg.successors[block.0 as usize] {
                if !std::mem::replace(&mut seen[next.0 as usize], true) {
                    work.push((next, 0));
                }
            }
        }
        true
    }

    fn store(&self, inst: &Inst) -> Store {
        let gets_out = |arg: &Operand| match arg {
            Operand::Copy(place) => *place == self.pointer,
            Operand::AddrOf(place) => *place == self.place || *place == self.pointer,
            Operand::Const(_) | Operand::Unknown => false,
        };
        match inst {
            Inst::Assign { dest, value: Rvalue::Use(Operand::Const(number)), .. } if *dest == self.place => {
                Store::Number(Value::constant(number, self.cx.models))
            }
            Inst::Assign { dest, .. } if *dest == self.place || *dest == self.pointer => Store::Unknown,
            Inst::Assign { value: Rvalue::Use(operand), .. } if gets_out(operand) => Store::Unknown,
            Inst::Call { dest, args, .. } if *dest == Some(self.place) || args.iter().any(gets_out) => Store::Unknown,
            Inst::Opaque { uses, .. } if uses.contains(&self.pointer) => Store::Unknown,
            _ => Store::Nothing,
        }
    }
}
