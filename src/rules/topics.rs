//! Texts for `sockleak explain`.

use super::Rules;

include!(concat!(env!("OUT_DIR"), "/embedded_topics.rs"));

/// The text about a rule or a topic (`close-wait`) in Markdown; `None` if there is neither.
pub fn explain(rules: &Rules, name: &str) -> Option<String> {
    if let Some(rule) = rules.get(name) {
        return Some(format!("{}\n{}", rule.page.markdown(), rule.meta.summary));
    }
    topics().find(|(topic, _)| *topic == name).map(|(_, text)| text.to_owned())
}

/// The topics that are no rules, by name, with their texts.
pub fn topics() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED_TOPICS.iter().map(|(file, text)| (file.strip_suffix(".md").unwrap_or(file), *text))
}
