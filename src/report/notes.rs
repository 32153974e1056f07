//! What else there is to say about a finding.

use crate::rules::{Condition, Finding, Platform};
use crate::source::{Language, SourceFile};
use crate::typestate::{Exit, Observation, ObservationKind};

/// Spellings of "this is Windows" in a condition.
const WINDOWS: [&[u8]; 4] = [b"WIN32", b"_WIN64", b"_MSC_VER", b"WINDOWS"];

/// The same in Rust.
const WINDOWS_IN_RUST: [&[u8]; 1] = [b"windows"];

/// The notes on a finding that holds under `condition`, in a fixed order.
pub fn notes(finding: &Finding, condition: Option<Condition>, is_rust: bool) -> Vec<String> {
    let seen = &finding.observation;
    let mut notes = Vec::new();
    notes.extend(condition.map(|condition| when(condition, is_rust)));
    notes.extend(repetition(seen));
    notes.extend(calls(&seen.kind));
    notes.extend(thrower(seen));
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

/// When a finding holds, if not always: a file that never asks for Windows differs between the worlds by some other condition.
pub fn condition(finding: &Finding, source: Option<&SourceFile>) -> Option<Condition> {
    let is_asked = |source: &SourceFile| {
        let names = if source.language == Language::Rust { &WINDOWS_IN_RUST[..] } else { &WINDOWS[..] };
        names.iter().any(|name| memchr::memmem::find(&source.text, name).is_some())
    };
    let is_certain = finding.rule.meta.platforms == [Platform::Windows];
    let holds = |condition| if is_certain || source.is_none_or(is_asked) { condition } else { Condition::Other };
    finding.condition.map(holds)
}

fn when(condition: Condition, is_rust: bool) -> String {
    let text = match (condition, is_rust) {
        (Condition::Other, false) => "only with some choices of the `#if` conditions",
        (Condition::Windows, false) => "only when `_WIN32` is defined",
        (Condition::NotWindows, false) => "only when `_WIN32` is not defined",
        (Condition::Other, true) => "only with some choices of the `cfg` conditions",
        (Condition::Windows, true) => "only with `cfg(windows)`",
        (Condition::NotWindows, true) => "only with `cfg(not(windows))`",
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

/// Who throws, where the function is left by another one's exception: that is told at the very place.
fn thrower(seen: &Observation) -> Option<String> {
    let [.., throws, left] = &seen.path[..] else { return None };
    let is_throw = matches!(seen.kind, ObservationKind::Lost { exit: Exit::Throw, .. });
    (is_throw && throws.at == left.at).then(|| throws.text.clone())
}

fn calls(kind: &ObservationKind) -> Option<String> {
    let ObservationKind::UncheckedOption { calls } = kind else { return None };
    let is_several = calls.len() > 1;
    is_several.then(|| format!("{} calls on this socket go unchecked in this function", calls.len()))
}
