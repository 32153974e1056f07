//! Configurations of conditional code.

/// One consistent choice of `#if` arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum World {
    /// World A: Linux; a condition that nothing decides takes its first arm.
    Posix,
    /// World B: Windows; a condition that nothing decides takes its last arm.
    Windows,
    /// World A but for arms with socket calls that neither of the two covers; numbered from 1.
    Other(u8),
}

impl World {
    /// The world whose headers and platform names hold in this one.
    pub fn base(self) -> World {
        match self {
            World::Posix | World::Other(_) => World::Posix,
            World::Windows => World::Windows,
        }
    }
}

/// Folders in which a tree that is built for several systems keeps what is for Windows.
const WINDOWS: [&str; 9] = ["win32", "windows", "win", "w32", "win64", "winnt", "wince", "msvc", "mingw"];

/// Whether the file at `path` is kept with what is for Windows, by the folders it stands in.
pub fn is_for_windows(path: &str) -> bool {
    path.split('/').any(|folder| WINDOWS.iter().any(|name| folder.eq_ignore_ascii_case(name)))
}

/// Headers of POSIX that projects have a replacement of for Windows.
const REPLACED: [&str; 9] =
    ["dirent.h", "unistd.h", "poll.h", "pthread.h", "getopt.h", "netdb.h", "syslog.h", "strings.h", "dlfcn.h"];

/// Whether a header is named as one of POSIX: where that is, it is the one that is meant.
pub fn stands_for_posix(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let (name, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    REPLACED.contains(&name) || matches!(folder, "sys" | "netinet" | "arpa")
}
