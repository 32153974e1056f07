//! Reading one file: which worlds, which functions, and their IR.

use super::casts::blank_casts;
use super::closure::{Closure, touched};
use super::expand::{Expander, Macro};
use super::facts::Parts;
use super::headers::{Library, Scope};
use super::kept::{Kept, Key, Made};
use super::near::Near;
use super::parse::with_parser;
use super::prepare::Preparer;
use super::prepared::Prepared;
use super::repair::{RepairNames, repair};
use super::seeds::{count_calls, covers, seed_calls};
use super::text::{Chosen, FunctionSlice, Kind, NoNames, calls_any};
use super::{FileEnv, lower};
use crate::frontend::{Headers, Interest, Problem, ProblemKind, Unit, UnitStats, Wanted, World};
use crate::ir::Name;
use crate::source::SourceFile;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use std::time::Instant;

/// How many worlds a file may have besides the first two.
pub(super) const MAX_OTHER: u8 = 4;

/// Reads C files; shared by all threads of a run.
pub struct Reader<'r> {
    library: Library<'r>,
    interest: &'r Interest,
}

impl<'r> Reader<'r> {
    /// A reader that finds quoted headers through `headers`.
    pub fn new(headers: &'r dyn Headers, interest: &'r Interest) -> Reader<'r> {
        Reader { library: Library::new(headers), interest }
    }

    /// Reads one file. Never fails: what was not understood is among the unit's problems. What `kept` has from reading the
    /// same text before is not made again.
    pub fn read(&self, source: &SourceFile, wanted: &Wanted, kept: &mut Kept) -> Unit {
        let start = Instant::now();
        let mut unit = Unit::default();
        if self.is_of_interest(source, wanted) {
            let parts = Parts::new(source);
            let seen = FxHashSet::default();
            FileReader {
                reader: self,
                source,
                wanted,
                parts: &parts,
                unit: &mut unit,
                kept,
                seen,
                near: FxHashMap::default(),
            }
            .run();
        }
        unit.problems.sort();
        unit.problems.dedup();
        unit.stats.total_ns = start.elapsed().as_nanos() as u64;
        unit
    }

    fn is_seed(&self, wanted: &Wanted, name: &str) -> bool {
        self.interest.seeds.contains(name) || wanted.seeds.contains(name) || wanted.own_seeds.contains(name)
    }

    /// Whether the text calls a seed, or a macro that a header defines over one, or has what is wanted.
    fn is_of_interest(&self, source: &SourceFile, wanted: &Wanted) -> bool {
        let seeds = &self.interest.seeds;
        let is_seed = |name: &[u8]| std::str::from_utf8(name).is_ok_and(|name| self.is_seed(wanted, name));
        !wanted.definitions.is_empty()
            || calls_any(&source.text, is_seed)
            || self.library.has_alias(source, &|name| seeds.contains(name))
    }
}

/// One file in one world, before lowering.
struct View {
    chosen: Chosen,
    scope: Scope,
    functions: Vec<FunctionSlice>,
    env: FileEnv,
    needed: Vec<bool>,
}

struct FileReader<'f, 'r> {
    reader: &'f Reader<'r>,
    source: &'f SourceFile,
    wanted: &'f Wanted,
    parts: &'f Parts,
    unit: &'f mut Unit,
    kept: &'f mut Kept,
    /// What earlier worlds have already.
    seen: FxHashSet<Key>,
    /// How each function parsed in an earlier world, by where it begins.
    near: FxHashMap<u32, Option<Near>>,
}

impl FileReader<'_, '_> {
    fn run(mut self) {
        let view = self.view(World::Posix, &[]);
        if !view.needed.contains(&true) && self.parts.groups.is_empty() {
            return;
        }
        self.unit.stats.functions = view.functions.len() as u32;
        let seeds = &self.reader.interest.seeds;
        let mut uncovered = seed_calls(self.parts, &view.chosen, &|name| seeds.contains(name));
        self.unit.stats.seed_calls.clone_from(&uncovered);
        self.world(World::Posix, &view);
        uncovered.retain(|offset| !covers(&view.chosen, *offset));
        if !self.parts.groups.is_empty() {
            let view = self.view(World::Windows, &[]);
            self.world(World::Windows, &view);
            uncovered.retain(|offset| !covers(&view.chosen, *offset));
        }
        for number in 1..=MAX_OTHER {
            if uncovered.is_empty() {
                break;
            }
            let view = self.view(World::Other(number), &uncovered);
            self.world(World::Other(number), &view);
            uncovered.retain(|offset| !covers(&view.chosen, *offset));
        }
        count_calls(self.unit);
    }

    /// Chooses arms, follows headers, and finds the functions that are needed.
    fn view(&self, world: World, targets: &[u32]) -> View {
        let library = &self.reader.library;
        let mut scope = Scope::default();
        let first = self.parts.choose(&NoNames, world, targets);
        for step in self.parts.includes(self.source, library, &first) {
            scope.step(library, step, world);
        }
        let chosen = self.parts.choose(&scope, world, targets);
        for step in self.parts.steps(self.source, library, &chosen) {
            scope.step(library, step, world);
        }
        let (functions, env) = self.parts.declarations(&chosen);
        let closure = Closure::new(&self.parts.text, &chosen.tokens, &functions, &scope.macros);
        let is_seed = |name: &str| self.reader.is_seed(self.wanted, name);
        let needed = closure.needed(&functions, &is_seed, self.reader.interest, &self.wanted.definitions);
        View { chosen, scope, functions, env, needed }
    }

    /// Lowers what is needed in one world; of a later world only what differs from the earlier ones, with what it touches.
    fn world(&mut self, world: World, view: &View) {
        let needed: Vec<&FunctionSlice> =
            view.functions.iter().zip(&view.needed).filter(|(_, needed)| **needed).map(|(slice, _)| slice).collect();
        let fresh: Vec<&FunctionSlice> =
            needed.iter().filter(|slice| self.kept.key(world, slice.span).is_none()).copied().collect();
        if !fresh.is_empty() {
            self.make(world, view, &fresh);
        }
        let mut functions = Vec::new();
        for key in needed.iter().filter_map(|slice| self.kept.key(world, slice.span)) {
            let Some(made) = self.kept.made(key) else { continue };
            let is_new = self.seen.insert(key);
            if is_new {
                self.unit.stats.slices += 1;
                self.unit.stats.bytes_parsed += made.bytes;
                self.unit.problems.extend(made.problems.iter().cloned());
            }
            functions.extend(made.function.clone().map(|function| (function, is_new)));
        }
        let functions = match world {
            World::Posix => functions.into_iter().map(|(function, _)| function).collect(),
            _ => touched(functions),
        };
        if !functions.is_empty() {
            self.unit.worlds.push((world, functions));
        }
    }

    /// Prepares functions that were not looked at in this world before, and lowers those that are not what they were in
    /// another one.
    fn make(&mut self, world: World, view: &View, fresh: &[&FunctionSlice]) {
        let constants = &self.reader.interest.constants;
        let keep = |found: &Macro| found.is_number() && constants.contains(found.name.as_str());
        let wanted = |name: &str| self.reader.interest.modelled.contains(name);
        let expander = Expander::new(&view.scope.macros, &keep);
        let preparer = Preparer::new(self.parts, &view.chosen, expander, &wanted);
        let env = self.env(view, fresh);
        let is_type = |name: &str| env.typedefs.contains_key(name) && !env.globals.contains_key(name);
        for slice in fresh {
            let mut prepared = preparer.prepare(slice);
            blank_casts(&mut prepared.text, &is_type);
            let (source, stats) = (self.source, &mut self.unit.stats);
            let near = self.near.entry(slice.span.start).or_default();
            self.kept.enter(world, Key::new(&prepared), || make(source, &prepared, &env, near, stats));
        }
    }

    /// The file's own declarations, completed by its headers for the names that may occur in `functions`.
    fn env(&self, view: &View, functions: &[&FunctionSlice]) -> FileEnv {
        let mut env = view.env.clone();
        let tokens = functions.iter().flat_map(|slice| &view.chosen.tokens[slice.tokens.clone()]);
        let mut work: Vec<&str> =
            tokens.filter(|token| token.kind == Kind::Ident).map(|token| token.text(&self.parts.text)).collect();
        let mut names = FxHashSet::default();
        // Macros bring names of their own.
        while let Some(name) = work.pop() {
            if names.insert(name) {
                work.extend(view.scope.macros.get(name).into_iter().flat_map(|found| found.mentions()));
            }
        }
        view.scope.complete(names.iter().copied(), &mut env);
        let globals = names.iter().filter_map(|name| env.globals.get(*name));
        let types: Vec<Name> = globals.map(|global| global.ty.base.clone()).collect();
        view.scope.complete(types.iter().map(Name::as_str), &mut env);
        env
    }
}

/// Lowers one function.
fn make(
    source: &SourceFile,
    prepared: &Prepared,
    env: &FileEnv,
    near: &mut Option<Near>,
    stats: &mut UnitStats,
) -> Made {
    let bytes = prepared.text.len() as u64;
    if let Some(reason) = super::limits::refuses(prepared) {
        let problem = Problem { span: prepared.span, kind: ProblemKind::Function, message: reason.to_owned() };
        return Made { problems: vec![problem], bytes, ..Made::default() };
    }
    let lowered = with_parser(|parser| {
        let before = parser.parse_ns;
        parser.near = near.take();
        let is_type = |name: &str| env.typedefs.contains_key(name);
        let names = RepairNames { blank: &|_| false, is_type: &is_type };
        let lowered = lower(prepared, source.id, env, parser, &mut |text, round| repair(text, round, &names));
        stats.parse_ns += parser.parse_ns - before;
        *near = parser.near.take();
        lowered
    });
    Made { function: lowered.function.map(Arc::new), problems: lowered.problems, bytes }
}
