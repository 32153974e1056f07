//! What single calls and tests of C functions get wrong, and loops around `accept` and `recv`: no simulation, but types.
//!
//! A [`File`] is looked at in one world. Which type a name stands for, its declarations tell; where sockets come from, the
//! models and summaries do.

mod accept;
mod blocking;
mod callback;
mod closing;
mod codes;
mod commands;
mod completion;
mod cx;
mod defined;
mod eof;
mod errors;
mod families;
mod inverted;
mod kinds;
mod logged;
mod marks;
mod options;
mod overlooked;
mod places;
mod reasons;
mod regions;
mod results;
mod reversed;
mod sources;
mod stale;
mod startup;
mod tests;
mod unchecked;
mod unsigned;
mod validity;

use crate::frontend::c::Declared;
use crate::ir::{Const, Function, Name, Operand};
use crate::model::{Models, Trait};
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

/// Looks at the functions of a file. The second list is of what is wrong on Windows alone, and is seen here because the world
/// for Windows leaves it out though Windows may have it.
pub fn observe<'a>(file: &'a File<'a>) -> [Vec<Observation>; 2] {
    let all: Vec<Cx> = file.functions.iter().map(|function| Cx::new(file, function)).collect();
    let mut own = Marks::default();
    all.iter().for_each(|cx| own.add_own(cx));
    let is_portable = !all.iter().any(calls_posix);
    let here = all.iter().flat_map(|cx| of_function(cx, &own, is_portable)).collect();
    [here, all.iter().flat_map(options::mistaken_on_windows).collect()]
}

/// Whether the function calls what only POSIX has: a file that does so outside conditions is not built for Windows, whatever
/// it includes there.
fn calls_posix(cx: &Cx) -> bool {
    let is_marked = |name: &Name| cx.file.models.is_marked(name.as_str(), "local");
    let is_family = |arg: &Operand| matches!(arg, Operand::Const(Const::Sym(name)) if is_marked(name));
    cx.calls.iter().any(|call| {
        cx.has_trait(call, Trait::PosixOnly) || call.name.as_str() == "socket" && call.args.iter().any(is_family)
    })
}

fn of_function(cx: &Cx, own: &Marks, is_portable: bool) -> Vec<Observation> {
    let mut found = Vec::new();
    found.extend(validity::checks(cx, own));
    found.extend(results::taken_for_codes(cx));
    found.extend(inverted::closed_where_none(cx));
    found.extend(reversed::reversed(cx));
    if is_portable || !cx.is_windows() {
        found.extend(closing::mixups(cx, own));
        found.extend(errors::misread(cx));
        found.extend(stale::reported(cx));
        found.extend(startup::unpaired(cx));
    }
    if is_portable {
        found.extend(codes::foreign(cx));
    }
    found.extend(unchecked::relied_upon(cx));
    found.extend(logged::relied_upon(cx));
    found.extend(completion::forgotten(cx));
    found.extend(eof::endless(cx));
    found.extend(overlooked::ends(cx));
    found.extend(unsigned::amounts(cx));
    found.extend(accept::loops(cx));
    found.extend(callback::ends(cx));
    found.extend(options::mistaken(cx));
    found.extend(commands::mistaken(cx));
    found.extend(options::shared(cx));
    found.extend(blocking::inverted(cx));
    found
}
