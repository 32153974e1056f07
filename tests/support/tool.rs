//! Runs sockleak on a folder of files.

use super::marks::{Claim, Mark};
use sockleak::frontend::c::Reader;
use sockleak::frontend::{Headers, Interest};
use sockleak::model::{Models, Role};
use sockleak::source::{FileId, Language, SourceFile};
use sockleak::typestate::{Confidence, Observation, ObservationKind, PeerGone, analyse};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What was found, per path below the folder.
pub type Found = BTreeMap<String, Vec<Mark>>;

struct Folder;

impl Headers for Folder {
    fn quoted(&self, from: &SourceFile, name: &str) -> Option<Arc<SourceFile>> {
        let path = Path::new(&from.path).parent()?.join(name);
        let bytes = std::fs::read(&path).ok()?;
        Some(Arc::new(SourceFile::new(FileId(u32::MAX), path.to_str()?, Language::C, bytes)))
    }
}

/// Findings that are at least likely in the files `names` below `folder`.
pub fn run(folder: &Path, names: &[String]) -> Found {
    let models = Models::embedded();
    let mut interest = Interest::default();
    for (name, model) in models.functions() {
        if model.is_socket_api || model.role == Role::Acquire {
            interest.seeds.insert(name.to_owned());
        }
        interest.commented.insert(name.to_owned());
    }
    let reader = Reader::new(&Folder, &interest);
    names.iter().map(|name| (name.clone(), one(&reader, &models, folder, name))).collect()
}

fn one(reader: &Reader, models: &Models, folder: &Path, name: &str) -> Vec<Mark> {
    let path = folder.join(name);
    let bytes = std::fs::read(&path).unwrap();
    let source = SourceFile::new(FileId(0), path.to_str().unwrap(), Language::C, bytes);
    let unit = reader.read(&source);
    if std::env::var_os("PROBLEMS").is_some() {
        for problem in &unit.problems {
            eprintln!("{name}: {problem:?}");
        }
    }
    // One finding per (acquisition, losing exit), the most specific rule.
    let mut found: BTreeMap<(String, Option<u32>, u32), (u8, Mark)> = BTreeMap::new();
    for (_, functions) in unit.worlds {
        for seen in analyse(&source, &functions, models) {
            if seen.confidence < Confidence::Likely {
                if std::env::var_os("PROBLEMS").is_some() {
                    eprintln!("{name}: possible {seen:?}");
                }
                continue;
            }
            let (family, rank, mark) = finding(&source, &seen);
            let key = (family.to_owned(), seen.acquired.as_ref().map(|a| a.at.span.start), seen.at.span.start);
            match found.get(&key) {
                Some((old, _)) if *old >= rank => {}
                _ => {
                    found.insert(key, (rank, mark));
                }
            }
        }
    }
    let mut marks: Vec<Mark> = found.into_values().map(|(_, mark)| mark).collect();
    marks.sort();
    marks
}

fn finding(source: &SourceFile, seen: &Observation) -> (&'static str, u8, Mark) {
    let line = source.lines().position(&source.text, seen.at.span.start).line as usize;
    let (family, rank, rule, is_note) = match &seen.kind {
        ObservationKind::Lost { exit, peer } => {
            let (rank, rule) = match peer {
                Some(peer) => of_peer(*peer),
                None if *exit == sockleak::typestate::Exit::Overwrite => (1, "overwritten-socket"),
                None => (0, "socket-leak"),
            };
            ("leak", rank, rule, seen.at_process_end)
        }
        ObservationKind::LeftOpen { peer, row } => {
            let (rank, rule) = of_peer(*peer);
            ("leak", rank, rule, *row == 7)
        }
        ObservationKind::DoubleClose => ("double", 0, "double-close", false),
        ObservationKind::UseAfterClose { .. } => ("use", 0, "use-after-close", false),
        ObservationKind::UncheckedOption { calls } => {
            ("option", 0, "unchecked-setsockopt", !calls.iter().any(|call| call.matters))
        }
    };
    (family, rank, Mark { line, rule: rule.to_owned(), is_note, claim: Claim::Finding })
}

fn of_peer(peer: PeerGone) -> (u8, &'static str) {
    match peer {
        PeerGone::SendError => (2, "send-error-leak"),
        PeerGone::RecvError | PeerGone::RecvTimeout => (3, "recv-error-leak"),
        PeerGone::EofOrError | PeerGone::Eof => (4, "eof-leak"),
    }
}
