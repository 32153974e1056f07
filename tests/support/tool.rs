//! Runs sockleak on a folder of files, in this process.

use super::marks::{Claim, Mark, Probe};
use sockleak::check::{HeaderCache, Options, check, interest, read};
use sockleak::frontend::Wanted;
use sockleak::frontend::c::{Kept, Reader};
use sockleak::model::Models;
use sockleak::report::{Diagnostic, Report, Scope, Selection};
use sockleak::rules::{Level, Rules};
use sockleak::source::{FileId, Language, Sources};
use sockleak::typestate::probe;
use std::collections::BTreeMap;
use std::path::Path;

/// What is shown of each file that has something to show, by its path below the folder.
pub type Found = BTreeMap<String, Vec<Mark>>;

/// What the engine knows at the probes of a file, in the first world.
pub fn probes(path: &Path) -> Vec<Probe> {
    let models = Models::embedded();
    let shown = path.to_string_lossy();
    let source = read(path, &shown, FileId(0), Language::C).expect("it was written just now");
    let headers = HeaderCache::new(Vec::new(), Default::default());
    let unit = Reader::new(&headers, &interest(&models)).read(&source, &Wanted::default(), &mut Kept::default());
    let functions = unit.worlds.first().map_or(&[][..], |(_, functions)| functions);
    let line = |offset| source.lines().position(&source.text, offset).line as usize;
    let found = probe(&source, functions, &models).into_iter();
    found.map(|(offset, states)| Probe { line: line(offset), states }).collect()
}

/// What `sockleak check --confidence likely` shows for the files in `folder`, as the marks that would ask for it.
pub fn run(folder: &Path) -> Found {
    run_with(folder, &[])
}

/// The same, where those of the rules in `asked` speak too that are off by default.
pub fn run_with(folder: &Path, asked: &[String]) -> Found {
    let rules = Rules::embedded();
    let asked = asked.iter().filter(|name| rules.get(name).is_some()).cloned();
    let chosen: Vec<String> = asked.chain(["default".to_owned()]).collect();
    let paths = vec![folder.to_owned()];
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let options = Options { paths, respect_ignore: false, threads, ..Options::default() };
    let outcome = check(&options, &Models::embedded(), &rules, &|_, _| ()).expect("threads can be had");
    let findings = outcome.files.iter().flat_map(|file| file.findings.clone()).collect();
    let selection = Selection::choose(&rules, &chosen, &[]).expect("they are rules");
    let report =
        Report::new(findings, Vec::new(), outcome.suppressions(&rules), Scope::default(), &selection, &outcome.files);
    let mut found = Found::new();
    for diagnostic in &report.diagnostics {
        let Some(source) = outcome.files.get(diagnostic.primary.at.file) else { continue };
        let line = source.lines().position(&source.text, diagnostic.primary.at.span.start).line as usize;
        let name = source.path.rsplit('/').next().unwrap_or(&source.path).to_owned();
        found.entry(name).or_default().push(mark(line, diagnostic));
    }
    found
}

fn mark(line: usize, diagnostic: &Diagnostic) -> Mark {
    let is_note = diagnostic.level == Level::Note;
    Mark { line, rule: diagnostic.rule.id.to_string(), is_note, claim: Claim::Finding }
}
