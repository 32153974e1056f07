//! The configuration of a run as a file of its own would say it.

use super::settings::{Override, RuleLevel, Settings};
use super::{FailOn, Loaded, Sure};
use crate::rules::Rules;
use std::collections::BTreeMap;
use std::fmt::Write;
use toml::Spanned;

/// What counts, option by option and rule by rule, as TOML. Comments say which files it comes from.
pub fn show(loaded: &Loaded, rules: &Rules) -> String {
    let mut out = String::new();
    match &loaded.configs[..] {
        [] => out.push_str("# no configuration file\n"),
        all => all.iter().for_each(|config| _ = writeln!(out, "# from {}", config.path.display())),
    }
    let option = |out: &mut String, key: &str, value: String| _ = writeln!(out, "{key} = {value}");
    option(&mut out, "fail-on", quoted(loaded.fail_on().unwrap_or(FailOn::Warning).name()));
    option(&mut out, "confidence", quoted(loaded.confidence().unwrap_or(Sure::Likely).name()));
    option(&mut out, "include-tests", loaded.include_tests().unwrap_or(false).to_string());
    option(&mut out, "require-reason", loaded.require_reason().unwrap_or(false).to_string());
    if let Some(baseline) = loaded.baseline() {
        option(&mut out, "baseline", quoted(&baseline.to_string_lossy()));
    }
    for config in &loaded.configs {
        let Settings { exclude, .. } = &config.settings;
        if !exclude.is_empty() {
            option(&mut out, "exclude", list(exclude));
        }
    }
    out.push_str("\n[rules]\n");
    for rule in rules.all() {
        let given = loaded.configs.iter().find_map(|config| config.settings.rules.get(rule.id.as_str()));
        let own = if rule.meta.opt_in { RuleLevel::Off.name() } else { rule.meta.severity.name() };
        option(&mut out, &rule.id, quoted(given.map_or(own, |level| level.name())));
    }
    for table in loaded.configs.iter().flat_map(|config| &config.settings.overrides) {
        let Override { paths, rules } = table;
        let _ = write!(out, "\n[[override]]\npaths = {}\nrules = {}\n", list(paths), levels(rules));
    }
    out
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list(items: &[Spanned<String>]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item.get_ref())).collect();
    format!("[{}]", items.join(", "))
}

fn levels(rules: &BTreeMap<Spanned<String>, RuleLevel>) -> String {
    let rules: Vec<String> =
        rules.iter().map(|(name, level)| format!("{} = {}", name.get_ref(), quoted(level.name()))).collect();
    format!("{{ {} }}", rules.join(", "))
}
