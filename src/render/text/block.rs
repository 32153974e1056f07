//! One block of output: an acquisition with all the ways on which it is lost, or a single other finding.

use super::alike::{list, once};
use super::excerpt::{Excerpt, Excerpts, plain};
use super::wrap::wrapped;
use crate::render::View;
use crate::report::Diagnostic;
use crate::rules::Level;
use crate::source::{FileId, Location, Span};
use crate::typestate::{Confidence, StepKind};
use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, LabelStyle, Severity};

/// A path shows the acquisition and so many steps before its end.
const STEPS: usize = 5;

/// CWE-772, missing release of a resource: what every rule about lost sockets names.
const LEAK: u16 = 772;

/// Diagnostics that are shown together, in order of place.
pub struct Block<'r>(Vec<&'r Diagnostic>);

/// A place with words, before the excerpts are known.
struct Mark {
    at: Location,
    style: LabelStyle,
    text: String,
}

impl<'r> Block<'r> {
    /// The blocks of a report, by the place of their first diagnostics.
    pub fn all(diagnostics: &'r [Diagnostic]) -> Vec<Block<'r>> {
        let mut blocks: Vec<Block<'r>> = Vec::new();
        for diagnostic in diagnostics {
            let same = |_| blocks.iter().rposition(|block| belongs(block.0[0], diagnostic));
            match diagnostic.acquired.as_ref().and_then(same) {
                Some(at) => blocks[at].0.push(diagnostic),
                None => blocks.push(Block(vec![diagnostic])),
            }
        }
        blocks
    }

    /// As codespan wants it.
    pub fn show(&self, view: &View) -> (Excerpts, Shown<usize>) {
        let marks = self.marks();
        let files = files(&marks, view);
        let excerpts = Excerpts(files.iter().map(|(file, spans)| Excerpt::new(file, spans)).collect());
        let labels = marks.iter().filter_map(|mark| {
            let id = files.iter().position(|(file, _)| file.id == mark.at.file)?;
            let range = excerpts.0[id].range(files[id].0, mark.at.span);
            Some(Label::new(mark.style, id, range).with_message(plain(&mark.text)))
        });
        let shown = Shown::new(severity(self.level()))
            .with_code(self.rules().join(", "))
            .with_message(plain(&self.headline()))
            .with_labels(labels.collect())
            .with_notes(self.notes().iter().map(|note| wrapped(&plain(note), view.width)).collect());
        (excerpts, shown)
    }

    /// Where its head says it is.
    pub fn place(&self) -> Location {
        self.0[0].primary.at
    }

    fn level(&self) -> Level {
        self.0.iter().map(|diagnostic| diagnostic.level).max().unwrap_or(Level::Note)
    }

    fn rules(&self) -> Vec<&str> {
        unique(self.0.iter().map(|diagnostic| diagnostic.rule.id.as_str()))
    }

    fn headline(&self) -> String {
        let first = self.0[0];
        match (&first.acquired, self.0.len()) {
            (Some(acquired), n) if n > 1 => {
                format!("{} from `{}` {} through `{}`", self.subject(), acquired.callee, self.fate(), first.function)
            }
            _ => first.message.clone(),
        }
    }

    fn handles(&self) -> Vec<&str> {
        unique(self.0.iter().map(|diagnostic| diagnostic.handle.as_str()))
    }

    fn subject(&self) -> String {
        let handles = self.handles();
        format!("socket{} {}", if handles.len() > 1 { "s" } else { "" }, list(&handles))
    }

    fn fate(&self) -> String {
        let is_lost = self.0.iter().all(|one| one.rule.meta.cwe.contains(&LEAK));
        let fate = match (is_lost, self.handles().len() > 1) {
            (true, false) => "is lost",
            (true, true) => "are lost",
            (false, false) => "goes wrong",
            (false, true) => "go wrong",
        };
        match self.exits().len() {
            1 => format!("{fate} on one way"),
            ways => format!("{fate} on {ways} ways"),
        }
    }

    fn exits(&self) -> Vec<Location> {
        unique(self.0.iter().map(|diagnostic| diagnostic.primary.at))
    }

    /// What is said at the exit `at`.
    fn at_exit(&self, at: Location) -> Vec<String> {
        let here = |rule: &str| -> Vec<&'r Diagnostic> {
            self.0.iter().copied().filter(|one| one.primary.at == at && one.rule.id == rule).collect()
        };
        let is_mixed = self.rules().len() > 1;
        let named = |text: String, rule: &str| if is_mixed { format!("{text} ({rule})") } else { text };
        let of = |rule| once(&here(rule), |one| &one.primary.text).into_iter().map(move |text| named(text, rule));
        self.rules().into_iter().flat_map(of).collect()
    }

    fn marks(&self) -> Vec<Mark> {
        let exits = self.exits();
        let primary = |text, at| Mark { at, style: LabelStyle::Primary, text };
        let mut marks: Vec<Mark> =
            exits.iter().flat_map(|at| self.at_exit(*at).into_iter().map(|text| primary(text, *at))).collect();
        for diagnostic in &self.0 {
            for mark in steps(diagnostic, exits.len() > 1) {
                if !exits.contains(&mark.at) && marks.iter().all(|known| known.at != mark.at) {
                    marks.push(mark);
                }
            }
        }
        marks
    }

    fn notes(&self) -> Vec<String> {
        let all = || self.0.iter();
        let mut notes: Vec<String> =
            once(&self.0, |diagnostic| &diagnostic.help).into_iter().map(|help| format!("help: {help}")).collect();
        let best = all().filter_map(|diagnostic| diagnostic.fixes.first());
        notes.extend(unique(best.map(|fix| format!("suggestion: {}", fix.title))));
        // The rules of a family differ little in this; once is enough.
        notes.push(self.0[0].consequence.clone());
        notes.extend(unique(all().flat_map(|diagnostic| &diagnostic.notes).map(|note| format!("note: {note}"))));
        notes.extend(unique(all().filter_map(|diagnostic| doubts(diagnostic))));
        notes
    }
}

/// Whether both speak of one acquisition; what it gives may be a pair.
fn belongs(a: &Diagnostic, b: &Diagnostic) -> bool {
    let site = |diagnostic: &Diagnostic| diagnostic.acquired.as_ref().map(|acquired| acquired.at);
    site(a).is_some() && site(a) == site(b) && a.function == b.function && a.rule.meta.group == b.rule.meta.group
}

/// The steps worth a label: where the handle comes from and how the path ends; of several paths only the last turns.
fn steps(diagnostic: &Diagnostic, is_one_of_many: bool) -> Vec<Mark> {
    let limit = if is_one_of_many { 1 } else { STEPS };
    let path = &diagnostic.path;
    let end = path.len() - path.iter().rev().take_while(|step| step.at == diagnostic.primary.at).count();
    let shown = path[..end].iter().enumerate().filter(|(at, step)| step.kind == StepKind::Acquire || at + limit >= end);
    shown.map(|(_, step)| Mark { at: step.at, style: LabelStyle::Secondary, text: step.text.clone() }).collect()
}

fn doubts(diagnostic: &Diagnostic) -> Option<String> {
    let how = match diagnostic.confidence {
        Confidence::Certain => return None,
        Confidence::Likely => "likely, not certain",
        Confidence::Possible => "only possible",
    };
    match diagnostic.doubts.is_empty() {
        true => (diagnostic.confidence == Confidence::Possible).then(|| how.to_owned()),
        false => Some(format!("{how}: {}", diagnostic.doubts.join("; "))),
    }
}

/// The files of the marks, each with the spans in it.
fn files<'v>(marks: &[Mark], view: &View<'v>) -> Vec<(&'v crate::source::SourceFile, Vec<Span>)> {
    let ids: Vec<FileId> = unique(marks.iter().map(|mark| mark.at.file));
    let spans = |id| marks.iter().filter(|mark| mark.at.file == id).map(|mark| mark.at.span).collect();
    ids.into_iter().filter_map(|id| Some((view.sources.get(id)?, spans(id)))).collect()
}

fn unique<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    }
}
