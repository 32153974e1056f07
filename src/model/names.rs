//! Guesses from names: whole word segments, used only to stay quiet.

use rustc_hash::FxHashMap;
use std::sync::{PoisonError, RwLock};

/// What a name may suggest, in the order of the tables of `names.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// It ends the handle's life.
    Closes,
    /// It may keep the handle.
    Takes,
    /// It tells a retry from a failure.
    Retries,
    /// It only reports.
    Logs,
    /// A constant that means success: it is 0, and a named constant that does not sound so is not.
    Success,
    /// It may never return: reason to look for its body.
    Ends,
    /// It ends the life of the very handle that it is given, not of what holds one.
    ClosesHandle,
    /// A macro that claims something: where the claim fails, a test has failed, or the program is wrong anyway.
    Asserts,
    /// It reports and comes back.
    Tells,
    /// A member or variable that holds the number of something else than a socket.
    OtherFiles,
    /// A function that lets a handle go to whoever has it by now.
    LetsGo,
    /// It gives memory that nobody else has.
    Allocates,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [NameKind; 12] = [
        NameKind::Closes,
        NameKind::Takes,
        NameKind::Retries,
        NameKind::Logs,
        NameKind::Success,
        NameKind::Ends,
        NameKind::ClosesHandle,
        NameKind::Asserts,
        NameKind::Tells,
        NameKind::OtherFiles,
        NameKind::LetsGo,
        NameKind::Allocates,
    ];
}

/// What a name suggests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Suggestions(u16);

impl Suggestions {
    /// Whether it suggests this.
    pub fn has(self, kind: NameKind) -> bool {
        self.0 >> kind as u8 & 1 == 1
    }
}

/// Runs of word segments by their first word, and runs that spoil a match.
#[derive(Debug, Default)]
pub struct NameList {
    runs: FxHashMap<String, Vec<Run>>,
    /// By kind.
    first_words: [Vec<String>; NameKind::ALL.len()],
    /// What was asked before: a run asks of few names, many times.
    known: RwLock<FxHashMap<String, Suggestions>>,
}

#[derive(Clone, Debug)]
struct Run {
    rest: Vec<String>,
    /// Whether the name ends with it.
    is_last: bool,
    kind: NameKind,
    is_exception: bool,
}

impl Run {
    /// Whether it goes on with the words that stand behind its first one.
    fn goes_on(&self, words: &[String]) -> bool {
        words.starts_with(&self.rest) && (!self.is_last || words.len() == self.rest.len())
    }
}

impl NameList {
    /// Adds runs of one kind, written as words with spaces; a `$` behind them says that the name ends there.
    pub fn extend(&mut self, kind: NameKind, segments: Vec<String>, except: Vec<String>) {
        let marked = segments.into_iter().map(|run| (run, false)).chain(except.into_iter().map(|run| (run, true)));
        for (text, is_exception) in marked {
            let (text, is_last) = text.strip_suffix(" $").map_or((text.as_str(), false), |text| (text, true));
            let mut words = text.split(' ').map(str::to_owned);
            let first = words.next().unwrap_or_default();
            if !is_exception {
                self.first_words[kind as usize].push(first.clone());
            }
            self.runs.entry(first).or_default().push(Run { rest: words.collect(), is_last, kind, is_exception });
        }
        self.known.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether `name` can suggest `kind` at all: a quick look, by its bytes.
    pub fn may_suggest(&self, name: &str, kind: NameKind) -> bool {
        self.first_words[kind as usize].iter().any(|word| contains(name.as_bytes(), word.as_bytes()))
    }

    /// Everything of which a run occurs in `name` and no exception does.
    pub fn suggestions(&self, name: &str) -> Suggestions {
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return *known;
        }
        let found = self.find(name);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), found);
        found
    }

    fn find(&self, name: &str) -> Suggestions {
        let words = words(name);
        let (mut found, mut spoilt) = (0, 0);
        for (at, word) in words.iter().enumerate() {
            for run in self.runs.get(word).into_iter().flatten().filter(|run| run.goes_on(&words[at + 1..])) {
                *(if run.is_exception { &mut spoilt } else { &mut found }) |= 1 << run.kind as u8;
            }
        }
        Suggestions(found & !spoilt)
    }
}

/// Whether `name` holds `word`, which is in lower case, in any case.
fn contains(name: &[u8], word: &[u8]) -> bool {
    let Some(&first) = word.first() else { return true };
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), name)
        .any(|at| name.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word)))
}

/// The word segments of an identifier, in lower case: `PJ_sockClose2` gives `pj`, `sock`, `close`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = '_';
    for c in name.chars() {
        let starts = !last.is_ascii_alphabetic() || (c.is_ascii_uppercase() && last.is_ascii_lowercase());
        if c.is_ascii_alphabetic() {
            match words.last_mut() {
                Some(word) if !starts => word.push(c.to_ascii_lowercase()),
                _ => words.push(c.to_ascii_lowercase().to_string()),
            }
        }
        last = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Models;

    #[test]
    fn words_are_segments() {
        assert_eq!(words("PJ_sockClose2"), ["pj", "sock", "close"]);
        assert_eq!(words("disclose"), ["disclose"]);
    }

    #[test]
    fn names_quieten_by_whole_segments() {
        let models = Models::embedded();
        assert!(models.name_suggests("conn_close", NameKind::Closes));
        assert!(models.name_suggests("freeConn", NameKind::Closes));
        assert!(!models.name_suggests("set_close_on_exec", NameKind::Closes));
        assert!(!models.name_suggests("disclose", NameKind::Closes));
        assert!(models.name_suggests("ev_set_fd", NameKind::Takes));
        assert!(models.name_suggests("conn_set_socket", NameKind::Takes));
        assert!(!models.name_suggests("set_socket_timeout", NameKind::Takes));
    }
}
