//! Results of receives and sends in variables that are never negative.

use super::cx::{Call, Cx, Words};
use super::tests::{Sign, Test};
use crate::ir::{LocalKind, PlaceId};
use crate::shapes::flow::copies;
use crate::typestate::{Lapse, Observation, StepKind};

/// Unsigned types.
const UNSIGNED: [&str; 10] = [
    "size_t",
    "unsigned",
    "unsigned int",
    "unsigned long",
    "uint32_t",
    "uint64_t",
    "u_int",
    "uint",
    "DWORD",
    "uint16_t",
];

/// One observation for each receive or send whose failure cannot be seen.
pub fn amounts(cx: &Cx) -> Vec<Observation> {
    cx.calls.iter().filter_map(|call| never_negative(cx, call)).collect()
}

/// The result of a receive or send in an unsigned variable that is asked whether it is below 0.
fn never_negative(cx: &Cx, call: &Call) -> Option<Observation> {
    call.model.filter(|model| model.io.is_some() && model.is_socket_api)?;
    let dest = call.dest?;
    let is_unsigned = |place: &PlaceId| {
        let is_named =
            cx.function.places.root_local(*place).is_none_or(|local| cx.function.local(local).kind != LocalKind::Temp);
        is_named && cx.type_of(*place).is_some_and(|ty| !ty.is_pointer() && UNSIGNED.contains(&ty.base.as_str()))
    };
    let places = copies(&cx.function, dest);
    let negative = |test: &Test| {
        test.sign == Sign::Negative
            && places.contains(&test.place)
            && is_unsigned(&test.place)
            && !cx.has_cast(test.span)
    };
    let test = cx.tests().into_iter().find(negative)?;
    let kept = cx.function.show_place(test.place);
    let because = format!("`{kept}` is unsigned and never below 0, so the failure of `{}` goes unseen", call.name);
    let words =
        Words { because, instead: format!("keep the result in a signed variable: `ssize_t {kept}`"), matters: true };
    let path = vec![
        cx.step(call.span, StepKind::Call, format!("the result of `{}` is kept here", call.name)),
        cx.step(test.span, StepKind::Branch, "this never holds".to_owned()),
    ];
    Some(Observation { path, ..cx.lapse(Lapse::UnsignedAmount, test.span, kept, words) })
}
