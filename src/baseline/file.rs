//! The file of known findings: one JSON object a line, so that a merge of two branches is a merge of lines. The first line
//! says what it is; the others are sorted.

use super::entry::Entry;
use crate::config::io_reason;
use crate::disk;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The name that a baseline has if nobody chooses one.
pub const NAME: &str = "sockleak-baseline.jsonl";

/// The format of this version.
const FORMAT: u32 = 1;

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    sockleak_baseline: u32,
}

/// A baseline that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {message}", line.map_or(String::new(), |line| format!(":{line}")))]
pub struct BaselineError {
    /// The file.
    pub file: String,
    /// The line from 1, if it is about one.
    pub line: Option<usize>,
    /// What is wrong: lower case, no final stop.
    pub message: String,
}

/// Reads a baseline.
pub fn read(path: &Path) -> Result<Vec<Entry>, BaselineError> {
    let wrong = |line, message: String| BaselineError { file: path.display().to_string(), line, message };
    let bytes = std::fs::read(path).map_err(|error| wrong(None, io_reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong(None, "no baseline of sockleak: no UTF-8".to_owned()))?;
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    head(lines.next().map(|(_, line)| line)).map_err(|message| wrong(Some(1), message))?;
    let entry = |(at, line): (usize, &str)| {
        serde_json::from_str::<Entry>(line).map_err(|error| wrong(Some(at + 1), reason(line, &error)))
    };
    lines.map(entry).collect()
}

fn head(line: Option<&str>) -> Result<(), String> {
    const FOREIGN: &str = "no baseline of sockleak; `sockleak baseline create` writes one";
    match serde_json::from_str::<Head>(line.ok_or(FOREIGN)?) {
        Ok(head) if head.sockleak_baseline > FORMAT => {
            Err(format!("format {} is of a later sockleak; this one knows {FORMAT}", head.sockleak_baseline))
        }
        Ok(_) => Ok(()),
        Err(_) => Err(FOREIGN.to_owned()),
    }
}

fn reason(line: &str, error: &serde_json::Error) -> String {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
        return "a merge was left half done here; keep the lines of both sides".to_owned();
    }
    format!("no entry of a baseline: {}", error.to_string().split(" at line").next().unwrap_or_default())
}

/// Writes a baseline in place of the old one, whole or not at all.
pub fn write(path: &Path, entries: &[Entry]) -> Result<(), BaselineError> {
    let text = text(entries);
    disk::replace(path, text.as_bytes()).map_err(|error| BaselineError {
        file: path.display().to_string(),
        line: None,
        message: io_reason(&error),
    })
}

fn text(entries: &[Entry]) -> String {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort();
    let line = |value: serde_json::Result<String>| value.unwrap_or_default() + "\n";
    let head = line(serde_json::to_string(&Head { sockleak_baseline: FORMAT }));
    sorted.into_iter().map(|entry| line(serde_json::to_string(entry))).fold(head, |text, line| text + &line)
}
