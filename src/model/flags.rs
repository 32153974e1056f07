//! Which command a flag of a descriptor is for.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Flags by their names, and the commands or functions that take them.
#[derive(Debug, Default)]
pub struct Flags {
    by_flag: FxHashMap<String, String>,
}

impl Flags {
    /// Adds the flags of commands.
    pub fn extend(&mut self, all: BTreeMap<String, Vec<String>>) {
        for (command, flags) in all {
            self.by_flag.extend(flags.into_iter().map(|flag| (flag, command.clone())));
        }
    }

    /// The command, or the function, that takes a flag.
    pub fn command(&self, flag: &str) -> Option<&str> {
        self.by_flag.get(flag).map(String::as_str)
    }

    /// Whether flags are known that a command takes.
    pub fn has(&self, command: &str) -> bool {
        self.by_flag.values().any(|known| known == command)
    }
}
