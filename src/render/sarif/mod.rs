//! SARIF 2.1.0, as code scanning services read it: one run, one location per result, relative URIs, no times and no
//! absolute paths unless the user gave some.

mod line_hash;
mod model;
mod notices;
mod results;
mod rules;
#[cfg(test)]
mod tests;
mod uri;

use super::View;
use crate::report::Diagnostic;
use model::{Component, ComponentRef, Invocation, Log, Run, Tool};
use results::Results;
use std::io::{self, Write};

/// Services refuse or cut longer lists.
const MAX_RESULTS: usize = 5000;

/// Writes the report as one SARIF log with a line end behind it.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run(view)] };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn run(view: &View) -> Run {
    let shown = gravest(&view.report.diagnostics, MAX_RESULTS);
    let mut notifications: Vec<_> = view.report.notices.iter().map(notices::notification).collect();
    if shown.len() < view.report.diagnostics.len() {
        notifications.push(notices::left_out(view.report.diagnostics.len() - shown.len()));
    }
    let mut results = Results::new(view);
    Run {
        tool: Tool { driver: driver(view) },
        invocations: [Invocation {
            execution_successful: view.report.is_whole(),
            tool_execution_notifications: notifications,
        }],
        column_kind: "utf16CodeUnits",
        results: shown.into_iter().filter_map(|diagnostic| results.result(diagnostic)).collect(),
        taxonomies: vec![rules::taxonomy(view)],
    }
}

fn driver(view: &View) -> Component {
    Component {
        name: "sockleak",
        semantic_version: Some(env!("CARGO_PKG_VERSION")),
        rules: rules::descriptors(view),
        notifications: notices::descriptors(),
        supported_taxonomies: vec![ComponentRef { name: "CWE", index: 0 }],
        ..Component::default()
    }
}

/// The `limit` gravest diagnostics, in their old order.
fn gravest(diagnostics: &[Diagnostic], limit: usize) -> Vec<&Diagnostic> {
    let mut places: Vec<usize> = (0..diagnostics.len()).collect();
    places.sort_by_key(|&at| std::cmp::Reverse(diagnostics[at].level));
    places.truncate(limit);
    places.sort();
    places.into_iter().map(|at| &diagnostics[at]).collect()
}
