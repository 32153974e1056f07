//! What the text of a file says: names in other functions.

use super::cx::Cx;
use crate::ir::{Name, PlaceId};
use crate::model::Trait;
use crate::shapes::c::places::member;

impl Cx<'_> {
    /// Whether some function of the file stores the number of a file in such a member or file-scope variable.
    pub fn may_be_file(&self, place: PlaceId) -> bool {
        member(&self.function, place).is_some_and(|(_, name)| self.gets_files(&name))
    }

    fn gets_files(&self, name: &Name) -> bool {
        let opens = |callee: &str| self.file.models.has_trait(callee, Trait::OpensFiles);
        self.stored(name).any(|value| called(value).is_some_and(opens))
    }

    /// Whether the file declares a member or variable of that name, and never stores what a call gives or another name of its own
    /// in it but `times`.
    pub fn is_only_stored(&self, name: &Name, times: usize) -> bool {
        let text = &self.file.source.text;
        let is_declared = |at: usize| {
            let (before, behind) = (text[..at].trim_ascii_end(), text[at + name.as_str().len()..].trim_ascii_start());
            let is_of_type = before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            is_of_type && before.len() < at && behind.starts_with(b";")
        };
        let is_variable = |value: &&[u8]| called(value).is_some() || value.iter().any(u8::is_ascii_lowercase);
        memchr::memmem::find_iter(text, name.as_str().as_bytes()).any(is_declared)
            && self.stored(name).filter(is_variable).count() <= times
            && !self.is_address_given(name)
    }

    /// Whether the file takes the address of such a member or variable: whoever gets it may store something else.
    fn is_address_given(&self, name: &Name) -> bool {
        let text = &self.file.source.text;
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.->[]".contains(byte);
        memchr::memmem::find_iter(text, name.as_str().as_bytes()).any(|at| {
            let length = text[..at].iter().rev().take_while(is_part).count();
            let before = text[..at - length].strip_suffix(b"&").filter(|before| !before.ends_with(b"&"));
            // With a cast it is but read: `setsockopt(.., (char *)&key->hnd, ..)`.
            before.is_some_and(|before| !before.trim_ascii_end().ends_with(b")"))
        })
    }

    /// Whether the function names a member or variable in a statement from the name of `callee` on.
    pub fn is_in_call_of(&self, callee: &str, name: &Name) -> bool {
        let text = self.file.source.text.get(self.function.span.range()).unwrap_or_default();
        memchr::memmem::find_iter(text, callee.as_bytes()).any(|at| {
            let rest = &text[at..];
            let end = memchr::memchr(b';', rest).unwrap_or(rest.len());
            memchr::memmem::find(&rest[..end], name.as_str().as_bytes()).is_some()
        })
    }

    /// The texts of what the file stores under a name, each up to the end of the statement.
    fn stored<'c>(&'c self, name: &'c Name) -> impl Iterator<Item = &'c [u8]> {
        let (text, name) = (&self.file.source.text, name.as_str().as_bytes());
        memchr::memmem::find_iter(text, name).filter_map(|at| {
            let value = text[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?;
            let length = value.iter().take_while(|byte| **byte != b';').count();
            (!value.starts_with(b"=")).then(|| value[..length].trim_ascii_start())
        })
    }

    /// Whether the file names a family of sockets, or the level of its options, or with `kinds` a kind, that carries no stream
    /// between peers.
    pub fn names_other_sockets(&self, kinds: bool) -> bool {
        let text = String::from_utf8_lossy(&self.file.source.text);
        let is_marked = |word: &str, mark| self.file.models.is_marked(word, mark);
        text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| {
            let is_level = word.starts_with("SOL_") && word != "SOL_SOCKET";
            let is_family = is_level || word.starts_with("AF_") || word.starts_with("PF_");
            let is_known = || is_marked(word, "internet") || is_marked(word, "local") || word.ends_with("_UNSPEC");
            is_family && !is_known() || kinds && word.starts_with("SOCK_") && is_marked(word, "datagram")
        })
    }
}

/// The function that a value comes from, if it is what a call by name gives.
fn called(value: &[u8]) -> Option<&str> {
    let length = value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let (callee, behind) = value.split_at(length);
    let is_call = behind.trim_ascii_start().starts_with(b"(");
    std::str::from_utf8(callee).ok().filter(|_| is_call)
}
