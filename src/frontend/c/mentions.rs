//! What each function of a file mentions.

use super::closure::Live;
use super::expand::Macro;
use super::lower::POINTER_PREFIXES;
use super::resets::{reset_at, worked_on};
use super::text::{FunctionSlice, Kind, Token, held_hash, name_hash};
use crate::frontend::Interest;
use rustc_hash::{FxHashMap, FxHashSet};

/// What one function mentions.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Functions of the file, called or as values, be it through macros.
    pub functions: Vec<usize>,
    /// Hashes of the names that it calls.
    pub called: Vec<u32>,
    /// Hashes of the names of the member functions that it calls; only looked for in C++.
    pub members_called: Vec<u32>,
    /// The members that it gives to what may close them, see [`held_hash`].
    pub closed: Vec<u32>,
    /// The members and variables that socket functions are given, or that it stores fresh sockets in.
    pub sockets: Vec<u32>,
    /// Those that it asks about and sets to hold none.
    pub resets: Vec<u32>,
    /// Macros, by their positions in [`Words::inner`].
    pub macros: Vec<usize>,
    /// Whether it may end a handle's life.
    pub is_release: bool,
    /// Whether it may end the path.
    pub is_noreturn: bool,
    /// Whether it may give another function a handle to work with.
    pub is_start: bool,
}

/// The words of a file, each looked at once.
pub struct Words<'w, 'c> {
    live: Live<'c>,
    by_name: &'w FxHashMap<&'c str, Vec<usize>>,
    interest: &'w Interest,
    /// Hashes of the names that may close something, sorted.
    closers: &'w [u32],
    /// By spelling: positions in `words`.
    known: FxHashMap<&'c [u8], usize>,
    words: Vec<Word>,
    /// For each macro that functions mention: hashes of the names behind it.
    pub inner: Vec<Vec<u32>>,
    /// All macros that may be made use of.
    pub macros: FxHashSet<&'c str>,
}

/// What one word mentions.
#[derive(Default)]
struct Word {
    hash: u32,
    functions: Vec<usize>,
    /// Its position in [`Words::inner`], if it is a macro.
    inner: Option<usize>,
    is_release: bool,
    is_noreturn: bool,
    is_start: bool,
    /// Whether it is a socket function.
    is_seed: bool,
}

impl<'w, 'c> Words<'w, 'c> {
    /// No words yet.
    pub fn new(
        live: Live<'c>,
        by_name: &'w FxHashMap<&'c str, Vec<usize>>,
        interest: &'w Interest,
        closers: &'w [u32],
    ) -> Words<'w, 'c> {
        let (known, words, inner, macros) = (FxHashMap::default(), Vec::new(), Vec::new(), FxHashSet::default());
        Words { live, by_name, interest, closers, known, words, inner, macros }
    }

    /// What one function mentions.
    pub fn mentions(&mut self, function: &FunctionSlice) -> Mentions {
        let mut mentions = Mentions::default();
        let body = function.body.min(function.tokens.end);
        let (text, all) = (self.live.text, self.live.tokens);
        for token in all[function.tokens.start..body].iter().filter(|token| token.kind == Kind::Ident) {
            self.know(token);
        }
        let tokens = &all[body..function.tokens.end];
        let mut named = FxHashSet::default();
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Ident) {
            mentions.resets.extend(reset_at(text, tokens, at, self.live.is_cpp, &mut named));
            if is_member(text, tokens, at) {
                let is_called = self.live.is_cpp && tokens.get(at + 1).is_some_and(|next| next.punct() == b'(');
                let word = self.know(token);
                if is_called {
                    mentions.is_release |= word.is_release;
                    mentions.functions.extend(&word.functions);
                    mentions.members_called.push(word.hash);
                }
                // `so._connect(s, a, n)`
                let name = token.text(text);
                if POINTER_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
                    && tokens.get(at + 1).is_some_and(|next| next.punct() == b'(')
                {
                    mentions.called.push(name_hash(name.as_bytes()));
                    mentions.is_release |= self.interest.releases.contains(name);
                }
                continue;
            }
            let word = self.know(token);
            mentions.is_release |= word.is_release;
            mentions.is_noreturn |= word.is_noreturn;
            mentions.is_start |= word.is_start;
            mentions.functions.extend(&word.functions);
            mentions.macros.extend(word.inner);
            if tokens.get(at + 1).is_some_and(|next| next.punct() == b'(') {
                let hash = word.hash;
                mentions.called.push(hash);
                if word.is_seed {
                    mentions.sockets.extend(worked_on(text, tokens, at, self.live.is_cpp));
                }
                if self.closers.binary_search(&hash).is_ok() {
                    mentions.closed.extend(members_given(text, &tokens[at + 1..], self.live.is_cpp));
                }
            }
        }
        for list in [&mut mentions.closed, &mut mentions.sockets, &mut mentions.resets] {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
        for list in [&mut mentions.functions, &mut mentions.macros] {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
        mentions.called.sort_unstable();
        mentions.called.dedup();
        mentions.called.shrink_to_fit();
        mentions
    }

    fn know(&mut self, token: &Token) -> &Word {
        let bytes = token.bytes(self.live.text);
        let at = match self.known.get(bytes) {
            Some(&at) => at,
            None => {
                let word = self.word(token.text(self.live.text));
                self.words.push(word);
                self.known.insert(bytes, self.words.len() - 1);
                self.words.len() - 1
            }
        };
        &self.words[at]
    }

    fn word(&mut self, name: &'c str) -> Word {
        let mut word = Word { hash: name_hash(name.as_bytes()), ..Word::default() };
        let found = self.live.macros.get(name);
        self.meet(name, &mut word);
        if let Some(found) = found {
            let mut seen = FxHashSet::from_iter([name]);
            let mut inner = Vec::new();
            self.look_behind(found, &mut seen, &mut inner, &mut word);
            inner.sort_unstable();
            inner.dedup();
            inner.shrink_to_fit();
            word.inner = Some(self.inner.len());
            self.inner.push(inner);
            self.macros.extend(seen);
        }
        word
    }

    fn meet(&self, name: &str, word: &mut Word) {
        word.is_release |= self.interest.releases.contains(name);
        word.is_noreturn |= self.interest.noreturn.contains(name);
        word.is_start |= self.interest.starts.contains(name);
        word.is_seed |= self.interest.seeds.contains(name);
        word.functions.extend(self.by_name.get(name).into_iter().flatten());
    }

    /// Follows a macro to what its body mentions.
    fn look_behind(&self, first: &'c Macro, seen: &mut FxHashSet<&'c str>, inner: &mut Vec<u32>, word: &mut Word) {
        let mut work = vec![first];
        while let Some(found) = work.pop() {
            for name in found.mentions() {
                inner.push(name_hash(name.as_bytes()));
                self.meet(name, word);
                if let Some(next) = self.live.macros.get(name)
                    && seen.insert(name)
                {
                    work.push(next);
                }
            }
        }
    }
}

/// The members among the arguments of a call, whose tokens begin with the parenthesis.
/// In C++ a name alone may be one.
fn members_given<'t>(text: &'t [u8], tokens: &'t [Token], is_cpp: bool) -> impl Iterator<Item = u32> + use<'t> {
    let end = tokens.iter().position(|token| matches!(token.punct(), b')' | b';')).unwrap_or(0);
    let members = (0..end).filter(move |&at| tokens[at].kind == Kind::Ident && (is_cpp || is_member(text, tokens, at)));
    members.map(move |at| held_hash(tokens[at].bytes(text), true))
}

/// Whether the token at `at` is the name of a member.
pub fn is_member(text: &[u8], tokens: &[Token], at: usize) -> bool {
    at > 0 && [".", "->"].iter().any(|punct| tokens[at - 1].is(text, punct))
}
