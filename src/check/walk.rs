//! Walking folders.

use super::pipeline::Options;
use crate::config::io_reason;
use std::fs::FileType;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Something below a folder. Folders themselves are left out, and links are not followed.
pub enum Entry {
    /// A file, a link or something special.
    Path(PathBuf, FileType),
    /// A folder or file that cannot be looked at, and why.
    Unreadable(PathBuf, String),
}

/// Everything below `root`, in no order. With `respect_ignore`, what `.gitignore`, `.ignore` and `.sockleakignore` files
/// exclude is left out, and hidden files too. What the project leaves out is left out in any case.
pub fn walk(root: &Path, options: &Options) -> Vec<Entry> {
    if options.respect_ignore { walk_ignoring(root, options) } else { walk_all(root, options) }
}

fn walk_ignoring(root: &Path, options: &Options) -> Vec<Entry> {
    let mut builder = ignore::WalkBuilder::new(root);
    builder.add_custom_ignore_filename(".sockleakignore").follow_links(false).threads(options.threads);
    if let Some(excludes) = options.exclude.clone() {
        let is_folder = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_dir());
        builder.filter_entry(move |entry| entry.depth() == 0 || !excludes.excludes(entry.path(), is_folder(entry)));
    }
    let walker = builder.build_parallel();
    let found = Mutex::new(Vec::new());
    walker.run(|| {
        Box::new(|entry| {
            let entry = match entry {
                Ok(entry) => entry.file_type().map(|kind| Entry::Path(entry.into_path(), kind)),
                Err(error) => unreadable(&error, root),
            };
            if let Some(entry) = entry.filter(|entry| !is_folder(entry)) {
                found.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
            }
            ignore::WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn walk_all(root: &Path, options: &Options) -> Vec<Entry> {
    let is_wanted = |entry: &walkdir::DirEntry| {
        let excludes = options.exclude.as_ref().filter(|_| entry.depth() > 0);
        excludes.is_none_or(|excludes| !excludes.excludes(entry.path(), entry.file_type().is_dir()))
    };
    let entries = walkdir::WalkDir::new(root).into_iter().filter_entry(is_wanted).map(|entry| match entry {
        Ok(entry) => {
            let kind = entry.file_type();
            Entry::Path(entry.into_path(), kind)
        }
        Err(error) => {
            let path = error.path().unwrap_or(root).to_owned();
            Entry::Unreadable(path, error.io_error().map_or("cannot be read".to_owned(), io_reason))
        }
    });
    entries.filter(|entry| !is_folder(entry)).collect()
}

fn is_folder(entry: &Entry) -> bool {
    matches!(entry, Entry::Path(_, kind) if kind.is_dir())
}

/// Only what cannot be read is told; a line of an ignore file that makes no sense is passed over, as git does.
fn unreadable(error: &ignore::Error, root: &Path) -> Option<Entry> {
    let reason = io_reason(error.io_error()?);
    Some(Entry::Unreadable(path_of(error).unwrap_or(root).to_owned(), reason))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}
