//! The README shows what its demos print.

use crate::sandbox::run_in;
use std::fs;
use std::path::Path;

const COMMAND: &str = "\n    cargo run --quiet -- check ";
const START: &str = "\n```text\n";
const END: &str = "\n```\n";

#[test]
fn readme_shows_what_the_demos_print() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = fs::read_to_string(root.join("README.md")).unwrap();
    let mut from = 0;
    while let Some(at) = text[from..].find(COMMAND).map(|at| from + at) {
        let args = text[at + COMMAND.len()..].lines().next().unwrap_or_default();
        let args: Vec<&str> = ["check"].into_iter().chain(args.split(' ')).collect();
        let printed = run_in(root, &args, &[]).out;
        let start = at + text[at..].find(START).unwrap() + START.len();
        let end = start - 1 + text[start - 1..].find(END).unwrap();
        let shown = text.get(start..end).unwrap_or_default();
        if std::env::var_os("BLESS").is_none() {
            assert_eq!(
                shown,
                printed.trim_end(),
                "README.md: write it again with BLESS=1 cargo test --test cli readme"
            );
        }
        text = format!("{}{}{}", &text[..start], printed.trim_end(), &text[end..]);
        from = start;
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(root.join("README.md"), text).unwrap();
    }
}
