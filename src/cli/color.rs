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

/// Whether standard output is a terminal that can follow links. `FORCE_HYPERLINK` decides; otherwise terminals tell who they
/// are, and those that nobody knows get none: some print what they do not understand.
pub fn links_on_stdout() -> bool {
    if let Some(force) = env::var_os("FORCE_HYPERLINK") {
        return !force.is_empty() && force != "0";
    }
    let is = |name: &str, values: &[&str]| env::var(name).is_ok_and(|value| values.contains(&value.as_str()));
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_new_vte =
        env::var("VTE_VERSION").is_ok_and(|version| version.parse().is_ok_and(|version: u32| version >= 5000));
    let is_able = is("TERM_PROGRAM", &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"])
        || is("TERM", &["xterm-kitty", "alacritty", "foot", "xterm-ghostty"])
        || ["WT_SESSION", "KONSOLE_VERSION"].into_iter().any(is_set)
        || is_new_vte;
    io::stdout().is_terminal() && !is_set("CI") && is_able
}
