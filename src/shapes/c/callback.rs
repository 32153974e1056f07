//! Functions that an event loop calls for each connection, and that end the process where one cannot be accepted.
//!
//! The failure is followed as one for want of descriptors: it passes, and the listener is as good as before. A test for
//! another reason therefore does not count as grading, one for this reason does.

use super::FEW;
use super::cx::{Call, Cx};
use super::reasons::Asked;
use crate::ir::{BlockId, Callee, CmpOp, Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{NameKind, Role};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::flow::copies;
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Observation, Shape, StepKind};
use std::collections::BTreeSet;

/// Codes that say that there are no descriptors left for the moment.
const SHORTAGE: [&str; 3] = ["EMFILE", "ENFILE", "WSAEMFILE"];

/// One observation for each `accept` of a callback whose failure ends the process.
pub fn ends(cx: &Cx) -> Vec<Observation> {
    let accepts = |call: &&Call| call.model.is_some_and(|model| model.listener.is_some()) && call.dest.is_some();
    let mut sites = cx.calls.iter().filter(accepts).peekable();
    if sites.peek().is_none() || !is_given_away(cx) {
        return Vec::new();
    }
    sites.filter_map(|call| ends_at(cx, call)).collect()
}

fn ends_at(cx: &Cx, call: &Call) -> Option<Observation> {
    let listener = call.place(call.model?.listener?)?;
    if !is_others(cx, listener) {
        return None;
    }
    let at = end(cx, call)?;
    let path = vec![
        cx.step(call.span, StepKind::Call, format!("`{}` fails, for want of descriptors for instance", call.name)),
        cx.step(at, StepKind::Exit, "the process ends here".to_owned()),
    ];
    Some(Observation { path, ..cx.shape(Shape::AcceptDies, call, cx.function.show_place(listener), at) })
}

/// Whether somebody in the file is given the function to call it, and is not a new thread, which calls it once.
fn is_given_away(cx: &Cx) -> bool {
    let is_it = |arg: &Operand| matches!(arg, Operand::Const(Const::Func(given)) if *given == cx.function.name);
    cx.file.functions.iter().flat_map(|function| function.insts()).any(|inst| match inst {
        Inst::Call { callee: Callee::Named(callee), args, .. } => {
            let model = cx.file.models.function(callee.as_str());
            args.iter().any(is_it) && model.is_none_or(|model| model.entry.is_none())
        }
        Inst::Call { args, .. } => args.iter().any(is_it),
        Inst::Assign { value: Rvalue::Use(value), .. } => is_it(value),
        _ => false,
    })
}

/// Whether a listener is there before the function is called: a parameter, a global, a member, or a copy of one.
fn is_others(cx: &Cx, listener: PlaceId) -> bool {
    let node = cx.function.places.get(listener);
    let Step::Local(local) = node.step else { return true };
    if matches!(cx.function.local(local).kind, LocalKind::Param(_)) {
        return true;
    }
    let given = |inst: &Inst| match inst {
        Inst::Assign { dest, value, .. } if *dest == listener => Some(matches!(value, Rvalue::Use(Operand::Copy(_)))),
        Inst::Call { dest, .. } if *dest == Some(listener) => Some(false),
        _ => None,
    };
    let mut values = cx.function.insts().filter_map(given).peekable();
    values.peek().is_some() && values.all(|is_copy| is_copy)
}

/// Where the process ends on all ways of a failure; `None` if one goes another way, or asks for more.
fn end(cx: &Cx, call: &Call) -> Option<Span> {
    let result = call.dest?;
    let (errors, results) = (cx.errors(), copies(&cx.function, result));
    let (mut found, mut is_other): (BTreeSet<Span>, bool) = (BTreeSet::new(), false);
    let mut facts = Facts::default();
    facts.set(result, Known::Is(Const::Int(-1)));
    let see = |event: Event, facts: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, inst) if at == call.at || matches!(inst, Inst::Opaque { .. }) => {
            is_other = true;
            Next::Stop
        }
        Event::Inst(at, _) if cx.call_at(at).is_some_and(|call| cx.ends_process(call)) => {
            found.extend(cx.call_at(at).map(|call| call.span));
            Next::Stop
        }
        Event::Way(from, terminator, to) => {
            facts.keep(&cx.function, &results);
            let way = cx.short_way(from, terminator, to, &errors, &results);
            is_other |= way.is_none();
            if way == Some(true) { Next::Go } else { Next::Stop }
        }
        Event::Leave(Terminator::Diverge { span }) => {
            is_other |= cx.is_claim(*span);
            found.insert(*span);
            Next::Stop
        }
        Event::Leave(_) => {
            is_other = true;
            Next::Stop
        }
        _ => Next::Go,
    };
    let start = At { block: call.at.block, inst: call.at.inst + 1 };
    let is_whole = walk_within(FEW, &cx.function, start, facts, (), see);
    found.first().copied().filter(|_| is_whole && !is_other)
}

impl Cx<'_> {
    fn ends_process(&self, call: &Call) -> bool {
        self.is_noreturn(call.name.as_str()) || call.model.is_some_and(|model| model.role == Role::Noreturn)
    }

    /// Whether what ends the process is a claim that a failure does not happen.
    fn is_claim(&self, span: Span) -> bool {
        let text = self.text(span);
        let name = text.split('(').next().unwrap_or_default();
        self.is_asserted(span) || self.file.models.name_suggests(name, NameKind::Asserts)
    }

    /// Whether a failure for want of descriptors takes this way; `None` where the code tells that from other failures, by
    /// itself or by what it calls, and where the failure is only asserted not to happen.
    fn short_way(
        &self,
        from: BlockId,
        end: &Terminator,
        to: BlockId,
        errors: &BTreeSet<PlaceId>,
        results: &BTreeSet<PlaceId>,
    ) -> Option<bool> {
        if matches!(end, Terminator::Branch { span, .. } if self.is_asserted(*span)) {
            return None;
        }
        if matches!(self.asked(from, errors, results), Asked::Nothing) {
            return Some(true);
        }
        let is_plain = |code: &Const| match code {
            Const::Sym(name) => !SHORTAGE.contains(&name.as_str()),
            _ => false,
        };
        match end {
            Terminator::Branch { cond, then, otherwise, .. } => {
                let sides = [&cond.lhs, &cond.rhs];
                sides.iter().find(|side| matches!(side, Operand::Const(code) if is_plain(code)))?;
                match cond.op {
                    CmpOp::Eq => Some(to == *otherwise),
                    CmpOp::Ne => Some(to == *then),
                    _ => None,
                }
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter().all(|(code, _)| is_plain(code)).then_some(to == *default)
            }
            _ => None,
        }
    }
}
