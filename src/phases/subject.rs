//! The sockets of a function: those that it opens, and those that it is given.

use super::steps::{Act, Call, Steps};
use crate::ir::{Elem, LocalKind, PlaceId, Step};
use crate::model::Phase;

/// A socket to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The one that the call with this number opens.
    Site(usize),
    /// The one that this place holds when the function is entered.
    Given(PlaceId),
}

/// What is known of it everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// It carries a stream.
    pub is_stream: bool,
    /// It is for datagrams.
    pub is_datagram: bool,
    /// Its addresses are files.
    pub is_local: bool,
    /// It accepts without listening, as those of the kernel's ciphers do.
    pub is_cipher: bool,
    /// The family is the first address's, not a constant.
    pub follows_address: bool,
}

impl Subject {
    /// The place in which it is found first.
    pub fn home(self, steps: &Steps) -> Option<PlaceId> {
        match self {
            Subject::Site(call) => steps.calls[call].dest,
            Subject::Given(place) => Some(place),
        }
    }

    /// What is known of it.
    pub fn traits(self, steps: &Steps) -> Traits {
        let unknown =
            Traits { is_stream: false, is_datagram: false, is_local: false, is_cipher: false, follows_address: false };
        let Subject::Site(call) = self else { return unknown };
        let call = &steps.calls[call];
        if call.act == Act::Accept {
            return Traits { is_stream: true, ..unknown };
        }
        let (family, kind) = (call.args.first(), call.model.and_then(|model| model.kind));
        let kind = kind.and_then(|kind| call.args.get(kind as usize));
        Traits {
            is_stream: steps.is_marked(kind, "stream", "datagram"),
            is_datagram: steps.is_marked(kind, "datagram", "stream"),
            is_local: steps.is_marked(family, "local", "internet"),
            is_cipher: steps.is_marked(family, "cipher", "internet"),
            follows_address: steps.symbols(family).is_empty(),
        }
    }
}

/// The sockets of which something may be said, in a fixed order.
pub fn subjects(steps: &Steps) -> Vec<Subject> {
    let sites = steps.calls.iter().enumerate().filter(|(_, call)| matches!(call.act, Act::Open | Act::Accept));
    let sites: Vec<usize> = sites.map(|(number, _)| number).collect();
    let born: Vec<PlaceId> = sites.iter().filter_map(|&site| steps.calls[site].dest).collect();
    let mut given: Vec<PlaceId> = steps.calls.iter().filter(|call| is_telling(call)).filter_map(Call::handle).collect();
    given.retain(|&place| !born.contains(&place) && is_given(steps, place));
    given.sort();
    given.dedup();
    let sites = sites.into_iter().filter(|&site| steps.calls[site].dest.is_some());
    sites.map(Subject::Site).chain(given.into_iter().map(Subject::Given)).collect()
}

/// Whether the order of such a call among others can be wrong.
fn is_telling(call: &Call) -> bool {
    match &call.act {
        Act::Set(_) | Act::Close | Act::End => true,
        Act::Step(phase) => matches!(phase, Phase::Bind | Phase::Listen | Phase::Connect | Phase::Shutdown),
        Act::Open | Act::Accept | Act::Send { .. } | Act::Receive | Act::Quiet | Act::Unknown => false,
    }
}

/// Whether the place holds something when the function is entered, and is one place.
fn is_given(steps: &Steps, place: PlaceId) -> bool {
    let places = &steps.function.places;
    let is_one = places.ancestors(place).all(|at| !matches!(places.get(at).step, Step::Elem(Elem::Any)));
    let is_own = match places.get(place).step {
        Step::Local(local) => matches!(steps.function.local(local).kind, LocalKind::Auto | LocalKind::Temp),
        _ => false,
    };
    is_one && !is_own
}
