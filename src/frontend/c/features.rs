//! What a file leaves out on Windows though nothing about Windows does: arms that features of the program decide, which one
//! world takes and the other does not.

use super::Declared;
use super::text::{Directive, Group, Kind, Word, groups, is_of_platform, lex};
use crate::frontend::World;

impl Declared<'_> {
    /// Whether what stands at `at` may be on Windows as well, though the world that is looked at for Windows has it not: the
    /// file is built there, and only features of the program decide.
    pub fn may_be_on_windows(&self, at: u32) -> bool {
        let view = self.opened.views.iter().find(|(world, _)| *world == World::Windows).map(|(_, view)| view);
        let is_left_out = view.is_some_and(|view| {
            view.is_for_windows && view.dead.iter().any(|dead| (dead.start..dead.end).contains(&at))
        });
        is_left_out && self.is_by_feature(at)
    }

    /// Whether nothing but features of the program decides whether what stands at `at` is there.
    pub fn is_by_feature(&self, at: u32) -> bool {
        let lexed = lex(&self.opened.text);
        let start = |directive: usize| lexed.directives.get(directive).map_or(u32::MAX, |found| found.span.start);
        let is_around = |group: &&Group| start(group.arms[0]) < at && at < start(group.end);
        groups(&lexed).iter().filter(is_around).all(|group| {
            let before = group.arms.iter().take_while(|arm| start(**arm) < at);
            before.map(|arm| &lexed.directives[*arm]).all(|directive| self.asks_for_features(directive))
        })
    }

    /// Whether a condition names only what the program chooses: neither the system, nor what headers define on Windows.
    fn asks_for_features(&self, directive: &Directive) -> bool {
        let views = &self.opened.views;
        let is_defined = |name: &str| {
            views.iter().any(|(world, view)| *world == World::Windows && view.scope.macros.get(name).is_some())
        };
        let is_settled = |name: &str| name != "defined" && (is_of_platform(name) || is_defined(name));
        let words = directive.tokens().iter().filter(|token| token.kind == Kind::Ident);
        directive.word == Word::Else || !words.map(|token| token.text(&directive.rest)).any(is_settled)
    }
}
