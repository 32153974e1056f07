//! The README shows what its demo prints.

use crate::sandbox::run_in;
use std::fs;
use std::path::Path;

const START: &str = "\n```text\n";
const END: &str = "\n```\n";

#[test]
fn readme_shows_what_the_demo_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).unwrap();
    let command = text.lines().find_map(|line| line.strip_prefix("    cargo run --quiet -- ")).unwrap();
    let printed = run_in(root, &command.split(' ').collect::<Vec<_>>(), &[]).out;
    let start = text.find(START).unwrap() + START.len();
    let end = start - 1 + text[start - 1..].find(END).unwrap();
    let shown = text.get(start..end).unwrap_or_default();
    if std::env::var_os("BLESS").is_some() {
        let written = format!("{}{}{}", &text[..start], printed.trim_end(), &text[end..]);
        fs::write(root.join("README.md"), written).unwrap();
    } else {
        assert_eq!(shown, printed.trim_end(), "README.md: write it again with BLESS=1 cargo test --test cli readme");
    }
}
