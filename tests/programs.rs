//! Clients and servers that are right: nothing is found in any of them. And for each a twin that does without one of its
//! closes, which must be found.
//!
//! All programs are generated and checked in two runs. The table that is printed counts the twins that are found; one that is
//! missed fails the test.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::sync::OnceLock;
use support::programs::{Program, ROLES, Role};
use support::tool::{self, Found};

/// What a program and its twin come to.
struct Outcome {
    program: Program,
    /// What is found in the right one.
    wrong: Vec<String>,
    /// Whether the close that the twin does without is missed.
    is_missed: bool,
}

static ALL: OnceLock<Vec<Outcome>> = OnceLock::new();

fn main() {
    let mut trials = Vec::new();
    for role in ROLES {
        trials.push(Trial::test(format!("{role:?} silent"), move || silent(role)));
        trials.push(Trial::test(format!("{role:?} twins"), move || twins(role)));
    }
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    if let Some(all) = ALL.get() {
        println!("{}", table(all));
    }
    conclusion.exit()
}

fn all() -> &'static [Outcome] {
    ALL.get_or_init(|| {
        let programs = Program::all();
        let right = check(programs.iter().enumerate().map(|(at, program)| program.text(at, None)));
        let twins =
            check(programs.iter().enumerate().map(|(at, program)| program.text(at, Some(at % program.closes()))));
        let outcome = |(at, program): (usize, &Program)| {
            let found = |all: &Found| all.get(&format!("{at}.c")).cloned().unwrap_or_default();
            let wrong = found(&right).iter().map(|mark| mark.to_string()).collect();
            let is_missed = found(&twins).iter().all(|mark| mark.is_note);
            Outcome { program: *program, wrong, is_missed }
        };
        programs.iter().enumerate().map(outcome).collect()
    })
}

fn check(texts: impl Iterator<Item = String>) -> Found {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (at, text) in texts.enumerate() {
        fs::write(folder.path().join(format!("{at}.c")), text).expect("the folder can be written to");
    }
    tool::run(folder.path())
}

fn of(role: Role) -> impl Iterator<Item = (usize, &'static Outcome)> {
    all().iter().enumerate().filter(move |(_, outcome)| outcome.program.role == role)
}

fn silent(role: Role) -> Result<(), Failed> {
    let wrong = of(role).filter(|(_, outcome)| !outcome.wrong.is_empty());
    let lines: Vec<String> = wrong
        .map(|(at, outcome)| {
            format!("{}: {}\n{}", outcome.program.name(), outcome.wrong.join("; "), outcome.program.text(at, None))
        })
        .collect();
    if lines.is_empty() { Ok(()) } else { Err(format!("{} are wrong, the first:\n{}", lines.len(), lines[0]).into()) }
}

fn twins(role: Role) -> Result<(), Failed> {
    let missed: Vec<(usize, &Outcome)> = of(role).filter(|(_, outcome)| outcome.is_missed).collect();
    let Some((at, first)) = missed.first() else { return Ok(()) };
    let names: Vec<String> = missed.iter().map(|(_, outcome)| outcome.program.name()).collect();
    let text = first.program.text(*at, Some(at % first.program.closes()));
    Err(format!("{} are missed:\n{}\nthe first:\n{text}", missed.len(), names.join("\n")).into())
}

fn table(all: &[Outcome]) -> String {
    let mut out = format!("{:<14}{:>10}{:>10}{:>14}\n", "role", "programs", "wrong", "twins found");
    for role in ROLES {
        let of: Vec<_> = all.iter().filter(|outcome| outcome.program.role == role).collect();
        let wrong = of.iter().filter(|outcome| !outcome.wrong.is_empty()).count();
        let found = of.iter().filter(|outcome| !outcome.is_missed).count();
        out += &format!("{:<14}{:>10}{wrong:>10}{found:>14}\n", format!("{role:?}"), of.len());
    }
    out
}
