//! Every file below `testdata`, every folder of `testdata/programs` as a whole, and every example of `rules/*.md`: what
//! sockleak says must be what the marks say.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::{fs, io};
use support::marks::{Marked, compare};
use support::tool;

/// The folder whose folders are programs.
const PROGRAMS: &str = "testdata/programs";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut trials = Vec::new();
    for entry in walkdir::WalkDir::new(root.join("testdata")).sort_by_file_name() {
        let entry = entry.map_err(io::Error::other)?;
        if is_source(entry.path()) && !entry.path().starts_with(root.join(PROGRAMS)) {
            let path = entry.into_path();
            let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            trials.push(Trial::test(name, move || fixture(&path)));
        }
    }
    trials.extend(programs(&root)?);
    trials.extend(pages(&root.join("rules"))?);
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["c", "cpp", "rs"].iter().any(|known| extension == *known))
}

/// One test for each folder with a program of several files.
fn programs(root: &Path) -> io::Result<Vec<Trial>> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root.join(PROGRAMS))?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    folders.sort();
    let trial = |folder: PathBuf| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(format!("{PROGRAMS}/{name}"), move || program(&folder))
    };
    Ok(folders.into_iter().map(trial).collect())
}

/// All files of a folder in one run; no two have the same name.
fn program(folder: &Path) -> Result<(), Failed> {
    let copy = tempfile::tempdir()?;
    let mut files: Vec<(String, Marked)> = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(io::Error::other)?;
        let to = copy.path().join(entry.path().strip_prefix(folder)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to)?;
            continue;
        }
        let marked = Marked::new(&fs::read_to_string(entry.path())?);
        fs::write(to, &marked.text)?;
        files.push((entry.file_name().to_string_lossy().into_owned(), marked));
    }
    let asked: Vec<String> = files.iter().flat_map(|(_, marked)| &marked.marks).map(|mark| mark.rule.clone()).collect();
    let mut found = tool::run_with(copy.path(), &asked);
    let mut wrong = Vec::new();
    for (name, marked) in files {
        let of_file = compare(&marked.marks, &found.remove(&name).unwrap_or_default());
        wrong.extend(marked.errors.into_iter().chain(of_file).map(|line| format!("{name}: {line}")));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn fixture(path: &Path) -> Result<(), Failed> {
    let (text, is_bytes) = read(path)?;
    let marked = Marked::new(&text);
    let folder = tempfile::tempdir()?;
    copy_headers(path, folder.path())?;
    // Marks of a file whose text is shown elsewhere stand beside it.
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let beside = fs::read_to_string(path.with_extension(format!("{extension}.marks"))).unwrap_or_default();
    let topic = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    check(folder.path(), extension, &topic, (&marked, is_bytes), Marked::beside(&beside))
}

/// A fixture's text, and whether it is no UTF-8: then a letter stands for each byte.
fn read(path: &Path) -> io::Result<(String, bool)> {
    let bytes = fs::read(path)?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (error.into_bytes().into_iter().map(char::from).collect(), true),
    })
}

/// The headers beside a fixture, without their marks.
fn copy_headers(path: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path.parent().unwrap_or(path))? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "h") {
            fs::write(to.join(entry.file_name()), Marked::new(&fs::read_to_string(entry.path())?).text)?;
        }
    }
    Ok(())
}

/// Rules that are off by default speak where a mark has their name, and in the folder or on the page that has it.
fn check(
    folder: &Path,
    extension: &str,
    topic: &str,
    (marked, is_bytes): (&Marked, bool),
    beside: Marked,
) -> Result<(), Failed> {
    let name = format!("fixture.{extension}");
    let letters = || marked.text.chars().map(|letter| letter as u8).collect();
    let bytes: Vec<u8> = if is_bytes { letters() } else { marked.text.clone().into_bytes() };
    fs::write(folder.join(&name), bytes)?;
    let marks = [marked.marks.as_slice(), &beside.marks].concat();
    let asked: Vec<String> = marks.iter().map(|mark| mark.rule.clone()).chain([topic.to_owned()]).collect();
    let found = tool::run_with(folder, &asked).remove(&name).unwrap_or_default();
    let mut wrong = [marked.errors.as_slice(), &beside.errors].concat();
    wrong.extend(compare(&marks, &found));
    if !marked.probes.is_empty() {
        let known = tool::probes(&folder.join(&name));
        wrong.extend(
            known.iter().filter(|probe| !marked.probes.contains(probe)).map(|probe| format!("known      {probe}")),
        );
        wrong.extend(
            marked.probes.iter().filter(|probe| !known.contains(probe)).map(|probe| format!("expected   {probe}")),
        );
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// The examples of the rules' pages: those with marks say what is found, those without are silent.
fn pages(folder: &Path) -> io::Result<Vec<Trial>> {
    let mut trials = Vec::new();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // The template has no code that runs.
        if name.starts_with('_') {
            continue;
        }
        let page = fs::read_to_string(&path)?;
        for (language, extension) in [("c", "c"), ("rust", "rs")] {
            for (line, text) in blocks(&page, language) {
                let topic = name.trim_end_matches(".md").to_owned();
                trials.push(Trial::test(format!("rules/{name}:{line}"), move || {
                    let folder = tempfile::tempdir()?;
                    check(folder.path(), extension, &topic, (&Marked::new(&text), false), Marked::default())
                }));
            }
        }
    }
    Ok(trials)
}

/// The fenced blocks of a page in a language, with the numbers of their first lines.
fn blocks(page: &str, language: &str) -> Vec<(usize, String)> {
    let fence = format!("```{language}");
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (index, line) in page.lines().enumerate() {
        match &mut open {
            None if line.trim() == fence => open = Some((index + 2, String::new())),
            None => {}
            Some(_) if line.trim() == "```" => blocks.extend(open.take()),
            Some((_, text)) => *text += &format!("{line}\n"),
        }
    }
    blocks
}
