//! From what the coarse run saw to the facts that the exact run needs.

use super::coarse::Coarse;
use super::context::FunctionCx;
use super::facts::{Facts, Part, Sliced};
use super::machine::Wrong;
use super::subject::Subject;
use crate::dataflow::{BlockSet, Control, Criterion, Liveness, PlaceSet, Slice, Uses};
use crate::ir::{BlockId, Inst, Operand, PlaceId, Rvalue, Terminator};
use crate::model::Role;

/// The facts that decide about `subject`: whether what may happen to its handle does, and, if `wants_returns`, what the
/// function returns then.
pub fn focus(cx: &FunctionCx, subject: &Subject, coarse: &Coarse, wants_returns: bool) -> Facts {
    let focus = Focus { cx, control: control(cx, coarse, wants_returns), args: error_copies(cx) };
    let returned = if wants_returns { returned(cx) } else { Returned::none(cx) };
    let site = match *subject {
        Subject::Site { call, .. } => Some(cx.calls[call as usize].point.block),
        Subject::Borrowed { .. } => None,
    };
    Facts::Sliced(Sliced {
        active: focus.active(coarse, &returned, site),
        over: wants_returns.then(|| focus.over(&returned)),
        reaches_site: site.map(|site| reaching(cx, site)),
        may_misuse: coarse.incidents.iter().any(|incident| matches!(incident.wrong, Wrong::Misuse(_))),
    })
}

struct Focus<'f, 'a> {
    cx: &'f FunctionCx<'a>,
    control: Control,
    args: PlaceSet,
}

impl Focus<'_, '_> {
    /// While something may happen to the handle.
    fn active(&self, coarse: &Coarse, returned: &Returned, site: Option<BlockId>) -> Part {
        let function = self.cx.function;
        let mut events = coarse.events.clone();
        events.union(&returned.blocks);
        let mut places = returned.places.clone();
        for block in function.block_ids().filter(|&block| coarse.lessons.contains(block)) {
            events.insert(block);
            places.extend(read(&function.block(block).terminator));
        }
        let within = (!returned.is_wanted).then_some(&coarse.held);
        let criterion = Criterion { blocks: &events, within, places: &places };
        let mut slice = self.slice(&criterion);
        function.block_ids().filter(|&block| coarse.lessons.contains(block)).for_each(|block| {
            slice.deciding.insert(block);
        });
        if let Some(site) = site.filter(|_| within.is_some()) {
            slice.add_related(function, &self.control, site);
        }
        self.part(slice, returned.is_wanted)
    }

    /// When nothing more can happen to it, but the caller will look at what is returned.
    fn over(&self, returned: &Returned) -> Part {
        let criterion = Criterion { blocks: &returned.blocks, within: None, places: &returned.places };
        self.part(self.slice(&criterion), true)
    }

    fn slice(&self, criterion: &Criterion) -> Slice {
        Slice::new(self.cx.function, self.cx.tested(), self.cx.defs(), &self.control, criterion)
    }

    fn part(&self, slice: Slice, returns: bool) -> Part {
        let uses = Uses { deciding: Some(&slice.deciding), returns, args: &self.args };
        let liveness = Liveness::new(self.cx.function, &self.cx.cfg, &uses);
        Part { tested: slice.tested, liveness }
    }
}

/// The graph of the edges that paths take. It is left by returns, by ends of paths with an open handle, and wherever else
/// something happens of which no way out is known.
fn control(cx: &FunctionCx, coarse: &Coarse, wants_returns: bool) -> Control {
    let function = cx.function;
    let mut ends = coarse.stops.clone();
    let mut matter = coarse.events.clone();
    for block in function.block_ids() {
        let terminator = &function.block(block).terminator;
        if matches!(terminator, Terminator::Return { .. } | Terminator::Throw { .. }) {
            ends.insert(block);
            if wants_returns && matches!(terminator, Terminator::Return { .. }) {
                matter.insert(block);
            }
        }
    }
    let mut leaves = BlockSet::new(function.blocks.len());
    let mut work: Vec<BlockId> = function.block_ids().filter(|&block| ends.contains(block)).collect();
    flood(cx, &mut leaves, &mut work);
    for block in cx.cfg.order.iter().rev().copied() {
        if matter.contains(block) && !leaves.contains(block) {
            ends.insert(block);
            work.push(block);
            flood(cx, &mut leaves, &mut work);
        }
    }
    Control::new(&coarse.successors, &ends)
}

/// Adds everything from which a block of `work` is reached.
fn flood(cx: &FunctionCx, found: &mut BlockSet, work: &mut Vec<BlockId>) {
    while let Some(block) = work.pop() {
        if found.insert(block) {
            work.extend(&cx.cfg.predecessors[block.0 as usize]);
        }
    }
}

/// The blocks from which `site` is reached, itself among them.
fn reaching(cx: &FunctionCx, site: BlockId) -> BlockSet {
    let mut found = BlockSet::new(cx.function.blocks.len());
    flood(cx, &mut found, &mut vec![site]);
    found
}

/// What the function returns, and where.
struct Returned {
    is_wanted: bool,
    blocks: BlockSet,
    places: Vec<PlaceId>,
}

impl Returned {
    fn none(cx: &FunctionCx) -> Returned {
        Returned { is_wanted: false, blocks: BlockSet::new(cx.function.blocks.len()), places: Vec::new() }
    }
}

fn returned(cx: &FunctionCx) -> Returned {
    let mut returned = Returned { is_wanted: true, ..Returned::none(cx) };
    for block in cx.function.block_ids() {
        if let Terminator::Return { value, .. } = &cx.function.block(block).terminator {
            returned.blocks.insert(block);
            returned.places.extend(value.as_ref().and_then(Operand::place));
        }
    }
    returned
}

fn read(terminator: &Terminator) -> Vec<PlaceId> {
    match terminator {
        Terminator::Branch { cond, .. } => cond.lhs.place().into_iter().chain(cond.rhs.place()).collect(),
        Terminator::Switch { value, .. } => value.place().into_iter().collect(),
        Terminator::Goto { .. } | Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. } => {
            Vec::new()
        }
    }
}

/// Tested places that may hold a copy of the last error's code: a function that is given one may tell a retry from a
/// failure.
fn error_copies(cx: &FunctionCx) -> PlaceSet {
    let mut found = PlaceSet::new(cx.function.places.len());
    let gives_code = |call: &super::calls::CallSite| call.model().is_some_and(|model| model.role == Role::ErrorCode);
    for call in cx.calls.iter().filter(|call| gives_code(call)) {
        call.dest.iter().for_each(|&dest| _ = found.insert(dest));
    }
    let mut changed = true;
    while changed {
        changed = false;
        for inst in cx.function.insts() {
            if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } = inst
                && (found.contains(*source) || cx.is_error_place(*source))
            {
                changed |= found.insert(*dest);
            }
        }
    }
    found
}
