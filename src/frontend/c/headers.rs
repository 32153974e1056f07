//! Quoted headers: found by the caller, read once, remembered per world.

use super::FileEnv;
use super::annotations::said;
use super::declarations::says_noreturn;
use super::expand::Macros;
use super::facts::{Facts, Step};
use super::text::{Names, name_hash};
use crate::frontend::{Headers, Promised, World, is_for_windows, stands_for_posix};
use crate::ir::Name;
use crate::source::SourceFile;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// How many headers one file may pull in; more are left out.
const MAX_HEADERS: usize = 256;

/// Headers that have been read.
pub struct Library<'h> {
    headers: &'h dyn Headers,
    /// By path: the facts in the two base worlds.
    known: Mutex<FxHashMap<String, [Arc<Facts>; 2]>>,
    glances: Mutex<FxHashMap<String, Arc<Glance>>>,
}

/// What the headers of one file say.
#[derive(Debug)]
pub struct Glances(Vec<Arc<Glance>>);

impl Glances {
    /// Whether `text` mentions a macro that one of them defines over a seed.
    pub fn have_alias(&self, text: &[u8]) -> bool {
        let mut seen = self.0.clone();
        seen.retain(|found| !found.aliases.is_empty());
        let is_alias = |name: &[u8]| seen.iter().any(|found| found.aliases.contains(name));
        !seen.is_empty() && super::text::calls_any(text, is_alias)
    }

    /// What they promise of functions.
    pub fn promised(&self) -> impl Iterator<Item = &Promised> {
        self.0.iter().flat_map(|found| &found.promised)
    }
}

/// What one header says that makes a file worth reading.
#[derive(Debug)]
struct Glance {
    /// Macros over seeds.
    aliases: FxHashSet<Vec<u8>>,
    promised: Vec<Promised>,
    includes: Vec<Arc<SourceFile>>,
}

impl<'h> Library<'h> {
    /// A library with nothing read yet.
    pub fn new(headers: &'h dyn Headers) -> Library<'h> {
        Library { headers, known: Mutex::default(), glances: Mutex::default() }
    }

    /// The header that `from` includes by `name`.
    pub fn find(&self, from: &SourceFile, name: &str, is_quoted: bool) -> Option<Arc<SourceFile>> {
        self.headers.find(from, name, is_quoted)
    }

    /// Whether a file of this name stands beside `from`.
    pub fn is_beside(&self, from: &SourceFile, name: &str) -> bool {
        self.headers.is_beside(from, name)
    }

    /// What the headers say that `source` includes, directly or not. The seeds must be the same in every call.
    pub fn glances(&self, source: &SourceFile, is_seed: &dyn Fn(&str) -> bool) -> Glances {
        let mut visited = FxHashSet::default();
        let mut work: Vec<Arc<SourceFile>> = self.quoted_by(source);
        let mut seen: Vec<Arc<Glance>> = Vec::new();
        while let Some(header) = work.pop() {
            if visited.len() < MAX_HEADERS && !visited.contains(&header.path) {
                visited.insert(header.path.clone());
                let glance = self.glance(&header, is_seed);
                work.extend(glance.includes.iter().cloned());
                seen.push(glance);
            }
        }
        Glances(seen)
    }

    fn glance(&self, header: &SourceFile, is_seed: &dyn Fn(&str) -> bool) -> Arc<Glance> {
        let lock = || self.glances.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&header.path) {
            return known.clone();
        }
        let aliases = aliases_in(&header.text, is_seed).into_iter().map(String::into_bytes).collect();
        let glance = Glance { aliases, promised: said(header).promised, includes: self.quoted_by(header) };
        lock().entry(header.path.clone()).or_insert(Arc::new(glance)).clone()
    }

    fn quoted_by(&self, source: &SourceFile) -> Vec<Arc<SourceFile>> {
        let includes = directive_lines(&source.text, b"include");
        let name = |line: &[u8]| {
            let (&open, inner) = line.trim_ascii().split_first()?;
            let end = memchr::memchr(if open == b'<' { b'>' } else { b'"' }, inner)?;
            Some((String::from_utf8_lossy(&inner[..end]).into_owned(), open == b'"'))
        };
        includes.filter_map(name).filter_map(|(name, is_quoted)| self.find(source, &name, is_quoted)).collect()
    }

    fn facts(&self, source: &SourceFile, world: World) -> Arc<Facts> {
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let of_world = |both: &[Arc<Facts>; 2]| both[usize::from(world.base() == World::Windows)].clone();
        if let Some(known) = lock().get(&source.path) {
            return of_world(known);
        }
        // Read outside the lock; if two threads do it at once, both get the same.
        let facts = Facts::of_header(source, self);
        of_world(lock().entry(source.path.clone()).or_insert(facts))
    }
}

/// What follows `#word` on the lines that have it; continued lines count as their first part only.
fn directive_lines<'t>(text: &'t [u8], word: &'static [u8]) -> impl Iterator<Item = &'t [u8]> {
    memchr::memchr_iter(b'#', text).filter_map(move |at| {
        let line = &text[at + 1..];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        line.trim_ascii_start().strip_prefix(word)
    })
}

/// Names of macros whose definition mentions a seed.
fn aliases_in(text: &[u8], is_seed: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for line in directive_lines(text, b"define") {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let mut words = line.split(|byte| !is_word(byte)).filter(|word| !word.is_empty());
        let name = words.next().unwrap_or_default();
        if words.any(|word| std::str::from_utf8(word).is_ok_and(is_seed)) {
            found.push(String::from_utf8_lossy(name).into_owned());
        }
    }
    found
}

/// Everything that a file sees from the headers it quotes.
#[derive(Debug, Default)]
pub struct Scope {
    /// The macros after the last include.
    pub macros: Macros,
    /// Facts of the headers, in the order in which they end.
    seen: Vec<Arc<Facts>>,
    visited: FxHashSet<String>,
    /// Whether the file itself is kept with what is for Windows.
    is_of_windows: bool,
}

impl Scope {
    /// The scope at the top of `source`.
    pub fn new(source: &SourceFile) -> Scope {
        Scope { is_of_windows: is_for_windows(&source.path), ..Scope::default() }
    }

    /// Whether a build for `world` cannot see the header: that of another system, found as the only one of its name.
    fn is_foreign(&self, header: &SourceFile, world: World) -> bool {
        world.base() == World::Posix && !self.is_of_windows && is_for_windows(&header.path)
    }

    /// Follows one include.
    fn include(&mut self, library: &Library, header: &SourceFile, world: World) {
        let is_over = self.visited.len() >= MAX_HEADERS || self.visited.contains(&header.path);
        if is_over || self.is_foreign(header, world) {
            return;
        }
        self.visited.insert(header.path.clone());
        let facts = library.facts(header, world);
        if facts.is_winsock && world.base() == World::Posix && stands_for_posix(&header.path) {
            return;
        }
        for step in &facts.steps {
            self.step(library, step, world);
        }
        self.seen.push(facts);
    }

    /// Takes one directive.
    pub fn step(&mut self, library: &Library, step: &Step, world: World) {
        match step {
            Step::Define(found) => self.macros.define(found.clone()),
            Step::Undefine(name) => self.macros.undefine(name),
            Step::Include(header) => self.include(library, header, world),
        }
    }

    /// The scope with `macros` in place of its own, and closed to further headers.
    pub fn with_only(self, macros: Macros) -> Scope {
        Scope { macros, visited: FxHashSet::default(), ..self }
    }

    /// Whether one of the headers puts something in the place of the function `name` in some other arm than the live ones.
    pub fn may_rename(&self, name: &str) -> bool {
        let hash = name_hash(name.as_bytes());
        self.seen.iter().any(|facts| facts.renamed.contains(&hash))
    }

    /// Whether one of the headers includes Winsock's.
    pub fn is_winsock(&self) -> bool {
        self.seen.iter().any(|facts| facts.is_winsock)
    }

    /// What the headers declare, the last one first.
    pub fn declared(&self) -> impl Iterator<Item = &FileEnv> {
        self.seen.iter().rev().map(|facts| &facts.env)
    }

    /// Copies what the headers declare about `names` into `env`, which wins where both speak.
    pub fn complete<'n>(&self, names: impl Iterator<Item = &'n str>, env: &mut FileEnv) {
        for name in names {
            let hash = name_hash(name.as_bytes());
            for facts in self.seen.iter().rev().filter(|facts| facts.names.contains(&hash)) {
                facts.env.copy_into(name, env);
            }
        }
        let words: BTreeSet<&Name> = env.wrapped.values().collect();
        let ends: Vec<&Name> = words.into_iter().filter(|word| self.says_noreturn(word)).collect();
        let ending = env.wrapped.iter().filter(|(_, word)| ends.contains(word));
        env.noreturn.extend(ending.map(|(name, _)| name.clone()));
    }

    /// Whether the macro `name` says of what it is given that it never returns.
    fn says_noreturn(&self, name: &Name) -> bool {
        let of_headers = self.seen.iter().flat_map(|facts| &facts.steps).filter_map(|step| match step {
            Step::Define(found) if found.name == *name => Some(found),
            _ => None,
        });
        of_headers.chain(self.macros.get(name.as_str())).any(|found| found.mentions().any(says_noreturn))
    }
}

/// Longest chain of macros that is followed to a number; a chain may be a circle.
const MAX_CHAIN: u8 = 16;

/// The names of a scope, some way down a chain of macros.
struct Chain<'s> {
    macros: &'s Macros,
    left: u8,
}

impl Names for Chain<'_> {
    fn value(&self, name: &str) -> Option<i64> {
        let found = self.macros.get(name).filter(|found| found.params.is_none())?;
        let rest = Chain { macros: self.macros, left: self.left.checked_sub(1)? };
        super::text::evaluate(&found.body, &found.tokens, &rest)
    }

    fn is_defined(&self, name: &str) -> Option<bool> {
        self.macros.get(name).map(|_| true)
    }
}

impl Names for Scope {
    fn value(&self, name: &str) -> Option<i64> {
        Chain { macros: &self.macros, left: MAX_CHAIN }.value(name)
    }

    fn is_defined(&self, name: &str) -> Option<bool> {
        Chain { macros: &self.macros, left: 0 }.is_defined(name)
    }
}
