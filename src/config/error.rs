//! What is wrong with a configuration or model file, with its place.

use crate::model::ModelError;
use crate::rules::similar;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;

/// A configuration or model file that cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub file: String,
    /// Line and column from 1, if it is about a place in the file.
    pub place: Option<(usize, usize)>,
    /// What is wrong: lower case, no final stop.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.file)?;
        if let Some((line, column)) = self.place {
            write!(out, "{line}:{column}:")?;
        }
        write!(out, " {}", self.message)
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    pub(super) fn at(path: &Path, text: &str, span: Option<Range<usize>>, message: String) -> ConfigError {
        let place = span.map(|span| {
            let before = text.get(..span.start).unwrap_or(text);
            let line = before.rsplit('\n').next().unwrap_or_default();
            (before.matches('\n').count() + 1, line.chars().count() + 1)
        });
        ConfigError { file: path.display().to_string(), place, message }
    }

    pub(super) fn of_model(path: &Path, text: &str, error: ModelError) -> ConfigError {
        ConfigError::of_key(path, text, error.span, &error.message, &[])
    }

    /// From a message of the reader of tables. `more` are keys that it does not know, each with one that stands beside it.
    pub(super) fn of_key(
        path: &Path,
        text: &str,
        span: Option<Range<usize>>,
        message: &str,
        more: &[(&str, &str)],
    ) -> ConfigError {
        ConfigError::at(path, text, span, reworded(message, more))
    }

    /// About the whole file.
    pub(super) fn of_file(path: &Path, message: String) -> ConfigError {
        ConfigError { file: path.display().to_string(), place: None, message }
    }

    pub(super) fn unreadable(path: &Path, error: &io::Error) -> ConfigError {
        ConfigError { file: path.display().to_string(), place: None, message: io_reason(error) }
    }
}

/// An I/O error as a reason: lower case, without the number that the standard library adds.
pub fn io_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map_or("cannot be read".to_owned(), |first| first.to_lowercase().chain(chars).collect())
}

/// An unknown key is told with what may have been meant; other messages stay.
fn reworded(message: &str, more: &[(&str, &str)]) -> String {
    let message = message.trim();
    let mut names = message.split('`').skip(1).step_by(2);
    match (message.strip_prefix("unknown "), names.next()) {
        (Some(rest), Some(name)) => {
            let what = if rest.starts_with("field") { "key" } else { "value" };
            let mut known: Vec<&str> = names.collect();
            let beside = more.iter().filter(|(beside, _)| known.contains(beside)).map(|(_, key)| *key);
            let beside: Vec<&str> = beside.collect();
            known.splice(0..0, beside);
            unknown(what, name, &known)
        }
        _ => message.split('\n').collect::<Vec<_>>().join(", "),
    }
}

/// Tells of a word that is none of `known`.
pub(super) fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    let hint = match similar(name, known.iter().copied()).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ")),
    };
    format!("unknown {what} `{name}`; {hint}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_messages() {
        assert_eq!(io_reason(&io::Error::from(io::ErrorKind::NotFound)), "entity not found");
    }

    #[test]
    fn unknown_keys_are_told_with_what_may_be_meant() {
        assert_eq!(
            reworded("unknown field `handel`, expected one of `names`, `handle`\n", &[]),
            "unknown key `handel`; did you mean `handle`?"
        );
        assert_eq!(
            reworded("unknown variant `xyzzy`, expected `add` or `remove`", &[("add", "keep"), ("none", "never")]),
            "unknown value `xyzzy`; known are `keep`, `add`, `remove`"
        );
        assert_eq!(reworded("missing field `role`", &[]), "missing field `role`");
    }
}
