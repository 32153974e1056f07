//! The lines that `-v` prints.

use super::session::Session;
use crate::check::Outcome;
use crate::report::Report;
use std::fmt::Write;

/// Which configuration counts, which files were read, and all that was not analysed.
pub fn lines(session: &Session, outcome: &Outcome, report: &Report) -> String {
    let mut out = String::new();
    for config in &session.config.configs {
        let _ = writeln!(out, "configuration: {}", config.path.display());
    }
    for path in &outcome.checked {
        let _ = writeln!(out, "checked: {path}");
    }
    for notice in &report.notices {
        let place = notice.place.map_or(String::new(), |(start, _)| format!(":{}:{}", start.line, start.column));
        let _ = writeln!(out, "not analysed: {}{place}: {}", notice.path, notice.message);
    }
    out
}
