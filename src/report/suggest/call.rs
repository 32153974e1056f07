//! Calls whose results nobody looks at.

use super::Fix;
use super::body::{Body, Position};
use crate::source::{Language, Span};
use crate::typestate::{OptionCall, OptionFault};

/// Test the calls where the file can print, or say that their results do not matter.
pub fn fixes(body: &Body, calls: &[OptionCall]) -> Vec<Fix> {
    let statements: Option<Vec<&OptionCall>> =
        calls.iter().map(|call| is_statement(body, call.at.span).then_some(call)).collect();
    let Some(statements) = statements.filter(|_| calls.iter().all(|call| call.fault != OptionFault::ComparedInside))
    else {
        return Vec::new();
    };
    let mut fixes = Vec::new();
    if let Some(print) = printer(body) {
        let edits = statements.iter().flat_map(|call| {
            let indent = body.indent(call.at.span.start);
            let text = format!(" < 0)\n{indent}    {print}(\"{}\")", name(body, call));
            [body.insert(call.at.span.start, "if (".to_owned()), body.insert(call.at.span.end, text)]
        });
        let title = "test the result and print why it failed".to_owned();
        fixes.push(Fix { title, edits: edits.collect(), is_safe: false });
    }
    let edits = statements.iter().map(|call| body.insert(call.at.span.start, "(void)".to_owned()));
    let title = "cast the call to `(void)` if its failure does not matter".to_owned();
    fixes.push(Fix { title, edits: edits.collect(), is_safe: false });
    fixes
}

/// What prints why a call failed, where the file can print.
fn printer(body: &Body) -> Option<&'static str> {
    let includes = |header: &[u8]| memchr::memmem::find(body.file_code(), header).is_some();
    match () {
        () if includes(b"<stdio.h>") => Some("perror"),
        () if body.language == Language::Cpp && includes(b"<cstdio>") => Some("std::perror"),
        () => None,
    }
}

/// Whether the call is a statement among others: nothing before it, and `;` behind it.
fn is_statement(body: &Body, call: Span) -> bool {
    let is_ended = body.code(call.end, body.span.end).trim_start().starts_with(';');
    is_ended && body.position(call) == Some(Position::InBlock)
}

fn name(body: &Body, call: &OptionCall) -> String {
    let callee = body.text(call.at.span).split('(').next().unwrap_or_default().trim();
    let callee = callee.trim_start_matches("::");
    if call.option.is_empty() { callee.to_owned() } else { format!("{callee} {}", call.option) }
}
