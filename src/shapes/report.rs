//! Observations of shapes.

use super::calls::{CallAt, Calls};
use super::flow::origin;
use crate::ir::{Name, PlaceId};
use crate::source::{Location, Span};
use crate::typestate::{Acquisition, Confidence, Observation, ObservationKind, PathStep, Shape, StepKind};

impl Calls<'_> {
    /// `shape`, seen of `call`, with its primary place at `at`.
    pub fn observation(&self, shape: Shape, call: &CallAt, handle: String, at: Span) -> Observation {
        let location = |span| Location { file: self.function.file, span };
        let step = |span, kind, text: String| PathStep { at: location(span), kind, text };
        let first = step(call.span, StepKind::Call, format!("`{}` is called", call.short()));
        let last = step(at, StepKind::Exit, "this is where it shows".to_owned());
        let path = if at == call.span { vec![first] } else { vec![first, last] };
        Observation { path, ..self.at(shape, call.short(), handle, at) }
    }

    /// The same, told from an earlier call on, if that is not a part of what is told first.
    pub fn since(&self, first: &CallAt, mut seen: Observation) -> Observation {
        if seen.path.first().is_some_and(|step| first.span.end < step.at.span.start) {
            let at = Location { file: self.function.file, span: first.span };
            let text = format!("`{}` is called", first.short());
            seen.path.insert(0, PathStep { at, kind: StepKind::Call, text });
        }
        seen
    }

    /// `shape`, seen of the function itself.
    pub fn at(&self, shape: Shape, callee: Name, handle: String, at: Span) -> Observation {
        let at = Location { file: self.function.file, span: at };
        Observation {
            kind: ObservationKind::Shape { shape, callee },
            file: self.function.file,
            function: self.function.shown_name(),
            handle,
            acquired: None,
            peer_call: None,
            at,
            path: vec![PathStep { at, kind: StepKind::Exit, text: "its owner ends here".to_owned() }],
            confidence: Confidence::Likely,
            doubts: Vec::new(),
            at_process_end: shape == Shape::DoubleOwner && self.function.is_main(),
            depends_on_callers: false,
        }
    }

    /// The same of a descriptor that the call gives birth to.
    pub fn loss(&self, shape: Shape, call: &CallAt, handle: String, at: Span) -> Observation {
        let is_in_loop = self.is_in_loop(call);
        let birth = Location { file: self.function.file, span: call.span };
        let acquired = Acquisition { at: birth, callee: call.short(), in_loop: is_in_loop };
        let mut seen = self.observation(shape, call, handle, at);
        seen.path[0].kind = StepKind::Acquire;
        Observation { acquired: Some(acquired), ..seen }
    }

    /// How a place is named in messages; temporaries have no name.
    pub fn show(&self, place: Option<PlaceId>) -> String {
        let Some(place) = place else { return String::new() };
        let root = self.function.places.root_local(place);
        let is_temp = root.is_some_and(|local| self.function.local(local).kind == crate::ir::LocalKind::Temp);
        if is_temp { String::new() } else { self.function.show_place(place).replace("->", ".") }
    }

    /// The same, where a temporary goes by the call that gives it.
    pub fn title(&self, place: Option<PlaceId>) -> String {
        let shown = self.show(place);
        let born = || place.and_then(|place| origin(self, place)).filter(|call| !call.short().as_str().is_empty());
        if shown.is_empty() { born().map_or_else(String::new, |call| format!("{}()", call.short())) } else { shown }
    }
}
