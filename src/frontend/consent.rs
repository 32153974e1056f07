//! Comments that say that a failure is all right.

use std::collections::BTreeMap;

/// The words that say so.
#[derive(Clone, Debug, Default)]
pub struct Consent {
    /// By the first letter of the first word.
    phrases: BTreeMap<u8, Vec<Vec<String>>>,
}

impl Consent {
    /// Of phrases in lower case and without apostrophes; a word that ends in `*` stands for all that begin with it.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p String>) -> Consent {
        let mut by_letter: BTreeMap<u8, Vec<Vec<String>>> = BTreeMap::new();
        for phrase in phrases {
            if let Some(letter) = phrase.bytes().next() {
                by_letter.entry(letter).or_default().push(phrase.split(' ').map(str::to_owned).collect());
            }
        }
        Consent { phrases: by_letter }
    }

    /// Whether a comment, with underscores for the bytes that are not of ASCII, has one of the phrases, or is in a language
    /// that they are not of.
    pub fn is_in(&self, comment: &[u8]) -> bool {
        let text = plain(comment);
        let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
        is_foreign(comment) || (0..words.len()).any(|at| self.begins(&words[at..]))
    }

    /// Whether one of the phrases stands at the beginning of `words`.
    fn begins(&self, words: &[&str]) -> bool {
        let letter = words.first().and_then(|word| word.bytes().next());
        let phrases = letter.and_then(|letter| self.phrases.get(&letter)).into_iter().flatten();
        let is_there = |phrase: &Vec<String>| phrase.iter().zip(words).all(|(wanted, word)| fits(wanted, word));
        phrases.filter(|phrase| phrase.len() <= words.len()).any(is_there)
    }
}

fn fits(wanted: &str, word: &str) -> bool {
    wanted.strip_suffix('*').map_or(wanted == word, |start| word.starts_with(start))
}

/// A comment in lower case, without apostrophes.
fn plain(comment: &[u8]) -> String {
    let plain = comment.iter().filter(|byte| **byte != b'\'').map(|byte| byte.to_ascii_lowercase());
    plain.map(|byte| if byte.is_ascii() { char::from(byte) } else { ' ' }).collect()
}

/// Whether hardly any letters are those of English; names of options are among those in all languages.
fn is_foreign(comment: &[u8]) -> bool {
    let letters = comment.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    // Those that are not of ASCII have two bytes at least.
    let others: usize = comment.split(|byte| *byte != b'_').map(<[u8]>::len).filter(|length| *length > 1).sum();
    others > 0 && others * 2 >= letters
}

/// A comment by its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The first and last line.
    pub lines: (usize, usize),
    /// Nothing else stands on its lines.
    pub is_alone: bool,
    /// Its lines hold a statement, of which it is said.
    pub has_statement: bool,
    /// It gives consent.
    pub consents: bool,
}

impl Beside {
    /// The comment at the bytes `start..end` of a text, which stands on `lines`.
    pub fn new(text: &[u8], (start, end): (usize, usize), lines: (usize, usize), consents: bool) -> Beside {
        let line = memchr::memrchr(b'\n', &text[..start]).map_or(0, |at| at + 1);
        let rest = memchr::memchr(b'\n', &text[end..]).map_or(text.len(), |at| end + at);
        let (before, after) = (text[line..start].trim_ascii(), text[end..rest].trim_ascii());
        let has_statement = before.ends_with(b";") || before.ends_with(b"}") || !after.is_empty();
        Beside { lines, is_alone: before.is_empty() && after.is_empty(), has_statement, consents }
    }
}

/// Whether consent is given to what stands on the lines `first..=last`: there, or in the block of comments above or below.
pub fn is_given(comments: &[Beside], first: usize, last: usize) -> bool {
    let (mut from, mut to) = (first, last);
    for comment in comments.iter().rev() {
        let is_above = comment.lines.1 + 1 == from;
        if is_above && (comment.is_alone || !comment.has_statement && from == first) {
            from = comment.lines.0;
        }
    }
    for comment in comments.iter().filter(|comment| comment.is_alone) {
        if comment.lines.0 == to + 1 {
            to = comment.lines.1;
        }
    }
    let is_beside = |comment: &&Beside| comment.lines.0 <= to && from <= comment.lines.1;
    comments.iter().filter(is_beside).any(|comment| comment.consents)
}

#[cfg(test)]
mod tests {
    use super::Consent;

    #[test]
    fn a_word_of_consent_counts() {
        let consent = Consent::new(&["ignor*".to_owned(), "dont care".to_owned()]);
        assert!(consent.is_in(b"/* Errors are ignored. */"));
        assert!(consent.is_in(b"// We don't care"));
        assert!(!consent.is_in(b"// take care, and don't wait"));
        assert!(!consent.is_in(b"/* allow reuse of the address */"));
    }

    #[test]
    fn other_languages_count() {
        let consent = Consent::default();
        assert!(consent.is_in(b"/* ______ SO_REUSEADDR ______ */"));
        assert!(!consent.is_in(b"/* SO_REUSEADDR of SOL_SOCKET */"));
    }
}
