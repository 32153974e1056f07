//! What one file says at file scope in one world: macros, includes, declarations. Read once per header and kept.

use super::FileEnv;
use super::declarations::declare;
use super::expand::Macro;
use super::headers::Library;
use super::text::{
    Chosen, Directive, FunctionSlice, Kind, Lexed, Names, NoNames, Word, choose, groups, is_of_windows, items, lex,
    name_hash, normalise,
};
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
    /// Hashes of the names of functions that it has macros for in arms that are not live here.
    pub renamed: FxHashSet<u32>,
    /// Whether it includes Winsock's headers itself.
    pub is_winsock: bool,
}

/// Headers of sockets that Windows does not have.
const POSIX: [&str; 7] =
    ["sys/socket.h", "netinet/in.h", "netinet/tcp.h", "arpa/inet.h", "netdb.h", "sys/un.h", "sys/ioctl.h"];

/// Other headers that it does not have; trees that are built for it may bring their own.
const UNIX: [&str; 6] = ["sys/mman.h", "sys/wait.h", "sys/resource.h", "sys/uio.h", "pwd.h", "grp.h"];

/// The headers of Winsock, and others that bring them.
const WINSOCK: [&str; 6] = ["winsock.h", "winsock2.h", "ws2tcpip.h", "mswsock.h", "windows.h", "afxsock.h"];

/// Functions that Winsock alone has, and that do what others do elsewhere.
const CALLS: [&str; 5] = ["closesocket", "ioctlsocket", "WSASocketA", "WSASocketW", "WSASocket"];

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

    /// Whether a header of Winsock is included where that is live.
    pub fn is_winsock(&self, chosen: &Chosen) -> bool {
        self.has_one_of(chosen, &WINSOCK)
    }

    /// Whether a header of POSIX is included where that is live: then the file is not for Windows.
    pub fn is_posix(&self, source: &SourceFile, library: &Library, chosen: &Chosen) -> bool {
        let is_lacking = |at: usize| match &self.lexed.directives[at].word {
            Word::Include { name, .. } => UNIX.contains(&name.as_str()) && !self.is_found(source, library, at),
            _ => false,
        };
        // What is asked for before it is included is not needed.
        let is_asked = |at: usize| self.groups.iter().any(|group| group.arms[0] < at && at < group.end);
        self.has_one_of(chosen, &POSIX) || chosen.directives.iter().any(|&at| is_lacking(at) && !is_asked(at))
    }

    fn has_one_of(&self, chosen: &Chosen, headers: &[&str]) -> bool {
        chosen.directives.iter().any(|&at| match &self.lexed.directives[at].word {
            Word::Include { name, .. } => headers.iter().any(|known| known.eq_ignore_ascii_case(name)),
            _ => false,
        })
    }

    /// Whether a function that only Winsock has is spoken of where that is live.
    pub fn calls_winsock(&self, chosen: &Chosen) -> bool {
        let is_winsock = |name: &str| name.starts_with("WSA") || name.starts_with("p_WSA");
        chosen.tokens.iter().any(|token| token.kind == Kind::Ident && is_winsock(token.text(&self.text)))
    }

    /// Whether a header that is quoted where that is live is not to be had.
    pub fn lacks_header(&self, source: &SourceFile, library: &Library, chosen: &Chosen) -> bool {
        let is_quoted = |at: usize| matches!(self.lexed.directives[at].word, Word::Include { is_quoted: true, .. });
        chosen.directives.iter().any(|&at| is_quoted(at) && !self.is_found(source, library, at))
    }

    /// Whether the header that a directive includes is to be had.
    fn is_found(&self, source: &SourceFile, library: &Library, at: usize) -> bool {
        self.steps[at].get_or_init(|| self.step(source, library, at)).is_some()
    }

    /// The functions that only Winsock has, of those that are called where that is live.
    pub fn calls_of_winsock<'c>(&'c self, chosen: &'c Chosen) -> impl Iterator<Item = &'c str> {
        let two = chosen.tokens.windows(2).filter(|two| two[0].kind == Kind::Ident && two[1].is(&self.text, "("));
        two.map(|two| two[0].text(&self.text)).filter(|name| CALLS.contains(name))
    }

    /// The names that its conditions ask for.
    pub fn asked(&self) -> Vec<String> {
        let arms = self.groups.iter().flat_map(|group| &group.arms).map(|arm| &self.lexed.directives[*arm]);
        let names = arms.flat_map(|arm| {
            let words = arm.tokens().iter().filter(|token| token.kind == Kind::Ident);
            words.map(|token| token.text(&arm.rest).to_owned()).collect::<Vec<String>>()
        });
        names.collect()
    }

    /// Whether some condition of the file asks for Windows.
    pub fn asks_for_windows(&self) -> bool {
        let asks = |directive: &&Directive| {
            let mut words = directive.tokens().iter().filter(|token| token.kind == Kind::Ident);
            words.any(|token| is_of_windows(token.text(&directive.rest)))
        };
        let conditions = self.lexed.directives.iter();
        conditions.filter(|directive| matches!(directive.word, Word::If | Word::Elif)).any(|directive| asks(&directive))
    }

    /// Hashes of the names of macros with parameters that stand where nothing is live, but for those all in capitals.
    fn renamed(&self, chosen: &Chosen) -> FxHashSet<u32> {
        let is_dead = |at: &usize| chosen.directives.binary_search(at).is_err();
        let defines = (0..self.lexed.directives.len()).filter(is_dead).map(|at| &self.lexed.directives[at]);
        let names =
            defines.filter(|found| found.word == Word::Define).filter_map(|found| found.name().zip(Some(found)));
        let is_function = |name: &str, rest: &[u8]| {
            rest.get(name.len()) == Some(&b'(') && name.bytes().any(|byte| byte.is_ascii_lowercase())
        };
        let names = names.filter(|(name, found)| is_function(name, &found.rest));
        names.map(|(name, _)| name_hash(name.as_bytes())).collect()
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
        let steps = parts.steps(source, library, chosen).cloned().collect();
        Facts { steps, env, names, renamed: parts.renamed(chosen), is_winsock: parts.is_winsock(chosen) }
    }
}
