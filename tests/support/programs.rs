//! Small clients and servers that close what they open: every platform, shape, place for the socket, and way to talk.

/// Which platforms the program is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    Posix,
    Winsock,
    Both,
}

/// How errors leave the function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    EarlyReturn,
    Goto,
    DoWhile,
    Nested,
}

/// Where the socket is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Local,
    Struct,
    Heap,
    Helpers,
}

/// What is done with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    Receive,
    ReceiveAll,
    SendAll,
    Exchange,
}

/// What the program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A client that connects once.
    Client,
    /// One that tries again with a new socket.
    Retries,
    /// One that tries each address.
    Addresses,
    /// A server for one connection.
    Once,
    /// One after the other.
    Loop,
    /// A process for each.
    Fork,
    /// A thread for each, which is given the number.
    Thread,
    /// A thread for each, which is given an object.
    ThreadObject,
}

const PLATFORMS: [Platform; 3] = [Platform::Posix, Platform::Winsock, Platform::Both];
const SHAPES: [Shape; 4] = [Shape::EarlyReturn, Shape::Goto, Shape::DoWhile, Shape::Nested];
const KEEPS: [Keep; 4] = [Keep::Local, Keep::Struct, Keep::Heap, Keep::Helpers];
const TALKS: [Talk; 4] = [Talk::Receive, Talk::ReceiveAll, Talk::SendAll, Talk::Exchange];

/// All roles.
pub const ROLES: [Role; 8] = [
    Role::Client,
    Role::Retries,
    Role::Addresses,
    Role::Once,
    Role::Loop,
    Role::Fork,
    Role::Thread,
    Role::ThreadObject,
];

/// One program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    pub role: Role,
    pub platform: Platform,
    pub shape: Shape,
    pub keep: Keep,
    pub talk: Talk,
}

impl Program {
    /// Half of all combinations, roles first: each two ways to talk of four, in turn.
    pub fn all() -> Vec<Program> {
        let mut all: Vec<Program> = Vec::new();
        for role in ROLES {
            for platform in PLATFORMS {
                for shape in SHAPES {
                    for keep in KEEPS {
                        let first = all.len() / 2;
                        let talks = [TALKS[first % 4], TALKS[(first + 1 + first / 4 % 3) % 4]];
                        all.extend(talks.map(|talk| Program { role, platform, shape, keep, talk }));
                    }
                }
            }
        }
        // Windows has no fork.
        all.retain(|program| program.role != Role::Fork || program.platform == Platform::Posix);
        all
    }

    /// As a table shows it.
    pub fn name(self) -> String {
        format!("{:?} {:?} {:?} {:?} {:?}", self.role, self.platform, self.shape, self.keep, self.talk)
    }

    /// Whether it waits for connections.
    pub fn is_server(self) -> bool {
        !matches!(self.role, Role::Client | Role::Retries | Role::Addresses)
    }
}
