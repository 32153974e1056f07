//! Options that count only before a step of a socket's life.

use super::Phase;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// An option that comes too late once a step is done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LateOption {
    /// The options, by the names of their constants or of the methods that set them.
    pub names: Vec<String>,
    /// The steps before which it must be set.
    pub before: Vec<Phase>,
    /// What happens otherwise: lower case, no final stop.
    pub why: String,
    /// Who says so: a page of a manual, a standard, or the test that shows it.
    pub source: String,
    /// Whether a program can hardly live with it; the others are worth a note.
    #[serde(default = "yes")]
    pub is_grave: bool,
    /// Whether it only holds for streams.
    #[serde(default)]
    pub stream: bool,
}

fn yes() -> bool {
    true
}

/// All such options, by name.
#[derive(Debug, Default)]
pub struct Order {
    late: FxHashMap<String, LateOption>,
}

impl Order {
    /// Adds one.
    pub fn add(&mut self, option: LateOption) {
        for name in &option.names {
            self.late.insert(name.clone(), option.clone());
        }
    }

    /// What is said of an option.
    pub fn late(&self, name: &str) -> Option<&LateOption> {
        self.late.get(name)
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.late.keys()
    }
}
