//! `sockleak dump`.

use super::args::{DumpArgs, WorldName};
use super::out::print;
use super::trouble::Trouble;
use crate::check::{HeaderCache, Options, Summarised, check, interest, read};
use crate::frontend::c::{Kept, Reader};
use crate::frontend::rust::{self, RustReader};
use crate::frontend::{Wanted, World};
use crate::ir::{self, Function};
use crate::model::Models;
use crate::rules::{Rules, similar};
use crate::source::{FileId, Language, SourceFile};
use crate::typestate;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Prints what sockleak makes of a file, or of one function in it.
pub fn dump(args: &DumpArgs) -> anyhow::Result<()> {
    let (path, wanted) = split(&args.target);
    if args.summary {
        return summaries(args, path, wanted);
    }
    let source = read(Path::new(path), path, FileId(0), Language::of_path(path).unwrap_or(Language::C))
        .map_err(|reason| Trouble(format!("{path}: {reason}")))?;
    let models = args.config.origin().load(&[PathBuf::from(path)])?.models;
    let functions = functions(&source, &models, args.world);
    if let Some(name) = wanted {
        let known: Vec<_> = functions.iter().map(|function| function.shown_name()).collect();
        check_name(name, known.iter().map(|known| known.as_str()))?;
    }
    let shown = functions.iter().filter(|function| wanted.is_none_or(|name| function.shown_name().as_str() == name));
    let text = if args.states {
        typestate::dump_states(&source, &functions, &models, wanted)
    } else if args.cfg {
        shown.map(|function| format!("%% {}\n{}", function.name, ir::mermaid(function))).collect()
    } else {
        shown.map(|function| ir::pretty(function)).collect()
    };
    print(text.as_bytes())
}

/// What calling each function of a file does, as far as the tree is known.
fn summaries(args: &DumpArgs, path: &str, wanted: Option<&str>) -> anyhow::Result<()> {
    let paths: Vec<PathBuf> = args.tree.iter().cloned().chain([PathBuf::from(path)]).collect();
    let models = args.config.origin().load(&paths)?.models;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let options = Options { paths, threads, want_summaries: true, with_tests: true, ..Options::default() };
    let outcome = check(&options, &models, &Rules::embedded(), &|_, _| ())?;
    if let Some(skipped) = outcome.skipped.iter().find(|skipped| skipped.is_trouble) {
        return Err(Trouble(format!("{}: {}", skipped.path, skipped.reason)).into());
    }
    let here = in_world(&outcome.summaries, path, args.world);
    if let Some(name) = wanted {
        check_name(name, here.iter().map(|known| known.name.as_str()))?;
    }
    let shown = here.iter().filter(|known| wanted.is_none_or(|name| known.name == name));
    print(shown.map(|known| known.text.as_str()).collect::<String>().as_bytes())
}

/// What is known of the functions of a file in one world; what is the same in both is told of the first only.
fn in_world<'k>(all: &'k [Summarised], path: &str, world: WorldName) -> Vec<&'k Summarised> {
    let same = |other: &str| other == path || std::fs::canonicalize(other).ok() == std::fs::canonicalize(path).ok();
    let here: Vec<&Summarised> = all.iter().filter(|known| same(&known.path)).collect();
    let of = |world: World| here.iter().copied().filter(move |known| known.world == world);
    match world {
        WorldName::Posix => of(World::Posix).collect(),
        WorldName::Windows => {
            let is_same = |known: &&Summarised| of(World::Windows).all(|other| other.name != known.name);
            of(World::Windows).chain(of(World::Posix).filter(is_same)).collect()
        }
    }
}

/// Tells a function's name from the rest of a path; `C:\x.c` and a file whose name holds a colon have none.
fn split(target: &str) -> (&str, Option<&str>) {
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
    // `file.rs:Type::function`
    let end = target.rfind(['/', '.']).unwrap_or(0);
    let parts = target[end..].find(':').map(|at| (&target[..end + at], &target[end + at + 1..]));
    match parts {
        Some((path, name)) if is_name(name) && !Path::new(target).exists() => (path, Some(name)),
        _ => (target, None),
    }
}

/// The functions of the file in the given world. A later world's list holds only what differs there, so what it leaves
/// out is taken from the first.
fn functions(source: &SourceFile, models: &Models, world: WorldName) -> Vec<Arc<Function>> {
    let root = Path::new(&source.path).parent().map(|folder| folder.to_string_lossy().into_owned());
    let headers = HeaderCache::new(root.into_iter().collect(), Default::default());
    let interest = interest(models);
    let unit = match source.language {
        Language::C | Language::Cpp => {
            Reader::new(&headers, &interest).read(source, &Wanted::default(), &mut Kept::default())
        }
        Language::Rust => {
            RustReader::new(&interest.rust, true).read(source, &Wanted::default(), &mut rust::Kept::default())
        }
    };
    let mut found: Vec<Arc<Function>> = Vec::new();
    for (known, functions) in unit.worlds {
        match (known, world) {
            (World::Posix, _) => found = functions,
            (World::Windows, WorldName::Windows) => {
                found.retain(|old| functions.iter().all(|new| new.name != old.name));
                found.extend(functions);
            }
            _ => {}
        }
    }
    found.sort_by_key(|function| function.span.start);
    found
}

fn check_name<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> Result<(), Trouble> {
    if names.clone().any(|known| known == name) {
        return Ok(());
    }
    let hint = similar(name, names).first().map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Err(Trouble(format!("no function `{name}` among those that have to do with sockets{hint}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_paths() {
        assert_eq!(split("a/b.c:serve"), ("a/b.c", Some("serve")));
        assert_eq!(split("a/b.c"), ("a/b.c", None));
        assert_eq!(split("C:\\b.c"), ("C:\\b.c", None));
    }
}
