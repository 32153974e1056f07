//! Output formats: one file or folder each, and one line in [`Format`].

mod concise;
mod gcc;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod link;
mod place;
mod sarif;
mod statistics;
mod text;
mod words;

pub use github::summary as step_summary;
pub use statistics::render as statistics;

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
    /// Whether the output is a terminal that wants colour; only the full format uses it.
    pub color: bool,
    /// What relative paths are seen from, in full, if the output is a terminal that can follow links.
    pub links: Option<&'v str>,
    /// How many columns the terminal has, if the output is one.
    pub width: Option<usize>,
    /// Whether formats for people tell nothing but findings.
    pub is_quiet: bool,
}

/// The formats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For people: source snippets with labels.
    #[default]
    Full,
    /// For people: a line for each finding.
    Concise,
    /// One JSON document.
    Json,
    /// A JSON object for each finding, one a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// As GCC tells of errors.
    Gcc,
    /// JUnit's XML.
    Junit,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 9] = [
        Format::Full,
        Format::Concise,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Gcc,
        Format::Junit,
    ];

    /// As written in options.
    pub fn name(self) -> &'static str {
        match self {
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Gcc => "gcc",
            Format::Junit => "junit",
        }
    }

    /// The format with this name; `text` is another one for `full`.
    pub fn from_name(name: &str) -> Option<Format> {
        let name = if name == "text" { "full" } else { name };
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether it is for people, so that other text may stand beside it.
    pub fn is_for_people(self) -> bool {
        matches!(self, Format::Full | Format::Concise)
    }

    /// Writes the report. Fails only as `out` fails.
    pub fn render(self, view: &View, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Full => text::render(view, out),
            Format::Concise => concise::render(view, out),
            Format::Json => json::render(view, out),
            Format::Jsonl => jsonl::render(view, out),
            Format::Sarif => sarif::render(view, out),
            Format::Github => github::render(view, out),
            Format::Gitlab => gitlab::render(view, out),
            Format::Gcc => gcc::render(view, out),
            Format::Junit => junit::render(view, out),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::report::tests::{rich_report, source};

    /// A report with two lost exits, two misuses and something that was not analysed.
    pub fn report() -> Report {
        rich_report()
    }

    /// Shows a report to `work`.
    pub fn view_of<T>(report: &Report, work: impl FnOnce(&View) -> T) -> T {
        let (source, rules) = (source(), Rules::embedded());
        let view = View {
            report,
            sources: &source,
            rules: &rules,
            with_suppressed: false,
            color: false,
            links: None,
            width: None,
            is_quiet: false,
        };
        work(&view)
    }

    /// A report in a format.
    pub fn rendered_of(report: &Report, format: Format) -> String {
        let mut out = Vec::new();
        view_of(report, |view| format.render(view, &mut out)).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The rich report in a format.
    pub fn rendered(format: Format) -> String {
        rendered_of(&report(), format)
    }

    #[test]
    fn each_format_as_it_is_written() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            // Most of SARIF is the pages of the rules; its parts are looked at one by one elsewhere.
            let text = match format {
                Format::Sarif => sarif_without_pages(&rendered(format)),
                _ => rendered(format),
            };
            insta::assert_snapshot!(format.name(), text);
        }
    }

    fn sarif_without_pages(text: &str) -> String {
        let mut log: serde_json::Value = serde_json::from_str(text).unwrap();
        let run = &mut log["runs"][0];
        run["tool"]["driver"]["rules"] = "...".into();
        run["tool"]["driver"]["notifications"] = "...".into();
        run["taxonomies"] = "...".into();
        for result in run["results"].as_array_mut().unwrap() {
            // It grows with each new rule.
            result["ruleIndex"] = "...".into();
        }
        format!("{log:#}")
    }
}
