//! Property simulation: which handles are open where, and what loses them. Knows no rule names.
//!
//! One [`subject`](Subject) at a time, a function's paths are simulated with that handle's typestate and the facts that
//! decide branches; what goes wrong is walked again along one path before it is reported.

mod analysis;
mod assign;
mod automaton;
mod behind;
mod births;
mod bits;
mod boxed;
mod call;
mod callgraph;
mod calls;
mod closings;
mod coarse;
mod context;
mod datagram;
mod dropped;
mod dump;
mod elements;
mod emptied;
mod exits;
mod facts;
mod flags;
mod focus;
mod follows;
mod forsaken;
mod fresh;
mod given;
mod guessed;
mod habit;
mod handed;
mod leaving;
mod lent;
mod lets_out;
mod machine;
mod made;
mod memo;
mod memory;
mod mixed;
mod naming;
mod observation;
mod observe;
mod options;
mod outputs;
mod outside;
mod own_socket;
mod pointed;
mod predicate;
mod private;
mod probe;
mod promise;
mod reach;
mod refine;
mod relations;
mod replay;
mod reset;
mod returning;
mod search;
mod sets;
mod setter;
mod show_summary;
mod simulate;
mod state;
mod steps;
mod storage;
mod subject;
mod success;
mod summarize;
mod summary;
mod table;
mod talkers;
mod teardown;
#[cfg(test)]
mod tests;
mod transfer;
mod uneven;
mod unit;
mod unopened;
mod unread;
mod value;
mod ways_back;
mod wipes;
mod writes;

pub use analysis::{Analysis, analyse};
pub use automaton::mermaid;
pub use dropped::{Dropped, dropped};
pub use dump::dump_states;
pub use handed::Handed;
pub use leaving::Leaving;
pub use observation::{
    Acquisition, Confidence, Exit, Lapse, Observation, ObservationKind, OptionCall, OptionFault, PathStep, PeerGone,
    Sequence, Shape, StepKind,
};
pub use outside::{Alone, Outside, Told};
pub use probe::{PROBE, probe};
pub use reach::Given;
pub use subject::Subject;
pub use summary::{BoundaryPath, Effect, Opens, Summary};
pub use talkers::Held;
pub use value::Value;
