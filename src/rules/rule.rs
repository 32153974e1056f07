//! A rule as its page declares it.

use super::{Level, Page, Trigger};
use serde::Deserialize;

/// A rule: what its page says, read once.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The page's file name without `.md`.
    pub id: String,
    /// The page's first block.
    pub meta: Meta,
    /// The rest of the page.
    pub page: Page,
}

/// The first block of a page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Meta {
    /// One line: lower case, no final stop.
    pub summary: String,
    /// The level of its findings, unless something about one makes it a note.
    pub severity: Level,
    /// CWE numbers, the best fit first; none for a rule about comments.
    pub cwe: Vec<u16>,
    /// The family: of two rules in one family that fit one place, the more specific speaks.
    pub group: String,
    /// Languages whose sources it can speak of.
    pub languages: Vec<String>,
    /// The version that brought it.
    pub since: String,
    /// Whether it must be asked for by name or by `all`.
    #[serde(default)]
    pub opt_in: bool,
    /// How bad it is in the wrong hands, 0.1 to 10 as CVSS counts; none for a rule that is no matter of security.
    pub security_severity: Option<f32>,
    /// Which observations it fits.
    pub trigger: Trigger,
    /// What it says.
    pub message: Message,
}

impl Meta {
    /// Whether it speaks of comments for sockleak, not of what the engine observes.
    pub fn is_about_comments(&self) -> bool {
        self.trigger.on.is_empty()
    }
}

/// The wording of a rule's findings. Placeholders: `{handle}`, `{function}`, `{acquired}` (the acquiring call),
/// `{call}` (the call that told of the peer, or that uses the closed handle), `{exit}` ("when `serve` returns"),
/// `{after}` ("after `recv` failed"), `{options}` (the unchecked options). One that has nothing to say vanishes with the
/// blank before it. Rules about comments have their own: see `Complaint`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Message {
    /// The headline: what is wrong and where.
    pub primary: String,
    /// The headline for a handle that belongs to somebody else; `primary` if there is none.
    pub borrowed: Option<String>,
    /// What stands at the primary place.
    pub label: String,
    /// What to do.
    pub help: String,
    /// What to do about a handle that belongs to somebody else; `help` if there is none.
    pub help_borrowed: Option<String>,
    /// What happens otherwise.
    pub consequence: String,
}
