//! What a run costs beside parsing alone, measured in one process: `cargo bench --bench ratios -- TREE...`.
//!
//! Without trees it takes testdata. Prints CPU seconds on one thread of parsing every file with tree-sitter and of a whole
//! check, the engine's share, the parser's share on what was cut out, their ratios, and the peak memory of the check.

use sockleak::check::{Options, check, collect, peak_memory, process_cpu};
use sockleak::model::Models;
use sockleak::rules::Rules;
use std::path::PathBuf;
use std::time::Duration;

fn main() {
    let given: Vec<PathBuf> = std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    let trees = if given.is_empty() { vec![PathBuf::from("testdata")] } else { given };
    println!("tree: parse-only s, whole run s (ratio), engine s (ratio to the parser on slices), peak MiB");
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
    let (engine, slices) = (outcome.timings.engine.cpu, outcome.timings.parse);
    println!(
        "{}: {:.2}, {:.2} ({:.2}), {:.2} ({:.2}), {peak}",
        tree.display(),
        parse.as_secs_f64(),
        whole.as_secs_f64(),
        ratio(whole, parse),
        engine.as_secs_f64(),
        ratio(engine, slices),
    );
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
