//! Which observations a rule fits.

use crate::typestate::{Exit, Lapse, Observation, ObservationKind, OptionCall, OptionFault, PeerGone, Sequence, Shape};
use serde::Deserialize;

/// Kinds of observations as pages name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum On {
    /// An owned open handle is lost.
    Lost,
    /// A borrowed handle whose peer is gone is left open.
    LeftOpen,
    /// Closed again.
    DoubleClose,
    /// Used after close.
    UseAfterClose,
    /// Options set without looking whether that worked.
    UncheckedOption,
    /// An option set without looking, where others of the socket are looked at.
    UnevenOption,
    /// An option set with a comparison for a length.
    MisplacedComparison,
    /// One failed accept ends the loop.
    AcceptDies,
    /// A failed accept is tried again at once.
    AcceptSpins,
    /// A loop goes on as before when a read gives 0.
    EofUnhandled,
    /// A loop goes on as before when there is no more to read, and it is not 0 that says so.
    EndUnhandled,
    /// A caller is told of more to come where a read gives 0.
    EofUntold,
    /// A result of 0 passes for a moment without data.
    EofOverlooked,
    /// Data is used of which nobody knows how much was read.
    AmountUnread,
    /// One descriptor has two owners.
    DoubleOwner,
    /// A descriptor is lost before it has an owner.
    RawLost,
    /// A type holds a descriptor and never closes it.
    NeverClosed,
    /// A descriptor is closed by the function that gives it away.
    OwnerDrops,
    /// The number of a descriptor is returned whose owner ends with the function.
    OwnerEnds,
    /// A pattern of `select!` drops an error.
    SelectSwallows,
    /// A socket is kept though it is not waited for.
    RegisterIgnored,
    /// How much was written is not looked at.
    AmountIgnored,
    /// A socket's shutdown does nothing.
    SilentShutdown,
    /// Others may take the address of a server.
    SharedAddress,
    /// Two directions of a relay are waited for together.
    RelayJoined,
    /// A socket is kept from ending.
    SocketForgotten,
    /// An option is set where it no longer counts.
    LateOption,
    /// A call comes where the kernel refuses it.
    WrongPhase,
    /// A socket whose connect has failed is connected again.
    Reconnect,
    /// A linger time of 0 cuts off what was sent.
    Abort,
    /// A close without the shutdown that the others have.
    NoShutdownHere,
    /// A close right after the last send.
    NoShutdown,
    /// A receive that may wait for ever.
    NoTimeout,
    /// A loop of receives that never learns that the peer has vanished.
    NoKeepalive,
    /// A descriptor that new programs inherit.
    NoCloseOnExec,
    /// A send that may end the process.
    NoSignalGuard,
    /// A close that has failed is tried again.
    CloseRetry,
    /// The listener is closed where the accepted socket is lost.
    WrongHandle,
    /// A test that does not tell a socket from none.
    InvalidCheck,
    /// The result of a call is taken for an error code.
    ResultAsCode,
    /// What is closed was just found to be no socket.
    InvertedTest,
    /// A socket is closed as a file is, or a file as a socket is.
    CloseMixup,
    /// The error of a Winsock call is looked for where it is not.
    WrongErrorCode,
    /// Winsock is ended though it never began, or too early, or not at all.
    StartupUnpaired,
    /// A call that may have failed is relied upon.
    UncheckedCall,
    /// The result of a receive or send is kept where it cannot be negative.
    UnsignedAmount,
    /// The value of an option has the wrong type, length or level.
    OptionType,
}

/// The trigger of a rule. An empty list puts no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Trigger {
    /// The kinds of observations; none for a rule about comments.
    pub on: Vec<On>,
    /// The ways out.
    #[serde(default)]
    pub exit: Vec<Exit>,
    /// What the path had learnt about the peer.
    #[serde(default)]
    pub peer: Vec<PeerGone>,
    /// The acquiring calls.
    #[serde(default)]
    pub acquired_by: Vec<String>,
}

impl Trigger {
    /// Whether it fits, and if so how specifically: what was learnt about the peer tells more than the acquiring call,
    /// and that more than the way out.
    pub fn fit(&self, observation: &Observation) -> Option<u8> {
        let (on, exit, peer) = facets(&observation.kind);
        let acquired = observation.acquired.as_ref().map(|acquired| acquired.callee.as_str());
        let acquired_by: Vec<&str> = self.acquired_by.iter().map(String::as_str).collect();
        let parts = [(holds(&self.peer, peer), 4), (holds(&acquired_by, acquired), 2), (holds(&self.exit, exit), 1)];
        self.on.contains(&on).then_some(())?;
        parts.into_iter().map(|(part, weight)| part.map(|is_said| u8::from(is_said) * weight)).sum()
    }
}

/// Whether a condition holds: `None` if not, else whether there is one at all.
fn holds<T: PartialEq>(allowed: &[T], value: Option<T>) -> Option<bool> {
    if allowed.is_empty() {
        return Some(false);
    }
    value.filter(|value| allowed.contains(value)).map(|_| true)
}

/// The kind of an observation.
pub fn on(kind: &ObservationKind) -> On {
    facets(kind).0
}

fn facets(kind: &ObservationKind) -> (On, Option<Exit>, Option<PeerGone>) {
    match kind {
        ObservationKind::Lost { exit, peer } => (On::Lost, Some(*exit), *peer),
        ObservationKind::LeftOpen { peer, .. } => (On::LeftOpen, None, Some(*peer)),
        ObservationKind::DoubleClose => (On::DoubleClose, None, None),
        ObservationKind::UseAfterClose { .. } => (On::UseAfterClose, None, None),
        ObservationKind::UncheckedOption { calls } => (on_option(calls), None, None),
        ObservationKind::Order { what, .. } => (on_order(*what), None, None),
        ObservationKind::Shape { shape, .. } => (on_shape(*shape), None, None),
        ObservationKind::Lapse { lapse, .. } => (on_lapse(*lapse), None, None),
    }
}

fn on_option(calls: &[OptionCall]) -> On {
    match calls.first().map(|call| call.fault) {
        Some(OptionFault::ComparedInside) => On::MisplacedComparison,
        Some(OptionFault::Uneven) => On::UnevenOption,
        Some(OptionFault::Ignored) | None => On::UncheckedOption,
    }
}

fn on_lapse(lapse: Lapse) -> On {
    match lapse {
        Lapse::InvalidCheck => On::InvalidCheck,
        Lapse::ResultAsCode => On::ResultAsCode,
        Lapse::InvertedTest => On::InvertedTest,
        Lapse::CloseMixup => On::CloseMixup,
        Lapse::WrongErrorCode => On::WrongErrorCode,
        Lapse::StartupUnpaired => On::StartupUnpaired,
        Lapse::SharedAddress => On::SharedAddress,
        Lapse::UncheckedCall => On::UncheckedCall,
        Lapse::UnsignedAmount => On::UnsignedAmount,
        Lapse::OptionType => On::OptionType,
    }
}

fn on_order(what: Sequence) -> On {
    match what {
        Sequence::LateOption => On::LateOption,
        Sequence::WrongPhase => On::WrongPhase,
        Sequence::Reconnect => On::Reconnect,
        Sequence::Abort => On::Abort,
        Sequence::NoShutdownHere => On::NoShutdownHere,
        Sequence::NoShutdown => On::NoShutdown,
        Sequence::NoTimeout => On::NoTimeout,
        Sequence::NoKeepalive => On::NoKeepalive,
        Sequence::NoCloseOnExec => On::NoCloseOnExec,
        Sequence::NoSignalGuard => On::NoSignalGuard,
        Sequence::CloseRetry => On::CloseRetry,
        Sequence::WrongHandle => On::WrongHandle,
    }
}

fn on_shape(shape: Shape) -> On {
    match shape {
        Shape::AcceptDies => On::AcceptDies,
        Shape::AcceptSpins => On::AcceptSpins,
        Shape::EofUnhandled => On::EofUnhandled,
        Shape::EndUnhandled => On::EndUnhandled,
        Shape::EofUntold => On::EofUntold,
        Shape::EofOverlooked => On::EofOverlooked,
        Shape::AmountUnread => On::AmountUnread,
        Shape::DoubleOwner => On::DoubleOwner,
        Shape::RawLost => On::RawLost,
        Shape::NeverClosed => On::NeverClosed,
        Shape::OwnerDrops => On::OwnerDrops,
        Shape::OwnerEnds => On::OwnerEnds,
        Shape::SelectSwallows => On::SelectSwallows,
        Shape::RegisterIgnored => On::RegisterIgnored,
        Shape::AmountIgnored => On::AmountIgnored,
        Shape::SilentShutdown => On::SilentShutdown,
        Shape::SharedAddress => On::SharedAddress,
        Shape::RelayJoined => On::RelayJoined,
        Shape::SocketForgotten => On::SocketForgotten,
    }
}
