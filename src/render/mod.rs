//! Output formats: one file or folder each, and one line in [`Format`].

mod json;
mod sarif;
mod text;
mod words;

use crate::report::Report;
use crate::rules::Rules;
use crate::source::Sources;
use std::io::{self, Write};

/// What a renderer gets to see.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// What to say.
    pub report: &'v Report,
    /// The texts it speaks of.
    pub sources: &'v dyn Sources,
    /// The rules of the run.
    pub rules: &'v Rules,
    /// Whether to tell also what comments silence; only SARIF has a place for that.
    pub with_suppressed: bool,
    /// Whether the output is a terminal that wants colour; only the text format uses it.
    pub color: bool,
}

/// The formats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For people: source snippets with labels.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 3] = [Format::Text, Format::Json, Format::Sarif];

    /// As written in options.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Sarif => "sarif",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Writes the report. Fails only as `out` fails.
    pub fn render(self, view: &View, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Text => text::render(view, out),
            Format::Json => json::render(view, out),
            Format::Sarif => sarif::render(view, out),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::report::tests::{rich_report, source};

    /// The rich report in a format.
    pub fn rendered(format: Format) -> String {
        let (report, source, rules) = (rich_report(), source(), Rules::embedded());
        let view = View { report: &report, sources: &source, rules: &rules, with_suppressed: false, color: false };
        let mut out = Vec::new();
        format.render(&view, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json() {
        insta::assert_snapshot!(rendered(Format::Json));
    }

    #[test]
    fn text() {
        insta::assert_snapshot!(rendered(Format::Text));
    }
}
