//! The calls of a function that matter, and where they stand.

use super::facts::Facts;
use super::loops;
use super::unread::Uses;
use super::walk::At;
use crate::ir::{
    BlockId, Callee, Cfg, Const, Function, Inst, Name, Operand, PlaceId, Rvalue, Step, Terminator, VARIANT,
};
use crate::model::{Does, Models, split};
use crate::source::Span;
use crate::typestate::Summary;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::collections::{BTreeSet, VecDeque};

/// A call by name.
#[derive(Clone, Copy)]
pub struct CallAt<'f> {
    /// Where it is.
    pub at: At,
    /// The callee.
    pub name: &'f Name,
    /// Its arguments, the receiver first.
    pub args: &'f [Operand],
    /// Where its result goes.
    pub dest: Option<PlaceId>,
    /// What is known of it, if anything is.
    pub does: Option<Does>,
    /// What calling it does, if its body was read.
    pub body: Option<&'f Summary>,
    /// The call expression.
    pub span: Span,
    /// Whether nobody looks at its result, and no comment says why.
    pub is_ignored: bool,
    /// Whether the text says that the result is not wanted: there is one that might have told something.
    pub is_given_up: bool,
}

impl CallAt<'_> {
    /// The name of the method or function alone.
    pub fn short(&self) -> Name {
        split(self.name.as_str()).1.trim_start_matches(['.', ':']).into()
    }

    /// The type that it is a method of, as far as it is known.
    pub fn ty(&self) -> &str {
        split(self.name.as_str()).0
    }

    /// The place that it is called on.
    pub fn receiver(&self) -> Option<PlaceId> {
        self.args.first().and_then(Operand::place)
    }
}

/// A function with its calls.
pub struct Calls<'f> {
    /// The function.
    pub function: &'f Function,
    /// What is known of functions.
    pub models: &'f Models,
    /// What calling a function does whose body was read.
    pub bodies: Bodies<'f>,
    /// The calls in block order.
    pub all: Vec<CallAt<'f>>,
    cfg: OnceCell<Cfg>,
    in_loops: OnceCell<Vec<bool>>,
    moves: OnceCell<FxHashMap<PlaceId, Vec<(PlaceId, PlaceId)>>>,
    uses: OnceCell<Uses>,
}

/// Finds what calling a function does, by its name.
pub type Bodies<'f> = &'f dyn Fn(&str) -> Option<&'f Summary>;

impl<'f> Calls<'f> {
    /// Finds the calls.
    pub fn new(function: &'f Function, models: &'f Models, bodies: Bodies<'f>) -> Calls<'f> {
        let mut all = Vec::new();
        for block in function.block_ids() {
            for (number, inst) in function.block(block).insts.iter().enumerate() {
                if let Inst::Call { dest, callee: Callee::Named(name), args, flags, span } = inst {
                    let (at, does) = (At { block, inst: number }, models.methods().does(name.as_str()));
                    let is_ignored = flags.ignored && !flags.has_consent;
                    all.push(CallAt {
                        at,
                        name,
                        args,
                        dest: *dest,
                        does,
                        body: bodies(name.as_str()),
                        span: *span,
                        is_ignored,
                        is_given_up: flags.void_cast,
                    });
                }
            }
        }
        let (cfg, in_loops, moves, uses) = (OnceCell::new(), OnceCell::new(), OnceCell::new(), OnceCell::new());
        Calls { function, models, bodies, all, cfg, in_loops, moves, uses }
    }

    /// The calls that do this.
    pub fn that(&self, does: Does) -> impl Iterator<Item = &CallAt<'f>> {
        self.all.iter().filter(move |call| call.does == Some(does))
    }

    /// What a call that a walk comes by does.
    pub fn does(&self, inst: &Inst) -> Option<Does> {
        match inst {
            Inst::Call { callee: Callee::Named(name), .. } => self.models.methods().does(name.as_str()),
            _ => None,
        }
    }

    /// The copies that are made of what lies in the variable of `place`, or in parts of it: where to, and where from.
    pub fn moves(&self, place: PlaceId) -> &[(PlaceId, PlaceId)] {
        let places = &self.function.places;
        let all = self.moves.get_or_init(|| {
            let mut all: FxHashMap<PlaceId, Vec<(PlaceId, PlaceId)>> = FxHashMap::default();
            for inst in self.function.insts() {
                if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } = inst {
                    all.entry(places.root(*from)).or_default().push((*dest, *from));
                }
            }
            all
        });
        all.get(&places.root(place)).map_or(&[], Vec::as_slice)
    }

    /// Where values are used.
    pub fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| Uses::new(self.function))
    }

    fn cfg(&self) -> &Cfg {
        self.cfg.get_or_init(|| Cfg::new(self.function))
    }

    /// For each block whether `to` can be reached from its end.
    pub fn reaching(&self, to: BlockId) -> Vec<bool> {
        loops::reaching(self.cfg(), to)
    }

    /// Whether a block that can be reached from the end of `from` is such a one. Near ones come first.
    pub fn reaches(&self, from: BlockId, mut is_it: impl FnMut(BlockId) -> bool) -> bool {
        let (mut seen, mut work) = (BTreeSet::new(), VecDeque::from(self.cfg().successors[from.0 as usize].to_vec()));
        while let Some(block) = work.pop_front() {
            if seen.insert(block) {
                if is_it(block) {
                    return true;
                }
                work.extend(&self.cfg().successors[block.0 as usize]);
            }
        }
        false
    }

    /// The blocks of the innermost loop around `block`; empty if there is none.
    pub fn innermost(&self, block: BlockId) -> BTreeSet<BlockId> {
        loops::innermost(self.cfg(), block)
    }

    /// Whether the call can come again.
    pub fn is_in_loop(&self, call: &CallAt) -> bool {
        self.in_loops.get_or_init(|| self.cfg().in_loops())[call.at.block.0 as usize]
    }

    /// The member `name` of a place, if the function speaks of it.
    pub fn member(&self, place: PlaceId, name: &str) -> Option<PlaceId> {
        self.function.places.find(Some(place), Step::Field(name.into()))
    }

    /// Whether a value is known to be an error, or nothing.
    pub fn is_failure(&self, facts: &Facts, value: &Operand) -> bool {
        let tag = value.place().and_then(|place| self.member(place, VARIANT));
        let known = tag.and_then(|tag| facts.value(tag));
        matches!(known, Some(Const::Variant(name)) if matches!(name.as_str(), "Err" | "None"))
    }

    /// The names of variants that some branch asks the value in `place` for.
    pub fn asked(&self, place: PlaceId) -> Vec<&str> {
        let Some(tag) = self.member(place, VARIANT) else { return Vec::new() };
        let mut names = Vec::new();
        for block in &self.function.blocks {
            if let Terminator::Switch { value: Operand::Copy(value), cases, .. } = &block.terminator
                && *value == tag
            {
                names.extend(cases.iter().filter_map(|(constant, _)| match constant {
                    Const::Variant(name) => Some(name.as_str()),
                    _ => None,
                }));
            }
        }
        names
    }
}
