//! Links that a terminal can follow, as OSC 8 writes them.

use super::sarif::uri;

/// The text as a link to a file; `folder` is what relative paths are seen from, in full and with forward slashes.
pub fn link(folder: &str, path: &str, text: &str) -> String {
    let full = if path.starts_with('/') || folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
    format!("\u{1b}]8;;{}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\", uri(&full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_is_seen_from_the_folder() {
        let linked = link("/home/a b", "src/x.c", "src/x.c:1:2");
        assert_eq!(linked, "\u{1b}]8;;file:///home/a%20b/src/x.c\u{1b}\\src/x.c:1:2\u{1b}]8;;\u{1b}\\");
        assert!(link("/home", "/x.c", "x").contains(";file:///x.c\u{1b}"));
    }
}
