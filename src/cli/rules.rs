//! `sockleak rules`. A rule that is off must be asked for, by its name or its group's: `check --rule NAME`.

use super::args::ConfigArgs;
use super::out::print;
use super::{functions, terminal};
use crate::rules::{Rule, Rules};
use std::path::PathBuf;

/// Lists the rules, or the known functions.
pub fn list(want_functions: bool, args: &ConfigArgs) -> anyhow::Result<()> {
    let models = args.origin().load(&[PathBuf::from(".")])?.models;
    let text = match want_functions {
        true => functions::table(&models),
        false => table(&Rules::embedded(), terminal::width()),
    };
    print(text.as_bytes())
}

/// The table, without the columns in the middle if it is wider than the terminal.
fn table(rules: &Rules, room: Option<usize>) -> String {
    let head = ["rule", "level", "group", "languages", "platforms", "what it says"].map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(head).chain(rules.all().iter().map(|rule| row(rule))).collect();
    let width = |column: &usize| rows.iter().map(|row| row[*column].len()).max().unwrap_or_default();
    let whole: usize = (0..6).map(|column| width(&column) + 2).sum();
    let columns = if room.is_some_and(|room| whole > room) { &[0, 1][..] } else { &[0, 1, 2, 3, 4] };
    let line = |row: &[String; 6]| {
        let cells = columns.iter().map(|column| format!("{:1$}  ", row[*column], width(column))).collect::<String>();
        format!("{cells}{}\n", row[5])
    };
    rows.iter().map(line).collect()
}

fn row(rule: &Rule) -> [String; 6] {
    let meta = &rule.meta;
    let off = if meta.opt_in { ", off" } else { "" };
    let platforms: Vec<&str> = meta.platforms.iter().map(|platform| platform.name()).collect();
    let level = format!("{}{off}", meta.severity);
    [rule.id.clone(), level, meta.group.clone(), meta.languages.join(", "), platforms.join(", "), meta.summary.clone()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_terminal_gets_the_columns_that_matter() {
        let rules = Rules::embedded();
        let (wide, narrow) = (table(&rules, None), table(&rules, Some(100)));
        assert!(wide.contains("c, cpp, rust") && !narrow.contains("c, cpp, rust"));
        assert_eq!(wide.lines().count(), narrow.lines().count());
        assert_eq!(table(&rules, Some(1000)), wide);
    }
}
