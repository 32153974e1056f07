//! The cells of the matrix: one call, one way to test its result, one way to leave, one owner.

/// The receiving or sending call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Recv,
    Read,
    Recvfrom,
    Recvmsg,
    WsaRecv,
    Send,
}

/// How the result is tested.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Test {
    Negative,
    NotPositive,
    Zero,
    MinusOne,
    SocketError,
    Not,
    Switch,
    Swapped,
    Assigned,
}

/// How the branch is left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    Return,
    Goto,
    Break,
    Continue,
    FallThrough,
}

/// Who owns the socket.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Local,
    Parameter,
    Field,
    Global,
}

/// One cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub call: Call,
    pub test: Test,
    pub leave: Leave,
    pub owner: Owner,
}

/// All calls.
pub const CALLS: [Call; 6] = [Call::Recv, Call::Read, Call::Recvfrom, Call::Recvmsg, Call::WsaRecv, Call::Send];
/// All tests.
pub const TESTS: [Test; 9] = [
    Test::Negative,
    Test::NotPositive,
    Test::Zero,
    Test::MinusOne,
    Test::SocketError,
    Test::Not,
    Test::Switch,
    Test::Swapped,
    Test::Assigned,
];
/// All ways to leave.
pub const LEAVES: [Leave; 5] = [Leave::Return, Leave::Goto, Leave::Break, Leave::Continue, Leave::FallThrough];
/// All owners.
pub const OWNERS: [Owner; 4] = [Owner::Local, Owner::Parameter, Owner::Field, Owner::Global];

impl Call {
    /// As the table shows it.
    pub fn name(self) -> &'static str {
        match self {
            Call::Recv => "recv",
            Call::Read => "read",
            Call::Recvfrom => "recvfrom",
            Call::Recvmsg => "recvmsg",
            Call::WsaRecv => "WSARecv",
            Call::Send => "send",
        }
    }

    pub(super) fn text(self, socket: &str) -> String {
        match self {
            Call::Recv => format!("recv({socket}, buf, sizeof(buf), 0)"),
            Call::Read => format!("read({socket}, buf, sizeof(buf))"),
            Call::Recvfrom => format!("recvfrom({socket}, buf, sizeof(buf), 0, NULL, NULL)"),
            Call::Recvmsg => format!("recvmsg({socket}, &msg, 0)"),
            Call::WsaRecv => format!("WSARecv({socket}, &wsa, 1, &got, &flags, NULL, NULL)"),
            Call::Send => format!("send({socket}, buf, sizeof(buf), 0)"),
        }
    }

    /// Why a result of 0 says nothing of the peer.
    pub(super) fn says_nothing_at_zero(self) -> Option<&'static str> {
        match self {
            Call::Send => Some("a send of 0 bytes tells nothing of the peer"),
            Call::WsaRecv => Some("WSARecv gives 0 for success"),
            Call::Recv | Call::Read | Call::Recvfrom | Call::Recvmsg => None,
        }
    }
}

impl Test {
    /// As the table shows it.
    pub fn name(self) -> &'static str {
        match self {
            Test::Negative => "< 0",
            Test::NotPositive => "<= 0",
            Test::Zero => "== 0",
            Test::MinusOne => "== -1",
            Test::SocketError => "== SOCKET_ERROR",
            Test::Not => "!n",
            Test::Switch => "switch",
            Test::Swapped => "swapped",
            Test::Assigned => "assigned",
        }
    }

    pub(super) fn text(self) -> &'static str {
        match self {
            Test::Negative => "n < 0",
            Test::NotPositive => "n <= 0",
            Test::Zero => "n == 0",
            Test::MinusOne => "n == -1",
            Test::SocketError => "n == SOCKET_ERROR",
            Test::Not => "!n",
            Test::Swapped => "0 > n",
            Test::Switch | Test::Assigned => "",
        }
    }

    pub(super) fn is_zero(self) -> bool {
        matches!(self, Test::Zero | Test::Not)
    }
}

impl Leave {
    /// As the table shows it.
    pub fn name(self) -> &'static str {
        match self {
            Leave::Return => "return",
            Leave::Goto => "goto",
            Leave::Break => "break",
            Leave::Continue => "continue",
            Leave::FallThrough => "fall-through",
        }
    }
}

impl Owner {
    /// As the table shows it.
    pub fn name(self) -> &'static str {
        match self {
            Owner::Local => "local",
            Owner::Parameter => "parameter",
            Owner::Field => "field",
            Owner::Global => "global",
        }
    }

    pub(super) fn place(self) -> &'static str {
        match self {
            Owner::Local | Owner::Parameter => "s",
            Owner::Field => "c->s",
            Owner::Global => "shared",
        }
    }
}

impl Cell {
    /// All cells, calls first.
    pub fn all() -> Vec<Cell> {
        let mut cells = Vec::new();
        for call in CALLS {
            for test in TESTS {
                for leave in LEAVES {
                    cells.extend(OWNERS.map(|owner| Cell { call, test, leave, owner }));
                }
            }
        }
        cells
    }

    /// In words.
    pub fn name(self) -> String {
        let Cell { call, test, leave, owner } = self;
        format!("{} {}, {}, {}", call.name(), test.name(), leave.name(), owner.name())
    }

    /// Why there is nothing to find; such a cell must be silent.
    pub fn impossible(self) -> Option<&'static str> {
        if self.test.is_zero() && self.owner != Owner::Local { self.call.says_nothing_at_zero() } else { None }
    }
}
