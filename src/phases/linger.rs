//! A linger time of 0.

use super::steps::{Call, Steps};
use crate::ir::{CmpOp, Operand, PlaceId, Step};
use crate::typestate::Value;

/// The argument of `setsockopt` that points at the value.
const VALUE: usize = 3;

/// Whether the call turns lingering on with a time of 0; `value` tells what is known of a place.
pub fn sets_zero(steps: &Steps, call: &Call, value: impl Fn(PlaceId) -> Value) -> bool {
    let Some(Operand::AddrOf(object)) = call.args.get(VALUE) else { return false };
    // A member that is never named has what the whole was filled with.
    let member =
        |name: &str| value(steps.function.places.find(Some(*object), Step::Field(name.into())).unwrap_or(*object));
    let is_on = member("l_onoff").refine(CmpOp::Eq, &Value::int(0)).is_none();
    is_on && member("l_linger") == Value::int(0)
}
