//! What single calls and tests of C functions get wrong, and loops around `accept` and `recv`: no simulation, but types.
//!
//! A [`File`] is looked at in one world. Which type a name stands for, its declarations tell; where sockets come from, the
//! models and summaries do.

mod closing;
mod cx;
mod errors;
mod marks;
mod options;
mod places;
mod sources;
mod startup;
mod tests;
mod unchecked;
mod validity;

use crate::frontend::c::Declared;
use crate::ir::Function;
use crate::model::Models;
use crate::source::SourceFile;
use crate::typestate::{Observation, Outside, Summary};
use cx::Cx;
pub use marks::Marks;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// So many blocks a question goes through at most: what it asks for is near.
const FEW: usize = 200;

/// One file in one world.
pub struct File<'a> {
    /// Its functions.
    pub functions: &'a [Arc<Function>],
    /// Its text.
    pub source: &'a SourceFile,
    /// Its types.
    pub declared: Declared<'a>,
    /// What calling a function of the file does.
    pub summaries: &'a FxHashMap<&'a str, &'a Summary>,
    /// The rest of the tree.
    pub outside: &'a dyn Outside,
    /// What the tree takes for no socket.
    pub marks: &'a Marks,
    /// The models.
    pub models: &'a Models,
}

/// Looks at the functions of a file.
pub fn observe<'a>(file: &'a File<'a>) -> Vec<Observation> {
    let all: Vec<Cx> = file.functions.iter().map(|function| Cx::new(file, function)).collect();
    let mut own = Marks::default();
    all.iter().for_each(|cx| own.add_own(cx));
    all.iter().flat_map(|cx| of_function(cx, &own)).collect()
}

fn of_function(cx: &Cx, own: &Marks) -> Vec<Observation> {
    let mut found = Vec::new();
    found.extend(validity::checks(cx, own));
    found.extend(closing::mixups(cx));
    found.extend(errors::misread(cx));
    found.extend(startup::unpaired(cx));
    found.extend(unchecked::relied_upon(cx));
    found.extend(options::mistaken(cx));
    found.extend(options::shared(cx));
    found
}
