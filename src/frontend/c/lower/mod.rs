//! From a prepared function text to [`ir::Function`].
//!
//! Lowering walks the tree once, in source order. An expression is lowered for one of four purposes, each a method of
//! [`Lowerer`]: its *value* (an operand), its *effect* (nobody looks at the value), as a *condition* (two blocks to go to),
//! or as a *place* (something that can be stored into). `if (!(fd = open_it()) || fd < 0) goto out;` becomes
//!
//! ```text
//! bb0: fd = call open_it()
//!      branch fd != 0 ? bb1 : bb2
//! bb1: branch fd < 0 ? bb2 : bb3
//! bb2: goto out
//! ```
//!
//! A statement that did not parse becomes `Inst::Opaque` over the places it names, and what parsed inside it is lowered as
//! something that may happen. Which calls matter is none of this module's business.

mod arithmetic;
mod assertion;
mod assign;
mod block;
mod call;
mod comments;
mod cond;
mod context;
mod cpp;
mod declarator;
mod declare;
mod head;
mod hinted;
mod indexed;
mod init;
mod jumps;
mod late;
mod literal;
mod loops;
mod names;
mod opaque;
mod place;
mod scope;
mod seh;
mod stmt;
mod switch;
mod untyped;
mod value;
mod written;

pub use call::POINTER_PREFIXES;

use super::parse::{Attempt, CParser, parse_best};
use super::repair::repair_certain;
use super::{FileEnv, Prepared};
use crate::frontend::{Problem, ProblemKind};
use crate::ir;
use crate::source::FileId;
use context::Lowerer;
use late::Unrepaired;

/// What came of one function.
#[derive(Clone, Debug, Default)]
pub struct Lowered {
    /// The function, unless it could not be read at all.
    pub function: Option<ir::Function>,
    /// What was not understood, in source order.
    pub problems: Vec<Problem>,
    /// Number of calls that were lowered, reachable or not.
    pub calls: u32,
    /// The lambdas in it, each a function of its own.
    pub inner: Vec<ir::Function>,
}

/// Lowers one function. `repair` changes the text without moving anything in it: called with round 0, 1, 2... it answers
/// whether it changed the text. It is asked only while there are syntax errors, and the best attempt is lowered.
pub fn lower(
    prepared: &Prepared,
    file: FileId,
    env: &FileEnv,
    parser: &mut CParser,
    repair: &mut dyn FnMut(&mut Vec<u8>, usize) -> bool,
) -> Lowered {
    let is_cpp = prepared.cpp.is_some();
    parser.is_cpp = is_cpp;
    // A constructor has no type.
    let typed = if is_cpp { None } else { untyped::with_type(prepared) };
    let prepared = typed.as_ref().unwrap_or(prepared);
    let before = Unrepaired::new(&prepared.text);
    let mut text = before.text.clone();
    repair_certain(&mut text, is_cpp);
    match parse_best(parser, &text, repair) {
        Ok(attempt) => lower_attempt(prepared, &attempt, &before, file, env),
        Err(refusal) => not_read(prepared, refusal.message()),
    }
}

fn lower_attempt(prepared: &Prepared, attempt: &Attempt, before: &Unrepaired, file: FileId, env: &FileEnv) -> Lowered {
    let Some(definition) = head::find_definition(attempt.tree.root()) else {
        return not_read(prepared, "no function definition found");
    };
    let Some(mut lowerer) = Lowerer::new(prepared, &attempt.text, before, file, env, definition) else {
        return not_read(prepared, "the function's name was not found");
    };
    lowerer.member_initialisers(definition);
    lowerer.body(definition);
    let lowered = lowerer.finish();
    debug_assert_eq!(lowered.function.as_ref().map(ir::verify).unwrap_or_default(), Vec::<String>::new());
    lowered
}

fn not_read(prepared: &Prepared, message: &str) -> Lowered {
    let problem = Problem { span: prepared.span, kind: ProblemKind::Function, message: message.to_owned() };
    Lowered { problems: vec![problem], ..Lowered::default() }
}

#[cfg(test)]
mod tests;
