//! What may be wrong with a step, seen on one path.

use super::context::Context;
use super::state::{Done, Peer, Sock};
use super::steps::{Act, Call, Steps};
use super::subject::Traits;
use crate::model::Phase;
use crate::typestate::Sequence;

/// One fault of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub what: Sequence,
    /// The earlier call that makes it one, if there is one.
    pub earlier: Option<u32>,
    /// Why it is wrong: lower case, no final stop.
    pub why: String,
    /// Whether it must hold on every path to the call.
    pub is_sure: bool,
    /// Whether it is more than worth knowing.
    pub is_grave: bool,
}

/// A call on the socket, seen on one path.
#[derive(Clone, Debug)]
pub struct Incident {
    /// The call.
    pub call: usize,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// The socket just before.
    pub sock: Sock,
    /// Whether facts had been forgotten.
    pub is_merged: bool,
}

impl Fault {
    fn phase(earlier: Done, why: &str) -> Fault {
        Fault {
            what: Sequence::WrongPhase,
            earlier: earlier.call(),
            why: why.to_owned(),
            is_sure: true,
            is_grave: true,
        }
    }

    fn plain(what: Sequence, earlier: Option<u32>) -> Fault {
        Fault { what, earlier, why: String::new(), is_sure: false, is_grave: true }
    }

    /// The listener was closed where the accepted socket is lost.
    pub fn wrong_handle() -> Fault {
        Fault::plain(Sequence::WrongHandle, None)
    }

    /// What is wrong with `call` on a socket like this.
    pub fn of(cx: &Context, traits: &Traits, call: &Call, sock: &Sock) -> Vec<Fault> {
        let (steps, mut faults) = (cx.steps, Vec::new());
        if let Some(earlier) = sock.closed {
            let is_again = call.act == Act::Close && call.name == steps.calls[earlier as usize].name;
            return is_again.then(|| Fault::plain(Sequence::CloseRetry, Some(earlier))).into_iter().collect();
        }
        let listens = matches!(sock.listening, Done::By(_));
        match &call.act {
            Act::Set(option) => faults.extend(late(steps, traits, option, sock)),
            Act::Accept if sock.listening == Done::No && !traits.is_cipher => {
                faults.push(Fault::phase(sock.bound, "it does not listen, so this fails with `EINVAL`"));
            }
            Act::Step(Phase::Bind) if matches!(sock.bound, Done::By(_)) => {
                faults.push(Fault::phase(sock.bound, "it has an address already, so this fails with `EINVAL`"));
            }
            Act::Step(Phase::Listen) => faults.extend(listen(traits, sock)),
            Act::Step(Phase::Connect) => faults.extend(connect(cx, traits, call, sock)),
            // One for records, as SCTP has them, listens and receives.
            Act::Send { .. } | Act::Receive if listens && traits.is_stream => {
                faults
                    .push(Fault::phase(sock.listening, "it only hands out connections, so this fails with `ENOTCONN`"));
            }
            Act::Send { is_addressed: false } if traits.is_stream && sock.peer == Peer::None => {
                faults.push(Fault::phase(Done::No, "it is not connected, so this fails with `ENOTCONN` or `EPIPE`"));
            }
            Act::Receive if traits.is_stream && sock.peer == Peer::None => {
                faults.push(Fault::phase(Done::No, "it is not connected, so this fails with `ENOTCONN`"));
            }
            _ => {}
        }
        faults.extend(abort(call, sock));
        faults
    }
}

fn late(steps: &Steps, traits: &Traits, option: &str, sock: &Sock) -> Option<Fault> {
    let late = steps.models.order().late(option)?;
    let connected = match sock.peer {
        Peer::Is(call) if steps.calls[call as usize].act == Act::Step(Phase::Connect) => Done::By(call),
        _ => Done::No,
    };
    let done = |phase: &Phase| match phase {
        Phase::Bind => sock.bound.call(),
        Phase::Listen => sock.listening.call(),
        Phase::Connect => connected.call(),
        Phase::Shutdown => None,
    };
    let earlier = late.before.iter().find_map(done)?;
    (!late.stream || traits.is_stream).then(|| Fault {
        what: Sequence::LateOption,
        earlier: Some(earlier),
        why: late.why.clone(),
        is_sure: false,
        is_grave: late.is_grave,
    })
}

fn listen(traits: &Traits, sock: &Sock) -> Option<Fault> {
    if traits.is_datagram {
        return Some(Fault::phase(Done::No, "a datagram socket cannot listen, so this fails with `EOPNOTSUPP`"));
    }
    let is_unbound = traits.is_local && sock.bound == Done::No;
    is_unbound.then(|| Fault::phase(Done::No, "it has no path yet, so this fails with `EINVAL`"))
}

fn connect(cx: &Context, traits: &Traits, call: &Call, sock: &Sock) -> Option<Fault> {
    let calls = &cx.steps.calls;
    if let Done::By(_) = sock.listening {
        return Some(Fault::phase(sock.listening, "it listens, so this fails with `EISCONN`"));
    }
    match sock.peer {
        Peer::Is(earlier) if traits.is_stream && calls[earlier as usize].act != Act::Accept => {
            Some(Fault::phase(Done::By(earlier), "it has a peer already, so this fails with `EISCONN`"))
        }
        // One path is as good as another to the same socket: nothing of it is left from the first.
        Peer::Failed(earlier) if traits.is_stream && !traits.is_local => {
            let is_grave = traits.follows_address && !cx.is_same_address(&calls[earlier as usize], call);
            let why = reconnect(is_grave).to_owned();
            Some(Fault { what: Sequence::Reconnect, earlier: Some(earlier), why, is_sure: false, is_grave })
        }
        _ => None,
    }
}

fn reconnect(may_be_other: bool) -> &'static str {
    if may_be_other {
        "the next address may be of another family (`EAFNOSUPPORT`), and outside Linux and Windows a socket whose `connect` \
         has failed is of no more use"
    } else {
        "outside Linux and Windows a socket whose `connect` has failed is of no more use"
    }
}

/// Data or an orderly end is cut off by a linger time of 0.
fn abort(call: &Call, sock: &Sock) -> Option<Fault> {
    let linger = sock.linger?;
    let is_lost = match &call.act {
        Act::Close => sock.sent.is_some() || sock.shut,
        _ => false,
    };
    (is_lost && !sock.gone).then(|| Fault {
        what: Sequence::Abort,
        earlier: Some(linger),
        why: if sock.sent.is_some() { "what was sent last" } else { "the orderly end" }.to_owned(),
        is_sure: false,
        is_grave: true,
    })
}
