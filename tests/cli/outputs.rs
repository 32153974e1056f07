//! Formats, and files to write them to.

use crate::sandbox::{LEAK, Sandbox, run_in};
use serde_json::Value;
use std::fs;

#[test]
fn several_formats_are_written_in_one_run() {
    let sandbox = Sandbox::new();
    let outputs = ["sarif=a.sarif", "gitlab=b.json", "junit=c.xml", "json=d.json", "text=e.txt"];
    let args: Vec<&str> = outputs.iter().flat_map(|output| ["--output", output]).collect();
    let ran = sandbox.run(&[&["check"], &args[..]].concat());
    ran.ends(1).says(&["error[recv-error-leak]"]);
    let read = |name: &str| fs::read_to_string(sandbox.path(name)).unwrap();
    for (name, format) in [("a.sarif", "sarif"), ("b.json", "gitlab"), ("c.xml", "junit"), ("d.json", "json")] {
        let again = sandbox.run(&["check", "--output-format", format]);
        assert_eq!(read(name), again.ends(1).out, "{format}");
    }
    assert_eq!(read("e.txt"), ran.out);
}

#[test]
fn what_cannot_be_written_is_told_and_nothing_else_is_printed() {
    let sandbox = Sandbox::new();
    for (output, told) in [
        ("sarif=no/such/folder.sarif", "no/such/folder.sarif: no such file"),
        ("sarif=.", ".: is a directory"),
        ("sarif", "as in `sarif=sockleak.sarif`"),
        ("srif=a", "no format `srif`; there are full, concise"),
        ("sarif=", "the path is missing"),
    ] {
        let ran = sandbox.run(&["check", "--output", output]);
        ran.ends(2).says(&[told]);
        assert!(ran.out.is_empty(), "{}", ran.out);
    }
    assert_eq!(sandbox.files(), ["good.c"]);
}

#[test]
fn nothing_that_the_run_reads_is_written_over() {
    let sandbox = Sandbox::new();
    sandbox.run(&["baseline", "create"]).ends(0);
    for (outputs, told) in [
        (&["sarif=good.c"][..], "good.c: this file is checked"),
        (&["sarif=./good.c"], "this file is checked"),
        (&["json=sockleak-baseline.jsonl"], "this file is the baseline"),
        (&["sarif=a", "json=a"], "a: two formats are to be written there"),
    ] {
        let args = outputs.iter().flat_map(|output| ["--output", output]);
        let args: Vec<&str> = ["check", "--baseline", "sockleak-baseline.jsonl"].into_iter().chain(args).collect();
        sandbox.run(&args).ends(2).says(&[told]);
    }
    assert_eq!(fs::read_to_string(sandbox.path("good.c")).unwrap(), LEAK);
    assert_eq!(sandbox.files(), ["good.c", "sockleak-baseline.jsonl"]);
}

#[test]
fn a_step_summary_is_added_to() {
    let sandbox = Sandbox::new().with("summary.md", "# before\n");
    let file = sandbox.path("summary.md");
    let env = [("GITHUB_STEP_SUMMARY", file.to_str().unwrap())];
    let folder = sandbox.path("");
    run_in(&folder, &["check", "--output-format", "github"], &env)
        .ends(1)
        .says(&["::error file=good.c,line=8,endLine=8,"]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("# before\n### sockleak\n") && text.contains("| error | recv-error-leak | good.c:8 |"),
        "{text}"
    );
    run_in(&folder, &["check"], &env).ends(1);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    let lost = sandbox.path("no/such/file");
    let env = [("GITHUB_STEP_SUMMARY", lost.to_str().unwrap())];
    run_in(&folder, &["check", "--output-format", "github"], &env).ends(2).says(&["no such file"]);
}

/// What GitLab asks of an issue; it refuses the whole report otherwise.
#[test]
fn gitlab_gets_what_it_asks_for() {
    let schema = serde_json::json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 16},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "not": {"pattern": "^(/|\\./)"}},
                        "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
                    }
                }
            }
        }
    });
    let validator = jsonschema::validator_for(&schema).unwrap();
    let sandbox = Sandbox::new().with("copy.c", LEAK).with("src/copy.c", LEAK.repeat(2));
    let ran = sandbox.run(&["check", ".", "--output-format", "gitlab"]);
    let issues: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(validator.is_valid(&issues), "{issues:#}");
    let mut prints: Vec<&str> =
        issues.as_array().unwrap().iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    let n = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!((prints.len(), n), (4, 4));
}

#[test]
fn a_line_is_an_object() {
    let ran = Sandbox::new().with("b.c", LEAK).run(&["check", "--output-format", "jsonl"]);
    let lines: Vec<Value> = ran.ends(1).out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["rule"], "recv-error-leak");
}
