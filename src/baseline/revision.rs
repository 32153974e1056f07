//! The sources as they were at a revision, in a temporary folder.

use super::git::{Git, GitError};
use crate::config::io_reason;
use crate::source::Language;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that say what is to be left out.
const IGNORE_FILES: [&str; 3] = [".gitignore", ".ignore", ".sockleakignore"];

/// The sources of a revision. The folder goes when this does.
#[derive(Debug)]
pub struct Revision {
    folder: tempfile::TempDir,
    /// The root of the repository, in full.
    pub root: PathBuf,
}

impl Revision {
    /// Writes the sources of a revision of the repository that the paths are in to a temporary folder.
    pub fn extract(revision: &str, paths: &[PathBuf]) -> Result<Revision, GitError> {
        let git = Git::of(paths.first().map_or(Path::new("."), PathBuf::as_path))?;
        let commit = git.commit(revision)?;
        let blobs = git.files(&commit, is_wanted)?;
        let texts = git.read(&blobs)?;
        let cannot = |error| GitError(format!("cannot write the sources of `{revision}`: {}", io_reason(&error)));
        let folder = tempfile::Builder::new().prefix("sockleak-").tempdir().map_err(cannot)?;
        // The root of a repository: ignore files count in it as they do in the original.
        fs::create_dir(folder.path().join(".git")).map_err(cannot)?;
        for (blob, text) in blobs.iter().zip(texts) {
            let path = folder.path().join(&blob.path);
            fs::create_dir_all(path.parent().unwrap_or(folder.path())).map_err(cannot)?;
            fs::write(path, text).map_err(cannot)?;
        }
        Ok(Revision { folder, root: git.root })
    }

    /// The folder, in full.
    pub fn folder(&self) -> PathBuf {
        fs::canonicalize(self.folder.path()).unwrap_or_else(|_| self.folder.path().to_owned())
    }

    /// Where the revision has what is at `path` now; `None` if it has not got it.
    pub fn at(&self, path: &Path) -> Result<Option<PathBuf>, GitError> {
        let full = fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
        let below = full
            .strip_prefix(&self.root)
            .map_err(|_| GitError(format!("{} is not in the repository {}", path.display(), self.root.display())))?;
        let there = self.folder().join(below);
        Ok(there.exists().then_some(there))
    }

    /// What is now where the revision has `path`.
    pub fn now(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.folder()).map_or_else(|_| path.to_owned(), |below| self.root.join(below))
    }
}

fn is_wanted(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    IGNORE_FILES.contains(&&*name) || Language::of_path(&name).is_some()
}
