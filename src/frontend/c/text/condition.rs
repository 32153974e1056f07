//! What decides a condition: the platform, the file's own defines, and assumptions that keep a world consistent.

use super::constant::Names;
use crate::frontend::World;
use rustc_hash::{FxHashMap, FxHashSet};

/// Names that a compiler for Linux defines.
const LINUX: [&str; 13] = [
    "linux",
    "__linux__",
    "__linux",
    "__gnu_linux__",
    "unix",
    "__unix__",
    "__unix",
    "__GNUC__",
    "__ELF__",
    "UNIX",
    "__UNIX__",
    "OS_UNIX",
    "Q_OS_UNIX",
];

/// Names that a compiler for Windows defines.
const WINDOWS: [&str; 8] = ["_WIN32", "WIN32", "__WIN32__", "__WIN32", "_WIN64", "WIN64", "_WINDOWS", "_MSC_VER"];

/// Parts of names that a configuration for Windows defines behind `HAVE_` and the like.
const WINSOCK: [&str; 3] = ["WINSOCK", "WINDOWS_H", "WS2TCPIP"];

/// Macros of socket options and flags that headers of Linux or of the BSDs define and those of Windows do not.
const POSIX_OPTIONS: [&str; 10] = [
    "TCP_CORK",
    "TCP_DEFER_ACCEPT",
    "SO_BINDTODEVICE",
    "SO_REUSEPORT",
    "IPV6_RECVHOPLIMIT",
    "IP_PMTUDISC_DO",
    "SOCK_CLOEXEC",
    "SOCK_NONBLOCK",
    "TCP_NOPUSH",
    "SO_NOSIGPIPE",
];

/// Names of processors that few servers have: what is there for them is no example of the rest.
const PROCESSORS: [&str; 11] = [
    "__arm__",
    "__thumb__",
    "__arm64__",
    "__mips__",
    "__sparc__",
    "__sparc",
    "__powerpc__",
    "__hppa__",
    "__alpha__",
    "__ia64__",
    "__s390__",
];

/// Names that neither defines, and NDEBUG, so that asserts count, but not what is there for debugging alone.
const NEITHER: [&str; 43] = [
    "__APPLE__",
    "__MACH__",
    "__FreeBSD__",
    "__FreeBSD_kernel__",
    "__OpenBSD__",
    "__NetBSD__",
    "__DragonFly__",
    "__bsdi__",
    "__sun",
    "__sun__",
    "sun",
    "__svr4__",
    "__SVR4",
    "_AIX",
    "__hpux",
    "hpux",
    "__CYGWIN__",
    "__MINGW32__",
    "__MINGW64__",
    "__OS2__",
    "OS2",
    "__EMX__",
    "__amigaos__",
    "AMIGA",
    "__AMIGA__",
    "__BEOS__",
    "__HAIKU__",
    "MSDOS",
    "__MSDOS__",
    "__VMS",
    "VMS",
    "__QNX__",
    "__OS400__",
    "__MVS__",
    "__sgi",
    "__osf__",
    "__DJGPP__",
    "__ANDROID__",
    "_WIN32_WCE",
    "__EMSCRIPTEN__",
    "__cplusplus",
    "NDEBUG",
    "_DEBUG",
];

/// Parts of names that a configuration for other systems defines.
const OTHERS: [&str; 7] = ["SOLARIS", "HAIKU", "FREEBSD", "OPENBSD", "NETBSD", "DARWIN", "MACOS"];

/// Parts of names that are defined for documentation and for other analysers.
const TOOLS: [&str; 5] = ["DOXYGEN", "COVERITY", "CPPCHECK", "KLOCWORK", "clang_analyzer"];

/// Whether a compiler defines `name` in `world`; `None` for a name that is not the platform's.
fn platform(world: World, name: &str) -> Option<bool> {
    let is_windows = world.base() == World::Windows;
    if LINUX.contains(&name) {
        return Some(!is_windows);
    }
    if WINDOWS.contains(&name) {
        return Some(is_windows);
    }
    // `OS_WIN32`, `SYS_WINNT` and the like; a guard of a header says nothing.
    if (name.contains("WIN32") || name.contains("WINNT")) && !name.contains("_H") {
        return Some(is_windows);
    }
    // `LIB_HAVE_WINDOWS`, `OS_WINDOWS`, `LIB_WINSOCK`, but not `NO_WINDOWS`.
    let mut words = name.trim_matches('_').split('_');
    let denies = |word: &str| matches!(word, "NO" | "NOT" | "NON" | "WITHOUT" | "DISABLE");
    if matches!(words.clone().next_back(), Some("WINDOWS" | "WINSOCK" | "WINSOCK2")) && !words.any(denies) {
        return Some(is_windows);
    }
    let asks = |word: &str| name.starts_with(word);
    if ["HAVE_", "USE_", "HAS_"].into_iter().any(asks) && WINSOCK.iter().any(|part| name.contains(part)) {
        return Some(is_windows);
    }
    if name.contains("WINSOCK_SOCKETS") || name.contains("POSIX_SOCKETS") {
        return Some(is_windows == name.contains("WINSOCK"));
    }
    let is_for_tools = TOOLS.iter().any(|tool| name.contains(tool));
    let is_for_others = OTHERS.iter().any(|system| name.contains(system));
    let is_elsewhere = NEITHER.contains(&name) || PROCESSORS.contains(&name);
    (is_for_tools || is_for_others || is_elsewhere).then_some(false)
}

/// Whether the system's headers define a socket option in `world`; `None` for other names, and options of both.
fn option(world: World, name: &str) -> Option<bool> {
    let is_posix = POSIX_OPTIONS.contains(&name) || name.contains("PEERCRED");
    is_posix.then_some(world.base() == World::Posix)
}

/// Whether `name` is one that only a build for Windows defines.
pub fn is_of_windows(name: &str) -> bool {
    platform(World::Windows, name) == Some(true) && platform(World::Posix, name) == Some(false)
}

/// Whether a name tells of the system, or of what it offers: no feature that the program chooses.
pub fn is_of_platform(name: &str) -> bool {
    let is_offered = |part: &str| name.starts_with(part);
    ["HAVE_", "HAS_", "_", "SO_", "TCP_", "IP_", "IPV6_", "AF_", "SOCK_", "MSG_"].into_iter().any(is_offered)
        || ["HAVE", "UNIX", "POSIX", "LINUX", "BSD"].iter().any(|part| name.contains(part))
        || platform(World::Posix, name).is_some()
}

/// Names as one world sees them at one point of a file.
pub(super) struct Knowledge<'n> {
    /// The world.
    pub world: World,
    /// What quoted headers define.
    pub headers: &'n dyn Names,
    /// What the file has defined (with the value, if it is a number) and undefined so far.
    pub file: FxHashMap<String, Option<Option<i64>>>,
    /// What the arms that must be taken say about names: it holds whatever else is known.
    pub forced: FxHashMap<String, bool>,
    /// What is assumed about names that nothing decides.
    pub assumed: FxHashMap<String, bool>,
    /// Names that the file has defined so far in arms that Windows does not take: there they are not.
    pub elsewhere: FxHashSet<String>,
}

impl Names for Knowledge<'_> {
    fn value(&self, name: &str) -> Option<i64> {
        if let Some(holds) = self.forced.get(name) {
            return Some(i64::from(*holds));
        }
        if let Some(known) = self.file.get(name) {
            return known.unwrap_or(Some(0));
        }
        match (self.is_defined(name), self.headers.is_defined(name)) {
            (Some(false), _) => Some(0),
            (Some(true), Some(true)) => self.headers.value(name),
            // Versions and the like: defined, but as what?
            (Some(true), _) if name.starts_with("_MSC") || name == "__GNUC__" => None,
            (Some(true), _) => Some(1),
            (None, _) => None,
        }
    }

    fn is_defined(&self, name: &str) -> Option<bool> {
        if let Some(holds) = self.forced.get(name) {
            return Some(*holds);
        }
        if let Some(known) = self.file.get(name) {
            return Some(known.is_some());
        }
        let known = platform(self.world, name).or_else(|| self.headers.is_defined(name));
        let known = known.or_else(|| option(self.world, name));
        let is_elsewhere = || self.elsewhere.contains(name).then_some(false);
        known.or_else(is_elsewhere).or_else(|| self.assumed.get(name).copied())
    }
}
