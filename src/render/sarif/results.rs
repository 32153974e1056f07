//! One diagnostic as a result.

use super::Quiet;
use super::fixes::fixes;
use super::line_hash::line_hashes;
use super::model::{
    ArtifactLocation, CodeFlow, Fingerprints, FlowLocation, Location, LogicalLocation, PhysicalLocation, Region,
    ResultProperties, SarifResult, Suppression, Text, ThreadFlow,
};
use super::rules::precision;
use super::uri::uri;
use crate::render::{View, words};
use crate::report::Diagnostic;
use crate::source::{FileId, Location as Place};
use crate::typestate::StepKind;
use std::collections::BTreeMap;

/// A flow shows at most so many steps: its beginning and its end.
const STEPS: usize = 200;

/// Makes results; keeps the hashes of the files it has seen.
pub struct Results<'v> {
    view: View<'v>,
    hashes: BTreeMap<FileId, Vec<String>>,
}

impl<'v> Results<'v> {
    /// For the results of one run.
    pub fn new(view: &View<'v>) -> Results<'v> {
        Results { view: *view, hashes: BTreeMap::new() }
    }

    /// The result for a diagnostic; `None` if the text it speaks of is gone.
    pub fn result(&mut self, diagnostic: &Diagnostic, quiet: Option<Quiet>) -> Option<SarifResult> {
        let view = self.view;
        let mut location = location(&view, diagnostic.primary.at)?;
        location.logical_locations.extend(words::given(&diagnostic.function).map(|name| LogicalLocation {
            name: name.to_owned(),
            fully_qualified_name: name.to_owned(),
            kind: "function",
        }));
        location.message = Some(Text { text: diagnostic.primary.text.clone() });
        let line_hash = self.line_hash(diagnostic.primary.at);
        let acquired = diagnostic.acquired.as_ref().and_then(|acquired| {
            let text = format!("`{}` opens `{}` here", acquired.callee, diagnostic.handle);
            Some(Location { id: Some(1), message: Some(Text { text }), ..self::location(&view, acquired.at)? })
        });
        Some(SarifResult {
            rule_id: diagnostic.rule.id.clone(),
            rule_index: view.rules.all().iter().position(|rule| rule.id == diagnostic.rule.id)?,
            level: diagnostic.level.name(),
            message: Text { text: message(diagnostic, acquired.is_some()) },
            locations: [location],
            related_locations: acquired.into_iter().collect(),
            code_flows: flow(&view, diagnostic).into_iter().collect(),
            partial_fingerprints: Fingerprints { line_hash, own: diagnostic.identity.fingerprint.clone() },
            fixes: fixes(&view, diagnostic),
            suppressions: view.with_suppressed.then(|| quiet.map(suppression).into_iter().collect()),
            properties: ResultProperties {
                precision: precision(diagnostic.confidence),
                confidence: words::confidence(diagnostic.confidence),
                handle: words::given(&diagnostic.handle).map(str::to_owned),
                notes: diagnostic.notes.clone(),
                doubts: diagnostic.doubts.clone(),
            },
        })
    }

    fn line_hash(&mut self, at: Place) -> Option<String> {
        let source = self.view.sources.get(at.file)?;
        let hashes = self.hashes.entry(at.file).or_insert_with(|| line_hashes(&source.text));
        hashes.get(source.lines().line_index(at.span.start)).cloned()
    }
}

fn suppression(quiet: Quiet) -> Suppression {
    match quiet {
        Quiet::Silenced(silenced) => Suppression { kind: "inSource", justification: silenced.reason.clone() },
        Quiet::Known => Suppression { kind: "external", justification: Some("known before".to_owned()) },
    }
}

/// The headline, a link to the acquisition, the notes, and what to do.
fn message(diagnostic: &Diagnostic, is_linked: bool) -> String {
    let mut text = diagnostic.message.clone();
    if is_linked {
        text.push_str("; it was [opened here](1)");
    }
    for note in &diagnostic.notes {
        text.push_str(&format!("; {note}"));
    }
    format!("{text}. Help: {}; {}.", diagnostic.help, diagnostic.consequence)
}

fn flow(view: &View, diagnostic: &Diagnostic) -> Option<CodeFlow> {
    let path = &diagnostic.path;
    let half = STEPS / 2;
    let is_kept = |at: usize| path.len() <= STEPS || at < half || at >= path.len() - half;
    let steps = path.iter().enumerate().filter(|(at, _)| is_kept(*at)).filter_map(|(_, step)| {
        let message = Some(Text { text: step.text.clone() });
        let location = Location { message, ..location(view, step.at)? };
        // Nested below the acquisition, so that viewers indent the way from it to the exit.
        let nesting_level = u32::from(!matches!(step.kind, StepKind::Acquire | StepKind::Exit));
        Some(FlowLocation { location, kinds: kinds(step.kind), nesting_level })
    });
    let locations: Vec<FlowLocation> = steps.collect();
    (!locations.is_empty()).then_some(CodeFlow { thread_flows: [ThreadFlow { locations }] })
}

fn kinds(kind: StepKind) -> Vec<&'static str> {
    match kind {
        StepKind::Acquire | StepKind::Release | StepKind::Use => vec![words::step(kind), "resource"],
        StepKind::Branch | StepKind::Call | StepKind::Exit => vec![words::step(kind)],
    }
}

fn location(view: &View, at: Place) -> Option<Location> {
    let source = view.sources.get(at.file)?;
    let start = source.lines().position(&source.text, at.span.start);
    let end = source.lines().position(&source.text, at.span.end);
    let region = Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column.max(if start.line == end.line { start.column + 1 } else { 1 }),
    };
    Some(Location { physical_location: physical(&source.path, Some(region)), ..Location::default() })
}

/// A place in a file.
pub fn physical(path: &str, region: Option<Region>) -> PhysicalLocation {
    PhysicalLocation { artifact_location: ArtifactLocation { uri: uri(path) }, region }
}
