//! What a run costs beside parsing alone, measured in one process: `cargo bench --bench ratios -- TREE...`.
//!
//! Without trees it takes testdata. Prints CPU seconds on one thread of parsing every file with tree-sitter and of a whole
//! check, the engine's share, their ratios (the engine's to what tree-sitter would take on what was cut out), and the peak memory of the check.
//!
//! For Rust a line of its own tells what `syn::parse_file` alone takes on the files that the run parses, and what the front
//! end takes for all of the run: words of files that are not parsed, and files that are read again, count. Each is the least
//! of a few runs, and files of C that stand among those of Rust are left out.

use sockleak::check::{Excludes, Input, Options, check, collect, interest, peak_memory, process_cpu, read};
use sockleak::frontend::Wanted;
use sockleak::frontend::rust::{Kept, RustReader};
use sockleak::model::Models;
use sockleak::rules::Rules;
use sockleak::source::{FileId, Language, SourceFile};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How often the short times are taken.
const RUNS: usize = 5;

fn main() {
    let given: Vec<PathBuf> = std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    let trees = if given.is_empty() { vec![PathBuf::from("testdata")] } else { given };
    println!("tree: parse-only s, whole run s (ratio), engine s (ratio to tree-sitter on slices), peak MiB");
    for tree in trees {
        measure(tree);
    }
}

fn measure(tree: PathBuf) {
    let options = Options { paths: vec![tree.clone()], threads: 1, ..Options::default() };
    let before = cpu();
    let outcome = check(&options, &Models::embedded(), &Rules::embedded(), &|_, _| ()).expect("one thread can be had");
    let whole = cpu() - before;
    // Parsing keeps whole trees, so the peak is taken before it.
    let peak = peak_memory().unwrap_or(0) >> 20;
    let parse = parse_only(&options.paths);
    // What tree-sitter would take on what was cut out, by its share of all bytes.
    let (engine, totals) = (outcome.timings.engine.cpu, outcome.totals);
    let slices = parse.mul_f64(totals.bytes_parsed as f64 / totals.bytes.max(1) as f64);
    println!(
        "{}: {:.2}, {:.2} ({:.2}), {:.2} ({:.2}), {peak}",
        tree.display(),
        parse.as_secs_f64(),
        whole.as_secs_f64(),
        ratio(whole, parse),
        engine.as_secs_f64(),
        ratio(engine, slices),
    );
    if is_rust(&options) {
        measure_rust(&options);
    }
}

/// Whether nearly all files are of Rust: most files of C have a front end of their own.
fn is_rust(options: &Options) -> bool {
    let files = collect(options).files;
    10 * files.iter().filter(|input| input.language == Language::Rust).count() >= 9 * files.len()
}

/// The least that a few runs take: such times are short, and what else the machine does only adds to them.
fn measure_rust(options: &Options) {
    let options = Options { exclude: Some(Arc::new(Others)), ..options.clone() };
    let (models, rules) = (Models::embedded(), Rules::embedded());
    let run = || check(&options, &models, &rules, &|_, _| ()).expect("one thread can be had");
    let front_end = (0..RUNS).map(|_| run().timings.front_end.cpu).min().unwrap_or_default();
    let texts = parsed(&options);
    let alone = (0..RUNS).map(|_| parse_files(&texts)).min().unwrap_or_default();
    println!(
        "  Rust: {} files parsed ({} KiB), parse_file alone {:.4}, front end {:.4} ({:.2})",
        texts.len(),
        texts.iter().map(String::len).sum::<usize>() >> 10,
        alone.as_secs_f64(),
        front_end.as_secs_f64(),
        ratio(front_end, alone),
    );
}

/// The texts of the files of Rust that are parsed, whatever other files want of them.
fn parsed(options: &Options) -> Vec<String> {
    let words = interest(&Models::embedded()).rust;
    let reader = RustReader::new(&words, false);
    let is_parsed =
        |source: &SourceFile| reader.read(source, &Wanted::default(), &mut Kept::default()).stats.bytes_parsed > 0;
    let source = |input: &Input| read(&input.path, &input.shown, FileId(0), Language::Rust).ok();
    let files = collect(options).files;
    let sources = files.iter().filter(|input| !input.is_test).filter_map(source).filter(is_parsed);
    sources.filter_map(|source| String::from_utf8(source.text.to_vec()).ok()).collect()
}

/// CPU time of parsing texts of Rust with nothing but the parser.
fn parse_files(texts: &[String]) -> Duration {
    let before = cpu();
    for text in texts {
        // As every tool must that goes through many files.
        proc_macro2::extra::invalidate_current_thread_spans();
        let _ = std::hint::black_box(syn::parse_file(text));
    }
    cpu() - before
}

/// Leaves out what is not of Rust.
#[derive(Debug)]
struct Others;

impl Excludes for Others {
    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        !is_folder && path.extension().is_none_or(|extension| extension != "rs")
    }
}

/// CPU time of parsing each file as it is.
fn parse_only(paths: &[PathBuf]) -> Duration {
    let files = collect(&Options { paths: paths.to_vec(), ..Options::default() }).files;
    let texts: Vec<Vec<u8>> = files.iter().filter_map(|input| std::fs::read(&input.path).ok()).collect();
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_c::LANGUAGE.into()).expect("the grammar fits");
    let before = cpu();
    for text in &texts {
        std::hint::black_box(parser.parse(text, None));
    }
    cpu() - before
}

fn cpu() -> Duration {
    process_cpu().unwrap_or_default()
}

fn ratio(part: Duration, whole: Duration) -> f64 {
    part.as_secs_f64() / whole.as_secs_f64().max(1e-9)
}
