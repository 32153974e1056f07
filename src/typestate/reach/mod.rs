//! Which places may ever hold a socket, whatever the path: a quick look at a whole file before anything is simulated.
//!
//! What a function does to a number that is never a socket concerns nobody. Sockets flow by copies, through members and
//! file-scope variables of one name, into parameters, and out of results. The look may see too much, which costs time, and
//! should never see too little.

mod flow;

use super::outside::{Outside, is_shared};
use super::summary::BoundaryPath;
use crate::ir::{Function, Name, Operand, PlaceId};
use crate::model::Models;
use crate::source::SourceFile;
use flow::Flow;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A parameter, and how it leads to a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Given {
    /// The parameter's index.
    pub param: u32,
    /// Whether it points at the socket, or at an array of sockets, and is none itself.
    pub is_behind: bool,
}

/// Where the sockets of a file may be.
pub struct Reach<'a> {
    flows: Vec<Flow<'a>>,
    given: Vec<FxHashSet<Given>>,
    /// Members and file-scope variables that hold some.
    names: FxHashSet<Name>,
    source: &'a SourceFile,
    outside: &'a dyn Outside,
}

impl<'a> Reach<'a> {
    /// Looks at the functions of a file, of which `index` tells the positions.
    pub fn new(
        source: &'a SourceFile,
        functions: &'a [Arc<Function>],
        index: &FxHashMap<&'a str, usize>,
        models: &Models,
        outside: &'a dyn Outside,
    ) -> Reach<'a> {
        let flows = functions.iter().map(|function| Flow::new(function, index, models, outside)).collect();
        let given = vec![FxHashSet::default(); functions.len()];
        Reach { flows, given, names: FxHashSet::default(), source, outside }
    }

    /// Follows the sockets; `callbacks` are functions that are given one of their own, and in which parameter.
    pub fn followed(mut self, callbacks: &FxHashMap<Name, u32>) -> Reach<'a> {
        let mut names = FxHashSet::default();
        for flow in &self.flows {
            let held = flow.named.iter().filter(|(_, name)| self.outside.holds_sockets(name.as_str()));
            names.extend(held.map(|(_, name)| (*name).clone()));
        }
        self.names = names;
        // What a callee proves of its parameter is true of what it is given; what it is given proves nothing of that.
        self.settle(true);
        (0..self.flows.len()).for_each(|at| self.get_from_outside(at, callbacks));
        self.settle(false);
        self.flows.iter_mut().for_each(|flow| _ = flow.note_holders());
        self
    }

    fn settle(&mut self, is_proof: bool) {
        let mut changed = true;
        while std::mem::take(&mut changed) {
            (0..self.flows.len()).for_each(|at| changed |= self.flow(at, is_proof));
        }
    }

    fn get_from_outside(&mut self, at: usize, callbacks: &FxHashMap<Name, u32>) {
        let function = self.flows[at].function;
        if let Some(&param) = callbacks.get(&function.name) {
            self.flows[at].get(Given { param, is_behind: false });
        }
        let params = 0..if is_shared(function, self.source) { function.params.len() as u32 } else { 0 };
        for given in params.flat_map(|param| [false, true].map(|is_behind| Given { param, is_behind })) {
            if self.outside.is_given(function.name.as_str(), given) {
                self.flows[at].get(given);
            }
        }
    }

    /// Whether the function at `at` may find a socket in the place that `path` leads to.
    pub fn may_get(&self, at: usize, path: &BoundaryPath) -> bool {
        let function = self.flows[at].function;
        let is_here = match path.member() {
            Some(member) => self.is_name(member),
            None => self.given[at].contains(&path.given()),
        };
        is_here || path.may_hold(self.outside, function.name.as_str(), is_shared(function, self.source))
    }

    /// Whether a socket may lie in the object that `pointer` points at in the function at `at`.
    pub fn is_behind(&self, at: usize, pointer: PlaceId) -> bool {
        self.flows[at].holds_behind(pointer)
    }

    /// Whether a socket may lie in `place` of the function at `at`.
    pub fn holds(&self, at: usize, place: PlaceId) -> bool {
        self.flows[at].sockets.contains(place)
    }

    /// Whether members or file-scope variables called `name` may hold sockets, as far as this file shows.
    pub fn is_name(&self, name: &Name) -> bool {
        self.names.contains(name)
    }

    /// What functions of other files are given, sorted.
    pub fn gives(&self) -> Vec<(Name, Given)> {
        let mut found = Vec::new();
        for flow in &self.flows {
            for call in flow.calls.iter().filter(|call| call.inner.is_none() && call.is_unknown) {
                found.extend(flow.gives(call).into_iter().map(|given| (call.name.clone(), given)));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// The members and file-scope variables that hold sockets, sorted.
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = self.names.iter().cloned().collect();
        names.sort();
        names
    }

    /// One round over one function; whether anything was new.
    fn flow(&mut self, at: usize, is_proof: bool) -> bool {
        let mut changed = self.flows[at].copy();
        changed |= self.share_names(at);
        for call in 0..self.flows[at].calls.len() {
            if let Some(inner) = self.flows[at].calls[call].inner {
                changed |= if is_proof { self.take_back(at, call, inner) } else { self.pass_on(at, call, inner) };
            }
        }
        changed
    }

    fn share_names(&mut self, at: usize) -> bool {
        let Flow { sockets, named, .. } = &mut self.flows[at];
        let mut changed = false;
        for (place, name) in named {
            if sockets.contains(*place) {
                changed |= !self.names.contains(*name) && self.names.insert((*name).clone());
            } else if self.names.contains(*name) {
                changed |= sockets.insert(*place);
            }
        }
        changed
    }

    /// The callee is given what the call gives.
    fn pass_on(&mut self, at: usize, call: usize, inner: usize) -> bool {
        let gives = self.flows[at].gives(&self.flows[at].calls[call]);
        let mut changed = false;
        for given in gives {
            if self.given[inner].insert(given) {
                changed = true;
                self.flows[inner].get(given);
            }
        }
        changed | self.take_result(at, call, inner)
    }

    /// The caller learns what its arguments are from how the callee uses them.
    fn take_back(&mut self, at: usize, call: usize, inner: usize) -> bool {
        let mut changed = self.take_result(at, call, inner);
        let args = self.flows[at].calls[call].args;
        for (param, arg) in args.iter().enumerate() {
            let (place, is_behind) = match arg {
                Operand::Copy(place) => (*place, false),
                Operand::AddrOf(place) => (*place, true),
                Operand::Const(_) | Operand::Unknown => continue,
            };
            let callee = &self.flows[inner];
            let is_used = callee.params(Given { param: param as u32, is_behind }).any(|at| callee.sockets.contains(at));
            if is_used {
                changed |= self.flows[at].sockets.insert(place);
            }
        }
        changed
    }

    fn take_result(&mut self, at: usize, call: usize, inner: usize) -> bool {
        let returns = self.flows[inner].returned.iter().any(|place| self.flows[inner].sockets.contains(*place));
        let dest = self.flows[at].calls[call].dest.filter(|_| returns);
        dest.is_some_and(|dest| self.flows[at].sockets.insert(dest))
    }
}
