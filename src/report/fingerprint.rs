//! Identity of a diagnostic across edits.

use crate::rules::{Finding, Rule};
use crate::source::{Location, Sources};
use std::collections::BTreeMap;

/// Gives out fingerprints: 16 hexadecimal digits of a hash over rule, function, acquiring expression and exit expression,
/// blanks left out, and the number of earlier findings of the run that have all this and the file in common. Lines,
/// columns and paths have no part in it, so it survives edits elsewhere and a move of the file. Nor have comments for
/// sockleak, so that a finding that one silences stays the same.
pub struct Fingerprints<'c> {
    /// Comments to leave out, sorted.
    comments: &'c [Location],
    seen: BTreeMap<(u32, u64), u64>,
}

impl<'c> Fingerprints<'c> {
    /// For a run with these comments, sorted.
    pub fn new(comments: &'c [Location]) -> Fingerprints<'c> {
        Fingerprints { comments, seen: BTreeMap::new() }
    }

    /// The fingerprint of the next finding; findings come in source order.
    pub fn next(&mut self, finding: &Finding, sources: &dyn Sources) -> String {
        let seen = &finding.observation;
        let acquired = seen.acquired.as_ref().map_or(Vec::new(), |acquired| self.expression(acquired.at, sources));
        let exit = self.expression(seen.at, sources);
        let handle: &[u8] = if acquired.is_empty() { seen.handle.as_bytes() } else { &[] };
        self.number(seen.at, &[finding.rule.id.as_bytes(), seen.function.as_str().as_bytes(), &acquired, handle, &exit])
    }

    /// The fingerprint of the next finding about a comment.
    pub fn of_comment(&mut self, rule: &Rule, at: Location, sources: &dyn Sources) -> String {
        self.number(at, &[rule.id.as_bytes(), &without_blanks(text(at, sources))])
    }

    /// The text of a place without blanks and comments for sockleak.
    fn expression(&self, at: Location, sources: &dyn Sources) -> Vec<u8> {
        let mut text = text(at, sources).to_vec();
        let from =
            self.comments.partition_point(|comment| (comment.file, comment.span.end) <= (at.file, at.span.start));
        let inside = self.comments[from..].iter().take_while(|comment| comment.file == at.file);
        for comment in inside.take_while(|comment| at.span.contains(comment.span)) {
            let start = (comment.span.start - at.span.start) as usize;
            text[start..start + comment.span.range().len()].fill(b' ');
        }
        without_blanks(&text)
    }

    fn number(&mut self, at: Location, parts: &[&[u8]]) -> String {
        let hash = parts.iter().fold(Fnv::new(), |hash, part| hash.add(part).add(&[0xFF]));
        let ordinal = self.seen.entry((at.file.0, hash.0)).or_default();
        let fingerprint = format!("{:016x}", hash.add(&ordinal.to_le_bytes()).0);
        *ordinal += 1;
        fingerprint
    }
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

    fn add(self, bytes: &[u8]) -> Fnv {
        Fnv(bytes.iter().fold(self.0, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }
}
