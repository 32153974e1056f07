//! Suggestions for Rust: a raw descriptor is closed before an exit, the result of an option is handed on.

use super::body::{Body, has_word, last_path, last_word};
use super::exit::{closer, is_assigned, is_in_scope, is_too_late, may_be_closed};
use super::{Edit, Fix};
use crate::source::Span;
use crate::typestate::{Confidence, Observation, OptionCall};

/// Close before a `return`, as the function does elsewhere or as the library does from which the descriptor comes.
pub fn close(body: &Body, seen: &Observation) -> Vec<Fix> {
    let Some((exit, value)) = exit_at(body, seen.at.span) else { return Vec::new() };
    let is_name = seen.handle.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !seen.handle.is_empty();
    if !is_name || seen.acquired.is_none() || !is_in_scope(body, seen) || is_assigned(body, seen) {
        return Vec::new();
    }
    let closing = body.closing(&seen.handle);
    let known = closer(body, seen, &closing);
    let Some(closer) = known.clone().or_else(|| usual(body, seen)) else { return Vec::new() };
    if has_word(value, &seen.handle) || may_be_closed(body, seen, &closing) {
        return Vec::new();
    }
    let call = format!("{closer}({})", seen.handle);
    let is_unsafe = body.heads(exit.start).iter().any(|head| has_word(head, "unsafe"));
    let call = if is_unsafe { format!("{call};") } else { format!("unsafe {{ {call} }};") };
    let Some(edits) = edits(body, exit, value, &call) else { return Vec::new() };
    let is_safe = seen.confidence == Confidence::Certain
        && !seen.at_process_end
        && known.is_some()
        && !calls(value)
        && !is_too_late(body, seen);
    let as_elsewhere = if known.is_some() { ", as this function does elsewhere" } else { "" };
    vec![Fix { title: format!("insert `{call}` before this exit{as_elsewhere}"), edits, is_safe }]
}

/// A `return` with its semicolon, if it has one, and what it gives. A span of Rust may be its first word alone.
fn exit_at<'b>(body: &'b Body, at: Span) -> Option<(Span, &'b str)> {
    let code = body.code(at.start, body.span.end);
    let rest =
        code.strip_prefix("return").filter(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))?;
    let mut depth = 0i32;
    let len = rest.find(|c: char| {
        depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
        depth < 0 || depth == 0 && matches!(c, ';' | ',')
    })?;
    let is_ended = rest[len..].starts_with(';');
    let end = at.start + ("return".len() + rest[..len].trim_end().len() + usize::from(is_ended)) as u32;
    Some((Span { start: at.start, end }, rest[..len].trim()))
}

/// Whether working out a value calls anything but what makes an error or a result.
fn calls(value: &str) -> bool {
    value.match_indices('(').any(|(at, _)| {
        let name = last_path(&value[..at]);
        !matches!(name, "" | "Ok" | "Err" | "Some") && !name.contains("Error")
    })
}

/// What closes a descriptor in the crate whose function has opened it.
fn usual(body: &Body, seen: &Observation) -> Option<String> {
    let acquired = body.text(seen.acquired.as_ref()?.at.span).split('(').next()?.trim();
    let path = acquired.rsplit_once("::")?.0;
    let is_number = path == "libc" || path.ends_with("::libc");
    is_number.then(|| format!("{path}::close"))
}

/// The call before the exit. The system's last error is asked for before it, since a close may change it.
fn edits(body: &Body, exit: Span, value: &str, call: &str) -> Option<Vec<Edit>> {
    let before = body.code(body.span.start, exit.start).trim_end();
    let is_alone = before.ends_with("=>");
    if !is_alone && !before.ends_with([';', '{', '}']) {
        return None;
    }
    let last = value.find("last_os_error()").map(|at| {
        let name = last_path(&value[..at + "last_os_error".len()]);
        &value[at + "last_os_error".len() - name.len()..at + "last_os_error()".len()]
    });
    let (first, last) = match last {
        Some(last) if !has_word(value, "error") => {
            let end = if is_alone { " ".to_owned() } else { body.break_at(exit.start) };
            (format!("let error = {last};{end}{call}"), Some(last))
        }
        Some(_) => return None,
        None => (call.to_owned(), None),
    };
    let mut edits = match is_alone {
        true => vec![body.insert(exit.start, format!("{{ {first} ")), body.insert(exit.end, " }".to_owned())],
        false => vec![body.insert(exit.start, format!("{first}{}", body.break_at(exit.start)))],
    };
    if let Some(last) = last {
        let text = body.code(exit.start, exit.end);
        let at = exit.start + text.find(last)? as u32;
        let place = Span { start: at, end: at + last.len() as u32 };
        edits.push(body.replace(place, "error".to_owned()));
        edits.sort_by_key(|edit| edit.at);
    }
    Some(edits)
}

/// Hand the error of a method that sets an option on to the caller, where the function can.
pub fn hand_on(body: &Body, all: &[OptionCall]) -> Vec<Fix> {
    let Some(edits) = all.iter().map(|call| with_question_mark(body, call)).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let title = "hand the error on with `?`".to_owned();
    vec![Fix { title, edits: edits.concat(), is_safe: false }]
}

/// `let _ = s.set(x);`, `s.set(x).ok();` and the like as `s.set(x)?;`.
fn with_question_mark(body: &Body, call: &OptionCall) -> Option<Vec<Edit>> {
    let at = call.at.span.start;
    let heads = body.heads(at);
    let (head, inner) = heads.split_first()?;
    let is_other_code = |head: &&str| head.ends_with('|') || has_word(head, "async") || head.contains("->");
    let result = head.rsplit_once("->")?.1.trim();
    let can = ["io::Result<", "std::io::Result<"].iter().any(|ty| result.starts_with(ty));
    if !can || inner.iter().any(is_other_code) {
        return None;
    }
    let before = body.code(body.span.start, at);
    let start = before.rfind([';', '{', '}'])? + 1;
    let start = body.span.start + (start + before[start..].len() - before[start..].trim_start().len()) as u32;
    let statement = body.code(start, body.span.end).split(';').next()?;
    let end = start + statement.len() as u32;
    let (value, skipped) = match statement.strip_prefix("let _ = ") {
        Some(value) => (value, "let _ = ".len() as u32),
        None => (statement, 0),
    };
    let value = value.strip_suffix(".ok()").unwrap_or(value);
    let method = last_word(value.strip_suffix(')').and_then(|call| call.get(..opening(call)?))?);
    if !method.starts_with("set_") || value.contains(['{', '|', '=', '!']) || has_word(value, "unsafe") {
        return None;
    }
    let first = (skipped > 0).then(|| body.replace(Span { start, end: start + skipped }, String::new()));
    let from = start + skipped + value.len() as u32;
    Some(first.into_iter().chain([body.replace(Span { start: from, end }, "?".to_owned())]).collect())
}

/// Where the bracket stands that is still open at the end of a text.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    text.char_indices().rev().find_map(|(at, c)| match c {
        ')' => {
            depth += 1;
            None
        }
        '(' if depth == 0 => Some(at),
        '(' => {
            depth -= 1;
            None
        }
        _ => None,
    })
}
