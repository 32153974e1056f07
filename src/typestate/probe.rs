//! What the engine knows of a handle where the source calls `sockleak_state(handle)`: for tests.

use super::automaton::Typestate;
use super::calls::Point;
use super::context::FunctionCx;
use super::facts::Facts;
use super::machine::Machine;
use super::outside::Alone;
use super::simulate::{Simulation, simulate_fully};
use super::unit::with_simulations;
use crate::ir::{Callee, Function, Inst, Operand};
use crate::model::Models;
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The function that a probe calls.
pub const PROBE: &str = "sockleak_state";

/// The states of the probed handles by the offset of the probe, in alphabetical order, joined by `|`. A probe that is never
/// reached with a handle is left out.
pub fn probe(source: &SourceFile, functions: &[Arc<Function>], models: &Models) -> BTreeMap<u32, String> {
    let mut found: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    with_simulations(source, functions, models, &Alone, simulate_fully, |all, simulations| {
        for (cx, simulations) in all.iter().zip(simulations) {
            for simulation in simulations {
                of_simulation(cx, simulation, &mut |offset, typestate| {
                    found.entry(offset).or_default().push(format!("{typestate:?}").to_lowercase());
                });
            }
        }
    });
    let joined = |(offset, mut states): (u32, Vec<String>)| {
        states.sort();
        states.dedup();
        (offset, states.join("|"))
    };
    found.into_iter().map(joined).collect()
}

fn of_simulation(cx: &FunctionCx, simulation: &Simulation, found: &mut impl FnMut(u32, Typestate)) {
    let mut machine = Machine::new(cx, &simulation.tracked, &Facts::All);
    for (_, block, state) in simulation.graph.nodes() {
        let mut states = vec![state.clone()];
        for (index, inst) in cx.function.block(block).insts.iter().enumerate() {
            if let Some(Operand::Copy(place)) = probed(inst) {
                let handles = states.iter_mut().flat_map(|state| state.handles());
                handles
                    .filter(|handle| handle.is_in(*place, &cx.places))
                    .for_each(|handle| found(inst.span().start, handle.typestate));
            }
            let point = Point { block, index: index as u32 };
            states = states.into_iter().flat_map(|state| machine.step(point, inst, state)).collect();
        }
    }
}

/// The argument of a probe.
fn probed(inst: &Inst) -> Option<&Operand> {
    match inst {
        Inst::Call { callee: Callee::Named(name), args, .. } if name.as_str() == PROBE => args.first(),
        _ => None,
    }
}
