//! The rules and the weaknesses they are about.

use super::model::{Component, ComponentRef, Configuration, Descriptor, DescriptorRef, Help, Relationship};
use super::model::{RuleProperties, Text};
use crate::render::View;
use crate::rules::{Level, Rule, sentence};
use crate::typestate::Confidence;
use std::collections::BTreeSet;

/// Forges cut longer descriptions.
const DESCRIPTION: usize = 1024;

/// The weaknesses that rules name: number and title in the Common Weakness Enumeration.
const WEAKNESSES: &[(u16, &str)] = &[
    (252, "Unchecked Return Value"),
    (253, "Incorrect Check of Function Return Value"),
    (403, "Exposure of File Descriptor to Unintended Control Sphere ('File Descriptor Leak')"),
    (404, "Improper Resource Shutdown or Release"),
    (605, "Multiple Binds to the Same Port"),
    (666, "Operation on Resource in Wrong Phase of Lifetime"),
    (684, "Incorrect Provision of Specified Functionality"),
    (686, "Function Call With Incorrect Argument Type"),
    (754, "Improper Check for Unusual or Exceptional Conditions"),
    (763, "Release of Invalid Pointer or Reference"),
    (772, "Missing Release of Resource after Effective Lifetime"),
    (775, "Missing Release of File Descriptor or Handle after Effective Lifetime"),
    (835, "Loop with Unreachable Exit Condition ('Infinite Loop')"),
    (910, "Use of Expired File Descriptor"),
    (1088, "Synchronous Access of Remote Resource without Timeout"),
    (1341, "Multiple Releases of Same Resource or Handle"),
];

/// The numbers of all weaknesses of a run's rules, in order: the index of one is its place.
fn numbers(view: &View) -> Vec<u16> {
    let all: BTreeSet<u16> = view.rules.all().iter().flat_map(|rule| rule.meta.cwe.iter().copied()).collect();
    all.into_iter().collect()
}

/// The weaknesses as a taxonomy.
pub fn taxonomy(view: &View) -> Component {
    let taxa = numbers(view).into_iter().map(|number| {
        let title = WEAKNESSES.iter().find(|(known, _)| *known == number).map(|(_, title)| *title);
        Descriptor {
            id: number.to_string(),
            short_description: text(title.unwrap_or("a weakness").to_owned()),
            help_uri: Some(format!("https://cwe.mitre.org/data/definitions/{number}.html")),
            ..Descriptor::default()
        }
    });
    Component {
        name: "CWE",
        organization: Some("MITRE"),
        information_uri: Some("https://cwe.mitre.org/"),
        short_description: Some(text("The MITRE Common Weakness Enumeration".to_owned())),
        taxa: taxa.collect(),
        is_comprehensive: Some(false),
        ..Component::default()
    }
}

/// All rules of the run, in order: the index of one is its place.
pub fn descriptors(view: &View) -> Vec<Descriptor> {
    let numbers = numbers(view);
    view.rules.all().iter().map(|rule| descriptor(view, rule, &numbers)).collect()
}

/// Where sockleak is at home, if the package says so: an address that leads nowhere would be worse than none.
pub fn repository() -> Option<&'static str> {
    Some(env!("CARGO_PKG_REPOSITORY")).filter(|address| !address.is_empty())
}

/// The page of a rule there, as it is in this version.
fn page(repository: &str, id: &str) -> String {
    format!("{}/blob/v{}/rules/{id}.md", repository.trim_end_matches('/'), env!("CARGO_PKG_VERSION"))
}

fn descriptor(view: &View, rule: &Rule, numbers: &[u16]) -> Descriptor {
    let relationships = rule.meta.cwe.iter().filter_map(|number| {
        let index = numbers.iter().position(|known| known == number)?;
        let tool_component = Some(ComponentRef { name: "CWE", index: 0 });
        Some(Relationship {
            target: DescriptorRef { id: number.to_string(), index, tool_component },
            kinds: ["relevant"],
        })
    });
    Descriptor {
        id: rule.id.clone(),
        // A name that only repeats the id must be left out.
        name: Some(name(&rule.id)).filter(|name| !name.eq_ignore_ascii_case(&rule.id)),
        short_description: text(sentence(&rule.meta.summary)),
        full_description: Some(text(short(rule.page.section("What it does")))),
        help: Some(Help { text: help(rule), markdown: rule.page.markdown() }),
        help_uri: repository().map(|repository| page(repository, &rule.id)),
        default_configuration: Some(Configuration { level: rule.meta.severity.name() }),
        relationships: relationships.collect(),
        properties: Some(properties(view, rule)),
    }
}

fn properties(view: &View, rule: &Rule) -> RuleProperties {
    let mut tags = vec!["correctness".to_owned()];
    if rule.meta.security_severity.is_some() {
        tags.push("security".to_owned());
    }
    tags.extend(rule.meta.cwe.iter().flat_map(|n| [format!("external/cwe/cwe-{n}"), format!("cwe-{n}")]));
    let of_rule = view.report.diagnostics.iter().filter(|diagnostic| diagnostic.rule.id == rule.id);
    let least = of_rule.map(|diagnostic| diagnostic.confidence).min();
    RuleProperties {
        tags,
        precision: precision(least.unwrap_or(Confidence::Likely)),
        problem_severity: match rule.meta.severity {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "recommendation",
        },
        security_severity: rule.meta.security_severity.map(|severity| format!("{severity:.1}")),
    }
}

/// A confidence as GitHub calls it.
pub fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Certain => "very-high",
        Confidence::Likely => "high",
        Confidence::Possible => "medium",
    }
}

fn help(rule: &Rule) -> String {
    let sections = ["What it does", "Why it is bad"].map(|heading| rule.page.section(heading));
    format!("{}\n\n{}", sentence(&rule.meta.summary), sections.join("\n\n"))
}

/// `recv-error-leak` as `RecvErrorLeak`: the format wants a name that is not the id.
fn name(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}

/// The first paragraph in one line, cut if it is too long.
fn short(markdown: &str) -> String {
    let paragraph = markdown.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    paragraph.chars().take(DESCRIPTION).collect()
}

fn text(text: String) -> Text {
    Text { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_where_the_package_is() {
        let address = page("https://example.org/a/sockleak/", "eof-leak");
        assert_eq!(
            address,
            format!("https://example.org/a/sockleak/blob/v{}/rules/eof-leak.md", env!("CARGO_PKG_VERSION"))
        );
        assert!(repository().is_none_or(|address| address.starts_with("https://")));
    }
}
