//! One finding in words.

use super::Identity;
use super::notes::{condition, notes};
use super::suggest::{Fix, Plain, suggest};
use super::suppression::Complaint;
use super::wording::Wording;
use crate::rules::{Condition, Finding, Level, Rule};
use crate::source::{Language, Location, Sources};
use crate::typestate::{Acquisition, Confidence, Observation, ObservationKind, PathStep};
use std::sync::Arc;

/// A place with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub at: Location,
    /// Lower case, no final stop.
    pub text: String,
}

/// One finding in words. All texts are lower case without a final stop, names in backticks.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that speaks.
    pub rule: Arc<Rule>,
    /// How grave it is.
    pub level: Level,
    /// How sure it is.
    pub confidence: Confidence,
    /// The function it is in; empty for a comment.
    pub function: String,
    /// The handle as the source spells it; empty for a comment.
    pub handle: String,
    /// The headline.
    pub message: String,
    /// The losing exit, the second close, the use, the first unchecked call.
    pub primary: Label,
    /// Where the handle was born; `None` for a borrowed one.
    pub acquired: Option<Acquisition>,
    /// The path, acquisition first and exit last.
    pub path: Vec<PathStep>,
    /// When it holds, how often it happens, what makes it harmless.
    pub notes: Vec<String>,
    /// Why the engine is not more sure.
    pub doubts: Vec<String>,
    /// What to do.
    pub help: String,
    /// What happens otherwise.
    pub consequence: String,
    /// When it holds, if not always.
    pub condition: Option<Condition>,
    /// What could be written instead, the best first.
    pub fixes: Vec<Fix>,
    /// Stays the same while lines move.
    pub identity: Identity,
}

impl Diagnostic {
    /// Puts a finding into words. It is as grave as `severity`, or less where the harm is small.
    pub(super) fn new(
        finding: Finding,
        severity: Level,
        sources: &dyn Sources,
        identity: Identity,
        plain: &mut Plain,
    ) -> Diagnostic {
        let words = Wording::new(&finding);
        let rule = finding.rule.clone();
        let message = rule.message(&finding.observation.kind);
        let level = severity.min(limit(&finding.observation));
        let source = sources.get(finding.observation.file);
        let condition = condition(&finding, source);
        let notes = notes(&finding, condition, source.is_some_and(|source| source.language == Language::Rust));
        let fixes = suggest(&finding, sources, plain);
        let seen = finding.observation;
        Diagnostic {
            fixes,
            level,
            confidence: seen.confidence,
            message: words.choose(&message.primary, message.borrowed.as_ref()),
            primary: Label { at: seen.at, text: words.fill(&message.label) },
            help: words.choose(&message.help, message.help_borrowed.as_ref()),
            consequence: harm(&seen.kind).unwrap_or_else(|| words.fill(&message.consequence)),
            rule: rule.clone(),
            function: seen.function.as_str().to_owned(),
            handle: seen.handle,
            acquired: seen.acquired,
            path: seen.path,
            notes,
            doubts: seen.doubts,
            condition,
            identity,
        }
    }
}

impl Diagnostic {
    /// Puts into words what is wrong with a comment.
    pub(super) fn of_comment(complaint: Complaint, level: Level, identity: Identity) -> Diagnostic {
        let Complaint { rule, at, fillings, notes } = complaint;
        let message = &rule.meta.message;
        let fill = |template: &str| {
            let put = |text: String, (name, words): &(&str, String)| text.replace(&format!("{{{name}}}"), words);
            fillings.iter().fold(template.to_owned(), put)
        };
        Diagnostic {
            level,
            confidence: Confidence::Certain,
            message: fill(&message.primary),
            primary: Label { at, text: fill(&message.label) },
            help: fill(&message.help),
            consequence: fill(&message.consequence),
            function: String::new(),
            handle: String::new(),
            acquired: None,
            path: Vec::new(),
            notes,
            doubts: Vec::new(),
            condition: None,
            fixes: Vec::new(),
            identity,
            rule,
        }
    }
}

/// What comes of it, where that differs from what the rule says.
fn harm(kind: &ObservationKind) -> Option<String> {
    match kind {
        ObservationKind::Lapse { harm, .. } => harm.map(str::to_owned),
        _ => None,
    }
}

/// The gravest that it can be: less where the harm is small or the duty to close is uncertain.
fn limit(seen: &Observation) -> Level {
    if seen.at_process_end {
        return Level::Note;
    }
    match &seen.kind {
        // Row 7 of the table for borrowed handles: nobody knows the callers.
        ObservationKind::LeftOpen { row: 7, .. } => Level::Note,
        ObservationKind::LeftOpen { .. } => Level::Warning,
        ObservationKind::Lost { .. } if seen.acquired.is_none() => Level::Warning,
        ObservationKind::UncheckedOption { calls } if calls.iter().all(|call| !call.matters) => Level::Note,
        ObservationKind::Order { is_grave: false, .. } => Level::Note,
        ObservationKind::Lapse { matters: false, .. } => Level::Note,
        ObservationKind::Order { .. }
        | ObservationKind::UncheckedOption { .. }
        | ObservationKind::Lapse { .. }
        | ObservationKind::Shape { .. }
        | ObservationKind::Lost { .. }
        | ObservationKind::DoubleClose
        | ObservationKind::UseAfterClose { .. } => Level::Error,
    }
}
