//! The end of a file's part of a run: what was seen becomes findings.

use super::{Done, FileState, Run, lost};
use crate::check::guard::guarded;
use crate::check::outcome::{CheckedFile, Summarised};
use crate::check::owners::Owners;
use crate::check::shapes::shapes;
use crate::frontend::{Annotation, Problem, ProblemKind, World, mark_unread};
use crate::phases::{self, Scene};
use crate::report::Notice;
use crate::rules::{WorldRun, select};
use crate::shapes::c::Marks;
use crate::source::{Language, SourceFile, Span};
use crate::typestate::{self, Analysis, Observation, ObservationKind, Outside, Shape};

impl Run<'_> {
    /// Turns what was seen into findings.
    pub fn finish<'o>(
        &self,
        mut state: FileState,
        marks: &Marks,
        owners: &Owners,
        outside: &dyn Fn(World) -> &'o dyn Outside,
    ) -> Done {
        let (mut runs, mut dropped) = (self.lapses(&mut state, marks, outside), Vec::new());
        let summaries = if self.want_summaries { summarised(&state) } else { Vec::new() };
        for ((world, analysis), (_, functions)) in state.analyses.into_iter().zip(&state.unit.worlds) {
            if let Some(source) = state.source.as_ref().filter(|_| self.want_dropped) {
                let found = guarded(|| typestate::dropped(source, functions, self.models, outside(world)));
                dropped.extend(found.unwrap_or_default());
            }
            let shapes = match state.input.language {
                // What those show is looked for in each world, see `lapses`.
                Language::C | Language::Cpp => Vec::new(),
                Language::Rust => guarded(|| shapes(functions, self.models, world, &analysis, outside(world)))
                    .unwrap_or_else(|what| {
                        state.problems.extend(lost(what).problems);
                        Vec::new()
                    }),
            };
            let says = |source: &SourceFile| memchr::memmem::find(&source.text, b"SIGPIPE").is_some();
            let ignores_signal = state.input.language == Language::Rust || state.source.as_ref().is_some_and(says);
            let scene = Scene { world, ignores_signal };
            let order = guarded(|| phases::observe(functions, self.models, scene)).unwrap_or_else(|what| {
                state.problems.extend(lost(what).problems);
                Vec::new()
            });
            let functions = functions.iter().map(|function| function.shown_name()).collect();
            let left = owners.left(state.id, &analysis);
            let declared = state.kept.declared().find(|declared| declared.world == world);
            // Another type of the same name may have it elsewhere in the tree.
            let has = |member: &str| {
                state.input.language == Language::Cpp || declared.is_none_or(|declared| declared.has_member(member))
            };
            let forgotten = analysis.teardowns.iter().flat_map(|teardown| teardown.forgotten(outside(world), &has));
            // Of a failure in Rust the caller is told by its result.
            let is_told = |seen: &Observation| {
                state.input.language == Language::Rust && matches!(seen.kind, ObservationKind::LeftOpen { row: 7, .. })
            };
            let observations = analysis.observations.into_iter().filter(|seen| !is_told(seen));
            let observations: Vec<Observation> = observations.chain(forgotten).collect();
            let left: Vec<_> = left.into_iter().filter(|seen| !is_told_already(seen, &observations)).collect();
            let observations: Vec<Observation> = observations.into_iter().chain(left).collect();
            let shapes = shapes.into_iter().filter(|seen| !is_lost_already(seen, &observations)).collect::<Vec<_>>();
            let observations = observations.into_iter().chain(shapes).chain(order).collect();
            runs.push(WorldRun { world, functions, observations, is_for_windows: false });
        }
        let findings = guarded(|| select(self.rules, runs)).unwrap_or_else(|what| {
            state.problems.extend(lost(what).problems);
            Vec::new()
        });
        state.problems.sort();
        state.problems.dedup();
        let notice =
            |source: &SourceFile| state.problems.iter().map(|problem| Notice::problem(source, problem)).collect();
        let notices = state.source.as_ref().map(notice).unwrap_or_default();
        let annotations = after_problems(state.annotations, &state.problems);
        let file = state.source.map(|source| CheckedFile { source, findings, annotations, dropped });
        Done { file, notices, summaries, totals: state.totals, spent: state.spent }
    }
}

/// Whether the engine has followed the same descriptor to where it is lost, and knows more of it.
fn is_lost_already(seen: &Observation, known: &[Observation]) -> bool {
    let is_raw = matches!(seen.kind, ObservationKind::Shape { shape: Shape::RawLost, .. });
    let birth = |seen: &Observation| seen.acquired.as_ref().map(|acquired| acquired.at);
    let is_same = |other: &Observation| match other.kind {
        ObservationKind::Lost { .. } => birth(other) == birth(seen),
        ObservationKind::LeftOpen { .. } => other.at == seen.at,
        _ => false,
    };
    is_raw && known.iter().any(|other| other.confidence >= seen.confidence && is_same(other))
}

/// Whether the loss of what may be the same socket is told at the same place.
fn is_told_already(seen: &Observation, known: &[Observation]) -> bool {
    let is_loss =
        |other: &&Observation| matches!(other.kind, ObservationKind::Lost { .. } | ObservationKind::LeftOpen { .. });
    known.iter().filter(is_loss).any(|other| other.confidence >= seen.confidence && other.at == seen.at)
}

/// Nothing can be said of comments on what was not understood.
fn after_problems(mut annotations: Vec<Annotation>, problems: &[Problem]) -> Vec<Annotation> {
    let lost = |problem: &Problem| match problem.kind {
        ProblemKind::File => Span { start: 0, end: u32::MAX },
        ProblemKind::Function | ProblemKind::Statement => problem.span,
    };
    mark_unread(&mut annotations, problems.iter().map(lost).collect());
    annotations
}

fn summarised(state: &FileState) -> Vec<Summarised> {
    let of = |(world, analysis): &(World, Analysis)| {
        let (world, path) = (*world, state.input.shown.clone());
        let texts = analysis.show_summaries().into_iter();
        texts.map(move |(name, text)| Summarised { path: path.clone(), world, name, text }).collect::<Vec<_>>()
    };
    state.analyses.iter().flat_map(of).collect()
}
