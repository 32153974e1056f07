//! SARIF of real findings against the schema of the format.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The schema of SARIF 2.1.0 as it comes with the package `serde-sarif`.
fn schema() -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let output = command.args(["metadata", "--format-version", "1"]).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // The published schema has a slip in a pattern: a bracket that nothing opened.
    serde_json::from_str(&text.replace("{2}]?$", "{2}$")).unwrap()
}

/// A folder with every example of every rule's page, and a file that cannot be analysed.
fn examples(folder: &Path) {
    for rule in sockleak::rules::Rules::embedded().all() {
        for (fence, extension) in [("```c\n", "c"), ("```rust\n", "rs")] {
            let parts = rule.page.section("Examples").split(fence).skip(1).enumerate();
            for (n, part) in parts {
                let code = part.split("```").next().unwrap_or_default();
                // A mark is no comment.
                let lines = code.lines().map(|line| line.split("//~").next().unwrap_or_default());
                let code = lines.collect::<Vec<_>>().join("\n");
                std::fs::write(folder.join(format!("{} {n}.{extension}", rule.id)), code).unwrap();
            }
        }
    }
    std::fs::write(folder.join("binary.c"), b"int x;\0\0\x7f\xff\xfe\0").unwrap();
}

fn log(options: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    examples(folder.path());
    let mut command = Command::new(env!("CARGO_BIN_EXE_sockleak"));
    let output = command
        .args(["check", "--output-format", "sarif", "."])
        .args(options)
        .current_dir(folder.path())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

#[test]
fn it_keeps_to_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let mut log = log(&[]);
    let errors: Vec<String> =
        validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    log["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator.is_valid(&log), "the schema sees a wrong level");
}

#[test]
fn so_does_what_is_silenced() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let log = log(&["--sarif-suppressed"]);
    assert!(validator.is_valid(&log));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let lists: Vec<&Vec<Value>> = results.iter().map(|result| result["suppressions"].as_array().unwrap()).collect();
    assert!(lists.iter().any(|list| list.len() == 1) && lists.iter().any(|list| list.is_empty()));
}

#[test]
fn every_rule_has_a_result() {
    let log = log(&["--rule", "all"]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    for rule in sockleak::rules::Rules::embedded().all() {
        let of_rule = results.iter().filter(|result| result["ruleId"] == rule.id.as_str());
        let uris = of_rule.map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
        let own = format!("{}%20", rule.id);
        assert!(
            uris.clone().any(|uri| uri.as_str().unwrap().starts_with(&own)),
            "{}: {:?}",
            rule.id,
            uris.collect::<Vec<_>>()
        );
    }
}
