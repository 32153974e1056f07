//! The same tree gives the same bytes: with any number of threads, in any order, at any place.

use crate::sandbox::{LEAK, Sandbox, run_in};
use std::fs;
use std::path::Path;

/// Copies `from` to `to`.
fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A tree with everything in it that there is: all fixtures, and files that cannot be read.
fn tree(at: &Path) {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata"), &at.join("testdata"));
    for number in 0..40 {
        let text = LEAK.replace("fetch", &format!("fetch{number}"));
        fs::create_dir_all(at.join(format!("many/{}", number % 7))).unwrap();
        fs::write(at.join(format!("many/{}/f{number}.c", number % 7)), text).unwrap();
    }
    fs::write(at.join("many/binary.c"), [1u8; 4096]).unwrap();
}

/// The files below `at`, relative to it, in an order that `seed` decides.
fn shuffled(at: &Path, seed: u64) -> Vec<String> {
    let files = walkdir::WalkDir::new(at).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let mut names: Vec<String> =
        files.map(|entry| entry.path().strip_prefix(at).unwrap().to_str().unwrap().to_owned()).collect();
    names.retain(|name| name.ends_with(".c") || name.ends_with(".h"));
    names.sort();
    let mut state = seed;
    for last in (1..names.len()).rev() {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        names.swap(last, (state >> 33) as usize % (last + 1));
    }
    names
}

/// Each number of threads with each order of the files.
const ALL: [(&str, u64); 9] =
    [("1", 1), ("1", 2), ("1", 3), ("2", 1), ("2", 2), ("2", 3), ("16", 1), ("16", 2), ("16", 3)];

/// Each number of threads and each order once: for formats, which only write what is sorted by then.
const SOME: [(&str, u64); 3] = [("1", 1), ("2", 2), ("16", 3)];

/// Checks the tree at two places, with these numbers of threads and orders of files.
fn check_all(format: &str, ways: &[(&str, u64)]) {
    let (one, other) = (Sandbox::empty(), Sandbox::empty());
    let mut outputs = Vec::new();
    for place in [one.path("checkout"), other.path("elsewhere/deeper/checkout")] {
        tree(&place);
        for (threads, order) in ways {
            let names = shuffled(&place, *order);
            let mut args = vec!["check", "--confidence", "possible", "--threads", threads, "--output-format", format];
            args.extend(names.iter().map(String::as_str));
            outputs.push(run_in(&place, &args, &[]).out);
        }
    }
    assert!(outputs[0].len() > 1000);
    assert!(outputs.iter().all(|output| *output == outputs[0]), "{format}: not always the same");
}

#[test]
fn text_is_the_same() {
    check_all("text", &ALL);
}

#[test]
fn json_is_the_same() {
    check_all("json", &SOME);
}

#[test]
fn sarif_is_the_same() {
    check_all("sarif", &SOME);
}

#[test]
fn what_is_dropped_is_the_same() {
    let sandbox = Sandbox::empty();
    tree(&sandbox.path(""));
    let run = |threads| sandbox.run(&["check", "--show-dropped", "--threads", threads]).out;
    assert_eq!(run("1"), run("7"));
}
