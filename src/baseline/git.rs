//! What git knows, asked of the program `git`.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Git cannot give what was asked of it: lower case, no final stop.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct GitError(pub String);

/// A repository.
#[derive(Debug)]
pub struct Git {
    /// The root of its work tree, in full.
    pub root: PathBuf,
}

/// A file of a revision.
#[derive(Debug, PartialEq, Eq)]
pub struct Blob {
    /// The object's name.
    pub object: String,
    /// Its path below the root.
    pub path: PathBuf,
}

impl Git {
    /// The repository that a path is in.
    pub fn of(path: &Path) -> Result<Git, GitError> {
        let folder = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let output = run(folder, &["rev-parse", "--show-toplevel"], &[])?;
        if !output.status.success() {
            return Err(GitError(format!("{} is in no git repository: {}", folder.display(), last_line(&output))));
        }
        let root = PathBuf::from(os_string(output.stdout.trim_ascii_end()));
        Ok(Git { root: std::fs::canonicalize(&root).unwrap_or(root) })
    }

    /// The commit that a revision means; `A...` means where the current commit parted from `A`.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        let Some(other) = revision.strip_suffix("...") else { return self.resolve(revision) };
        let (other, here) = (self.resolve(other)?, self.resolve("HEAD")?);
        let output = run(&self.root, &["merge-base", &other, &here], &[])?;
        match output.status.success() {
            true => Ok(text(&output.stdout)),
            false => {
                Err(GitError(format!("`{revision}` and HEAD have no common commit{}", self.shallow_hint(revision))))
            }
        }
    }

    fn resolve(&self, revision: &str) -> Result<String, GitError> {
        let wanted = format!("{revision}^{{commit}}");
        let output = run(&self.root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted], &[])?;
        match output.status.success() {
            true => Ok(text(&output.stdout)),
            false => Err(GitError(format!("there is no revision `{revision}`{}", self.shallow_hint(revision)))),
        }
    }

    /// What to do where only a part of the history is at hand.
    fn shallow_hint(&self, revision: &str) -> String {
        let output = run(&self.root, &["rev-parse", "--is-shallow-repository"], &[]);
        let is_shallow = output.is_ok_and(|output| text(&output.stdout) == "true");
        let revision = revision.trim_end_matches("...");
        match is_shallow {
            true => {
                format!("; this is a shallow clone, `git fetch --unshallow` or `git fetch origin {revision}` gets more")
            }
            false => String::new(),
        }
    }

    /// The files of a commit that `is_wanted`, by path. Links and submodules are left out.
    pub fn files(&self, commit: &str, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<Blob>, GitError> {
        let output = run(&self.root, &["ls-tree", "-r", "-z", "--full-tree", commit], &[])?;
        if !output.status.success() {
            return Err(GitError(format!("cannot list the files of {commit}: {}", last_line(&output))));
        }
        let entries = output.stdout.split(|byte| *byte == 0).filter_map(entry);
        Ok(entries.filter(|blob| is_wanted(&blob.path)).collect())
    }

    /// The bytes of the files, in order.
    pub fn read(&self, blobs: &[Blob]) -> Result<Vec<Vec<u8>>, GitError> {
        let asked: String = blobs.iter().map(|blob| format!("{}\n", blob.object)).collect();
        let output = run(&self.root, &["cat-file", "--batch"], asked.as_bytes())?;
        let mut rest = output.stdout.as_slice();
        let mut all = Vec::with_capacity(blobs.len());
        for blob in blobs {
            let bytes = next_object(&mut rest);
            let bytes = bytes.ok_or_else(|| GitError(format!("git has no text of {}", blob.path.display())))?;
            all.push(bytes.to_owned());
        }
        Ok(all)
    }
}

/// Takes the next object off the output of `cat-file --batch`: a line with name, kind and size, the bytes, a line end.
fn next_object<'o>(rest: &mut &'o [u8]) -> Option<&'o [u8]> {
    let end = memchr::memchr(b'\n', rest)?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let bytes = rest.get(end + 1..end + 1 + size)?;
    *rest = rest.get(end + 2 + size..)?;
    Some(bytes)
}

/// `100644 blob <name>\t<path>`; only regular files.
fn entry(line: &[u8]) -> Option<Blob> {
    let tab = memchr::memchr(b'\t', line)?;
    let head = std::str::from_utf8(&line[..tab]).ok()?;
    let mut words = head.split_ascii_whitespace();
    let is_file = words.next()?.starts_with("100") && words.next()? == "blob";
    let path = PathBuf::from(os_string(&line[tab + 1..]));
    let is_plain = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    let object = words.next()?.to_owned();
    (is_file && is_plain).then_some(Blob { object, path })
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_owned())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    OsString::from(String::from_utf8_lossy(bytes).into_owned())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.trim_ascii()).into_owned()
}

fn last_line(output: &Output) -> String {
    let message = text(&output.stderr);
    let line = message.lines().last().unwrap_or_default();
    line.trim_start_matches("fatal: ").to_owned()
}

/// Runs git in a folder, with `input` on its standard input.
fn run(folder: &Path, args: &[&str], input: &[u8]) -> Result<Output, GitError> {
    let cannot = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => GitError("the program `git` was not found".to_owned()),
        _ => GitError(format!("cannot run git: {error}")),
    };
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(cannot)?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // What git writes is read while it is still asked: neither side waits for the other for ever.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })
    .map_err(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_and_objects_are_read() {
        let blob = entry(b"100644 blob 0123\tsrc/a b.c").unwrap();
        assert_eq!((blob.object.as_str(), blob.path.as_path()), ("0123", Path::new("src/a b.c")));
        for line in ["120000 blob 01\ta.c", "160000 commit 01\tsub", "100644 blob 01\t../a.c", ""] {
            assert_eq!(entry(line.as_bytes()), None, "{line}");
        }
        let mut rest = b"01 blob 3\na\nb\n02 missing\n".as_slice();
        assert_eq!(next_object(&mut rest), Some(b"a\nb".as_slice()));
        assert_eq!(next_object(&mut rest), None);
    }
}
