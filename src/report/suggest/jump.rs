//! Jumps to the label behind which a socket is closed.

use super::body::{Body, last_word};
use super::{Edit, Fix};
use crate::source::{Language, Span};
use crate::typestate::Observation;

/// The jump to a label of this function behind which the socket is closed and the function is left.
pub fn to_label(body: &Body, seen: &Observation, value: &str, closing: &[(String, Span)]) -> Option<Fix> {
    let exit = seen.at.span;
    let code = body.code(body.span.start, body.span.end);
    let jumps = code.match_indices("goto ").filter_map(|(at, _)| code[at + 5..].split(';').next().map(str::trim));
    let mut labels: Vec<&str> = jumps.collect();
    labels.dedup();
    let found = labels.iter().find_map(|name| {
        let at = code.find(&format!("\n{name}:"))? as u32 + body.span.start;
        let is_closed = at > exit.end && closing.iter().any(|(_, call)| call.start > at);
        let tail = body.code(at, body.span.end);
        let left = tail.rsplit_once("return").map(|(_, rest)| rest.split(';').next().unwrap_or_default().trim());
        (is_closed && may_jump(body, code, name, exit)).then_some((*name, left.unwrap_or_default()))
    });
    let (name, left) = found?;
    let text = match () {
        () if left == value => format!("goto {name};"),
        // A variable that holds the result takes the value first.
        () if !left.is_empty() && last_word(left) == left && !left.starts_with(|c: char| c.is_ascii_digit()) => {
            let jump = format!("goto {name};");
            return jump_with_result(body, exit, &format!("{left} = {value};"), jump, name, &seen.handle);
        }
        () => return None,
    };
    let edits = vec![body.replace(exit, text)];
    Some(Fix { title: title(name, &seen.handle), edits, is_safe: false })
}

/// Whether a jump from here to the label compiles: in C++ none may pass by an initialiser, and a jump that stands before this
/// exit shows that there is none. A lambda is left by `return` alone.
fn may_jump(body: &Body, code: &str, name: &str, exit: Span) -> bool {
    let before = &code[..(exit.start - body.span.start) as usize];
    let is_lambda = |head: &&str| head.contains("](") || head.contains("] (") || head.ends_with(']');
    let jumps = || before.split("goto ").skip(1).any(|rest| rest.split(';').next().is_some_and(|to| to.trim() == name));
    body.language != Language::Cpp || jumps() && !body.heads(exit.start).iter().any(is_lambda)
}

fn title(name: &str, handle: &str) -> String {
    format!("go to `{name}`, behind which `{handle}` is closed")
}

fn jump_with_result(body: &Body, exit: Span, first: &str, jump: String, name: &str, handle: &str) -> Option<Fix> {
    let mut edits = body.before(exit, first)?;
    let at = edits.iter().position(|edit| edit.at.span.start >= exit.end).unwrap_or(edits.len());
    edits.insert(at, body.replace(exit, jump));
    Some(Fix { title: title(name, handle), edits: joined(edits), is_safe: false })
}

/// What is inserted where something is replaced becomes a part of it: no edit stands in another's place.
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    for edit in edits {
        match out.last_mut() {
            Some(last) if last.at.span.end >= edit.at.span.start => {
                last.at.span = last.at.span.to(edit.at.span);
                last.text.push_str(&edit.text);
            }
            _ => out.push(edit),
        }
    }
    out
}
