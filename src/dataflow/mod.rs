//! Analyses over a control-flow graph, for any property: bounded sets of path states, liveness, backward slices. Knows no
//! sockets.

mod control;
mod exploded;
mod idset;
mod liveness;
mod slice;
mod sorted;

pub use control::Control;
pub use exploded::{Domain, Exploded, HARD, NodeId, cap};
pub use idset::{BlockSet, IdSet, PlaceSet};
pub use liveness::{Liveness, Tested, Uses};
pub use slice::{Criterion, Defs, Slice};
pub use sorted::SortedMap;
