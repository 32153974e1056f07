//! Writing files so that nobody ever sees half of one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file whole or not at all: beside it first, then in its place. What is no regular file, such as a device or a
/// pipe, is written to as it is; of a link its target is replaced.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(meta) if meta.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(meta) if !meta.is_file() => OpenOptions::new().write(true).open(&target)?.write_all(bytes),
        Ok(meta) if meta.permissions().readonly() => Err(io::Error::from(io::ErrorKind::PermissionDenied)),
        Ok(meta) => put(&target, bytes, Some(meta.permissions())),
        Err(_) => put(&target, bytes, None),
    }
}

/// Puts a new file in place, with the permissions of the old one.
fn put(target: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = folder.join(name);
    let written = write_new(&beside, bytes, permissions).and_then(|()| fs::rename(&beside, target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    permissions.map_or(Ok(()), |permissions| fs::set_permissions(path, permissions))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(dir.path()), ["a"]);
    }

    #[test]
    fn what_cannot_be_written_leaves_no_trace() {
        let dir = tempfile::tempdir().unwrap();
        assert!(replace(dir.path(), b"x").is_err());
        assert!(replace(&dir.path().join("gone/a"), b"x").is_err());
        assert_eq!(names(dir.path()), [""; 0]);
    }

    #[test]
    #[cfg(unix)]
    fn of_a_link_the_target_is_replaced_and_a_device_is_written_to() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "one").unwrap();
        std::os::unix::fs::symlink("a", dir.path().join("b")).unwrap();
        replace(&dir.path().join("b"), b"two").unwrap();
        assert_eq!(fs::read(dir.path().join("a")).unwrap(), b"two");
        assert!(dir.path().join("b").is_symlink());
        replace(Path::new("/dev/null"), b"x").unwrap();
    }
}
