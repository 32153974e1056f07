//! One file of a run: read, looked at once or, as more becomes known of the tree, again, and finished.

mod finish;

use super::clock::{Clock, Spent};
use super::doubles::Place;
use super::engine::look_guarded;
use super::guard::guarded;
use super::inputs::Input;
use super::lapses::lapses;
use super::outcome::{CheckedFile, Outcome, Summarised, Totals};
use super::promises::{Lone, Own};
use super::read::read_input;
use super::skipped::Skipped;
use crate::frontend::c::{FileIndex, Kept, Reader, said};
use crate::frontend::rust::{self, RustReader};
use crate::frontend::{Annotation, Links, Problem, ProblemKind, Promised, Said, Unit, Wanted, World, Wrong};
use crate::ir::{Function, Name};
use crate::model::Models;
use crate::report::Notice;
use crate::rules::{Rules, WorldRun};
use crate::shapes::c::Marks;
use crate::source::{FileId, Language, SourceFile, Span};
use crate::typestate::{self, Analysis, Outside};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

/// What all files of a run share.
pub struct Run<'r> {
    /// The front end for C.
    pub reader: Reader<'r>,
    /// The front end for Rust.
    pub rust: RustReader<'r>,
    /// The API models.
    pub models: &'r Models,
    /// The rules.
    pub rules: &'r Rules,
    /// Whether to find out where handles go out of sight.
    pub want_dropped: bool,
    /// Whether to tell what calling each function does.
    pub want_summaries: bool,
}

/// A file that could be read, and what is known of it so far.
pub struct FileState<'f> {
    /// Its number.
    pub id: FileId,
    /// What it is.
    pub input: &'f Input,
    /// Where it is.
    pub place: Place,
    /// Its names.
    pub index: FileIndex,
    /// What the tree wanted of it when it was last read.
    pub wanted: Wanted,
    /// What was made of it, world by world; empty if it has nothing to do with sockets.
    pub analyses: Vec<(World, Analysis)>,
    /// What it promises of functions.
    pub promised: Vec<Promised>,
    /// The same with what the headers promise that it includes, by function.
    pub own: Arc<Own>,
    /// Its text, kept once it has to do with sockets or has comments for sockleak.
    source: Option<SourceFile>,
    /// What its comments tell sockleak.
    annotations: Vec<Annotation>,
    unit: Unit,
    /// The functions that those in it call or name.
    mentioned: FxHashSet<Name>,
    kept: Kept,
    kept_of_rust: rust::Kept,
    problems: Vec<Problem>,
    totals: Totals,
    spent: Phases,
}

#[derive(Default)]
struct Phases {
    read: Spent,
    front_end: Spent,
    parse: Duration,
    engine: Spent,
}

impl FileState<'_> {
    /// Adds what its functions take for no socket in members.
    pub fn mark(&self, marks: &mut Marks, models: &Models) {
        let worlds = self.unit.worlds.iter().filter(|_| self.input.language == Language::C);
        worlds.flat_map(|(_, functions)| functions).for_each(|function| marks.add(function, models));
    }

    /// Whether a function that was read calls or names one of `names`: be it through a macro that the text does not show.
    pub fn mentions(&self, names: &FxHashSet<Name>) -> bool {
        names.iter().any(|name| self.mentioned.contains(name))
    }

    /// Its text, as far as it is kept, or read again; empty if it cannot be read any more.
    pub fn text(&self) -> Cow<'_, [u8]> {
        match &self.source {
            Some(source) => Cow::Borrowed(&source.text),
            None => Cow::Owned(read_input(self.input, self.id).map(|source| source.text).unwrap_or_default()),
        }
    }

    /// The functions that were read in each world.
    pub fn functions(&self) -> impl Iterator<Item = &Arc<Function>> {
        self.unit.worlds.iter().flat_map(|(_, functions)| functions)
    }

    /// The number of the line at an offset, counted from 1.
    pub fn line(&self, at: u32) -> usize {
        self.source.as_ref().map_or(0, |source| source.lines().line_index(at) + 1)
    }

    /// How a file of Rust is linked with the rest of the tree.
    pub fn links(&self) -> &Links {
        &self.unit.links
    }

    /// Tells what is wrong with a comment of this file.
    pub fn blame(&mut self, promised: &Promised, wrong: Wrong) {
        let mut annotations = self.annotations.iter_mut();
        let found = annotations.find(|annotation| Some(annotation.comment) == promised.comment);
        found.into_iter().for_each(|annotation| annotation.wrong.push(wrong.clone()));
    }

    /// Tells where precision was lost: one lower-case sentence without a final stop.
    pub fn tell(&mut self, message: String) {
        self.problems.push(Problem { span: Span::default(), kind: ProblemKind::Statement, message });
    }

    /// Where a promise of this file is made: its path and line.
    pub fn place(&self, promised: &Promised) -> String {
        let line = self.source.as_ref().zip(promised.comment);
        let line = line.map_or(0, |(source, comment)| source.lines().line_index(comment.start) + 1);
        format!("{}:{line}", self.input.shown)
    }
}

impl Run<'_> {
    /// Reads a file and looks at it as if it were alone.
    pub fn open<'f>(&self, id: FileId, input: &'f Input) -> Result<FileState<'f>, Skipped> {
        let mut clock = Clock::start();
        let refused = |reason| Skipped { path: input.shown.clone(), reason, is_trouble: input.is_named };
        let source = read_input(input, id).map_err(refused)?;
        let mut state = FileState {
            id,
            input,
            place: Place::new(&input.shown),
            index: FileIndex::default(),
            wanted: Wanted::default(),
            analyses: Vec::new(),
            promised: Vec::new(),
            own: Arc::default(),
            source: None,
            annotations: Vec::new(),
            unit: Unit::default(),
            mentioned: FxHashSet::default(),
            kept: Kept::default(),
            kept_of_rust: rust::Kept::default(),
            problems: Vec::new(),
            totals: Totals::default(),
            spent: Phases { read: clock.lap(), ..Phases::default() },
        };
        if input.is_test && !self.rust.with_tests {
            state.totals.left_out = 1;
            return Ok(state);
        }
        match source.language {
            Language::C | Language::Cpp => self.survey(&mut state, &source),
            Language::Rust => {
                let Said { annotations, promised } = rust::said(&source);
                (state.annotations, state.promised) = (annotations, promised);
                state.own = Arc::new(Own::new(state.promised.iter(), self.models));
                state.wanted.own_seeds.extend(state.own.fresh().map(Name::to_string));
            }
        }
        state.spent.front_end += clock.lap();
        self.take(&mut state, source);
        let own = state.own.clone();
        let lone = Lone(&own);
        self.look(&mut state, &|_| &lone, true);
        Ok(state)
    }

    /// What a C file names, and what its comments say.
    fn survey(&self, state: &mut FileState, source: &SourceFile) {
        state.index =
            FileIndex::new(&source.text, &|name| self.models.may_close(name), source.language == Language::Cpp);
        state.wanted.closers.clone_from(&state.index.closers);
        Said { annotations: state.annotations, promised: state.promised } = said(source);
        let headers = self.reader.promised_by_headers(source, &mut state.kept);
        state.own = Arc::new(Own::new(headers.iter().chain(&state.promised), self.models));
        let fresh = state.own.fresh().filter(|name| state.index.calls(name.as_str()));
        state.wanted.own_seeds.extend(fresh.map(Name::to_string));
    }

    /// Reads the file again for what the tree wants of it now.
    pub fn read_again(&self, state: &mut FileState) {
        let mut clock = Clock::start();
        let source = match state.source.take() {
            Some(source) => Ok(source),
            None => read_input(state.input, state.id),
        };
        state.spent.read += clock.lap();
        // It was read before; if it is gone by now, what was found then stands.
        if let Ok(source) = source {
            self.take(state, source);
        }
    }

    fn take(&self, state: &mut FileState, source: SourceFile) {
        let mut clock = Clock::start();
        state.unit = match source.language {
            Language::C | Language::Cpp => {
                guarded(|| self.reader.read(&source, &state.wanted, &mut state.kept)).unwrap_or_else(lost)
            }
            Language::Rust => {
                guarded(|| self.rust.read(&source, &state.wanted, &mut state.kept_of_rust)).unwrap_or_else(lost)
            }
        };
        if source.language == Language::Rust {
            state.index.calls = std::mem::take(&mut state.unit.links.calls);
            state.index.definitions = std::mem::take(&mut state.unit.links.definitions);
        }
        let functions = state.unit.worlds.iter().flat_map(|(_, functions)| functions);
        state.mentioned = functions.flat_map(|function| function.mentioned_functions()).cloned().collect();
        state.totals = Totals::of_file(&source, &state.unit.stats);
        state.spent.parse += Duration::from_nanos(state.unit.stats.parse_ns);
        state.problems = std::mem::take(&mut state.unit.problems);
        let is_kept = !state.unit.worlds.is_empty() || !state.problems.is_empty() || !state.annotations.is_empty();
        state.source = is_kept.then_some(source);
        if !is_kept {
            // What the file says when it is read from the disk again is anybody's guess.
            state.kept = Kept::default();
            state.kept_of_rust = rust::Kept::default();
        }
        state.spent.front_end += clock.lap();
    }

    /// Runs the engine on what was read, with what is known of the tree in each world; see [`typestate::analyse`].
    pub fn look<'o>(&self, state: &mut FileState, outside: &dyn Fn(World) -> &'o dyn Outside, is_patient: bool) {
        let mut clock = Clock::start();
        let Some(source) = &state.source else { return };
        let earlier = std::mem::take(&mut state.analyses);
        for (world, functions) in &mut state.unit.worlds {
            let known: Vec<&Analysis> = earlier.iter().chain(&state.analyses).map(|(_, analysis)| analysis).collect();
            let seen = look_guarded(source, functions, &mut state.problems, |functions| {
                typestate::analyse(source, functions, self.models, outside(*world), &known, is_patient)
            });
            state.analyses.extend(seen.map(|seen| (*world, seen)));
        }
        state.spent.engine += clock.lap();
    }

    /// What single calls and tests get wrong.
    fn lapses<'o>(
        &self,
        state: &mut FileState,
        marks: &Marks,
        outside: &dyn Fn(World) -> &'o dyn Outside,
    ) -> Vec<WorldRun> {
        let Some(source) = state.source.as_ref().filter(|source| source.language != Language::Rust) else {
            return Vec::new();
        };
        let (kept, worlds, analyses) = (&state.kept, &state.unit.worlds, &state.analyses);
        guarded(|| lapses(source, kept, worlds, analyses, self.models, marks, outside)).unwrap_or_else(|what| {
            state.problems.extend(lost(what).problems);
            Vec::new()
        })
    }
}

/// The front end panicked: the whole file is lost.
fn lost(what: String) -> Unit {
    let message = format!("internal error: {what}");
    Unit { problems: vec![Problem { span: Span::default(), kind: ProblemKind::File, message }], ..Unit::default() }
}

/// What came of one file that could be read.
pub struct Done {
    /// `None` if there is nothing of it to be shown.
    file: Option<CheckedFile>,
    notices: Vec<Notice>,
    summaries: Vec<Summarised>,
    totals: Totals,
    spent: Phases,
}

impl Done {
    /// The files that its findings lead through.
    pub fn led_through(&self) -> impl Iterator<Item = FileId> {
        let findings = self.file.iter().flat_map(|file| &file.findings);
        findings.flat_map(|finding| finding.observation.path.iter().map(|step| step.at.file))
    }

    /// Adds it to the run's result. Its text is kept if it has something to show itself, or is one of those that findings
    /// lead through.
    pub fn add_to(self, outcome: &mut Outcome, led_through: &FxHashSet<FileId>) {
        outcome.files.extend(self.file.filter(|file| file.is_shown() || led_through.contains(&file.source.id)));
        outcome.notices.extend(self.notices);
        outcome.summaries.extend(self.summaries);
        outcome.totals += self.totals;
        outcome.timings.read += self.spent.read;
        outcome.timings.front_end += self.spent.front_end;
        outcome.timings.parse += self.spent.parse;
        outcome.timings.engine += self.spent.engine;
    }
}
