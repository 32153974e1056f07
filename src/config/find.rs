//! Where configuration files are.

use super::error::ConfigError;
use std::path::{Path, PathBuf};

/// The name of a configuration file.
pub const NAME: &str = "sockleak.toml";

/// The file whose table `[workspace.metadata.sockleak]`, or `[package.metadata.sockleak]`, counts like a file of its own.
pub const MANIFEST: &str = "Cargo.toml";

/// The nearest configuration file for `path`: in its folder, or in one above it up to the root of its repository. A folder
/// with two of them is an error: neither is right for sure.
pub fn nearest(path: &Path) -> Result<Option<PathBuf>, ConfigError> {
    let Ok(full) = std::path::absolute(path) else { return Ok(None) };
    let full = std::fs::canonicalize(&full).unwrap_or(full);
    let start = if full.is_dir() { Some(full.as_path()) } else { full.parent() };
    for folder in start.into_iter().flat_map(Path::ancestors) {
        if let Some(file) = in_folder(folder)? {
            return Ok(Some(shown(file)));
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    Ok(None)
}

/// The configuration file of one folder.
pub fn in_folder(folder: &Path) -> Result<Option<PathBuf>, ConfigError> {
    let (own, manifest) = (folder.join(NAME), folder.join(MANIFEST));
    match (own.is_file(), has_table(&manifest)) {
        (true, true) => {
            let message = format!("`{MANIFEST}` beside it has a table `metadata.{TABLE}` too; keep one of them");
            Err(ConfigError::of_file(&shown(own), message))
        }
        (true, false) => Ok(Some(own)),
        (false, true) => Ok(Some(manifest)),
        (false, false) => Ok(None),
    }
}

/// The last part of the table's name.
pub const TABLE: &str = "sockleak";

/// Whether a manifest configures sockleak. One that cannot be read is cargo's matter.
fn has_table(manifest: &Path) -> bool {
    let Ok(text) = std::fs::read_to_string(manifest) else { return false };
    let holds = |key: &str, table: &toml::Table| {
        let metadata = table.get(key).and_then(|table| table.get("metadata"));
        metadata.is_some_and(|metadata| metadata.get(TABLE).is_some())
    };
    text.contains(TABLE)
        && text.parse::<toml::Table>().is_ok_and(|table| holds("workspace", &table) || holds("package", &table))
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
        let found = |path: &str| nearest(&root.join(path)).unwrap();
        assert_eq!(found("repo/src/deep"), Some(root.join(NAME)));
        std::fs::create_dir(root.join("repo/.git")).unwrap();
        assert_eq!(found("repo/src/deep"), None);
        std::fs::write(root.join("repo").join(NAME), "").unwrap();
        std::fs::write(root.join("repo/src/a.c"), "").unwrap();
        assert_eq!(found("repo/src/a.c"), Some(root.join("repo").join(NAME)));
        std::fs::write(root.join("repo/src").join(MANIFEST), "[package]\nname = \"sockleak\"\n").unwrap();
        assert_eq!(found("repo/src/a.c"), Some(root.join("repo").join(NAME)));
        std::fs::write(root.join("repo/src").join(MANIFEST), "[workspace.metadata.sockleak]\n").unwrap();
        assert_eq!(found("repo/src/a.c"), Some(root.join("repo/src").join(MANIFEST)));
    }
}
