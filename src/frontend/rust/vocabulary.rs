//! Which words of a text count, and what for, told at a few instructions a word.

use super::names::last_word;
use super::read::RustWords;
use super::scan::{Keyword, Scan, scan_for, scan_words};
use crate::frontend::Wanted;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a word counts for, as bits: several may be set.
const CALL: u8 = 1;
const TYPE: u8 = 2;
const LIBRARY: u8 = 4;
const FOREIGN: u8 = 8;
const END: u8 = 16;

/// The words that count in each file.
#[derive(Debug)]
pub struct Vocabulary<'r> {
    sieve: Sieve,
    kinds: FxHashMap<&'r [u8], u8>,
}

impl<'r> Vocabulary<'r> {
    /// Those that the later layers want to hear of.
    pub fn new(words: &'r RustWords) -> Vocabulary<'r> {
        let mut vocabulary = Vocabulary { sieve: Sieve::default(), kinds: FxHashMap::default() };
        Keyword::naming().for_each(|word| vocabulary.sieve.add(word));
        let RustWords { calls, types, foreign, ends, libraries, .. } = words;
        for (words, kind) in [(calls, CALL), (types, TYPE), (libraries, LIBRARY), (foreign, FOREIGN), (ends, END)] {
            for word in words {
                vocabulary.sieve.add(word.as_bytes());
                *vocabulary.kinds.entry(word.as_bytes()).or_default() |= kind;
            }
        }
        vocabulary
    }

    /// Looks for calls that count; there are none in a file without the types or libraries that they belong to. With them,
    /// where the names of functions are that count, be there such a type or not.
    pub fn scan(&self, text: &[u8], wanted: &Wanted) -> (Scan, Vec<u32>) {
        let names = [&wanted.seeds, &wanted.own_seeds, &wanted.definitions].into_iter().flatten();
        let wanted: FxHashSet<&[u8]> = names.map(|name| last_word(name).as_bytes()).collect();
        // Most files have none that nobody has asked for, and then their shape is of no use.
        if wanted.is_empty() {
            let mut seen = Seen::default();
            let scanned =
                scan_words(text, &|word| self.sieve.may_have(word), &mut |at, word| self.note(&mut seen, at, word));
            let (scanned, named) = seen.told(scanned);
            if scanned.words.is_empty() {
                return (scanned, named);
            }
        }
        let mut seen = Seen::default();
        let mut sieve = self.sieve.clone();
        wanted.iter().for_each(|word| sieve.add(word));
        let scanned = scan_for(text, true, &mut |at, word| {
            if !sieve.may_have(word) {
                return false;
            }
            if wanted.contains(word) {
                seen.asked.push(at);
            }
            self.note(&mut seen, at, word)
        });
        seen.told(scanned)
    }

    /// Notes what a word at `at` counts for; whether it is a call that counts.
    fn note(&self, seen: &mut Seen, at: u32, word: &[u8]) -> bool {
        let kinds = self.kinds.get(word).copied().unwrap_or(0);
        seen.kinds |= kinds;
        if kinds & FOREIGN != 0 {
            seen.foreign.push(at);
        } else if kinds & END != 0 {
            seen.ends.push(at);
        }
        kinds & CALL != 0
    }
}

/// What was found in one file, but for the calls that count wherever they are.
#[derive(Default)]
struct Seen {
    /// What the words count for.
    kinds: u8,
    /// Those that were asked for.
    asked: Vec<u32>,
    foreign: Vec<u32>,
    ends: Vec<u32>,
}

impl Seen {
    /// The words that count, and where the names of functions may be that do.
    fn told(self, mut scanned: Scan) -> (Scan, Vec<u32>) {
        let named = sorted([&self.asked[..], &scanned.words[..]].concat());
        let has_libraries = self.kinds & LIBRARY != 0;
        if self.kinds & (TYPE | LIBRARY) == 0 {
            scanned.words.clear();
        }
        if has_libraries {
            scanned.words.extend(self.foreign);
        }
        scanned.words.extend(self.asked);
        if has_libraries && !scanned.words.is_empty() {
            scanned.words.extend(self.ends);
        }
        scanned.words = sorted(scanned.words);
        (scanned, named)
    }
}

/// Lets most words pass that do not count, and all that do.
#[derive(Clone, Debug)]
struct Sieve([u64; 256]);

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve([0; 256])
    }
}

impl Sieve {
    fn add(&mut self, word: &[u8]) {
        let slot = slot(word);
        self.0[slot / 64] |= 1 << (slot % 64);
    }

    #[inline]
    fn may_have(&self, word: &[u8]) -> bool {
        let slot = slot(word);
        self.0[slot / 64] >> (slot % 64) & 1 != 0
    }
}

/// A number below 16,384, made of the length of a word and three of its bytes.
#[inline]
fn slot(word: &[u8]) -> usize {
    let byte = |at: usize| word.get(at).copied().map_or(0, usize::from);
    let n = word.len();
    let mixed = byte(0) ^ byte(n / 2) << 3 ^ byte(n.wrapping_sub(1)) << 6 ^ n << 9;
    mixed % (64 * 256)
}

fn sorted(mut offsets: Vec<u32>) -> Vec<u32> {
    offsets.sort_unstable();
    offsets.dedup();
    offsets
}
