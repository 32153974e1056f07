//! Workflow commands, from which GitHub makes annotations, and the summary of a step.
//!
//! GitHub takes ten annotations of each type from a step and drops the rest without a word, so the gravest come first and
//! one line tells of the rest.

use super::View;
use super::place::{Place, placed};
use super::text::{footer, plain};
use crate::report::Diagnostic;
use crate::rules::Level;
use std::io::{self, Write};

/// Annotations of one type that a step may have.
const LIMIT: usize = 10;

/// A summary may have a mebibyte; so many rows of a table stay below it.
const ROWS: usize = 500;

/// Writes the report as workflow commands.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    for level in Level::ALL {
        let all: Vec<_> = placed(view).filter(|(found, _)| found.level == level).collect();
        for (found, place) in all.iter().take(LIMIT) {
            command(out, found, place)?;
        }
        if all.len() > LIMIT {
            let n = all.len() - LIMIT;
            let (level, command) = (level.name(), kind(level));
            writeln!(out, "{n} more of level {level}: GitHub shows {LIMIT} annotations of type {command} for a step")?;
        }
    }
    // As plain text, it cannot be taken for a command.
    footer(view).lines().try_for_each(|line| writeln!(out, "{}", line.trim_start_matches(':')))
}

fn kind(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

fn command(out: &mut dyn Write, found: &Diagnostic, place: &Place) -> io::Result<()> {
    let (start, end) = (place.start, place.end);
    // Columns count only within one line.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    let at = format!("file={},line={},endLine={}{columns}", property(place.path), start.line, end.line);
    let message = format!("{}\n{}; {}", found.message, found.help, found.consequence);
    let title = property(&format!("sockleak: {}", found.rule.id));
    writeln!(out, "::{} {at},title={title}::{}", kind(found.level), data(&message))
}

/// The text of a command: one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: no colon and no comma either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The summary of a step, as Markdown.
pub fn summary(view: &View, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### sockleak\n")?;
    for line in footer(view).lines() {
        writeln!(out, "{}", cell(line).replace('`', "\\`"))?;
    }
    if view.report.diagnostics.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| level | rule | place | finding |\n|---|---|---|---|")?;
    let mut all: Vec<_> = placed(view).collect();
    all.sort_by_key(|(found, _)| std::cmp::Reverse(found.level));
    for (found, place) in all.iter().take(ROWS) {
        let place = format!("{}:{}", place.path, place.start.line);
        writeln!(out, "| {} | {} | {} | {} |", found.level, found.rule.id, cell(&place), cell(&found.message))?;
    }
    if all.len() > ROWS {
        writeln!(out, "\nand {} more", all.len() - ROWS)?;
    }
    Ok(())
}

/// The text of a table's cell.
fn cell(text: &str) -> String {
    plain(text).replace('|', "\\|").replace('<', "&lt;").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::{rendered_of, view_of};
    use crate::render::{Format, tests};
    use crate::report::Report;

    #[test]
    fn commands_are_one_line_whatever_they_hold() {
        assert_eq!(data("50%\r\nx::y"), "50%25%0D%0Ax::y");
        assert_eq!(property("C:\\a,b.c"), "C%3A\\a%2Cb.c");
    }

    #[test]
    fn the_gravest_ten_of_each_type_are_commands() {
        let mut report = tests::report();
        let error = report.diagnostics.iter().find(|found| found.level == Level::Error).unwrap().clone();
        report.diagnostics.extend(std::iter::repeat_n(error, 20));
        let text = rendered_of(&report, Format::Github);
        let n = |word: &str| text.lines().filter(|line| line.starts_with(word)).count();
        assert_eq!(n("::error "), 10);
        assert!(n("::warning ") >= 1 && text.contains("more of level error: GitHub shows 10"), "{text}");
    }

    #[test]
    fn the_summary_is_a_table() {
        let write = |report: &Report| {
            let mut out = Vec::new();
            view_of(report, |view| summary(view, &mut out)).unwrap();
            String::from_utf8(out).unwrap()
        };
        insta::assert_snapshot!(write(&tests::report()));
        assert!(!write(&Report::default()).contains("| level"));
    }
}
