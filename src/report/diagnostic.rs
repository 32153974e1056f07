//! One finding in words.

use crate::rules::{Condition, Level, Rule};
use crate::source::Location;
use crate::typestate::{Acquisition, Confidence, PathStep};
use std::sync::Arc;

/// A place with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub at: Location,
    /// Lower case, no final stop, names in backticks.
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
    /// The function it is in.
    pub function: String,
    /// The handle as the source spells it.
    pub handle: String,
    /// The headline.
    pub message: String,
    /// The losing exit, the second close, the use, the first unchecked call.
    pub primary: Label,
    /// Where the handle was born; `None` for a borrowed one.
    pub acquired: Option<Acquisition>,
    /// The path, acquisition first and exit last.
    pub path: Vec<PathStep>,
    /// When it holds, how often it happens, what weakens it.
    pub notes: Vec<String>,
    /// Why the engine is not more sure.
    pub doubts: Vec<String>,
    /// What to do.
    pub help: String,
    /// What happens otherwise.
    pub consequence: String,
    /// When it holds, if not always.
    pub condition: Option<Condition>,
    /// Stays the same while lines move: 16 hexadecimal digits from rule, function, acquisition, exit and ordinal.
    pub fingerprint: String,
}
