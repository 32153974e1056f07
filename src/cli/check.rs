//! `sockleak check`.

use super::args::{CheckArgs, Threshold, When};
use super::out::{complain, print, write};
use super::session::Session;
use super::{CLEAN, FOUND, TROUBLE, color, dropped, fix, known, outputs, terminal, timings, verbose};
use crate::check::{Clock, Options, Outcome};
use crate::config::FailOn;
use crate::render::{View, statistics};
use crate::report::Report;

/// Checks, prints, and says with which code to exit.
pub fn run(args: &CheckArgs, when: When) -> anyhow::Result<u8> {
    let session = Session::new(&args.scope)?;
    let known = known::Sources::find(args, &session)?;
    let options = Options { want_dropped: args.show_dropped, ..session.options.clone() };
    let mut clock = Clock::start();
    let look = || -> anyhow::Result<(Outcome, Report, String)> {
        let mut outcome = session.check(&options)?;
        let mut report = session.report(&mut outcome, &session.selection);
        let stale = known.apply(&session, &outcome, &mut report);
        Ok((outcome, report, stale))
    };
    let (mut outcome, mut report, mut stale) = look()?;
    for _ in 0..if args.fix { fix::PASSES } else { 0 } {
        if fix::write(&report, &outcome, args.unsafe_fixes)? == 0 {
            break;
        }
        (outcome, report, stale) = look()?;
    }
    let format = args.output_format.format();
    let folder = std::env::current_dir().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    let view = View {
        report: &report,
        sources: &outcome.files,
        rules: &session.rules,
        with_suppressed: args.sarif_suppressed,
        color: color::on_stdout(when),
        links: color::links_on_stdout().then_some(folder.as_str()),
        width: terminal::width(),
        is_quiet: args.quiet,
    };
    outputs::refuse_collisions(&args.outputs, &outcome.checked, known.baseline())?;
    outputs::write_all(&args.outputs, &view)?;
    outputs::step_summary(format, &view)?;
    if args.diff {
        write(|out| fix::patch(&report, &outcome.files, args.unsafe_fixes, out))?;
        if !args.unsafe_fixes && !args.quiet {
            fix::tell_unsafe(&report);
        }
    } else if args.statistics {
        write(|out| statistics(&view, out))?;
    } else {
        write(|out| format.render(&view, out))?;
    }
    if args.show_dropped {
        let lines = dropped::lines(&outcome.files);
        if format.is_for_people() { print(lines.as_bytes())? } else { complain(lines.trim_end()) }
    }
    if args.timings {
        complain(timings::table(&outcome, clock.lap()).trim_end());
    }
    if args.verbose {
        complain(verbose::lines(&session, &outcome, &report).trim_end());
    }
    if !args.quiet {
        complain(&stale);
    }
    tell_trouble(&outcome);
    Ok(exit_code(args, &session, &outcome, &report))
}

/// What the user asked for and did not get goes to stderr too, whatever the format.
pub fn tell_trouble(outcome: &Outcome) {
    for skipped in outcome.skipped.iter().filter(|skipped| skipped.is_trouble) {
        complain(&format!("sockleak: {}: {}", skipped.path, skipped.reason));
    }
    if outcome.totals.files + outcome.totals.left_out == 0 && outcome.skipped.is_empty() {
        complain("sockleak: no C, C++ or Rust files (.c, .h, .cpp, .rs, ...) to check");
    }
}

fn exit_code(args: &CheckArgs, session: &Session, outcome: &Outcome, report: &Report) -> u8 {
    let chosen = args.fail_on.map(threshold).or_else(|| session.config.fail_on());
    let limit = chosen.unwrap_or(FailOn::Warning).level();
    let has_found = limit.is_some_and(|limit| report.worst().is_some_and(|worst| worst >= limit));
    if outcome.skipped.iter().any(|skipped| skipped.is_trouble) {
        TROUBLE
    } else if has_found && !args.exit_zero {
        FOUND
    } else {
        CLEAN
    }
}

fn threshold(threshold: Threshold) -> FailOn {
    match threshold {
        Threshold::Error => FailOn::Error,
        Threshold::Warning => FailOn::Warning,
        Threshold::Note => FailOn::Note,
        Threshold::Never => FailOn::Never,
    }
}
