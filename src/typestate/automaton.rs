//! The automaton of one handle: one table, no control flow.
//!
//! What a path has learnt about the peer rides along in the path state; it changes the words of a finding, and who must
//! act on a borrowed handle, but not which transitions are legal.

/// Where a handle is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Typestate {
    /// It is open and this function can see who holds it.
    Open,
    /// A stream or the like owns it, which this function can see and which closes it when it ends.
    Wrapped,
    /// It was closed by a call that is known to close.
    Released,
    /// It has gone where we cannot follow: stored elsewhere, handed over, or perhaps closed.
    Escaped,
}

/// What happens to a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// A call that needs it open.
    Use,
    /// A call that closes it.
    Release,
    /// A call or a store that takes it over.
    Take,
    /// A call that makes an object which owns it and stays in sight.
    Wrap,
}

/// What an event is not allowed to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Violation {
    /// Closed again.
    DoubleClose,
    /// Used after close.
    UseAfterClose,
}

impl Typestate {
    /// The state after `event`, and what was wrong with it.
    pub fn step(self, event: Event) -> (Typestate, Option<Violation>) {
        use {Event::*, Typestate::*};
        match (self, event) {
            (Open, Use) => (Open, None),
            (Open, Release) => (Released, None),
            (Open, Take) => (Escaped, None),
            (Open | Wrapped, Wrap) => (Wrapped, None),
            (Wrapped, Use) => (Wrapped, None),
            (Wrapped, Release) => (Released, None),
            (Wrapped, Take) => (Escaped, None),
            (Released, Use) => (Released, Some(Violation::UseAfterClose)),
            (Released, Release) => (Released, Some(Violation::DoubleClose)),
            (Released, Take | Wrap) => (Escaped, None),
            (Escaped, Use | Release | Take | Wrap) => (Escaped, None),
        }
    }
}

/// The automaton as a Mermaid state diagram.
pub fn mermaid() -> String {
    use {Event::*, Typestate::*};
    let mut out = String::from("stateDiagram-v2\n  [*] --> Open: acquire\n");
    for from in [Open, Wrapped, Released, Escaped] {
        for event in [Use, Release, Take, Wrap] {
            let (to, violation) = from.step(event);
            let label = violation.map_or(String::new(), |wrong| format!(" ({wrong:?})"));
            out.push_str(&format!("  {from:?} --> {to:?}: {event:?}{label}\n"));
        }
    }
    out
}
