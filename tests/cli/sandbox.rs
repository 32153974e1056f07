//! A folder of one's own, and the command run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A client that leaks its socket at line 8, where `recv` has failed.
pub const LEAK: &str = "\
#include <sys/socket.h>
int fetch(const struct sockaddr *to, unsigned len, char *buf, int size) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int n;
    if (s < 0) return -1;
    if (connect(s, to, len) < 0) { close(s); return -1; }
    n = recv(s, buf, size, 0);
    if (n < 0) return -1;
    close(s);
    return n;
}
";

/// What a run printed and how it ended.
pub struct Ran {
    /// Exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Fails unless the output or the messages hold all of `texts`.
    pub fn says(&self, texts: &[&str]) -> &Ran {
        for text in texts {
            assert!(self.out.contains(text) || self.err.contains(text), "no `{text}` in:\n{}\n{}", self.out, self.err);
        }
        self
    }

    /// Fails unless the run ended with `code`, and without a panic.
    pub fn ends(&self, code: i32) -> &Ran {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

/// A temporary folder.
pub struct Sandbox {
    dir: tempfile::TempDir,
}

impl Sandbox {
    /// An empty folder.
    pub fn empty() -> Sandbox {
        Sandbox { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with the leaking client in `good.c`.
    pub fn new() -> Sandbox {
        Sandbox::empty().with("good.c", LEAK)
    }

    /// Adds a file.
    pub fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Sandbox {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// The full path of `name`.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The files in the folder, by their paths below it, sorted.
    pub fn files(&self) -> Vec<String> {
        let all = walkdir::WalkDir::new(self.dir.path()).into_iter().flatten();
        let names = all
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(self.dir.path()).unwrap().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    /// Runs sockleak in the folder.
    pub fn run(&self, args: &[&str]) -> Ran {
        run_in(self.dir.path(), args, &[])
    }

    /// Runs `sockleak check .` and fails unless the leak of `good.c` is found all the same.
    pub fn check(&self) -> Ran {
        let ran = self.run(&["check"]);
        ran.ends(1).says(&["good.c:8"]);
        ran
    }
}

/// Runs sockleak in `folder`, with these environment variables besides a plain environment.
pub fn run_in(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Ran {
    let output = command(folder, args, env).output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The command, ready to start.
pub fn command(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sockleak"));
    command.current_dir(folder).args(args).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.envs(env.iter().copied());
    command
}
