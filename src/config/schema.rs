//! The JSON Schema of a configuration file, for editors.

use super::settings::{FailOn, RuleLevel, Sure};
use crate::rules::Rules;
use serde_json::{Value, json};

/// The schema: all keys, and the rules by name, so that an editor completes them.
pub fn schema(rules: &Rules) -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "sockleak.toml",
        "description": "What a project wants of sockleak",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "exclude": patterns("What is not checked: patterns as in .gitignore, as seen from this file"),
            "fail-on": words(&FailOn::NAMES, "The least level at which a run fails; warning by default"),
            "confidence": words(&Sure::NAMES, "How sure a finding must be to be shown; likely by default"),
            "include-tests": flag("Whether Rust code that only runs in tests is checked"),
            "require-reason": flag("Whether a comment that silences something must say why"),
            "baseline": {"type": "string", "description": "The file of known findings, as seen from this file"},
            "rules": levels(rules),
            "override": {
                "type": "array",
                "description": "Levels for some paths; the last that fits counts",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths", "rules"],
                    "properties": {
                        "paths": patterns("Patterns as in .gitignore, as seen from this file"),
                        "rules": levels(rules),
                    },
                },
            },
            "models": models(),
        },
    })
}

fn words(words: &[&str], description: &str) -> Value {
    json!({"enum": words, "description": description})
}

fn flag(description: &str) -> Value {
    json!({"type": "boolean", "description": description})
}

fn patterns(description: &str) -> Value {
    json!({"type": "array", "items": {"type": "string"}, "description": description})
}

fn levels(rules: &Rules) -> Value {
    let level = |summary: &str| json!({"enum": RuleLevel::NAMES, "description": summary});
    let all: serde_json::Map<String, Value> =
        rules.all().iter().map(|rule| (rule.id.clone(), level(&rule.meta.summary))).collect();
    json!({
        "type": "object",
        "description": "The most that findings of a rule can be",
        "additionalProperties": false,
        "properties": all,
    })
}

/// What a function's model may say is told by its reader: it differs between languages.
fn models() -> Value {
    json!({
        "type": "object",
        "description": "Models of the project's own functions, see rules/models/README.md",
        "properties": {
            "files": {"type": "array", "items": {"type": "string"}, "description": "Model files, as seen from this file"},
            "function": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["names"],
                    "properties": {"names": {"type": "array", "items": {"type": "string"}}, "role": {"type": "string"}},
                },
            },
        },
    })
}
