//! Choosing `#if` arms: one consistent text per world.
//!
//! A condition that nothing decides takes its first arm in world A and its last in world B, and once it is one name's
//! being defined, that name is taken the same way everywhere in the file. A lone `#if` without `#else` is taken in both,
//! unless it ends in a jump: then world B goes without.

use super::condition::Knowledge;
use super::constant::{Names, NoNames, evaluate};
use super::directive::{Directive, Word};
use super::lex::{Kind, Lexed, Token};
use crate::frontend::World;
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// One `#if ... #endif`.
#[derive(Debug)]
pub struct Group {
    /// The directives that begin its arms; each arm reaches up to the next one, the last up to `end`.
    pub arms: Vec<usize>,
    /// The `#endif`; the number of directives if there is none.
    pub end: usize,
}

/// All groups, in the order of their `#if`. An `#else` or `#endif` too many belongs to none.
pub fn groups(lexed: &Lexed) -> Vec<Group> {
    let n = lexed.directives.len();
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, directive) in lexed.directives.iter().enumerate() {
        match (&directive.word, open.last()) {
            (Word::If, _) => {
                open.push(groups.len());
                groups.push(Group { arms: vec![at], end: n });
            }
            (Word::Elif | Word::Else, Some(&group)) => groups[group].arms.push(at),
            (Word::Endif, Some(&group)) => {
                groups[group].end = at;
                open.pop();
            }
            _ => {}
        }
    }
    groups
}

/// The text of one world.
#[derive(Debug, Default)]
pub struct Chosen {
    /// The live tokens.
    pub tokens: Vec<Token>,
    /// Byte ranges of arms that are not live, outermost only, in order.
    pub dead: Vec<Span>,
    /// Byte ranges of `#if 0` arms in live text, in order.
    pub zero: Vec<Span>,
    /// The live directives other than conditionals, in order.
    pub directives: Vec<usize>,
}

impl Chosen {
    /// Whether the same arms are live.
    pub fn is_same(&self, other: &Chosen) -> bool {
        self.dead == other.dead && self.directives == other.directives
    }

    /// Whether a token at `offset` is live.
    pub fn covers(&self, offset: u32) -> bool {
        self.tokens.binary_search_by_key(&offset, |token| token.start).is_ok()
    }
}

/// Chooses the arms for `world`. Arms that hold one of `targets` (byte offsets, sorted) are taken in any case.
pub fn choose(
    text: &[u8],
    lexed: &Lexed,
    groups: &[Group],
    headers: &dyn Names,
    world: World,
    targets: &[u32],
) -> Chosen {
    let none = FxHashMap::default;
    let (file, elsewhere) = (FxHashMap::default(), FxHashSet::default());
    let knowledge = Knowledge { world, headers, file, forced: none(), assumed: none(), elsewhere };
    let mut chooser = Chooser { text, lexed, groups, targets, knowledge, errors: arms_with_errors(lexed) };
    chooser.force();
    chooser.assume();
    chooser.run()
}

struct Chooser<'t> {
    text: &'t [u8],
    lexed: &'t Lexed,
    groups: &'t [Group],
    targets: &'t [u32],
    knowledge: Knowledge<'t>,
    /// For each directive, whether it begins an arm in which `#error` stands directly.
    errors: Vec<bool>,
}

/// Finds the arms in which `#error` stands directly, not in a conditional of its own.
fn arms_with_errors(lexed: &Lexed) -> Vec<bool> {
    let mut errors = vec![false; lexed.directives.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, directive) in lexed.directives.iter().enumerate() {
        match (&directive.word, open.last_mut()) {
            (Word::If, _) => open.push(at),
            (Word::Elif | Word::Else, Some(arm)) => *arm = at,
            (Word::Endif, _) => drop(open.pop()),
            (Word::Error, Some(arm)) => errors[*arm] = true,
            _ => {}
        }
    }
    errors
}

/// A group that is being passed.
struct Frame {
    group: usize,
    /// The directive of the arm that is live; `None` if no arm is.
    chosen: Option<usize>,
    is_live: bool,
}

impl Chooser<'_> {
    fn directive(&self, at: usize) -> &Directive {
        &self.lexed.directives[at]
    }

    /// The directive after the arm that begins at `arm`, as a byte offset and a token index.
    fn arm_end(&self, group: &Group, arm: usize) -> (u32, usize) {
        let after = group.arms.partition_point(|at| *at <= arm);
        let next = group.arms.get(after).copied().unwrap_or(group.end);
        match self.lexed.directives.get(next) {
            Some(directive) => (directive.span.start, directive.at),
            None => (self.text.len() as u32, self.lexed.tokens.len()),
        }
    }

    /// Settles names that decide whether arms with targets are taken.
    fn force(&mut self) {
        for group in self.groups {
            let Some(target) = group.arms.iter().copied().find(|&arm| self.has_target(group, arm)) else { continue };
            for &arm in group.arms.iter().filter(|&&arm| arm <= target) {
                if let Some((name, is_positive)) = self.atom_of(arm) {
                    self.knowledge.forced.entry(name).or_insert(is_positive == (arm == target));
                }
            }
        }
    }

    fn has_target(&self, group: &Group, arm: usize) -> bool {
        let (start, end) = (self.directive(arm).span.start, self.arm_end(group, arm).0);
        self.targets.iter().any(|target| (start..end).contains(target)) && !self.is_repeated(group, arm)
    }

    /// Whether an earlier arm has the same condition: then this one is never come to.
    fn is_repeated(&self, group: &Group, arm: usize) -> bool {
        let earlier = group.arms.iter().take_while(|&&before| before < arm);
        self.directive(arm).word == Word::Elif
            && earlier.map(|&before| &self.directive(before).rest).any(|rest| *rest == self.directive(arm).rest)
    }

    fn atom_of(&self, arm: usize) -> Option<(String, bool)> {
        let directive = self.directive(arm);
        if directive.word == Word::Else { None } else { atom(&directive.rest, directive.tokens()) }
    }

    /// Settles names that conditions consist of, before anything is chosen.
    fn assume(&mut self) {
        let is_first_taken = self.knowledge.world.base() == World::Posix;
        for group in self.groups.iter().filter(|group| group.arms.len() > 1) {
            let usable = |arm: &&usize| !self.errors[**arm];
            let mut arms = group.arms.iter();
            let taken = if is_first_taken { arms.find(usable) } else { arms.rfind(usable) };
            let Some(&taken) = taken else { continue };
            for &arm in group.arms.iter().filter(|&&arm| arm <= taken) {
                self.assume_atom(arm, arm == taken);
            }
        }
        for group in self.groups.iter().filter(|group| group.arms.len() == 1) {
            let goes_without = !is_first_taken && self.ends_in_jump(group, group.arms[0]);
            self.assume_atom(group.arms[0], !goes_without);
        }
    }

    fn assume_atom(&mut self, arm: usize, holds: bool) {
        if let Some((name, is_positive)) = self.atom_of(arm)
            && self.knowledge.is_defined(&name).is_none()
        {
            self.knowledge.assumed.insert(name, is_positive == holds);
        }
    }

    fn ends_in_jump(&self, group: &Group, arm: usize) -> bool {
        let tokens = &self.lexed.tokens[self.directive(arm).at..self.arm_end(group, arm).1];
        let Some((last, before)) = tokens.split_last() else { return false };
        let is_boundary = |token: &&Token| matches!(token.punct(), b';' | b'{' | b'}');
        let start = before.iter().rposition(|token| is_boundary(&token)).map_or(0, |at| at + 1);
        last.is(self.text, ";")
            && before
                .get(start)
                .is_some_and(|first| matches!(first.text(self.text), "return" | "goto" | "break" | "continue"))
    }

    fn run(mut self) -> Chosen {
        let mut chosen = Chosen::default();
        let mut frames: Vec<Frame> = Vec::new();
        let (mut next_group, mut live_from, mut dead_from) = (0, Some(0), 0);
        for at in 0..self.lexed.directives.len() {
            let was_live = frames.last().is_none_or(|frame| frame.is_live);
            self.pass(at, was_live, &mut frames, &mut next_group, &mut chosen);
            let is_live = frames.last().is_none_or(|frame| frame.is_live);
            let directive = self.directive(at);
            if was_live && !is_live {
                chosen.tokens.extend(&self.lexed.tokens[live_from.take().unwrap_or(directive.at)..directive.at]);
                dead_from = directive.span.start;
            } else if !was_live && is_live {
                live_from = Some(directive.at);
                chosen.dead.push(Span { start: dead_from, end: directive.span.start });
            }
        }
        match live_from {
            Some(from) => chosen.tokens.extend(&self.lexed.tokens[from..]),
            None => chosen.dead.push(Span { start: dead_from, end: self.text.len() as u32 }),
        }
        chosen
    }

    /// Passes one directive.
    fn pass(&mut self, at: usize, is_live: bool, frames: &mut Vec<Frame>, next: &mut usize, chosen: &mut Chosen) {
        match self.directive(at).word {
            Word::If => {
                let arm = if is_live { self.decide(&self.groups[*next], chosen) } else { None };
                frames.push(Frame { group: *next, chosen: arm, is_live: arm == Some(at) });
                *next += 1;
            }
            Word::Elif | Word::Else => {
                if let Some(frame) =
                    frames.last_mut().filter(|frame| self.groups[frame.group].arms.binary_search(&at).is_ok())
                {
                    frame.is_live = frame.chosen == Some(at);
                }
            }
            Word::Endif => drop(frames.pop()),
            _ if is_live => {
                chosen.directives.push(at);
                self.define(at);
            }
            Word::Define if self.knowledge.world.base() == World::Windows => {
                self.knowledge.elsewhere.extend(self.directive(at).name());
            }
            _ => {}
        }
    }

    fn define(&mut self, at: usize) {
        let directive = &self.lexed.directives[at];
        let value = match directive.word {
            Word::Define => {
                let tokens = directive.tokens();
                let is_object = tokens.len() > 1 && !directive.rest[tokens[0].end as usize..].starts_with(b"(");
                Some(if is_object { evaluate(&directive.rest, &tokens[1..], &self.knowledge) } else { None })
            }
            Word::Undef => None,
            _ => return,
        };
        if let Some(name) = directive.name() {
            self.knowledge.file.insert(name, value);
        }
    }

    /// The arm of `group` to take.
    fn decide(&self, group: &Group, chosen: &mut Chosen) -> Option<usize> {
        let is_zero = |arm: usize| {
            let directive = self.directive(arm);
            // Whatever its names are: `#if 0`, `#if defined(X) && 0`.
            evaluate(&directive.rest, directive.tokens(), &NoNames) == Some(0) || self.is_repeated(group, arm)
        };
        for &arm in group.arms.iter().filter(|&&arm| is_zero(arm)) {
            chosen.zero.push(Span { start: self.directive(arm).span.end, end: self.arm_end(group, arm).0 });
        }
        let mut alive = group.arms.iter().copied().filter(|&arm| !is_zero(arm));
        if let Some(arm) = alive.find(|&arm| self.has_target(group, arm)) {
            return Some(arm);
        }
        let candidates = self.candidates(group);
        let is_windows = self.knowledge.world == World::Windows;
        match candidates[..] {
            [(arm, is_sure)] if group.arms.len() == 1 => {
                (is_sure || !is_windows || !self.ends_in_jump(group, arm)).then_some(arm)
            }
            [] => None,
            _ if is_windows => candidates.last().map(|(arm, _)| *arm),
            _ => candidates.first().map(|(arm, _)| *arm),
        }
    }

    /// The arms that may be taken, and whether that is sure; an arm that would stop the compiler is none.
    fn candidates(&self, group: &Group) -> Vec<(usize, bool)> {
        let mut found = Vec::new();
        for &arm in &group.arms {
            let directive = self.directive(arm);
            let value = match directive.word {
                Word::Else => Some(1),
                _ => evaluate(&directive.rest, directive.tokens(), &self.knowledge),
            };
            if value != Some(0) && !self.errors[arm] {
                found.push((arm, value.is_some()));
            }
            if value.is_some_and(|value| value != 0) {
                break;
            }
        }
        found
    }
}

/// The name that a condition consists of, and whether it holds when the name is defined: `defined X`, `!defined(X)`, `X`.
fn atom(text: &[u8], tokens: &[Token]) -> Option<(String, bool)> {
    let (is_positive, tokens) = match tokens {
        [not, rest @ ..] if not.is(text, "!") => (false, rest),
        _ => (true, tokens),
    };
    let name = match tokens {
        [name] => name,
        [defined, name] if defined.reads(text, "defined") => name,
        [defined, open, name, close] if defined.reads(text, "defined") && open.is(text, "(") && close.is(text, ")") => {
            name
        }
        _ => return None,
    };
    (name.kind == Kind::Ident).then(|| (name.text(text).to_owned(), is_positive))
}

#[cfg(test)]
mod tests {
    use super::super::constant::NoNames;
    use super::super::lex::lex;
    use super::*;

    fn live(text: &str, world: World, targets: &[u32]) -> String {
        let lexed = lex(text.as_bytes());
        let chosen = choose(text.as_bytes(), &lexed, &groups(&lexed), &NoNames, world, targets);
        chosen.tokens.iter().map(|token| token.text(text.as_bytes())).collect::<Vec<_>>().join(" ")
    }

    fn both(text: &str) -> (String, String) {
        (live(text, World::Posix, &[]), live(text, World::Windows, &[]))
    }

    #[test]
    fn the_platform_decides() {
        let text = "#ifdef _WIN32\na\n#elif defined(__APPLE__)\nb\n#else\nc\n#endif\nd";
        assert_eq!(both(text), ("c d".into(), "a d".into()));
    }

    #[test]
    fn unknown_names_are_taken_the_same_way_everywhere() {
        let text = "#ifdef HAVE_X\na\n#else\nb\n#endif\n#ifndef HAVE_X\nc\n#endif\n#if HAVE_X\nd\n#endif";
        assert_eq!(both(text), ("a d".into(), "b c".into()));
    }

    #[test]
    fn a_lone_condition_is_taken_in_both_unless_it_jumps() {
        assert_eq!(both("#ifdef X\na;\n#endif\nb"), ("a ; b".into(), "a ; b".into()));
        assert_eq!(both("#ifdef X\nreturn 1;\n#endif\nb"), ("return 1 ; b".into(), "b".into()));
    }

    #[test]
    fn dead_arms_and_own_defines() {
        assert_eq!(both("#if 0\na\n#endif\n#define F 2\n#if F > 1\nb\n#endif\n#if F == 1\nc\n#endif").0, "b");
        assert_eq!(both("#ifdef X\na\n#else\n#error no\n#endif").1, "a");
        let twice = "#if defined(A)\na\n#elif B\nb\n#elif defined(A)\nc\n#endif";
        assert_eq!(live(twice, World::Other(1), &[42]), "a");
        assert_eq!(live("#if A\na\n#elif B\nb\n#else\nc\n#endif", World::Other(1), &[14]), "b");
    }

    #[test]
    fn what_is_defined_for_others_is_not_for_windows() {
        let text = "#ifdef _WIN32\na\n#else\n#define X\n#endif\n#ifdef X\nb\n#endif";
        assert_eq!(both(text), ("b".into(), "a".into()));
        // It is taken to get to what stands there.
        assert_eq!(live(text, World::Windows, &[45]), "a b");
    }

    #[test]
    fn unbalanced_conditionals_lose_nothing() {
        assert_eq!(live("#endif\na\n#else\nb\n#if 1\nc", World::Posix, &[]), "a b c");
    }
}
