//! What calling a function does to handles, told apart by what it returns.

use super::closings::Closing;
use super::memory::Memory;
use super::observation::{PathStep, PeerGone};
use super::predicate::Predicate;
use super::setter::Setter;
use super::state::Marks;
use super::transfer::Transfer;
use super::value::Value;
use crate::ir::{CmpOp, Name, PlaceId, PlaceTable, Step};

/// How far below a parameter a path goes before it is given up.
pub const DEPTH: usize = 4;

/// A place at the boundary of a function: a parameter, or what it leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoundaryPath {
    /// The parameter's index.
    pub param: u32,
    /// Steps from its value; empty for the value itself.
    pub steps: Vec<Step>,
}

impl BoundaryPath {
    /// The place that this path names when the parameter is given `place` (its address, if `is_address`), as far as the
    /// caller mentions it.
    pub fn resolve(&self, place: PlaceId, is_address: bool, places: &PlaceTable) -> Option<PlaceId> {
        let mut steps = self.steps.as_slice();
        if is_address {
            // Reading through an address gives the place itself back.
            let (first, rest) = steps.split_first()?;
            if !matches!(first, Step::Elem(crate::ir::Elem::At(0))) {
                return None;
            }
            steps = rest;
        }
        places.follow(place, steps)
    }
}

/// What a call does to one handle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Nothing that matters.
    None,
    /// It gives the handle to a function whose body was not found.
    Lend,
    /// It uses the handle, on every path.
    Use,
    /// It stores something in the element of a table whose index the handle is.
    List,
    /// It returns the result of a receive or send on the handle, which says how the peer is.
    Forward,
    /// It has learnt that the peer is gone and leaves the handle open.
    PeerGone(PeerGone),
    /// It closes the handle.
    Release,
    /// It closes the handle and stores something else in its place.
    ReleaseAndReset,
    /// It stores something else in the handle's place and leaves the handle open.
    Overwrite,
    /// It keeps the handle, or may do anything with it.
    Take,
    /// It puts the handle into an object that it returns the address of and that nobody else can reach; steps from the result.
    Move(Vec<Step>),
    /// It returns the handle.
    Alias,
}

impl Effect {
    /// Whether the handle is afterwards where it was, and open.
    pub fn is_quiet(&self) -> bool {
        use Effect::{Forward, Lend, List, None, PeerGone, Use};
        matches!(self, None | Lend | Use | List | Forward | PeerGone(_))
    }

    /// Whether somebody else has it afterwards.
    pub fn is_kept(&self) -> bool {
        matches!(self, Effect::Take | Effect::Move(_))
    }
}

/// One outcome for one handle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The returned values.
    pub returns: Value,
    /// The effect.
    pub effect: Effect,
}

/// One outcome of a call that may give birth to a handle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Birth {
    /// The returned values.
    pub returns: Value,
    /// Where the fresh handle is: `None` in an outcome without one.
    pub fresh: Option<FreshAt>,
    /// Where the number of a handle that it has closed again is left; in an outcome without a fresh one.
    pub closed: Option<BoundaryPath>,
    /// Whether the handle is returned too, besides being left where a parameter leads.
    pub is_returned: bool,
    /// What else it stores where parameters point.
    pub outputs: Vec<(BoundaryPath, Value)>,
    /// Where it is left open though the result says as well that there is none, outermost first; empty if it does not.
    pub left: Vec<PathStep>,
    /// Who else may have it: see [`Marks::doubts`].
    pub marks: Marks,
}

impl Birth {
    /// An outcome of which nothing else is known.
    pub fn new(returns: Value, fresh: Option<FreshAt>, is_returned: bool) -> Birth {
        let marks = Marks::default();
        Birth { returns, fresh, closed: None, is_returned, outputs: Vec::new(), left: Vec::new(), marks }
    }

    /// Whether the result may be the same as that of `other`.
    pub fn looks_like(&self, other: &Birth) -> bool {
        self.returns.refine(CmpOp::Eq, &other.returns).is_some()
    }
}

/// Where a callee leaves a fresh handle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FreshAt {
    /// In its result.
    Return,
    /// Where a parameter leads.
    Path(BoundaryPath),
    /// In its result, which is this variant then: `Ok`, `Some`.
    Success(Name),
    /// In the object that it returns the address of and that nobody else can reach; steps from the result.
    Behind(Vec<Step>),
}

/// What calling a function does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// It never returns.
    pub is_noreturn: bool,
    /// Per boundary place that it does something to: the outcomes.
    pub effects: Vec<(BoundaryPath, Vec<Class>)>,
    /// Where it closes what it is given.
    pub closings: Vec<Closing>,
    /// Per site in it whose handle reaches the caller: the outcomes.
    pub births: Vec<Vec<Birth>>,
    /// Boundary places whose handle it may close and replace by a fresh one.
    pub renews: Vec<BoundaryPath>,
    /// Boundary places that it uses as only sockets are used.
    pub sockets: Vec<BoundaryPath>,
    /// Boundary places that it uses as only datagram sockets are used.
    pub datagrams: Vec<BoundaryPath>,
    /// Boundary places that it may leave by an exception with their handle open, and nowhere else.
    pub thrown: Vec<BoundaryPath>,
    /// How to read the result that it hands on, see `Effect::Forward`.
    pub forwards: Option<Transfer>,
    /// Boundary places that were not looked at, as nobody was known to keep a socket there.
    pub unseen: Vec<BoundaryPath>,
    /// What it does to memory.
    pub memory: Memory,
    /// The members of objects of others, and of file-scope ones, that it may store something in; sorted.
    pub writes: Vec<Name>,
    /// Boundary places in which it stores what another place holds, whatever happens.
    pub replaces: Vec<BoundaryPath>,
    /// Parameters that it follows as pointers whatever happens; empty if there is none.
    pub follows: Vec<bool>,
    /// Parameters whose value it passes on or stores where it cannot be followed.
    pub lets_out: Vec<bool>,
    /// Parameters that are pointers and whose value it stores: a number that travels as a pointer is kept.
    pub stores_pointer: Vec<bool>,
    /// The test that it is, if it is nothing else.
    pub predicate: Option<Predicate>,
    /// The option that it sets, if it does nothing else.
    pub sets: Option<Setter>,
    /// It returns -1 in so many words where it has opened no socket.
    pub returns_none: bool,
}

/// What a function that returns a fresh handle may return in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opens {
    /// -1.
    pub minus_one: bool,
    /// 0.
    pub zero: bool,
}

impl Summary {
    /// Whether its result may be a fresh handle, and what it is if there is none.
    pub fn opens(&self) -> Option<Opens> {
        let is_result = |birth: &Birth| birth.fresh == Some(FreshAt::Return);
        let sites = self.births.iter().filter(|outcomes| outcomes.iter().any(is_result));
        let others = sites.clone().flatten().filter(|birth| birth.fresh.is_none());
        sites.clone().next()?;
        let may_be = |number| others.clone().any(|birth| !birth.returns.always(CmpOp::Ne, number));
        Some(Opens { minus_one: may_be(-1), zero: may_be(0) })
    }

    /// Whether it says with -1, and with nothing else, that it opens no socket to return: not one that hands a failure on, behind
    /// what may have ended the program.
    pub fn says_none(&self) -> bool {
        let is_result = |birth: &Birth| birth.fresh == Some(FreshAt::Return);
        let sites = self.births.iter().filter(|outcomes| outcomes.iter().any(is_result));
        let mut others = sites.flatten().filter(|birth| !is_result(birth)).peekable();
        self.returns_none && others.peek().is_some() && others.all(|birth| birth.returns.always(CmpOp::Eq, -1))
    }

    /// Whether it keeps some handle that it is given.
    pub fn keeps(&self) -> bool {
        self.all_effects().any(Effect::is_kept)
    }

    /// Whether it keeps handles that it is given, or leaves them alone: it closes and opens none, and comes back.
    pub fn at_most_keeps(&self) -> bool {
        let is_harmless = |effect: &Effect| effect.is_kept() || effect.is_quiet();
        self.all_effects().all(is_harmless) && self.births.is_empty() && !self.is_noreturn
    }

    /// Whether the handles of one of its sites only come to where it may close what is there: who has to close the one has to
    /// close the other.
    pub fn is_renewal(&self, which: usize) -> bool {
        let is_renewed = |birth: &Birth| match &birth.fresh {
            Some(FreshAt::Path(path)) => self.renews.contains(path),
            Some(_) => false,
            None => true,
        };
        !self.renews.is_empty() && self.births[which].iter().all(is_renewed)
    }

    /// Where it puts handles in the fresh object that it returns: steps from the result.
    pub fn moves(&self) -> impl Iterator<Item = &[Step]> {
        self.all_effects().filter_map(|effect| match effect {
            Effect::Move(steps) => Some(steps.as_slice()),
            _ => None,
        })
    }

    fn all_effects(&self) -> impl Iterator<Item = &Effect> {
        self.effects.iter().flat_map(|(_, classes)| classes).map(|class| &class.effect)
    }

    /// Whether the parameter's value gets out of sight.
    pub fn lets_out(&self, param: usize) -> bool {
        self.lets_out.get(param).copied().unwrap_or(true)
    }

    /// Whether the parameter is a pointer whose value is stored.
    pub fn stores_pointer(&self, param: usize) -> bool {
        self.stores_pointer.get(param).copied().unwrap_or(false)
    }

    /// Whether it may be what the socket API calls so, which takes as many as `arity` arguments and a descriptor first, and opens
    /// none.
    pub fn may_be_api(&self, arity: usize) -> bool {
        let paths = self.effects.iter().map(|(path, _)| path).chain(&self.unseen);
        let leads_on = |path: &BoundaryPath| path.param == 0 && !path.steps.is_empty();
        let is_followed = self.follows.first().copied().unwrap_or(false);
        self.lets_out.len() == arity && !is_followed && self.births.is_empty() && !paths.into_iter().any(leads_on)
    }
}
