//! What else there is to say about a finding.

use crate::rules::{Condition, Finding};
use crate::source::SourceFile;
use crate::typestate::{Exit, Observation, ObservationKind};

/// Spellings of "this is Windows" in a condition.
const WINDOWS: [&[u8]; 4] = [b"WIN32", b"_WIN64", b"_MSC_VER", b"WINDOWS"];

/// The notes on a finding, in a fixed order.
pub fn notes(finding: &Finding, source: Option<&SourceFile>) -> Vec<String> {
    let seen = &finding.observation;
    let mut notes = Vec::new();
    notes.extend(finding.condition.map(|condition| when(condition, source)));
    notes.extend(repetition(seen));
    notes.extend(calls(&seen.kind));
    if seen.at_process_end {
        notes.push("the process ends here and the kernel closes the socket".to_owned());
    }
    if matches!(seen.kind, ObservationKind::LeftOpen { row: 7, .. }) {
        notes.push(format!(
            "no caller of `{}` was found in what was checked; one elsewhere may close it",
            seen.function
        ));
    }
    notes
}

/// A file that never asks for Windows differs between the worlds by some other condition.
fn when(condition: Condition, source: Option<&SourceFile>) -> String {
    let is_asked = |source: &SourceFile| WINDOWS.iter().any(|name| memchr::memmem::find(&source.text, name).is_some());
    let text = match condition {
        Condition::Other => "only with some choices of the `#if` conditions",
        _ if source.is_some_and(|source| !is_asked(source)) => "only with some choices of the `#if` conditions",
        Condition::Windows => "only when `_WIN32` is defined",
        Condition::NotWindows => "only when `_WIN32` is not defined",
    };
    text.to_owned()
}

/// A loss that stays in the loop of its acquisition happens again and again; one that leaves the function does not.
fn repetition(seen: &Observation) -> Option<String> {
    let stays = matches!(seen.kind, ObservationKind::Lost { exit: Exit::Scope | Exit::Overwrite | Exit::Freed, .. });
    let acquired = seen.acquired.as_ref().filter(|acquired| acquired.in_loop && stays)?;
    let is_accept = acquired.callee.as_str().to_ascii_lowercase().contains("accept");
    let each = if is_accept { "for every connection" } else { "in every round" };
    Some(format!("`{}` is called in a loop: this can repeat {each}", acquired.callee))
}

fn calls(kind: &ObservationKind) -> Option<String> {
    let ObservationKind::UncheckedOption { calls } = kind else { return None };
    let is_several = calls.len() > 1;
    is_several.then(|| format!("{} calls on this socket go unchecked in this function", calls.len()))
}
