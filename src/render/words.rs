//! Words that several machine-readable formats share.

use crate::typestate::{Confidence, StepKind};

/// A confidence in one word.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Possible => "possible",
        Confidence::Likely => "likely",
        Confidence::Certain => "certain",
    }
}

/// What a step is in one word, as SARIF suggests for `kinds`.
pub fn step(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Acquire => "acquire",
        StepKind::Release => "release",
        StepKind::Use => "use",
        StepKind::Branch => "branch",
        StepKind::Call => "call",
        StepKind::Exit => "exit",
    }
}

/// A text, if there is one.
pub fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
