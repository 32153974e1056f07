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
