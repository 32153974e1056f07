//! Reading one file.

use super::env::FileCx;
use super::find::{Finder, FoundFn, unfold};
use super::kept::{Kept, Seen};
use super::lower::{Notes, lower};
use super::outline::{Outline, excerpt};
use super::parse::items;
use super::scan::Scan;
use super::spans::Spans;
use super::vocabulary::Vocabulary;
use crate::frontend::{Links, Problem, ProblemKind, Unit, Wanted, World};
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

/// Reads Rust files; shared by all threads of a run.
pub struct RustReader<'r> {
    /// What is of interest.
    words: &'r RustWords,
    vocabulary: Vocabulary<'r>,
    /// Whether functions that only run in tests count.
    pub with_tests: bool,
}

impl<'r> RustReader<'r> {
    /// Reads what has to do with `words`, in code that only runs in tests if it is `with_tests`.
    pub fn new(words: &'r RustWords, with_tests: bool) -> RustReader<'r> {
        RustReader { words, vocabulary: Vocabulary::new(words), with_tests }
    }

    /// Reads one file. Never fails: what was not understood is among the unit's problems. What is `kept` of it from reading
    /// it before is not parsed again.
    pub fn read(&self, source: &SourceFile, wanted: &Wanted, kept: &mut Kept) -> Unit {
        let start = Instant::now();
        let mut unit = Unit::default();
        self.file(source, wanted, kept, &mut unit);
        unit.stats.total_ns = start.elapsed().as_nanos() as u64;
        unit
    }

    fn file(&self, source: &SourceFile, wanted: &Wanted, kept: &mut Kept, unit: &mut Unit) {
        let (mut scanned, named) = self.vocabulary.scan(&source.text, wanted);
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
        // After a panic nothing is kept.
        let mut known = std::mem::take(kept);
        known.renew(wanted);
        let missing = known.missing(self.words, wanted, &scanned);
        if missing.as_ref().is_none_or(|missing| !missing.is_empty()) {
            let outline = Outline::new(&scanned, |body| match &missing {
                Some(missing) => missing.contains(&body.start),
                None if body.is_test && !self.with_tests => false,
                None => scanned.has_words_in(body.span()) || named.binary_search(&body.head).is_ok(),
            });
            let file = Scanned { source, wanted, scanned: &scanned, outline: &outline };
            if !missing.is_some_and(|missing| self.parse_more(&file, &missing, &mut known, unit)) {
                self.parse(&file, &mut known, unit);
            }
        }
        let Links { declared, exported, structs, .. } = known.links.clone();
        (unit.links.declared, unit.links.exported, unit.links.structs) = (declared, exported, structs);
        unit.worlds = known.functions(self.words, wanted, &scanned, &mut unit.stats);
        unit.stats.bytes_parsed = known.bytes;
        unit.stats.seed_calls = scanned.words;
        // What was not understood has to be told again.
        if unit.problems.is_empty() {
            *kept = known;
        }
    }

    /// Parses the bodies that are missing and nothing else; whether that was enough.
    fn parse_more(&self, file: &Scanned, missing: &FxHashSet<u32>, kept: &mut Kept, unit: &mut Unit) -> bool {
        let Scanned { source, wanted, scanned, .. } = *file;
        proc_macro2::extra::invalidate_current_thread_spans();
        let (text, n_bytes) = excerpt(&source.text, scanned, |body| missing.contains(&body.start));
        let spans = Spans::new(&text);
        let parsing = Instant::now();
        let (items, mut problems) = items(&text);
        unit.stats.parse_ns = parsing.elapsed().as_nanos() as u64;
        kept.bytes += n_bytes as u64;
        let items = unfold(items, &mut problems);
        let cx = std::mem::take(&mut kept.cx);
        let worlds: Vec<World> = kept.worlds.iter().map(|(world, _)| *world).collect();
        for world in worlds {
            self.functions(file, (&items, &spans), &cx, world, kept);
        }
        kept.cx = cx;
        problems.is_empty() && kept.missing(self.words, wanted, scanned).is_some_and(|missing| missing.is_empty())
    }

    /// Parses what the outline shows.
    fn parse(&self, file: &Scanned, kept: &mut Kept, unit: &mut Unit) {
        let Scanned { source, wanted, scanned, outline } = *file;
        // Spans of earlier files of this thread are gone by now, and their texts need not be kept.
        proc_macro2::extra::invalidate_current_thread_spans();
        let (text, n_bytes) = outline.apply(&source.text, &scanned.comments);
        let spans = Spans::new(&text);
        let parsing = Instant::now();
        let (items, problems) = items(&text);
        unit.stats.parse_ns = parsing.elapsed().as_nanos() as u64;
        kept.bytes += n_bytes as u64;
        unit.problems = problems;
        unit.problems.extend(outline.refused.iter().map(|(span, why)| Problem {
            span: *span,
            kind: ProblemKind::Function,
            message: format!("a function is left out: {why}"),
        }));
        let items = unfold(items, &mut unit.problems);
        let mut cx = FileCx::new(&items);
        kept.links.declared = cx.declared.clone();
        kept.links.exported = cx.exported.clone();
        kept.links.structs = cx.structs.keys().cloned().collect();
        cx.dropped.extend(wanted.dropped.iter().cloned());
        let has = |word: &str| memchr::memmem::find(&source.text, word.as_bytes()).is_some();
        // `not(unix)` is Windows too.
        let has_windows = has("cfg") && ["windows", "unix", "target_"].into_iter().any(has);
        kept.worlds.clear();
        for world in [World::Posix, World::Windows].into_iter().take(1 + usize::from(has_windows)) {
            let all = self.functions(file, (&items, &spans), &cx, world, kept);
            kept.worlds.push((world, all));
        }
        kept.cx = cx;
        unit.problems.sort();
        unit.problems.dedup();
    }

    /// The functions of one world; those that matter are lowered.
    fn functions(
        &self,
        file: &Scanned,
        (items, spans): (&[Item], &Spans),
        cx: &FileCx,
        world: World,
        kept: &mut Kept,
    ) -> Vec<Seen> {
        let Scanned { source, wanted, scanned, outline } = *file;
        let RustWords { modelled, views, .. } = self.words;
        let notes = Notes { source, spans, comments: &scanned.comments, modelled, views, with_tests: self.with_tests };
        let mut all = Vec::new();
        let finder = Finder { file: cx, with_tests: self.with_tests, world };
        finder.items(items, &mut |found: FoundFn| {
            let braces = found.block.brace_token.span;
            let body = spans.of(braces.open()).to(spans.of(braces.close()));
            let seen = Seen { name: found.name.clone(), body };
            let is_needed = scanned.has_words_in(body) || seen.is_asked(self.words, wanted);
            all.push(seen);
            if !is_needed || outline.leaves_out(body.start) || kept.get(world, body.start).is_some() {
                return;
            }
            let head = spans.of(found.sig.fn_token.span);
            let is_same = memchr::memmem::find(&source.text[head.to(body).range()], b"cfg").is_none();
            let lowered = match kept.get(World::Posix, body.start).filter(|_| is_same) {
                Some(known) => known.clone(),
                None => lower(&found, world, cx, &notes).into_iter().map(Arc::new).collect(),
            };
            kept.add(world, body.start, lowered);
        });
        all
    }
}

/// A file between the scan and the parser.
#[derive(Clone, Copy)]
struct Scanned<'p> {
    source: &'p SourceFile,
    wanted: &'p Wanted,
    scanned: &'p Scan,
    outline: &'p Outline,
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
        read_again(text, &Wanted::default(), &mut Kept::default())
    }

    fn read_again(text: &str, wanted: &Wanted, kept: &mut Kept) -> (u64, u32) {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let words = RustWords { calls: set(&["accept"]), types: set(&["TcpListener"]), ..RustWords::default() };
        let source = SourceFile::new(FileId(0), "a.rs", Language::Rust, text.as_bytes().to_vec());
        let unit = RustReader::new(&words, false).read(&source, wanted, kept);
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
        // What is asked for later is parsed alone.
        let text = format!("mod m {{ {head} {body} impl T {{ fn g() {{ {long} }} fn h() {{}} }} }}");
        let mut kept = Kept::default();
        let (before, _) = read_again(&text, &Wanted::default(), &mut kept);
        let wanted = Wanted { definitions: ["T::h".to_owned()].into_iter().collect(), ..Wanted::default() };
        let (after, slices) = read_again(&text, &wanted, &mut kept);
        assert_eq!((after - before, slices), ("modm{implT{fnh(){}}}".len() as u64, 2));
        // What does not parse where nothing matters costs nothing.
        assert_eq!(parsed(&format!("{head} {body} fn g() {{ let let; }}")).1, 1);
    }
}
