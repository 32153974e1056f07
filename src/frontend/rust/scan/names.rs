//! The functions that a text calls and defines, and its types with a `Drop`, told from one word to the next.

use super::super::super::c::name_hash;
use super::Scan;
use super::keyword::Keyword;

/// How many calls are remembered so as not to note them again.
const RECENT: usize = 256;

/// Notes names while words pass by.
pub struct Names {
    /// Whether `fn` came last.
    is_head: bool,
    /// How much of `Drop for` came last.
    drop: u8,
    /// Calls that were noted lately, each in its place: most come again soon.
    recent: [u32; RECENT],
}

impl Names {
    /// At the beginning of a text.
    pub fn new() -> Names {
        // None is in its place.
        Names { is_head: false, drop: 0, recent: std::array::from_fn(|at| at as u32 + 1) }
    }

    /// Whether the next word counts only if it is a keyword or looks called.
    #[inline]
    pub fn is_idle(&self) -> bool {
        !self.is_head && self.drop == 0
    }

    /// A word passes by, with a parenthesis behind it if that `is_called`; whether `fn` came before.
    pub fn pass(&mut self, word: &[u8], keyword: Keyword, is_called: bool, found: &mut Scan) -> bool {
        found.is_foreign |= keyword == Keyword::Foreign;
        let is_head = std::mem::replace(&mut self.is_head, keyword == Keyword::Fn);
        if is_head || is_called {
            let hash = name_hash(word);
            if is_head {
                found.definitions.push(hash);
            } else if std::mem::replace(&mut self.recent[hash as usize % RECENT], hash) != hash {
                found.calls.push(hash);
            }
        }
        self.drop = match (self.drop, keyword) {
            (_, Keyword::Drop) => 1,
            (1, Keyword::For) => 2,
            (2, _) => {
                found.dropped.extend(std::str::from_utf8(word).map(str::to_owned));
                0
            }
            _ => 0,
        };
        is_head
    }
}
