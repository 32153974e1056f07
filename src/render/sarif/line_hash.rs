//! The hash by which GitHub knows a line again: `primaryLocationLineHash`.
//!
//! Its definition: of the text's UTF-16 units leave out blanks and tabs, make each line end one line feed, put 65535 behind
//! the end and then zeros. The hash of a line is that of the 100 units from its first one on, as digits of a number to the
//! base 37 modulo 2^64, in hexadecimal, with a colon and how often the value has come up so far.

use rustc_hash::FxHashMap;

const WINDOW: usize = 100;
const BASE: u64 = 37;
const END: u16 = u16::MAX;

/// The hashes of all lines, in order.
pub fn line_hashes(text: &[u8]) -> Vec<String> {
    let (units, starts) = units(&String::from_utf8_lossy(text));
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    let hashes = starts.into_iter().map(|start| {
        let given = units[start..].iter().copied().chain(std::iter::repeat(0)).take(WINDOW);
        let hash = given.fold(0u64, |hash, unit| hash.wrapping_mul(BASE).wrapping_add(u64::from(unit)));
        let count = counts.entry(hash).or_default();
        *count += 1;
        format!("{hash:x}:{count}")
    });
    hashes.collect()
}

/// The units that count, and where among them lines begin.
fn units(text: &str) -> (Vec<u16>, Vec<usize>) {
    const TAB: u16 = b'\t' as u16;
    const BLANK: u16 = b' ' as u16;
    const FEED: u16 = b'\n' as u16;
    const RETURN: u16 = b'\r' as u16;
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut starts = vec![0];
    let mut before = 0;
    for unit in text.encode_utf16() {
        match unit {
            BLANK | TAB => {}
            FEED if before == RETURN => {}
            FEED | RETURN => {
                units.push(FEED);
                starts.push(units.len());
            }
            other => units.push(other),
        }
        before = unit;
    }
    units.push(END);
    (units, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        assert_eq!(line_hashes(b""), ["c129715d7a2bc9a3:1"]);
        let short = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        assert_eq!(line_hashes(b" a\nb\n  \t\tc\n d"), short);
        let mixed = line_hashes(b" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n");
        assert_eq!(mixed.first().unwrap(), "e9496ae3ebfced30:1");
        assert_eq!(mixed.last().unwrap(), "c129715d7a2bc9a3:1");
        assert_eq!(mixed.len(), 7);
    }

    #[test]
    fn equal_lines_are_counted() {
        let hashes = line_hashes("Lorem ipsum dolor sit amet.\n".repeat(10).as_bytes());
        assert_eq!(hashes[5], "a7f2ff13bc495cf2:6");
        assert_eq!(hashes[6], "a7f2ff1481e87703:1");
        assert_eq!(hashes[9], "cc97dc7b1d7d8f7b:1");
    }
}
