//! Property simulation: which handles are open where, and what loses them. Knows no rule names.

mod observation;
mod value;

pub use observation::{
    Acquisition, Confidence, Exit, Observation, ObservationKind, OptionCall, PathStep, PeerGone, StepKind,
};
