//! `sockleak rules`.
use super::functions;
use super::out::print;
use crate::model::Models;

/// Lists the rules, or the known functions.
pub fn list(want_functions: bool) -> anyhow::Result<()> {
    print(if want_functions { functions::table(&Models::embedded()) } else { String::new() }.as_bytes())
}
