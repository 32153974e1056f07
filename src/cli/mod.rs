//! The command line: arguments in, bytes and exit code out. Only here is anything printed.

mod args;
mod baseline;
mod check;
mod color;
mod config;
mod dropped;
mod dump;
mod explain;
mod fix;
mod functions;
mod init;
mod known;
mod manual;
mod out;
mod outputs;
mod progress;
mod rules;
mod session;
mod terminal;
mod timings;
mod trouble;
mod verbose;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

/// Exit code of a run that found nothing that counts.
const CLEAN: u8 = 0;

/// Exit code of a run that found something.
const FOUND: u8 = 1;

/// Exit code for a wrong command line and for files named on it that cannot be read. A bug exits with 101, as any panic.
const TROUBLE: u8 = 2;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Check(args) => check::run(args, cli.color),
        Command::Explain { topic } => explain::explain(topic.as_deref()).map(|()| CLEAN),
        Command::Rules { functions, config } => rules::list(*functions, config).map(|()| CLEAN),
        Command::Baseline { what } => baseline::run(what),
        Command::Config { what } => config::run(what).map(|()| CLEAN),
        Command::Init { folder } => init::init(folder).map(|()| CLEAN),
        Command::Completions { shell } => manual::completions(*shell).map(|()| CLEAN),
        Command::Man => manual::page().map(|()| CLEAN),
        Command::Dump(args) => dump::dump(args).map(|()| CLEAN),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            out::complain(&format!("sockleak: {error:#}"));
            ExitCode::from(TROUBLE)
        }
    }
}
