//! Whether to use colours.

use super::args::When;
use std::env;
use std::io::{self, IsTerminal};

/// Decides for standard output: the option, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether it is a terminal.
pub fn on_stdout(when: When) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_forced = env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if is_set("NO_COLOR") => false,
        When::Auto if is_forced => true,
        When::Auto => io::stdout().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}
