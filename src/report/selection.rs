//! Which findings are shown.

use crate::rules::{Rule, Rules, similar};
use crate::typestate::Confidence;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    if names.is_empty() { String::new() } else { format!("; similar: {}", names.join(", ")) }
}

/// Which findings are shown.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The least confidence.
    pub confidence: Confidence,
    rules: BTreeSet<String>,
    /// Whether no rule is wanted that speaks of code.
    only_comments: bool,
}

impl Selection {
    /// All rules that need not be asked for, and at least likely findings.
    pub fn new(rules: &Rules) -> Selection {
        let on = rules.all().iter().filter(|rule| !rule.meta.opt_in).map(|rule| rule.id.clone());
        Selection { confidence: Confidence::Likely, rules: on.collect(), only_comments: false }
    }

    /// Only the rules in `only` (`all` means every rule; an empty list those that need not be asked for), less those in
    /// `ignore`. Fails with the first name that no rule has.
    pub fn choose(rules: &Rules, only: &[String], ignore: &[String]) -> Result<Selection, UnknownRule> {
        let mut selection = Selection::new(rules);
        if !only.is_empty() {
            selection.rules = named(rules, only)?;
        }
        for id in named(rules, ignore)? {
            selection.rules.remove(&id);
        }
        let speaks_of_code = |rule: &&Arc<Rule>| !rule.meta.is_about_comments() && selection.wants(rule);
        selection.only_comments = !rules.all().iter().any(|rule| speaks_of_code(&rule));
        Ok(selection)
    }

    /// The same with another least confidence.
    pub fn with_confidence(self, confidence: Confidence) -> Selection {
        Selection { confidence, ..self }
    }

    /// Whether findings of the rule are wanted.
    pub fn wants(&self, rule: &Rule) -> bool {
        self.rules.contains(&rule.id)
    }

    /// Whether comments that silence the rule are called unused: if its findings are wanted, or if only comments are.
    pub fn judges(&self, rule: &Rule) -> bool {
        self.wants(rule) || self.only_comments
    }
}

fn named(rules: &Rules, names: &[String]) -> Result<BTreeSet<String>, UnknownRule> {
    let ids = || rules.all().iter().map(|rule| rule.id.as_str());
    let mut chosen = BTreeSet::new();
    for name in names {
        if name == "all" {
            chosen.extend(ids().map(str::to_owned));
        } else if rules.get(name).is_some() {
            chosen.insert(name.clone());
        } else {
            let close = similar(name, ids()).into_iter().map(str::to_owned).collect();
            return Err(UnknownRule { name: name.clone(), close });
        }
    }
    Ok(chosen)
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
        let wants = |selection: &Selection, id: &str| selection.wants(rules.get(id).unwrap());
        let selection = Selection::choose(&rules, &names(&["eof-leak"]), &[]).unwrap();
        assert!(wants(&selection, "eof-leak") && !wants(&selection, "socket-leak"));
        let selection = Selection::choose(&rules, &names(&["all"]), &names(&["eof-leak"])).unwrap();
        assert!(!wants(&selection, "eof-leak") && wants(&selection, "socket-leak"));
        let selection = Selection::choose(&rules, &[], &[]).unwrap();
        assert!(wants(&selection, "eof-leak") && selection.confidence == Confidence::Likely);
    }

    #[test]
    fn an_unknown_rule_is_refused_with_what_may_be_meant() {
        let error = Selection::choose(&Rules::embedded(), &[], &names(&["eofleak"])).unwrap_err();
        assert_eq!(error.to_string(), "unknown rule `eofleak`; similar: `eof-leak`");
    }
}
