//! Which findings are silenced.

use super::{About, Suppression, Suppressions};
use crate::frontend::Subject;
use crate::rules::Finding;
use crate::source::Location;
use crate::typestate::{ObservationKind, OptionCall};

/// That a finding is silenced, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silenced {
    /// The reason that the comment gives.
    pub reason: Option<String>,
}

impl Suppressions<'_> {
    /// Whether `finding` is silenced: at its place or where its socket was opened. Of several unchecked calls on one socket
    /// the one at whose place the finding stands decides; others that are silenced leave it.
    pub fn silence(&mut self, finding: &mut Finding) -> Option<Silenced> {
        let seen = &finding.observation;
        let acquired = seen.acquired.as_ref().map(|acquired| acquired.at);
        let by_acquisition = acquired.and_then(|at| self.silenced_at(finding, at));
        let silenced = self.silenced_at(finding, seen.at).or(by_acquisition);
        if let ObservationKind::UncheckedOption { calls } = &seen.kind {
            let is_left = |call: &&OptionCall| call.at == seen.at || self.silenced_at(finding, call.at).is_none();
            let (left, gone): (Vec<&OptionCall>, Vec<&OptionCall>) = calls.iter().partition(is_left);
            let (left, gone): (Vec<OptionCall>, Vec<Location>) =
                (left.into_iter().cloned().collect(), gone.into_iter().map(|call| call.at).collect());
            finding.observation.path.retain(|step| !gone.contains(&step.at));
            finding.observation.kind = ObservationKind::UncheckedOption { calls: left };
        }
        silenced
    }

    /// Tells all comments that speak of this place. The first one's reason counts.
    fn silenced_at(&mut self, finding: &Finding, at: Location) -> Option<Silenced> {
        let from = self.all.partition_point(|known| known.comment.file < at.file);
        let of_file = self.all[from..].iter_mut().take_while(|known| known.comment.file == at.file);
        let silenced = of_file.filter(|known| known.covers(at)).filter_map(|known| known.tell(finding));
        // Each is to be told.
        silenced.collect::<Vec<_>>().into_iter().next()
    }
}

impl Suppression {
    /// Whether it speaks of a place that begins or ends in its statement.
    fn covers(&self, at: Location) -> bool {
        let (first, last) = (at.span.start, at.span.end.saturating_sub(1).max(at.span.start));
        match self.subject {
            About::File => true,
            About::Range(range) => (range.start..range.end).contains(&first),
            About::Code(Subject::Statement(of) | Subject::Unread(of)) => {
                [first, last].iter().any(|offset| (of.start..of.end).contains(offset))
            }
            About::Code(Subject::Directive | Subject::Nothing) => false,
        }
    }

    fn tell(&mut self, finding: &Finding) -> Option<Silenced> {
        match self.rules.iter_mut().find(|(rule, _)| rule.id == finding.rule.id) {
            Some((_, is_used)) => *is_used = true,
            None => {
                if self.rules.iter().any(|(rule, _)| rule.meta.group == finding.rule.meta.group) {
                    self.others.insert(finding.rule.id.clone());
                }
                return None;
            }
        }
        Some(Silenced { reason: self.reason.clone() })
    }
}
