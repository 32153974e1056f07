//! What is known on one path.

use super::automaton::Typestate;
use super::observation::PeerGone;
use super::value::Value;
use crate::ir::{Elem, PlaceId, PlaceTable, Step};
use smallvec::SmallVec;

/// Facts about a handle that only ever become true on a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// An unknown function got it by value.
    pub unknown_callee: bool,
    /// An unknown function whose name sounds like keeping it got it by value.
    pub taker_name: bool,
    /// An unknown function got it by value together with something that may keep it, and nobody has talked over it since.
    pub lodged: bool,
    /// It is the index of an element that somebody else has, too, and in which something was stored.
    pub listed: bool,
    /// A statement that did not parse names it.
    pub opaque: bool,
    /// It has a receive timeout.
    pub receive_timeout: bool,
    /// After the peer was gone, something that outlives the function was told.
    pub told: bool,
    /// After the peer was gone, a comment holds a close of it.
    pub commented_close: bool,
    /// It was closed after the peer was known to be gone.
    pub closed_after_peer: bool,
    /// The call that was to close it is known to have failed.
    pub close_failed: bool,
    /// An object that this function made of it closes it when it ends.
    pub owned: bool,
    /// The callee that opened it has failed since, and left it open.
    pub is_forsaken: bool,
}

impl Marks {
    /// Those that leave a caller in doubt who is given the handle.
    pub fn doubts(self) -> Marks {
        let Marks { unknown_callee, taker_name, lodged, .. } = self;
        Marks { unknown_callee, taker_name, lodged, ..Marks::default() }
    }

    /// Whether somebody else may have it as well.
    pub fn may_be_elsewhere(self) -> bool {
        self.unknown_callee || self.taker_name || self.lodged || self.listed || self.opaque || self.owned
    }

    /// Whether somebody was given it who may keep it.
    pub fn may_be_kept(self) -> bool {
        self.taker_name || self.lodged
    }

    /// Adds the doubts of another path, or of the callee that opened the handle.
    pub fn doubt(&mut self, other: Marks) {
        self.unknown_callee |= other.unknown_callee;
        self.taker_name |= other.taker_name;
        self.lodged |= other.lodged;
    }
}

/// How a path learnt that the peer is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Peer {
    /// What it learnt.
    pub gone: PeerGone,
    /// The number of the call that said so.
    pub call: u32,
    /// Whether the code of the error says, or may say, that it is worth another try: for as long as someone can try.
    pub may_retry: bool,
}

/// The tracked handle on one path.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Handle {
    /// Where it is in its life.
    pub typestate: Typestate,
    /// What is known of the peer.
    pub peer: Option<Peer>,
    /// The places that hold it, sorted.
    pub places: SmallVec<[PlaceId; 3]>,
    /// See [`Marks`].
    pub marks: Marks,
    /// The number of the call that released it.
    pub released_by: Option<u32>,
}

impl Clone for Handle {
    fn clone(&self) -> Handle {
        // Numbers of places are copied in one go, which the derived clone does not do.
        let places = SmallVec::from_slice(&self.places);
        let Handle { typestate, peer, marks, released_by, .. } = *self;
        Handle { typestate, peer, places, marks, released_by }
    }
}

impl Handle {
    /// A fresh open handle in `place`.
    pub fn open(place: PlaceId) -> Handle {
        Handle {
            typestate: Typestate::Open,
            peer: None,
            places: SmallVec::from_slice(&[place]),
            marks: Marks::default(),
            released_by: None,
        }
    }

    /// One that the call numbered `call` has opened and closed again, and whose number is left in `place`.
    pub fn closed(place: PlaceId, call: u32) -> Handle {
        Handle { typestate: Typestate::Released, released_by: Some(call), ..Handle::open(place) }
    }

    /// Whether it is open and in sight.
    pub fn is_open(&self) -> bool {
        self.typestate == Typestate::Open
    }

    /// The end of the peer, if that is what the path has learnt; a failure that is worth another try is none.
    pub fn dead_peer(&self) -> Option<Peer> {
        self.peer.filter(|peer| !peer.may_retry)
    }

    /// Whether the peer is gone for good and nobody was told.
    pub fn is_untold(&self) -> bool {
        self.dead_peer().is_some() && !self.marks.told
    }

    /// Forgets what no longer matters once it is out of sight; where it is does only if `keep_places`.
    pub fn settle(&mut self, keep_places: bool) {
        if self.typestate == Typestate::Escaped {
            let places = if keep_places { std::mem::take(&mut self.places) } else { SmallVec::new() };
            *self = Handle {
                typestate: Typestate::Escaped,
                peer: None,
                places,
                marks: Marks::default(),
                released_by: None,
            };
        }
    }

    /// Adds a place.
    pub fn add(&mut self, place: PlaceId) {
        if let Err(at) = self.places.binary_search(&place) {
            self.places.insert(at, place);
        }
    }

    /// It, but for one of the places that hold it.
    pub fn without(&self, place: PlaceId) -> Handle {
        let mut other = self.clone();
        other.places.retain(|held| *held != place);
        other
    }

    /// Whether `place` holds it; an element with an unknown index may be any element.
    pub fn is_in(&self, place: PlaceId, places: &PlaceTable) -> bool {
        self.places.iter().any(|&held| may_be_same(held, place, places))
    }

    /// Whether it is stored in a part of `object`, or behind it.
    pub fn is_inside(&self, object: PlaceId, places: &PlaceTable) -> bool {
        self.places.iter().any(|&held| held != object && places.is_within(held, object))
    }
}

/// Whether two paths may name one place: equal, or equal but for an element whose index is unknown on one side.
pub fn may_be_same(a: PlaceId, b: PlaceId, places: &PlaceTable) -> bool {
    let (mut a, mut b) = (a, b);
    loop {
        if a == b {
            return true;
        }
        let (left, right) = (places.get(a), places.get(b));
        let steps_agree = match (&left.step, &right.step) {
            (Step::Elem(x), Step::Elem(y)) => x == y || *x == Elem::Any || *y == Elem::Any,
            (x, y) => x == y,
        };
        match (steps_agree, left.parent, right.parent) {
            (true, Some(left), Some(right)) => (a, b) = (left, right),
            _ => return false,
        }
    }
}

/// Everything known on one path at one point.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The newest handle of the site; `None` before it is born and where acquiring failed.
    pub handle: Option<Handle>,
    /// An older one of the same site that is still held in a summary place.
    pub older: Option<Handle>,
    /// Values of tested places, sorted by place; a place without an entry may have any value.
    facts: Vec<(PlaceId, Value)>,
    /// Whether facts were forgotten to keep the number of states down.
    pub is_merged: bool,
}

impl State {
    /// Nothing is known.
    pub fn new() -> State {
        State { handle: None, older: None, facts: Vec::new(), is_merged: false }
    }

    /// The recorded value of `place`.
    pub fn fact(&self, place: PlaceId) -> Option<&Value> {
        let at = self.facts.binary_search_by_key(&place, |(known, _)| *known).ok()?;
        Some(&self.facts[at].1)
    }

    /// Records the value of `place`.
    pub fn set_fact(&mut self, place: PlaceId, value: Value) {
        match self.facts.binary_search_by_key(&place, |(known, _)| *known) {
            Ok(at) if value.is_any() => drop(self.facts.remove(at)),
            Ok(at) => self.facts[at].1 = value,
            Err(_) if value.is_any() => {}
            Err(at) => self.facts.insert(at, (place, value)),
        }
    }

    /// Forgets the values of places for which `keep` is false.
    pub fn retain_facts(&mut self, mut keep: impl FnMut(PlaceId, &Value) -> bool) {
        self.facts.retain(|(place, value)| keep(*place, value));
    }

    /// Forgets all values.
    pub fn forget_facts(&mut self) {
        self.is_merged |= !self.facts.is_empty();
        self.facts.clear();
    }

    /// All recorded values.
    pub fn facts(&self) -> &[(PlaceId, Value)] {
        &self.facts
    }

    /// The handles that exist, newest first.
    pub fn handles(&mut self) -> impl Iterator<Item = &mut Handle> {
        self.handle.iter_mut().chain(self.older.iter_mut())
    }
}

impl Default for State {
    fn default() -> State {
        State::new()
    }
}
