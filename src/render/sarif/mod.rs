//! SARIF 2.1.0, as code scanning services read it: one run, one location per result, relative URIs, no times and no
//! absolute paths unless the user gave some.

mod fixes;
mod line_hash;
mod model;
mod notices;
mod results;
mod rules;
#[cfg(test)]
mod tests;
mod uri;

pub use uri::uri;

use super::View;
use crate::report::{Diagnostic, Silenced};
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
    let all = all(view);
    let shown = gravest(&all, MAX_RESULTS);
    let mut notifications: Vec<_> = view.report.notices.iter().map(notices::notification).collect();
    if shown.len() < all.len() {
        notifications.push(notices::left_out(all.len() - shown.len()));
    }
    let mut results = Results::new(view);
    Run {
        tool: Tool { driver: driver(view) },
        invocations: [Invocation {
            execution_successful: view.report.is_whole(),
            tool_execution_notifications: notifications,
        }],
        column_kind: "utf16CodeUnits",
        results: shown.into_iter().filter_map(|(diagnostic, quiet)| results.result(diagnostic, quiet)).collect(),
        taxonomies: vec![rules::taxonomy(view)],
    }
}

fn driver(view: &View) -> Component {
    Component {
        name: "sockleak",
        semantic_version: Some(env!("CARGO_PKG_VERSION")),
        information_uri: rules::repository(),
        rules: rules::descriptors(view),
        notifications: notices::descriptors(),
        supported_taxonomies: vec![ComponentRef { name: "CWE", index: 0 }],
        ..Component::default()
    }
}

/// Why a diagnostic does not count.
#[derive(Clone, Copy)]
pub enum Quiet<'v> {
    /// A comment silences it.
    Silenced(&'v Silenced),
    /// It was known before.
    Known,
}

/// A diagnostic, and why it does not count.
type Told<'v> = (&'v Diagnostic, Option<Quiet<'v>>);

/// What is to be told: what does not count comes last, and only if it is wanted, since services show it like the rest.
fn all<'v>(view: &View<'v>) -> Vec<Told<'v>> {
    let report = view.report;
    let silenced = report.suppressed.iter().map(|(found, silenced)| (found, Some(Quiet::Silenced(silenced))));
    let known = report.known.iter().map(|found| (found, Some(Quiet::Known)));
    let quiet = silenced.chain(known).filter(|_| view.with_suppressed);
    report.diagnostics.iter().map(|diagnostic| (diagnostic, None)).chain(quiet).collect()
}

/// The `limit` gravest, in their old order; what is silenced is left out before all else.
fn gravest<'v>(all: &[Told<'v>], limit: usize) -> Vec<Told<'v>> {
    let mut places: Vec<usize> = (0..all.len()).collect();
    places.sort_by_key(|&at| (all[at].1.is_some(), std::cmp::Reverse(all[at].0.level)));
    places.truncate(limit);
    places.sort();
    places.into_iter().map(|at| all[at]).collect()
}
