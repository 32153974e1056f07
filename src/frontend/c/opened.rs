//! A file taken apart in all its worlds: all that it says of itself, whatever is wanted of it. Made when a file is read for
//! the first time and kept for the next; tokens are not, as few functions are looked at again.

use super::FileEnv;
use super::closure::{Live, Needs};
use super::cpp::Standing;
use super::facts::Parts;
use super::headers::{Library, Scope};
use super::seeds::seed_calls;
use super::text::{Chosen, FunctionSlice, NoNames};
use super::twins::has_twin;
use crate::frontend::{Interest, World};
use crate::source::{SourceFile, Span};

/// How many worlds a file may have besides the first two.
pub(super) const MAX_OTHER: u8 = 4;

/// A file taken apart.
#[derive(Debug)]
pub struct Opened {
    /// The normalised text.
    pub text: Vec<u8>,
    /// Its comments, in order.
    pub comments: Vec<Span>,
    /// Its directives, in order.
    pub directives: Vec<Span>,
    /// Offsets of the calls of seeds outside `#if 0`, in order.
    pub seed_calls: Vec<u32>,
    /// Each world's text; the first world first.
    pub views: Vec<(World, View)>,
}

/// A file in one world.
#[derive(Debug)]
pub struct View {
    /// Byte ranges of arms that are not live, in order.
    pub dead: Vec<Span>,
    /// Byte ranges of `#if 0` arms in live text, in order.
    pub zero: Vec<Span>,
    /// The macros that its functions may make use of, and what headers declare.
    pub scope: Scope,
    /// Where its functions stand.
    pub functions: Vec<Span>,
    /// In C++, what each of them stands in.
    pub standings: Vec<Standing>,
    /// What it declares itself.
    pub env: FileEnv,
    /// What decides which of its functions are needed.
    pub needs: Needs,
    /// Whether it includes Winsock's headers, itself or through others.
    pub is_winsock: bool,
    /// Whether it is meant to be built for Windows.
    pub is_for_windows: bool,
}

impl View {
    /// Where the function at `span` stands, if it is C++.
    pub fn standing(&self, span: Span) -> Option<&Standing> {
        self.standings.get(self.functions.iter().position(|known| *known == span)?)
    }
}

impl Opened {
    /// Takes `source` apart; `closers` are the names in it that may close something.
    pub fn new(source: &SourceFile, library: &Library, interest: &Interest, closers: &[u32]) -> Opened {
        let parts = Parts::new(source);
        let opener = Opener { source, library, interest, closers, parts: &parts };
        let (chosen, view) = opener.view(World::Posix, &[]);
        let seed_calls = seed_calls(&parts, &chosen, interest);
        let mut uncovered = seed_calls.clone();
        uncovered.retain(|offset| !chosen.covers(*offset));
        let mut views = vec![(World::Posix, view)];
        let windows = Some(World::Windows).filter(|_| !parts.groups.is_empty());
        for world in windows.into_iter().chain((1..=MAX_OTHER).map(World::Other)) {
            if uncovered.is_empty() && world != World::Windows {
                break;
            }
            let (chosen, view) = opener.view(world, if world == World::Windows { &[] } else { &uncovered });
            uncovered.retain(|offset| !chosen.covers(*offset));
            views.push((world, view));
        }
        let directives = parts.lexed.directives.iter().map(|directive| directive.span).collect();
        Opened { text: parts.text, comments: parts.lexed.comments, directives, seed_calls, views }
    }
}

struct Opener<'o, 'r> {
    source: &'o SourceFile,
    library: &'o Library<'r>,
    interest: &'o Interest,
    closers: &'o [u32],
    parts: &'o Parts,
}

impl Opener<'_, '_> {
    /// Chooses arms, follows headers, and looks at what the functions mention.
    fn view(&self, world: World, targets: &[u32]) -> (Chosen, View) {
        let Opener { source, library, parts, .. } = *self;
        let mut scope = Scope::new(source);
        let first = parts.choose(&NoNames, world, targets);
        for step in parts.includes(source, library, &first) {
            scope.step(library, step, world);
        }
        let chosen = parts.choose(&scope, world, targets);
        for step in parts.steps(source, library, &chosen) {
            scope.step(library, step, world);
        }
        let (functions, env) = parts.declarations(&chosen);
        let (text, tokens, is_cpp) = (&parts.text, &chosen.tokens, parts.is_cpp);
        let live = Live { text, tokens, functions: &functions, macros: &scope.macros, is_cpp };
        let (needs, used) = Needs::new(live, self.interest, self.closers);
        // Members may have types that no function speaks of, and arms hang on what headers define of Windows.
        let asked = if world == World::Windows { parts.asked() } else { Vec::new() };
        let is_of_header = |name: &&str| scope.macros.get(name).is_some_and(|found| found.at.file != source.id);
        let asked = asked.iter().map(String::as_str).filter(is_of_header).chain(["SOCKET"]);
        let macros = scope.macros.only(used.into_iter().chain(asked));
        let scope = scope.with_only(macros);
        let is_own = |name: &str| {
            let of = |env: &FileEnv| env.functions.contains_key(name) || env.free.contains_key(name);
            scope.macros.get(name).is_some() || of(&env) || scope.declared().any(of)
        };
        // What a header that is not to be had declares, Winsock's headers do.
        let is_lacking = || parts.lacks_header(source, library, &chosen);
        let is_called = || parts.calls_of_winsock(&chosen).any(|name| !is_own(name)) && is_lacking();
        let may_be_called = world == World::Windows || parts.groups.is_empty();
        let is_winsock = parts.is_winsock(&chosen) || scope.is_winsock() || may_be_called && is_called();
        let asks = || parts.asks_for_windows() && !has_twin(source, library, &parts.text, &functions);
        let is_meant = || parts.is_winsock(&chosen) || parts.calls_winsock(&chosen) || is_called() || asks();
        let is_for_windows =
            is_winsock && is_meant() && !parts.is_posix(source, library, &chosen) && !matches!(world, World::Other(_));
        let standing = |function: &FunctionSlice| function.standing.clone();
        let standings = if is_cpp { functions.iter().map(standing).collect() } else { Vec::new() };
        let functions = functions.iter().map(|function: &FunctionSlice| function.span).collect();
        let (dead, zero) = (chosen.dead.clone(), chosen.zero.clone());
        (chosen, View { dead, zero, scope, functions, standings, env, needs, is_winsock, is_for_windows })
    }
}
