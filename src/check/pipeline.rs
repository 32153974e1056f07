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
use crate::source::{FileId, Span};
use crate::typestate;
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
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Outcome, CheckError> {
    let mut clock = Clock::start();
    let threads = options.threads;
    let Inputs { files, roots, mut skipped } = collect(&options.paths, options.respect_ignore, threads);
    let mut outcome = Outcome::default();
    outcome.timings = Timings { walk: clock.lap(), threads, ..Timings::default() };
    let numbers = files.iter().enumerate().map(|(at, input)| (input.shown.clone(), FileId(at as u32))).collect();
    let headers = HeaderCache::new(roots, numbers);
    let interest = interest(models);
    let run = Run { reader: Reader::new(&headers, &interest), models, want_dropped: options.want_dropped };
    let done = AtomicUsize::new(0);
    let results: Vec<Result<Done, Skipped>> = pool(threads)?.install(|| {
        let one = |(at, input): (usize, &Input)| {
            let result = run.file(FileId(at as u32), input);
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
    /// `None` if there is nothing to say about it.
    file: Option<CheckedFile>,
    totals: Totals,
    read: Spent,
    front_end: Spent,
    parse: Duration,
    engine: Spent,
}

impl Done {
    fn add_to(self, outcome: &mut Outcome) {
        outcome.files.extend(self.file);
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
    want_dropped: bool,
}

impl Run<'_> {
    fn file(&self, id: FileId, input: &Input) -> Result<Done, Skipped> {
        let mut clock = Clock::start();
        let refused = |reason| Skipped { path: input.shown.clone(), reason, is_trouble: input.is_named };
        let source = read(&input.path, &input.shown, id, input.language).map_err(refused)?;
        let read = clock.lap();
        let Unit { worlds, problems, stats } = guarded(|| self.reader.read(&source)).unwrap_or_else(lost);
        let front_end = clock.lap();
        let totals = Totals::of_file(&source, &stats);
        let mut file = CheckedFile::new(source);
        file.problems = problems;
        worlds.into_iter().for_each(|(world, functions)| self.look(&mut file, world, functions));
        file.problems.sort();
        file.problems.dedup();
        let parse = Duration::from_nanos(stats.parse_ns);
        Ok(Done { file: file.is_telling().then_some(file), totals, read, front_end, parse, engine: clock.lap() })
    }

    fn look(&self, file: &mut CheckedFile, world: World, functions: Vec<Function>) {
        let CheckedFile { source, problems, .. } = file;
        let seen = look_guarded(source, functions, problems, |functions| {
            let dropped = self.want_dropped.then(|| typestate::dropped(source, functions, self.models));
            (typestate::analyse(source, functions, self.models), dropped.unwrap_or_default())
        });
        if let Some((observations, dropped)) = seen {
            file.observations.push((world, observations));
            file.dropped.extend(dropped);
        }
    }
}

/// The front end panicked: the whole file is lost.
fn lost(what: String) -> Unit {
    let message = format!("internal error: {what}");
    Unit { problems: vec![Problem { span: Span::default(), kind: ProblemKind::File, message }], ..Unit::default() }
}
