//! What a configuration file may say besides models.

use crate::report::Setting;
use crate::rules::Level;
use crate::typestate::Confidence;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// All keys but `models`. Names with blanks around them are not trimmed: a key is what it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// What is not checked, as in `.gitignore`.
    pub exclude: Vec<Spanned<String>>,
    /// The level at which a run fails.
    pub fail_on: Option<Spanned<FailOn>>,
    /// How sure a finding must be to be shown.
    pub confidence: Option<Spanned<Sure>>,
    /// Whether Rust code that only runs in tests is checked.
    pub include_tests: Option<Spanned<bool>>,
    /// Whether a comment that silences something must say why.
    pub require_reason: Option<Spanned<bool>>,
    /// The baseline, as seen from the file that names it.
    pub baseline: Option<Spanned<String>>,
    /// Levels of rules.
    pub rules: BTreeMap<Spanned<String>, RuleLevel>,
    /// Levels for some paths; the last that fits counts.
    #[serde(rename = "override")]
    pub overrides: Vec<Override>,
}

/// Levels for some paths.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Which, as in `.gitignore`.
    pub paths: Vec<Spanned<String>>,
    /// Levels of rules there.
    pub rules: BTreeMap<Spanned<String>, RuleLevel>,
}

/// The level of a rule, or that it is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleLevel {
    /// Not checked.
    Off,
    /// At most a note.
    Note,
    /// At most a warning.
    Warning,
    /// At most an error.
    Error,
}

impl RuleLevel {
    /// All words.
    pub const NAMES: [&str; 4] = ["off", "note", "warning", "error"];

    /// As written.
    pub fn name(self) -> &'static str {
        match self {
            RuleLevel::Off => "off",
            RuleLevel::Note => "note",
            RuleLevel::Warning => "warning",
            RuleLevel::Error => "error",
        }
    }

    /// As the report takes it.
    pub fn setting(self) -> Setting {
        match self {
            RuleLevel::Off => Setting::Off,
            RuleLevel::Note => Setting::AtMost(Level::Note),
            RuleLevel::Warning => Setting::AtMost(Level::Warning),
            RuleLevel::Error => Setting::AtMost(Level::Error),
        }
    }
}

/// The level at which a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors only.
    Error,
    /// Errors and warnings.
    Warning,
    /// Anything.
    Note,
    /// Nothing.
    Never,
}

impl FailOn {
    /// All words.
    pub const NAMES: [&str; 4] = ["error", "warning", "note", "never"];

    /// As written.
    pub fn name(self) -> &'static str {
        match self {
            FailOn::Error => "error",
            FailOn::Warning => "warning",
            FailOn::Note => "note",
            FailOn::Never => "never",
        }
    }

    /// The least level that fails.
    pub fn level(self) -> Option<Level> {
        match self {
            FailOn::Error => Some(Level::Error),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Note => Some(Level::Note),
            FailOn::Never => None,
        }
    }
}

/// How sure a finding must be to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    /// Seen from end to end.
    Certain,
    /// Likely at least.
    Likely,
    /// Any.
    Possible,
}

impl Sure {
    /// All words.
    pub const NAMES: [&str; 3] = ["certain", "likely", "possible"];

    /// As written.
    pub fn name(self) -> &'static str {
        match self {
            Sure::Certain => "certain",
            Sure::Likely => "likely",
            Sure::Possible => "possible",
        }
    }

    /// As the engine counts it.
    pub fn confidence(self) -> Confidence {
        match self {
            Sure::Certain => Confidence::Certain,
            Sure::Likely => Confidence::Likely,
            Sure::Possible => Confidence::Possible,
        }
    }
}
