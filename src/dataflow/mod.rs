//! Analyses over a control-flow graph, for any property: bounded sets of path states, and liveness. Knows no sockets.

mod exploded;
mod liveness;

pub use exploded::{Domain, Exploded, NodeId};
pub use liveness::{Liveness, Tested};
