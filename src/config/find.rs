//! Where configuration files are.

use std::path::{Path, PathBuf};

/// The name of a configuration file.
pub const NAME: &str = "sockleak.toml";

/// The nearest configuration file for `path`: in its folder, or in one above it up to the root of its repository.
pub fn nearest(path: &Path) -> Option<PathBuf> {
    let full = std::path::absolute(path).ok()?;
    let full = std::fs::canonicalize(&full).unwrap_or(full);
    let start = if full.is_dir() { full.as_path() } else { full.parent()? };
    for folder in start.ancestors() {
        let file = folder.join(NAME);
        if file.is_file() {
            return Some(shown(file));
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// As seen from the current folder, where it lies below that.
fn shown(file: PathBuf) -> PathBuf {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    match here.as_deref().map(|here| file.strip_prefix(here)) {
        Ok(Ok(below)) => below.to_owned(),
        _ => file,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_counts_and_none_beyond_the_repository() {
        let dir = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(dir.path()).unwrap();
        std::fs::create_dir_all(root.join("repo/src/deep")).unwrap();
        std::fs::write(root.join(NAME), "").unwrap();
        assert_eq!(nearest(&root.join("repo/src/deep")), Some(root.join(NAME)));
        std::fs::create_dir(root.join("repo/.git")).unwrap();
        assert_eq!(nearest(&root.join("repo/src/deep")), None);
        std::fs::write(root.join("repo").join(NAME), "").unwrap();
        std::fs::write(root.join("repo/src/a.c"), "").unwrap();
        assert_eq!(nearest(&root.join("repo/src/a.c")), Some(root.join("repo").join(NAME)));
    }
}
