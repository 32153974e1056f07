//! Files that stand in for others in tests: mocks, stubs, fuzz targets. What they define is not what the program calls.

use std::sync::Arc;

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
