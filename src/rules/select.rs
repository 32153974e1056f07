//! From observations to findings.

use super::{Platform, Rule, Rules};
use crate::frontend::World;
use crate::ir::Name;
use crate::source::Location;
use crate::typestate::{Confidence, Observation, ObservationKind, OptionCall, OptionFault, PeerGone, Sequence};
use std::sync::Arc;

/// What the engine saw in one world of a file.
#[derive(Clone, Debug)]
pub struct WorldRun {
    /// The world.
    pub world: World,
    /// The functions that were analysed in it: one that is missing here says nothing about this world.
    pub functions: Vec<Name>,
    /// What was seen.
    pub observations: Vec<Observation>,
    /// Whether the file is for Windows whatever the conditions are.
    pub is_for_windows: bool,
}

/// When a finding holds, if not always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// Only in the Windows world.
    Windows,
    /// Only in worlds other than Windows.
    NotWindows,
    /// Only with a choice of `#if` arms that neither of the first two worlds makes.
    Other,
}

/// An observation and the rule that speaks of it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: Arc<Rule>,
    /// What was seen: of several sightings the most telling one.
    pub observation: Observation,
    /// The worlds in which it was seen, in order.
    pub worlds: Vec<World>,
    /// When it holds, if not always.
    pub condition: Option<Condition>,
}

/// Finds the rule for each observation of a file and unites what several worlds saw: one finding per family, acquisition
/// and place. An observation that fits no rule is left out.
pub fn select(rules: &Rules, runs: Vec<WorldRun>) -> Vec<Finding> {
    let analysed: Vec<(World, Vec<Name>)> = runs.iter().map(|run| (run.world, run.functions.clone())).collect();
    let is_only_windows = runs.iter().any(|run| run.world == World::Posix && run.is_for_windows);
    let mut sightings: Vec<Sighting> = Vec::new();
    for run in runs {
        for observation in run.observations {
            let Some((rule, fit)) = best(rules, &observation) else { continue };
            let new = Sighting { rule, fit, observation, worlds: vec![run.world] };
            match sightings.iter_mut().find(|known| known.key() == new.key() || known.is_renamed(&new)) {
                Some(known) => known.unite(new),
                None => sightings.push(new),
            }
        }
    }
    sightings.sort_by(|a, b| (a.observation.at, &a.rule.id).cmp(&(b.observation.at, &b.rule.id)));
    told_already(&mut sightings);
    // What is wrong on Windows alone is right where Windows is not.
    let holds = |found: &Finding| {
        found.condition != Some(Condition::NotWindows) || found.rule.meta.platforms != [Platform::Windows]
    };
    let found = sightings.into_iter().map(|sighting| sighting.finding(&analysed)).filter(holds);
    // No choice makes a file for Windows one for others: it depends on something else.
    let reworded = |found: Finding| match found.condition {
        Some(Condition::NotWindows) if is_only_windows => Finding { condition: Some(Condition::Other), ..found },
        _ => found,
    };
    found.map(reworded).collect()
}

/// Leaves out the loss that the closing of the wrong handle has told of: the next one behind it of what it speaks of. If
/// nothing of that is lost anywhere, the right handle was closed.
fn told_already(sightings: &mut Vec<Sighting>) {
    let is_wrong = |seen: &Observation| matches!(seen.kind, ObservationKind::Order { what: Sequence::WrongHandle, .. });
    let place = |seen: &Observation| seen.acquired.as_ref().map(|acquired| acquired.at);
    let mut told = Vec::new();
    for (number, wrong) in sightings.iter().map(|sighting| &sighting.observation).enumerate() {
        let is_loss = |other: &Observation| {
            matches!(other.kind, ObservationKind::Lost { .. }) && place(other) == place(wrong) && other.at > wrong.at
        };
        let is_any_loss =
            |other: &Observation| matches!(other.kind, ObservationKind::Lost { .. }) && place(other) == place(wrong);
        if is_wrong(wrong) {
            let loss = sightings.iter().position(|sighting| is_loss(&sighting.observation));
            let is_lost = sightings.iter().any(|sighting| is_any_loss(&sighting.observation));
            told.extend(loss.or_else(|| (!is_lost).then_some(number)));
        }
    }
    let mut number = 0..;
    sightings.retain(|_| !told.contains(&number.next().unwrap_or_default()));
}

/// The most specific of the rules that fit; of equals the first by id.
fn best(rules: &Rules, observation: &Observation) -> Option<(Arc<Rule>, u8)> {
    let fits = rules.all().iter().filter_map(|rule| Some((rule, rule.meta.trigger.fit(observation)?)));
    fits.rev().max_by_key(|(_, fit)| *fit).map(|(rule, fit)| (rule.clone(), fit))
}

/// What two sightings of the same thing have in common. Unchecked options of one socket are one thing wherever they are.
#[derive(PartialEq, Eq)]
struct Key<'s> {
    group: &'s str,
    function: &'s str,
    handle: &'s str,
    acquired: Option<Location>,
    at: Option<Location>,
    fault: Option<OptionFault>,
}

struct Sighting {
    rule: Arc<Rule>,
    fit: u8,
    observation: Observation,
    worlds: Vec<World>,
}

impl Sighting {
    fn key(&self) -> Key<'_> {
        let seen = &self.observation;
        let calls: &[OptionCall] = match &seen.kind {
            ObservationKind::UncheckedOption { calls } => calls,
            _ => &[],
        };
        Key {
            group: self.rule.meta.family(&self.rule.id),
            function: seen.function.as_str(),
            handle: &seen.handle,
            acquired: seen.acquired.as_ref().map(|acquired| acquired.at),
            at: calls.is_empty().then_some(seen.at),
            fault: calls.first().map(|call| call.fault),
        }
    }

    /// Whether it is the same but for a macro that renames a member or the function in one of the worlds: `#define send
    /// windows_send`.
    fn is_renamed(&self, other: &Sighting) -> bool {
        let (one, two) = (self.key(), other.key());
        let is_same = |a: &str, b: &str| a == b || !a.is_empty() && !b.is_empty() && (a.ends_with(b) || b.ends_with(a));
        self.observation.at == other.observation.at
            && (one.group, one.acquired) == (two.group, two.acquired)
            && is_same(one.function, two.function)
            && is_same(last_name(one.handle), last_name(two.handle))
            && other.worlds.iter().all(|world| !self.worlds.contains(world))
    }

    /// What would be shown comes first, then the more specific rule, then what tells more of the peer.
    fn weight(&self) -> (bool, u8, Option<PeerGone>, Confidence) {
        let seen = &self.observation;
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
        (seen.confidence >= Confidence::Likely, self.fit, peer, seen.confidence)
    }

    fn unite(&mut self, mut other: Sighting) {
        let (one, two) = (&self.observation.handle, &other.observation.handle);
        // The text has the name that nothing was put before.
        let handle = if two.len() < one.len() { two.clone() } else { one.clone() };
        if other.weight() > self.weight() {
            std::mem::swap(self, &mut other);
        }
        self.worlds.extend(other.worlds);
        self.observation.handle = handle;
        unite_calls(&mut self.observation, other.observation);
    }

    fn finding(mut self, analysed: &[(World, Vec<Name>)]) -> Finding {
        self.worlds.sort();
        self.worlds.dedup();
        let function = &self.observation.function;
        let is_in_windows = analysed.iter().any(|(world, names)| *world == World::Windows && names.contains(function));
        let condition = condition(&self.worlds, is_in_windows);
        Finding { rule: self.rule, observation: self.observation, worlds: self.worlds, condition }
    }
}

/// The last name of a place as it is shown: `sock` of `c->sock`.
fn last_name(handle: &str) -> &str {
    handle.rsplit(['>', '.']).next().unwrap_or_default()
}

/// Adds the option calls that only the other world saw.
fn unite_calls(observation: &mut Observation, other: Observation) {
    let ObservationKind::UncheckedOption { calls } = &mut observation.kind else { return };
    let ObservationKind::UncheckedOption { calls: more } = other.kind else { return };
    let new: Vec<_> = more.into_iter().filter(|call| calls.iter().all(|known| known.at != call.at)).collect();
    let is_new = |at: &Location| new.iter().any(|call| call.at == *at);
    observation.path.extend(other.path.into_iter().filter(|step| is_new(&step.at)));
    observation.path.sort_by_key(|step| step.at);
    calls.extend(new);
    calls.sort_by_key(|call| call.at);
    observation.at = calls.iter().find(|call| call.matters).unwrap_or(&calls[0]).at;
}

/// A world that did not look at the function cannot contradict.
fn condition(worlds: &[World], is_in_windows: bool) -> Option<Condition> {
    let saw = |world| worlds.contains(&world);
    match (saw(World::Posix), saw(World::Windows)) {
        (true, true) => None,
        (false, true) => Some(Condition::Windows),
        (true, false) => is_in_windows.then_some(Condition::NotWindows),
        (false, false) => Some(Condition::Other),
    }
}
