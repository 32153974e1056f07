//! `sockleak rules`. A rule that is off must be asked for, by its name or its group's: `check --rule NAME`.

use super::args::ConfigArgs;
use super::functions;
use super::out::print;
use crate::rules::{Rule, Rules};
use std::path::PathBuf;

/// Lists the rules, or the known functions.
pub fn list(want_functions: bool, args: &ConfigArgs) -> anyhow::Result<()> {
    let models = args.origin().load(&[PathBuf::from(".")])?.models;
    let text = if want_functions { functions::table(&models) } else { table(&Rules::embedded()) };
    print(text.as_bytes())
}

fn table(rules: &Rules) -> String {
    let head = ["rule", "level", "group", "languages", "platforms", "what it says"].map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(head).chain(rules.all().iter().map(|rule| row(rule))).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..5).map(width).collect();
    let line = |row: &[String; 6]| {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}  ")).collect::<String>();
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
