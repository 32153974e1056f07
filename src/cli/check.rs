//! `sockleak check`.

use super::args::{CheckArgs, Output, Sureness, Threshold, When};
use super::out::{complain, print, write};
use super::progress::Progress;
use super::{CLEAN, FOUND, TROUBLE, color, dropped, timings};
use crate::check::{self, Clock, Options, Outcome};
use crate::config::{FailOn, Loaded};
use crate::render::{Format, View};
use crate::report::{Notice, Report, Scope, Selection};
use crate::rules::Rules;
use crate::typestate::Confidence;
use std::mem::take;

/// Checks, prints, and says with which code to exit.
pub fn run(args: &CheckArgs, when: When) -> anyhow::Result<u8> {
    let rules = Rules::embedded();
    let config = args.config.origin().load(&args.paths)?;
    let selection = selection(args, &config, &rules)?;
    let progress = Progress::new();
    let tell = |done, total| progress.report(done, total);
    let mut outcome = check::check(&options(args, &config), &config.models, &rules, &tell)?;
    progress.finish();
    let mut clock = Clock::start();
    let report = report(&mut outcome, &rules, &selection);
    let format = format(args.output_format);
    let view = View {
        report: &report,
        sources: &outcome.files,
        rules: &rules,
        with_suppressed: args.sarif_suppressed,
        color: color::on_stdout(when),
    };
    write(|out| format.render(&view, out))?;
    if args.show_dropped {
        let lines = dropped::lines(&outcome.files);
        if format == Format::Text { print(lines.as_bytes())? } else { complain(lines.trim_end()) }
    }
    if args.timings {
        complain(timings::table(&outcome, clock.lap()).trim_end());
    }
    tell_trouble(&outcome);
    Ok(exit_code(args, &config, &outcome, &report))
}

fn selection(args: &CheckArgs, config: &Loaded, rules: &Rules) -> anyhow::Result<Selection> {
    let sure = args.confidence.map(confidence).or_else(|| Some(config.confidence()?.confidence()));
    let selection = Selection::choose(rules, &args.rules, &args.ignored)?;
    Ok(selection.with_confidence(sure.unwrap_or(Confidence::Likely)).with_levels(config.reach.clone()))
}

fn options(args: &CheckArgs, config: &Loaded) -> Options {
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from);
    let respect_ignore = !args.no_ignore;
    Options {
        paths: args.paths.clone(),
        respect_ignore,
        threads,
        want_dropped: args.show_dropped,
        want_summaries: false,
        with_tests: args.include_tests || config.include_tests().unwrap_or(false),
        exclude: Some(config.reach.clone()),
        force_exclude: args.force_exclude,
    }
}

fn report(outcome: &mut Outcome, rules: &Rules, selection: &Selection) -> Report {
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
    Report::new(findings, notices, outcome.suppressions(rules), scope, selection, &outcome.files)
}

/// What the user asked for and did not get goes to stderr too, whatever the format.
fn tell_trouble(outcome: &Outcome) {
    for skipped in outcome.skipped.iter().filter(|skipped| skipped.is_trouble) {
        complain(&format!("sockleak: {}: {}", skipped.path, skipped.reason));
    }
    if outcome.totals.files + outcome.totals.left_out == 0 && outcome.skipped.is_empty() {
        complain("sockleak: no C, C++ or Rust files (.c, .h, .cpp, .rs, ...) to check");
    }
}

fn exit_code(args: &CheckArgs, config: &Loaded, outcome: &Outcome, report: &Report) -> u8 {
    let chosen = args.fail_on.map(threshold).or_else(|| config.fail_on());
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

fn confidence(sureness: Sureness) -> Confidence {
    match sureness {
        Sureness::Certain => Confidence::Certain,
        Sureness::Likely => Confidence::Likely,
        Sureness::Possible => Confidence::Possible,
    }
}

fn format(output: Output) -> Format {
    match output {
        Output::Text => Format::Text,
        Output::Json => Format::Json,
        Output::Sarif => Format::Sarif,
    }
}
