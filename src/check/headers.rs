//! Quoted includes, found and read once.

use super::read::read;
use crate::frontend::{Headers, is_for_windows, stands_for_posix};
use crate::source::{FileId, Language, SourceFile};
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The number of a header that is no input of the run.
pub const HEADER: FileId = FileId(u32::MAX);

/// Endings of the templates that headers are made from.
const TEMPLATES: [&str; 3] = [".in", ".cmake.in", ".cmake"];

/// So many files of one name are compared.
const COPIES: usize = 8;

/// One path that was asked for; filled by whoever asks first, while others wait.
type Slot = Arc<OnceLock<Option<Arc<SourceFile>>>>;

/// Finds headers: a quoted one next to the including file, then in each folder above it up to the root it was found under;
/// and any whose name the tree has once, or has once nearest to the including file; of several those for Windows do not count,
/// and where all of them read the same any will do.
/// For one that a build makes, the template is read.
pub struct HeaderCache {
    roots: Vec<String>,
    inputs: FxHashMap<String, FileId>,
    /// Paths of the inputs by their last part.
    by_name: FxHashMap<String, Vec<String>>,
    known: Mutex<FxHashMap<String, Slot>>,
}

impl HeaderCache {
    /// A cache for files found under `roots`. A header that is an input itself keeps its number.
    pub fn new(roots: Vec<String>, inputs: FxHashMap<String, FileId>) -> HeaderCache {
        let mut by_name: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for path in inputs.keys() {
            let last = path.rsplit('/').next().unwrap_or_default();
            by_name.entry(last.to_owned()).or_default().push(path.clone());
        }
        HeaderCache { roots, inputs, by_name, known: Mutex::default() }
    }

    /// The input whose path ends in `name`, by whole folders: the one, or the one that is nearest to `from`. A part of the tree may
    /// replace headers of the system, for itself.
    fn nearest(&self, from: &str, name: &str, is_quoted: bool) -> Option<&str> {
        let last = name.rsplit('/').next()?;
        let is_named = |path: &str| path.strip_suffix(name).is_some_and(|head| head.is_empty() || head.ends_with('/'));
        let is_meant = |path: &str| is_quoted || !stands_for_posix(name) || is_for(path, name, from);
        let fits = |path: &&String| is_named(path) && is_meant(path);
        let mut all: Vec<_> =
            self.by_name.get(last)?.iter().filter(fits).map(|path| (common(path, from), path.as_str())).collect();
        let most = all.iter().map(|(common, _)| *common).max()?;
        all.retain(|(common, _)| *common == most);
        if all.len() > 1 {
            all.retain(|(_, path)| !is_for_windows(path));
        }
        let first = all.iter().map(|(_, path)| *path).min()?;
        (all.len() == 1 || self.read_the_same(all.iter().map(|(_, path)| *path))).then_some(first)
    }

    /// Whether the files at `paths`, if they are no more than a few, have one text.
    fn read_the_same<'p>(&self, paths: impl ExactSizeIterator<Item = &'p str>) -> bool {
        let is_few = paths.len() <= COPIES;
        let mut texts = paths.take(if is_few { COPIES } else { 0 }).map(|path| self.get(path));
        let first = texts.next().flatten();
        let is_same = |other: Option<Arc<SourceFile>>| first.as_ref().zip(other).is_some_and(|(a, b)| a.text == b.text);
        first.is_some() && texts.all(is_same)
    }

    /// The input that is installed in a folder of the project's name: `proj/util/io.h` may stand in `src/util`.
    fn installed(&self, from: &str, name: &str) -> Option<&str> {
        let shorter = std::iter::successors(Some(name), |name| Some(name.split_once('/')?.1));
        shorter.skip(1).take_while(|name| name.contains('/')).find_map(|name| self.nearest(from, name, true))
    }

    fn get(&self, path: &str) -> Option<Arc<SourceFile>> {
        let slot = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            match known.get(path) {
                Some(slot) => slot.clone(),
                None => known.entry(path.to_owned()).or_default().clone(),
            }
        };
        let id = self.inputs.get(path).copied().unwrap_or(HEADER);
        slot.get_or_init(|| {
            read(
                Path::new(path),
                path,
                id,
                Language::of_path(path).filter(|found| *found != Language::Rust).unwrap_or(Language::C),
            )
            .ok()
            .map(Arc::new)
        })
        .clone()
    }
}

impl Headers for HeaderCache {
    fn find(&self, from: &SourceFile, name: &str, is_quoted: bool) -> Option<Arc<SourceFile>> {
        if name.starts_with('/') || name.contains('\\') || name.is_empty() {
            return None;
        }
        let beside = |suffix: &str| {
            let mut folders = folders(&from.path, &self.roots).filter(|_| is_quoted);
            folders.find_map(|folder| self.get(&(join(folder, name)? + suffix)))
        };
        let named = || self.nearest(&from.path, name, is_quoted);
        let elsewhere = || self.get(named().or_else(|| self.installed(&from.path, name))?);
        beside("").or_else(elsewhere).or_else(|| TEMPLATES.into_iter().find_map(beside))
    }

    fn is_beside(&self, from: &SourceFile, name: &str) -> bool {
        let folder = parent(&from.path).unwrap_or("");
        join(folder, name).is_some_and(|path| Path::new(&path).exists())
    }
}

/// Whether the folder with `path`, which is included by `name`, belongs to a part of the tree that `from` is in as well.
fn is_for(path: &str, name: &str, from: &str) -> bool {
    let folder = path.strip_suffix(name).and_then(|folder| parent(folder.strip_suffix('/').unwrap_or(folder)));
    folder.is_none_or(|part| is_within(from, part))
}

/// Number of bytes that two paths have in common up to a `/`.
pub(super) fn common(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a[..same].rfind('/').map_or(0, |at| at + 1)
}

/// The folder of `path` and those above it, up to the innermost root that holds it.
fn folders<'a>(path: &'a str, roots: &[String]) -> impl Iterator<Item = &'a str> + use<'a> {
    let start = parent(path).unwrap_or("");
    let root = roots.iter().filter(|root| is_within(start, root)).map(String::len).max().unwrap_or(start.len());
    std::iter::successors(Some(start), |folder| parent(folder)).take_while(move |folder| folder.len() >= root)
}

fn is_within(folder: &str, root: &str) -> bool {
    let Some(rest) = folder.strip_prefix(root) else { return false };
    rest.is_empty() || rest.starts_with('/') || root.ends_with('/') || (root.is_empty() && !folder.starts_with('/'))
}

fn parent(path: &str) -> Option<&str> {
    match path.rfind('/') {
        Some(0) if path.len() > 1 => Some("/"),
        Some(0) => None,
        Some(at) => Some(&path[..at]),
        None if path.is_empty() => None,
        None => Some(""),
    }
}

/// `name` as seen from `folder`, without `.` and, where possible, without `..`.
fn join(folder: &str, name: &str) -> Option<String> {
    let mut path = folder.to_owned();
    for part in name.split('/').filter(|part| !part.is_empty() && *part != ".") {
        let last = path.rsplit('/').next().unwrap_or_default();
        if part == ".." && !last.is_empty() && last != ".." {
            path.truncate(parent(&path)?.len());
            continue;
        }
        if !path.is_empty() && !path.ends_with('/') {
            path.push('/');
        }
        path.push_str(part);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined() {
        assert_eq!(join("a/b", "../c.h").as_deref(), Some("a/c.h"));
        assert_eq!(join("", "./c.h").as_deref(), Some("c.h"));
        assert_eq!(join("a", "../../c.h").as_deref(), Some("../c.h"));
        assert_eq!(join("/a", "c.h").as_deref(), Some("/a/c.h"));
    }

    #[test]
    fn folders_end_at_the_root() {
        let list = |path, root: &str| folders(path, &[root.to_owned()]).collect::<Vec<_>>();
        assert_eq!(list("src/net/a.c", "src"), ["src/net", "src"]);
        assert_eq!(list("src/net/a.c", ""), ["src/net", "src", ""]);
        assert_eq!(list("/x/src/a.c", "/x"), ["/x/src", "/x"]);
        assert_eq!(list("/x/a.c", "/"), ["/x", "/"]);
        assert_eq!(list("other/a.c", "src"), ["other"]);
    }

    #[test]
    fn of_one_header_for_each_system_the_posix_one_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().to_str().unwrap().to_owned();
        let mut inputs = FxHashMap::default();
        for (at, folder) in ["unix", "win32"].into_iter().enumerate() {
            std::fs::create_dir(dir.path().join(folder)).unwrap();
            std::fs::write(dir.path().join(folder).join("sock.h"), folder).unwrap();
            inputs.insert(format!("{root}/{folder}/sock.h"), FileId(at as u32 + 1));
        }
        let from = SourceFile::new(FileId(0), format!("{root}/core/a.c"), Language::C, Vec::new());
        let found = HeaderCache::new(vec![root], inputs).find(&from, "sock.h", false).unwrap();
        assert_eq!(found.text, b"unix");
    }

    #[test]
    fn of_several_headers_that_read_the_same_the_first_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().to_str().unwrap().to_owned();
        let mut inputs = FxHashMap::default();
        for (at, folder) in ["two", "one", "odd"].into_iter().enumerate() {
            std::fs::create_dir(dir.path().join(folder)).unwrap();
            std::fs::write(dir.path().join(folder).join("vm.h"), "alike").unwrap();
            inputs.insert(format!("{root}/{folder}/vm.h"), FileId(at as u32 + 1));
        }
        let from = SourceFile::new(FileId(0), format!("{root}/use/a.c"), Language::C, Vec::new());
        let found = || HeaderCache::new(vec![root.clone()], inputs.clone()).find(&from, "vm.h", true);
        assert_eq!(found().unwrap().path, format!("{root}/odd/vm.h"));
        std::fs::write(dir.path().join("odd/vm.h"), "other").unwrap();
        assert!(found().is_none());
    }

    #[test]
    fn a_header_of_the_system_is_replaced_for_its_own_part_of_the_tree_only() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().to_str().unwrap().to_owned();
        let header = format!("{root}/ssh/port/include/sys/socket.h");
        std::fs::create_dir_all(dir.path().join("ssh/port/include/sys")).unwrap();
        std::fs::write(&header, "").unwrap();
        let headers = HeaderCache::new(vec![root.clone()], FxHashMap::from_iter([(header, FileId(1))]));
        let finds = |path: &str, is_quoted| {
            let from = SourceFile::new(FileId(0), format!("{root}/{path}"), Language::C, Vec::new());
            headers.find(&from, "sys/socket.h", is_quoted).is_some()
        };
        assert!(finds("ssh/port/src/a.c", false));
        assert!(!finds("ssh/src/a.c", false));
        assert!(!finds("cat/a.c", false));
        assert!(finds("cat/a.c", true));
    }

    #[test]
    fn of_a_header_that_a_build_makes_the_template_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().to_str().unwrap().to_owned();
        std::fs::create_dir(dir.path().join("net")).unwrap();
        std::fs::write(dir.path().join("platform.h.in"), "template").unwrap();
        let from = SourceFile::new(FileId(0), format!("{root}/net/a.c"), Language::C, Vec::new());
        let cache = || HeaderCache::new(vec![root.clone()], FxHashMap::default());
        assert_eq!(cache().find(&from, "platform.h", true).unwrap().text, b"template");
        assert!(cache().find(&from, "platform.h", false).is_none());
        std::fs::write(dir.path().join("platform.h"), "made").unwrap();
        assert_eq!(cache().find(&from, "platform.h", true).unwrap().text, b"made");
    }

    #[test]
    fn the_nearest_header_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().to_str().unwrap().to_owned();
        std::fs::create_dir(dir.path().join("net")).unwrap();
        std::fs::write(dir.path().join("sock.h"), "far").unwrap();
        let from = SourceFile::new(FileId(0), format!("{root}/net/a.c"), Language::C, Vec::new());
        let far = HeaderCache::new(vec![root.clone()], FxHashMap::default()).find(&from, "sock.h", true).unwrap();
        assert_eq!(far.text, b"far");
        std::fs::write(dir.path().join("net/sock.h"), "near").unwrap();
        let near = HeaderCache::new(vec![root], FxHashMap::default()).find(&from, "sock.h", true).unwrap();
        assert_eq!(near.text, b"near");
    }
}
