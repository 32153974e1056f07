//! All files of a run, in parallel.

use super::clock::Clock;
use super::file::{Done, FileState, Run};
use super::guard::guarded;
use super::headers::HeaderCache;
use super::inputs::{Excludes, Input, Inputs, collect};
use super::outcome::{Outcome, Timings};
use super::skipped::Skipped;
use super::tree::settle;
use crate::frontend::c::{POINTER_PREFIXES, Reader};
use crate::frontend::rust::RustReader;
use crate::frontend::{Consent, Interest};
use crate::model::{Models, Role, TypeKind};
use crate::rules::Rules;
use crate::source::FileId;
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    /// Whether to tell what calling each function does.
    pub want_summaries: bool,
    /// Whether Rust code that only runs in tests is looked at.
    pub with_tests: bool,
    /// What the project leaves out.
    pub exclude: Option<Arc<dyn Excludes>>,
    /// Whether that holds also for files that are named themselves.
    pub force_exclude: bool,
    /// A text that counts in place of a file's.
    pub stand_in: Option<StandIn>,
}

/// A text that counts in place of what a file holds, or of a file that is not there.
#[derive(Clone, Debug)]
pub struct StandIn {
    /// The file.
    pub path: PathBuf,
    /// The text as it would be on disk.
    pub bytes: Arc<Vec<u8>>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            paths: Vec::new(),
            respect_ignore: true,
            threads: 1,
            want_dropped: false,
            want_summaries: false,
            with_tests: false,
            exclude: None,
            force_exclude: false,
            stand_in: None,
        }
    }
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
    let Inputs { files, roots, mut skipped } = collect(options);
    let timings = Timings { walk: clock.lap(), threads, ..Timings::default() };
    let mut outcome = Outcome { timings, ..Outcome::default() };
    let numbers = files.iter().enumerate().map(|(at, input)| (input.shown.clone(), FileId(at as u32))).collect();
    let headers = HeaderCache::new(roots, numbers);
    let interest = interest(models);
    let reader = Reader::new(&headers, &interest);
    let rust = RustReader::new(&interest.rust, options.with_tests);
    let run =
        Run { reader, rust, models, rules, want_dropped: options.want_dropped, want_summaries: options.want_summaries };
    let pool = pool(threads)?;
    let mut states = Vec::new();
    for result in pool.install(|| open_all(&run, &files, progress)) {
        match result {
            Ok(state) => states.push(state),
            Err(refused) => skipped.push(refused),
        }
    }
    let done = pool.install(|| settle(&run, states));
    let led_through = done.iter().flat_map(Done::led_through).collect();
    done.into_iter().for_each(|done| done.add_to(&mut outcome, &led_through));
    outcome.checked = files.iter().map(|input| input.shown.clone()).collect();
    skipped.sort();
    skipped.dedup();
    outcome.skipped = skipped;
    outcome.timings.total = outcome.timings.walk.wall + clock.lap().wall;
    Ok(outcome)
}

/// Reads each file and looks at it as if it were alone.
fn open_all<'f>(
    run: &Run,
    files: &'f [Input],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Result<FileState<'f>, Skipped>> {
    let done = AtomicUsize::new(0);
    let one = |(at, input): (usize, &'f Input)| {
        let result = guarded(|| run.open(FileId(at as u32), input)).unwrap_or_else(|what| {
            Err(Skipped { path: input.shown.clone(), reason: format!("internal error: {what}"), is_trouble: false })
        });
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
        result
    };
    files.par_iter().enumerate().with_max_len(1).map(one).collect()
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
        if model.is_socket_api || model.role == Role::Acquire || model.gives.is_some() || model.is_worth {
            interest.seeds.insert(name.to_owned());
        }
        match model.role {
            Role::Release => _ = interest.releases.insert(name.to_owned()),
            Role::Noreturn => _ = interest.noreturn.insert(name.to_owned()),
            Role::Inert if model.keeps.is_none() && model.gives.is_none() && model.entry.is_none() => {
                interest.inert.insert(name.to_owned());
            }
            _ => {}
        }
        if model.entry.is_some() || model.gives.is_some() {
            interest.starts.insert(name.to_owned());
        }
        interest.modelled.insert(name.to_owned());
    }
    know_arities(&mut interest, models);
    interest.constants = models.constants().map(str::to_owned).collect();
    interest.consent = Consent::new(models.consents());
    interest.rust.foreign = interest.seeds.clone();
    interest.rust.ends = interest.releases.clone();
    interest.rust.modelled = interest.modelled.clone();
    interest.rust.calls = models.methods().words().map(str::to_owned).collect();
    interest.rust.types = models.methods().types(TypeKind::Worth).iter().cloned().collect();
    interest.rust.views = models.methods().types(TypeKind::View).iter().cloned().collect();
    interest.rust.libraries = models.methods().types(TypeKind::Foreign).iter().cloned().collect();
    interest
}

/// How many arguments functions take, and which of them pointers may be named after: those that only sockets are given to.
fn know_arities(interest: &mut Interest, models: &Models) {
    interest.arities = Arc::new(models.arities().map(|(name, arity)| (name.to_owned(), arity)).collect());
    let is_release = |name: &String| interest.releases.contains(name) && name != "close";
    let mut pointed_at = (*interest.arities).clone();
    pointed_at.retain(|name, _| interest.seeds.contains(name) || is_release(name));
    for name in pointed_at.keys() {
        let pointers = POINTER_PREFIXES.iter().map(|prefix| format!("{prefix}{name}"));
        if interest.releases.contains(name) {
            interest.releases.extend(pointers);
        } else {
            interest.seeds.extend(pointers);
        }
    }
    interest.pointed_at = Arc::new(pointed_at);
}
