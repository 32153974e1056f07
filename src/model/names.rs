//! Guesses from names: whole word segments, used only to stay quiet.

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
    /// It may return fresh memory: reason to look for its body.
    Allocates,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [NameKind; 7] = [
        NameKind::Closes,
        NameKind::Takes,
        NameKind::Retries,
        NameKind::Logs,
        NameKind::Success,
        NameKind::Ends,
        NameKind::Allocates,
    ];
}

/// Runs of word segments, and runs that spoil a match.
#[derive(Debug, Default)]
pub struct NameList {
    segments: Vec<Vec<String>>,
    except: Vec<Vec<String>>,
}

impl NameList {
    /// Adds runs written as words with spaces.
    pub fn extend(&mut self, segments: Vec<String>, except: Vec<String>) {
        let run = |text: String| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        self.segments.extend(segments.into_iter().map(run));
        self.except.extend(except.into_iter().map(run));
    }

    /// Whether a run occurs in `name` and no exception does.
    pub fn matches(&self, name: &str) -> bool {
        let words = words(name);
        let has = |runs: &[Vec<String>]| runs.iter().any(|run| words.windows(run.len()).any(|window| window == *run));
        has(&self.segments) && !has(&self.except)
    }
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
    }
}
