//! The steps of a path in words, found by comparing the states before and after.

use super::automaton::Typestate;
use super::calls::{Point, Target};
use super::closings::closed_by;
use super::context::FunctionCx;
use super::observation::{PathStep, PeerGone, StepKind};
use super::state::{Handle, State};
use crate::ir::{BlockId, Cond, Function, Inst, Name, Operand, PlaceId, Terminator};
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
    /// The macro whose call it shows, where all that it tells is which way was taken.
    passes: Option<Name>,
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
        let text = match expansion(function, span) {
            Some(name) => format!("{text} (expanded from `{name}`)"),
            None => text,
        };
        self.add(PathStep { at: Location { file: function.file, span }, kind, text })
    }

    fn add(&self, step: PathStep) -> Trail {
        // What takes several instructions is one step.
        match self.0.as_deref() {
            Some(link) if link.step.at == step.at && link.step.text == step.text => self.clone(),
            _ => Trail(Some(Rc::new(Link { step, passes: None, before: self.clone() }))),
        }
    }

    /// Adds which way was taken. A macro that decides several times tells the last time.
    fn pass(&self, cx: &FunctionCx, span: Span, text: String) -> Trail {
        let passes = expansion(cx.function, span).cloned();
        let before = if self.has_passed(span) { self.0.as_deref().map_or(self, |link| &link.before) } else { self };
        let trail = before.push(cx.function, span, StepKind::Branch, text);
        match trail.0.as_deref() {
            Some(Link { step, before, .. }) if passes.is_some() => {
                Trail(Some(Rc::new(Link { step: step.clone(), passes, before: before.clone() })))
            }
            _ => trail,
        }
    }

    /// Whether the last step tells which way a macro at `span` took.
    fn has_passed(&self, span: Span) -> bool {
        self.0.as_deref().is_some_and(|link| link.passes.is_some() && link.step.at.span == span)
    }

    /// Adds what an instruction did to the handle.
    pub fn after_inst(&self, cx: &FunctionCx, point: Point, inst: &Inst, before: &State, after: &State) -> Trail {
        let Some(new) = &after.handle else { return self.clone() };
        let name = match inst {
            Inst::Call { .. } => cx.calls[cx.call_at(point) as usize].name.clone(),
            Inst::Assign { .. } | Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => String::new(),
        };
        let is_released = |handle: &Handle| handle.typestate == Typestate::Released;
        let closed = match (inst, &before.handle) {
            (Inst::Call { .. }, Some(old)) if is_released(new) && !is_released(old) => {
                closed_by(cx, &cx.calls[cx.call_at(point) as usize], old, after)
            }
            _ => &[],
        };
        let trail = match inst_step(cx, &name, before.handle.as_ref(), new, inst) {
            Some((kind, text)) => self.push(cx.function, inst.span(), kind, text),
            None => self.clone(),
        };
        let trail = closed.iter().cloned().fold(trail, |trail, step| trail.add(step));
        let is_forsaken = |handle: &Handle| handle.marks.is_forsaken;
        match new.marks.is_forsaken && !before.handle.as_ref().is_some_and(is_forsaken) {
            true => left_by(cx, point).into_iter().fold(trail, |trail, step| trail.add(step)),
            false => trail,
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
                match learnt {
                    Some(text) => self.push(cx.function, *span, StepKind::Branch, text),
                    None => self.pass(cx, *span, branch_text(cx, cond, *span, to == *then)),
                }
            }
            Terminator::Switch { span, .. } => {
                let learnt = peer_text(cx, before.handle.as_ref(), after.handle.as_ref());
                let text = learnt.unwrap_or_else(|| format!("taking one case of `{}`", cx.snippet(*span)));
                self.push(cx.function, *span, StepKind::Branch, text)
            }
            Terminator::Goto { span: Some(span), .. } => {
                let away = if expansion(cx.function, *span).is_some() { "away" } else { "on" };
                let text = format!("`{}` leads {away}", cx.snippet(*span).trim_end_matches(';'));
                self.pass(cx, *span, text)
            }
            Terminator::Goto { span: None, .. }
            | Terminator::Return { .. }
            | Terminator::Throw { .. }
            | Terminator::Diverge { .. } => self.clone(),
        }
    }
}

/// How the callee that opened the handle came to leave it.
fn left_by(cx: &FunctionCx, point: Point) -> Vec<PathStep> {
    match cx.calls[cx.call_at(point) as usize].target {
        Target::Body(summary) => {
            let mut left = summary.births.iter().flatten().map(|birth| &birth.left);
            left.find(|left| !left.is_empty()).cloned().unwrap_or_default()
        }
        Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => Vec::new(),
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
    if before.typestate != Typestate::Released && after.typestate == Typestate::Released {
        return Some((StepKind::Release, format!("`{name}` closes it here")));
    }
    if before.typestate == Typestate::Open && after.typestate == Typestate::Wrapped {
        return Some((StepKind::Call, format!("`{name}` makes an object that owns it")));
    }
    if let (None, Some(peer)) = (before.peer, after.peer) {
        return Some((StepKind::Call, format!("`{name}` {}", gone_text(peer.gone))));
    }
    if !before.marks.unknown_callee && after.marks.unknown_callee {
        return Some((StepKind::Call, format!("`{name}` is given the descriptor; its body was not found")));
    }
    let mut is_added = after.places.iter().filter(|place| !before.places.contains(place));
    match (inst, is_added.next()) {
        (Inst::Assign { span, .. }, Some(&place)) if is_shown(cx, place, *span) => {
            Some((StepKind::Use, format!("also stored in `{}`", cx.function.show_place(place))))
        }
        _ => None,
    }
}

/// The macro that the call at `span` is one of.
fn expansion(function: &Function, span: Span) -> Option<&Name> {
    let found = function.expansions.iter().find(|expansion| expansion.call == span);
    found.map(|expansion| &expansion.name)
}

/// Whether the macro call at `span` is a statement of its own: then what it tests is not what the source shows.
fn is_statement(cx: &FunctionCx, span: Span) -> bool {
    let after = cx.source.text.get(span.end as usize..).unwrap_or_default();
    after.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b';' | b'}'))
}

/// Whether the source names the place that is set at `span`: what macros keep for themselves, it does not.
fn is_shown(cx: &FunctionCx, place: PlaceId, span: Span) -> bool {
    if (place.0 as usize) >= cx.function.places.len() {
        return false;
    }
    let text = String::from_utf8_lossy(cx.source.text.get(span.range()).unwrap_or_default());
    let own = cx.places.root_local(place).map(|local| &cx.function.local(local).name);
    own.is_none_or(|name| expansion(cx.function, span).is_none() || text.contains(name.as_str()))
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
    let call = &cx.calls[peer.call as usize];
    let (name, has_amount) = (&call.name, call.model().is_some_and(|model| model.amount.is_some()));
    Some(match peer.gone {
        PeerGone::Eof if has_amount => format!("`{name}` gave 0 bytes: the peer has closed"),
        PeerGone::SendError | PeerGone::RecvError => format!("`{name}` failed, taking the error branch"),
        PeerGone::RecvTimeout => format!("`{name}` timed out"),
        PeerGone::EofOrError => format!("`{name}` failed or returned 0, taking this branch"),
        PeerGone::Eof => format!("`{name}` returned 0: the peer has closed"),
    })
}

fn branch_text(cx: &FunctionCx, cond: &Cond, span: Span, holds: bool) -> String {
    if expansion(cx.function, span).is_some() && is_statement(cx, span) {
        return format!("`{}` is passed", cx.snippet(span));
    }
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
