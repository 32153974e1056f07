//! What came of a function, and on what that depends: a file is looked at again and again as more becomes known of the tree,
//! and in several worlds, but few of its functions come to anything else.

use super::handed::Handed;
use super::leaving::Leaving;
use super::observation::Observation;
use super::outside::{Outside, is_shared};
use super::reach::Given;
use super::simulate::Simulation;
use super::summary::{BoundaryPath, Summary};
use super::teardown::{Member, Teardown};
use crate::frontend::Promise;
use crate::ir::{Function, Name, Step};
use crate::source::SourceFile;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What came of one function.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What calling it does.
    pub summary: Arc<Summary>,
    /// What was seen in it.
    pub observations: Vec<Observation>,
    /// Functions whose bodies would tell more.
    pub wanted: Vec<Name>,
    /// The members in which it stores fresh sockets.
    pub members: Vec<Member>,
    /// Objects that it takes down.
    pub teardowns: Vec<Teardown>,
    /// Ways out that are wrong if a handle was given to it for good.
    pub leavings: Vec<Leaving>,
    /// Calls that give a handle away for good.
    pub handed: Vec<Handed>,
    /// What all that depends on.
    pub heard: Heard,
    /// What it came from, where some of it has to be seen again for what the callers do.
    pub simulations: Vec<Arc<Simulation>>,
}

/// A function, and what was known of those that it mentions.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The function.
    pub function: Arc<Function>,
    is_shared: bool,
    /// The parameter that is a handle of its own.
    given: Option<u32>,
    /// What is promised of it.
    promise: Option<Promise>,
    callees: Vec<Option<Arc<Summary>>>,
}

impl Heard {
    /// What `summary_of` tells of the functions that `function` mentions.
    pub fn new(
        function: &Arc<Function>,
        given: Option<u32>,
        promise: Option<&Promise>,
        source: &SourceFile,
        summary_of: &dyn Fn(&str) -> Option<Arc<Summary>>,
    ) -> Heard {
        let callees = function.mentioned_functions().map(|name| summary_of(name.as_str())).collect();
        let is_shared = is_shared(function, source);
        Heard { function: function.clone(), is_shared, given, promise: promise.cloned(), callees }
    }

    /// Whether the same function has heard the same. A function that is read again stays one and the same.
    fn is_same(&self, other: &Heard) -> bool {
        Arc::ptr_eq(&self.function, &other.function)
            && (self.given, &self.promise) == (other.given, &other.promise)
            && self.callees == other.callees
    }
}

/// What came of functions before, found by the function.
pub struct Memo<'k>(FxHashMap<*const Function, Vec<&'k Outcome>>);

impl<'k> Memo<'k> {
    /// Of these outcomes; of several that fit the first counts.
    pub fn new(all: impl Iterator<Item = &'k Outcome>) -> Memo<'k> {
        let mut memo = Memo(FxHashMap::default());
        all.for_each(|outcome| memo.0.entry(Arc::as_ptr(&outcome.heard.function)).or_default().push(outcome));
        memo
    }

    /// What came of a function, whatever it depends on.
    pub fn of(&self, function: &Arc<Function>) -> &[&'k Outcome] {
        self.0.get(&Arc::as_ptr(function)).map_or(&[], Vec::as_slice)
    }

    /// What is known of the function that has heard this, if that is not wanting where `is_unseen` is false.
    pub fn find(&self, heard: &Heard, is_unseen: impl Fn(&BoundaryPath) -> bool) -> Option<&'k Outcome> {
        let fits = |outcome: &&&Outcome| {
            outcome.heard.is_same(heard)
                && !outcome.depends_on_callers()
                && outcome.summary.unseen.iter().all(&is_unseen)
        };
        self.of(&heard.function).iter().find(fits).copied()
    }
}

impl<'k> Memo<'k> {
    /// What was simulated of the function that has heard this, if it was kept.
    pub fn simulated(&self, heard: &Heard) -> &'k [Arc<Simulation>] {
        let known = self.of(&heard.function).iter().find(|outcome| outcome.heard.is_same(heard));
        known.map_or(&[], |outcome| outcome.simulations.as_slice())
    }
}

impl Outcome {
    /// Whether something was seen that depends on who calls the function.
    pub fn depends_on_callers(&self) -> bool {
        !self.teardowns.is_empty() || self.observations.iter().any(|seen| seen.depends_on_callers)
    }

    /// Whether a boundary place was not followed that may hold a socket after all.
    pub fn misses(&self, outside: &dyn Outside) -> bool {
        let name = self.heard.function.name.as_str();
        self.summary.unseen.iter().any(|path| path.may_hold(outside, name, self.heard.is_shared))
    }
}

impl BoundaryPath {
    /// Whether the rest of the tree may have a socket there when it calls the function `name`.
    pub fn may_hold(&self, outside: &dyn Outside, name: &str, is_shared: bool) -> bool {
        match self.member() {
            Some(member) => outside.holds_sockets(member.as_str()),
            None => is_shared && outside.is_given(name, self.given()),
        }
    }

    /// The last member on the way.
    pub fn member(&self) -> Option<&Name> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(name),
            _ => None,
        })
    }

    /// How the parameter leads there, where no member lies on the way.
    pub fn given(&self) -> Given {
        Given { param: self.param, is_behind: !self.steps.is_empty() }
    }
}
