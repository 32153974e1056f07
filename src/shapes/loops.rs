//! Loops of a function, as sets of blocks.

use crate::ir::{BlockId, Cfg};
use std::collections::{BTreeMap, BTreeSet};

/// For each block whether `to` can be reached from its end.
pub fn reaching(cfg: &Cfg, to: BlockId) -> Vec<bool> {
    let mut found = vec![false; cfg.predecessors.len()];
    let mut work = cfg.predecessors[to.0 as usize].to_vec();
    while let Some(block) = work.pop() {
        if !std::mem::replace(&mut found[block.0 as usize], true) {
            work.extend(&cfg.predecessors[block.0 as usize]);
        }
    }
    found
}

/// The blocks of the innermost loop around `block`; empty if there is none.
pub fn innermost(cfg: &Cfg, block: BlockId) -> BTreeSet<BlockId> {
    around(cfg, block).min_by_key(BTreeSet::len).unwrap_or_default()
}

/// The blocks of the outermost loop around `block`; empty if there is none.
pub fn outermost(cfg: &Cfg, block: BlockId) -> BTreeSet<BlockId> {
    around(cfg, block).max_by_key(BTreeSet::len).unwrap_or_default()
}

fn around(cfg: &Cfg, block: BlockId) -> impl Iterator<Item = BTreeSet<BlockId>> {
    let mut loops: BTreeMap<BlockId, BTreeSet<BlockId>> = BTreeMap::new();
    for from in (0..cfg.successors.len() as u32).map(BlockId) {
        for &head in cfg.successors[from.0 as usize].iter().filter(|head| cfg.is_back_edge(from, **head)) {
            let inside = loops.entry(head).or_insert_with(|| BTreeSet::from([head]));
            let mut work = vec![from];
            while let Some(at) = work.pop() {
                if inside.insert(at) {
                    work.extend(&cfg.predecessors[at.0 as usize]);
                }
            }
        }
    }
    loops.into_values().filter(move |inside| inside.contains(&block))
}
