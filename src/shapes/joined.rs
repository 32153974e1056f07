//! What is known at the beginning of each block, whichever way leads there.

use super::facts::Facts;
use super::walk::effect;
use crate::ir::{BlockId, Function};
use std::collections::BTreeSet;

/// Per block: what all ways to its beginning agree on; `None` where none leads.
pub fn at_entries(function: &Function) -> Vec<Option<Facts>> {
    let mut entries: Vec<Option<Facts>> = vec![None; function.blocks.len()];
    entries[0] = Some(Facts::default());
    let mut work = BTreeSet::from([BlockId(0)]);
    while let Some(at) = work.pop_first() {
        let Some(mut facts) = entries[at.0 as usize].clone() else { continue };
        let block = function.block(at);
        block.insts.iter().for_each(|inst| effect(function, inst, &mut facts));
        for (to, new) in facts.ways(&block.terminator) {
            let is_changed = match &mut entries[to.0 as usize] {
                Some(old) => old.join(&new),
                entry => {
                    *entry = Some(new);
                    true
                }
            };
            if is_changed {
                work.insert(to);
            }
        }
    }
    entries
}
