//! Build script: puts `rules/*.md` and `rules/models/*.toml` into the binary.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    embed(&root.join("rules/models"), "toml", "EMBEDDED_MODELS", &out.join("embedded_models.rs"));
    embed(&root.join("rules"), "md", "EMBEDDED_RULES", &out.join("embedded_rules.rs"));
    embed(&root.join("rules/topics"), "md", "EMBEDDED_TOPICS", &out.join("embedded_topics.rs"));
}

/// Writes a table of (file name, text) for the files of `folder` with the extension, sorted by name. A file whose name
/// begins with a capital or an underscore is about the folder, not part of it: `README.md`, `_template.md`.
fn embed(folder: &Path, extension: &str, table: &str, to: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .max_depth(1)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .filter(|path| path.file_name().is_some_and(|name| name.as_encoded_bytes()[0].is_ascii_lowercase()))
        .collect();
    names.sort();
    let mut text = format!("static {table}: &[(&str, &str)] = &[\n");
    for path in names {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(text, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    text.push_str("];\n");
    std::fs::write(to, text).expect("OUT_DIR is writable");
}
