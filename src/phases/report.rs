//! Observations of what is wrong with the order of calls.

use super::ends::plain;
use super::fault::{Fault, Incident};
use super::steps::{Act, Steps};
use super::subject::Subject;
use crate::ir::LocalKind;
use crate::source::{Location, Span};
use crate::typestate::{Acquisition, Confidence, Observation, ObservationKind, PathStep, Sequence, StepKind};
use std::collections::BTreeMap;

/// What was seen of one socket.
pub struct Report<'r, 'f> {
    steps: &'r Steps<'f>,
    subject: Subject,
    incidents: &'r [Incident],
}

impl<'r, 'f> Report<'r, 'f> {
    /// What the machine saw.
    pub fn new(steps: &'r Steps<'f>, subject: Subject, incidents: &'r [Incident]) -> Report<'r, 'f> {
        Report { steps, subject, incidents }
    }

    /// All that is worth a word, in source order.
    pub fn observations(&self) -> Vec<Observation> {
        let mut found: Vec<Observation> = Vec::new();
        let mut by_call: BTreeMap<usize, Vec<&Incident>> = BTreeMap::new();
        self.incidents.iter().for_each(|incident| by_call.entry(incident.call).or_default().push(incident));
        for (&call, group) in &by_call {
            for fault in faults(group) {
                if fault.what != Sequence::Abort {
                    found.push(self.observation(call, fault, call));
                } else if let Some(linger) = fault.earlier.filter(|&linger| !self.is_meant(linger as usize)) {
                    found.push(self.observation(linger as usize, fault, call));
                }
            }
        }
        for close in plain(self.steps, self.incidents) {
            if close.is_odd {
                found.push(self.missing(Sequence::NoShutdownHere, close.call, None));
            }
            if close.sent.is_some() && self.is_socket() && !self.subject.traits(self.steps).is_datagram {
                found.push(self.missing(Sequence::NoShutdown, close.call, close.sent));
            }
        }
        found.sort_by_key(|seen| seen.at);
        found.dedup_by(|a, b| a.at == b.at && a.kind == b.kind);
        found
    }

    /// What is missing, with the calls that it is about.
    pub fn advice(&self, advice: &[(Sequence, usize)]) -> Vec<Observation> {
        advice.iter().map(|&(what, call)| self.missing(what, call, None)).collect()
    }

    fn missing(&self, what: Sequence, call: usize, earlier: Option<u32>) -> Observation {
        self.observation(call, &Fault { what, earlier, why: String::new(), is_sure: false, is_grave: true }, call)
    }

    /// Whether something shows that it is one: the function opens it, or uses it as only sockets are used.
    fn is_socket(&self) -> bool {
        let proves =
            |incident: &Incident| self.steps.calls[incident.call].model.is_some_and(|model| model.is_socket_api);
        matches!(self.subject, Subject::Site(_)) || self.incidents.iter().any(proves)
    }

    /// Whether the text says that a reset is what is wanted.
    fn is_meant(&self, linger: usize) -> bool {
        let call = &self.steps.calls[linger];
        let function = self.steps.function.name.as_str().to_ascii_lowercase();
        let words = ["reset", "rst", "abort", "kill", "hard", "force"];
        call.flags.has_comment || words.iter().any(|word| function.contains(word))
    }

    fn observation(&self, at: usize, fault: &Fault, last: usize) -> Observation {
        let (steps, function) = (self.steps, self.steps.function);
        let here = |span: Span| Location { file: function.file, span };
        let call = &steps.calls[at];
        let step = |number: usize, kind| {
            let call = &steps.calls[number];
            PathStep { at: here(call.span), kind, text: format!("`{}` {}", call.name, doing(&call.act)) }
        };
        let mut path = Vec::new();
        let site = match self.subject {
            Subject::Site(site) => Some(site),
            Subject::Given(_) => None,
        };
        path.extend(site.map(|site| step(site, StepKind::Acquire)));
        let mut numbers: Vec<usize> = fault.earlier.map(|call| call as usize).into_iter().chain([at, last]).collect();
        numbers.sort_by_key(|&number| steps.calls[number].span.start);
        numbers.dedup();
        path.extend(numbers.into_iter().map(|number| step(number, kind(&steps.calls[number].act))));
        let option = match &call.act {
            Act::Set(option) => option.clone(),
            _ => String::new(),
        };
        let earlier = fault.earlier.map(|number| steps.calls[number as usize].name.into());
        Observation {
            kind: ObservationKind::Order {
                what: fault.what,
                callee: call.name.into(),
                option,
                earlier,
                why: fault.why.clone(),
                is_grave: fault.is_grave,
            },
            file: function.file,
            function: function.shown_name(),
            handle: self.shown(),
            acquired: site.map(|site| {
                let call = &steps.calls[site];
                Acquisition { at: here(call.span), callee: call.name.into(), in_loop: false }
            }),
            peer_call: None,
            at: here(call.span),
            path,
            confidence: Confidence::Likely,
            doubts: Vec::new(),
            at_process_end: false,
            depends_on_callers: false,
        }
    }

    /// The socket as the source spells it: by the variable that it ends up in.
    fn shown(&self) -> String {
        let function = self.steps.function;
        let is_named = |place: &crate::ir::PlaceId| match function.places.get(*place).step {
            crate::ir::Step::Local(local) => function.local(local).kind != LocalKind::Temp,
            _ => true,
        };
        let held = self.incidents.iter().flat_map(|incident| &incident.sock.places).copied().find(is_named);
        held.or(self.subject.home(self.steps)).map_or("the socket".to_owned(), |place| function.show_place(place))
    }
}

/// What holds of a call: on some path whose facts were all kept, or on every one.
fn faults<'i>(group: &[&'i Incident]) -> Vec<&'i Fault> {
    let mut found: Vec<&Fault> = Vec::new();
    for incident in group.iter().filter(|incident| !incident.is_merged) {
        for fault in &incident.faults {
            let is_same = |other: &Fault| other.what == fault.what && other.why == fault.why;
            let is_everywhere = group.iter().all(|other| other.faults.iter().any(is_same));
            if (!fault.is_sure || is_everywhere) && !found.iter().any(|known| is_same(known)) {
                found.push(fault);
            }
        }
    }
    found
}

fn doing(act: &Act) -> &'static str {
    match act {
        Act::Open | Act::Accept => "opens the socket here",
        Act::Set(_) => "sets the option here",
        Act::Send { .. } => "sends here",
        Act::Receive => "receives here",
        Act::Close => "closes it here",
        Act::End => "shuts it down and closes it here",
        Act::Step(_) | Act::Quiet | Act::Unknown => "is called here",
    }
}

fn kind(act: &Act) -> StepKind {
    match act {
        Act::Close | Act::End => StepKind::Release,
        _ => StepKind::Use,
    }
}
