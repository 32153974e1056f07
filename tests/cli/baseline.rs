//! `sockleak baseline` and `check --baseline`.

use crate::sandbox::{LEAK, Sandbox};
use std::fs;

const NAME: &str = "sockleak-baseline.jsonl";

/// The folder with a baseline of the leak in it.
fn known() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.run(&["baseline", "create"]).ends(0).says(&["1 finding known"]);
    sandbox
}

fn text(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.path(NAME)).unwrap()
}

fn check(sandbox: &Sandbox) -> crate::sandbox::Ran {
    sandbox.run(&["check", "--baseline", NAME])
}

/// Another leak of the same kind, in a function of its own.
fn another() -> String {
    LEAK.replace("fetch", "fetch_again")
}

#[test]
fn what_is_known_is_not_told_again() {
    let sandbox = known();
    check(&sandbox).ends(0).says(&["nothing found (1 known)"]);
    sandbox.run(&["check"]).ends(1);
    let sandbox = sandbox.with("sockleak.toml", format!("baseline = \"{NAME}\"\n"));
    sandbox.run(&["check"]).ends(0);
    sandbox.run(&["check", "--no-baseline"]).ends(1);
    let sandbox = sandbox.with("more.c", another());
    let ran = sandbox.run(&["check"]);
    ran.ends(1).says(&["more.c:8", "1 error (1 known)"]);
    assert!(!ran.out.contains("good.c"), "{}", ran.out);
}

#[test]
fn neither_shifts_nor_moves_nor_layout_make_it_new() {
    let sandbox = known();
    let wrapped = LEAK.replace("return -1;\n    close(s)", "{\n        return  -1;  // later\n    }\n    close(s)");
    let wrapped =
        wrapped.replace("socket(AF_INET, SOCK_STREAM, 0)", "socket(AF_INET,\n    SOCK_STREAM /* tcp */,\n    0)");
    assert_ne!(wrapped, LEAK);
    for text in [format!("\n\nint unrelated;\n{LEAK}"), wrapped, LEAK.replace("    ", "\t").replace('\n', "\r\n")] {
        fs::write(sandbox.path("good.c"), text).unwrap();
        check(&sandbox).ends(0).says(&["(1 known)"]);
    }
    fs::create_dir(sandbox.path("net")).unwrap();
    fs::rename(sandbox.path("good.c"), sandbox.path("net/moved.c")).unwrap();
    let ran = check(&sandbox);
    ran.ends(0).says(&["(1 known)"]);
    assert_eq!(ran.err, "");
}

#[test]
fn a_copy_is_new() {
    let sandbox = known().with("copy.c", LEAK.replace("int fetch", "static int fetch"));
    let ran = check(&sandbox);
    ran.ends(1).says(&["copy.c:8", "1 error (1 known)"]);
    // And so is one more way out with the same words, wherever it stands.
    let twice =
        LEAK.replace("    close(s);\n    return n;", "    if (n == 7) return -1;\n    close(s);\n    return n;");
    let first = LEAK.replace("    n = recv", "    if (len == 7) return -1;\n    n = recv");
    for (text, line) in [(twice, "good.c:9"), (first, "good.c:7")] {
        let sandbox = known().with("good.c", text);
        check(&sandbox).ends(1).says(&[line, "1 error (1 known)"]);
    }
}

#[test]
fn what_was_too_unsure_to_be_shown_is_known_too() {
    let hidden = LEAK.replace("n = recv", "connection_add(s); n = recv");
    let sandbox = Sandbox::empty().with("good.c", hidden);
    sandbox.run(&["baseline", "create"]).ends(0).says(&["0 of them shown"]);
    let sandbox = sandbox.with("add.c", "void connection_add(int s) { (void)s; }\n");
    sandbox.run(&["check"]).ends(1);
    check(&sandbox).ends(0).says(&["(1 known)"]);
}

#[test]
fn the_file_is_sorted_and_has_one_finding_a_line() {
    let sandbox = Sandbox::new().with("b.c", another()).with("a.c", LEAK.replace("fetch", "g"));
    sandbox.run(&["baseline", "create"]).ends(0);
    let text = text(&sandbox);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "{\"sockleak_baseline\":1}");
    assert!(lines.len() == 4 && lines[1..].is_sorted(), "{text}");
    for line in &lines[1..] {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(entry["rule"], "recv-error-leak");
    }
    let shuffled = [lines[0], lines[3], lines[1], lines[2]].join("\n");
    let sandbox = sandbox.with(NAME, shuffled);
    check(&sandbox).ends(0);
    sandbox.run(&["baseline", "update"]).ends(0).says(&["0 findings new, 0 gone, 3 kept"]);
    assert_eq!(self::text(&sandbox), text);
}

#[test]
fn it_is_created_once_updated_and_pruned() {
    let sandbox = known();
    let before = text(&sandbox);
    sandbox.run(&["baseline", "create"]).ends(2).says(&["is there already", "baseline update"]);
    let fresh = Sandbox::new().run(&["baseline", "create"]);
    fresh.ends(0).says(&["`baseline = \"sockleak-baseline.jsonl\"` in sockleak.toml"]);
    assert_eq!(text(&sandbox), before);
    let sandbox = sandbox.with("more.c", another());
    sandbox.run(&["baseline", "prune"]).ends(0).says(&["0 findings gone, 1 kept"]);
    assert_eq!(text(&sandbox), before);
    sandbox.run(&["baseline", "update"]).ends(0).says(&["1 finding new, 0 gone, 1 kept"]);
    check(&sandbox).ends(0).says(&["(2 known)"]);
    let sandbox = sandbox.with("good.c", LEAK.replace("if (n < 0) return", "if (n < 0) close(s); if (n < 0) return"));
    fs::remove_file(sandbox.path("more.c")).unwrap();
    let told = ["2 stale entries", "sockleak baseline prune", "recv-error-leak in good.c, `fetch`", "more.c"];
    check(&sandbox).ends(0).says(&told);
    sandbox.run(&["baseline", "prune"]).ends(0).says(&["2 findings gone, 0 kept"]);
    let ran = check(&sandbox);
    ran.ends(0);
    assert_eq!(ran.err, "");
}

#[test]
fn a_part_of_the_tree_judges_only_itself() {
    let sandbox = Sandbox::new().with("sub/more.c", another());
    sandbox.run(&["baseline", "create"]).ends(0);
    let before = text(&sandbox);
    let ran = sandbox.run(&["check", "--baseline", NAME, "sub"]);
    ran.ends(0);
    assert_eq!(ran.err, "");
    sandbox.run(&["check", "--baseline", NAME, "--rule", "socket-leak"]).ends(0);
    sandbox.run(&["baseline", "update", "sub"]).ends(0).says(&["0 findings new, 0 gone, 2 kept"]);
    assert_eq!(text(&sandbox), before);
    // Paths are seen from the file, not from where the command runs.
    let ran = crate::sandbox::run_in(&sandbox.path("sub"), &["check", "--baseline", "../sockleak-baseline.jsonl"], &[]);
    ran.ends(0).says(&["(1 known)"]);
}

#[test]
fn what_cannot_be_read_is_told_and_stays() {
    for (bytes, told) in [
        ("", ":1: no baseline of sockleak"),
        ("{\"runs\": []}\n", ":1: no baseline of sockleak"),
        ("{\"sockleak_baseline\":2}\n", ":1: format 2 is of a later sockleak"),
        ("{\"sockleak_baseline\":1}\n{\"path\":\"a.c\"\n", ":2: no entry of a baseline: "),
        ("{\"sockleak_baseline\":1}\n\n<<<<<<< ours\n", ":3: a merge was left half done"),
    ] {
        let sandbox = Sandbox::new().with(NAME, bytes);
        for args in [&["check", "--baseline", NAME][..], &["baseline", "update"], &["baseline", "prune"]] {
            let ran = sandbox.run(args);
            ran.ends(2).says(&[told, NAME]);
            assert!(ran.out.is_empty(), "{}", ran.out);
        }
        sandbox.run(&["baseline", "create"]).ends(2);
        assert_eq!(text(&sandbox), bytes);
    }
    let sandbox = Sandbox::new().with(NAME, b"\xff\xfe");
    sandbox.run(&["check", "--baseline", NAME]).ends(2).says(&["no baseline of sockleak"]);
    sandbox.run(&["check", "--baseline", "gone.jsonl"]).ends(2).says(&["gone.jsonl: no such file"]);
    sandbox.run(&["baseline", "update", "--baseline", "gone.jsonl"]).ends(2);
    sandbox.run(&["baseline", "create", "--baseline", "no/such/folder.jsonl"]).ends(2).says(&["no such file"]);
}
