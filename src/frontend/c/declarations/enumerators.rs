//! Enumerators and their values.

use super::Declaration;
use crate::frontend::c::env::FileEnv;
use crate::frontend::c::text::{Kind, Names, evaluate};
use crate::ir::{Const, Name};
use rustc_hash::FxHashMap;
use std::ops::Range;

impl Declaration<'_> {
    /// Enters the enumerators that the declaration lists.
    pub(super) fn enumerators(&self, env: &mut FileEnv) {
        for at in 0..self.tokens.len() {
            if !self.tokens[at].reads(self.text, "enum") {
                continue;
            }
            let open = (at + 1..self.tokens.len().min(at + 4)).find(|&open| self.punct(open) == b'{');
            if let Some(open) = open {
                self.enumerator_list(open, env);
            }
        }
    }

    fn enumerator_list(&self, open: usize, env: &mut FileEnv) {
        let close = (open..self.tokens.len()).find(|&at| self.punct(at) == b'}').unwrap_or(self.tokens.len());
        let mut next = Some(0);
        let mut own = FxHashMap::default();
        for range in self.declarators(open + 1, close) {
            let Some(name) = self.tokens.get(range.start).filter(|token| token.kind == Kind::Ident) else { continue };
            if let Some(equals) = range.clone().find(|&at| self.punct(at) == b'=') {
                let known = Enumerators { known: &env.enumerators, own: &own };
                next = evaluate(self.text, &self.tokens[equals + 1..range.end], &known);
                if let Some(code) = self.negative(equals + 1..range.end).filter(|_| next.is_none()) {
                    own.insert(Name::new(name.text(self.text)), code);
                }
            }
            if let Some(value) = next {
                own.insert(Name::new(name.text(self.text)), Const::Int(value));
            }
            next = next.and_then(|value| value.checked_add(1));
        }
        env.enumerators.extend(own);
    }

    /// The constant that the tokens `value` name behind a minus: `-EINVAL`, which is below 0 whatever its number.
    fn negative(&self, value: Range<usize>) -> Option<Const> {
        let is_name = value.len() == 2 && self.tokens[value.start + 1].kind == Kind::Ident;
        (is_name && self.punct(value.start) == b'-')
            .then(|| Const::Sym(Name::new(&format!("-{}", self.word(value.start + 1)))))
    }
}

/// The enumerators whose values are numbers.
pub(super) struct Enumerators<'e> {
    pub known: &'e FxHashMap<Name, Const>,
    pub own: &'e FxHashMap<Name, Const>,
}

impl Names for Enumerators<'_> {
    fn value(&self, name: &str) -> Option<i64> {
        match self.own.get(name).or_else(|| self.known.get(name)) {
            Some(Const::Int(value)) => Some(*value),
            _ => None,
        }
    }

    fn is_defined(&self, _: &str) -> Option<bool> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::env;
    use crate::ir::{Const, Name};

    #[test]
    fn enumerators_count_on() {
        let env = env("enum state { A, B = 5, C, D = -1, E = B + 2 }; typedef enum { X = 1 << 3 } x_t;");
        let value = |name: &str| env.enumerators.get(name).cloned();
        assert_eq!(["A", "B", "C", "D", "E", "X"].map(value), [0, 5, 6, -1, 7, 8].map(|value| Some(Const::Int(value))));
    }

    #[test]
    fn an_enumerator_may_be_a_negative_code() {
        let env = env("enum { OK = 0, E_INVAL = -EINVAL, NEXT, E_MAX = -(EPERM), MIN = -1000, MIN1 };");
        let value = |name: &str| env.enumerators.get(name).cloned();
        assert_eq!(value("E_INVAL"), Some(Const::Sym(Name::new("-EINVAL"))));
        assert_eq!((value("NEXT"), value("E_MAX")), (None, None));
        assert_eq!(value("MIN1"), Some(Const::Int(-999)));
    }
}
