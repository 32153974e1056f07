//! Which findings are known.

use std::collections::BTreeMap;

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Must be the same.
    pub key: String,
    /// Had better be the same.
    pub path: String,
    /// Had better be the same.
    pub context: String,
}

/// Gives each finding an entry with its key, each entry to one finding: first to those with the same path and context, then
/// path, then context, then any. Says which findings got one, and which entries were given.
pub fn known(found: &[Candidate], entries: &[Candidate]) -> (Vec<bool>, Vec<bool>) {
    let (mut is_known, mut is_used) = (vec![false; found.len()], vec![false; entries.len()]);
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        by_key.entry(&entry.key).or_default().push(at);
    }
    let is_near: [fn(&Candidate, &Candidate) -> bool; 4] = [
        |a, b| a.path == b.path && a.context == b.context,
        |a, b| a.path == b.path,
        |a, b| a.context == b.context,
        |_, _| true,
    ];
    for is_near in is_near {
        for (at, candidate) in found.iter().enumerate().filter(|(_, candidate)| by_key.contains_key(&*candidate.key)) {
            let same = by_key[&*candidate.key].iter().copied();
            let free = (!is_known[at]).then(|| same.filter(|&at| !is_used[at])).into_iter().flatten();
            if let Some(entry) = free.clone().find(|&entry| is_near(candidate, &entries[entry])) {
                (is_known[at], is_used[entry]) = (true, true);
            }
        }
    }
    (is_known, is_used)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(list: &[[&str; 3]]) -> Vec<Candidate> {
        let candidate = |[key, path, context]: &[&str; 3]| Candidate {
            key: (*key).to_owned(),
            path: (*path).to_owned(),
            context: (*context).to_owned(),
        };
        list.iter().map(candidate).collect()
    }

    #[test]
    fn findings_with_one_key_are_counted_and_the_new_one_is_told() {
        let entries = all(&[["k", "a.c", "1"], ["k", "a.c", "2"]]);
        let found = all(&[["k", "a.c", "9"], ["k", "a.c", "1"], ["k", "a.c", "2"]]);
        assert_eq!(known(&found, &entries), (vec![false, true, true], vec![true, true]));
    }

    #[test]
    fn what_moved_is_known_and_what_was_copied_is_not() {
        let entries = all(&[["k", "a.c", "1"]]);
        assert_eq!(known(&all(&[["k", "b.c", "7"]]), &entries), (vec![true], vec![true]));
        let copied = all(&[["k", "a.c", "5"], ["k", "b.c", "1"]]);
        assert_eq!(known(&copied, &entries), (vec![true, false], vec![true]));
        assert_eq!(known(&all(&[["l", "a.c", "1"]]), &entries), (vec![false], vec![false]));
    }
}
