//! How often each rule speaks, in place of the findings.

use super::View;
use super::text::footer;
use crate::rules::Level;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes one line for each rule that spoke, the commonest first, then the footer.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, (usize, Level, &str)> = BTreeMap::new();
    for found in &view.report.diagnostics {
        let rule = &found.rule;
        let (n, worst, _) = counts.entry(&rule.id).or_insert((0, found.level, &rule.meta.summary));
        (*n, *worst) = (*n + 1, found.level.max(*worst));
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, (n, ..))| std::cmp::Reverse(*n));
    let width = rows.iter().map(|(id, _)| id.len()).max().unwrap_or_default();
    for (id, (n, level, summary)) in rows {
        writeln!(out, "{n:5}  {id:width$}  {level:7}  {summary}", level = level.name())?;
    }
    out.write_all(footer(view).as_bytes())
}
