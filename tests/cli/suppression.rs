//! Comments that silence findings: counts, exit codes, formats.

use crate::sandbox::{LEAK, Ran, Sandbox};
use serde_json::Value;

/// The leaking client, silenced at the exit.
fn silenced() -> String {
    LEAK.replace(
        "if (n < 0) return -1;",
        "if (n < 0) return -1; // sockleak: ignore[recv-error-leak] -- ends sp\u{e4}ter",
    )
}

/// The same with nothing to silence.
fn unused() -> String {
    silenced().replace("if (n < 0) return -1;", "if (n < 0) { close(s); return -1; }")
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
}

fn results(sandbox: &Sandbox, args: &[&str]) -> Vec<Value> {
    let log = json(&sandbox.run(&[&["check", "--output-format", "sarif"], args].concat()));
    log["runs"][0]["results"].as_array().unwrap().clone()
}

#[test]
fn what_is_silenced_is_counted() {
    let sandbox = Sandbox::empty().with("a.c", silenced());
    let ran = sandbox.run(&["check"]);
    ran.ends(0).says(&["nothing found (1 suppressed)"]);
    assert!(!ran.out.contains("a.c:8"), "{}", ran.out);
    let document = json(&sandbox.run(&["check", "--output-format", "json"]));
    assert_eq!(document["summary"]["suppressed"], 1);
    assert_eq!(document["findings"].as_array().unwrap().len(), 0);
}

#[test]
fn a_comment_that_silences_nothing_fails_the_run() {
    let sandbox = Sandbox::empty().with("a.c", unused());
    let place = "a.c:8:41";
    sandbox.run(&["check"]).ends(1).says(&["warning[unused-suppression]", place, "none is found on line 8"]);
    sandbox.run(&["check", "--fail-on", "error"]).ends(0).says(&[place]);
    sandbox.run(&["check", "--ignore", "unused-suppression"]).ends(0);
    sandbox.run(&["check", "--rule", "unused-suppression"]).ends(1).says(&[place]);
    let document = json(&sandbox.run(&["check", "--output-format", "json"]));
    let finding = &document["findings"][0];
    assert_eq!(finding["rule"], "unused-suppression");
    assert!(finding["function"].is_null() && finding["handle"].is_null());
}

#[test]
fn what_is_not_shown_anyway_is_of_use() {
    let sandbox = Sandbox::empty().with("a.c", silenced());
    for args in
        [["--rule", "unused-suppression,eof-leak"], ["--ignore", "recv-error-leak"], ["--rule", "unused-suppression"]]
    {
        sandbox.run(&[&["check"], &args[..]].concat()).ends(0).says(&["nothing found\n"]);
    }
    // Silenced by the caller that nobody knows: only possible.
    let unsure = silenced().replace("n = recv", "connection_add(s); n = recv");
    let sandbox = Sandbox::empty().with("a.c", unsure.replace(" // sockleak", "\n // sockleak-off"));
    sandbox.run(&["check"]).ends(0).says(&["hidden: 1 less certain finding"]);
    let sandbox = Sandbox::empty().with("a.c", unsure);
    let ran = sandbox.run(&["check"]);
    ran.ends(0).says(&["nothing found\n"]);
    assert!(!ran.out.contains("hidden"), "{}", ran.out);
    sandbox.run(&["check", "--confidence", "possible"]).ends(0).says(&["(1 suppressed)"]);
    // A rule that is not asked for is not judged.
    let sandbox = Sandbox::empty().with("a.c", unused());
    sandbox.run(&["check", "--ignore", "recv-error-leak"]).ends(0);
    sandbox.run(&["check", "--rule", "eof-leak,unused-suppression"]).ends(0);
}

#[test]
fn an_unknown_rule_is_told_with_what_may_be_meant() {
    let sandbox = Sandbox::empty().with("a.c", silenced().replace("recv-error-leak]", "recv-eror-leak]"));
    sandbox.run(&["check"]).ends(1).says(&[
        "a.c:8:27",
        "warning[unknown-rule]: there is no rule `recv-eror-leak`",
        "did you mean `recv-error-leak`?",
    ]);
    sandbox.run(&["check", "--rule", "unknown-rule"]).ends(1).says(&["a.c:8:27", "1 warning"]);
    sandbox.run(&["check", "--ignore", "unknown-rule,recv-error-leak"]).ends(0);
    let sandbox = sandbox.with("sockleak.toml", "[rules]\nunknown-rule = \"error\"\n");
    sandbox.run(&["check"]).ends(1).says(&["error[unknown-rule]"]);
}

#[test]
fn each_unknown_name_is_told_and_the_others_count() {
    let names = silenced().replace("recv-error-leak]", "zebra, recv-error-leak, eof-leek]");
    let ran = Sandbox::empty().with("a.c", names).run(&["check"]);
    ran.ends(1).says(&["there is no rule `zebra`", "lists the rules", "there is no rule `eof-leek`", "(1 suppressed)"]);
    let text = format!("// sockleak: disable[nothing]\n{LEAK}// sockleak: enable[nothing]\n");
    let ran = Sandbox::empty().with("a.c", text).run(&["check", "--ignore", "recv-error-leak"]);
    ran.ends(1).says(&["a.c:1:1", "2 warnings"]);
}

#[test]
fn sarif_leaves_out_what_is_silenced_unless_asked() {
    let sandbox = Sandbox::empty().with("a.c", silenced()).with("b.c", LEAK);
    let shown = results(&sandbox, &[]);
    assert_eq!(shown.len(), 1);
    assert!(shown[0].get("suppressions").is_none());
    let all = results(&sandbox, &["--sarif-suppressed"]);
    assert_eq!(all.len(), 2);
    // None may leave it out if one has it.
    assert_eq!(all[0]["suppressions"].as_array().unwrap().len(), 0);
    let suppression = &all[1]["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["justification"], "ends sp\u{e4}ter");
    sandbox.run(&["check", "--output-format", "sarif", "--sarif-suppressed", "a.c"]).ends(0);
}

#[test]
fn a_finding_stays_the_same_when_it_is_silenced() {
    let fingerprints = |text: &str| {
        let sandbox = Sandbox::empty().with("a.c", text);
        let mut results = results(&sandbox, &["--sarif-suppressed", "--ignore", "unused-suppression"]);
        results.sort_by_key(|result| result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64());
        let own = |result: &Value| result["partialFingerprints"]["sockleak/v1"].as_str().unwrap().to_owned();
        results.iter().map(own).collect::<Vec<_>>()
    };
    let plain = LEAK.replace("close(s);\n", "setsockopt(s, SOL_SOCKET,\n SO_RCVTIMEO, &n, 4);\n");
    let own = fingerprints(&plain);
    assert_eq!(own.len(), 3);
    let silenced = plain
        .replace("if (n < 0) return", "// sockleak: ignore[recv-error-leak]\n if (n < 0) return")
        .replace("SOL_SOCKET,", "SOL_SOCKET, // sockleak: ignore[unchecked-setsockopt]")
        .replace("SOCK_STREAM,", "SOCK_STREAM, // sockleak: ignore[eof-leak] -- `close(s);` and all that\n");
    assert_eq!(fingerprints(&silenced), own);
}

#[test]
fn a_stretch_of_a_file_is_disabled_and_enabled() {
    let two = |first: &str, between: &str, last: &str| {
        format!("{first}\n{LEAK}{between}\n{}{last}\n", LEAK.replace("fetch", "g"))
    };
    let check = |text: String| Sandbox::empty().with("a.c", text).run(&["check"]);
    let off = "/* sockleak: disable[recv-error-leak] -- old code */";
    let on = "// sockleak: enable[recv-error-leak]";
    check(two(off, on, "")).ends(1).says(&["a.c:21", "1 error (1 suppressed)"]);
    check(two(off, "", "")).ends(0).says(&["nothing found (2 suppressed)"]);
    check(two("", off, on)).ends(1).says(&["a.c:9", "1 error (1 suppressed)"]);
    let ran = check(two(on, "", ""));
    ran.ends(1).says(&["a.c:1:1", "warning[invalid-suppression]: `enable[recv-error-leak]` ends nothing"]);
    let several = off.replace("[", "[eof-leak, ");
    check(two(&several, on, "")).ends(1).says(&["silences no `eof-leak`", "none is found from line 1 on"]);
    let quiet = format!("{off}\n{on}\n{LEAK}");
    check(quiet).ends(1).says(&["warning[unused-suppression]", "none is found from line 1 to line 2"]);
}

#[test]
fn a_reason_may_be_asked_for() {
    let bare = silenced().replace(" -- ends sp\u{e4}ter", "");
    let sandbox = Sandbox::empty().with("a.c", &bare);
    sandbox.run(&["check"]).ends(0);
    let told = ["warning[invalid-suppression]: this comment does not say why", "(1 suppressed)"];
    sandbox.run(&["check", "--require-reason"]).ends(1).says(&told);
    let sandbox = sandbox.with("sockleak.toml", "require-reason = true\n");
    sandbox.run(&["check"]).ends(1).says(&told);
    sandbox.with("a.c", silenced()).run(&["check"]).ends(0);
}
