//! Texts for `sockleak explain`.

use super::{Rule, Rules};

include!(concat!(env!("OUT_DIR"), "/embedded_topics.rs"));

/// The text about a rule or a topic (`close-wait`) in Markdown, with a line end behind it; `None` if there is neither.
pub fn explain(rules: &Rules, name: &str) -> Option<String> {
    if let Some(rule) = rules.get(name) {
        return Some(page(rule));
    }
    topics().find(|(topic, _)| *topic == name).map(|(_, text)| text.to_owned())
}

fn page(rule: &Rule) -> String {
    let meta = &rule.meta;
    let weaknesses: String = meta.cwe.iter().map(|number| format!("CWE-{number}, ")).collect();
    let opt_in = if meta.opt_in { ", off unless asked for by `--rule`" } else { "" };
    let facts = format!("Level {}{opt_in}, group {}, {weaknesses}since {}.", meta.severity, meta.group, meta.since);
    let markdown = rule.page.markdown();
    let (title, body) = markdown.split_once('\n').unwrap_or((&markdown, ""));
    format!("{title}\n\n{}\n\n{facts}\n{body}", sentence(&meta.summary))
}

/// With a capital and a final stop.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

/// The topics that are no rules, by name, with their texts.
pub fn topics() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED_TOPICS.iter().map(|(file, text)| (file.strip_suffix(".md").unwrap_or(file), *text))
}
