//! The C text of a cell of the matrix.

use super::cells::{Call, Cell, Leave, Owner, Test};
use std::fmt::Write;

impl Cell {
    /// The mark of the losing exit.
    fn mark(self) -> String {
        if self.impossible().is_some() {
            return String::new();
        }
        let rule = match self.call {
            Call::Send | Call::WsaRecv if self.test.is_zero() => "socket-leak",
            Call::Send => "send-error-leak",
            Call::WsaRecv => "recv-error-leak",
            _ if self.test.is_zero() || self.test == Test::NotPositive => "eof-leak",
            _ => "recv-error-leak",
        };
        // Nobody in the file calls it and no other exit closes: row 7 of the table.
        let note = if matches!(self.owner, Owner::Field | Owner::Global) { "note " } else { "" };
        format!(" //~ {note}{rule}")
    }

    /// The file: the losing function, with its mark, and the twin that closes.
    pub fn text(self) -> String {
        let (socket, none) = self.socket_type();
        format!(
            "struct conn {{ {socket} s; }};\nstatic {socket} shared = {none};\n\n{}\n{}",
            self.function(false),
            self.function(true)
        )
    }

    fn socket_type(self) -> (&'static str, &'static str) {
        if self.call == Call::WsaRecv { ("SOCKET", "INVALID_SOCKET") } else { ("int", "-1") }
    }

    fn close(self) -> String {
        let name = if self.call == Call::WsaRecv { "closesocket" } else { "close" };
        format!("{name}({});", self.owner.place())
    }

    fn function(self, is_twin: bool) -> String {
        let (socket, none) = self.socket_type();
        let name = if is_twin { "twin" } else { "losing" };
        let head = match self.owner {
            Owner::Local => format!("int {name}({socket} listener)"),
            Owner::Parameter => format!("int {name}({socket} s)"),
            Owner::Field => format!("int {name}(struct conn *c)"),
            Owner::Global => format!("int {name}(void)"),
        };
        let mut out = format!("{head}\n{{\n    char buf[64] = {{ 0 }};\n    int n = 0, rounds;\n");
        match self.call {
            Call::Recvmsg => out.push_str("    struct msghdr msg = { 0 };\n"),
            Call::WsaRecv => out.push_str("    WSABUF wsa = { sizeof(buf), buf };\n    DWORD got = 0, flags = 0;\n"),
            _ => {}
        }
        match self.owner {
            Owner::Local if self.leave == Leave::Continue => {}
            Owner::Local => {
                let _ = writeln!(
                    out,
                    "    {socket} s = accept(listener, NULL, NULL);\n    if (s == {none})\n        return -1;"
                );
            }
            // The sibling: another exit that closes.
            Owner::Parameter => {
                let other = if self.call == Call::Send { Call::Recv } else { Call::Send };
                let _ = writeln!(
                    out,
                    "    if ({} <= 0) {{\n        {}\n        return -1;\n    }}",
                    other.text("s"),
                    self.close()
                );
            }
            Owner::Field | Owner::Global => {
                let _ =
                    writeln!(out, "    if (getpeername({}, NULL, NULL) < 0)\n        return -1;", self.owner.place());
            }
        }
        out.push_str(&self.body(is_twin));
        out.push_str("}\n");
        out
    }

    /// The call, the test and the way out.
    fn body(self, is_twin: bool) -> String {
        let close = if is_twin { self.close() } else { String::new() };
        let mark = if is_twin { String::new() } else { self.mark() };
        let done = if self.owner == Owner::Local { self.close() } else { String::new() };
        match self.leave {
            Leave::Return => {
                let branch = self.branch(&format!("{close}\n        return -1;{mark}"), "");
                format!("{branch}    use(buf);\n    {done}\n    return 0;\n")
            }
            Leave::Goto => {
                let branch = self.branch("goto out;", "");
                format!("{branch}    use(buf);\n    {done}\n    return 0;\nout:\n    {close}\n    return -1;{mark}\n")
            }
            Leave::Break if self.test == Test::Switch => {
                let branch = self.branch("break;", &format!("{done}\n        return 0;"));
                format!("{branch}    {close}\n    return -1;{mark}\n")
            }
            Leave::Break => {
                let branch = self.branch("break;", "");
                format!("    for (;;) {{\n{branch}    use(buf);\n    }}\n    {close}\n    return -1;{mark}\n")
            }
            Leave::Continue => self.looping(is_twin, &mark),
            Leave::FallThrough => {
                let branch = self.branch(&close, &done);
                format!("{branch}    return 0;{mark}\n")
            }
        }
    }

    /// A loop that goes on: over clients if they are ours, else over rounds with the same socket.
    fn looping(self, is_twin: bool, mark: &str) -> String {
        let (socket, none) = self.socket_type();
        let place = self.owner.place();
        let close = self.close();
        if self.owner == Owner::Local {
            let close_first = if is_twin { &close } else { "" };
            let branch = self.branch(&format!("{close_first}\n        continue;{mark}"), "");
            return format!(
                "    for (rounds = 0; rounds < 3; rounds++) {{\n    {socket} s = accept(listener, NULL, NULL);\n    \
                 if (s == {none})\n        return -1;\n{branch}    use(buf);\n    {close}\n    }}\n    return 0;\n"
            );
        }
        let close = if is_twin { format!("{close}\n        {place} = {none};") } else { String::new() };
        let branch = self.branch(&format!("{close}\n        continue;"), "");
        format!(
            "    for (rounds = 0; {place} != {none} && rounds < 3; rounds++) {{\n{branch}    use(buf);\n    }}\n    \
             return 0;{mark}\n"
        )
    }

    /// The call and the branch on its result: `taken` is what the branch does, `other` what the other side does.
    fn branch(self, taken: &str, other: &str) -> String {
        let call = self.call.text(self.owner.place());
        let taken = format!("        note(\"gone\");\n        {taken}\n");
        let rest = format!("    }} else {{\n        {other}\n    }}\n");
        match self.test {
            Test::Switch => {
                // Falling through means into the next case, which closes for both.
                let cases = if self.leave == Leave::FallThrough {
                    format!("        note(\"gone\");\n        /* fall through */\n    case 7:\n{taken}        break;\n")
                } else {
                    taken
                };
                let other = format!("    default:\n        use(buf);\n        {other}\n    }}\n");
                format!("    n = {call};\n    switch (n) {{\n    case -1:\n{cases}{other}")
            }
            Test::Assigned => format!("    if ((n = {call}) < 0) {{\n{taken}{rest}"),
            _ => format!("    n = {call};\n{}    if ({}) {{\n{taken}{rest}", self.errors_first(), self.test.text()),
        }
    }

    /// Where 0 says nothing of the peer, errors are dealt with before it is tested.
    fn errors_first(self) -> String {
        if !self.test.is_zero() || self.call.says_nothing_at_zero().is_none() {
            return String::new();
        }
        let error = if self.call == Call::WsaRecv { "n != 0" } else { "n < 0" };
        format!("    if ({error}) {{\n        {}\n        return -1;\n    }}\n", self.close())
    }
}
