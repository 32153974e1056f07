//! Repairs of a function's text that did not parse, because a macro whose body is not known stands where the grammar has no
//! place for it.
//!
//! A repair overwrites bytes and moves nothing, so that every offset still names the same place in the file. It works on
//! tokens, knows what cannot be C, and leaves alone what can. The repairs come in rounds, the surest first; a round is
//! kept if the tree gets no worse by it.
//!
//! ```text
//! static int WINAPI f(char *RESTRICT p) { EACH(x, p) { CHECK(x, return -1); } LOG("end") }
//! static int        f(char *         p) { if  (x, p) { if   (x) return -1 ; } LOG("end");}
//! ```

mod adjacent;
mod arguments;
mod attributes;
mod balance;
mod commas;
mod cpp_forms;
mod cpp_head;
mod edits;
mod head;
mod jumps;
mod known;
mod loops;
mod macros;
mod semicolons;
mod shape;
mod tokens;
mod words;

use edits::Edits;
use shape::Shape;
use tokens::Tokens;
pub use words::reads_like_a_guard;

/// What is known about names beyond the text.
pub struct RepairNames<'a> {
    /// Whether a macro of this name stands for nothing, an attribute or a qualifier.
    pub blank: &'a dyn Fn(&str) -> bool,
    /// Whether a name is known as a type.
    pub is_type: &'a dyn Fn(&str) -> bool,
    /// Whether the text is C++.
    pub is_cpp: bool,
}

/// A text as the repairs see it.
struct Slice<'t> {
    tokens: Tokens<'t>,
    shape: Shape,
}

type Repair = fn(&Slice, &RepairNames, &mut Edits);

/// The repairs of each round.
const ROUNDS: [&[Repair]; 8] = [
    &[known::blank_known],
    &[head::simplify_head],
    &[attributes::simplify_declarations, adjacent::blank_beside_values],
    &[macros::unwrap_macros],
    &[arguments::simplify_arguments, jumps::condition_jumps, loops::open_loops],
    &[semicolons::end_statements],
    &[balance::balance],
    &[known::blank_attributes],
];

/// Applies round number `round` to `text`, which is ASCII without comments and directives. Returns whether that changed
/// anything; beyond the last round nothing does. The length stays.
pub fn repair(text: &mut [u8], round: usize, names: &RepairNames) -> bool {
    let head: &[Repair] = &[cpp_head::simplify_head];
    ROUNDS.get(round).is_some_and(|repairs| apply(if round == 1 && names.is_cpp { head } else { repairs }, text, names))
}

/// What is never right, although it may parse: the grammar takes `LOCK(m)` before `close(fd);` for the type of a function
/// `close`, and `CHECK(x, return);` for a call with a variable.
const CERTAIN: &[Repair] =
    &[jumps::condition_jumps, macros::unwrap_macros, loops::open_loops, semicolons::end_statements];

/// Makes the repairs that do not wait for a syntax error.
pub(super) fn repair_certain(text: &mut [u8], is_cpp: bool) {
    let names = RepairNames { blank: &|_| false, is_type: &|_| false, is_cpp };
    if is_cpp {
        apply(&[cpp_forms::rewrite], text, &names);
    }
    // The others would take the macro and its neighbour for a declaration.
    if commas::may_bring_commas(text) {
        apply(&[commas::write_hidden], text, &names);
    }
    apply(CERTAIN, text, &names);
}

fn apply(repairs: &[Repair], text: &mut [u8], names: &RepairNames) -> bool {
    let mut edits = Edits::default();
    let tokens = Tokens::new(text, names.is_cpp);
    let shape = Shape::new(&tokens);
    let slice = Slice { tokens, shape };
    for repair in repairs {
        repair(&slice, names, &mut edits);
    }
    edits.apply(text)
}

#[cfg(test)]
mod tests;
