//! Files that stand in for others in tests: mocks, stubs, fuzz targets. What they define is not what the program calls.

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
pub(super) fn is_for_tests(path: &str) -> bool {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric());
    words.into_iter().any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether a call in `caller` can mean a definition in `definer`: programs do not call into their tests.
pub(super) fn can_mean(caller: &str, definer: &str) -> bool {
    !is_for_tests(definer) || is_for_tests(caller)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_do_not_call_into_tests() {
        assert!(!can_mean("src/serve.c", "src/serve_test.c"));
        assert!(!can_mean("src/serve.c", "tests/net.c"));
        assert!(can_mean("tests/main.c", "tests/net.c"));
        assert!(can_mean("tests/main.c", "src/net.c"));
        assert!(can_mean("src/serve.c", "src/contest.c"));
    }
}
