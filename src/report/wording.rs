//! The words of a finding: the rule's templates with the names of this case.

use crate::rules::Finding;
use crate::typestate::{Exit, Observation, ObservationKind, PeerGone, Shape};

/// What the placeholders of a template stand for in one finding.
pub struct Wording {
    fillings: [(&'static str, String); 12],
    is_borrowed: bool,
}

impl Wording {
    /// The words for a finding.
    pub fn new(finding: &Finding) -> Wording {
        let seen = &finding.observation;
        let call = match &seen.kind {
            ObservationKind::UseAfterClose { callee }
            | ObservationKind::Order { callee, .. }
            | ObservationKind::Shape { callee, .. } => Some(callee),
            _ => seen.peer_call.as_ref(),
        };
        let mut call = call.map_or("", |call| call.as_str()).to_owned();
        if let ObservationKind::Lapse { found, .. } = &seen.kind {
            call = found.split('(').next().unwrap_or_default().trim().to_owned();
        }
        let [found, because, instead] = match &seen.kind {
            ObservationKind::Lapse { found, because, instead, .. } => [found, because, instead].map(String::as_str),
            _ => [""; 3],
        };
        let acquired = seen.acquired.as_ref().map_or("", |acquired| acquired.callee.as_str());
        let (earlier, why) = match &seen.kind {
            ObservationKind::Order { earlier: Some(earlier), why, .. } => (format!("after `{earlier}`"), why.clone()),
            ObservationKind::Order { why, .. } => (String::new(), why.clone()),
            _ => (String::new(), String::new()),
        };
        let fillings = [
            ("handle", seen.handle.clone()),
            ("function", seen.function.as_str().to_owned()),
            ("acquired", acquired.to_owned()),
            ("call", call.clone()),
            ("exit", exit(seen)),
            ("after", after(seen, &call)),
            ("options", options(&seen.kind)),
            ("earlier", earlier),
            ("why", why),
            ("found", found.to_owned()),
            ("because", because.to_owned()),
            ("instead", instead.to_owned()),
        ];
        Wording {
            fillings,
            is_borrowed: match seen.kind {
                ObservationKind::Lost { .. } | ObservationKind::Lapse { .. } => false,
                // The descriptor is that of a type, the loop that of a caller.
                ObservationKind::Shape { shape, .. } => matches!(shape, Shape::NeverClosed | Shape::EofUntold),
                _ => seen.acquired.is_none(),
            },
        }
    }

    /// The template with its placeholders filled; the blank before one that is empty goes with it.
    pub fn fill(&self, template: &str) -> String {
        self.fillings.iter().fold(template.to_owned(), |text, (name, filling)| {
            let placeholder = format!("{{{name}}}");
            match filling.is_empty() {
                true => text.replace(&format!(" {placeholder}"), "").replace(&placeholder, ""),
                false => text.replace(&placeholder, filling),
            }
        })
    }

    /// The first template, or for a borrowed handle the second one if there is one.
    pub fn choose(&self, own: &str, borrowed: Option<&String>) -> String {
        self.fill(borrowed.filter(|_| self.is_borrowed).map_or(own, String::as_str))
    }
}

fn exit(seen: &Observation) -> String {
    let function = seen.function.as_str();
    match seen.kind {
        ObservationKind::Lost { exit: Exit::End, .. } => format!("when `{function}` ends"),
        ObservationKind::Lost { exit: Exit::Scope, .. } => format!("when its scope in `{function}` is left"),
        ObservationKind::Lost { exit: Exit::Overwrite, .. } => "when its last reference is overwritten".to_owned(),
        ObservationKind::Lost { exit: Exit::Freed, .. } => "when the object that holds it is freed".to_owned(),
        ObservationKind::Lost { exit: Exit::Throw, .. } => format!("when `{function}` throws"),
        ObservationKind::Lost { exit: Exit::Return, .. } | ObservationKind::LeftOpen { .. } => {
            format!("when `{function}` returns")
        }
        ObservationKind::DoubleClose
        | ObservationKind::UseAfterClose { .. }
        | ObservationKind::UncheckedOption { .. }
        | ObservationKind::Order { .. }
        | ObservationKind::Shape { .. }
        | ObservationKind::Lapse { .. } => String::new(),
    }
}

fn after(seen: &Observation, call: &str) -> String {
    let peer = match seen.kind {
        ObservationKind::Lost { peer, .. } => peer,
        ObservationKind::LeftOpen { peer, .. } => Some(peer),
        ObservationKind::DoubleClose
        | ObservationKind::UseAfterClose { .. }
        | ObservationKind::UncheckedOption { .. }
        | ObservationKind::Order { .. }
        | ObservationKind::Shape { .. }
        | ObservationKind::Lapse { .. } => None,
    };
    let Some(peer) = peer else { return String::new() };
    let is_send = peer == PeerGone::SendError;
    let call = match (call.is_empty(), is_send) {
        (false, _) => format!("`{call}`"),
        (true, true) => "a send".to_owned(),
        (true, false) => "a receive".to_owned(),
    };
    match peer {
        PeerGone::SendError | PeerGone::RecvError => format!("after {call} failed"),
        PeerGone::RecvTimeout => format!("after {call} timed out"),
        PeerGone::EofOrError => format!("after {call} failed or returned 0"),
        PeerGone::Eof => format!("after {call} gave 0 bytes"),
    }
}

/// The unchecked options, each once: those that matter if there are any, else all.
fn options(kind: &ObservationKind) -> String {
    let calls = match kind {
        ObservationKind::UncheckedOption { calls } => calls,
        ObservationKind::Order { option, .. } if !option.is_empty() => return format!("`{option}`"),
        _ => return String::new(),
    };
    let is_grave = calls.iter().any(|call| call.matters);
    let mut names: Vec<String> = Vec::new();
    for call in calls.iter().filter(|call| call.matters == is_grave) {
        let name = match call.option.as_str() {
            "" => "an option".to_owned(),
            option => format!("`{option}`"),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    list(&names)
}

/// "a", "a and b", "a, b and c".
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}
