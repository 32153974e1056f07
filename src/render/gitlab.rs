//! GitLab's Code Quality report: an array of issues, as Code Climate names their parts.

use super::View;
use super::place::{Place, placed};
use crate::report::{Diagnostic, hash};
use crate::rules::Level;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Issue<'v> {
    r#type: &'static str,
    description: String,
    check_name: &'v str,
    fingerprint: String,
    severity: &'static str,
    categories: [&'static str; 1],
    location: At<'v>,
}

#[derive(Serialize)]
struct At<'v> {
    path: &'v str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes the report as an array of issues.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let issues: Vec<Issue> = placed(view).map(|(found, place)| issue(found, place)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

fn issue<'v>(found: &'v Diagnostic, place: Place<'v>) -> Issue<'v> {
    let rule = &found.rule;
    let is_security = rule.meta.security_severity.is_some();
    Issue {
        r#type: "issue",
        description: format!("{}; {}", found.message, found.help),
        check_name: &rule.id,
        // Of two issues with one fingerprint one is dropped, so the path has a part in it.
        fingerprint: hash(&[place.path.as_bytes(), rule.id.as_bytes(), found.identity.fingerprint.as_bytes()]),
        severity: match found.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        categories: [if is_security { "Security" } else { "Bug Risk" }],
        location: At { path: place.path, lines: Lines { begin: place.start.line, end: place.end.line } },
    }
}
