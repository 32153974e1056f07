//! Findings that a comment in the source silences, and comments that silence nothing.
//!
//! A comment counts for all findings, shown or not: so none is called unused because a rule was not asked for, or because
//! the engine is not sure enough of what it silences.

mod comment;
mod complaint;
mod silence;

use crate::frontend::{Annotation, Subject, Wrong};
use crate::rules::{Rule, Rules, similar};
use crate::source::{Location, SourceFile, Span, decode_line};
use comment::{Ignore, Reach};
pub use complaint::Complaint;
pub use silence::Silenced;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The rule that tells of comments which silence nothing.
const UNUSED: &str = "unused-suppression";

/// The rule that tells of comments which cannot be read.
const INVALID: &str = "invalid-suppression";

/// The rule that tells of comments which name a rule that there is not.
const UNKNOWN: &str = "unknown-rule";

/// The rule that tells of comments on functions which cannot be read.
const BROKEN: &str = "invalid-annotation";

/// All comments of a run that are to silence something.
#[derive(Debug)]
pub struct Suppressions<'r> {
    rules: &'r Rules,
    /// Those that can be read, in source order as the files were added.
    all: Vec<Suppression>,
    /// What is wrong with the others.
    invalid: Vec<(Location, Wrong)>,
    /// Names in comments that no rule has.
    unknown: Vec<(Location, Wrong)>,
    /// What is wrong with comments that say what a function does.
    broken: Vec<(Location, Wrong)>,
}

/// A comment that can be read.
#[derive(Debug)]
struct Suppression {
    comment: Location,
    /// The rules that there are, and whether one silenced anything.
    rules: Vec<(Arc<Rule>, bool)>,
    subject: About,
    reason: Option<String>,
    /// Other rules of the same families that speak of the same code.
    others: BTreeSet<String>,
}

/// What a comment speaks of.
#[derive(Clone, Copy, Debug)]
enum About {
    File,
    Code(Subject),
    /// All from one comment to another one, or to the end of the file.
    Range(Span),
}

impl<'r> Suppressions<'r> {
    /// None yet.
    pub fn new(rules: &'r Rules) -> Suppressions<'r> {
        Suppressions { rules, all: Vec::new(), invalid: Vec::new(), unknown: Vec::new(), broken: Vec::new() }
    }

    /// Adds the comments of a file; files come in the order of their numbers.
    pub fn add(&mut self, source: &SourceFile, annotations: &[Annotation]) {
        for annotation in annotations {
            let at = |span: Span| Location { file: source.id, span };
            if annotation.is_promise {
                self.broken.extend(annotation.wrong.iter().map(|wrong| (at(annotation.comment), wrong.clone())));
                continue;
            }
            let body = decode_line(&source.text[annotation.body.range()]);
            match comment::read(&body, source.language) {
                Ok(ignore) => self.add_one(at(annotation.comment), annotation.subject, ignore),
                Err(wrong) => self.invalid.push((at(annotation.comment), wrong)),
            }
        }
    }

    fn add_one(&mut self, comment: Location, subject: Subject, ignore: Ignore) {
        let mut rules = Vec::new();
        for name in &ignore.rules {
            match self.rules.get(name) {
                Some(rule) => rules.push(rule.clone()),
                None => self.unknown.push((comment, self.no_rule(name))),
            }
        }
        let reason = ignore.reason;
        let about = match ignore.reach {
            Reach::File => About::File,
            Reach::Statement => About::Code(subject),
            Reach::Start => return self.begin(comment, rules, reason.as_deref()),
            Reach::End => return self.end(comment, &rules),
        };
        self.push(comment, rules, about, reason);
    }

    fn push(&mut self, comment: Location, rules: Vec<Arc<Rule>>, subject: About, reason: Option<String>) {
        if !rules.is_empty() {
            let rules = rules.into_iter().map(|rule| (rule, false)).collect();
            self.all.push(Suppression { comment, rules, subject, reason, others: BTreeSet::new() });
        }
    }

    /// Each rule has an end of its own.
    fn begin(&mut self, comment: Location, rules: Vec<Arc<Rule>>, reason: Option<&str>) {
        let range = Span { start: comment.span.start, end: u32::MAX };
        for rule in rules {
            self.push(comment, vec![rule], About::Range(range), reason.map(str::to_owned));
        }
    }

    fn end(&mut self, comment: Location, rules: &[Arc<Rule>]) {
        for rule in rules {
            let begun = self.all.iter_mut().rev().find_map(|known| match &mut known.subject {
                About::Range(range) if range.end == u32::MAX && known.comment.file == comment.file => {
                    (known.rules[0].0.id == rule.id).then_some(range)
                }
                _ => None,
            });
            match begun {
                Some(range) => range.end = comment.span.start,
                None => {
                    let problem = format!("`enable[{}]` ends nothing", rule.id);
                    let hint = format!("no `disable[{}]` stands before it", rule.id);
                    self.invalid.push((comment, Wrong { problem, hint }));
                }
            }
        }
    }

    fn no_rule(&self, name: &str) -> Wrong {
        let ids = self.rules.all().iter().map(|rule| rule.id.as_str());
        let hint = match similar(name, ids).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`sockleak rules` lists the rules".to_owned(),
        };
        Wrong { problem: format!("there is no rule `{name}`"), hint }
    }
}
