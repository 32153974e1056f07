//! A socket that is closed twice.

use super::Fix;
use super::body::{Body, has_word};
use crate::source::{Language, Span};
use crate::typestate::{Observation, StepKind};

/// Give the variable an invalid value behind the first close, so that the second one closes nothing.
pub fn fixes(body: &Body, seen: &Observation) -> Vec<Fix> {
    // Through another name the second close closes all the same.
    if !has_word(body.text(seen.at.span), &seen.handle) {
        return Vec::new();
    }
    let released = |kind| matches!(kind, StepKind::Release);
    let first = seen.path.iter().rev().find(|step| released(step.kind) && step.at != seen.at);
    let closing = body.closing(&seen.handle);
    let Some((name, call)) = first.and_then(|step| closing.iter().find(|(_, call)| call.contains(step.at.span))) else {
        return Vec::new();
    };
    if is_constant(body, &seen.handle) {
        return Vec::new();
    }
    let invalid = if name.contains("closesocket") { "INVALID_SOCKET" } else { "-1" };
    let Some(len) = body.code(call.end, body.span.end).find(';') else { return Vec::new() };
    let statement = Span { start: call.start, end: call.end + len as u32 + 1 };
    let reset = format!("{} = {invalid};", seen.handle);
    let edits = body.behind(statement, &reset);
    let title = format!("insert `{reset}` behind the first close");
    edits.map(|edits| Fix { title, edits, is_safe: false }).into_iter().collect()
}

/// Whether the variable cannot be given another value.
fn is_constant(body: &Body, handle: &str) -> bool {
    let code = body.code(body.span.start, body.span.end);
    let Some(at) = code.match_indices(handle).find(|(at, _)| has_word(&code[*at..], handle)).map(|(at, _)| at) else {
        return true;
    };
    let declared = code[..at].rsplit([';', '{', '}', '(', ',']).next().unwrap_or_default();
    match body.language {
        Language::Rust => !declared.trim().ends_with("let mut"),
        Language::C | Language::Cpp => has_word(declared, "const"),
    }
}
