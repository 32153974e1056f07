//! A `return` that leaves an open socket behind.

use super::body::{Body, Position, has_word, last_word};
use super::{Fix, jump};
use crate::source::{Language, Span};
use crate::typestate::{Confidence, Observation};

/// Close before the exit as the function does elsewhere, or go to the label that closes.
pub fn fixes(body: &Body, seen: &Observation) -> Vec<Fix> {
    let Some(value) = returned(body.text(seen.at.span)) else { return Vec::new() };
    if !is_in_scope(body, seen) || is_assigned(body, seen) || has_word(value, base(&seen.handle)) {
        return Vec::new();
    }
    let closing = body.closing(&seen.handle);
    let known = closer(body, seen, &closing);
    if known.is_none() && (seen.acquired.is_none() || is_pointer(body, &seen.handle)) {
        return Vec::new();
    }
    let mut fixes: Vec<Fix> = jump::to_label(body, seen, value, &closing).into_iter().collect();
    if is_shared(body, seen, &closing) {
        return fixes;
    }
    let closer = known.clone().unwrap_or_else(|| usual(body, seen));
    let call = format!("{closer}({});", seen.handle);
    if let Some(edits) = body.before(seen.at.span, &call) {
        let is_certain = seen.confidence == Confidence::Certain && !seen.at_process_end;
        let is_safe = is_certain && known.is_some() && !tells_an_error(value) && !is_too_late(body, seen);
        let as_elsewhere = if known.is_some() { ", as this function does elsewhere" } else { "" };
        let title = format!("insert `{call}` before this exit{as_elsewhere}");
        fixes.insert(0, Fix { title, edits, is_safe });
    }
    fixes
}

/// Whether the library is taken down on the way to the exit: closing has to come before that.
pub fn is_too_late(body: &Body, seen: &Observation) -> bool {
    let start = seen.acquired.as_ref().map_or(body.span.start, |acquired| acquired.at.span.end);
    let code = body.code(start, seen.at.span.start);
    code.rsplit('{').next().is_some_and(|block| has_word(block, "WSACleanup"))
}

/// Whether ways lead here on which the socket is closed, or not open yet: there is a label before, or a close after which
/// the function goes on.
fn is_shared(body: &Body, seen: &Observation, closing: &[(String, Span)]) -> bool {
    let start = seen.acquired.as_ref().map_or(body.span.start, |acquired| acquired.at.span.end);
    let exit = seen.at.span.start;
    let is_label = |line: &str| {
        let (name, rest) = line.trim().split_once(':').unwrap_or_default();
        !name.is_empty() && last_word(name) == name && name != "default" && !rest.starts_with(':')
    };
    body.code(start, exit).lines().any(is_label) || may_be_closed(body, seen, closing)
}

/// Whether the function goes on behind a close that stands between the acquisition and the exit.
pub fn may_be_closed(body: &Body, seen: &Observation, closing: &[(String, Span)]) -> bool {
    let start = seen.acquired.as_ref().map_or(body.span.start, |acquired| acquired.at.span.end);
    let mut before = closing.iter().filter(|(_, call)| start <= call.start && call.end <= seen.at.span.start);
    before.any(|(_, call)| goes_on(body, *call))
}

/// How many blocks around a place are there only for the word `unsafe`.
fn unsafe_blocks(body: &Body, at: u32) -> usize {
    match body.language {
        Language::Rust => body.heads(at).iter().rev().take_while(|head| last_word(head) == "unsafe").count(),
        Language::C | Language::Cpp => 0,
    }
}

/// Whether the function goes on behind the block in which a socket is closed.
fn goes_on(body: &Body, call: Span) -> bool {
    const LEAVES: [&str; 7] = ["return", "goto", "break", "continue", "exit", "_exit", "abort"];
    if !matches!(body.position(call), Some(Position::InBlock)) {
        return true;
    }
    let leaves = |statement: &str| {
        let first = statement.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next();
        first.is_some_and(|first| LEAVES.contains(&first))
    };
    let (mut depth, mut transparent) = (0usize, unsafe_blocks(body, call.start));
    let mut statement = String::new();
    for c in body.code(call.end, body.span.end).chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 && transparent > 0 => {
                transparent -= 1;
                statement.clear();
                continue;
            }
            '}' if depth == 0 => return !leaves(&statement),
            '}' => depth -= 1,
            ';' if depth == 0 => {
                if leaves(&statement) {
                    return false;
                }
                statement.clear();
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            statement.push(if c == '}' { ' ' } else { c });
        }
    }
    true
}

/// Whether the variable is given another value on the way: then it is no longer the socket's name.
pub fn is_assigned(body: &Body, seen: &Observation) -> bool {
    let Some(acquired) = &seen.acquired else { return false };
    let code = body.code(acquired.at.span.end, seen.at.span.start);
    code.match_indices(&seen.handle).any(|(at, handle)| {
        let behind = code[at + handle.len()..].trim_start();
        behind.starts_with('=') && !behind.starts_with("==")
    })
}

/// What a `return` gives; `None` for any other text.
fn returned(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("return")?.strip_suffix(';')?;
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')).then(|| rest.trim())
}

/// The variable of `c->sock`.
fn base(handle: &str) -> &str {
    let start = handle.trim_start_matches(['*', '(', '&']);
    let len = start.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    &start[..len]
}

/// Whether a plain variable is declared as a pointer: then it is the object that the socket is in.
fn is_pointer(body: &Body, handle: &str) -> bool {
    let code = body.code(body.span.start, body.span.end);
    base(handle) == handle && code.match_indices(handle).any(|(at, _)| code[..at].trim_end().ends_with('*'))
}

/// What the value is made of may change while the socket is closed.
fn tells_an_error(value: &str) -> bool {
    value.contains('(') || value.contains("errno")
}

/// Whether the variable is known at the exit: it was named before, outside of the blocks that have ended since.
pub fn is_in_scope(body: &Body, seen: &Observation) -> bool {
    let is_plain = seen.handle.chars().all(|c| c.is_ascii_alphanumeric() || "_->.".contains(c));
    let Some(acquired) = &seen.acquired else { return is_plain && !base(&seen.handle).is_empty() };
    if !is_plain || acquired.at.file != seen.at.file || !body.span.contains(acquired.at.span) {
        return false;
    }
    // Each block that has ended since the acquisition takes the names with it that it begins with.
    let between = body.code(acquired.at.span.end, seen.at.span.start);
    let (mut depth, mut ended) = (0usize, 0);
    for c in between.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => ended += 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    let mut before = body.code(body.span.start, acquired.at.span.start);
    for _ in 0..ended {
        before = before.rfind('{').map_or("", |at| &before[..at]);
    }
    has_word(before, base(&seen.handle))
}

/// The closer that the function calls most often; of several the first. What is called on the way to this exit does not
/// close, and of a macro nobody knows.
pub fn closer(body: &Body, seen: &Observation, closing: &[(String, Span)]) -> Option<String> {
    let passed = passed(body, seen.at.span.start, closing);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (name, _) in closing {
        match counts.iter_mut().find(|(known, _)| known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts.retain(|(name, _)| !passed.contains(name) && !body.defines(name));
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    best.map(|(name, _)| name.to_owned())
}

/// What is called on the way to the exit at `exit`: in blocks that have not ended before, but for `unsafe` ones.
fn passed<'c>(body: &Body, exit: u32, closing: &'c [(String, Span)]) -> Vec<&'c str> {
    let code = body.code(body.span.start, exit).as_bytes();
    let mut found = Vec::new();
    // How many blocks end between a place and the exit that do not begin there; from the last place to the first.
    let (mut at, mut ended) = (code.len(), 0usize);
    for (name, call) in closing.iter().rev().filter(|(_, call)| call.end <= exit) {
        let from = (call.end - body.span.start) as usize;
        for byte in code.get(from..at).unwrap_or_default().iter().rev() {
            match byte {
                b'}' => ended += 1,
                b'{' => ended = ended.saturating_sub(1),
                _ => {}
            }
        }
        at = at.min(from);
        if ended <= unsafe_blocks(body, call.start) && !found.contains(&name.as_str()) {
            found.push(name.as_str());
        }
    }
    found
}

/// The closer of the system that the file is written for. A member function of the same name would hide it.
fn usual(body: &Body, seen: &Observation) -> String {
    let asks = |word: &[u8]| memchr::memmem::find(body.file_code(), word).is_some();
    let name = if asks(b"closesocket") || asks(b"WSAGetLastError") { "closesocket" } else { "close" };
    let acquired = seen.acquired.as_ref().map_or("", |acquired| body.text(acquired.at.span));
    let is_global = body.language == Language::Cpp && (acquired.starts_with("::") || body.may_be_member());
    format!("{}{name}", if is_global { "::" } else { "" })
}
