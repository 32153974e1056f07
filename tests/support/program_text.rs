//! The C text of a program. `@x@` stands for a close of `x` that is needed, so that a twin can do without one.

use super::programs::{Keep, Platform, Program, Role, Shape, Talk};
use std::fmt::Write;

impl Program {
    /// The text with all its closes, or without the one numbered `left_out`; `number` keeps its names apart from others'.
    pub fn text(self, number: usize, left_out: Option<usize>) -> String {
        let raw = self.raw(number);
        let mut out = String::new();
        for (at, part) in raw.split('@').enumerate() {
            let is_left_out = Some(at / 2) == left_out;
            match at % 2 {
                0 => out += part,
                _ if is_left_out => out += ";",
                _ => _ = write!(out, "{}({part});", self.close()),
            }
        }
        out
    }

    /// How many closes it has.
    pub fn closes(self) -> usize {
        self.raw(0).matches('@').count() / 2
    }

    fn raw(self, number: usize) -> String {
        let mut writer = Writer { program: self, out: String::new(), undo: Vec::new(), open: 0 };
        writer.out += self.head();
        writer.helpers();
        writer.run(number);
        writer.out
    }

    fn head(self) -> &'static str {
        match self.platform {
            Platform::Posix => "#include <sys/socket.h>\n#include <unistd.h>\n#define SOCKET int\n",
            Platform::Winsock => "#include <winsock2.h>\n",
            Platform::Both => {
                "#ifdef _WIN32\n#include <winsock2.h>\n#define CLOSE_SOCKET closesocket\n#define THREAD DWORD WINAPI\n\
                 #define START(fn, arg) (CreateThread(NULL, 0, fn, arg, 0, NULL) == NULL)\n#else\n\
                 #include <sys/socket.h>\n#include <unistd.h>\n#define INVALID_SOCKET -1\n#define SOCKET_ERROR -1\n\
                 #define CLOSE_SOCKET close\n#define SOCKET int\n#define THREAD void *\n\
                 #define START(fn, arg) (pthread_create(&thread, NULL, fn, arg) != 0)\n#endif\n"
            }
        }
    }

    fn close(self) -> &'static str {
        match (self.keep, self.platform) {
            (Keep::Helpers, _) => "hang_up",
            (_, platform) => platform.close(),
        }
    }

    fn place(self) -> &'static str {
        match self.keep {
            Keep::Local | Keep::Helpers => "s",
            Keep::Struct => "c.s",
            Keep::Heap => "c->s",
        }
    }

    /// The condition under which a thread could not be started.
    fn start(self, arg: &str) -> String {
        match self.platform {
            Platform::Posix => format!("pthread_create(&thread, NULL, serve, {arg}) != 0"),
            Platform::Winsock => format!("CreateThread(NULL, 0, serve, {arg}, 0, NULL) == NULL"),
            Platform::Both => format!("START(serve, {arg})"),
        }
    }
}

impl Platform {
    fn bad(self) -> &'static str {
        if self == Platform::Posix { "-1" } else { "INVALID_SOCKET" }
    }

    fn failed(self) -> &'static str {
        if self == Platform::Posix { "-1" } else { "SOCKET_ERROR" }
    }

    fn close(self) -> &'static str {
        match self {
            Platform::Posix => "close",
            Platform::Winsock => "closesocket",
            Platform::Both => "CLOSE_SOCKET",
        }
    }

    fn thread(self) -> [&'static str; 2] {
        match self {
            Platform::Posix => ["void *", "NULL"],
            Platform::Winsock => ["DWORD WINAPI ", "0"],
            Platform::Both => ["THREAD ", "0"],
        }
    }
}

struct Writer {
    program: Program,
    out: String,
    /// What has to be undone on the way out, oldest first.
    undo: Vec<String>,
    /// Braces that `fails` has opened.
    open: usize,
}

impl Writer {
    fn line(&mut self, text: &str) {
        self.out += text;
        self.out += "\n";
    }

    fn is(&self, shape: Shape) -> bool {
        self.program.shape == shape
    }

    /// Leaves if `cond` holds.
    fn fails(&mut self, cond: &str) {
        match self.program.shape {
            Shape::EarlyReturn => {
                let undo: String = self.undo.iter().rev().cloned().collect();
                self.line(&format!("    if ({cond}) {{ {undo}return -1; }}"));
            }
            Shape::Goto => self.line(&format!("    if ({cond}) goto out;")),
            Shape::DoWhile => self.line(&format!("    if ({cond}) break;")),
            Shape::Nested => {
                self.line(&format!("    if (!({cond})) {{"));
                self.open += 1;
            }
        }
    }

    /// From here on `undo` has to be done on the way out; in shapes with one way out that is where `is_set` holds.
    fn then(&mut self, undo: &str, is_set: &str) {
        match self.program.shape {
            Shape::EarlyReturn | Shape::Nested => self.undo.push(format!("{undo} ")),
            Shape::Goto | Shape::DoWhile if is_set.is_empty() => self.undo.push(format!("    {undo}\n")),
            Shape::Goto | Shape::DoWhile => self.undo.push(format!("    if ({is_set}) {undo}\n")),
        }
    }

    fn helpers(&mut self) {
        let Program { role, platform, keep, .. } = self.program;
        self.line("struct conn { SOCKET s; int n; };");
        if keep == Keep::Helpers {
            let close = platform.close();
            self.line(&format!("static void hang_up(SOCKET s)\n{{\n    {close}(s);\n}}"));
            if !self.program.is_server() {
                self.dial();
            }
        }
        let [ty, nothing] = platform.thread();
        if let Role::Thread | Role::ThreadObject = role {
            self.line(&format!("static {ty}serve(void *arg)\n{{\n    char buf[64];\n    int n, sent = 0;"));
            match role {
                Role::Thread => self.line("    SOCKET client = (SOCKET)(intptr_t)arg;"),
                _ => self.line("    struct conn *job = arg;\n    SOCKET client = job->s;\n    free(job);"),
            }
            self.talk_and_ignore("client");
            self.line(&format!("    @client@\n    return {nothing};\n}}"));
        }
    }

    /// A helper that connects in the way of the role.
    fn dial(&mut self) {
        let bad = self.program.platform.bad();
        self.line("static SOCKET dial(const struct sockaddr *to, int length, struct addrinfo *list)\n{\n    SOCKET s;");
        match self.program.role {
            Role::Client => {
                self.line("    s = socket(AF_INET, SOCK_STREAM, 0);");
                self.line(&format!("    if (s == {bad})\n        return {bad};"));
                self.line(&format!(
                    "    if (connect(s, to, length) != 0) {{\n        @s@\n        return {bad};\n    }}"
                ));
            }
            _ => self.attempts("s"),
        }
        self.line("    return s;\n}");
    }

    /// Tries until a socket is connected.
    fn attempts(&mut self, s: &str) {
        let bad = self.program.platform.bad();
        self.line(&format!("    {s} = {bad};"));
        match self.program.role {
            Role::Addresses => {
                self.line("    struct addrinfo *ai;\n    for (ai = list; ai; ai = ai->ai_next) {");
                self.line(&format!("    {s} = socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);"));
                self.line(&format!("    if ({s} == {bad}) continue;"));
                self.line(&format!("    if (connect({s}, ai->ai_addr, ai->ai_addrlen) == 0) break;"));
            }
            _ => {
                self.line("    int tries;\n    for (tries = 0; tries < 3; tries++) {");
                self.line(&format!("    {s} = socket(AF_INET, SOCK_STREAM, 0);"));
                self.line(&format!("    if ({s} == {bad}) continue;"));
                self.line(&format!("    if (connect({s}, to, length) == 0) break;"));
            }
        }
        self.line(&format!("    @{s}@\n    {s} = {bad};\n    }}"));
    }

    fn run(&mut self, number: usize) {
        let params = "const struct sockaddr *to, int length, struct addrinfo *list";
        self.line(&format!("int run_{number}({params})\n{{"));
        self.variables();
        if self.is(Shape::DoWhile) {
            self.line("    do {");
        }
        self.start_up();
        self.object();
        if self.program.is_server() {
            self.server()
        } else {
            self.client()
        }
        self.end();
        self.line("}");
    }

    fn variables(&mut self) {
        let Program { platform, keep, .. } = self.program;
        self.line("    char buf[64];\n    int n, sent = 0, result = -1;");
        match keep {
            Keep::Local | Keep::Helpers => self.line(&format!("    SOCKET s = {};", platform.bad())),
            Keep::Struct => self.line(&format!("    struct conn c;\n    c.s = {};", platform.bad())),
            Keep::Heap => self.line("    struct conn *c = NULL;"),
        }
        if self.program.is_server() {
            self.line(&format!("    SOCKET client = {};", platform.bad()));
        }
        if let Role::Thread | Role::ThreadObject = self.program.role {
            match platform {
                Platform::Winsock => {}
                Platform::Posix => self.line("    pthread_t thread;"),
                Platform::Both => self.line("#ifndef _WIN32\n    pthread_t thread;\n#endif"),
            }
        }
        match platform {
            Platform::Posix => {}
            Platform::Winsock => self.line("    WSADATA data;\n    int started = 0;"),
            Platform::Both => self.line("#ifdef _WIN32\n    WSADATA data;\n    int started = 0;\n#endif"),
        }
    }

    fn start_up(&mut self) {
        let (before, after) = match self.program.platform {
            Platform::Posix => return,
            Platform::Winsock => ("", ""),
            Platform::Both => ("#ifdef _WIN32\n", "#endif\n"),
        };
        if self.is(Shape::Nested) {
            // A brace that only one platform opens is for nobody to read.
            let text = "    if (WSAStartup(MAKEWORD(2, 2), &data) != NO_ERROR) return -1;\n    started = 1;\n";
            self.out += &format!("{before}{text}{after}");
        } else {
            self.out += before;
            self.fails("WSAStartup(MAKEWORD(2, 2), &data) != NO_ERROR");
            self.line("    started = 1;");
            self.out += after;
        }
        let undo = "if (started) WSACleanup();";
        match self.program.platform {
            Platform::Both => self.undo.push(format!("\n#ifdef _WIN32\n    {undo}\n#endif\n    ")),
            _ => self.then(undo, ""),
        }
    }

    fn object(&mut self) {
        if self.program.keep == Keep::Heap {
            self.line("    c = malloc(sizeof *c);");
            self.fails("!c");
            self.line(&format!("    c->s = {};", self.program.platform.bad()));
            self.then("free(c);", "");
        }
    }

    fn is_open(&self) -> String {
        let guard = if self.program.keep == Keep::Heap { "c && " } else { "" };
        format!("{guard}{} != {}", self.program.place(), self.program.platform.bad())
    }

    fn client(&mut self) {
        let Program { role, platform, keep, .. } = self.program;
        let (s, bad) = (self.program.place(), platform.bad());
        match (keep, role) {
            (Keep::Helpers, _) => self.line("    s = dial(to, length, list);"),
            (_, Role::Client) => self.line(&format!("    {s} = socket(AF_INET, SOCK_STREAM, 0);")),
            _ => self.attempts(s),
        }
        self.fails(&format!("{s} == {bad}"));
        let is_open = self.is_open();
        self.then(&format!("@{s}@"), &is_open);
        if role == Role::Client && keep != Keep::Helpers {
            self.fails(&format!("connect({s}, to, length) == {}", platform.failed()));
        }
        let cond = self.talk(s);
        self.fails(&cond);
        self.line("    result = 0;");
    }

    /// Statements that talk, and the condition under which that failed.
    fn talk(&mut self, s: &str) -> String {
        let failed = self.program.platform.failed();
        match self.program.talk {
            Talk::Receive => {
                self.line(&format!("    n = recv({s}, buf, sizeof buf, 0);"));
                format!("n == {failed} || n == 0")
            }
            Talk::ReceiveAll => {
                self.line(&format!("    while ((n = recv({s}, buf, sizeof buf, 0)) > 0)\n        use(buf, n);"));
                "n < 0".to_owned()
            }
            Talk::SendAll => {
                self.line(&format!(
                    "    for (sent = 0; sent < 64; sent += n) {{\n        n = send({s}, buf + sent, 64 - sent, 0);\n        \
                     if (n == {failed})\n            break;\n    }}"
                ));
                "sent < 64".to_owned()
            }
            Talk::Exchange => {
                let receive = format!("(n = recv({s}, buf, sizeof buf, 0)) <= 0");
                format!("send({s}, \"hello\", 5, 0) != 5 || {receive}")
            }
        }
    }

    /// Talks in a place where nothing depends on whether that worked.
    fn talk_and_ignore(&mut self, s: &str) {
        let cond = self.talk(s);
        self.line(&format!("    if ({cond})\n        complain(\"lost\");"));
    }

    fn server(&mut self) {
        let Program { platform, .. } = self.program;
        let (s, bad, failed) = (self.program.place(), platform.bad(), platform.failed());
        self.line(&format!("    {s} = socket(AF_INET, SOCK_STREAM, 0);"));
        self.fails(&format!("{s} == {bad}"));
        let is_open = self.is_open();
        self.then(&format!("@{s}@"), &is_open);
        self.fails(&format!("bind({s}, to, length) == {failed}"));
        self.fails(&format!("listen({s}, 5) == {failed}"));
        if self.program.role == Role::Once {
            self.line(&format!("    client = accept({s}, NULL, NULL);"));
            self.fails(&format!("client == {bad}"));
            self.then("@client@", &format!("client != {bad}"));
            let cond = self.talk("client");
            self.fails(&cond);
        } else {
            self.line("    for (;;) {");
            self.line(&format!("    client = accept({s}, NULL, NULL);\n    if (client == {bad}) {{"));
            self.line("        if (may_go_on())\n            continue;\n        break;\n    }");
            self.serve_one();
            self.line("    }");
        }
        self.line("    result = 0;");
    }

    fn serve_one(&mut self) {
        match self.program.role {
            Role::Fork => {
                self.line("    pid_t pid = fork();\n    if (pid == 0) {");
                self.talk_and_ignore("client");
                self.line("        _exit(0);\n    }\n    if (pid < 0)\n        complain(\"fork\");\n    @client@");
            }
            Role::Thread => {
                let failed = self.program.start("(void *)(intptr_t)client");
                self.line(&format!("    if ({failed}) {{\n        @client@\n        continue;\n    }}"));
            }
            Role::ThreadObject => {
                let failed = self.program.start("job");
                self.line("    struct conn *job = malloc(sizeof *job);\n    if (!job) {\n        @client@\n        continue;\n    }");
                self.line("    job->s = client;");
                self.line(&format!(
                    "    if ({failed}) {{\n        @client@\n        free(job);\n        continue;\n    }}"
                ));
            }
            _ => {
                self.talk_and_ignore("client");
                self.line("    @client@");
            }
        }
    }

    /// Undoes everything and returns.
    fn end(&mut self) {
        let undo: Vec<String> = self.undo.iter().rev().cloned().collect();
        match self.program.shape {
            Shape::EarlyReturn => self.line(&format!("    {}", undo.concat())),
            Shape::Goto => self.out += &format!("out:\n{}", undo.concat()),
            Shape::DoWhile => self.out += &format!("    }} while (0);\n{}", undo.concat()),
            Shape::Nested => self.end_nested(undo),
        }
        self.line("    return result;");
    }

    /// Each undoing stands where the block of what it undoes ends; those of no block at the end.
    fn end_nested(&mut self, mut undo: Vec<String>) {
        let is_of_block = |text: &str| !text.contains("WSACleanup");
        let of_blocks: Vec<String> = undo.iter().filter(|text| is_of_block(text)).cloned().collect();
        undo.retain(|text| !is_of_block(text));
        // The blocks opened last hold tests behind the last thing to undo.
        let mut left = of_blocks.len();
        let order = self.blocks();
        for opens in order.into_iter().rev() {
            if opens {
                self.line(&format!("    {}", of_blocks[of_blocks.len() - left]));
                left -= 1;
            }
            self.line("    }");
        }
        self.line(&format!("    {}", undo.concat()));
    }

    /// For each block that `fails` opened whether something has to be undone where it ends.
    fn blocks(&self) -> Vec<bool> {
        let Program { role, keep, .. } = self.program;
        let mut blocks = Vec::new();
        blocks.extend((keep == Keep::Heap).then_some(true));
        blocks.push(true);
        if self.program.is_server() {
            blocks.extend([false, false]);
            blocks.extend(if role == Role::Once { vec![true, false] } else { vec![] });
        } else {
            blocks.extend((role == Role::Client && keep != Keep::Helpers).then_some(false));
            blocks.push(false);
        }
        assert_eq!(blocks.len(), self.open, "{:?}", self.program);
        blocks
    }
}
