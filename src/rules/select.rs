//! From observations to findings.

use super::{Rule, Rules};
use crate::frontend::World;
use crate::ir::Name;
use crate::typestate::Observation;
use std::sync::Arc;

/// What the engine saw in one world of a file.
#[derive(Clone, Debug)]
pub struct WorldRun {
    /// The world.
    pub world: World,
    /// The functions that were analysed in it: a function that is missing here says nothing about this world.
    pub functions: Vec<Name>,
    /// What was seen.
    pub observations: Vec<Observation>,
}

/// When a finding holds, if not always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// Only when `_WIN32` is defined.
    Windows,
    /// Only when `_WIN32` is not defined.
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
    let _ = (rules, runs);
    Vec::new()
}
