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
    /// Blocks from which a call that works on some socket is reached: behind them nothing more can be told.
    pub worked_on: BlockSet,
}

impl<'c, 'f> Context<'c, 'f> {
    /// Prepares a function.
    pub fn new(steps: &'c Steps<'f>, cfg: &'c Cfg) -> Context<'c, 'f> {
        let function = steps.function;
        let args = PlaceSet::new(function.places.len());
        let uses = Uses { deciding: None, returns: false, args: &args };
        let liveness = Liveness::new(function, cfg, &uses);
        let works = steps.calls.iter().filter(|call| call.handle().is_some());
        let worked_on = reaching(cfg, works.map(|call| call.at.0).collect());
        Context { steps, cfg, tested: Tested::new(function, []), liveness, worked_on }
    }

    /// The blocks from which `to` is reached, itself among them.
    pub fn reaching(&self, to: BlockId) -> BlockSet {
        reaching(self.cfg, vec![to])
    }
}

/// The blocks from which one of `work` is reached, those among them.
fn reaching(cfg: &Cfg, mut work: Vec<BlockId>) -> BlockSet {
    let mut found = BlockSet::new(cfg.successors.len());
    while let Some(block) = work.pop() {
        if found.insert(block) {
            work.extend(&cfg.predecessors[block.0 as usize]);
        }
    }
    found
}
