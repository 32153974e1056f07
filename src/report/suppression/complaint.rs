//! What is wrong with the comments themselves.

use super::{About, BROKEN, INVALID, Suppression, Suppressions, UNKNOWN, UNUSED};
use crate::frontend::{Subject, Wrong};
use crate::report::Selection;
use crate::rules::Rule;
use crate::source::{Location, Sources, Span};
use std::sync::Arc;

/// Something to tell of a comment.
#[derive(Debug)]
pub struct Complaint {
    /// The rule that tells it.
    pub rule: Arc<Rule>,
    /// The comment.
    pub at: Location,
    /// What the placeholders of the rule's texts stand for.
    pub fillings: Vec<(&'static str, String)>,
    /// What else there is to say.
    pub notes: Vec<String>,
}

impl Suppressions<'_> {
    /// What is wrong with the comments, once all findings have passed. A comment for a rule that is not wanted is not
    /// called unused.
    pub fn complaints(self, selection: &Selection, sources: &dyn Sources) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        let unreasoned = if selection.require_reason { self.unreasoned() } else { Vec::new() };
        let is_wanted = |rule: &Rule, at: Location| selection.wants(rule, path(at, sources));
        let told = [(INVALID, self.invalid), (INVALID, unreasoned), (UNKNOWN, self.unknown), (BROKEN, self.broken)];
        for (rule, all) in told {
            if let Some(rule) = self.rules.get(rule) {
                let wanted = all.into_iter().filter(|(at, _)| is_wanted(rule, *at));
                complaints.extend(wanted.map(|(at, wrong)| Complaint {
                    rule: rule.clone(),
                    at,
                    fillings: vec![("problem", wrong.problem), ("hint", wrong.hint)],
                    notes: Vec::new(),
                }));
            }
        }
        if let Some(rule) = self.rules.get(UNUSED) {
            let wanted = self.all.iter().filter(|known| is_wanted(rule, known.comment));
            complaints.extend(wanted.filter_map(|known| known.unused(rule, selection, sources)));
        }
        complaints
    }

    /// The comments that do not say why, each once.
    fn unreasoned(&self) -> Vec<(Location, Wrong)> {
        let mut places: Vec<Location> =
            self.all.iter().filter(|known| known.reason.is_none()).map(|known| known.comment).collect();
        places.dedup();
        let wrong = Wrong {
            problem: "this comment does not say why".to_owned(),
            hint: "a reason is asked for: `-- why` behind the rules".to_owned(),
        };
        places.into_iter().map(|at| (at, wrong.clone())).collect()
    }
}

impl Suppression {
    fn unused(&self, rule: &Arc<Rule>, selection: &Selection, sources: &dyn Sources) -> Option<Complaint> {
        let path = path(self.comment, sources);
        let is_unused = |(rule, is_used): &&(Arc<Rule>, bool)| !is_used && selection.judges(rule, path);
        let unused: Vec<String> =
            self.rules.iter().filter(is_unused).map(|(rule, _)| format!("`{}`", rule.id)).collect();
        let place = place(self.subject, self.comment, sources)?;
        let others: Vec<String> = self.others.iter().map(|id| format!("`{id}`")).collect();
        let note = (!others.is_empty()).then(|| format!("what is found there is {}", others.join(" and ")));
        (!unused.is_empty()).then(|| Complaint {
            rule: rule.clone(),
            at: self.comment,
            fillings: vec![("rules", unused.join(" or ")), ("place", place)],
            notes: note.into_iter().collect(),
        })
    }
}

fn path(at: Location, sources: &dyn Sources) -> &str {
    sources.get(at.file).map_or("", |source| source.path.as_str())
}

/// Where the comment looks for findings; `None` if nobody looked there.
fn place(subject: About, comment: Location, sources: &dyn Sources) -> Option<String> {
    let line = |offset: u32| {
        let source = sources.get(comment.file);
        source.map_or(0, |source| source.lines().line_index(offset) + 1)
    };
    let text = match subject {
        About::File => "none is found in this file".to_owned(),
        About::Range(Span { start, end: u32::MAX }) => format!("none is found from line {} on", line(start)),
        About::Range(Span { start, end }) => format!("none is found from line {} to line {}", line(start), line(end)),
        About::Code(Subject::Directive) => "it stands on a preprocessor line, which is no statement".to_owned(),
        About::Code(Subject::Nothing) => "no statement follows it".to_owned(),
        About::Code(Subject::Unread(_)) => return None,
        About::Code(Subject::Statement(Span { start, end })) => match (line(start), line(end.saturating_sub(1))) {
            (first, last) if first == last => format!("none is found on line {first}"),
            (first, last) => format!("none is found on lines {first} to {last}"),
        },
    };
    Some(text)
}
