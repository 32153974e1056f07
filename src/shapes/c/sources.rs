//! Where sockets come from, and which number says that there is none.

use super::cx::{Call, Cx};
use super::tests::Sign;
use crate::ir::{CmpOp, Name, PlaceId};
use crate::model::{HandleAt, Role};
use crate::shapes::walk::At;
use crate::source::Span;
use crate::typestate::{Opens, Summary};
use std::collections::BTreeSet;

/// A call that may give a fresh socket.
pub struct Source {
    /// Where it is.
    pub at: At,
    /// Where its result goes.
    pub dest: PlaceId,
    /// The callee.
    pub callee: Name,
    /// What it gives if there is none.
    pub fails: Opens,
    /// The call expression.
    pub span: Span,
}

impl Cx<'_> {
    /// The calls of the function that may give a fresh socket as their result.
    pub fn sources(&self) -> Vec<Source> {
        let source = |call: &Call| {
            let fails = self.fails(call)?;
            Some(Source { at: call.at, dest: call.dest?, callee: call.name.clone(), fails, span: call.span })
        };
        self.calls.iter().filter_map(source).collect()
    }

    /// Calls of functions of which nothing is known, whose result the function itself uses as a socket and asks whether it
    /// is negative.
    pub fn guessed_sources(&self) -> Vec<Source> {
        let is_use = |call: &&Call| call.model.is_some_and(|model| model.is_socket_api && model.role == Role::Use);
        let used: BTreeSet<PlaceId> = self.calls.iter().filter(is_use).filter_map(Call::handle).collect();
        let source = |call: &Call| {
            let dest = call.dest.filter(|dest| call.model.is_none() && used.contains(dest))?;
            let is_unknown = self.fails(call).is_none() && !self.file.summaries.contains_key(call.name.as_str());
            let is_asked = || self.tests().iter().any(|test| test.place == dest && test.sign == Sign::Negative);
            let fails = Opens { minus_one: true, zero: false };
            (is_unknown && is_asked()).then(|| Source {
                at: call.at,
                dest,
                callee: call.name.clone(),
                fails,
                span: call.span,
            })
        };
        if used.is_empty() { Vec::new() } else { self.calls.iter().filter_map(source).collect() }
    }

    /// Whether other results are stored in a place as well: then it is no socket's name.
    pub fn is_status(&self, place: PlaceId) -> bool {
        let is_other = |call: &Call| call.dest == Some(place) && self.fails(call).is_none();
        self.calls.iter().any(is_other)
    }

    /// What a call that may give a fresh socket gives if there is none.
    pub fn fails(&self, call: &Call) -> Option<Opens> {
        if let Some(model) = call.model {
            let is_birth = model.role == Role::Acquire && model.handles.first() == Some(&HandleAt::Return);
            let is_negative = model.error.is_some_and(|test| (test.op, test.value) == (CmpOp::Eq, -1));
            return (is_birth && is_negative).then_some(Opens { minus_one: true, zero: false });
        }
        self.summary(call.name.as_str())?.opens()
    }

    /// Whether a function of the program gives -1 where there is no socket, and nothing else.
    pub fn says_none(&self, name: &str) -> bool {
        self.summary(name).is_some_and(Summary::says_none)
    }

    fn summary(&self, name: &str) -> Option<&Summary> {
        let own = self.file.summaries.get(name).copied();
        own.or_else(|| self.file.outside.summary(name).map(|summary| &**summary))
    }
}
