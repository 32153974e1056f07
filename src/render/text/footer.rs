//! The last lines: what was looked at, what was found, what was not analysed and why.

use super::excerpt::plain;
use crate::render::View;
use crate::report::{Notice, NoticeKind, Report, Stats};
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many reasons are told for each kind of what was not analysed.
const REASONS: usize = 5;

/// The footer, without colour, with its line ends; empty if only findings are wanted.
pub fn footer(view: &View) -> String {
    if view.is_quiet { String::new() } else { whole(view.report) }
}

fn whole(report: &Report) -> String {
    let stats = &report.stats;
    let scope = format!("{}, {}", count(stats.scope.files, "file"), count(stats.scope.functions, "function"));
    let mut text = match stats.scope.files {
        // Nothing found would sound like all is well.
        0 if stats.shown() == 0 => "nothing was checked\n".to_owned(),
        _ => format!("checked {scope}: {}\n", found(stats)),
    };
    if stats.scope.left_out > 0 {
        let n = count(stats.scope.left_out, "file");
        let _ = writeln!(text, "left out as test code: {n}; `--include-tests` checks them too");
    }
    if stats.hidden > 0 {
        let n = count(stats.hidden, "less certain finding");
        let _ = writeln!(text, "hidden: {n}; `--confidence possible` shows them");
    }
    for kind in [NoticeKind::File, NoticeKind::Function, NoticeKind::Statement] {
        let notices: Vec<&Notice> = report.notices.iter().filter(|notice| notice.kind == kind).collect();
        if !notices.is_empty() {
            text.push_str(&missed(kind, &notices));
        }
    }
    match report.diagnostics.iter().filter(|found| found.fixes.iter().any(|fix| fix.is_safe)).count() {
        0 => {}
        1 => text.push_str("1 suggestion is safe to write: `--diff` shows it, `--fix` writes it\n"),
        n => _ = writeln!(text, "{n} suggestions are safe to write: `--diff` shows them, `--fix` writes them"),
    }
    if stats.shown() > 0 {
        text.push_str("`sockleak explain RULE` tells more about a rule\n");
    }
    text
}

fn found(stats: &Stats) -> String {
    let counts = [(stats.errors, "error"), (stats.warnings, "warning"), (stats.notes, "note")];
    let told: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(*n, word)).collect();
    let told = if told.is_empty() { "nothing found".to_owned() } else { told.join(", ") };
    let besides = [(stats.known, "known"), (stats.suppressed, "suppressed")];
    let besides: Vec<String> = besides.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    if besides.is_empty() { told } else { format!("{told} ({})", besides.join(", ")) }
}

/// How much of one kind was not analysed, and the commonest reasons with an example each.
fn missed(kind: NoticeKind, notices: &[&Notice]) -> String {
    let (how, word) = match kind {
        NoticeKind::File => ("not analysed", "file"),
        NoticeKind::Function => ("not analysed", "function"),
        NoticeKind::Statement => ("not understood", "statement"),
    };
    let mut reasons: BTreeMap<String, Vec<&Notice>> = BTreeMap::new();
    for notice in notices {
        reasons.entry(without_names(&notice.message)).or_default().push(notice);
    }
    let mut reasons: Vec<(String, Vec<&Notice>)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, notices)| std::cmp::Reverse(notices.len()));
    let mut text = format!("{how}: {}\n", count(notices.len() as u64, word));
    for (reason, notices) in reasons.iter().take(REASONS) {
        let line = match notices[..] {
            [only] => format!("{}: {}", place(only), only.message),
            _ => format!("{} times: {reason}, first in {}", notices.len(), place(notices[0])),
        };
        let _ = writeln!(text, "  {}", plain(&line));
    }
    if reasons.len() > REASONS {
        let _ = writeln!(text, "  and {}", count((reasons.len() - REASONS) as u64, "other reason"));
    }
    text
}

/// What stands in backticks differs from case to case.
fn without_names(message: &str) -> String {
    let parts = message.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { part } else { "`...`" }).collect()
}

fn place(notice: &Notice) -> String {
    match notice.place {
        Some((start, _)) => format!("{}:{}:{}", notice.path, start.line, start.column),
        None => notice.path.clone(),
    }
}

fn count(n: u64, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Scope;
    use crate::source::Position;

    #[test]
    fn reasons_are_counted() {
        let at = |line| (Position { line, column: 1 }, Position { line, column: 9 });
        let notice = |line, message: &str| Notice {
            kind: NoticeKind::Function,
            place: Some(at(line)),
            ..Notice::file("a.c", message)
        };
        let notices = vec![
            Notice::file("b.c", "the file is binary"),
            notice(3, "`f` is too long"),
            notice(9, "`g` is too long"),
            notice(12, "`h` has no end"),
        ];
        let scope = Scope { files: 1, functions: 3, ..Scope::default() };
        let report = Report { notices, stats: Stats { scope, ..Stats::default() }, ..Report::default() };
        let lines = [
            "checked 1 file, 3 functions: nothing found",
            "not analysed: 1 file",
            "  b.c: the file is binary",
            "not analysed: 3 functions",
            "  2 times: `...` is too long, first in a.c:3:1",
            "  a.c:12:1: `h` has no end",
            "",
        ];
        assert_eq!(whole(&report), lines.join("\n"));
    }
}
