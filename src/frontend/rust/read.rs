//! Reading one file.

use super::env::FileCx;
use super::find::{Finder, FoundFn, span_of, unfold};
use super::lower::{Notes, lower};
use super::names::last_word;
use super::outline::Outline;
use super::parse::items;
use super::scan::{Scan, scan_for};
use crate::frontend::{Problem, ProblemKind, Unit, UnitStats, Wanted, World};
use crate::ir::Function;
use crate::source::{SourceFile, Span};
use rustc_hash::FxHashSet;
use std::sync::Arc;
use std::time::Instant;
use syn::Item;

/// What the later layers want to hear of in Rust.
#[derive(Clone, Debug, Default)]
pub struct RustWords {
    /// Words without which a file is not parsed, and a function not lowered.
    pub calls: FxHashSet<String>,
    /// Words of which a file must have one besides: names of types.
    pub types: FxHashSet<String>,
    /// Functions of the C library and Winsock that count like `calls` in a file with one of `libraries`.
    pub foreign: FxHashSet<String>,
    /// Those that close: a function that calls one is lowered, but no file is parsed for them.
    pub ends: FxHashSet<String>,
    /// Names of crates that hold these.
    pub libraries: FxHashSet<String>,
    /// Functions of the C library and Winsock of which there is a model.
    pub modelled: FxHashSet<String>,
    /// Types of values that refer to a descriptor and do not own it.
    pub views: FxHashSet<String>,
}

impl RustWords {
    /// Looks for calls that count; there are none in a file without the types or libraries that they belong to.
    fn scan(&self, text: &[u8], wanted: &FxHashSet<&str>) -> (Scan, Outline) {
        let (mut has_types, mut has_libraries, mut foreign, mut ends) = (false, false, Vec::new(), Vec::new());
        let mut asked = Vec::new();
        let mut scanned = scan_for(text, true, &mut |at, word| {
            let Ok(word) = std::str::from_utf8(word) else { return false };
            if wanted.contains(word) {
                asked.push(at);
            }
            has_types |= self.types.contains(word);
            has_libraries |= self.libraries.contains(word);
            if self.foreign.contains(word) {
                foreign.push(at);
            } else if self.ends.contains(word) {
                ends.push(at);
            }
            self.calls.contains(word)
        });
        let named = [&asked[..], &scanned.words[..]].concat();
        if !has_types && !has_libraries {
            scanned.words.clear();
        }
        if has_libraries {
            scanned.words.extend(foreign);
        }
        scanned.words.extend(asked);
        if has_libraries && !scanned.words.is_empty() {
            scanned.words.extend(ends);
        }
        scanned.words = sorted(scanned.words);
        let outline = Outline::new(&scanned, &sorted(named));
        (scanned, outline)
    }
}

/// Reads Rust files; shared by all threads of a run.
pub struct RustReader<'r> {
    /// What is of interest.
    pub words: &'r RustWords,
    /// Whether functions that only run in tests count.
    pub with_tests: bool,
}

impl RustReader<'_> {
    /// Reads one file. Never fails: what was not understood is among the unit's problems.
    pub fn read(&self, source: &SourceFile, wanted: &Wanted) -> Unit {
        let start = Instant::now();
        let mut unit = Unit::default();
        self.file(source, wanted, &mut unit);
        unit.stats.total_ns = start.elapsed().as_nanos() as u64;
        unit
    }

    fn file(&self, source: &SourceFile, wanted: &Wanted, unit: &mut Unit) {
        let all = [&wanted.seeds, &wanted.own_seeds, &wanted.definitions].into_iter().flatten();
        let (mut scanned, outline) = self.words.scan(&source.text, &all.map(|name| last_word(name)).collect());
        unit.links.calls = sorted(std::mem::take(&mut scanned.calls));
        unit.links.definitions = sorted(std::mem::take(&mut scanned.definitions));
        unit.links.is_foreign = scanned.is_foreign;
        unit.links.dropped = std::mem::take(&mut scanned.dropped).into_iter().collect();
        if scanned.words.is_empty() {
            return;
        }
        if let Some(refused) = scanned.refused {
            let message = refused.to_owned();
            unit.problems.push(Problem { span: Span::default(), kind: ProblemKind::File, message });
            return;
        }
        // Spans of earlier files of this thread are gone by now, and their texts need not be kept.
        proc_macro2::extra::invalidate_current_thread_spans();
        let (text, n_bytes) = outline.apply(&source.text, &scanned.comments);
        let parsing = Instant::now();
        let (items, problems) = items(&text);
        unit.stats.parse_ns = parsing.elapsed().as_nanos() as u64;
        unit.stats.bytes_parsed = n_bytes as u64;
        unit.problems = problems;
        unit.problems.extend(outline.refused.iter().map(|(span, why)| Problem {
            span: *span,
            kind: ProblemKind::Function,
            message: format!("a function is left out: {why}"),
        }));
        let items = unfold(items, &mut unit.problems);
        let mut file = FileCx::new(&items);
        unit.links.declared = file.declared.clone();
        unit.links.exported = file.exported.clone();
        unit.links.structs = file.structs.keys().cloned().collect();
        file.dropped.extend(wanted.dropped.iter().cloned());
        let has = |word: &str| memchr::memmem::find(&source.text, word.as_bytes()).is_some();
        // `not(unix)` is Windows too.
        let has_windows = has("cfg") && ["windows", "unix", "target_"].into_iter().any(has);
        let parsed = Parsed { source, wanted, scanned, outline, items, file };
        for world in [World::Posix, World::Windows].into_iter().take(1 + usize::from(has_windows)) {
            let functions = self.functions(&parsed, world, &mut unit.stats);
            if !functions.is_empty() {
                unit.worlds.push((world, functions));
            }
        }
        unit.stats.seed_calls = parsed.scanned.words;
        unit.problems.sort();
        unit.problems.dedup();
    }

    /// The functions of one world that matter.
    fn functions(&self, parsed: &Parsed, world: World, stats: &mut UnitStats) -> Vec<Arc<Function>> {
        let Parsed { source, wanted, scanned, outline, items, file } = parsed;
        let RustWords { modelled, views, .. } = self.words;
        let notes = Notes { source, comments: &scanned.comments, modelled, views, with_tests: self.with_tests };
        let mut functions = Vec::new();
        let finder = Finder { file, with_tests: self.with_tests, world };
        finder.items(items, &mut |found: FoundFn| {
            stats.functions += u32::from(world == World::Posix);
            let braces = found.block.brace_token.span;
            let body = span_of(braces.open()).to(span_of(braces.close()));
            let name = found.sig.ident.to_string();
            let is_asked = self.words.calls.contains(&name) || wanted.definitions.contains(&found.name);
            let words = scanned.words_in(body);
            if outline.leaves_out(body.start) || !is_asked && words.is_empty() {
                return;
            }
            stats.slices += 1;
            if world == World::Posix {
                stats.lowered_calls.extend(words);
            }
            functions.extend(lower(&found, world, file, &notes).into_iter().map(Arc::new));
        });
        functions
    }
}

/// A file between the parser and the IR.
struct Parsed<'p> {
    source: &'p SourceFile,
    wanted: &'p Wanted,
    scanned: Scan,
    outline: Outline,
    items: Vec<Item>,
    file: FileCx,
}

fn sorted(mut hashes: Vec<u32>) -> Vec<u32> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Whether a file only runs in tests, or shows how something is used, by its path below the folder that is checked.
pub fn is_test_path(path: &str) -> bool {
    let mut parts = path.split('/').rev();
    let file = parts.next().unwrap_or_default().trim_end_matches(".rs");
    let is_test = |name: &str| {
        let first = name.split(['-', '_']).next().unwrap_or_default();
        matches!(name, "benches" | "bench" | "benchmarks" | "examples" | "example" | "e2e" | "testing")
            || matches!(first, "test" | "tests")
            || name.ends_with("tests")
    };
    is_test(file) || file.ends_with("_test") || parts.any(is_test)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Language};

    #[test]
    fn paths_tell_what_only_runs_in_tests() {
        for path in
            ["tests/a.rs", "a/benches/b.rs", "src/test_utils/mod.rs", "x-tests/src/a.rs", "test_a.rs", "a_test.rs"]
        {
            assert!(is_test_path(path), "{path}");
        }
        for path in ["src/main.rs", "src/latest/a.rs", "attest/a.rs", "src/tester.rs", "contest.rs"] {
            assert!(!is_test_path(path), "{path}");
        }
    }

    /// The bytes that are parsed, and the functions that are lowered.
    fn parsed(text: &str) -> (u64, u32) {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let words = RustWords { calls: set(&["accept"]), types: set(&["TcpListener"]), ..RustWords::default() };
        let source = SourceFile::new(FileId(0), "a.rs", Language::Rust, text.as_bytes().to_vec());
        let unit = RustReader { words: &words, with_tests: false }.read(&source, &Wanted::default());
        assert_eq!(unit.problems, []);
        (unit.stats.bytes_parsed, unit.stats.slices)
    }

    #[test]
    fn only_what_matters_is_parsed() {
        let (head, body) = ("use std::net::TcpListener; fn f(l: TcpListener)", "{ l.accept(); }");
        assert_eq!(parsed("fn f(l: Listener) { l.accept(); }"), (0, 0));
        assert_eq!(parsed("use std::net::TcpListener; // accept"), (0, 0));
        let alone = parsed(&format!("{head} {body}"));
        assert_eq!(alone.1, 1);
        let long = "x(1) + y[2]; ".repeat(100);
        let beside = parsed(&format!("{head} {body} /* {long} */ fn g() {{ {long} }}"));
        assert!(beside.0 < alone.0 + 800 && beside.1 == 1, "{beside:?} {alone:?}");
        // What does not parse where nothing matters costs nothing.
        assert_eq!(parsed(&format!("{head} {body} fn g() {{ let let; }}")).1, 1);
    }
}
