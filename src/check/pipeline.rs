//! All files of a run, in parallel.

use super::clock::{Clock, Spent};
use super::engine::look_guarded;
use super::guard::guarded;
use super::headers::HeaderCache;
use super::inputs::{Input, Inputs, collect};
use super::outcome::{CheckedFile, Outcome, Timings, Totals};
use super::read::read;
use super::skipped::Skipped;
use crate::frontend::c::Reader;
use crate::frontend::{Interest, Problem, ProblemKind, Unit, World};
use crate::ir::Function;
use crate::model::{Models, Role};
use crate::report::Notice;
use crate::rules::{Rules, WorldRun, select};
use crate::source::{FileId, SourceFile, Span};
use crate::typestate::{self, Dropped};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Stack of each thread. Syntax trees are walked recursively; only what is used of it costs memory.
const STACK: usize = 64 << 20;

/// What to check, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Whether ignore files count.
    pub respect_ignore: bool,
    /// Number of threads.
    pub threads: usize,
    /// Whether to find out where handles go out of sight.
    pub want_dropped: bool,
}

/// A run cannot even start.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The system gives no threads.
    #[error("cannot start {threads} threads: {source}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// Why.
        source: rayon::ThreadPoolBuildError,
    },
}

/// Checks files. The result is the same whatever the number of threads and the order of the paths. `progress` is told, from
/// any thread, how many files of how many are done.
pub fn check(
    options: &Options,
    models: &Models,
    rules: &Rules,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Outcome, CheckError> {
    let mut clock = Clock::start();
    let threads = options.threads;
    let Inputs { files, roots, mut skipped } = collect(&options.paths, options.respect_ignore, threads);
    let timings = Timings { walk: clock.lap(), threads, ..Timings::default() };
    let mut outcome = Outcome { timings, ..Outcome::default() };
    let numbers = files.iter().enumerate().map(|(at, input)| (input.shown.clone(), FileId(at as u32))).collect();
    let headers = HeaderCache::new(roots, numbers);
    let interest = interest(models);
    let reader = Reader::new(&headers, &interest);
    let run = Run { reader, models, rules, want_dropped: options.want_dropped };
    let done = AtomicUsize::new(0);
    let results: Vec<Result<Done, Skipped>> = pool(threads)?.install(|| {
        let one = |(at, input): (usize, &Input)| {
            let result = guarded(|| run.file(FileId(at as u32), input)).unwrap_or_else(|what| {
                Err(Skipped { path: input.shown.clone(), reason: format!("internal error: {what}"), is_trouble: false })
            });
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
            result
        };
        files.par_iter().enumerate().with_max_len(1).map(one).collect()
    });
    for result in results {
        match result {
            Ok(done) => done.add_to(&mut outcome),
            Err(refused) => skipped.push(refused),
        }
    }
    skipped.sort();
    skipped.dedup();
    outcome.skipped = skipped;
    outcome.timings.total = outcome.timings.walk.wall + clock.lap().wall;
    Ok(outcome)
}

fn pool(threads: usize) -> Result<rayon::ThreadPool, CheckError> {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK);
    builder.build().map_err(|source| CheckError::Threads { threads, source })
}

/// Socket calls make a function worth reading: those that give birth to a socket, and those that only sockets can be
/// passed to. `close`, `read` and `write` never do.
pub fn interest(models: &Models) -> Interest {
    let mut interest = Interest::default();
    for (name, model) in models.functions() {
        if model.is_socket_api || model.role == Role::Acquire {
            interest.seeds.insert(name.to_owned());
        }
        interest.commented.insert(name.to_owned());
    }
    interest.constants = models.constants().map(str::to_owned).collect();
    interest
}

/// What came of one file that could be read.
struct Done {
    /// `None` if nothing of it is shown.
    file: Option<CheckedFile>,
    notices: Vec<Notice>,
    totals: Totals,
    read: Spent,
    front_end: Spent,
    parse: Duration,
    engine: Spent,
}

impl Done {
    fn add_to(self, outcome: &mut Outcome) {
        outcome.files.extend(self.file);
        outcome.notices.extend(self.notices);
        outcome.totals += self.totals;
        outcome.timings.read += self.read;
        outcome.timings.front_end += self.front_end;
        outcome.timings.parse += self.parse;
        outcome.timings.engine += self.engine;
    }
}

struct Run<'r> {
    reader: Reader<'r>,
    models: &'r Models,
    rules: &'r Rules,
    want_dropped: bool,
}

impl Run<'_> {
    fn file(&self, id: FileId, input: &Input) -> Result<Done, Skipped> {
        let mut clock = Clock::start();
        let refused = |reason| Skipped { path: input.shown.clone(), reason, is_trouble: input.is_named };
        let source = read(&input.path, &input.shown, id, input.language).map_err(refused)?;
        let read = clock.lap();
        let Unit { worlds, mut problems, stats } = guarded(|| self.reader.read(&source)).unwrap_or_else(lost);
        let front_end = clock.lap();
        let (mut runs, mut dropped) = (Vec::new(), Vec::new());
        for (world, functions) in worlds {
            if let Some(seen) = self.look(&source, world, functions, &mut problems) {
                runs.push(seen.0);
                dropped.extend(seen.1);
            }
        }
        // Several worlds may tell the same.
        dropped.sort();
        dropped.dedup();
        let engine = clock.lap();
        problems.sort();
        problems.dedup();
        let notices = problems.iter().map(|problem| Notice::problem(&source, problem)).collect();
        let totals = Totals::of_file(&source, &stats);
        let findings = select(self.rules, runs);
        let is_shown = !findings.is_empty() || !dropped.is_empty();
        let file = is_shown.then_some(CheckedFile { source, findings, dropped });
        Ok(Done { file, notices, totals, read, front_end, parse: Duration::from_nanos(stats.parse_ns), engine })
    }

    /// One world of a file.
    fn look(
        &self,
        source: &SourceFile,
        world: World,
        functions: Vec<Function>,
        problems: &mut Vec<Problem>,
    ) -> Option<(WorldRun, Vec<Dropped>)> {
        look_guarded(source, functions, problems, |functions| {
            let dropped = self.want_dropped.then(|| typestate::dropped(source, functions, self.models));
            let observations = typestate::analyse(source, functions, self.models);
            let functions = functions.iter().map(|function| function.name.clone()).collect();
            (WorldRun { world, functions, observations }, dropped.unwrap_or_default())
        })
    }
}

/// The front end panicked: the whole file is lost.
fn lost(what: String) -> Unit {
    let message = format!("internal error: {what}");
    Unit { problems: vec![Problem { span: Span::default(), kind: ProblemKind::File, message }], ..Unit::default() }
}
