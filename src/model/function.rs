//! The model of one function.

use crate::ir::{CmpOp, Name};

/// What a function is for, as far as sockets go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Its success gives birth to a handle.
    Acquire,
    /// Its success gives birth to a second descriptor of the same object.
    Duplicate,
    /// It uses the handle and leaves it as it is.
    Use,
    /// It ends the handle's life.
    Release,
    /// It takes the handle over, on the outcome `takes`.
    Transfer,
    /// It returns fresh memory that nobody else can reach.
    Allocate,
    /// It ends the life of the object that its handle argument points at.
    Free,
    /// It does nothing to sockets and keeps no pointer it is given.
    Inert,
    /// It never returns.
    Noreturn,
    /// It returns the code of the last error.
    ErrorCode,
}

/// Where a handle is, seen from a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandleAt {
    /// The result.
    Return,
    /// The value of this argument.
    Arg(u8),
    /// Element `elem` of what this argument points at.
    Pointee {
        /// The argument.
        arg: u8,
        /// The element.
        elem: u8,
    },
}

/// Direction of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Io {
    /// From the peer.
    Receive,
    /// To the peer.
    Send,
}

/// What a function does to a set of descriptors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetUse {
    /// Puts the handle in.
    Add,
    /// Takes the handle out.
    Remove,
    /// Takes all out.
    Clear,
    /// Asks whether the handle is in it.
    Find,
}

/// Which step of a socket's life a call is, on success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It gets an address of its own.
    Bind,
    /// It waits for connections from now on.
    Listen,
    /// It gets a peer.
    Connect,
    /// One or both directions end.
    Shutdown,
}

/// What an option of a socket takes.
#[derive(Clone, Debug, Default)]
pub struct OptionModel {
    /// The levels at which it can be set; they are one level by several names, the usual one first.
    pub levels: Vec<String>,
    /// The type of its value on POSIX: `int`, or a structure.
    pub posix: String,
    /// The type of its value on Windows.
    pub windows: String,
    /// Whether a value of one byte will do on POSIX.
    pub is_byte: bool,
    /// Whether it will do on Linux alone.
    pub is_byte_on_linux: bool,
    /// Whether the value is a time.
    pub is_duration: bool,
}

/// A test of a function's result against a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Test {
    /// The comparison.
    pub op: CmpOp,
    /// The number on its right.
    pub value: i64,
}

/// The model of one function; argument numbers count from 0.
#[derive(Clone, Debug)]
pub struct FunctionModel {
    /// What it is for.
    pub role: Role,
    /// The handles it speaks of; one, except for `socketpair`.
    pub handles: Vec<HandleAt>,
    /// Which results mean failure.
    pub error: Option<Test>,
    /// Which results mean that the peer closed.
    pub eof: Option<Test>,
    /// Which results mean that a transfer took the handle.
    pub takes: Option<Test>,
    /// The mark of a flag without which a transfer leaves the handle to the caller.
    pub takes_with: Option<String>,
    /// A callback, and which of its own arguments is a fresh handle that it has to close.
    pub gives: Option<(u8, u8)>,
    /// Whether it moves data.
    pub io: Option<Io>,
    /// The data buffer.
    pub buffer: Option<u8>,
    /// The buffer's length.
    pub length: Option<u8>,
    /// The address where the number of bytes received goes.
    pub amount: Option<u8>,
    /// The flags (`MSG_PEEK`).
    pub flags: Option<u8>,
    /// A peer address: given, the socket is used as a datagram socket.
    pub address: Option<u8>,
    /// The socket type (`SOCK_STREAM`).
    pub kind: Option<u8>,
    /// The listening socket of an accept.
    pub listener: Option<u8>,
    /// The descriptor that is duplicated.
    pub source: Option<u8>,
    /// The descriptor number that a duplicate replaces.
    pub target: Option<u8>,
    /// The option set.
    pub option: Option<u8>,
    /// The option that it sets, whatever it is given besides the handle.
    pub sets_option: Option<Name>,
    /// The option read back.
    pub option_read: Option<u8>,
    /// The argument that points at a set of descriptors, or at a record that names one, and what is done to it.
    pub set: Option<(u8, SetUse)>,
    /// The argument with an object that the system gives back later, with what it holds: on the outcome `takes`.
    pub keeps: Option<u8>,
    /// The object that refers to the handle from then on and does not own it: an argument, or the result.
    pub holds: Option<HandleAt>,
    /// A function that will run with the handle as its argument.
    pub entry: Option<u8>,
    /// The step of the socket's life that it is.
    pub phase: Option<Phase>,
    /// Whether it counts even where the function's body is at hand: an option decides, or the user says so.
    pub is_binding: bool,
    /// Whether only sockets can be passed: the call proves that its handle is one.
    pub is_socket_api: bool,
    /// Whether a function that calls it is worth reading though the call touches no socket.
    pub is_worth: bool,
}
