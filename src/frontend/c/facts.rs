//! What one file says at file scope in one world: macros, includes, declarations. Read once per header and kept.

use super::FileEnv;
use super::declarations::declare;
use super::expand::Macro;
use super::headers::Library;
use super::text::{Chosen, FunctionSlice, Lexed, Names, NoNames, Word, choose, groups, items, lex, normalise};
use crate::frontend::World;
use crate::source::{Language, Location, SourceFile};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::sync::Arc;

/// One step that a file's directives take, in order.
#[derive(Clone, Debug)]
pub enum Step {
    /// `#define`
    Define(Arc<Macro>),
    /// `#undef`
    Undefine(String),
    /// `#include` of a header that was found.
    Include(Arc<SourceFile>),
}

/// A file in one world.
#[derive(Debug, Default)]
pub struct Facts {
    /// Its defines and includes.
    pub steps: Vec<Step>,
    /// Its declarations.
    pub env: FileEnv,
    /// Hashes of the names that they declare.
    pub names: FxHashSet<u32>,
}

/// A file taken apart, before any world is chosen.
#[derive(Debug)]
pub struct Parts {
    /// The normalised text.
    pub text: Vec<u8>,
    /// Tokens, comments, directives.
    pub lexed: Lexed,
    /// Its conditionals.
    pub groups: Vec<super::text::Group>,
    /// Whether it is C++.
    pub is_cpp: bool,
    /// For each directive the step it takes, once that was asked for.
    steps: Vec<OnceCell<Option<Step>>>,
}

impl Parts {
    /// Takes `source` apart.
    pub fn new(source: &SourceFile) -> Parts {
        let text = normalise(&source.text);
        let lexed = lex(&text);
        let groups = groups(&lexed);
        let steps = lexed.directives.iter().map(|_| OnceCell::new()).collect();
        Parts { text, lexed, groups, steps, is_cpp: source.language == Language::Cpp }
    }

    /// The arms of `world`.
    pub fn choose(&self, headers: &dyn Names, world: World, targets: &[u32]) -> Chosen {
        choose(&self.text, &self.lexed, &self.groups, headers, world, targets)
    }

    /// The defines and includes that are live.
    pub fn steps<'p>(
        &'p self,
        source: &'p SourceFile,
        library: &'p Library,
        chosen: &'p Chosen,
    ) -> impl Iterator<Item = &'p Step> {
        let step = move |&at: &usize| self.steps[at].get_or_init(|| self.step(source, library, at)).as_ref();
        chosen.directives.iter().filter_map(step)
    }

    /// The headers that are included where that is live.
    pub fn includes<'p>(
        &'p self,
        source: &'p SourceFile,
        library: &'p Library,
        chosen: &'p Chosen,
    ) -> impl Iterator<Item = &'p Step> {
        self.steps(source, library, chosen).filter(|step| matches!(step, Step::Include(_)))
    }

    fn step(&self, source: &SourceFile, library: &Library, at: usize) -> Option<Step> {
        let directive = &self.lexed.directives[at];
        let location = Location { file: source.id, span: directive.span };
        match &directive.word {
            Word::Define => Macro::read(directive, location).map(|found| Step::Define(Arc::new(found))),
            Word::Undef => directive.name().map(Step::Undefine),
            Word::Include { name, is_quoted } => library.find(source, name, *is_quoted).map(Step::Include),
            _ => None,
        }
    }

    /// What the live tokens define and declare.
    pub fn declarations(&self, chosen: &Chosen) -> (Vec<FunctionSlice>, FileEnv) {
        let items = items(&self.text, &chosen.tokens, self.is_cpp);
        let env = match self.is_cpp {
            true => super::cpp::declare(&self.text, &chosen.tokens, &items),
            false => declare(&self.text, &chosen.tokens, &items.functions, &items.declarations),
        };
        (items.functions, env)
    }
}

impl Facts {
    /// The facts of a header in the two base worlds, which are often the same.
    pub fn of_header(source: &SourceFile, library: &Library) -> [Arc<Facts>; 2] {
        let parts = Parts::new(source);
        let posix = parts.choose(&NoNames, World::Posix, &[]);
        let windows = parts.choose(&NoNames, World::Windows, &[]);
        let facts = Arc::new(Facts::new(&parts, source, library, &posix));
        let other = if windows.is_same(&posix) {
            facts.clone()
        } else {
            Arc::new(Facts::new(&parts, source, library, &windows))
        };
        [facts, other]
    }

    fn new(parts: &Parts, source: &SourceFile, library: &Library, chosen: &Chosen) -> Facts {
        let (_, env) = parts.declarations(chosen);
        let names = env.names();
        Facts { steps: parts.steps(source, library, chosen).cloned().collect(), env, names }
    }
}
