//! What comes of one function, once its simulations are there.

use super::{Found, Unit};
use crate::ir::{Name, Operand};
use crate::model::NameKind;
use crate::source::Language;
use crate::typestate::calls::{CallSite, Target};
use crate::typestate::emptied::used_when_emptied;
use crate::typestate::follows::may_follow;
use crate::typestate::handed::handed;
use crate::typestate::leaving::leavings;
use crate::typestate::memo::Outcome;
use crate::typestate::observe::observe_all;
use crate::typestate::options::unchecked_options;
use crate::typestate::reset::closed_after_reset;
use crate::typestate::simulate::Simulation;
use crate::typestate::table::Callers;
use crate::typestate::teardown::{socket_members, teardowns};
use std::sync::Arc;

impl Unit<'_> {
    /// What came of the function at `at`.
    pub fn outcome(&self, at: usize, found: Found) -> Outcome {
        match found {
            Found::Old(outcome) => outcome,
            Found::New { simulations, summary, heard } => {
                let cx = self.context(at);
                let callers = Callers { all: &|| self.all(), outside: self.outside };
                let mut observations = observe_all(cx, &simulations, &callers);
                observations.extend(unchecked_options(cx));
                observations.extend(closed_after_reset(cx, &callers));
                observations.extend(used_when_emptied(cx));
                let (members, teardowns) = (socket_members(cx, &simulations), teardowns(cx, &callers));
                let mut wanted = self.wanted(at, &simulations);
                if !observations.is_empty() {
                    wanted.extend(may_follow(cx).map(|call| call.name.as_str().into()));
                }
                let leavings = match self.source.language {
                    Language::Rust => Vec::new(),
                    _ => simulations.iter().flat_map(|simulation| leavings(cx, simulation)).collect(),
                };
                let handed = handed(cx);
                let mut outcome = Outcome {
                    summary,
                    observations,
                    wanted,
                    members,
                    teardowns,
                    leavings,
                    handed,
                    heard,
                    simulations: Vec::new(),
                };
                if outcome.depends_on_callers() {
                    outcome.simulations = simulations;
                }
                outcome
            }
        }
    }

    /// Names of callees whose bodies would tell more about a handle, whether they return or close a socket, or whether the
    /// object that they return and that may come to hold a socket is fresh.
    fn wanted(&self, at: usize, simulations: &[Arc<Simulation>]) -> Vec<Name> {
        let cx = self.context(at);
        let asked = |number: &u32| simulations.iter().any(|simulation| simulation.asked.contains(number));
        let ends = |call: &CallSite| cx.models.name_suggests(&call.name, NameKind::Ends);
        let holds = |call: &CallSite| call.dest.is_some_and(|dest| self.reach.is_behind(at, dest));
        let closes = |call: &CallSite| {
            let mut given = call.args.iter().filter_map(Operand::place);
            cx.models.may_close(&call.name) && given.any(|place| self.reach.holds(at, place))
        };
        // What its name and its size say of an allocator, its body tells better.
        let is_guess = |call: &CallSite| call.model().is_some() && cx.models.function(&call.name).is_none();
        // A body tells what a promise leaves open.
        let is_promised = |call: &CallSite| self.outside.promise(&call.name).is_some();
        let is_wanted = |number: usize, call: &CallSite| {
            let helps = || asked(&(number as u32)) || ends(call) || holds(call) || closes(call);
            matches!(call.target, Target::Unknown(_)) && helps() || is_guess(call) || is_promised(call)
        };
        let calls = cx.calls.iter().enumerate().filter(|(number, call)| is_wanted(*number, call));
        calls.map(|(_, call)| call.name.as_str().into()).collect()
    }
}
