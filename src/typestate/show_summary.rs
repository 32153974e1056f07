//! Summaries as people read them.

use super::analysis::Analysis;
use super::summary::{BoundaryPath, Class, Effect, FreshAt, Summary};
use crate::ir::{Elem, Function, Step};
use std::fmt::Write;

impl Analysis {
    /// What calling each function does, by the function's place in the file: name and text, one outcome a line.
    pub fn show_summaries(&self) -> Vec<(String, String)> {
        let mut found: Vec<_> = self.summaries().collect();
        found.sort_by_key(|(function, _)| function.span.start);
        found
            .into_iter()
            .map(|(function, summary)| (function.shown_name().to_string(), show(function, summary)))
            .collect()
    }
}

fn show(function: &Function, summary: &Summary) -> String {
    let mut out = format!("fn {}\n", function.shown_name());
    if summary.is_noreturn {
        out.push_str("  never returns\n");
    }
    if summary.memory.is_fresh {
        out.push_str("  returns fresh memory\n");
    }
    for (at, &local) in function.params.iter().enumerate().filter(|(at, _)| summary.memory.wipes(*at)) {
        let _ = writeln!(out, "  wipes parameter {}, `{}`", at + 1, function.local(local).name);
    }
    for (at, &local) in function.params.iter().enumerate().filter(|(at, _)| summary.memory.frees(*at)) {
        let _ = writeln!(out, "  frees parameter {}, `{}`", at + 1, function.local(local).name);
    }
    for (&local, _) in function.params.iter().zip(&summary.memory.frees_behind).filter(|(_, frees)| **frees) {
        let _ = writeln!(out, "  frees what `*{}` points at", function.local(local).name);
    }
    for (&local, _) in function.params.iter().zip(&summary.follows).filter(|(_, follows)| **follows) {
        let _ = writeln!(out, "  follows the pointer `{}`", function.local(local).name);
    }
    for outcomes in &summary.births {
        for birth in outcomes {
            let _ = match &birth.fresh {
                None => match &birth.closed {
                    Some(path) => writeln!(
                        out,
                        "  opens a socket and closes it again, its number is left in `{}`: returns {}",
                        spell(function, path),
                        birth.returns
                    ),
                    None => writeln!(out, "  opens nothing: returns {}", birth.returns),
                },
                Some(FreshAt::Return) => writeln!(out, "  opens a socket and returns it"),
                Some(FreshAt::Success(variant)) => writeln!(out, "  opens a socket and returns `{variant}` of it"),
                Some(FreshAt::Behind(_)) => writeln!(out, "  opens a socket and returns a fresh object with it"),
                Some(FreshAt::Path(path)) => {
                    writeln!(out, "  opens a socket in `{}`: returns {}", spell(function, path), birth.returns)
                }
            };
        }
    }
    for (path, classes) in &summary.effects {
        for Class { returns, effect } in classes {
            let _ = writeln!(out, "  `{}` {}: returns {returns}", spell(function, path), words(effect));
        }
    }
    let mut list = |paths: &[BoundaryPath], what: &str| {
        for path in paths {
            let _ = writeln!(out, "  `{}` {what}", spell(function, path));
        }
    };
    list(&summary.sockets, "is a socket");
    list(&summary.datagrams, "is no stream");
    list(&summary.thrown, "is left open by an exception");
    list(&summary.unseen, "was not followed: nobody is known to have a socket there");
    out
}

fn words(effect: &Effect) -> &'static str {
    match effect {
        Effect::None => "is left as it is",
        Effect::List => "is the index of an element in which something is stored",
        Effect::Lend => "is given to an unknown function",
        Effect::Use => "is used",
        Effect::Forward => "is used, and the result tells of its peer",
        Effect::PeerGone(_) => "has lost its peer and is left open",
        Effect::Release => "is closed",
        Effect::ReleaseAndReset => "is closed and reset",
        Effect::Overwrite => "is overwritten",
        Effect::Take => "is kept, or out of sight",
        Effect::Move(_) => "is put into the fresh object that is returned",
        Effect::Alias => "is returned",
    }
}

/// The path as C spells it.
fn spell(function: &Function, path: &BoundaryPath) -> String {
    let local = function.params.get(path.param as usize).map(|local| function.local(*local).name.to_string());
    let mut text = local.unwrap_or_else(|| format!("parameter {}", path.param + 1));
    let mut steps = path.steps.iter().peekable();
    while let Some(step) = steps.next() {
        match (step, steps.peek()) {
            (Step::Elem(Elem::At(0)), Some(Step::Field(name))) => {
                let _ = write!(text, "->{name}");
                steps.next();
            }
            (Step::Elem(Elem::At(0)), _) => text.insert(0, '*'),
            (Step::Elem(Elem::At(index)), _) => _ = write!(text, "[{index}]"),
            (Step::Elem(Elem::Any), _) => text.push_str("[..]"),
            (Step::Field(name) | Step::Global(name) | Step::Derived(name), _) => _ = write!(text, ".{name}"),
            (Step::Local(_), _) => {}
        }
    }
    text
}
