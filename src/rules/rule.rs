//! A rule as its page declares it.

use super::trigger::{On, on};
use super::{Level, Page, Trigger};
use crate::typestate::ObservationKind;
use rustc_hash::FxHashMap;
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
    /// The family: of two rules in one family that fit one place, the more specific speaks, unless they are opt-in. All
    /// rules of a family can be chosen by its name.
    pub group: String,
    /// Languages whose sources it can speak of.
    pub languages: Vec<String>,
    /// Where what it says holds.
    #[serde(default = "Platform::all")]
    pub platforms: Vec<Platform>,
    /// The version that brought it.
    pub since: String,
    /// Whether it must be asked for by name, by its group's name or by `all`.
    #[serde(default)]
    pub opt_in: bool,
    /// How bad it is in the wrong hands, 0.1 to 10 as CVSS counts; none for a rule that is no matter of security.
    pub security_severity: Option<f32>,
    /// Which observations it fits.
    pub trigger: Trigger,
    /// What it says.
    pub message: Message,
}

/// Where a program runs, as far as it matters to sockets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Platform {
    /// Linux, the BSDs, macOS and their kin.
    Posix,
    /// Linux and what behaves like it there, not all of POSIX.
    Linux,
    /// Windows.
    Windows,
}

impl Platform {
    fn all() -> Vec<Platform> {
        vec![Platform::Posix, Platform::Windows]
    }

    /// As written in pages and output.
    pub fn name(self) -> &'static str {
        match self {
            Platform::Posix => "posix",
            Platform::Linux => "linux",
            Platform::Windows => "windows",
        }
    }
}

impl Meta {
    /// Of rules with the same family the more specific speaks. Opt-in rules do not compete: who asks for one gets it.
    pub fn family<'r>(&'r self, id: &'r str) -> &'r str {
        if self.opt_in { id } else { &self.group }
    }

    /// Whether it speaks of comments for sockleak, not of what the engine observes.
    pub fn is_about_comments(&self) -> bool {
        self.trigger.on.is_empty()
    }
}

/// The wording of a rule's findings. Placeholders: `{handle}`, `{function}`, `{acquired}` (the acquiring call),
/// `{call}` (the call that told of the peer, or that uses the closed handle), `{exit}` ("when `serve` returns"),
/// `{after}` ("after `recv` failed"), `{options}` (the unchecked options); of a call or test that is wrong by itself `{found}`
/// (as it is written), `{because}` and `{instead}`. One that has nothing to say vanishes with the blank before it. Rules about comments have their own: see `Complaint`.
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
    /// Other words for some of the kinds of observations that the rule fits.
    #[serde(default)]
    pub of: FxHashMap<On, Message>,
}

impl Rule {
    /// The words for an observation.
    pub fn message(&self, kind: &ObservationKind) -> &Message {
        self.meta.message.of.get(&on(kind)).unwrap_or(&self.meta.message)
    }
}
