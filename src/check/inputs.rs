//! Which files a run reads.

use super::pipeline::Options;
use super::read::kind_reason;
use super::skipped::Skipped;
use super::walk::{Entry, walk};
use crate::config::{Reach, io_reason};
use crate::frontend::rust::is_test_path;
use crate::source::Language;
use std::fmt::Debug;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// The path as the user sees it: as given or found, with forward slashes and without `.` parts.
    pub shown: String,
    /// Which front end reads it.
    pub language: Language,
    /// Whether the user named this very file.
    pub is_named: bool,
    /// Whether it only runs in tests, by where it stands below the folder that the user named; never if it is named itself.
    pub is_test: bool,
    /// What counts in place of what the file holds.
    pub text: Option<Arc<Vec<u8>>>,
}

/// What there is to read, and what was passed over.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files, each once, sorted by shown path.
    pub files: Vec<Input>,
    /// The folders that the user named, and those of the files that the user named, as shown: headers are looked for up
    /// to them.
    pub roots: Vec<String>,
    /// What cannot be read, in no order.
    pub skipped: Vec<Skipped>,
}

/// A file as it was found, before files found twice are thrown out.
struct Found {
    /// The same for every way to this file.
    key: PathBuf,
    is_link: bool,
    input: Input,
}

/// What is not to be checked.
pub trait Excludes: Debug + Send + Sync {
    /// Whether a path, or a folder above it, is left out.
    fn excludes(&self, path: &Path, is_folder: bool) -> bool;
}

impl Excludes for Reach {
    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        Reach::excludes(self, path, is_folder)
    }
}

/// Finds the files under the paths. A file that is named itself is taken whatever ignore files say, and unless the options
/// are strict whatever the project leaves out.
pub fn collect(options: &Options) -> Inputs {
    let mut inputs = Inputs::default();
    let mut found = Vec::new();
    let is_left_out = |path: &Path| {
        let excludes = options.exclude.as_ref().filter(|_| options.force_exclude);
        excludes.is_some_and(|excludes| excludes.excludes(path, false))
    };
    for path in &options.paths {
        if let Some(given) = options.stand_in.as_ref().filter(|given| given.path == *path) {
            inputs.roots.push(show(path.parent().unwrap_or(Path::new(""))));
            collect_named(path, Some(given.bytes.clone()), &mut found, &mut inputs.skipped);
            continue;
        }
        match fs::metadata(path) {
            Err(error) => inputs.skipped.push(Skipped::named(show(path), io_reason(&error))),
            Ok(meta) if meta.is_dir() => {
                inputs.roots.push(show(path));
                collect_folder(path, walk(path, options), &mut found, &mut inputs.skipped);
            }
            Ok(meta) if meta.is_file() && is_left_out(path) => {}
            Ok(meta) if meta.is_file() => {
                inputs.roots.push(show(path.parent().unwrap_or(Path::new(""))));
                collect_named(path, None, &mut found, &mut inputs.skipped);
            }
            Ok(meta) => inputs.skipped.push(Skipped::named(show(path), kind_reason(meta.file_type()))),
        }
    }
    inputs.files = each_once(found);
    inputs
}

fn collect_named(path: &Path, text: Option<Arc<Vec<u8>>>, found: &mut Vec<Found>, skipped: &mut Vec<Skipped>) {
    let shown = show(path);
    let Some(language) = Language::of_path(&shown) else {
        skipped.push(Skipped::found(shown, "neither C, C++ nor Rust, going by its name"));
        return;
    };
    let key = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let input = Input { path: path.to_owned(), shown, language, is_named: true, is_test: false, text };
    found.push(Found { key, is_link: path.is_symlink(), input });
}

fn collect_folder(root: &Path, entries: Vec<Entry>, found: &mut Vec<Found>, skipped: &mut Vec<Skipped>) {
    let real_root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    for entry in entries {
        let (path, kind) = match entry {
            Entry::Path(path, kind) => (path, kind),
            Entry::Unreadable(path, reason) => {
                skipped.push(Skipped::found(show(&path), reason));
                continue;
            }
        };
        let shown = show(&path);
        let Some(language) = Language::of_path(&shown) else { continue };
        let mut key = real_root.join(path.strip_prefix(root).unwrap_or(&path));
        if kind.is_symlink() {
            match fs::canonicalize(&path) {
                Ok(target) if target.is_file() => key = target,
                Ok(_) => continue,
                Err(error) => {
                    skipped.push(Skipped::found(shown, io_reason(&error)));
                    continue;
                }
            }
        } else if !kind.is_file() {
            skipped.push(Skipped::found(shown, kind_reason(kind)));
            continue;
        }
        let below = show(path.strip_prefix(root).unwrap_or(&path));
        let is_test = language == Language::Rust && is_test_path(&below);
        let input = Input { path, shown, language, is_named: false, is_test, text: None };
        found.push(Found { key, is_link: kind.is_symlink(), input });
    }
}

/// Keeps one way to each file: the real name before links to it, then the first by name.
fn each_once(mut found: Vec<Found>) -> Vec<Input> {
    found.sort_by(|a, b| (&a.key, a.is_link, &a.input.shown).cmp(&(&b.key, b.is_link, &b.input.shown)));
    found.dedup_by(|later, kept| {
        let is_same = later.key == kept.key;
        kept.input.is_named |= is_same && later.input.is_named;
        if is_same && later.input.text.is_some() {
            kept.input.text = later.input.text.take();
        }
        kept.input.is_test &= !is_same || later.input.is_test;
        is_same
    });
    let mut files: Vec<Input> = found.into_iter().map(|found| found.input).collect();
    files.sort_by(|a, b| (&a.shown, &a.path).cmp(&(&b.shown, &b.path)));
    files
}

/// A path for showing; the current folder is the empty string.
pub fn show(path: &Path) -> String {
    let mut shown = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => continue,
            Component::RootDir => {
                shown.push('/');
                continue;
            }
            Component::Prefix(_) | Component::ParentDir | Component::Normal(_) => {}
        }
        if !shown.is_empty() && !shown.ends_with('/') {
            shown.push('/');
        }
        shown.push_str(&component.as_os_str().to_string_lossy());
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_paths_have_no_dots() {
        let shown = |path: &str| show(Path::new(path));
        assert_eq!(shown("./a/./b.c"), "a/b.c");
        assert_eq!(shown("/a//b.c"), "/a/b.c");
        assert_eq!(shown("../x.h"), "../x.h");
        assert_eq!(shown("."), "");
    }

    #[test]
    fn a_file_reached_twice_is_read_once() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("sub")).unwrap();
        fs::write(dir.path().join("sub/a.c"), "").unwrap();
        let paths = [dir.path().to_owned(), dir.path().join("sub/a.c"), dir.path().join("sub")];
        let inputs = collect(&Options { paths: paths.to_vec(), ..Options::default() });
        assert_eq!(inputs.files.len(), 1);
        assert!(inputs.files[0].is_named);
    }
}
