//! What a terminal and other programs are given: less, more, links, completions, a manual page.

use crate::sandbox::{LEAK, Sandbox, run_in};

#[test]
fn statistics_count_by_rule() {
    let both = format!("{LEAK}{}", LEAK.replace("fetch", "again").replace("if (n < 0) return", "if (n == 0) return"));
    let sandbox = Sandbox::new().with("b.c", both);
    let ran = sandbox.run(&["check", "--statistics"]);
    ran.ends(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("    2  recv-error-leak  error  ") && lines[1].starts_with("    1  eof-leak  "),
        "{lines:?}"
    );
    assert!(lines[2].starts_with("checked 2 files"));
    sandbox.run(&["check", "--statistics", "--diff"]).ends(2);
}

#[test]
fn quiet_tells_findings_alone_and_verbose_all() {
    let sandbox = Sandbox::new().with("sockleak.toml", "").with("x.c", b"\0".repeat(100));
    let ran = sandbox.run(&["check", "-q", "--output-format", "concise"]);
    assert_eq!(ran.ends(1).out.lines().count(), 1);
    assert!(ran.out.starts_with("good.c:8:16: error[recv-error-leak] ") && ran.err.is_empty(), "{}", ran.out);
    let told = ["configuration: sockleak.toml", "checked: good.c", "not analysed: x.c: a binary file"];
    sandbox.run(&["check", "--verbose"]).ends(1).says(&told);
    sandbox.run(&["check", "-qv"]).ends(2);
    let clean = Sandbox::empty().with("a.c", "int x;\n").run(&["check", "-q"]);
    assert!(clean.ends(0).out.is_empty() && clean.err.is_empty());
}

#[test]
fn links_are_written_only_where_they_are_asked_for() {
    let sandbox = Sandbox::new();
    let folder = sandbox.path("");
    for format in ["full", "concise"] {
        let args = ["check", "--output-format", format];
        let plain = run_in(&folder, &args, &[("TERM_PROGRAM", "WezTerm")]);
        assert!(!plain.out.contains('\u{1b}'), "{}", plain.out);
        let linked = run_in(&folder, &args, &[("FORCE_HYPERLINK", "1")]);
        let real = std::fs::canonicalize(&folder).unwrap();
        let link = format!("\u{1b}]8;;file://{}/good.c\u{1b}\\good.c:8:16\u{1b}]8;;\u{1b}\\", real.display());
        assert!(linked.out.contains(&link), "{}", linked.out);
        assert_eq!(linked.out.replace(&link, "good.c:8:16"), plain.out);
    }
    let json = run_in(&folder, &["check", "--output-format", "json"], &[("FORCE_HYPERLINK", "1")]);
    assert!(!json.out.contains("]8;;"));
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let sandbox = Sandbox::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        sandbox.run(&["completions", shell]).ends(0).says(&["baseline", "new-from"]);
    }
    sandbox.run(&["completions", "csh"]).ends(2);
    let page = sandbox.run(&["man"]);
    page.ends(0).says(&[".TH sockleak 1", ".TH sockleak-check 1", "\\-\\-new\\-from", ".TH sockleak-baseline 1"]);
}
