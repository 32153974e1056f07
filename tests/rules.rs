//! The pages: complete, in one voice, and in step with the table.

use sockleak::rules::{HEADINGS, Rule, Rules, explain};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap()
}

/// The fenced blocks of a language, with the lines before each that introduce it.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<(&'t str, &'t str)> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(&format!("```{language}\n")) {
        let (code, behind) = after.split_once("```").unwrap();
        blocks.push((before.trim().rsplit("\n\n").next().unwrap_or_default(), code));
        rest = behind;
    }
    blocks
}

#[test]
fn every_page_is_a_rule() {
    let rules = Rules::embedded();
    let pages = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<String> = pages.filter(|name| name.ends_with(".md")).collect();
    pages.retain(|name| name != "README.md" && name != "_template.md");
    pages.sort();
    let ids: Vec<String> = rules.all().iter().map(|rule| format!("{}.md", rule.id)).collect();
    assert_eq!(ids, pages);
}

#[test]
fn every_page_has_all_headings() {
    for rule in Rules::embedded().all() {
        let headings: Vec<&str> = rule.page.sections.iter().map(|(heading, _)| heading.as_str()).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.id);
        assert!(rule.page.sections.iter().all(|(_, text)| !text.is_empty()), "{}", rule.id);
        assert!(rule.meta.cwe.is_empty() == rule.meta.is_about_comments(), "{}", rule.id);
        assert!(!rule.meta.languages.is_empty(), "{}", rule.id);
    }
}

#[test]
fn every_page_shows_the_bad_and_the_good() {
    for rule in Rules::embedded().all() {
        let text = rule.page.section("Examples");
        let examples: Vec<_> = ["c", "rust"].iter().flat_map(|language| blocks(text, language)).collect();
        let mark = format!("//~ {}", rule.id);
        assert!(examples.iter().any(|(_, code)| code.contains(&mark)), "{}", rule.id);
        assert!(examples.iter().any(|(_, code)| !code.contains("//~")), "{}", rule.id);
        for (words, code) in examples {
            let start = if code.contains("//~") { "Bad:" } else { "Good:" };
            assert!(words.starts_with(start), "{}: {words}", rule.id);
        }
    }
}

#[test]
fn texts_keep_the_conventions() {
    for rule in Rules::embedded().all() {
        let message = &rule.meta.message;
        let mut texts = vec![&rule.meta.summary, &message.primary, &message.label, &message.help, &message.consequence];
        texts.extend(message.borrowed.iter().chain(&message.help_borrowed));
        for text in texts {
            assert!(!text.ends_with('.') && !text.contains(['\n', '"']), "{text}");
            assert!(text.starts_with(['`', '{']) || text.starts_with(char::is_lowercase), "{text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{text}");
            for name in ["handle", "function", "call", "acquired"] {
                let bare = text.replace(&format!("`{{{name}}}`"), "");
                assert!(!bare.contains(&format!("{{{name}}}")), "{text}: `{{{name}}}` is a name");
            }
            let known = [
                "{handle}",
                "{function}",
                "{call}",
                "{acquired}",
                "{exit}",
                "{after}",
                "{options}",
                "{earlier}",
                "{why}",
                "{found}",
                "{because}",
                "{instead}",
            ];
            let of_comments = ["{rules}", "{place}", "{problem}", "{hint}"];
            let known = if rule.meta.is_about_comments() { &of_comments[..] } else { &known };
            let rest = known.iter().fold(text.clone(), |text, name| text.replace(name, ""));
            assert!(!rest.contains(['{', '}']), "{text}");
        }
    }
}

#[test]
fn names_of_groups_and_rules_are_apart() {
    let rules = Rules::embedded();
    for rule in rules.all() {
        let group = rule.meta.group.as_str();
        assert!(rules.get(group).is_none() && !["all", "default"].contains(&group), "{}: group `{group}`", rule.id);
        assert!(rule.meta.opt_in || group != "hardening", "{}: advice is off by default", rule.id);
        assert!(!rule.meta.platforms.is_empty(), "{}", rule.id);
    }
}

#[test]
fn every_page_tells_its_limits() {
    for rule in Rules::embedded().all() {
        let limits = rule.page.section("Known limits");
        assert!(limits.lines().any(|line| line.starts_with("- ")), "{}", rule.id);
    }
}

fn level(rule: &Rule) -> String {
    format!("{}{}", rule.meta.severity, if rule.meta.opt_in { ", off" } else { "" })
}

#[test]
fn the_table_is_in_step() {
    let text = read("README.md");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| [`")).collect();
    let expected: Vec<String> = Rules::embedded()
        .all()
        .iter()
        .map(|rule| format!("| [`{0}`]({0}.md) | {1} | {2} |", rule.id, level(rule), rule.meta.summary))
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn the_template_is_a_page() {
    let mut rules = Rules::default();
    rules.add("rule-id.md", &read("_template.md")).unwrap();
    let headings: Vec<&str> = rules.all()[0].page.sections.iter().map(|(heading, _)| heading.as_str()).collect();
    assert_eq!(headings, HEADINGS);
}

#[test]
fn a_wrong_page_is_refused_with_its_place() {
    let mut rules = Rules::default();
    let page = read("_template.md");
    let mut fails =
        |from: &str, to: &str| rules.add("rule-id.md", &page.replacen(from, to, 1)).unwrap_err().to_string();
    let error = fails("severity =", "severeness =");
    assert!(error.starts_with("rule-id.md:5: unknown field `severeness`"), "{error}");
    let error = fails("on = [\"lost\"]", "on = [\"gone\"]");
    assert!(error.starts_with("rule-id.md:15: unknown variant `gone`"), "{error}");
    assert_eq!(fails("```toml", "```"), "rule-id.md:1: no ```toml block under the title");
    assert_eq!(fails("# rule-id", "# another"), "rule-id.md:1: the title must be `rule-id`, the name of the file");
}

#[test]
fn every_name_can_be_explained() {
    let rules = Rules::embedded();
    let text = explain(&rules, "eof-leak").unwrap();
    assert!(text.starts_with(
        "# eof-leak\n\nA socket is left open where the peer has closed.\n\nLevel error, group leak, CWE-772"
    ));
    assert!(text.ends_with('\n') && text.contains("\n## Known limits\n"));
    let topic = explain(&rules, "close-wait").unwrap();
    for words in ["FIN_WAIT_2", "LAST_ACK", "SO_LINGER", "SO_REUSEADDR", "SO_KEEPALIVE", "`eof-leak`"] {
        assert!(topic.contains(words), "{words}");
    }
    for rule in rules.all().iter().filter(|rule| !rule.meta.is_about_comments()) {
        assert!(topic.contains(&format!("`{}`", rule.id)), "{}", rule.id);
    }
    assert_eq!(explain(&rules, "nothing"), None);
}
