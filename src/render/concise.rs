//! One line for each finding, for people and for editors: `path:line:column: level[rule] message`, then what the full format
//! says at the end.

use super::View;
use super::link::link;
use super::place::placed;
use super::text::{footer, plain};
use std::io::{self, Write};

/// Writes the report with one line for each finding.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    for (found, place) in placed(view) {
        let (line, column) = (place.start.line, place.start.column);
        let shown = plain(&format!("{}:{line}:{column}", place.path));
        let shown = view.links.map_or(shown.clone(), |folder| link(folder, place.path, &shown));
        writeln!(out, "{shown}: {}[{}] {}", found.level, found.rule.id, plain(&found.message))?;
    }
    out.write_all(footer(view).as_bytes())
}
