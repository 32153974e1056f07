//! The steps of a path in words, found by comparing the states before and after.

use super::automaton::Typestate;
use super::calls::Point;
use super::context::FunctionCx;
use super::observation::{PathStep, PeerGone, StepKind};
use super::state::{Handle, State};
use crate::ir::{BlockId, Cond, Function, Inst, Operand, Terminator};
use crate::source::{Location, Span};
use std::rc::Rc;

/// A path shows at most so many steps; the middle of a longer one is left out.
const STEPS: usize = 48;

/// The steps so far, sharing their beginning with other paths.
#[derive(Clone, Debug, Default)]
pub struct Trail(Option<Rc<Link>>);

#[derive(Debug)]
struct Link {
    step: PathStep,
    before: Trail,
}

impl Trail {
    /// The steps in order.
    pub fn steps(&self) -> Vec<PathStep> {
        let links = std::iter::successors(self.0.as_deref(), |link| link.before.0.as_deref());
        let mut steps: Vec<PathStep> = links.map(|link| link.step.clone()).collect();
        steps.reverse();
        if steps.len() > STEPS {
            steps.drain(STEPS / 2..steps.len() - STEPS / 2);
        }
        steps
    }

    fn push(&self, function: &Function, span: Span, kind: StepKind, text: String) -> Trail {
        let at = Location { file: function.file, span };
        let mut trail = self.clone();
        // A macro that spans several instructions gives one step.
        let is_new = self.0.as_deref().is_none_or(|link| link.step.at != at || link.step.text != text);
        if is_new {
            let expanded = function.expansions.iter().find(|expansion| expansion.call == span);
            let text = match expanded {
                Some(expansion) => format!("{text} (expanded from `{}`)", expansion.name),
                None => text,
            };
            trail = Trail(Some(Rc::new(Link { step: PathStep { at, kind, text }, before: trail })));
        }
        trail
    }

    /// Adds what an instruction did to the handle.
    pub fn after_inst(&self, cx: &FunctionCx, point: Point, inst: &Inst, before: &State, after: &State) -> Trail {
        let Some(new) = &after.handle else { return self.clone() };
        let name = match inst {
            Inst::Call { .. } => cx.calls[cx.call_at(point) as usize].name.clone(),
            Inst::Assign { .. } | Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => String::new(),
        };
        match inst_step(cx, &name, before.handle.as_ref(), new, inst) {
            Some((kind, text)) => self.push(cx.function, inst.span(), kind, text),
            None => self.clone(),
        }
    }

    /// Adds what taking this way out of a block taught.
    pub fn after_jump(
        &self,
        cx: &FunctionCx,
        terminator: &Terminator,
        to: BlockId,
        before: &State,
        after: &State,
    ) -> Trail {
        if after.handle.is_none() {
            return self.clone();
        }
        match terminator {
            Terminator::Branch { cond, then, span, .. } => {
                let learnt = peer_text(cx, before.handle.as_ref(), after.handle.as_ref());
                let taken = branch_text(cx, cond, *span, to == *then);
                let text = learnt.unwrap_or(taken);
                self.push(cx.function, *span, StepKind::Branch, text)
            }
            Terminator::Switch { span, .. } => {
                let learnt = peer_text(cx, before.handle.as_ref(), after.handle.as_ref());
                let text = learnt.unwrap_or_else(|| format!("taking one case of `{}`", cx.snippet(*span)));
                self.push(cx.function, *span, StepKind::Branch, text)
            }
            Terminator::Goto { span: Some(span), .. } => {
                let text = format!("`{}` leads on", cx.snippet(*span).trim_end_matches(';'));
                self.push(cx.function, *span, StepKind::Branch, text)
            }
            Terminator::Goto { span: None, .. } | Terminator::Return { .. } | Terminator::Diverge { .. } => {
                self.clone()
            }
        }
    }
}

fn inst_step(
    cx: &FunctionCx,
    name: &str,
    before: Option<&Handle>,
    after: &Handle,
    inst: &Inst,
) -> Option<(StepKind, String)> {
    let Some(before) = before else {
        return Some((StepKind::Acquire, format!("`{name}` opens the socket here")));
    };
    let is_reborn =
        before.places != after.places && after.typestate == Typestate::Open && before.typestate != Typestate::Open;
    if is_reborn && !name.is_empty() {
        return Some((StepKind::Acquire, format!("`{name}` opens the socket here")));
    }
    if before.typestate == Typestate::Open && after.typestate == Typestate::Released {
        return Some((StepKind::Release, format!("`{name}` closes it here")));
    }
    if let (None, Some(peer)) = (before.peer, after.peer) {
        return Some((StepKind::Call, format!("`{name}` {}", gone_text(peer.gone))));
    }
    if !before.marks.unknown_callee && after.marks.unknown_callee {
        return Some((StepKind::Call, format!("`{name}` is given the descriptor; its body was not found")));
    }
    let mut is_added = after.places.iter().filter(|place| !before.places.contains(place));
    match (inst, is_added.next()) {
        (Inst::Assign { .. }, Some(&place)) if (place.0 as usize) < cx.function.places.len() => {
            Some((StepKind::Use, format!("also stored in `{}`", cx.function.show_place(place))))
        }
        _ => None,
    }
}

fn gone_text(gone: PeerGone) -> &'static str {
    match gone {
        PeerGone::SendError => "fails to send",
        PeerGone::RecvError => "fails to receive",
        PeerGone::RecvTimeout => "times out",
        PeerGone::EofOrError => "fails, or the peer has closed",
        PeerGone::Eof => "finds that the peer has closed",
    }
}

/// What a branch taught about the peer.
fn peer_text(cx: &FunctionCx, before: Option<&Handle>, after: Option<&Handle>) -> Option<String> {
    let peer = after?.peer?;
    if before.and_then(|before| before.peer) == Some(peer) {
        return None;
    }
    let name = &cx.calls[peer.call as usize].name;
    Some(match peer.gone {
        PeerGone::SendError | PeerGone::RecvError => format!("`{name}` failed, taking the error branch"),
        PeerGone::RecvTimeout => format!("`{name}` timed out"),
        PeerGone::EofOrError => format!("`{name}` failed or returned 0, taking this branch"),
        PeerGone::Eof => format!("`{name}` returned 0: the peer has closed"),
    })
}

fn branch_text(cx: &FunctionCx, cond: &Cond, span: Span, holds: bool) -> String {
    let answer = if holds { "true" } else { "false" };
    if let Some(name) = tested_call(cx, &cond.lhs) {
        let is_error = matches!(&cond.rhs, Operand::Const(_));
        if is_error {
            return format!("the result of `{name}` is tested: `{}` is {answer}", cx.snippet(span));
        }
    }
    format!("`{}` is {answer}", cx.snippet(span))
}

/// The call whose result the operand directly is.
fn tested_call<'c>(cx: &'c FunctionCx, operand: &Operand) -> Option<&'c str> {
    let Operand::Copy(place) = operand else { return None };
    let mut calls = cx.calls.iter().filter(|call| call.dest == Some(*place));
    match (calls.next(), calls.next()) {
        (Some(call), None) => Some(&call.name),
        _ => None,
    }
}
