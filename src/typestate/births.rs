//! Which sockets a call hands to its caller, told apart by what it returns.

use super::context::FunctionCx;
use super::forsaken::tell_left;
use super::machine::ExitRecord;
use super::outputs::outputs;
use super::summary::{Birth, BoundaryPath, FreshAt};
use super::value::Value;
use crate::ir::{BlockId, CmpOp, Inst, Operand, PlaceId, Terminator};

/// So many codes of success are told apart.
const CODES: usize = 3;

/// The outcomes of a site whose handle reaches the caller on some path.
pub fn births(cx: &FunctionCx, site: u32, exits: &[ExitRecord]) -> Option<Vec<Birth>> {
    let failures: Vec<Value> = failures(exits);
    let fails = |returns: &Value| failures.iter().any(|failure| failure.refine(CmpOp::Eq, returns).is_some());
    let mut births: Vec<Birth> = Vec::new();
    for exit in exits {
        let (returns, fresh) = (exit.returns.exact_class(), exit.fresh.clone());
        // Only a result that says so tells the caller.
        let closed = exit.closed.as_ref().filter(|_| returns.is_one());
        let is_returned = exit.is_returned && fresh.is_some();
        // What is left behind by a failure is not what success is about.
        let is_left = |returns: &Value| matches!(fresh, Some(FreshAt::Path(_))) && fails(returns);
        let is_alike =
            |birth: &Birth| birth.fresh == fresh && birth.closed.as_ref() == closed && birth.is_returned == is_returned;
        let fits = |birth: &Birth| is_alike(birth) && is_left(&birth.returns) == is_left(&returns);
        // Codes of success are told apart as long as there are few: `rc != 0 && rc != -EINPROGRESS`.
        let is_full = births.iter().filter(|birth| fits(birth)).count() >= CODES;
        let is_one = |birth: &Birth| fits(birth) && (fresh.is_none() || is_full || birth.returns.joins(&returns));
        let at = births.iter().position(is_one).unwrap_or_else(|| {
            let new = Birth::new(returns.clone(), fresh.clone(), is_returned);
            births.push(Birth { closed: closed.cloned(), ..new });
            births.len() - 1
        });
        births[at].returns = births[at].returns.join(&returns);
        births[at].marks.doubt(exit.handle.as_ref().map(|handle| handle.marks.doubts()).unwrap_or_default());
    }
    births.sort_by(|a, b| (&a.fresh, &a.closed).cmp(&(&b.fresh, &b.closed)));
    let told_apart: Vec<bool> = births.iter().map(|birth| is_told(cx, birth, &births)).collect();
    let unsure = births.iter_mut().zip(told_apart).filter(|(_, is_told)| !is_told);
    unsure.for_each(|(birth, _)| birth.fresh = None);
    if births.iter().all(|birth| birth.fresh.is_none()) {
        return None;
    }
    let stored = outputs(cx, cx.calls[site as usize].point);
    births.iter_mut().filter(|birth| birth.fresh.is_some()).for_each(|birth| birth.outputs = stored.clone());
    tell_left(cx, site, exits, &mut births);
    Some(births)
}

/// What the function returns where it hands nothing on.
fn failures(exits: &[ExitRecord]) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for returns in exits.iter().filter(|exit| exit.fresh.is_none()).map(|exit| exit.returns.exact_class()) {
        if !found.contains(&returns) {
            found.push(returns);
        }
    }
    found
}

/// Whether a caller can tell by the result that it was handed the socket, or nothing else in the object where it is left
/// decides that: `if (request->wants_connection) request->connection = s;`. Who sets up the object knows better than the result.
fn is_told(cx: &FunctionCx, birth: &Birth, all: &[Birth]) -> bool {
    let Some(FreshAt::Path(path)) = &birth.fresh else { return true };
    let is_alike = |other: &Birth| other.fresh.is_none() && other.returns.refine(CmpOp::Eq, &birth.returns).is_some();
    !all.iter().any(is_alike) || !is_decided_by_object(cx, path)
}

/// Whether the function tests something else that the path's parameter leads to, as its caller has set it.
fn is_decided_by_object(cx: &FunctionCx, path: &BoundaryPath) -> bool {
    let blocks = (0..cx.function.blocks.len() as u32).map(BlockId);
    let tested = |block: BlockId| match &cx.function.block(block).terminator {
        Terminator::Branch { cond, .. } => [cond.lhs.place(), cond.rhs.place()],
        Terminator::Switch { value, .. } => [value.place(), None],
        Terminator::Goto { .. } | Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. } => {
            [None; 2]
        }
    };
    let is_beside = |place: PlaceId| {
        let guard = cx.boundary_path(place);
        guard.is_some_and(|guard| guard.param == path.param && guard.steps.len() > 1 && guard.steps != path.steps)
    };
    let guards = blocks.flat_map(|block| tested(block).into_iter().flatten().map(move |place| (block, place)));
    guards.filter(|(_, place)| is_beside(*place)).any(|(block, place)| is_as_given(cx, place, block))
}

/// Whether nothing on the ways from the function's entry to the end of `block` may have changed what the caller left in `place`.
fn is_as_given(cx: &FunctionCx, place: PlaceId, block: BlockId) -> bool {
    let leads_to = |other: &PlaceId| cx.places.is_within(place, *other);
    let is_given = |arg: &Operand| arg.place().is_some_and(|arg| leads_to(&arg));
    let changes = |inst: &Inst| match inst {
        Inst::Assign { dest, .. } => leads_to(dest),
        Inst::Call { dest, args, .. } => dest.as_ref().is_some_and(leads_to) || args.iter().any(is_given),
        Inst::Opaque { uses, .. } => uses.iter().any(leads_to),
        Inst::Commented { .. } | Inst::ScopeEnd { .. } => false,
    };
    let mut seen = vec![false; cx.function.blocks.len()];
    let mut work = vec![block];
    while let Some(block) = work.pop() {
        if std::mem::replace(&mut seen[block.0 as usize], true) {
            continue;
        }
        if cx.function.block(block).insts.iter().any(changes) {
            return false;
        }
        work.extend(&cx.cfg.predecessors[block.0 as usize]);
    }
    true
}
