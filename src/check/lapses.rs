//! What single calls and tests of a C file get wrong, in each of its worlds.

use crate::frontend::World;
use crate::frontend::c::Kept;
use crate::ir::Function;
use crate::model::Models;
use crate::rules::WorldRun;
use crate::shapes::c::{File, Marks, observe};
use crate::source::SourceFile;
use crate::typestate::{Analysis, Outside, Summary};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// One run for each world. In the second world all functions are looked at, also those that read the same in the first one:
/// names for types may stand for something else.
pub fn lapses<'o>(
    source: &SourceFile,
    kept: &Kept,
    units: &[(World, Vec<Arc<Function>>)],
    analyses: &[(World, Analysis)],
    models: &Models,
    marks: &Marks,
    outside: &dyn Fn(World) -> &'o dyn Outside,
) -> Vec<WorldRun> {
    let mut runs = Vec::new();
    for declared in kept.declared() {
        let world = declared.world;
        let functions = match world {
            World::Windows => kept.functions(world),
            _ => units.iter().find(|(of, _)| *of == world).map(|(_, functions)| functions.clone()).unwrap_or_default(),
        };
        // What a later world has not of its own, it has of the first one.
        let of = |wanted: World| analyses.iter().filter(move |(of, _)| *of == wanted);
        let known = of(World::Posix).chain(of(world).filter(|_| world != World::Posix));
        let summaries: FxHashMap<&str, &Summary> = known
            .flat_map(|(_, analysis)| analysis.summaries())
            .map(|(function, summary)| (function.name.as_str(), summary))
            .collect();
        let outside = outside(world);
        let file = File { functions: &functions, source, declared, summaries: &summaries, outside, marks, models };
        let is_for_windows = declared.is_for_windows();
        for (world, observations) in [world, World::Windows].into_iter().zip(observe(&file)) {
            runs.push(WorldRun { world, functions: Vec::new(), observations, is_for_windows });
        }
    }
    runs
}
