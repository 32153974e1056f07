//! What somebody may have meant.

/// The names in `known` that are close to `name`, the closest first, at most three.
pub fn similar<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<&'k str> {
    let limit = (name.chars().count() / 3).max(2);
    let mut close: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|other| {
            let is_part = name.len() > 2 && (other.contains(name) || name.contains(other));
            let distance = distance(name, other);
            (is_part || distance <= limit).then_some((if is_part { distance.min(limit) } else { distance }, other))
        })
        .collect();
    close.sort();
    close.into_iter().map(|(_, other)| other).take(3).collect()
}

/// The least number of insertions, deletions and replacements.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
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
    fn slips_and_parts_are_found() {
        let known = ["eof-leak", "recv-error-leak", "send-error-leak", "socket-leak"];
        assert_eq!(similar("recv-eror-leak", known), ["recv-error-leak", "send-error-leak"]);
        assert_eq!(similar("socket", known), ["socket-leak"]);
        assert_eq!(similar("banana", known), [""; 0]);
    }
}
