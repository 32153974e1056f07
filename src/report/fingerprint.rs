//! Identity of a diagnostic across edits.

use crate::rules::{Finding, Rule};
use crate::source::{Location, Sources, without_comments};
use std::collections::BTreeMap;

/// So many bytes before a place, blanks left out, are its context.
const CONTEXT: usize = 24;

/// What a diagnostic is known by: 16 hexadecimal digits each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// A hash over the rule's family, function, acquiring expression and exit expression, blanks and comments left out.
    /// Lines, columns and paths have no part in it, so it survives edits elsewhere, a move and another layout. Nor has
    /// which rule of the family speaks: that may change with what is known of other functions.
    pub key: String,
    /// The key with the number of earlier findings of the file that share it: no two findings of a file have the same.
    pub fingerprint: String,
    /// A hash of the text before the place, blanks left out: tells findings with the same key apart as long as nobody
    /// edits that text.
    pub context: String,
}

/// Gives out identities.
#[derive(Default)]
pub struct Fingerprints {
    seen: BTreeMap<(u32, u64), u64>,
}

impl Fingerprints {
    /// The identity of the next finding; findings come in source order.
    pub fn next(&mut self, finding: &Finding, sources: &dyn Sources) -> Identity {
        let seen = &finding.observation;
        let acquired = seen.acquired.as_ref().map_or(Vec::new(), |acquired| expression(acquired.at, sources));
        let exit = expression(seen.at, sources);
        let handle: &[u8] = if acquired.is_empty() { seen.handle.as_bytes() } else { &[] };
        // A rule that is off by default does not compete with its family.
        let meta = &finding.rule.meta;
        let group = if meta.opt_in { finding.rule.id.as_bytes() } else { meta.group.as_bytes() };
        self.identity(seen.at, sources, &[group, seen.function.as_str().as_bytes(), &acquired, handle, &exit])
    }

    /// The identity of the next finding about a comment.
    pub fn of_comment(&mut self, rule: &Rule, at: Location, sources: &dyn Sources) -> Identity {
        self.identity(at, sources, &[rule.id.as_bytes(), &without_blanks(text(at, sources))])
    }

    fn identity(&mut self, at: Location, sources: &dyn Sources, parts: &[&[u8]]) -> Identity {
        let hash = Fnv::of(parts);
        let ordinal = self.seen.entry((at.file.0, hash.0)).or_default();
        let fingerprint = hash.add(&ordinal.to_le_bytes()).digits();
        *ordinal += 1;
        Identity { key: hash.digits(), fingerprint, context: Fnv::new().add(&before(at, sources)).digits() }
    }
}

/// A hash of several texts: 16 hexadecimal digits, the same on every platform and in every version.
pub fn hash(parts: &[&[u8]]) -> String {
    Fnv::of(parts).digits()
}

/// The text of a place without blanks and comments.
fn expression(at: Location, sources: &dyn Sources) -> Vec<u8> {
    without_blanks(&without_comments(text(at, sources)))
}

/// The last bytes before a place that are no blanks, from the last to the first.
fn before(at: Location, sources: &dyn Sources) -> Vec<u8> {
    let text = sources.get(at.file).and_then(|source| source.text.get(..at.span.start as usize)).unwrap_or_default();
    text.iter().rev().copied().filter(|byte| !byte.is_ascii_whitespace()).take(CONTEXT).collect()
}

fn text(at: Location, sources: &dyn Sources) -> &[u8] {
    sources.get(at.file).and_then(|source| source.text.get(at.span.range())).unwrap_or_default()
}

fn without_blanks(text: &[u8]) -> Vec<u8> {
    text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect()
}

/// FNV-1a with 64 bits: stable across versions and platforms, which the standard hasher does not promise.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn of(parts: &[&[u8]]) -> Fnv {
        parts.iter().fold(Fnv::new(), |hash, part| hash.add(part).add(&[0xFF]))
    }

    fn digits(self) -> String {
        format!("{:016x}", self.0)
    }

    fn add(self, bytes: &[u8]) -> Fnv {
        Fnv(bytes.iter().fold(self.0, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }
}
