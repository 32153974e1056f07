//! Identity of a diagnostic across edits.

use crate::rules::Finding;
use crate::source::{Location, Sources};
use std::collections::BTreeMap;

/// Gives out fingerprints: 16 hexadecimal digits of a hash over rule, function, acquiring expression and exit expression,
/// blanks left out, and the number of earlier findings of the run that have all this and the file in common. Lines,
/// columns and paths have no part in it, so it survives edits elsewhere and a move of the file.
#[derive(Default)]
pub struct Fingerprints {
    seen: BTreeMap<(u32, u64), u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding; findings come in source order.
    pub fn next(&mut self, finding: &Finding, sources: &dyn Sources) -> String {
        let seen = &finding.observation;
        let acquired = seen.acquired.as_ref().map_or(Vec::new(), |acquired| expression(acquired.at, sources));
        let exit = expression(seen.at, sources);
        let handle: &[u8] = if acquired.is_empty() { seen.handle.as_bytes() } else { &[] };
        let parts = [finding.rule.id.as_bytes(), seen.function.as_str().as_bytes(), &acquired, handle, &exit];
        let hash = parts.iter().fold(Fnv::new(), |hash, part| hash.add(part).add(&[0xFF]));
        let ordinal = self.seen.entry((seen.at.file.0, hash.0)).or_default();
        let fingerprint = format!("{:016x}", hash.add(&ordinal.to_le_bytes()).0);
        *ordinal += 1;
        fingerprint
    }
}

/// The text of a place without blanks.
fn expression(at: Location, sources: &dyn Sources) -> Vec<u8> {
    let text = sources.get(at.file).and_then(|source| source.text.get(at.span.range())).unwrap_or_default();
    text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect()
}

/// FNV-1a with 64 bits: stable across versions and platforms, which the standard hasher does not promise.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn add(self, bytes: &[u8]) -> Fnv {
        Fnv(bytes.iter().fold(self.0, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }
}
