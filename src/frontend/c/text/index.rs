//! Which names a file calls and which functions it defines, found at memory speed.
//!
//! A look at every `(`: no lexing, so comments and strings count, and a definition is one only if its name stands on a
//! line that begins in the first column. Good enough to say which files to read; what they say is found by reading them.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// How far the closing parenthesis of a function's head may be, in bytes.
const MAX_HEAD: usize = 4096;

/// How far the closing parenthesis of a call that closes something may be, in bytes.
const MAX_ARGUMENTS: usize = 256;

/// How far back from a name the beginning of its line is looked for, in bytes: far more than any type takes.
const MAX_TYPE: usize = 256;

/// The names of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileIndex {
    /// Hashes of the names that look called, sorted, each once.
    pub calls: Vec<u32>,
    /// Hashes of the names that look defined, sorted, each once.
    pub definitions: Vec<u32>,
    /// Of those the ones that are `static`, sorted.
    pub statics: Vec<u32>,
    /// Of each member and variable that is given to what sounds like closing, see [`held_hash`]; once for each time.
    pub closed: Vec<u32>,
    /// Hashes of the names that it calls and that sound like closing, sorted.
    pub closers: Vec<u32>,
}

/// The number by which names are compared. Two names may share one: then a file is read for nothing.
pub fn name_hash(name: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(name);
    (hasher.finish() >> 32) as u32
}

/// What a text calls the function that is known as `key`: `open` where that is `Conn::open/2`.
pub fn last_word(key: &str) -> &str {
    let name = key.rsplit_once('/').map_or(key, |(name, _)| name);
    // Most names have no colon, and looking for one costs least.
    let last = match memchr::memchr(b':', name.as_bytes()) {
        Some(_) => name.rsplit_once("::").map_or(name, |(_, last)| last),
        None => name,
    };
    last.strip_prefix('~').unwrap_or(last)
}

/// The number of the word by which a text calls the function that is known as `key`.
pub fn key_hash(key: &str) -> u32 {
    name_hash(last_word(key).as_bytes())
}

/// The number by which members and variables are compared, of one name each to itself.
pub fn held_hash(name: &[u8], is_member: bool) -> u32 {
    if is_member { !name_hash(name) } else { name_hash(name) }
}

impl FileIndex {
    /// Looks through `text`; `closes` knows which functions end a handle's life, or sound like it.
    /// In C++ definitions need not stand in the first column.
    pub fn new(text: &[u8], closes: &dyn Fn(&str) -> bool, is_cpp: bool) -> FileIndex {
        let mut index = FileIndex::default();
        let mut closers: FxHashMap<u32, bool> = FxHashMap::default();
        for at in memchr::memchr_iter(b'(', text) {
            let name = super::scan::name_before(text, at);
            if name.is_empty() || name[0].is_ascii_digit() {
                continue;
            }
            let hash = name_hash(name);
            let start = name.as_ptr() as usize - text.as_ptr() as usize;
            let (line, is_whole) = line_before(text, start);
            let is_outer = is_whole && !text[start - line.len()].is_ascii_whitespace();
            let is_defined = is_outer && has_body(text, at) || is_cpp && is_member_definition(text, name, line, at);
            if is_defined {
                index.definitions.push(hash);
                index.statics.extend(is_static(text, start - line.len(), line).then_some(hash));
            } else if !is_declared(line) {
                index.calls.push(hash);
                let name = || std::str::from_utf8(name).unwrap_or_default();
                if *closers.entry(hash).or_insert_with(|| closes(name())) {
                    index.closed.extend(arguments(&text[at + 1..]));
                }
            }
        }
        index.closers = closers.into_iter().filter(|(_, closes)| *closes).map(|(name, _)| name).collect();
        index.closers.sort_unstable();
        for names in [&mut index.calls, &mut index.definitions, &mut index.statics] {
            names.sort_unstable();
            names.dedup();
            names.shrink_to_fit();
        }
        index
    }

    /// Whether the file may call `name`.
    pub fn calls(&self, name: &str) -> bool {
        self.calls.binary_search(&key_hash(name)).is_ok()
    }

    /// Whether the file defines a function with this number, and for itself alone.
    pub fn is_static(&self, hash: u32) -> bool {
        self.statics.binary_search(&hash).is_ok()
    }

    /// Whether the file may define the function `name`.
    pub fn defines(&self, name: &str) -> bool {
        self.definitions.binary_search(&key_hash(name)).is_ok()
    }
}

/// What stands before `at` on its line, and whether that reaches back to the beginning of the line.
fn line_before(text: &[u8], at: usize) -> (&[u8], bool) {
    let from = at.saturating_sub(MAX_TYPE);
    match memchr::memrchr2(b'\n', b'\r', &text[from..at]) {
        Some(end) => (&text[from + end + 1..at], true),
        None => (&text[from..at], from == 0),
    }
}

/// Whether a function whose name stands on a line that begins at `start` and reads `before` up to it is `static`; where the
/// name comes first, the line above says that.
fn is_static(text: &[u8], start: usize, before: &[u8]) -> bool {
    let above = || line_before(text, start.saturating_sub(1)).0;
    let line = if before.trim_ascii().is_empty() { above() } else { before };
    line.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').any(|word| word == b"static")
}

/// Whether what stands before a name on its line makes it a declaration: words, the first of which is no keyword of a
/// statement.
fn is_declared(before: &[u8]) -> bool {
    let before = before.trim_ascii();
    let first = before.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').next().unwrap_or_default();
    let is_type = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'*' | b' ' | b'\t');
    !first.is_empty()
        && before.iter().all(is_type)
        && !matches!(first, b"return" | b"else" | b"do" | b"case" | b"goto" | b"sizeof" | b"throw")
}

/// The member or variable that each argument names which only names a place, as `fd` of `&c->fd[i]`.
fn arguments(text: &[u8]) -> impl Iterator<Item = u32> {
    let end = memchr::memchr3(b')', b';', b'"', &text[..text.len().min(MAX_ARGUMENTS)]).unwrap_or(0);
    text[..end].split(|&byte| byte == b',').filter_map(held_by)
}

fn held_by(argument: &[u8]) -> Option<u32> {
    let place = argument.split(|&byte| byte == b'[').next()?.trim_ascii();
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let start = place.iter().rposition(|byte| !is_word(byte)).map_or(0, |last| last + 1);
    let is_name = place.get(start).is_some_and(|first| !first.is_ascii_digit());
    let is_member = [b"." as &[u8], b"->"].iter().any(|step| place[..start].ends_with(step));
    let is_place = is_name && !place.contains(&b'(');
    is_place.then(|| held_hash(&place[start..], is_member))
}

/// Whether the name before the parenthesis at `open` is that of a function which is defined in a class, `line` being what
/// stands before it on its line.
fn is_member_definition(text: &[u8], name: &[u8], line: &[u8], open: usize) -> bool {
    if matches!(name, b"if" | b"for" | b"while" | b"switch" | b"catch" | b"return") {
        return false;
    }
    let before = line.trim_ascii_end();
    let is_named =
        line.trim_ascii().is_empty() || before.ends_with(b"~") || before.ends_with(b":") || is_declared(line);
    is_named && is_followed_by(text, open, |byte| matches!(byte, b'{' | b':' | b'c' | b'n' | b'o'))
}

/// Whether the parenthesis at `open` is closed before a brace, or before what may be an attribute or old-style parameters.
fn has_body(text: &[u8], open: usize) -> bool {
    is_followed_by(text, open, |byte| matches!(byte, b'{' | b'/' | b'_' | b'#') || byte.is_ascii_alphabetic())
}

/// Whether the parenthesis at `open` is closed, with nothing but what may stand in a head inside, and what `accept`s follows.
fn is_followed_by(text: &[u8], open: usize, accept: impl Fn(u8) -> bool) -> bool {
    let head = &text[open..text.len().min(open + MAX_HEAD)];
    let mut depth = 0;
    for (at, byte) in head.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b';' | b'{' | b'}' => return false,
            _ => continue,
        }
        if depth == 0 {
            let after = head[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
            return after.is_some_and(|&byte| accept(byte));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_definitions() {
        let index = FileIndex::new(
            b"static int\nmake(int a)\n{\n  return use(a);\n}\nint decl(int a);\nint other(b) int b; { }\n",
            &|_| false,
            false,
        );
        assert!(index.calls("use") && !index.calls("make") && !index.calls("decl") && !index.calls("a"));
        assert!(index.defines("make") && index.defines("other"));
        assert!(!index.defines("decl") && !index.defines("use"));
        assert!(index.is_static(name_hash(b"make")) && !index.is_static(name_hash(b"other")));
    }

    #[test]
    fn what_is_closed() {
        let index = FileIndex::new(
            b"x = shut(c->peer[0], &d.other); shut(f(e->no)); use(c->fd);",
            &|name| name == "shut",
            false,
        );
        assert_eq!(index.closed, [held_hash(b"peer", true), held_hash(b"other", true)]);
    }
}
