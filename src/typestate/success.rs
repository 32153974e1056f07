//! Results of Rust that hold a handle: `Ok(fd)`, `Some(fd)`.

use super::calls::Target;
use super::context::FunctionCx;
use super::summary::FreshAt;
use crate::ir::{Const, Inst, Name, Operand, PlaceId, Rvalue, Step, VARIANT};
use std::collections::BTreeSet;

/// The variants that say that there is a value.
const VARIANTS: [&str; 2] = ["Ok", "Some"];

/// The variant that `result` is where it holds a value: by what is assigned to it and to what it is a copy of, and by what the
/// functions return that it comes from. `None` if it is no such enum, or if that is not known.
pub fn success(cx: &FunctionCx, result: PlaceId) -> Option<Name> {
    let (mut seen, mut work) = (BTreeSet::from([result]), vec![result]);
    let mut found: BTreeSet<Name> = BTreeSet::new();
    while let Some(whole) = work.pop() {
        let tag = cx.places.find(Some(whole), Step::Field(VARIANT.into()));
        for inst in cx.function.insts() {
            match inst {
                Inst::Assign { dest, value: Rvalue::Use(Operand::Const(Const::Variant(name))), .. }
                    if Some(*dest) == tag && VARIANTS.contains(&name.as_str()) =>
                {
                    found.insert(name.clone());
                }
                Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } if *dest == whole => {
                    work.extend(Some(*from).filter(|from| seen.insert(*from)));
                }
                _ => {}
            }
        }
        found.extend(cx.calls.iter().filter(|call| call.dest == Some(whole)).flat_map(|call| returned(&call.target)));
    }
    found.pop_first().filter(|_| found.is_empty())
}

/// The variants in which a function with a body returns a fresh handle.
fn returned(target: &Target) -> Vec<Name> {
    let Target::Body(summary) = target else { return Vec::new() };
    let variant = |fresh: &FreshAt| match fresh {
        FreshAt::Success(name) => Some(name.clone()),
        FreshAt::Return | FreshAt::Path(_) | FreshAt::Behind(_) => None,
    };
    summary.births.iter().flatten().filter_map(|birth| variant(birth.fresh.as_ref()?)).collect()
}
