//! `sockleak check`.

use super::args::{CheckArgs, When};
use super::out::{complain, print};
use super::progress::Progress;
use super::{CLEAN, TROUBLE, timings};
use crate::check::{Clock, Options, Outcome, check};
use crate::model::Models;

/// Checks, prints, and says with which code to exit.
pub fn run(args: &CheckArgs, _color: When) -> anyhow::Result<u8> {
    let progress = Progress::new();
    let outcome = check(&options(args), &Models::embedded(), &|done, total| progress.report(done, total))?;
    progress.finish();
    let mut clock = Clock::start();
    let mut out = String::new();
    for file in &outcome.files {
        for (world, obs) in &file.observations {
            for o in obs {
                let p = file.source.lines().position(&file.source.text, o.at.span.start);
                out += &format!(
                    "{}:{} {:?} {} {:?} {:?}\n",
                    file.source.path, p.line, world, o.function, o.kind, o.confidence
                );
            }
        }
        for problem in &file.problems {
            let p = file.source.lines().position(&file.source.text, problem.span.start);
            out += &format!("{}:{} {:?} {}\n", file.source.path, p.line, problem.kind, problem.message);
        }
        for d in &file.dropped {
            let p = file.source.lines().position(&file.source.text, d.at.span.start);
            out += &format!("{}:{} dropped {}\n", file.source.path, p.line, d.why);
        }
    }
    print(out.as_bytes())?;
    complain_of_skipped(&outcome);
    if args.timings {
        complain(timings::table(&outcome, clock.lap()).trim_end());
    }
    Ok(if outcome.skipped.iter().any(|skipped| skipped.is_trouble) { TROUBLE } else { CLEAN })
}

fn options(args: &CheckArgs) -> Options {
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from);
    Options { paths: args.paths.clone(), respect_ignore: !args.no_ignore, threads, want_dropped: args.show_dropped }
}

fn complain_of_skipped(outcome: &Outcome) {
    for s in &outcome.skipped {
        complain(&format!("{s:?}"));
    }
}
