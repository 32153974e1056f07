//! Files that stand in for others: mocks, stubs, fuzz targets, of which what they define is not what the program calls, and
//! files that are the socket API on some system.

use crate::ir::Name;
use crate::model::{Models, Role};
use crate::typestate::Summary;
use std::sync::Arc;

/// Who defines so many functions of the API is an implementation of it.
const MANY: usize = 4;

/// Words of a path that mark a folder or a file of tests.
const WORDS: [&str; 14] = [
    "fake",
    "fakes",
    "fuzz",
    "fuzzer",
    "fuzzing",
    "mock",
    "mocks",
    "regress",
    "stub",
    "stubs",
    "test",
    "testing",
    "tests",
    "unittests",
];

/// Whether the code at `path` is there for tests, by the words of its path.
fn is_for_tests(path: &str) -> bool {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric());
    words.into_iter().any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its path.
    pub path: Arc<str>,
    is_for_tests: bool,
}

impl Place {
    /// The place of the file at `path`.
    pub fn new(path: &str) -> Place {
        Place { path: path.into(), is_for_tests: is_for_tests(path) }
    }

    /// Whether a call here can mean a definition in `definer`: programs do not call into their tests.
    pub fn can_mean(&self, definer: &Place) -> bool {
        !definer.is_for_tests || self.is_for_tests
    }
}

/// Whether a file with these functions implements the socket API itself: what its functions promise their callers is what
/// the API promises.
pub fn implements_api(functions: &[(Name, Arc<Summary>)], models: &Models) -> bool {
    let models = functions.iter().filter_map(|(name, _)| models.function(name.as_str()));
    let roles: Vec<Role> = models.map(|model| model.role).collect();
    let count = |test: fn(&Role) -> bool| roles.iter().filter(|role| test(role)).count();
    count(|role| *role == Role::Acquire) > 0
        && count(|role| matches!(role, Role::Acquire | Role::Use | Role::Release)) >= MANY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_do_not_call_into_tests() {
        let can_mean = |caller, definer| Place::new(caller).can_mean(&Place::new(definer));
        assert!(!can_mean("src/serve.c", "src/serve_test.c"));
        assert!(!can_mean("src/serve.c", "tests/net.c"));
        assert!(can_mean("tests/main.c", "tests/net.c"));
        assert!(can_mean("tests/main.c", "src/net.c"));
        assert!(can_mean("src/serve.c", "src/contest.c"));
    }
}
