//! `check --diff` and `check --fix`.

use crate::sandbox::{LEAK, Sandbox};
use std::fs;
use std::process::Command;

/// Leaks at 8 as the first client does, closes twice, and looks at no option.
const UNSURE: &str = "\
#include <sys/socket.h>
#include <unistd.h>
int twice(void) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) return -1;
    close(s);
    close(s);
    return 0;
}
";

#[test]
fn a_patch_is_printed_and_can_be_applied() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["check", "--diff"]);
    let wanted = "--- a/good.c\n+++ b/good.c\n@@ -5,7 +5,7 @@\n";
    ran.ends(1).says(&[wanted, "-    if (n < 0) return -1;\n+    if (n < 0) { close(s); return -1; }\n"]);
    assert_eq!(fs::read_to_string(sandbox.path("good.c")).unwrap(), LEAK);
    let sandbox = sandbox.with("p.patch", &ran.out);
    let applied = Command::new("git").args(["apply", "p.patch"]).current_dir(sandbox.path("")).status().unwrap();
    assert!(applied.success());
    sandbox.run(&["check"]).ends(0);
}

#[test]
fn only_what_is_safe_is_written_and_only_with_fix() {
    let sandbox = Sandbox::new().with("unsure.c", UNSURE);
    sandbox.run(&["check"]).ends(1).says(&["suggestion: insert `close(s);` before this exit, as this function does"]);
    sandbox.run(&["check", "--diff"]).ends(1).says(&["1 more with --unsafe-fixes"]);
    assert_eq!(fs::read_to_string(sandbox.path("good.c")).unwrap(), LEAK);
    sandbox.run(&["check", "--fix"]).ends(1).says(&["unsure.c:7", "1 error"]);
    assert_eq!(fs::read_to_string(sandbox.path("unsure.c")).unwrap(), UNSURE);
    assert!(fs::read_to_string(sandbox.path("good.c")).unwrap().contains("{ close(s); return -1; }"));
    sandbox.run(&["check", "--fix", "--unsafe-fixes"]).ends(0).says(&["nothing found"]);
    assert!(fs::read_to_string(sandbox.path("unsure.c")).unwrap().contains("close(s);\n    s = -1;\n    close(s);"));
    assert_eq!(sandbox.files(), ["good.c", "unsure.c"]);
}

#[test]
fn what_is_known_stays_as_it_is() {
    let sandbox = Sandbox::new();
    sandbox.run(&["baseline", "create"]).ends(0);
    sandbox.run(&["check", "--fix", "--baseline", "sockleak-baseline.jsonl"]).ends(0);
    assert_eq!(fs::read_to_string(sandbox.path("good.c")).unwrap(), LEAK);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_written_stays_and_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    fs::set_permissions(sandbox.path("good.c"), fs::Permissions::from_mode(0o444)).unwrap();
    sandbox.run(&["check", "--fix"]).ends(2).says(&["good.c: permission denied"]);
    assert_eq!(fs::read_to_string(sandbox.path("good.c")).unwrap(), LEAK);
}

#[test]
fn machines_get_the_edits() {
    let sandbox = Sandbox::new();
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["check", "--output-format", "json"]).out).unwrap();
    let fix = &json["findings"][0]["fixes"][0];
    assert_eq!((&fix["safe"], &fix["edits"][0]["text"]), (&true.into(), &"{ close(s); ".into()));
    let sarif: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["check", "--output-format", "sarif"]).out).unwrap();
    let fix = &sarif["runs"][0]["results"][0]["fixes"][0];
    assert!(fix["description"]["text"].as_str().unwrap().starts_with("Insert `close(s);`"));
    let replacement = &fix["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "{ close(s); ");
    assert_eq!(replacement["deletedRegion"]["startColumn"], replacement["deletedRegion"]["endColumn"]);
}
