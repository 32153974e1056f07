//! The output against what its readers ask for; `tests/sarif.rs` holds it against the schema.

use crate::render::Format;
use crate::render::tests::rendered;
use serde_json::Value;

fn log() -> Value {
    serde_json::from_str(&rendered(Format::Sarif)).unwrap()
}

#[test]
fn every_result_has_what_its_readers_need() {
    let log = log();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let locations = result["locations"].as_array().unwrap();
        assert_eq!(locations.len(), 1);
        assert_eq!(locations[0]["logicalLocations"][0]["name"], "serve");
        let place = &locations[0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "src/serve.c");
        for side in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(place["region"][side].as_u64().is_some_and(|number| number > 0), "{side}");
        }
        let prints = &result["partialFingerprints"];
        assert!(prints["primaryLocationLineHash"].is_string() && prints["sockleak/v1"].is_string());
    }
    let leak = results.iter().find(|result| result["ruleId"] == "recv-error-leak").unwrap();
    assert!(leak["message"]["text"].as_str().unwrap().contains("[opened here](1)"));
    assert_eq!(leak["relatedLocations"][0]["id"], 1);
    let steps = leak["codeFlows"][0]["threadFlows"][0]["locations"].as_array().unwrap();
    assert!(steps.len() == 3 && steps.iter().all(|step| step["location"]["message"]["text"].is_string()));
}

#[test]
fn every_rule_has_what_its_readers_need() {
    let log = log();
    let run = &log["runs"][0];
    let taxa = run["taxonomies"][0]["taxa"].as_array().unwrap();
    for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
        for text in ["shortDescription", "fullDescription", "help"] {
            let text = rule[text]["text"].as_str().unwrap();
            assert!(!text.is_empty(), "{rule}");
        }
        assert!(rule["help"]["markdown"].as_str().unwrap().starts_with("# "));
        let tags = rule["properties"]["tags"].as_array().unwrap();
        let has_weakness = tags.iter().any(|tag| tag.as_str().unwrap().starts_with("external/cwe/cwe-"));
        let of_comments = ["invalid-annotation", "invalid-suppression", "unknown-rule", "unused-suppression"];
        let is_about_comments = of_comments.contains(&rule["id"].as_str().unwrap());
        assert!(tags.len() <= 10 && has_weakness != is_about_comments, "{rule}");
        for relation in rule["relationships"].as_array().into_iter().flatten() {
            let target = &relation["target"];
            assert_eq!(taxa[target["index"].as_u64().unwrap() as usize]["id"], target["id"]);
            let title = taxa[target["index"].as_u64().unwrap() as usize]["shortDescription"]["text"].as_str().unwrap();
            assert_ne!(title, "a weakness", "{target}");
        }
    }
}

#[test]
fn what_was_not_analysed_is_told() {
    let log = log();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "The file is binary.");
    assert_eq!(told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "src/logo.c");
}
