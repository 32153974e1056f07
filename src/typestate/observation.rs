//! What the engine saw: the input of the rules.

use crate::ir::{Function, Name};
use crate::source::{FileId, Location, Span};
use serde::Deserialize;

/// How sure the engine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A merged state without a feasible replay, a budget hit, an opaque statement on the path, or a taker-like name.
    Possible,
    /// A replayed path, but an unknown callee got the handle by value, or the handle is borrowed.
    Likely,
    /// A replayed path and nothing unknown touched the handle.
    Certain,
}

/// How the program learnt that the peer is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeerGone {
    /// A send failed.
    SendError,
    /// A receive failed.
    RecvError,
    /// A receive timed out and nobody will try again.
    RecvTimeout,
    /// A receive gave 0 or failed; one branch serves both.
    EofOrError,
    /// A receive gave 0: the peer closed.
    Eof,
}

/// How the path leaves the place where the handle was alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exit {
    /// A `return`.
    Return,
    /// The closing brace of the function.
    End,
    /// The end of the variable's scope, by `break`, `continue`, `goto` or a closing brace.
    Scope,
    /// An assignment over the last reference.
    Overwrite,
    /// An exception leaves the function.
    Throw,
    /// The object that held the last reference was freed.
    Freed,
}

/// Where a handle was born.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acquisition {
    /// The acquiring call.
    pub at: Location,
    /// The called function.
    pub callee: Name,
    /// Whether it stands in a loop, and comes again after what is told.
    pub in_loop: bool,
}

/// What a step of a path is, in the words SARIF suggests for `threadFlowLocation.kinds`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKind {
    /// The handle is born.
    Acquire,
    /// The handle is closed.
    Release,
    /// The handle is used.
    Use,
    /// A branch is taken.
    Branch,
    /// A function is called.
    Call,
    /// The path leaves.
    Exit,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// Where.
    pub at: Location,
    /// What.
    pub kind: StepKind,
    /// In words: lower case, no final stop, names in backticks.
    pub text: String,
}

/// One `setsockopt`-like call whose result is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionCall {
    /// The call.
    pub at: Location,
    /// The option's name, `SO_REUSEADDR`, or the callee's if that tells the option; empty if it is not a plain name.
    pub option: String,
    /// Whether ignoring it matters (address reuse, exclusive use, timeouts, linger, memberships, ...) or is common
    /// practice (no delay, buffer sizes, type of service, keepalive tuning).
    pub matters: bool,
    /// What is wrong with the call.
    pub fault: OptionFault,
}

/// How the result of a `setsockopt`-like call fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionFault {
    /// Nobody looks at it.
    Ignored,
    /// Nor here, and where another option of the socket fails the function gives the socket up.
    Uneven,
    /// The call looks checked, but the comparison stands inside its last argument.
    ComparedInside,
}

/// What the shape of a function shows without a simulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// One failure to accept, or of one peer's handshake, ends the loop that serves all.
    AcceptDies,
    /// A failure to accept is tried again at once.
    AcceptSpins,
    /// A loop goes on as before when a read gives 0.
    EofUnhandled,
    /// A loop goes on as before when there is no more to read, and it is not 0 that says so.
    EndUnhandled,
    /// A function tells its caller that there is more to come where a read gives 0.
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
    /// A function returns the number of a descriptor whose owner is dropped at its end.
    OwnerEnds,
    /// A pattern of `select!` drops an error and leaves its arm out.
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
}

/// What is wrong with the order of calls on a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sequence {
    /// An option is set where it no longer counts.
    LateOption,
    /// A call comes in a state of the socket in which the kernel refuses it.
    WrongPhase,
    /// A socket whose connect has failed is connected again.
    Reconnect,
    /// A linger time of 0 cuts off what was sent.
    Abort,
    /// A close without the shutdown that the function's other closes have.
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
}

/// What a call or a test gets wrong by itself, whatever the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lapse {
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
    /// Others may take over the address of a server.
    SharedAddress,
    /// A call that may have failed is relied upon.
    UncheckedCall,
    /// The result of a receive or send is kept where it cannot be negative.
    UnsignedAmount,
    /// The value of an option has the wrong type, length or level.
    OptionType,
}

/// What kind of thing the engine saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObservationKind {
    /// An owned open handle is lost at an exit.
    Lost {
        /// How the path leaves.
        exit: Exit,
        /// What the path had learnt about the peer.
        peer: Option<PeerGone>,
    },
    /// A borrowed handle whose peer is gone is left open, and nobody is told. `row` is the row of the table in the design.
    LeftOpen {
        /// What the path had learnt about the peer.
        peer: PeerGone,
        /// The deciding row: 2, 4, 5 or 7.
        row: u8,
    },
    /// Closed again.
    DoubleClose,
    /// Used after close; the name of the using call.
    UseAfterClose {
        /// The call that uses it.
        callee: Name,
    },
    /// Calls on one handle in one function whose results nobody looks at.
    UncheckedOption {
        /// The calls in source order.
        calls: Vec<OptionCall>,
    },
    /// Calls in the wrong order, or one that is missing among them.
    Order {
        /// What.
        what: Sequence,
        /// The call that it is about.
        callee: Name,
        /// The option that it sets; empty if it sets none.
        option: String,
        /// The earlier call that makes it wrong.
        earlier: Option<Name>,
        /// Why it is wrong: lower case, no final stop.
        why: String,
        /// Whether it is more than worth knowing.
        is_grave: bool,
    },
    /// Seen in the shape of the function.
    Shape {
        /// What.
        shape: Shape,
        /// The call that it is about.
        callee: Name,
    },
    /// Seen at one call or test.
    Lapse {
        /// What.
        lapse: Lapse,
        /// The call or test as it is written, on one line.
        found: String,
        /// Why it is wrong: the rest of a sentence, lower case, no final stop.
        because: String,
        /// What to do: likewise.
        instead: String,
        /// Whether it is more than a matter of care.
        matters: bool,
        /// What comes of it, where that is less than the rule says of it in general: lower case, no final stop.
        harm: Option<&'static str>,
    },
}

/// One thing seen in one function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// What.
    pub kind: ObservationKind,
    /// The function's file.
    pub file: FileId,
    /// The function's name.
    pub function: Name,
    /// The handle as the source spells it: `fd`, `c->sock`.
    pub handle: String,
    /// Where it was born; `None` for a borrowed handle.
    pub acquired: Option<Acquisition>,
    /// The call through which the path learnt about the peer.
    pub peer_call: Option<Name>,
    /// The primary place: the losing exit, the second close, the use, the first unchecked call.
    pub at: Location,
    /// The path, in order, acquisition first and exit last.
    pub path: Vec<PathStep>,
    /// How sure.
    pub confidence: Confidence,
    /// Why not more sure, in words; empty if certain.
    pub doubts: Vec<String>,
    /// `main` is left, or frees what it used before that: the process ends and the kernel closes the descriptor.
    pub at_process_end: bool,
    /// Whether callers that come to light later may put it right.
    pub depends_on_callers: bool,
}

impl Observation {
    /// The loss of a borrowed handle by what `function` does at `at`, seen without a simulation.
    pub(super) fn forgotten(
        function: &Function,
        handle: String,
        at: Span,
        path: Vec<PathStep>,
        exit: Exit,
    ) -> Observation {
        let kind = ObservationKind::Lost { exit, peer: None };
        Observation { depends_on_callers: true, ..Observation::seen(function, kind, handle, at, path) }
    }

    /// What `function` does to a borrowed handle at `at`, seen without a simulation.
    pub(super) fn seen(
        function: &Function,
        kind: ObservationKind,
        handle: String,
        at: Span,
        path: Vec<PathStep>,
    ) -> Observation {
        Observation {
            kind,
            file: function.file,
            function: function.shown_name(),
            handle,
            acquired: None,
            peer_call: None,
            at: Location { file: function.file, span: at },
            path,
            confidence: Confidence::Likely,
            doubts: Vec::new(),
            at_process_end: false,
            depends_on_callers: false,
        }
    }
}
