//! Servers that one failed `accept` ends, or sets spinning.
//!
//! Only loops that serve one client after the other are looked at: a connection that was accepted comes back for the next
//! one, and nothing counts the rounds. A failure is followed as well; where anything is asked of its reason, somebody has
//! thought about it, and nothing is said. That a call was interrupted, or found nothing to accept, is no such reason.

use super::cx::{Call, Cx};
use super::reasons::Asked;
use crate::ir::{BinOp, BlockId, Callee, Const, Inst, Operand, PlaceId, Rvalue, Terminator};
use crate::model::{Role, Trait};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::flow::copies;
use crate::shapes::loops::outermost;
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::source::Span;
use crate::typestate::{Observation, Shape, StepKind};
use std::collections::BTreeSet;

/// So many blocks a connection or a failure is followed through.
const ROUND: usize = 600;

/// A call that waits for a connection in a loop.
struct Site<'c, 'a> {
    call: &'c Call<'a>,
    result: PlaceId,
    /// The result and its copies.
    copies: BTreeSet<PlaceId>,
    /// The blocks of the outermost loop around it.
    inside: BTreeSet<BlockId>,
}

/// Loops that end, or turn without pause, when one connection cannot be accepted.
pub fn loops(cx: &Cx) -> Vec<Observation> {
    let accepts = |call: &&Call| call.model.is_some_and(|model| model.listener.is_some()) && call.dest.is_some();
    let sites = cx.calls.iter().filter(accepts).filter(|call| cx.is_in_loop(call));
    sites.filter_map(|call| look(cx, &site(cx, call)?)).collect()
}

fn site<'c, 'a>(cx: &Cx<'a>, call: &'c Call<'a>) -> Option<Site<'c, 'a>> {
    let result = call.dest?;
    let inside = outermost(cx.cfg(), call.at.block);
    Some(Site { call, result, copies: copies(&cx.function, result), inside })
}

fn look(cx: &Cx, site: &Site) -> Option<Observation> {
    let served = served(cx, site)?;
    let ways = failing(cx, site, &served)?;
    if ways.is_graded {
        return None;
    }
    let listener = site.call.model?.listener.and_then(|arg| site.call.place(arg));
    let handle = listener.map_or("the listener".to_owned(), |place| cx.function.show_place(place));
    let told = |shape, at: Span, text: &str| {
        let path = vec![
            cx.step(site.call.span, StepKind::Call, format!("`{}` fails", site.call.name)),
            cx.step(at, StepKind::Exit, text.to_owned()),
        ];
        Some(Observation { path, ..cx.shape(shape, site.call, handle.clone(), at) })
    };
    if !ways.comes_back {
        // Where a signal, or that nothing is there, ends the loop too, its end is meant.
        if ways.is_left_in_passing {
            return None;
        }
        let (at, _) = *ways.exits.iter().min()?;
        let is_end = ways.exits.iter().all(|(_, is_end)| *is_end) || ends_server(cx, site, listener);
        return is_end.then(|| told(Shape::AcceptDies, at, "the loop is left here"))?;
    }
    let spins = ways.spins && !ways.pauses && ways.exits.is_empty() && !ways.is_tested;
    let at = ways.firsts.iter().min().copied().unwrap_or(site.call.span);
    spins.then(|| told(Shape::AcceptSpins, at, "nothing lets time pass before the next try"))?
}

/// The blocks on the ways of a connection back to the next one; `None` if it does not come back, if it is handed to the
/// caller, or if the rounds are counted.
fn served(cx: &Cx, site: &Site) -> Option<BTreeSet<BlockId>> {
    let (mut blocks, mut comes_back, mut is_limited) = (BTreeSet::new(), false, false);
    let mut facts = Facts::default();
    facts.set(site.result, Known::NotNegative);
    let see = |event: Event, _: &mut Facts, (): &mut ()| match event {
        Event::Inst(at, _) if at == site.call.at => {
            comes_back = true;
            Next::Stop
        }
        Event::Inst(_, Inst::Opaque { .. }) => {
            is_limited = true;
            Next::Stop
        }
        Event::Way(from, _, to) => {
            if is_on(site, to) {
                blocks.insert(to);
                return Next::Go;
            }
            is_limited |= cx.may_be_limited(site, from);
            Next::Stop
        }
        _ => Next::Go,
    };
    let is_done = walk_within(ROUND, &cx.function, start(site), facts, (), see);
    let is_passed_on = cx.function.blocks.iter().any(|block| {
        matches!(&block.terminator, Terminator::Return { value: Some(Operand::Copy(place)), .. } if site.copies.contains(place))
    });
    (is_done && comes_back && !is_limited && !is_passed_on && cx.is_dealt_with(site)).then_some(blocks)
}

fn start(site: &Site) -> At {
    At { block: site.call.at.block, inst: site.call.at.inst + 1 }
}

fn is_on(site: &Site, block: BlockId) -> bool {
    site.inside.contains(&block)
}

impl Cx<'_> {
    /// Whether some call that does not just close it is given the connection.
    fn is_dealt_with(&self, site: &Site) -> bool {
        let is_given = |arg: &Operand| arg.place().is_some_and(|place| site.copies.contains(&place));
        let ends = |call: &Call| call.model.is_some_and(|model| model.role == Role::Release);
        self.calls.iter().any(|call| call.at != site.call.at && !ends(call) && call.args.iter().any(is_given))
    }

    /// Whether the end of a block may limit the number of rounds: it depends on something that is counted, or on what a
    /// call gives of which nothing is known.
    fn may_be_limited(&self, site: &Site, block: BlockId) -> bool {
        let places: BTreeSet<PlaceId> = self.deciding(block).into_iter().filter_map(Operand::place).collect();
        let decides = |place: &PlaceId| places.contains(place) && !site.copies.contains(place);
        site.inside.iter().any(|block| {
            self.function.block(*block).insts.iter().enumerate().any(|(inst, what)| match what {
                Inst::Assign { dest, value: Rvalue::Binary(BinOp::Add | BinOp::Sub, ..), .. } => decides(dest),
                Inst::Call { dest: Some(dest), .. } => {
                    let call = self.call_at(At { block: *block, inst });
                    decides(dest) && call.is_none_or(|call| call.model.is_none() && call.name.as_str() != "fork")
                }
                _ => false,
            })
        })
    }
}

/// What is known on a way that begins with a failure.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Way {
    paused: bool,
    /// Whether it has come to where connections are served.
    is_common: bool,
    /// The jump that leaves the loop.
    exit: Option<Span>,
    /// What is done first about the failure.
    first: Option<Span>,
    /// Whether something was called of which nothing is known.
    is_unsure: bool,
}

/// What all ways that begin with a failure come to.
#[derive(Default)]
struct Ways {
    comes_back: bool,
    pauses: bool,
    /// Whether one comes back at once.
    spins: bool,
    is_graded: bool,
    /// Whether a failure is told from a signal, or from nothing to accept, and whether the loop is left there.
    is_tested: bool,
    is_left_in_passing: bool,
    /// Where the loop is left, and whether the process ends there.
    exits: BTreeSet<(Span, bool)>,
    firsts: Vec<Span>,
}

fn failing(cx: &Cx, site: &Site, served: &BTreeSet<BlockId>) -> Option<Ways> {
    let (errors, mut ways) = (cx.errors(), Ways::default());
    let mut facts = Facts::default();
    facts.set(site.result, Known::Is(Const::Int(-1)));
    let see = |event: Event, facts: &mut Facts, way: &mut Way| match event {
        Event::Inst(at, _) if at == site.call.at => {
            ways.comes_back = true;
            ways.pauses |= way.paused || way.is_unsure && !way.is_common;
            ways.spins |= !way.paused && !way.is_unsure;
            ways.firsts.extend(way.first);
            Next::Stop
        }
        Event::Inst(at, inst) => step(cx, at, inst, &mut ways, way),
        Event::Way(from, terminator, to) => {
            match cx.asked(from, &errors, &site.copies) {
                Asked::Nothing => {}
                Asked::Reason => ways.is_graded = true,
                Asked::Passing(fits) => {
                    ways.is_tested = true;
                    ways.is_left_in_passing |= fits.iter().any(|to| !is_on(site, *to));
                    if fits.contains(&to) {
                        return Next::Stop;
                    }
                }
            }
            if is_on(site, to) {
                way.is_common |= served.contains(&to);
            } else if way.is_common {
                // It is left as it is left after a connection.
                ways.comes_back = true;
                return Next::Stop;
            }
            if let (false, None, Terminator::Goto { span: Some(span), .. }) = (is_on(site, to), way.exit, terminator) {
                way.exit = Some(*span);
            }
            facts.keep(&cx.function, &site.copies);
            Next::Go
        }
        Event::Leave(terminator) => {
            let (span, is_end) = match terminator {
                Terminator::Return { span, .. } => (*span, false),
                Terminator::Diverge { span } => (*span, true),
                _ => {
                    ways.is_graded = true;
                    return Next::Stop;
                }
            };
            ways.exits.insert((way.exit.unwrap_or(span), is_end));
            Next::Stop
        }
        Event::Done(_) => Next::Go,
    };
    walk_within(ROUND, &cx.function, start(site), facts, Way::default(), see).then_some(ways)
}

fn step(cx: &Cx, at: At, inst: &Inst, ways: &mut Ways, way: &mut Way) -> Next {
    match inst {
        Inst::Opaque { .. } => {
            ways.is_graded = true;
            return Next::Stop;
        }
        Inst::Call { callee: Callee::Pointer(_), .. } => way.is_unsure = true,
        Inst::Call { .. } => {
            let Some(call) = cx.call_at(at) else { return Next::Go };
            way.paused |= cx.has_trait(call, Trait::Pauses);
            if cx.is_noreturn(call.name.as_str()) || call.model.is_some_and(|model| model.role == Role::Noreturn) {
                ways.exits.insert((way.exit.unwrap_or(call.span), true));
                return Next::Stop;
            }
            way.is_unsure |= call.model.is_none() && !cx.only_tells(call);
        }
        _ => {}
    }
    if way.first.is_none() && !way.is_common {
        way.first = Some(inst.span());
    }
    Next::Go
}

/// Whether the end of the loop is the end of the server: nobody waits for connections behind it, and nobody begins again.
fn ends_server(cx: &Cx, site: &Site, listener: Option<PlaceId>) -> bool {
    let name = &cx.function.name;
    let waits = cx
        .calls
        .iter()
        .any(|call| site.inside.contains(&call.at.block) && cx.has_trait(call, Trait::WaitsForReadiness));
    let listens = cx.calls.iter().any(|call| call.name.as_str() == "listen" && call.place(0) == listener);
    let starts = |arg: &Operand| matches!(arg, Operand::Const(Const::Func(started)) if started == name);
    let is_thread = || {
        cx.file.functions.iter().flat_map(|function| function.insts()).any(|inst| match inst {
            Inst::Call { callee: Callee::Named(callee), args, .. } => {
                let entry = cx.file.models.function(callee.as_str()).and_then(|model| model.entry);
                entry.and_then(|arg| args.get(arg as usize)).is_some_and(starts)
            }
            _ => false,
        })
    };
    name.as_str() == "main" || waits || listens || is_thread()
}
