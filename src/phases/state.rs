//! What is known of one socket on one path.

use crate::ir::PlaceId;
use crate::typestate::Value;
use smallvec::SmallVec;

/// Whether a step was done, and by which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Done {
    /// It was not.
    No,
    /// Nobody knows.
    Perhaps,
    /// By the call with this number.
    By(u32),
}

impl Done {
    /// The call.
    pub fn call(self) -> Option<u32> {
        match self {
            Done::By(call) => Some(call),
            Done::No | Done::Perhaps => None,
        }
    }

    /// What is left of it when others may have done it.
    fn after_others(self) -> Done {
        if self == Done::No { Done::Perhaps } else { self }
    }
}

/// How the socket has its peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Peer {
    /// It never tried.
    None,
    /// The call with this number failed, for good as far as anybody looked.
    Failed(u32),
    /// Nobody knows, or it is on the way.
    Perhaps,
    /// By the call with this number.
    Is(u32),
}

/// The socket on one path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sock {
    /// The places that hold it, sorted.
    pub places: SmallVec<[PlaceId; 2]>,
    /// Whether others may find it.
    pub is_shared: bool,
    /// Whether it has an address that a call asked for.
    pub bound: Done,
    /// Whether it listens.
    pub listening: Done,
    /// Its peer.
    pub peer: Peer,
    /// The call that set its linger time to 0.
    pub linger: Option<u32>,
    /// The last call that sent something which nobody has answered since.
    pub sent: Option<u32>,
    /// Whether something went through at all.
    pub talked: bool,
    /// Whether a direction was shut down.
    pub shut: bool,
    /// Whether a receive or send has told that the peer is gone.
    pub gone: bool,
    /// The close that has failed, and left nothing to close all the same.
    pub closed: Option<u32>,
    /// The call that closed the listener that it came from.
    pub listener_closed: Option<u32>,
}

impl Sock {
    /// A fresh one in `place`.
    pub fn fresh(place: PlaceId) -> Sock {
        Sock {
            places: SmallVec::from_slice(&[place]),
            is_shared: false,
            bound: Done::No,
            listening: Done::No,
            peer: Peer::None,
            linger: None,
            sent: None,
            talked: false,
            shut: false,
            gone: false,
            closed: None,
            listener_closed: None,
        }
    }

    /// One of which nothing is known.
    pub fn unknown(place: PlaceId) -> Sock {
        Sock { bound: Done::Perhaps, listening: Done::Perhaps, peer: Peer::Perhaps, ..Sock::fresh(place) }
    }

    /// Somebody may have done anything with it.
    pub fn touch(&mut self) {
        self.bound = self.bound.after_others();
        self.listening = self.listening.after_others();
        if matches!(self.peer, Peer::None | Peer::Failed(_)) {
            self.peer = Peer::Perhaps;
        }
        self.sent = None;
        self.is_shared = true;
    }

    /// Adds a place.
    pub fn add(&mut self, place: PlaceId) {
        if let Err(at) = self.places.binary_search(&place) {
            self.places.insert(at, place);
        }
    }
}

/// Everything known on one path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
    /// The socket, while it is there and in sight.
    pub sock: Option<Sock>,
    /// Values of places, sorted.
    facts: Vec<(PlaceId, Value)>,
    /// Whether facts were forgotten to keep the number of states down.
    pub is_merged: bool,
}

impl State {
    /// The same with this socket.
    pub fn with(&self, sock: Option<Sock>) -> State {
        State { sock, ..self.clone() }
    }

    /// The value of a place.
    pub fn value(&self, place: PlaceId) -> Value {
        let at = self.facts.binary_search_by_key(&place, |(known, _)| *known);
        at.map_or(Value::ANY, |at| self.facts[at].1.clone())
    }

    /// Notes the value of a place.
    pub fn set(&mut self, place: PlaceId, value: Value) {
        match self.facts.binary_search_by_key(&place, |(known, _)| *known) {
            Ok(at) if value.is_any() => drop(self.facts.remove(at)),
            Ok(at) => self.facts[at].1 = value,
            Err(_) if value.is_any() => {}
            Err(at) => self.facts.insert(at, (place, value)),
        }
    }

    /// Forgets the values of places for which `keep` does not hold.
    pub fn retain(&mut self, mut keep: impl FnMut(PlaceId) -> bool) {
        self.facts.retain(|(place, _)| keep(*place));
    }

    /// Forgets all values.
    pub fn widen(&mut self) {
        self.is_merged |= !self.facts.is_empty();
        self.facts.clear();
    }
}
