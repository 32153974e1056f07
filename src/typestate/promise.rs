//! What is promised of a function, as a summary: by a comment, which counts more than a body, or by an attribute, which counts
//! where nothing else is known.

use super::memory::Memory;
use super::summary::{Birth, BoundaryPath, Class, Effect, FreshAt, Summary};
use super::value::Value;
use crate::frontend::{Duty, Promise};
use crate::ir::CmpOp;

impl Summary {
    /// What calling a function does of which this is promised; of what is not, its body tells, if that was read.
    pub fn promised(promise: &Promise, body: Option<&Summary>) -> Summary {
        let mut summary = body.cloned().unwrap_or_else(|| unknown(promise));
        if body.is_none() {
            promise.needs.iter().for_each(|&param| set(&mut summary, param, Effect::Use));
        }
        for &(param, duty) in &promise.duties {
            let is_pointer = promise.params.get(param as usize).is_some_and(|found| found.is_pointer);
            keep_duty(&mut summary, param, duty, is_pointer);
        }
        if promise.is_fresh {
            let at = promise.success.clone().map_or(FreshAt::Return, FreshAt::Success);
            summary.births.retain(|births| births.iter().all(|birth| birth.fresh.as_ref() != Some(&at)));
            summary.births.push(fresh(at));
        }
        summary
    }
}

/// A function that may do anything with what it is given, as far as nobody has promised more.
fn unknown(promise: &Promise) -> Summary {
    let mut summary = Summary::default();
    for (at, param) in promise.params.iter().enumerate() {
        summary.lets_out.push(param.is_pointer);
        if !param.is_pointer {
            set(&mut summary, at as u32, Effect::Lend);
        }
    }
    summary
}

fn keep_duty(summary: &mut Summary, param: u32, duty: Duty, is_pointer: bool) {
    let of_param = |path: &BoundaryPath| path.param == param;
    summary.effects.retain(|(path, _)| !of_param(path));
    summary.unseen.retain(|path| !of_param(path));
    let at = param as usize;
    if summary.lets_out.len() <= at {
        summary.lets_out.resize(at + 1, true);
    }
    // Which members of an object it closes is not said: they are out of sight.
    summary.lets_out[at] = is_pointer && duty != Duty::Keeps;
    if duty == Duty::Keeps {
        let Memory { frees, frees_behind, .. } = &mut summary.memory;
        frees.get_mut(at).into_iter().chain(frees_behind.get_mut(at)).for_each(|frees| *frees = false);
    }
    if !is_pointer {
        let effect = match duty {
            Duty::Closes => Effect::Release,
            Duty::Owns => Effect::Take,
            Duty::Keeps => Effect::None,
        };
        set(summary, param, effect);
    }
}

/// The one effect of every call on the argument itself.
fn set(summary: &mut Summary, param: u32, effect: Effect) {
    let path = BoundaryPath { param, steps: Vec::new() };
    summary.effects.retain(|(known, _)| *known != path);
    summary.effects.push((path, vec![Class { returns: Value::ANY, effect }]));
    summary.effects.sort_by(|(a, _), (b, _)| a.cmp(b));
}

/// A negative result is a failure, as with `socket`; of an enum, what the variant says.
fn fresh(at: FreshAt) -> Vec<Birth> {
    let returns = match at {
        FreshAt::Return => Value::satisfying(CmpOp::Lt, 0),
        FreshAt::Success(_) | FreshAt::Path(_) | FreshAt::Behind(_) => Value::ANY,
    };
    vec![Birth::new(returns, None, false), Birth::new(Value::ANY, Some(at), false)]
}
