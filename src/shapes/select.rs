//! Arms of `select!` whose pattern only fits a success: a failure is dropped, and the arm is left out until the next round.

use super::calls::Calls;
use super::flow::copies;
use crate::ir::{Operand, SWALLOWED};
use crate::model::Does;
use crate::typestate::{Observation, Shape};

/// Calls that wait for a connection or for data, in such an arm.
pub fn swallowed(calls: &Calls) -> Vec<Observation> {
    let waits = |does| matches!(does, Some(Does::Accept | Does::Read));
    let mut found = Vec::new();
    for call in calls.all.iter().filter(|call| waits(call.does)) {
        let Some(result) = call.dest else { continue };
        let same = copies(calls.function, result);
        let is_dropped = calls.all.iter().any(|other| {
            let arg = other.args.first().and_then(Operand::place);
            other.name.as_str() == SWALLOWED && arg.is_some_and(|place| same.contains(&place))
        });
        if is_dropped && same.iter().any(|place| calls.asked(*place).contains(&"Ok")) {
            let handle = calls.show(call.receiver());
            found.push(calls.observation(Shape::SelectSwallows, call, handle, call.span));
        }
    }
    found
}
