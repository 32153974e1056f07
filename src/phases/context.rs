//! What is worked out once for all sockets of a function.

use super::steps::Steps;
use crate::dataflow::{BlockSet, Liveness, PlaceSet, Tested, Uses};
use crate::ir::{BlockId, Cfg};

/// What all sockets of a function have in common.
pub struct Context<'c, 'f> {
    /// The function's calls.
    pub steps: &'c Steps<'f>,
    /// Its graph.
    pub cfg: &'c Cfg,
    /// The places that decide something.
    pub tested: Tested,
    /// Where they can still decide something.
    pub liveness: Liveness,
}

impl<'c, 'f> Context<'c, 'f> {
    /// Prepares a function.
    pub fn new(steps: &'c Steps<'f>, cfg: &'c Cfg) -> Context<'c, 'f> {
        let function = steps.function;
        let args = PlaceSet::new(function.places.len());
        let uses = Uses { deciding: None, returns: false, args: &args };
        let liveness = Liveness::new(function, cfg, &uses);
        Context { steps, cfg, tested: Tested::new(function, []), liveness }
    }

    /// The blocks from which `to` is reached, itself among them.
    pub fn reaching(&self, to: BlockId) -> BlockSet {
        let mut found = BlockSet::new(self.steps.function.blocks.len());
        let mut work = vec![to];
        while let Some(block) = work.pop() {
            if found.insert(block) {
                work.extend(&self.cfg.predecessors[block.0 as usize]);
            }
        }
        found
    }
}
