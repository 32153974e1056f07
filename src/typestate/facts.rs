//! Which facts a simulation keeps on its paths, and when a path has nothing more to tell.
//!
//! Every fact that two paths differ in keeps their states apart, so only those are kept that can still decide something
//! about the tracked handle.

use super::automaton::Typestate;
use super::context::FunctionCx;
use super::state::{Handle, State};
use super::value::{Origin, Value};
use crate::dataflow::{BlockSet, Liveness, Tested};
use crate::ir::{BlockId, PlaceId};

/// What is kept.
pub enum Facts {
    /// Everything that any test of the function may look at.
    All,
    /// Only what came from somewhere: results of receiving and sending, error codes, fresh memory.
    Origins,
    /// What a backward slice finds.
    Sliced(Sliced),
}

/// The facts that matter to one handle.
pub struct Sliced {
    /// While something may still happen to the handle.
    pub active: Part,
    /// Afterwards, where returned values matter; `None`: then the path has nothing more to tell.
    pub over: Option<Part>,
    /// Blocks from which the handle's site is reached; `None` for a borrowed handle.
    pub reaches_site: Option<BlockSet>,
    /// Whether a closed handle may be misused.
    pub may_misuse: bool,
}

/// Places and where they are live.
pub struct Part {
    /// The places.
    pub tested: Tested,
    /// Where their values can still decide something.
    pub liveness: Liveness,
}

impl Facts {
    /// What is kept of `value` where it becomes the value of `place`, which some test looks at.
    pub fn kept(&self, place: PlaceId, value: Value) -> Value {
        let is_tested = match self {
            Facts::All => true,
            Facts::Origins => {
                matches!(value.origin, Origin::Io(_) | Origin::Amount(_) | Origin::Error | Origin::ErrorTest)
            }
            Facts::Sliced(sliced) => sliced.knows(place),
        };
        match value.origin {
            // Which code it is decides when it is compared, and not any more afterwards.
            Origin::Error | Origin::ErrorTest if matches!(self, Facts::Origins) => Value::from(value.origin),
            _ if is_tested => value,
            Origin::Fresh => Value::from(Origin::Fresh),
            _ => Value::ANY,
        }
    }

    /// Forgets what can decide nothing more once `next` is entered.
    pub fn forget(&self, cx: &FunctionCx, next: BlockId, state: &mut State) {
        let liveness = match self {
            Facts::All | Facts::Origins => Some(cx.liveness()),
            Facts::Sliced(sliced) => sliced.liveness(next, state),
        };
        state.retain_facts(|place, value| {
            value.origin == Origin::Fresh || liveness.is_some_and(|liveness| liveness.is_live(next, place))
        });
    }

    /// Whether a path that enters `next` like this has nothing more to tell.
    pub fn is_over(&self, next: BlockId, state: &State) -> bool {
        matches!(self, Facts::Sliced(sliced) if sliced.over.is_none() && sliced.is_finished(next, state))
    }

    /// Forgets a handle of which nothing more can be told, where the next one is still to be born, and what no longer
    /// matters of one that is out of sight.
    pub fn bury(&self, next: BlockId, state: &mut State) {
        let keep_places = match self {
            Facts::All => return,
            Facts::Origins => false,
            // The returned value may be the handle.
            Facts::Sliced(sliced) => sliced.over.is_some(),
        };
        state.handles().for_each(|handle| handle.settle(keep_places));
        if matches!(self, Facts::Origins) && !state.handles().any(|handle| handle.is_open()) {
            state.retain_facts(|_, value| value.origin == Origin::Fresh);
        }
        if let Facts::Sliced(sliced) = self
            && sliced.is_ahead(next)
        {
            let is_dead = |handle: &Option<Handle>| handle.as_ref().is_some_and(|handle| !sliced.is_alive(handle));
            if is_dead(&state.handle) {
                state.handle = None;
            }
            if is_dead(&state.older) {
                state.older = None;
            }
        }
    }
}

impl Sliced {
    fn knows(&self, place: PlaceId) -> bool {
        self.active.tested.contains(place)
    }

    fn liveness(&self, next: BlockId, state: &State) -> Option<&Liveness> {
        let part = if self.is_finished(next, state) { self.over.as_ref()? } else { &self.active };
        Some(&part.liveness)
    }

    fn is_finished(&self, next: BlockId, state: &State) -> bool {
        !self.is_ahead(next) && !state.handle.iter().chain(&state.older).any(|handle| self.is_alive(handle))
    }

    /// Whether the site is still to come.
    fn is_ahead(&self, next: BlockId) -> bool {
        self.reaches_site.as_ref().is_some_and(|blocks| blocks.contains(next))
    }

    fn is_alive(&self, handle: &Handle) -> bool {
        match handle.typestate {
            Typestate::Open => true,
            Typestate::Released | Typestate::Wrapped => self.may_misuse,
            Typestate::Escaped => false,
        }
    }
}
