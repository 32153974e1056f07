//! Every suggestion for every fixture: the patched text no longer has the finding, and still compiles if it did before.

mod support;

use sockleak::check::{CheckedFile, Options, StandIn, check};
use sockleak::model::Models;
use sockleak::report::{Fix, Report, Scope, Selection, apply};
use sockleak::rules::Rules;
use sockleak::typestate::Confidence;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use support::whole::whole;

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

/// Whether a compiler of its language takes a file, and nothing but what it holds.
fn compiles(path: &Path, text: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(path.file_name().unwrap());
    std::fs::write(&file, text).unwrap();
    let (program, args): (&str, &[&str]) = match path.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => ("rustc", &["--crate-type=lib", "--edition=2024", "--emit=metadata", "--cap-lints=allow"]),
        Some("cpp") => ("c++", &["-fsyntax-only", "-w", "-std=c++17"]),
        _ => ("cc", &["-fsyntax-only", "-w"]),
    };
    let mut command = Command::new(program);
    command.args(args).arg(&file).current_dir(folder.path()).stderr(Stdio::null()).stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The files that are checked alone.
fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path());
    let is_source =
        |path: &PathBuf| path.extension().is_some_and(|extension| ["c", "cpp", "rs"].iter().any(|of| extension == *of));
    files.filter(is_source).collect()
}

/// What is wrong with one suggestion.
fn wrong(path: &Path, text: &[u8], before: &Report, at: usize, fix: &Fix, compiled: bool) -> Option<String> {
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
    (compiled && !compiles(path, &patched))
        .then(|| format!("{}: does not compile after `{}`:\n{}", path.display(), fix.title, show()))
}

#[test]
fn what_is_suggested_works() {
    let read = |path: PathBuf| (path.clone(), std::fs::read(path).unwrap());
    let (mut wrongs, mut n_safe) = (Vec::new(), 0);
    let mut by_language: BTreeMap<String, usize> = BTreeMap::new();
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
        let compiled = before.diagnostics.iter().any(|found| !found.fixes.is_empty()) && compiles(&path, &text);
        let extension = path.extension().unwrap().to_string_lossy().into_owned();
        let all = before.diagnostics.iter().enumerate();
        for (at, found) in all.filter(|(_, found)| !is_wrong_anyway(found.primary.at.span.start)) {
            for fix in &found.fixes {
                n_safe += usize::from(fix.is_safe);
                *by_language.entry(extension.clone()).or_default() += 1;
                wrongs.extend(wrong(&path, &text, &before, at, fix, compiled));
            }
        }
    }
    let n: usize = by_language.values().sum();
    println!("{by_language:?}: {n} suggestions, {n_safe} of them safe");
    assert!(wrongs.is_empty(), "{} of {n}:\n{}", wrongs.len(), wrongs.join("\n"));
    let enough = [("c", 100), ("cpp", 40), ("rs", 20)];
    assert!(enough.iter().all(|(language, least)| by_language[*language] >= *least), "{by_language:?}");
    assert!(n_safe > 50, "{n} suggestions, {n_safe} of them safe");
}

#[test]
fn each_layout_has_a_suggestion() {
    for (path, text) in whole() {
        assert!(compiles(&path, &text), "{}", path.display());
        let (before, _) = report(&path, &text);
        let messages = || before.diagnostics.iter().map(|found| found.message.as_str()).collect::<Vec<_>>();
        let has_fix = before.diagnostics.iter().any(|found| !found.fixes.is_empty());
        assert!(has_fix, "{}: {:?}", path.display(), messages());
    }
}
