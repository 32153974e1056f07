//! Reading one file: which worlds, which functions, and their IR.

use super::casts::blank_casts;
use super::closure::touched;
use super::expand::{Expander, Macro};
use super::headers::{Glances, Library};
use super::kept::{Kept, Key, Made};
use super::near::Near;
use super::opened::{Opened, View};
use super::parse::with_parser;
use super::prepare::{Masked, Preparer};
use super::prepared::Prepared;
use super::repair::{RepairNames, repair};
use super::seeds::count_calls;
use super::text::{Kind, calls_any, key_hash, last_word};
use super::{FileEnv, lower};
use crate::frontend::{Headers, Interest, Problem, ProblemKind, Promised, Unit, UnitStats, Wanted, World};
use crate::ir::{Function, Name};
use crate::source::{SourceFile, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use std::time::Instant;

/// Strings that the compiler puts in: what a header defines them as where it has none is but another string.
const PREDEFINED: [&str; 3] = ["__func__", "__FUNCTION__", "__FILE__"];

/// Reads C files; shared by all threads of a run.
pub struct Reader<'r> {
    library: Library<'r>,
    interest: &'r Interest,
    /// Hashes of the seeds.
    seeds: FxHashSet<u32>,
}

impl<'r> Reader<'r> {
    /// A reader that finds quoted headers through `headers`.
    pub fn new(headers: &'r dyn Headers, interest: &'r Interest) -> Reader<'r> {
        Reader { library: Library::new(headers), interest, seeds: hashes(&interest.seeds).collect() }
    }

    /// Reads one file. Never fails: what was not understood is among the unit's problems. What `kept` has from reading the
    /// same text before is not made again.
    pub fn read(&self, source: &SourceFile, wanted: &Wanted, kept: &mut Kept) -> Unit {
        let start = Instant::now();
        let mut unit = Unit::default();
        if kept.opened.is_some() || self.is_of_interest(source, wanted, kept) {
            let opened = kept.opened.take();
            let opened = opened.unwrap_or_else(|| {
                let closers = &wanted.closers;
                Box::new(Opened::new(source, &self.library, self.interest, closers))
            });
            let (seen, near) = (FxHashSet::default(), FxHashMap::default());
            let unit = &mut unit;
            FileReader { reader: self, source, wanted, opened: &opened, unit, kept, seen, near }.run();
            kept.opened = Some(opened);
        }
        unit.problems.sort();
        unit.problems.dedup();
        unit.stats.total_ns = start.elapsed().as_nanos() as u64;
        unit
    }

    /// What the headers that `source` includes promise of functions; what else they say is `kept` for its reading.
    pub fn promised_by_headers(&self, source: &SourceFile, kept: &mut Kept) -> Vec<Promised> {
        let glances = self.glances(source);
        let promised = glances.promised().cloned().collect();
        kept.glances = Some(glances);
        promised
    }

    fn glances(&self, source: &SourceFile) -> Glances {
        self.library.glances(source, &|name| self.interest.seeds.contains(name))
    }

    /// Whether the text calls a seed, or a macro that a header defines over one, or has what is wanted.
    fn is_of_interest(&self, source: &SourceFile, wanted: &Wanted, kept: &mut Kept) -> bool {
        let glances = kept.glances.take();
        let seeds = &self.interest.seeds;
        let own: FxHashSet<&str> = wanted.seeds.iter().chain(&wanted.own_seeds).map(|name| last_word(name)).collect();
        let is_seed = |name: &str| seeds.contains(name) || own.contains(name);
        !wanted.definitions.is_empty()
            || !wanted.held.is_empty()
            || calls_any(&source.text, |name| std::str::from_utf8(name).is_ok_and(is_seed))
            || glances.unwrap_or_else(|| self.glances(source)).have_alias(&source.text)
    }
}

fn hashes(names: &FxHashSet<String>) -> impl Iterator<Item = u32> {
    names.iter().map(|name| key_hash(name))
}

struct FileReader<'f, 'r> {
    reader: &'f Reader<'r>,
    source: &'f SourceFile,
    wanted: &'f Wanted,
    opened: &'f Opened,
    unit: &'f mut Unit,
    kept: &'f mut Kept,
    /// What earlier worlds have already.
    seen: FxHashSet<Key>,
    /// How each function parsed in an earlier world, by where it begins.
    near: FxHashMap<u32, Option<Near>>,
}

impl FileReader<'_, '_> {
    fn run(mut self) {
        let own: FxHashSet<u32> = hashes(&self.wanted.seeds).chain(hashes(&self.wanted.own_seeds)).collect();
        let is_seed = |name: u32| self.reader.seeds.contains(&name) || own.contains(&name);
        let definitions = hashes(&self.wanted.definitions).collect();
        let needed = |view: &View| -> Vec<Span> {
            let needed = view.needs.needed(&is_seed, &own, &definitions, &self.wanted.held);
            view.functions.iter().zip(needed).filter(|(_, needed)| *needed).map(|(span, _)| *span).collect()
        };
        let all: Vec<Vec<Span>> = self.opened.views.iter().map(|(_, view)| needed(view)).collect();
        if all[0].is_empty() && all.len() == 1 {
            return;
        }
        let first = &self.opened.views[0].1;
        self.unit.stats.functions = first.functions.len() as u32;
        self.unit.stats.seed_calls.clone_from(&self.opened.seed_calls);
        for ((world, view), needed) in self.opened.views.iter().zip(&all) {
            self.world(*world, view, needed);
        }
        count_calls(self.unit);
    }

    /// Lowers what is needed in one world; of a later world only what differs from the earlier ones, with what it touches.
    fn world(&mut self, world: World, view: &View, needed: &[Span]) {
        let fresh: Vec<Span> = needed.iter().filter(|span| self.kept.key(world, **span).is_none()).copied().collect();
        if !fresh.is_empty() {
            self.make(world, view, &fresh);
        }
        let mut functions = Vec::new();
        for key in needed.iter().filter_map(|span| self.kept.key(world, *span)) {
            let Some(made) = self.kept.made(key) else { continue };
            let is_new = self.seen.insert(key);
            if is_new {
                self.unit.stats.slices += 1;
                self.unit.stats.bytes_parsed += made.bytes;
                self.unit.problems.extend(made.problems.iter().cloned());
            }
            functions.extend(made.functions.iter().map(|function| (function.clone(), is_new)));
        }
        let functions = match world {
            World::Posix => functions.into_iter().map(|(function, _)| function).collect(),
            _ => touched(functions),
        };
        self.unit.problems.extend(twice(&functions));
        if !functions.is_empty() {
            self.unit.worlds.push((world, functions));
        }
    }

    /// Prepares functions that were not looked at in this world before, and lowers those that are not what they were in
    /// another one.
    fn make(&mut self, world: World, view: &View, fresh: &[Span]) {
        let constants = &self.reader.interest.constants;
        let keep = |found: &Macro| {
            let name = found.name.as_str();
            found.is_number() && constants.contains(name) || PREDEFINED.contains(&name)
        };
        let expander = Expander::new(&view.scope.macros, &keep);
        let preparer = Preparer::new(self.opened, view, expander, self.reader.interest);
        let fresh: Vec<Masked> = fresh.iter().map(|span| Masked::new(self.opened, view, *span)).collect();
        let mut env = env(view, &fresh);
        complete_classes(view, &fresh, &mut env);
        let modelled = &self.reader.interest.modelled;
        env.apis = env.spaced.keys().filter(|name| modelled.contains(name.as_str())).cloned().collect();
        env.pointed_at = self.reader.interest.pointed_at.clone();
        env.arities = self.reader.interest.arities.clone();
        let is_type = |name: &str| env.typedefs.contains_key(name) && !env.globals.contains_key(name);
        for masked in &fresh {
            let mut prepared = preparer.prepare(masked);
            blank_casts(&mut prepared.text, &is_type);
            let (source, stats) = (self.source, &mut self.unit.stats);
            let near = self.near.entry(masked.span.start).or_default();
            self.kept.enter(world, Key::new(&prepared), || make(source, &prepared, &env, near, stats));
        }
    }
}

/// The file's own declarations, completed by its headers for the names that may occur in `functions`.
fn env(view: &View, functions: &[Masked]) -> FileEnv {
    let mut env = view.env.clone();
    let words = functions.iter().flat_map(|masked| {
        let words = masked.tokens.iter().filter(|token| token.kind == Kind::Ident);
        words.map(|token| token.text(&masked.text))
    });
    let mut work: Vec<&str> = words.collect();
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

/// Adds what headers declare of the classes that `functions` are members of or mention, of their bases, and of their members.
fn complete_classes(view: &View, functions: &[Masked], env: &mut FileEnv) {
    let owners = functions.iter().filter_map(|masked| masked.standing.as_ref()?.class.clone());
    let mut work: Vec<Name> = owners.chain(env.classes.keys().cloned()).collect();
    let mut seen = FxHashSet::default();
    while let Some(name) = work.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        view.scope.complete([name.as_str()].into_iter(), env);
        if let Some(class) = env.classes.get(&name) {
            work.extend(class.bases.iter().cloned());
            work.extend(class.members.values().map(|ty| ty.base.clone()));
        }
    }
}

/// Functions that are defined more than once in a world and called: which of them is meant nobody knows.
fn twice(functions: &[Arc<Function>]) -> Vec<Problem> {
    let mut seen = FxHashSet::default();
    let again: Vec<&Arc<Function>> = functions.iter().filter(|function| !seen.insert(&function.name)).collect();
    if again.is_empty() {
        return Vec::new();
    }
    let called: FxHashSet<&Name> = functions.iter().flat_map(|function| function.mentioned_functions()).collect();
    let problem = |function: &Function| {
        let message = format!("`{}` is defined more than once: what a call of it does is not known", function.name);
        Problem { span: function.name_span, kind: ProblemKind::Statement, message }
    };
    again.into_iter().filter(|function| called.contains(&function.name)).map(|function| problem(function)).collect()
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
        let names = RepairNames { blank: &|_| false, is_type: &is_type, is_cpp: prepared.cpp.is_some() };
        let lowered = lower(prepared, source.id, env, parser, &mut |text, round| repair(text, round, &names));
        stats.parse_ns += parser.parse_ns - before;
        *near = parser.near.take();
        lowered
    });
    let functions = lowered.function.into_iter().chain(lowered.inner).map(Arc::new).collect();
    Made { functions, problems: lowered.problems, bytes }
}
