//! Every suggestion for every fixture: the patched text no longer has the finding, and still compiles if it did before.

use sockleak::check::{CheckedFile, Options, StandIn, check};
use sockleak::model::Models;
use sockleak::report::{Fix, Report, Scope, Selection, apply};
use sockleak::rules::Rules;
use sockleak::typestate::Confidence;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What is found in one file with this text.
fn report(path: &Path, text: &[u8]) -> (Report, Vec<CheckedFile>) {
    let rules = Rules::embedded();
    let stand_in = Some(StandIn { path: path.to_owned(), bytes: Arc::new(text.to_owned()) });
    let options = Options { paths: vec![path.to_owned()], stand_in, ..Options::default() };
    let outcome = check(&options, &Models::embedded(), &rules, &|_, _| ()).unwrap();
    let findings = outcome.files.iter().flat_map(|file| file.findings.clone()).collect();
    let selection = Selection::new(&rules).with_confidence(Confidence::Likely);
    let scope = Scope::default();
    let report = Report::new(findings, Vec::new(), outcome.suppressions(&rules), scope, &selection, &outcome.files);
    (report, outcome.files)
}

fn keys(report: &Report) -> BTreeMap<String, usize> {
    let mut keys = BTreeMap::new();
    report.diagnostics.iter().for_each(|found| *keys.entry(found.identity.key.clone()).or_default() += 1);
    keys
}

fn compiles(path: &Path, text: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(path.file_name().unwrap());
    std::fs::write(&file, text).unwrap();
    let mut command = Command::new("cc");
    command.args(["-fsyntax-only", "-w"]).arg(&file).stderr(Stdio::null()).stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The C files that are checked alone.
fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "c")).collect()
}

/// Programs with all that a compiler wants, one for each layout.
fn whole() -> Vec<(PathBuf, Vec<u8>)> {
    const HEAD: &str = "#include <stdio.h>\n#include <sys/socket.h>\n#include <unistd.h>\n\
        int f(const struct sockaddr *to, unsigned len, char *b)\n{\n    int rc = -1, n, s = socket(AF_INET, SOCK_STREAM, 0);\n\
        \x20   if (s < 0)\n        return -1;\n";
    const TAIL: &str = "    close(s);\n    return 0;\n}\n";
    let bodies = [
        "    if (connect(s, to, len) < 0) return -1;\n",
        "    if (connect(s, to, len) < 0)\n        return -1; /* later */\n",
        "    if (connect(s, to, len) < 0 &&\n        len > 3)\n    {\n        puts(\"no\");\n        return -1;\n    }\n",
        "    if (len == 3) {\n        puts(\"3\");\n    } else\n        return -1;\n",
        "    if (len == 3)\n        return -1;\n    else\n        puts(\"3\");\n",
        "    switch (len) {\n    case 1:\n        return -1;\n    default:\n        break;\n    }\n",
        "    while ((n = recv(s, b, 9, 0)) != 0)\n        if (n < 0)\n            return n;\n",
        "    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &rc, sizeof rc);\n",
        "    if (len == 3)\n        close(s);\n",
    ];
    let whole = bodies.iter().enumerate().map(|(at, body)| (format!("whole{at}.c"), format!("{HEAD}{body}{TAIL}")));
    let labelled = "    if (connect(s, to, len) < 0)\n        goto out;\n    n = recv(s, b, 9, 0);\n    if (n < 0)\n        return -2;\n\
        \x20   rc = 0;\nout:\n    close(s);\n    return rc;\n}\n";
    let labelled = ("label.c".to_owned(), format!("{HEAD}{labelled}"));
    let all = whole.chain([labelled]);
    let both = all.flat_map(|(name, text)| [(format!("crlf_{name}"), text.replace('\n', "\r\n")), (name, text)]);
    both.map(|(name, text)| (PathBuf::from(name), text.into_bytes())).collect()
}

/// What is wrong with one suggestion.
fn wrong(path: &Path, text: &[u8], before: &Report, at: usize, fix: &Fix) -> Option<String> {
    let found = &before.diagnostics[at];
    let patched = apply(text, &fix.edits);
    let (after, _) = report(path, &patched);
    let count = |report: &Report| keys(report).get(&found.identity.key).copied().unwrap_or_default();
    let show = || String::from_utf8_lossy(&patched).into_owned();
    if count(&after) >= count(before) {
        return Some(format!("{}: `{}` is still there after `{}`", path.display(), found.message, fix.title));
    }
    let new = keys(&after).into_iter().find(|(key, n)| keys(before).get(key).is_none_or(|old| old < n));
    if new.is_some() && fix.is_safe {
        return Some(format!("{}: `{}` brings something new\n{}", path.display(), fix.title, show()));
    }
    (compiles(path, text) && !compiles(path, &patched))
        .then(|| format!("{}: does not compile after `{}`:\n{}", path.display(), fix.title, show()))
}

#[test]
fn what_is_suggested_works() {
    let read = |path: PathBuf| (path.clone(), std::fs::read(path).unwrap());
    let (mut wrongs, mut n, mut n_safe) = (Vec::new(), 0, 0);
    for (path, text) in whole().into_iter().chain(fixtures().into_iter().map(read)) {
        let (before, files) = report(&path, &text);
        if files.iter().any(|file| file.source.text != text) {
            continue;
        }
        let is_wrong_anyway = |at: u32| {
            text[at as usize..]
                .split(|byte| *byte == b'\n')
                .next()
                .is_some_and(|line| String::from_utf8_lossy(line).contains("//~ FP"))
        };
        let all = before.diagnostics.iter().enumerate();
        for (at, found) in all.filter(|(_, found)| !is_wrong_anyway(found.primary.at.span.start)) {
            for fix in &found.fixes {
                (n, n_safe) = (n + 1, n_safe + usize::from(fix.is_safe));
                wrongs.extend(wrong(&path, &text, &before, at, fix));
            }
        }
    }
    println!("{n} suggestions, {n_safe} of them safe");
    assert!(wrongs.is_empty(), "{} of {n}:\n{}", wrongs.len(), wrongs.join("\n"));
    assert!(n > 100 && n_safe > 20, "{n} suggestions, {n_safe} of them safe");
}

#[test]
fn each_layout_has_a_suggestion() {
    for (path, text) in whole() {
        let (before, _) = report(&path, &text);
        let messages = || before.diagnostics.iter().map(|found| found.message.as_str()).collect::<Vec<_>>();
        let has_fix = before.diagnostics.iter().any(|found| !found.fixes.is_empty());
        assert!(has_fix, "{}: {:?}", path.display(), messages());
    }
}
