//! "Did you mean ...?"

/// The candidate that is nearest to what was typed, if it is near enough to be meant.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = typed.len().div_ceil(3).max(1);
    let near = candidates.into_iter().map(|candidate| (distance(typed, candidate), candidate));
    near.filter(|(distance, _)| *distance <= limit).min().map(|(_, candidate)| candidate)
}

/// How many single bytes must be inserted, removed or replaced to get from `a` to `b`.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_slips_are_found() {
        let ids = ["eof-leak", "socket-leak", "double-close"];
        assert_eq!(nearest("sockt-leak", ids), Some("socket-leak"));
        assert_eq!(nearest("double_close", ids), Some("double-close"));
        assert_eq!(nearest("something-else", ids), None);
    }
}
