//! Which findings are shown.

use crate::rules::{Level, Rule, Rules, similar};
use crate::typestate::Confidence;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;

/// What a project wants of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// None of its findings.
    Off,
    /// Its findings, also if it must be asked for, none of them above this level.
    AtMost(Level),
}

/// Levels as a project sets them, path by path.
pub trait Levels: Debug + Send + Sync {
    /// What is wanted of a rule, by its id, in the file with this path as shown; `None` if nothing is said.
    fn of(&self, rule: &str, path: &str) -> Option<Setting>;
}

/// A rule name that no rule has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown rule `{name}`{}", hint(.close))]
pub struct UnknownRule {
    /// As given.
    pub name: String,
    /// Rules whose ids are similar, the closest first.
    pub close: Vec<String>,
}

fn hint(close: &[String]) -> String {
    let names: Vec<String> = close.iter().map(|id| format!("`{id}`")).collect();
    match names.is_empty() {
        true => "; `sockleak rules` lists them".to_owned(),
        false => format!("; did you mean {}?", names.join(" or ")),
    }
}

/// Which findings are shown.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The least confidence.
    pub confidence: Confidence,
    /// Whether a comment that silences something must say why.
    pub require_reason: bool,
    /// What is wanted unless `levels` say otherwise.
    rules: BTreeSet<String>,
    /// What is not wanted in any case.
    ignored: BTreeSet<String>,
    /// Whether `rules` were asked for, and not in addition to the default: then nothing else is wanted, whatever `levels`
    /// say.
    is_chosen: bool,
    /// Whether no rule is wanted that speaks of code.
    only_comments: bool,
    levels: Option<Arc<dyn Levels>>,
}

impl Selection {
    /// All rules that need not be asked for, and at least likely findings.
    pub fn new(rules: &Rules) -> Selection {
        let on = rules.all().iter().filter(|rule| !rule.meta.opt_in).map(|rule| rule.id.clone());
        Selection {
            confidence: Confidence::Likely,
            require_reason: false,
            rules: on.collect(),
            ignored: BTreeSet::new(),
            is_chosen: false,
            only_comments: false,
            levels: None,
        }
    }

    /// Only the rules in `only`, less those in `ignore`. A name is that of a rule or of a group; `all` means every rule, and
    /// `default`, as does an empty list, those that need not be asked for. Fails with the first name that there is not.
    pub fn choose(rules: &Rules, only: &[String], ignore: &[String]) -> Result<Selection, UnknownRule> {
        let mut selection = Selection::new(rules);
        if !only.is_empty() {
            selection.rules = named(rules, only)?;
            selection.is_chosen = !only.iter().any(|name| name == "default");
        }
        selection.ignored = named(rules, ignore)?;
        let speaks_of_code = |rule: &&Arc<Rule>| !rule.meta.is_about_comments() && selection.wants(rule, "");
        selection.only_comments = !rules.all().iter().any(|rule| speaks_of_code(&rule));
        Ok(selection)
    }

    /// The same with another least confidence.
    pub fn with_confidence(self, confidence: Confidence) -> Selection {
        Selection { confidence, ..self }
    }

    /// The same with the levels that a project sets.
    pub fn with_levels(self, levels: Arc<dyn Levels>) -> Selection {
        Selection { levels: Some(levels), ..self }
    }

    fn setting(&self, rule: &Rule, path: &str) -> Option<Setting> {
        self.levels.as_ref()?.of(&rule.id, path)
    }

    /// Whether findings of the rule are wanted in the file with this path.
    pub fn wants(&self, rule: &Rule, path: &str) -> bool {
        let is_on = self.rules.contains(&rule.id);
        !self.ignored.contains(&rule.id)
            && match self.setting(rule, path) {
                Some(setting) if !self.is_chosen => setting != Setting::Off,
                _ => is_on,
            }
    }

    /// The gravest that a finding of the rule can be in the file with this path.
    pub fn severity(&self, rule: &Rule, path: &str) -> Level {
        match self.setting(rule, path) {
            Some(Setting::AtMost(level)) => level,
            Some(Setting::Off) | None => rule.meta.severity,
        }
    }

    /// Whether comments that silence the rule are called unused: if its findings are wanted, or if only comments are.
    pub fn judges(&self, rule: &Rule, path: &str) -> bool {
        self.wants(rule, path) || self.only_comments
    }
}

fn named(rules: &Rules, names: &[String]) -> Result<BTreeSet<String>, UnknownRule> {
    let mut chosen = BTreeSet::new();
    for name in names {
        let is_meant = |rule: &&Arc<Rule>| match name.as_str() {
            "all" => true,
            "default" => !rule.meta.opt_in,
            name => rule.id == name || rule.meta.group == name,
        };
        let mut meant = rules.all().iter().filter(is_meant).map(|rule| rule.id.clone()).peekable();
        if meant.peek().is_none() {
            return Err(UnknownRule { name: name.clone(), close: close(rules, name) });
        }
        chosen.extend(meant);
    }
    Ok(chosen)
}

/// Names of rules like this one; names of groups if there is none.
fn close(rules: &Rules, name: &str) -> Vec<String> {
    let groups: BTreeSet<&str> = rules.all().iter().map(|rule| rule.meta.group.as_str()).collect();
    let ids = similar(name, rules.all().iter().map(|rule| rule.id.as_str()));
    let close = if ids.is_empty() { similar(name, groups) } else { ids };
    close.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| name.to_string()).collect()
    }

    #[test]
    fn rules_are_chosen_by_name() {
        let rules = Rules::embedded();
        let wants = |selection: &Selection, id: &str| selection.wants(rules.get(id).unwrap(), "a.c");
        let selection = Selection::choose(&rules, &names(&["eof-leak"]), &[]).unwrap();
        assert!(wants(&selection, "eof-leak") && !wants(&selection, "socket-leak"));
        let selection = Selection::choose(&rules, &names(&["all"]), &names(&["eof-leak"])).unwrap();
        assert!(!wants(&selection, "eof-leak") && wants(&selection, "socket-leak"));
        let selection = Selection::choose(&rules, &[], &[]).unwrap();
        assert!(wants(&selection, "eof-leak") && selection.confidence == Confidence::Likely);
    }

    /// Off below `tests/`, notes elsewhere.
    #[derive(Debug)]
    struct Quiet;

    impl Levels for Quiet {
        fn of(&self, rule: &str, path: &str) -> Option<Setting> {
            let setting = if path.starts_with("tests/") { Setting::Off } else { Setting::AtMost(Level::Note) };
            (rule == "eof-leak").then_some(setting)
        }
    }

    #[test]
    fn a_project_sets_levels_and_options_overrule_it() {
        let rules = Rules::embedded();
        let rule = rules.get("eof-leak").unwrap();
        let choose = |only: &[&str], ignore: &[&str]| {
            Selection::choose(&rules, &names(only), &names(ignore)).unwrap().with_levels(Arc::new(Quiet))
        };
        let plain = choose(&[], &[]);
        assert!(plain.wants(rule, "a.c") && !plain.wants(rule, "tests/a.c"));
        assert_eq!(plain.severity(rule, "a.c"), Level::Note);
        assert_eq!(plain.severity(rules.get("socket-leak").unwrap(), "a.c"), Level::Error);
        assert!(choose(&["eof-leak"], &[]).wants(rule, "tests/a.c"));
        assert!(!choose(&["default", "misuse"], &[]).wants(rule, "tests/a.c"));
        assert!(!choose(&[], &["eof-leak"]).wants(rule, "a.c"));
    }

    #[test]
    fn rules_that_are_off_are_turned_on_by_name_group_or_all() {
        let mut rules = Rules::embedded();
        let page = include_str!("../../rules/_template.md").replace("opt-in = false", "opt-in = true");
        let page = page.replace("group = \"leak\"", "group = \"extra\"");
        rules.add("rule-id.md", &page).unwrap();
        let wants = |only: &[&str], id: &str| {
            Selection::choose(&rules, &names(only), &[]).unwrap().wants(rules.get(id).unwrap(), "a.c")
        };
        assert!(!wants(&[], "rule-id") && !wants(&["default"], "rule-id"));
        for only in [&["rule-id"][..], &["extra"], &["all"], &["default", "extra"]] {
            assert!(wants(only, "rule-id"), "{only:?}");
        }
        assert!(wants(&["default", "extra"], "eof-leak") && !wants(&["extra"], "eof-leak"));
    }

    #[test]
    fn an_unknown_rule_is_refused_with_what_may_be_meant() {
        let error = Selection::choose(&Rules::embedded(), &[], &names(&["eofleak"])).unwrap_err();
        assert_eq!(error.to_string(), "unknown rule `eofleak`; did you mean `eof-leak`?");
    }
}
