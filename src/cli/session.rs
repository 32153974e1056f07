//! One run over the sources, for all commands that check.

use super::args::{ScopeArgs, Sureness};
use super::progress::Progress;
use super::trouble::Trouble;
use crate::check::{self, Excludes, Options, Outcome, StandIn};
use crate::config::{Loaded, io_reason};
use crate::report::{Notice, Report, Scope, Selection};
use crate::rules::Rules;
use crate::typestate::Confidence;
use std::io::Read;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a command is to check.
pub struct Session {
    /// All rules.
    pub rules: Rules,
    /// The configuration.
    pub config: Loaded,
    /// Which findings are shown.
    pub selection: Selection,
    /// What the pipeline reads.
    pub options: Options,
}

impl Session {
    /// Reads the configuration, the list of files and standard input.
    pub fn new(args: &ScopeArgs) -> anyhow::Result<Session> {
        let rules = Rules::embedded();
        let (paths, stand_in) = paths(args)?;
        let config = args.config.origin().load(&paths)?;
        let sure = args.confidence.map(confidence).or_else(|| Some(config.confidence()?.confidence()));
        let mut selection = Selection::choose(&rules, &args.rules, &args.ignored)?
            .with_confidence(sure.unwrap_or(Confidence::Likely))
            .with_levels(config.reach.clone());
        selection.require_reason = args.require_reason || config.require_reason().unwrap_or(false);
        let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from);
        let options = Options {
            paths,
            respect_ignore: !args.no_ignore,
            threads,
            with_tests: args.include_tests || config.include_tests().unwrap_or(false),
            exclude: Some(config.reach.clone() as Arc<dyn Excludes>),
            force_exclude: args.force_exclude,
            stand_in,
            ..Options::default()
        };
        Ok(Session { rules, config, selection, options })
    }

    /// Checks what `options` name.
    pub fn check(&self, options: &Options) -> anyhow::Result<Outcome> {
        let progress = Progress::new();
        let tell = |done, total| progress.report(done, total);
        let outcome = check::check(options, &self.config.models, &self.rules, &tell)?;
        progress.finish();
        Ok(outcome)
    }

    /// Puts what was found into words.
    pub fn report(&self, outcome: &mut Outcome, selection: &Selection) -> Report {
        let findings = outcome.files.iter_mut().flat_map(|file| take(&mut file.findings)).collect();
        let mut notices = take(&mut outcome.notices);
        notices.extend(outcome.skipped.iter().map(|skipped| match skipped.is_trouble {
            true => Notice::trouble(&skipped.path, &skipped.reason),
            false => Notice::file(&skipped.path, &skipped.reason),
        }));
        notices.sort();
        let totals = &outcome.totals;
        let (files, left_out) = (totals.files as u64, totals.left_out as u64);
        let scope = Scope { files, left_out, functions: totals.functions };
        Report::new(findings, notices, outcome.suppressions(&self.rules), scope, selection, &outcome.files)
    }
}

/// The paths, and what stands in for one of them.
fn paths(args: &ScopeArgs) -> anyhow::Result<(Vec<PathBuf>, Option<StandIn>)> {
    let is_stdin = |path: &Path| path == Path::new("-");
    let mut paths: Vec<PathBuf> = args.paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    let wants_source = args.paths.iter().any(|path| is_stdin(path));
    if wants_source && args.files_from.as_deref().is_some_and(is_stdin) {
        return Err(Trouble("standard input cannot be both a source and a list of files".to_owned()).into());
    }
    if let Some(list) = &args.files_from {
        paths.extend(listed(list)?);
    }
    let stand_in = match (wants_source, &args.stdin_filename) {
        (false, None) => None,
        (false, Some(_)) => return Err(Trouble("--stdin-filename needs `-` among the paths".to_owned()).into()),
        (true, None) => return Err(Trouble("`-` needs --stdin-filename, which tells the language".to_owned()).into()),
        (true, Some(path)) => {
            paths.push(path.clone());
            Some(StandIn { path: path.clone(), bytes: Arc::new(read_stdin()?) })
        }
    };
    if paths.is_empty() && args.files_from.is_none() {
        paths.push(PathBuf::from("."));
    }
    Ok((paths, stand_in))
}

/// The paths that a file lists.
fn listed(list: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let bytes = match list == Path::new("-") {
        true => read_stdin()?,
        false => std::fs::read(list).map_err(|error| Trouble(format!("{}: {}", list.display(), io_reason(&error))))?,
    };
    let separator = if bytes.contains(&0) { 0 } else { b'\n' };
    let lines = bytes.split(|byte| *byte == separator).map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Ok(lines.filter(|line| !line.is_empty()).map(path_of).collect())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

fn read_stdin() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Trouble(format!("standard input: {}", io_reason(&error))))?;
    Ok(bytes)
}

fn confidence(sureness: Sureness) -> Confidence {
    match sureness {
        Sureness::Certain => Confidence::Certain,
        Sureness::Likely => Confidence::Likely,
        Sureness::Possible => Confidence::Possible,
    }
}
