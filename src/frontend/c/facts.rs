//! What one file says at file scope in one world: macros, includes, declarations. Read once per header and kept.

use super::FileEnv;
use super::declarations::declare;
use super::expand::Macro;
use super::text::{Chosen, FunctionSlice, Items, Lexed, Names, NoNames, Word, choose, groups, items, lex, normalise};
use crate::frontend::World;
use crate::source::{Location, SourceFile};
use std::sync::Arc;

/// One step that a file's directives take, in order.
#[derive(Clone, Debug)]
pub enum Step {
    /// `#define`
    Define(Arc<Macro>),
    /// `#undef`
    Undefine(String),
    /// `#include`, and whether the name is quoted.
    Include(String, bool),
}

/// A file in one world.
#[derive(Debug, Default)]
pub struct Facts {
    /// Its defines and includes.
    pub steps: Vec<Step>,
    /// Its declarations.
    pub env: FileEnv,
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
}

impl Parts {
    /// Takes `source` apart.
    pub fn new(source: &SourceFile) -> Parts {
        let text = normalise(&source.text);
        let lexed = lex(&text);
        let groups = groups(&lexed);
        Parts { text, lexed, groups }
    }

    /// The arms of `world`.
    pub fn choose(&self, headers: &dyn Names, world: World, targets: &[u32]) -> Chosen {
        choose(&self.text, &self.lexed, &self.groups, headers, world, targets)
    }

    /// The defines and includes that are live.
    pub fn steps(&self, source: &SourceFile, chosen: &Chosen) -> Vec<Step> {
        let step = |&at: &usize| {
            let directive = &self.lexed.directives[at];
            let location = Location { file: source.id, span: directive.span };
            match &directive.word {
                Word::Define => Macro::read(directive, location).map(|found| Step::Define(Arc::new(found))),
                Word::Undef => directive.name().map(Step::Undefine),
                Word::Include { name, is_quoted } => Some(Step::Include(name.clone(), *is_quoted)),
                _ => None,
            }
        };
        chosen.directives.iter().filter_map(step).collect()
    }

    /// What the live tokens define and declare.
    pub fn declarations(&self, chosen: &Chosen) -> (Vec<FunctionSlice>, FileEnv) {
        let Items { functions, declarations } = items(&self.text, &chosen.tokens);
        let env = declare(&self.text, &chosen.tokens, &functions, &declarations);
        (functions, env)
    }
}

impl Facts {
    /// The facts of a header.
    pub fn of_header(source: &SourceFile, world: World) -> Facts {
        let parts = Parts::new(source);
        let chosen = parts.choose(&NoNames, world, &[]);
        let steps = parts.steps(source, &chosen);
        let (_, env) = parts.declarations(&chosen);
        Facts { steps, env }
    }
}
