//! `sockleak rules`.

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
    let width = rules.all().iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    rules.all().iter().map(|rule| line(rule, width)).collect()
}

fn line(rule: &Rule, width: usize) -> String {
    let off = if rule.meta.opt_in { " (off unless asked for)" } else { "" };
    format!("{:width$}  {:7}  {}{off}\n", rule.id, rule.meta.severity.name(), rule.meta.summary)
}
