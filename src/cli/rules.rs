//! `sockleak rules`.

use super::functions;
use super::out::print;
use crate::model::Models;
use crate::rules::{Rule, Rules};

/// Lists the rules, or the known functions.
pub fn list(want_functions: bool) -> anyhow::Result<()> {
    let text = if want_functions { functions::table(&Models::embedded()) } else { table(&Rules::embedded()) };
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
