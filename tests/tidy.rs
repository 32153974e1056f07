//! The shape of the source tree: layers, what touches the disk, file lengths, the feature table.
//!
//! Every test lists all offenders as `file:line: what is wrong`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, bottom first: a module uses only itself and those before it.
const LAYERS: [&str; 16] = [
    "source",
    "ir",
    "dataflow",
    "frontend",
    "model",
    "typestate",
    "shapes",
    "phases",
    "rules",
    "report",
    "render",
    "disk",
    "config",
    "baseline",
    "check",
    "cli",
];

/// From this layer on, the disk and the terminal may be touched.
const RIM: &str = "disk";

/// From this layer on, types may be written out by serde: each format has its own.
const WRITERS: &str = "render";

/// How many lines of code a file may have, blank lines and comments not counted.
const MAX_LINES: usize = 400;

/// A source file with its path from the package's root.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The layer it belongs to; `None` for the crate's root, the program and the build script.
    fn layer(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let name = inside.split('/').next()?.trim_end_matches(".rs");
        (!["lib", "main", "embed"].contains(&name)).then_some(name)
    }

    /// Whether it is a test, or part of one: tests may do what they like.
    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Lines of code with their numbers: no comments, and nothing of a test module at the end of the file.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        let code = numbered.take_while(|(_, line)| *line != "#[cfg(test)]");
        code.filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name() {
        let entry = entry.expect("the source tree can be read");
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let path = entry.path().strip_prefix(root()).expect("it lies below the root");
            let path = path.to_string_lossy().replace('\\', "/");
            found.push(Source { path, text: fs::read_to_string(entry.path()).expect("sources are UTF-8") });
        }
    }
    found
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|known| *known == layer)
}

/// The layers that a line names behind `crate::`.
fn used(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        let word = |text: &&str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        found.extend(names.into_iter().map(|name| &name[..word(&name)]));
    }
    found
}

fn assert_none(offenders: &str) {
    assert!(offenders.is_empty(), "\n{offenders}");
}

#[test]
fn every_module_is_a_layer() {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let unknown: Vec<_> = declared.filter(|name| rank(name).is_none()).collect();
    assert!(unknown.is_empty(), "src/lib.rs: not in the list of layers: {unknown:?}");
}

#[test]
fn modules_use_only_layers_below_them() {
    let mut offenders = String::new();
    for source in sources("src") {
        let Some(own) = source.layer() else { continue };
        let own_rank = rank(own).unwrap_or_else(|| panic!("{}: `{own}` is no layer", source.path));
        for (line, code) in source.code() {
            for other in used(code).into_iter().filter(|other| rank(other).is_some_and(|rank| rank > own_rank)) {
                let _ = writeln!(offenders, "{}:{line}: `{own}` uses `{other}`, a layer above it", source.path);
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn only_the_rim_touches_disk_and_terminal() {
    let forbidden = ["std::fs", "std::env", "std::process", "std::net", "println!", "eprintln!", "print!(", "eprint!("];
    let mut offenders = String::new();
    let all = sources("src");
    for source in all.iter().filter(|source| source.layer().and_then(rank) < rank(RIM) && !source.is_test()) {
        for (line, code) in source.code().filter(|_| source.layer().is_some()) {
            for what in forbidden.iter().filter(|what| code.contains(**what)) {
                let _ = writeln!(offenders, "{}:{line}: `{what}` below `{RIM}`", source.path);
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn only_formats_derive_serialize() {
    let mut offenders = String::new();
    for source in sources("src").iter().filter(|source| source.layer().and_then(rank) < rank(WRITERS)) {
        for (line, _) in source.code().filter(|(_, code)| code.contains("derive(") && code.contains("Serialize")) {
            let _ = writeln!(offenders, "{}:{line}: `Serialize` below `{WRITERS}`", source.path);
        }
    }
    assert_none(&offenders);
}

#[test]
fn files_are_short() {
    let mut offenders = String::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let n = source.code().count();
        if n > MAX_LINES {
            let _ = writeln!(offenders, "{}:1: {n} lines of code, more than {MAX_LINES}", source.path);
        }
    }
    assert_none(&offenders);
}

/// The rows of the README's feature table: the cells of each line that starts with `| S`.
fn feature_rows() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| S"));
    rows.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

#[test]
fn every_feature_has_a_fixture() {
    let rows = feature_rows();
    let numbers: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(numbers, ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10"], "README.md: feature table");
    let mut offenders = String::new();
    for row in &rows {
        let fixture = row.last().map(|cell| cell.trim_matches('`')).unwrap_or_default();
        let path = root().join(fixture);
        let has_source = |folder: &Path| {
            walkdir::WalkDir::new(folder).into_iter().flatten().any(|entry| entry.file_type().is_file())
        };
        if !fixture.starts_with("testdata/") || !has_source(&path) {
            let _ = writeln!(offenders, "README.md: {} has no fixture at `{fixture}`", row[0]);
        }
    }
    assert_none(&offenders);
}

/// What the last column of a row of the table of complaints names: files, folders, or tests in a file.
fn holders(line: &str) -> impl Iterator<Item = &str> {
    let cell = line.trim_end_matches(['|', ' ']).rsplit('|').next().unwrap_or_default();
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_complaint_names_what_holds_it() {
    let text = fs::read_to_string(root().join("rules/topics/complaints.md")).unwrap();
    let is_row =
        |line: &&str| line.starts_with("| ") && !line.starts_with("| wish |") && !line.starts_with("| complaint |");
    let mut offenders = String::new();
    for line in text.lines().filter(is_row) {
        let has_holder = holders(line).next().is_some() || line.ends_with("| not done |");
        for holder in holders(line).filter(|holder| !is_there(holder)).chain((!has_holder).then_some(line)) {
            let _ = writeln!(offenders, "rules/topics/complaints.md: `{holder}` is not there");
        }
    }
    assert_none(&offenders);
}

fn is_there(holder: &str) -> bool {
    match holder.split_once(": ") {
        Some((path, test)) => {
            fs::read_to_string(root().join(path)).is_ok_and(|text| text.contains(&format!("fn {test}(")))
        }
        None => root().join(holder).exists(),
    }
}
