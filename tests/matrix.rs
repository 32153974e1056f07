//! A generated matrix: every call that tells of the peer, every way to test its result, every way to leave, every owner.
//!
//! Each cell is a file with a function that loses the socket and a twin that closes it. What can be found must be found,
//! by the right rule and on the right line; twins, and cells where there is nothing to find, must be silent. All files are
//! checked in one run. The table that is printed counts cells that are right, of those where there is something to find.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::sync::OnceLock;
use support::cells::{CALLS, Call, Cell, OWNERS, TESTS, Test};
use support::marks::{Marked, compare};
use support::tool;

/// What is wrong with each cell, as many entries as there are cells.
static WRONG: OnceLock<Vec<(Cell, Vec<String>)>> = OnceLock::new();

fn main() {
    let mut trials = Vec::new();
    for call in CALLS {
        for test in TESTS {
            let name = format!("{} {}", call.name(), test.name());
            trials.push(Trial::test(name, move || row(call, test)));
        }
    }
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    if let Some(wrong) = WRONG.get() {
        println!("{}", table(wrong));
    }
    conclusion.exit()
}

/// All cells, generated and checked in one run.
fn all() -> &'static [(Cell, Vec<String>)] {
    WRONG.get_or_init(|| {
        let cells = Cell::all();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let marked: Vec<Marked> = cells.iter().map(|cell| Marked::new(&cell.text())).collect();
        for (at, marked) in marked.iter().enumerate() {
            fs::write(folder.path().join(format!("{at}.c")), &marked.text).expect("the folder can be written to");
        }
        let found = tool::run(folder.path());
        let wrong = |at: usize| {
            let found = found.get(&format!("{at}.c")).map_or(&[][..], |found| found);
            compare(&marked[at].marks, found)
        };
        cells.iter().enumerate().map(|(at, cell)| (*cell, wrong(at))).collect()
    })
}

fn row(call: Call, test: Test) -> Result<(), Failed> {
    let mut lines = Vec::new();
    for (cell, wrong) in all().iter().filter(|(cell, _)| cell.call == call && cell.test == test) {
        let name = cell.name();
        if !wrong.is_empty() {
            lines.push(format!("{name}: {}", wrong.join("; ")));
        }
    }
    if lines.is_empty() { Ok(()) } else { Err(lines.join("\n").into()) }
}

/// Right cells of possible ones, per call and owner; then the cells that are impossible.
fn table(wrong: &[(Cell, Vec<String>)]) -> String {
    let mut out = format!("{:<10}", "call");
    OWNERS.iter().for_each(|owner| out += &format!("{:>12}", owner.name()));
    out += "\n";
    for call in CALLS {
        out += &format!("{:<10}", call.name());
        for owner in OWNERS {
            let cells = wrong.iter().filter(|(cell, _)| cell.call == call && cell.owner == owner);
            let possible: Vec<_> = cells.filter(|(cell, _)| cell.impossible().is_none()).collect();
            let right = possible.iter().filter(|(_, wrong)| wrong.is_empty()).count();
            out += &format!("{:>12}", format!("{right}/{}", possible.len()));
        }
        out += "\n";
    }
    let possible = wrong.iter().filter(|(cell, _)| cell.impossible().is_none()).count();
    let right = wrong.iter().filter(|(cell, wrong)| cell.impossible().is_none() && wrong.is_empty()).count();
    out += &format!("right: {right} of {possible} cells with something to find, each with a silent twin\n");
    for (reason, count) in reasons(wrong) {
        out += &format!("impossible: {count} cells: {reason}\n");
    }
    out
}

fn reasons(wrong: &[(Cell, Vec<String>)]) -> Vec<(&'static str, usize)> {
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for reason in wrong.iter().filter_map(|(cell, _)| cell.impossible()) {
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((reason, 1)),
        }
    }
    reasons
}
