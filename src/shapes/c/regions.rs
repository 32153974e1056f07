//! What the text around a place says that no world tells: arms of `#if` that are not for Windows, names in other functions.

use super::cx::Cx;
use crate::ir::{Name, PlaceId};
use crate::model::Trait;
use crate::shapes::c::places::member;
use crate::source::Span;

impl Cx<'_> {
    /// Whether the place lies in an arm that a condition on Windows keeps from it, by whatever name it asks.
    pub fn is_kept_from_windows(&self, at: Span) -> bool {
        let before = self.file.source.text.get(..at.start as usize).unwrap_or_default();
        let (mut depth, mut is_else) = (0, false);
        for line in before.rsplit(|byte| *byte == b'\n') {
            let Some(directive) = line.trim_ascii_start().strip_prefix(b"#") else { continue };
            let directive = String::from_utf8_lossy(directive.trim_ascii()).into_owned();
            if directive.starts_with("endif") {
                depth += 1;
            } else if depth > 0 {
                depth -= i32::from(directive.starts_with("if"));
            } else if directive.starts_with("el") {
                is_else |= directive.starts_with("else");
            } else if directive.starts_with("if") {
                if asks_for_windows(&directive).is_some_and(|is_windows| is_windows == is_else) {
                    return true;
                }
                is_else = false;
            }
        }
        false
    }

    /// Whether some function of the file stores the number of a file in such a member or file-scope variable.
    pub fn may_be_file(&self, place: PlaceId) -> bool {
        member(&self.function, place).is_some_and(|(_, name)| self.gets_files(&name))
    }

    fn gets_files(&self, name: &Name) -> bool {
        let (text, name) = (&self.file.source.text, name.as_str().as_bytes());
        memchr::memmem::find_iter(text, name).any(|at| {
            let rest = text[at + name.len()..].trim_ascii_start();
            let Some(value) = rest.strip_prefix(b"=") else { return false };
            let value = value.trim_ascii_start();
            let length = value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
            let (callee, behind) = value.split_at(length);
            let opens = |callee: &str| self.file.models.has_trait(callee, Trait::OpensFiles);
            behind.trim_ascii_start().starts_with(b"(") && std::str::from_utf8(callee).is_ok_and(opens)
        })
    }

    /// Whether the file names a family of sockets, or with `kinds` a kind, that carries no stream between peers.
    pub fn names_other_sockets(&self, kinds: bool) -> bool {
        let text = String::from_utf8_lossy(&self.file.source.text);
        let is_marked = |word: &str, mark| self.file.models.is_marked(word, mark);
        text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| {
            let is_family = word.starts_with("AF_") || word.starts_with("PF_");
            let is_known = || is_marked(word, "internet") || is_marked(word, "local") || word.ends_with("_UNSPEC");
            is_family && !is_known() || kinds && word.starts_with("SOCK_") && is_marked(word, "datagram")
        })
    }
}

/// Whether a condition of one name asks for Windows, or for anything else.
fn asks_for_windows(directive: &str) -> Option<bool> {
    let words: Vec<&str> = directive.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let is_windows = |word: &&str| ["WIN32", "WINSOCK", "WINDOWS"].iter().any(|part| word.contains(part));
    let is_plain = !directive.contains("||") && !directive.contains("&&") && words.iter().any(is_windows);
    is_plain.then(|| !directive.starts_with("ifndef") && !directive.contains('!'))
}
